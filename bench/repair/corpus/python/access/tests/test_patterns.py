import pytest

from access.patterns import matches, specificity


@pytest.mark.parametrize(
    "pattern, permission, expected",
    [
        ("docs:read", "docs:read", True),
        ("docs:read", "docs:write", False),
        ("docs:*", "docs:write", True),
        ("docs:*", "docs:drafts:write", False),
        ("docs:**", "docs:drafts:write", True),
        ("docs:**", "docs", False),
        ("**", "anything:at:all", True),
        ("docs:*:read", "docs:drafts", False),
    ],
)
def test_matches(pattern, permission, expected):
    assert matches(pattern, permission) is expected


def test_specificity():
    assert specificity("docs:read") > specificity("docs:*")
    assert specificity("docs:*") > specificity("**")
    assert specificity("docs:*:*") > specificity("docs:*")
