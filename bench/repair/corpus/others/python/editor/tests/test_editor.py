from editor.editor import Editor


def test_type_moves_cursor():
    editor = Editor("ad", cursor=1)
    editor.type("bc")
    assert (editor.text, editor.cursor) == ("abcd", 3)


def test_undo_takes_back_a_word():
    editor = Editor()
    editor.type("one two")
    editor.undo()
    assert editor.text == "one "
    editor.undo()
    assert editor.text == ""
    assert editor.undo() is False


def test_redo_after_undo():
    editor = Editor()
    editor.type("one two")
    editor.undo()
    assert editor.redo() is True
    assert editor.text == "one two"
    assert editor.redo() is False


def test_new_edit_forgets_undone():
    editor = Editor("draft", cursor=5)
    editor.paste(" one")
    editor.undo()
    editor.paste(" two")
    assert editor.redo() is False
    assert editor.text == "draft two"


def test_undo_restores_cursor():
    editor = Editor("one two three", cursor=12)
    editor.cut(4, 8)
    assert (editor.text, editor.cursor) == ("one three", 4)
    editor.undo()
    assert (editor.text, editor.cursor) == ("one two three", 12)


def test_redo_restores_cursor():
    editor = Editor("a-b-c")
    editor.replace_next("-", " + ")
    editor.undo()
    editor.move_to(5)
    editor.redo()
    assert (editor.text, editor.cursor) == ("a + b-c", 4)


def test_backspace():
    editor = Editor("abc", cursor=2)
    editor.backspace()
    assert (editor.text, editor.cursor) == ("ac", 1)


def test_backspace_at_start_is_no_edit():
    editor = Editor("abc")
    editor.backspace()
    assert editor.text == "abc"
    assert editor.undo() is False


def test_replace_next_goes_on_behind_new_text():
    editor = Editor("a a a")
    while editor.replace_next("a", "aa"):
        pass
    assert editor.text == "aa aa aa"


def test_move_down_and_up():
    editor = Editor("abc\ndef\nghi", cursor=1)
    editor.move_vertically(1)
    assert editor.cursor == 5
    editor.move_vertically(-1)
    assert editor.cursor == 1


def test_move_down_crosses_short_line():
    editor = Editor("a long line\nshort\nanother long line", cursor=9)
    editor.move_vertically(1)
    assert editor.buffer.position(editor.cursor) == (1, 5)
    editor.move_vertically(1)
    assert editor.buffer.position(editor.cursor) == (2, 9)


def test_move_stays_in_text():
    editor = Editor("abc\ndef", cursor=2)
    editor.move_vertically(10)
    assert editor.cursor == 6
    editor.move_vertically(-10)
    assert editor.cursor == 2
