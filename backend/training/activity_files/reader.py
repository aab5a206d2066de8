"""Which format a file is, by what is in it: names lie."""

from backend.training.activity_files.activity import MAX_BYTES, Activity, BadFile, FileTrouble
from backend.training.activity_files.xml import document

_FIT_SIGN = b".FIT"


def read(content: bytes) -> list[Activity]:
    """The sessions in a file, in the order they were done; at least one. Raises BadFile, whatever the bytes are."""
    if len(content) > MAX_BYTES:
        raise BadFile(FileTrouble.TOO_MUCH)
    try:
        return _read(content)
    except (BadFile, ImportError):
        raise
    except (MemoryError, RecursionError):
        raise BadFile(FileTrouble.TOO_MUCH) from None
    except Exception:
        # The libraries raise what they like about what they did not expect, and their messages quote the file.
        raise BadFile(FileTrouble.DAMAGED) from None


def _read(content: bytes) -> list[Activity]:
    if content[8:12] == _FIT_SIGN:
        from backend.training.activity_files.fit import read_fit

        return read_fit(content)
    found = document(content)
    if found.root == "gpx":
        from backend.training.activity_files.gpx import read_gpx

        return read_gpx(found.text)
    if found.root == "TrainingCenterDatabase":
        from backend.training.activity_files.tcx import read_tcx

        return read_tcx(found.text)
    raise BadFile(FileTrouble.UNKNOWN)
