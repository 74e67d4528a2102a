"""Fitting text into a width."""


def pad(text: str, width: int, align: str = "left") -> str:
    """Align is 'left', 'right' or 'center'; an odd space goes to the right."""
    missing = width - len(text)
    if missing <= 0:
        return text
    if align == "right":
        return " " * missing + text
    if align == "center":
        before = missing // 2
        return " " * before + text + " " * (missing - before)
    return text + " " * missing


def shorten(text: str, width: int, mark: str = "...") -> str:
    """The text, or its beginning and the mark, in at most width characters."""
    if len(text) <= width:
        return text
    if width <= len(mark):
        return mark[:width]
    return text[: width - len(mark)].rstrip() + mark


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most width characters, broken at spaces; longer words are cut."""
    lines: list[str] = []
    current = ""
    for word in text.split():
        while len(word) > width:
            if current:
                lines.append(current)
                current = ""
            lines.append(word[:width])
            word = word[width:]
        if not word:
            continue
        if not current:
            current = word
        elif len(current) + 1 + len(word) <= width:
            current += " " + word
        else:
            lines.append(current)
            current = word
    if current:
        lines.append(current)
    return lines
