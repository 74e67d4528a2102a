"""The checksum of a frame (Fletcher-16)."""


def checksum(payload):
    """Return the Fletcher-16 checksum: two sums modulo 255.

    The low byte is the sum of the bytes, the high byte the sum of all the
    sums on the way. The checksum of "abcde" is 0xC8F0.
    """
    low = high = 0
    for byte in payload:
        low = (low + byte) % 255
        high = (high + low) % 255
    return high << 8 | low
