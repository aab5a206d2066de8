"""Extract every text from the code and merge it into the catalogues of ``words/locales``.

Texts are the first argument of ``say`` and ``msgid`` and the first two of ``many`` (see ``words/speech.py``).
They are read from the syntax tree, because a scan of the tokens misses those inside f-strings.

    python scripts/words.py

New texts come out empty, and those that nobody says any more are dropped.
"""

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "words" / "locales"
SPOKEN_IN = ("handlers", "backend", "bot")
SAYING = {"say": 1, "msgid": 1, "many": 2}
"""How many of the first arguments of a call are texts."""

_HEADER = """# Written by scripts/words.py; only the translations are anybody's own.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""
"""Without dates and versions: a merge that changes no text leaves the file as it is."""

Text = str | tuple[str, str]


def texts_of(source: str) -> Iterator[tuple[int, Text]]:
    """Each text that a file says, with its line; a text with a plural is a pair."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (count := SAYING.get(_called(node.func))):
            said = [arg.value for arg in node.args[:count] if isinstance(arg, ast.Constant)]
            texts = [text for text in said if isinstance(text, str)]
            if len(texts) == count:
                yield node.lineno, texts[0] if count == 1 else (texts[0], texts[1])


def _called(function: ast.expr) -> str:
    match function:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""


def extract() -> Catalog:
    """All texts of the code, with the files that say them."""
    template = Catalog(project="AI Tracker", charset="utf-8")
    for folder in SPOKEN_IN:
        for path in sorted((ROOT / folder).rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            for line, text in sorted(texts_of(path.read_text("utf-8")), key=lambda found: found[0]):
                template.add(text, locations=[(place, line)])
    return template


def merged(path: Path, template: Catalog) -> Catalog:
    """A catalogue with exactly the template's texts and the translations that it has of them."""
    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.parent.parent.name)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def as_written(catalogue: Catalog) -> bytes:
    """The catalogue as a PO file: in the order of the code, so that what belongs together stands together."""
    target = BytesIO()
    write_po(target, catalogue, width=120, include_lineno=False, sort_by_file=True, omit_header=True)
    return _HEADER.format(language=catalogue.locale, plurals=catalogue.plural_forms).encode() + target.getvalue()


def main() -> None:
    """Merge into every catalogue that is there."""
    template = extract()
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/messages.po")):
        catalogue = merged(path, template)
        path.write_bytes(as_written(catalogue))
        missing = sum(1 for message in catalogue if message.id and not (message.string and all(message.string)))
        sys.stdout.write(f"{catalogue.locale}: {len(catalogue)} texts, {missing} without a translation\n")


if __name__ == "__main__":
    main()
