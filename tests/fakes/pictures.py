"""Pictures to send."""

import io

from PIL import Image


def picture(width: int = 40, height: int = 30, kind: str = "PNG") -> bytes:
    """The bytes of a plain picture; ``kind`` as Pillow names it."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, kind)
    return buffer.getvalue()
