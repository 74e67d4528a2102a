import pytest

from wire import Malformed, Truncated, read_varint, write_varint
from wire.varint import unzigzag, zigzag


def test_small_numbers_take_one_byte():
    assert write_varint(0) == b"\x00"
    assert write_varint(127) == b"\x7f"


def test_lowest_group_first():
    assert write_varint(300) == b"\xac\x02"


def test_read_returns_position_after():
    assert read_varint(b"\xff\xac\x02\x05", 1) == (300, 3)


def test_truncated_number():
    with pytest.raises(Truncated):
        read_varint(b"\xac")


def test_too_many_bytes():
    with pytest.raises(Malformed):
        read_varint(b"\x80" * 20)


def test_zigzag():
    assert [zigzag(n) for n in (0, -1, 1, -2, 2)] == [0, 1, 2, 3, 4]
    assert [unzigzag(n) for n in range(5)] == [0, -1, 1, -2, 2]
