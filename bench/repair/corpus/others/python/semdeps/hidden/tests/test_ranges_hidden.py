from semdeps import Range, Version


def matches(text, *versions):
    return [version for version in versions if Version.parse(version) in Range(text)]


def test_caret_of_zero_minor():
    assert matches("^0.1.0", "0.1.0", "0.1.7", "0.2.0", "1.0.0") == ["0.1.0", "0.1.7"]
    assert matches("^0.9.4", "0.9.3", "0.9.4", "0.9.12", "0.10.0") == ["0.9.4", "0.9.12"]
    assert matches("^0.3.0", "0.3.0", "0.3.1") == ["0.3.0", "0.3.1"]


def test_caret_of_zero_patch():
    assert matches("^0.0.0", "0.0.0", "0.0.1", "0.1.0") == ["0.0.0"]
    assert matches("^0.0.7", "0.0.6", "0.0.7", "0.0.8", "0.1.0") == ["0.0.7"]


def test_caret_from_one_up():
    assert matches("^1.0.0", "0.9.0", "1.0.0", "1.99.0", "2.0.0") == ["1.0.0", "1.99.0"]
    assert matches("^3.1.0", "3.0.0", "3.1.0", "3.2.0", "4.0.0") == ["3.1.0", "3.2.0"]


def test_tilde_of_zero():
    assert matches("~0.2.0", "0.2.0", "0.2.5", "0.3.0") == ["0.2.0", "0.2.5"]
