"""Whole numbers in as few bytes as possible.

A number is cut into groups of seven bits, lowest group first. Each group
is a byte; its highest bit says whether another group follows.
"""

from .errors import Malformed, Truncated, WireError

MAX_BYTES = 10


def write_varint(number):
    if number < 0:
        raise WireError("a varint cannot be negative")
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def read_varint(data, position=0):
    """Return the number at the position, and the position after it."""
    number = 0
    for count in range(MAX_BYTES):
        if position >= len(data):
            raise Truncated("the bytes end within a number")
        byte = data[position]
        position += 1
        number |= (byte & 0x7F) << (7 * count)
        if byte < 0x80:
            return number, position
    raise Malformed("a number of too many bytes")


def zigzag(number):
    """Map 0, -1, 1, -2, 2 ... to 0, 1, 2, 3, 4 ..."""
    return 2 * number if number >= 0 else -2 * number - 1


def unzigzag(number):
    """The inverse of zigzag."""
    return number // 2 if number % 2 == 0 else -(number + 1) // 2
