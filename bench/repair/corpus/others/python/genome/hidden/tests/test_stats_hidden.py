from genome.orf import gc_content


def test_nothing_known():
    assert gc_content("") == 0.0
    assert gc_content("N") == 0.0


def test_known():
    assert gc_content("AT") == 0.0
    assert gc_content("GCN") == 1.0
