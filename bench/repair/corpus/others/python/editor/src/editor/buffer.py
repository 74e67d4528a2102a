"""Text addressed by offset and by line and column."""


class TextBuffer:
    def __init__(self, text=""):
        self._text = text

    @property
    def text(self):
        return self._text

    def __len__(self):
        return len(self._text)

    def replace(self, offset, length, inserted):
        """Put text in the place of a stretch; returns the text removed."""
        if offset < 0 or length < 0 or offset + length > len(self._text):
            raise IndexError(f"no text at {offset}+{length}")
        removed = self._text[offset:offset + length]
        self._text = self._text[:offset] + inserted + self._text[offset + length:]
        return removed

    def find(self, needle, start=0):
        """Offset of the next occurrence, None if there is none."""
        at = self._text.find(needle, start)
        return None if at < 0 else at

    def lines(self):
        return self._text.split("\n")

    def position(self, offset):
        """Line and column of an offset, both from 0."""
        line = self._text.count("\n", 0, offset)
        line_start = self._text.rfind("\n", 0, offset) + 1
        return line, offset - line_start

    def offset(self, line, column):
        """Offset of a line and column; a column past the end means the end."""
        lines = self.lines()
        start = sum(len(text) + 1 for text in lines[:line])
        return start + min(column, len(lines[line]))
