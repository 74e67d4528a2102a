import pytest

from wire import Deframer, Malformed, frame
from wire.checksum import checksum


def test_bytes_of_a_frame():
    assert frame(b"abcde") == b"\x00\x05\xc8\xf0abcde"


def test_checksum_of_nothing():
    assert checksum(b"") == 0


def test_checksum_keeps_the_plain_sum_in_the_low_byte():
    assert checksum(b"\x01\x02") == 0x0403


def test_frames_may_come_in_pieces():
    data = frame(b"first") + frame(b"") + frame(b"second")
    deframer = Deframer()
    payloads = []
    for byte in data:
        payloads += deframer.feed(bytes([byte]))
    assert payloads == [b"first", b"", b"second"]
    assert deframer.pending == 0


def test_damaged_frame():
    data = frame(b"first").replace(b"i", b"o")
    with pytest.raises(Malformed):
        Deframer().feed(data)
