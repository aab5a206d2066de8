"""One program for each data folder: two would handle the same updates, and tell each athlete everything twice."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.settings import WrongSetting


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold the folder while the block runs; however the program ends, the folder is free again.

    Raises WrongSetting when another program holds it, or it cannot be written to.
    """
    try:
        held = (folder / "running.lock").open("w")
    except OSError as error:  # made by another user
        raise WrongSetting(f"DATA_DIR must be a folder that can be written to ({error.strerror}).") from None
    with held as file:
        if sys.platform != "win32":
            import fcntl  # not on Windows

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise WrongSetting(
                    f"DATA_DIR must be used by one program at a time: another runs on {folder}."
                ) from None
            except OSError:
                pass  # a file system without locks: then nothing can be said
        yield


def is_held(folder: Path) -> bool:
    """Whether a program runs on the folder, as far as that can be said: never on Windows."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        with (folder / "running.lock").open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        pass  # nobody ever ran here, or the file system has no locks
    return False
