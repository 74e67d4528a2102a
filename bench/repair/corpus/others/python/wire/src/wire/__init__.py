"""A compact binary format for records, and frames to send them in."""

from .errors import Malformed, Truncated, WireError
from .framing import Deframer, frame
from .record import Field, Schema
from .varint import read_varint, write_varint

__all__ = [
    "Deframer",
    "Field",
    "Malformed",
    "Schema",
    "Truncated",
    "WireError",
    "frame",
    "read_varint",
    "write_varint",
]
