"""Everything behind the API: what is stored, what it means, and how it is worked out."""

VERSION = "0.1.0"
"""The program's, as in ``pyproject.toml``: a Lambda's package has no metadata to read it from."""
