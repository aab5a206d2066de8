"""Everything behind the API: what is stored, what it means, and how it is worked out."""
