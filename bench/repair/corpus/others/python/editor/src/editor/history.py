"""What has been done to a buffer, and what has been undone."""

from dataclasses import dataclass


@dataclass
class Edit:
    """One replacement, with the cursor before it and after it."""

    offset: int
    removed: str
    inserted: str
    before: int
    after: int
    typed: bool = False

    def continues(self, last):
        """Whether this edit is more of the same typing as the last one."""
        return (
            self.typed
            and last.typed
            and self.offset == last.offset + len(last.inserted)
            and not last.inserted.endswith((" ", "\n"))
        )


class History:
    def __init__(self):
        self._done = []
        self._undone = []

    def record(self, edit):
        """Remember a new edit. What was undone before can't be redone then.

        Typing is one edit up to the end of the word.
        """
        self._undone.clear()
        if self._done and edit.continues(self._done[-1]):
            last = self._done[-1]
            last.inserted += edit.inserted
            last.after = edit.after
        else:
            self._done.append(edit)

    def undo(self):
        """The edit to take back, None if there is none."""
        if not self._done:
            return None
        edit = self._done.pop()
        self._undone.append(edit)
        return edit

    def redo(self):
        """The edit to do again, None if there is none."""
        if not self._undone:
            return None
        edit = self._undone.pop()
        self._done.append(edit)
        return edit
