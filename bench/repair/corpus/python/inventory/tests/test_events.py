def test_listeners_hear_their_kind(bus):
    heard = []
    bus.subscribe("shipped", heard.append)
    bus.publish("received", "A", 1)
    bus.publish("shipped", "B", 2)
    assert [event.sku for event in heard] == ["B"]


def test_star_hears_everything(bus):
    heard = []
    bus.subscribe("*", heard.append)
    bus.publish("received", "A", 1)
    bus.publish("shipped", "B", 2)
    assert [event.kind for event in heard] == ["received", "shipped"]


def test_unsubscribe(bus):
    heard = []
    stop = bus.subscribe("low", heard.append)
    bus.publish("low", "A", 1)
    stop()
    stop()
    bus.publish("low", "A", 0)
    assert len(heard) == 1
    assert len(bus.log) == 2


def test_shipping_warns_when_low(stock, bus):
    heard = []
    bus.subscribe("low", heard.append)
    stock.ship("LAMP", 7)
    assert heard == []
    stock.ship("LAMP", 1)
    assert [(event.sku, event.quantity) for event in heard] == [("LAMP", 2)]
    assert [event.kind for event in bus.log[-3:]] == ["shipped", "shipped", "low"]
