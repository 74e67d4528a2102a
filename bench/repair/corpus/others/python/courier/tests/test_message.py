from courier import Message, matches


def test_plain_topic():
    assert matches("orders.new", "orders.new")
    assert not matches("orders.new", "orders.old")
    assert not matches("orders", "orders.new")


def test_star_is_one_word():
    assert matches("orders.*.paid", "orders.17.paid")
    assert not matches("orders.*", "orders.17.paid")


def test_hash_is_the_rest():
    assert matches("orders.#", "orders.17.paid")
    assert matches("orders.#", "orders")
    assert not matches("orders.#", "users.1")


def test_case_is_ignored():
    assert matches("Orders.*.paid", "orders.17.PAID")


def test_next_attempt_keeps_the_rest():
    message = Message("a", 1, {"k": "v"})
    again = message.next_attempt()
    assert (again.id, again.body, again.headers, again.attempt) == (message.id, 1, {"k": "v"}, 2)


def test_with_headers():
    message = Message("a", 1, {"k": "v"})
    assert message.with_headers(x="y").headers == {"k": "v", "x": "y"}
    assert message.headers == {"k": "v"}
