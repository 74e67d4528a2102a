from tocmark.headings import Anchors, find_headings, slugify
from tocmark.links import Problem, check, links
from tocmark.toc import nest, render, table_of_contents, update

DOC = """# Guide

## Setup
### On Linux
## Use
"""


def test_levels_and_lines():
    assert [(h.level, h.text, h.line) for h in find_headings(DOC)] == [
        (1, "Guide", 1), (2, "Setup", 3), (3, "On Linux", 4), (2, "Use", 5)]


def test_closing_hashes_are_dropped():
    assert find_headings("## Plan ##")[0].text == "Plan"


def test_slug():
    assert slugify("What's new?") == "whats-new"
    assert slugify("A -- b") == "a-b"


def test_repeated_anchors():
    anchors = Anchors()
    assert [anchors.unique("Setup") for _ in range(3)] == ["setup", "setup-1", "setup-2"]


def test_title_that_looks_like_a_numbered_anchor():
    anchors = Anchors()
    assert [anchors.unique(t) for t in ["Setup", "Setup", "Setup 1"]] == ["setup", "setup-1", "setup-1-1"]


def test_code_is_no_heading():
    text = "# One\n```\n# comment\n```\n# Two\n"
    assert [h.text for h in find_headings(text)] == ["One", "Two"]


def test_tilde_inside_backticks():
    text = "```\n~~~\n# no\n```\n# Yes\n"
    assert [h.text for h in find_headings(text)] == ["Yes"]


def test_nest_siblings():
    assert [h.text for h in nest(find_headings("# A\n# B\n"))] == ["A", "B"]


def test_nest_children():
    top = nest(find_headings("## A\n### B\n### C\n## D\n"))
    assert [h.text for h in top] == ["A", "D"]
    assert [h.text for h in top[0].children] == ["B", "C"]


def test_render_depth():
    nested = nest(find_headings(DOC))
    assert render(nested, max_depth=1) == "- [Guide](#guide)"
    assert render(nested, max_depth=2).splitlines()[1:] == ["  - [Setup](#setup)", "  - [Use](#use)"]


def test_contents_skip_title():
    assert table_of_contents(DOC).splitlines() == [
        "- [Setup](#setup)", "  - [On Linux](#on-linux)", "- [Use](#use)"]


def test_contents_of_two_titles():
    assert table_of_contents("# A\n# B\n") == "- [A](#a)\n- [B](#b)"


def test_update():
    text = "# T\n<!-- toc -->\nold\n<!-- /toc -->\n## A\n"
    assert update(text) == "# T\n<!-- toc -->\n- [A](#a)\n<!-- /toc -->\n## A\n"
    assert update("# T\n") == "# T\n"


def test_links_leave_images():
    assert list(links("![x](a.png) [y](b.md)")) == [(1, "y", "b.md")]


def test_check():
    text = "# Guide\n[up](#guide) [bad](#gone)\n[ ](x.md)\n"
    assert check(text) == [Problem(2, "#gone", "no such heading"), Problem(3, "x.md", "empty label")]
