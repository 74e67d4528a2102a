from editor.editor import Editor


def test_typing_on_forgets_undone():
    editor = Editor()
    editor.type("one two")
    editor.undo()
    editor.type("x")
    assert editor.redo() is False
    assert editor.text == "one x"


def test_continued_word_forgets_undone():
    editor = Editor()
    editor.type("ab")
    editor.paste("--")
    editor.undo()
    editor.type("c")
    assert editor.redo() is False
    assert editor.text == "abc"
    editor.undo()
    assert editor.text == ""


def test_undo_several_redo_several():
    editor = Editor()
    for word in ("a", "b", "c"):
        editor.paste(word)
    editor.undo()
    editor.undo()
    assert editor.redo() and editor.redo()
    assert editor.text == "abc"
    assert editor.redo() is False


def test_earlier_edits_survive_new_edit():
    editor = Editor()
    for word in ("a", "b", "c"):
        editor.paste(word)
    editor.undo()
    editor.undo()
    editor.paste("x")
    assert editor.redo() is False
    editor.undo()
    assert editor.text == "a"
    editor.undo()
    assert editor.text == ""


def test_cursor_of_undo_and_redo():
    editor = Editor("hello world", cursor=11)
    editor.cut(0, 6)
    assert editor.cursor == 0
    editor.undo()
    assert editor.cursor == 11
    editor.redo()
    assert editor.cursor == 0


def test_cursor_of_undo_after_moving():
    editor = Editor("x = 1; y = 1", cursor=2)
    editor.replace_next("1", "100")
    editor.move_to(0)
    editor.undo()
    assert editor.cursor == 2
    editor.redo()
    assert editor.cursor == 7


def test_cursor_of_paste():
    editor = Editor("ab", cursor=1)
    editor.paste("---")
    editor.undo()
    assert editor.cursor == 1
    editor.redo()
    assert editor.cursor == 4


def test_typing_after_undo_goes_to_the_right_place():
    editor = Editor("one two", cursor=7)
    editor.cut(0, 4)
    editor.undo()
    editor.type("!")
    assert editor.text == "one two!"
