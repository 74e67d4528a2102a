"""Records: numbered fields, of which a reader may know only some.

Each field that is set is written as a tag (a varint, four times the number
of the field plus its wire type) and its value. Wire types: 0 is a varint, 1 is a
varint length followed by as many bytes.
"""

from dataclasses import dataclass

from .errors import Malformed, Truncated, WireError
from .varint import read_varint, unzigzag, write_varint, zigzag

VARINT = 0
BYTES = 1

_WIRE_TYPES = {"uint": VARINT, "sint": VARINT, "bool": VARINT, "text": BYTES, "bytes": BYTES}


@dataclass(frozen=True)
class Field:
    number: int
    name: str
    type: str


class Schema:
    def __init__(self, *fields):
        self._by_number = {field.number: field for field in fields}
        self._by_name = {field.name: field for field in fields}
        if len(self._by_number) < len(fields) or len(self._by_name) < len(fields):
            raise WireError("a number or name is used twice")

    def encode(self, record):
        """Write the fields in the order of their numbers; None is not set."""
        for name in record:
            if name not in self._by_name:
                raise WireError(f"no field {name!r}")
        out = b""
        for number in sorted(self._by_number):
            field = self._by_number[number]
            value = record.get(field.name)
            if value is not None:
                out += write_varint(number * 4 + _WIRE_TYPES[field.type])
                out += _encode_value(field.type, value)
        return out

    def decode(self, data):
        """Return the record; fields that the schema does not know are skipped."""
        record = {}
        position = 0
        while position < len(data):
            tag, position = read_varint(data, position)
            number, wire_type = divmod(tag, 4)
            raw, position = _read_raw(wire_type, data, position)
            field = self._by_number.get(number)
            if field is None:
                continue
            if _WIRE_TYPES[field.type] != wire_type:
                raise Malformed(f"field {field.name!r} has the wrong wire type")
            record[field.name] = _decode_value(field.type, raw)
        return record


def _read_raw(wire_type, data, position):
    if wire_type not in (VARINT, BYTES):
        raise Malformed(f"unknown wire type {wire_type}")
    value, position = read_varint(data, position)
    if wire_type == VARINT:
        return value, position
    end = position + value
    if end > len(data):
        raise Truncated("the bytes end within a value")
    return bytes(data[position:end]), end


def _encode_value(type, value):
    if type == "uint" or type == "bool":
        return write_varint(int(value))
    if type == "sint":
        return write_varint(zigzag(value))
    raw = value.encode() if type == "text" else value
    return write_varint(len(raw)) + raw


def _decode_value(type, raw):
    if type == "sint":
        return unzigzag(raw)
    if type == "bool":
        return raw != 0
    return raw.decode() if type == "text" else raw
