"""Build and write the table of contents."""

from .headings import find_headings

START = "<!-- toc -->"
END = "<!-- /toc -->"


def nest(headings):
    """Put each heading below the nearest earlier one of a lower level; returns the top ones."""
    top = []
    path = []
    for heading in headings:
        while path and path[-1].level >= heading.level:
            path.pop()
        (path[-1].children if path else top).append(heading)
        path.append(heading)
    return top


def render(headings, max_depth=3, indent=2):
    """Markdown list of the nested headings, at most `max_depth` lists deep."""
    lines = []

    def walk(nodes, depth):
        if depth >= max_depth:
            return
        for node in nodes:
            lines.append(" " * (indent * depth) + f"- [{node.text}](#{node.anchor})")
            walk(node.children, depth + 1)

    walk(headings, 0)
    return "\n".join(lines)


def table_of_contents(text, max_depth=3, skip_title=True):
    """The contents of the document; a lone level 1 heading is its title and is left out."""
    headings = find_headings(text)
    titles = [heading for heading in headings if heading.level == 1]
    if skip_title and len(titles) == 1:
        headings = [heading for heading in headings if heading.level > 1]
    return render(nest(headings), max_depth)


def update(text, max_depth=3):
    """Replace what is between the markers by the contents; without markers nothing changes."""
    start = text.find(START)
    end = text.find(END, start)
    if start < 0 or end < 0:
        return text
    contents = table_of_contents(text, max_depth)
    return text[: start + len(START)] + "\n" + contents + "\n" + text[end:]
