"""Reading, editing and writing of subtitle files."""

from .cue import Cue
from .srt import SrtError, dump, load
from .timecode import format_timecode, parse_timecode

__all__ = ["Cue", "SrtError", "dump", "load", "format_timecode", "parse_timecode"]
