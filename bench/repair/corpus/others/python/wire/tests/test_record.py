import pytest

from wire import Field, Malformed, Schema, Truncated, WireError

BOAT = Schema(
    Field(1, "name", "text"),
    Field(2, "length", "uint"),
    Field(3, "offset", "sint"),
    Field(5, "afloat", "bool"),
)
OLD_BOAT = Schema(Field(2, "length", "uint"))


def test_bytes_of_a_record():
    assert BOAT.encode({"length": 7, "name": "Ida"}) == b"\x05\x03Ida\x08\x07"


def test_round_trip():
    boat = {"name": "Möwe", "length": 1200, "offset": -3, "afloat": False}
    assert BOAT.decode(BOAT.encode(boat)) == boat


def test_unknown_fields_are_skipped():
    data = b"\x05\x03Ida\x08\x07"
    assert OLD_BOAT.decode(data) == {"length": 7}


def test_truncated_text():
    with pytest.raises(Truncated):
        BOAT.decode(b"\x05\x03Id")


def test_wrong_wire_type():
    with pytest.raises(Malformed):
        BOAT.decode(b"\x09\x01x")


def test_unknown_name_cannot_be_written():
    with pytest.raises(WireError):
        BOAT.encode({"mast": 3})
