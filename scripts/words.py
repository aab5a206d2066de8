"""Extract every text from the code and merge it into the catalogues of ``words/locales``.

Texts are the first argument of ``say`` and the first two of ``many`` (see ``words/speech.py``).
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "words" / "locales"
SPOKEN_IN = ("handlers", "backend", "bot")
KEYWORDS = {"say": None, "many": (1, 2), "msgid": None}


def extract() -> Catalog:
    """All texts of the code, with the places where they are said."""
    template = Catalog(project="AI Tracker", charset="utf-8")
    for folder in SPOKEN_IN:
        found = extract_from_dir(ROOT / folder, [("**.py", "python")], keywords=KEYWORDS, comment_tags=["Words:"])
        for name, _line, message, comments, context in found:
            template.add(message, locations=[(f"{folder}/{name}", None)], auto_comments=comments, context=context)
    return template


def main() -> None:
    """Merge into every catalogue that is there; new texts come out empty."""
    template = extract()
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/messages.po")):
        language = path.parent.parent.name
        with path.open("rb") as source:
            catalogue = read_po(source, locale=language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path.open("wb") as target:
            write_po(target, catalogue, width=120, sort_output=True, omit_header=False)
        missing = sum(1 for message in catalogue if message.id and not message.string)
        print(f"{language}: {len(catalogue)} texts, {missing} without a translation")


if __name__ == "__main__":
    main()
