from editor.editor import Editor

TEXT = "0123456789\n\n01234\n0123456789"


def where(editor):
    return editor.buffer.position(editor.cursor)


def test_column_is_kept_down():
    editor = Editor(TEXT, cursor=8)
    seen = []
    for _ in range(4):
        editor.move_vertically(1)
        seen.append(where(editor))
    assert seen == [(1, 0), (2, 5), (3, 8), (3, 8)]


def test_column_is_kept_up():
    editor = Editor(TEXT, cursor=len(TEXT) - 1)
    seen = []
    for _ in range(3):
        editor.move_vertically(-1)
        seen.append(where(editor))
    assert seen == [(2, 5), (1, 0), (0, 9)]


def test_other_move_sets_new_column():
    editor = Editor(TEXT, cursor=8)
    editor.move_vertically(2)
    editor.move_to(editor.cursor - 2)
    editor.move_vertically(1)
    assert where(editor) == (3, 3)


def test_edit_sets_new_column():
    editor = Editor(TEXT, cursor=8)
    editor.move_vertically(1)
    editor.type("ab")
    editor.move_vertically(1)
    assert where(editor) == (2, 2)


def test_column_zero():
    editor = Editor(TEXT, cursor=0)
    editor.move_vertically(3)
    assert where(editor) == (3, 0)
    editor.move_vertically(-1)
    assert where(editor) == (2, 0)
