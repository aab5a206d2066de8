"""Builds every function's package and writes their sizes into ``docs/aws.md``.

``python -m scripts.package_sizes``. Lambda takes 250 MB unpacked; how much there is to unpack is part of a cold start.
"""

import shutil
import tempfile
from pathlib import Path

from sandbox.cloud.template import read_template, resources_of
from scripts.package import REPOSITORY, build

DOCUMENT = REPOSITORY / "docs" / "aws.md"
BEGIN, END = "<!-- package sizes -->\n", "<!-- end of package sizes -->\n"
MOST_BYTES = 250 * 1024 * 1024
MEGABYTE = 1024 * 1024


def sizes(function: str, lock: str) -> str:
    """A row of the table. Raises SystemExit when Lambda would refuse the package."""
    with tempfile.TemporaryDirectory() as folder:
        unpacked, packed = Path(folder) / "unpacked", Path(folder) / "packed"
        build(function, unpacked)
        size = sum(file.stat().st_size for file in unpacked.rglob("*") if file.is_file())
        if size > MOST_BYTES:
            raise SystemExit(f"{function} has {size:,} bytes, Lambda takes {MOST_BYTES:,}.")
        zipped = Path(shutil.make_archive(str(packed), "zip", unpacked)).stat().st_size
    name = function.removesuffix("Function")
    return f"| {name} | `{lock}.lock` | {zipped / MEGABYTE:.1f} | {size / MEGABYTE:.1f} |\n"


def main() -> None:
    """Write the table."""
    functions = resources_of(read_template(), "AWS::Serverless::Function")
    table = "| function | dependencies | zipped, MB | unpacked, MB |\n|---|---|---|---|\n"
    table += "".join(sizes(name, function["Metadata"]["Lock"]) for name, function in functions.items())
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}{table}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
