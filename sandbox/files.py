"""Files that were sent: their bytes, and the Bot API objects that describe them."""

import mimetypes
import secrets
import struct
from dataclasses import dataclass
from pathlib import PurePath

from sandbox.wire import BadRequest, BotApiError, Json

MAX_PHOTO_BYTES = 10 * 1024 * 1024
MAX_UPLOAD_BYTES = 50 * 1024 * 1024
MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024
MAX_SHELF_BYTES = 256 * 1024 * 1024
"""The oldest files go when all of them together are larger."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrives in a request."""

    name: str
    content: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file on the shelf. ``path`` is what getFile answers; ``kind`` is photo, document, voice or sticker."""

    file_id: str
    unique_id: str
    kind: str
    path: str
    name: str
    content: bytes
    content_type: str


class FileShelf:
    """All files by ``file_id``, and by the path for downloads."""

    def __init__(self) -> None:
        self.by_id: dict[str, StoredFile] = {}
        self.by_path: dict[str, StoredFile] = {}
        self._bytes = 0

    def add(self, upload: Upload, kind: str) -> StoredFile:
        """Keep the uploaded file. Raises 413 when it is larger than a bot may send."""
        if len(upload.content) > MAX_UPLOAD_BYTES:
            raise BotApiError(413, "Request Entity Too Large")
        unique_id = secrets.token_urlsafe(9)
        content_type = upload.content_type
        if not content_type or content_type == "application/octet-stream":
            content_type = mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
        suffix = PurePath(upload.name).suffix or mimetypes.guess_extension(content_type) or ""
        path = f"{kind}s/file_{len(self.by_path)}_{unique_id}{suffix}"
        stored = StoredFile(f"BQ{unique_id}", unique_id, kind, path, upload.name, upload.content, content_type)
        self.put(stored)
        return stored

    def put(self, stored: StoredFile) -> None:
        """Put a file on the shelf as it is; the oldest make room for it."""
        self.by_id[stored.file_id] = stored
        self.by_path[stored.path] = stored
        self._bytes += len(stored.content)
        while self._bytes > MAX_SHELF_BYTES and len(self.by_id) > 1:
            oldest = self.by_id.pop(next(iter(self.by_id)))
            self.by_path.pop(oldest.path, None)
            self._bytes -= len(oldest.content)

    def find(self, file_id: str) -> StoredFile:
        """The file with this id. Raises 400 when there is none."""
        stored = self.by_id.get(file_id)
        if stored is None:
            raise BadRequest("wrong file identifier/HTTP URL specified")
        return stored


def file_object(stored: StoredFile) -> Json:
    """The File object that getFile answers. Raises 400 above 20 MB, as Telegram does."""
    if len(stored.content) > MAX_DOWNLOAD_BYTES:
        raise BadRequest("file is too big")
    return {**_identity(stored), "file_path": stored.path}


def photo_sizes(stored: StoredFile) -> list[Json]:
    """PhotoSize objects of a picture. Raises 400 when it is none, or of a shape that Telegram refuses."""
    if len(stored.content) > MAX_PHOTO_BYTES:
        raise BadRequest("file is too big")
    size = image_size(stored.content)
    if size is None:
        raise BadRequest("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10_000 or max(size) > 20 * min(size):
        raise BadRequest("PHOTO_INVALID_DIMENSIONS")
    return [{**_identity(stored), "width": width, "height": height}]


def document_object(stored: StoredFile) -> Json:
    """The Document object of a file."""
    return {**_identity(stored), "file_name": stored.name, "mime_type": stored.content_type}


def voice_object(stored: StoredFile, duration: int) -> Json:
    """The Voice object of a recording; ``duration`` in seconds."""
    return {**_identity(stored), "duration": duration, "mime_type": stored.content_type}


def sticker_object(stored: StoredFile) -> Json:
    """The Sticker object of a picture; 512 × 512 unless its bytes say otherwise."""
    width, height = image_size(stored.content) or (512, 512)
    return {
        **_identity(stored),
        "type": "regular",
        "width": width,
        "height": height,
        "is_animated": False,
        "is_video": False,
        "emoji": "💪",
    }


def _identity(stored: StoredFile) -> Json:
    return {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": len(stored.content)}


def image_size(content: bytes) -> tuple[int, int] | None:
    """(width, height) in pixels of a PNG, GIF, JPEG or lossy WebP; None for anything else."""
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            return _not_empty(struct.unpack(">II", content[16:24]))
        if content[:6] in (b"GIF87a", b"GIF89a"):
            return _not_empty(struct.unpack("<HH", content[6:10]))
        if content.startswith(b"\xff\xd8"):
            return _jpeg_size(content)
        if content[:4] == b"RIFF" and content[8:16] == b"WEBPVP8 ":
            width, height = struct.unpack("<HH", content[26:30])
            return _not_empty((width & 0x3FFF, height & 0x3FFF))
    except struct.error:
        return None
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Walk the segments to the frame header (SOF0–SOF15 without DHT, JPG and DAC)."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return _not_empty((width, height))
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return None


def _not_empty(size: tuple[int, ...]) -> tuple[int, int] | None:
    width, height = size
    return (width, height) if width > 0 and height > 0 else None
