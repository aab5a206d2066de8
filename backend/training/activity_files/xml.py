"""What an XML file may be before a library builds a tree of it.

A document type is what entities are declared in, those that grow without end and those that fetch a file; no watch
writes one, so whatever has one is refused at that word. The text is decoded here, once, so that what is parsed later is
what was checked.
"""

from dataclasses import dataclass
from xml.parsers import expat

from backend.training.activity_files.activity import BadFile, FileTrouble

_MOST_ELEMENTS = 1_500_000
"""Ten hours at a point a second, with ten values each, are 400,000."""
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Document:
    """A well-formed document: the name of its root element without namespace, and its text."""

    root: str
    text: str


def document(content: bytes) -> Document:
    """The document. Raises BadFile: UNKNOWN where this is no XML at all, DAMAGED, TOO_MUCH."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(FileTrouble.UNKNOWN) from None
    text = text.lstrip()  # some apps begin with an empty line
    if not text.startswith("<"):
        raise BadFile(FileTrouble.UNKNOWN)
    check = _Check()
    try:
        check.parser.Parse(text, True)
    except expat.ExpatError:
        raise BadFile(FileTrouble.DAMAGED if check.root else FileTrouble.UNKNOWN) from None
    return Document(check.root, text)


class _Check:
    """Walks through a document and keeps nothing of it."""

    def __init__(self) -> None:
        self.root = ""
        self._elements = 0
        self._depth = 0
        self.parser = expat.ParserCreate("utf-8")  # over what the document says of itself: it is decoded already
        self.parser.StartDoctypeDeclHandler = self._document_type
        self.parser.StartElementHandler = self._opened
        self.parser.EndElementHandler = self._closed

    def _document_type(self, *_: object) -> None:
        raise BadFile(FileTrouble.TOO_MUCH)

    def _opened(self, name: str, _: object) -> None:
        self.root = self.root or name.rpartition(":")[2]
        self._elements += 1
        self._depth += 1
        if self._elements > _MOST_ELEMENTS or self._depth > _DEEPEST:
            raise BadFile(FileTrouble.TOO_MUCH)

    def _closed(self, _: str) -> None:
        self._depth -= 1
