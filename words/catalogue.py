"""One language's translations, compiled once: as with ``__pycache__``, what was made of a file is kept beside it.

Reading ``messages.po`` takes a tenth of a second and 2 MB for good; its ``messages.mo`` 2 ms and a tenth of that. Where
the folder cannot be written to, it is read anew by each program. A Lambda's package has the compiled ones only
(``scripts/package.py``).

    python -m words.catalogue

compiles all of them.
"""

import gettext
import struct
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from shutil import copymode
from tempfile import NamedTemporaryFile

LOCALES = Path(__file__).parent / "locales"


def translations(language: str) -> gettext.NullTranslations | None:
    """The language's catalogue; None where there is none."""
    source = LOCALES / language / "LC_MESSAGES" / "messages.po"
    kept = source.with_suffix(".mo")
    with suppress(OSError, ValueError, struct.error):  # there is none, or not a whole one
        if not source.exists() or kept.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            with kept.open("rb") as file:
                return gettext.GNUTranslations(file)
    if not source.exists():
        return None
    compiled = _compiled(source, language)
    with suppress(OSError):
        _keep(compiled, kept, like=source)
    return gettext.GNUTranslations(BytesIO(compiled))


def _compiled(source: Path, language: str) -> bytes:
    from babel.messages.mofile import write_mo  # only when something is compiled
    from babel.messages.pofile import read_po

    made = BytesIO()
    with source.open("rb") as file:
        write_mo(made, read_po(file, locale=language))
    return made.getvalue()


def _keep(compiled: bytes, path: Path, like: Path) -> None:
    """Whole or not at all: another program may be reading it."""
    with NamedTemporaryFile(dir=path.parent, suffix=".mo", delete=False) as file:
        file.write(compiled)
    copymode(like, file.name)
    Path(file.name).replace(path)


def compile_all() -> None:
    """Compile every catalogue that is not."""
    for folder in sorted(LOCALES.iterdir()):
        translations(folder.name)


if __name__ == "__main__":
    compile_all()
