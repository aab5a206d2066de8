"""Sessions as watches write them down: .fit, .gpx and .tcx, read by fitdecode, gpxpy and tcxreader.

``activity`` what is found · ``reader`` which format it is · ``fit``, ``gpx``, ``tcx`` one library each, loaded with the
first such file · ``xml`` what is refused before any of them sees it. Pure: bytes in, nothing opened or unpacked.

A hostile file can still make a library work for long: read it in a process of its own, with limits of time and memory.
"""

from backend.training.activity_files.activity import Activity, BadFile, FileTrouble

__all__ = ["Activity", "BadFile", "FileTrouble"]
