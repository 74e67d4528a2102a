from tocmark.headings import Anchors, find_headings
from tocmark.links import check, links
from tocmark.toc import nest, render, table_of_contents, update


def test_fence_lengths():
    text = "````\n```\n# no\n`````\n# Yes\n~~~~\n~~~\n# no\n~~~~\n## Also\n"
    assert [h.text for h in find_headings(text)] == ["Yes", "Also"]
    assert [h.text for h in find_headings("# a\n~~~\n```\n# b\n~~~\n# c")] == ["a", "c"]


def test_links_in_code():
    assert list(links("```\n[a](#b)\n```\n[c](d)")) == [(4, "c", "d")]
    assert check("~~~\n[a](#b)\n~~~\n") == []


def test_anchor_taken_by_other_title():
    anchors = Anchors()
    names = [anchors.unique(t) for t in ["Setup", "Setup 1", "Setup", "Setup 1", "?", "!"]]
    assert names == ["setup", "setup-1", "setup-2", "setup-1-1", "section", "section-1"]


def test_nest_jumps():
    top = nest(find_headings("### A\n# B\n### C\n## D\n### E\n# F\n"))
    assert [h.text for h in top] == ["A", "B", "F"]
    assert [h.text for h in top[1].children] == ["C", "D"]
    assert [h.text for h in top[1].children[1].children] == ["E"]


def test_render_deep():
    nested = nest(find_headings("# A\n## B\n### C\n#### D\n# E\n"))
    assert len(render(nested).splitlines()) == 4
    assert render(nested, 4, 4).splitlines()[3] == " " * 12 + "- [D](#d)"
    assert render(nested, 0) == ""


def test_contents_more():
    assert table_of_contents("## A\n### B\n") == "- [A](#a)\n  - [B](#b)"
    assert table_of_contents("# T\n## A\n", skip_title=False) == "- [T](#t)\n  - [A](#a)"
    assert table_of_contents("# T\n## A\n# U\n") == "- [T](#t)\n  - [A](#a)\n- [U](#u)"


def test_update_twice():
    text = "# T\n<!-- toc --><!-- /toc -->\n## A\n### B\n"
    once = update(text)
    assert update(once) == once
    assert update("<!-- /toc -->\n<!-- toc -->\n# A\n") == "<!-- /toc -->\n<!-- toc -->\n# A\n"


def test_anchors_stay_unique():
    text = "# Use\n# Use\n# Use\n# Use 2\n# Use 1\n# Use\n# use 2!\n"
    assert [h.anchor for h in find_headings(text)] == [
        "use", "use-1", "use-2", "use-2-1", "use-1-1", "use-3", "use-2-2"]
