"""Frames: a header with length and checksum in front of each payload.

The header is four bytes: the length of the payload and its checksum, each
as an unsigned 16-bit number in network byte order.
"""

import struct

from .checksum import checksum
from .errors import Malformed, WireError

HEADER = struct.Struct(">HH")


def frame(payload):
    if len(payload) > 0xFFFF:
        raise WireError("the payload is too long for a frame")
    return HEADER.pack(len(payload), checksum(payload)) + payload


class Deframer:
    """Collects bytes as they come in and returns the payloads that are whole."""

    def __init__(self):
        self._buffer = b""

    @property
    def pending(self):
        """The number of bytes that wait for the rest of their frame."""
        return len(self._buffer)

    def feed(self, data):
        self._buffer += data
        payloads = []
        while len(self._buffer) >= HEADER.size:
            length, expected = HEADER.unpack_from(self._buffer)
            end = HEADER.size + length
            if len(self._buffer) < end:
                break
            payload = self._buffer[HEADER.size:end]
            if checksum(payload) != expected:
                raise Malformed("the checksum of a frame is wrong")
            self._buffer = self._buffer[end:]
            payloads.append(payload)
        return payloads
