import pytest

from wire import Deframer, Field, Malformed, Schema, Truncated, WireError, frame, read_varint, write_varint
from wire.checksum import checksum
from wire.varint import unzigzag, zigzag


@pytest.mark.parametrize("data", [b"", b"\x80", b"\xff\xff", b"\x80" * 9])
def test_truncated(data):
    with pytest.raises(Truncated):
        read_varint(data)


def test_truncated_at_a_position():
    with pytest.raises(Truncated):
        read_varint(b"\x01\x02", 2)


def test_number_may_end_with_the_bytes():
    assert read_varint(b"\x05") == (5, 1)
    assert read_varint(b"\x80\x01") == (128, 2)
    assert read_varint(b"\x01\x80\x01", 1) == (128, 3)


def test_overlong():
    with pytest.raises(Malformed):
        read_varint(b"\x80" * 10)


def test_varint_round_trip():
    for number in [0, 1, 127, 128, 16383, 16384, 2**32, 2**63]:
        data = write_varint(number)
        assert read_varint(data) == (number, len(data))


def test_zigzag_round_trip():
    for number in [0, -1, 1, 2**40, -(2**40), -(2**63)]:
        assert unzigzag(zigzag(number)) == number


NEW = Schema(Field(1, "a", "uint"), Field(2, "b", "text"), Field(3, "c", "bytes"), Field(9, "d", "sint"))
OLD = Schema(Field(1, "a", "uint"), Field(9, "d", "sint"))


def test_skips_all_kinds_of_unknown_fields():
    data = NEW.encode({"a": 1, "b": "x" * 200, "c": b"\x00\x01", "d": -70000})
    assert OLD.decode(data) == {"a": 1, "d": -70000}
    assert Schema().decode(data) == {}


def test_truncated_records():
    data = NEW.encode({"a": 300, "b": "xy", "d": -70000})
    with pytest.raises(Truncated):
        NEW.decode(data[:-1])
    with pytest.raises(Truncated):
        OLD.decode(data[:2])
    with pytest.raises(Truncated):
        NEW.decode(b"\x04")


def test_unknown_wire_type():
    with pytest.raises(Malformed):
        NEW.decode(b"\x06\x01")


def test_frame_bytes():
    assert frame(b"") == b"\x00\x00\x00\x00"
    assert frame(b"abcdef")[:4] == b"\x00\x06\x20\x57"
    assert frame(b"abcdefgh")[:4] == b"\x00\x08\x06\x27"
    assert frame(b"\x00" * 258)[:4] == b"\x01\x02\x00\x00"


def test_checksum_values():
    assert checksum(b"abcde") == 0xC8F0
    assert checksum(b"abcdef") == 0x2057
    assert checksum(b"\x01") == 0x0101
    assert checksum(b"ab") != checksum(b"ba")


def test_deframes_foreign_bytes():
    deframer = Deframer()
    assert deframer.feed(b"\x00\x06\x20\x57abcdef\x00") == [b"abcdef"]
    assert deframer.pending == 1


def test_long_payloads():
    payload = bytes(range(256)) * 255
    assert Deframer().feed(frame(payload)) == [payload]
    with pytest.raises(WireError):
        frame(b"x" * 65536)
