"""The SubRip format: numbered blocks with an empty line between them."""

from .cue import Cue
from .timecode import format_timecode, parse_timecode


class SrtError(ValueError):
    """A text that is not in the SubRip format."""


def load(text):
    """Return the cues of a SubRip text in the order of the text.

    Any number of empty lines may stand before, between and after the
    blocks. The numbers of the blocks are not looked at.
    """
    cues = []
    block = []
    for line in text.lstrip("\ufeff").splitlines():
        if line.strip():
            block.append(line.rstrip())
        elif block:
            cues.append(_parse_block(block))
            block = []
    if block:
        cues.append(_parse_block(block))
    return cues


def _parse_block(block):
    rest = block[1:] if block[0].strip().isdigit() else block
    if not rest or "-->" not in rest[0]:
        raise SrtError(f"no times in the block that starts with {block[0]!r}")
    start, _, end = rest[0].partition("-->")
    try:
        return Cue(parse_timecode(start), parse_timecode(end), "\n".join(rest[1:]))
    except ValueError as error:
        raise SrtError(str(error)) from error


def dump(cues):
    """Return the SubRip text of the cues, numbered from 1."""
    blocks = []
    for number, cue in enumerate(cues, start=1):
        times = f"{format_timecode(cue.start)} --> {format_timecode(cue.end)}"
        blocks.append(f"{number}\n{times}\n{cue.text}\n")
    return "\n".join(blocks)
