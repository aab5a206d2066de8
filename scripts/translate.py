"""Writes what AWS makes of ``backend/template.yaml`` (SAM's transform, offline), for linters to look at.

Run with ``.venv-sam``'s Python: ``python -m scripts.translate <file>``.
"""

import json
import os
import sys
from pathlib import Path

from samtranslator.translator.transform import transform

from sandbox.cloud.template import TEMPLATE, uploaded


class _NoManagedPolicies:
    """The template spells its policies out and names none of AWS's, which would have to be looked up."""

    def load(self) -> dict[str, str]:
        return {}


def main(target: Path) -> None:
    """Write the translated template to ``target``, as JSON."""
    os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")
    template = uploaded(TEMPLATE, {"Bucket": "packages", "Key": "package.zip"})
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(transform(template, {}, _NoManagedPolicies()), indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
