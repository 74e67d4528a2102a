"""A buffer with a cursor, and the commands on it."""

from editor.buffer import TextBuffer
from editor.history import Edit, History


class Editor:
    def __init__(self, text="", cursor=0):
        self.buffer = TextBuffer(text)
        self.cursor = cursor
        self._history = History()
        self._goal = None

    @property
    def text(self):
        return self.buffer.text

    def _apply(self, offset, length, inserted, after, typed=False):
        removed = self.buffer.replace(offset, length, inserted)
        self._history.record(
            Edit(offset, removed, inserted, self.cursor, after, typed)
        )
        self.move_to(after)

    def move_to(self, offset):
        """Put the cursor somewhere; from there, up and down keep its column."""
        self.cursor = max(0, min(offset, len(self.buffer)))
        self._goal = None

    def move_vertically(self, lines):
        """Go down that many lines, or up if negative, not beyond the text.

        A series of such moves aims for the column it started in, also after
        crossing shorter lines.
        """
        line, column = self.buffer.position(self.cursor)
        goal = column if self._goal is None else self._goal
        target = max(0, min(line + lines, len(self.buffer.lines()) - 1))
        self.move_to(self.buffer.offset(target, goal))
        self._goal = goal

    def type(self, text):
        """Insert at the cursor, character by character."""
        for char in text:
            self._apply(self.cursor, 0, char, self.cursor + 1, typed=True)

    def paste(self, text):
        """Insert at the cursor, as one edit."""
        self._apply(self.cursor, 0, text, self.cursor + len(text))

    def backspace(self):
        """Remove the character before the cursor."""
        if self.cursor > 0:
            self._apply(self.cursor - 1, 1, "", self.cursor - 1)

    def cut(self, start, end):
        """Remove a stretch and return it; the cursor goes where it was."""
        start, end = sorted((start, end))
        stretch = self.text[start:end]
        self._apply(start, end - start, "", start)
        return stretch

    def replace_next(self, old, new):
        """Replace the next occurrence after the cursor; False if none.

        The cursor goes behind the new text.
        """
        at = self.buffer.find(old, self.cursor)
        if at is None:
            return False
        self._apply(at, len(old), new, at + len(new))
        return True

    def undo(self):
        """Take the last edit back, with the cursor where it was before it."""
        edit = self._history.undo()
        if edit is None:
            return False
        self.buffer.replace(edit.offset, len(edit.inserted), edit.removed)
        self.move_to(edit.before)
        return True

    def redo(self):
        """Do the edit again, with the cursor where it was after it."""
        edit = self._history.redo()
        if edit is None:
            return False
        self.buffer.replace(edit.offset, len(edit.removed), edit.inserted)
        self.move_to(edit.after)
        return True
