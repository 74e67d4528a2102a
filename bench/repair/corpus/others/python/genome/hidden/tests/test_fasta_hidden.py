import pytest

from genome.fasta import FastaError, Record, format_fasta, parse_fasta


def test_one_record():
    assert parse_fasta(">x\nAC\nGT") == [Record("x", "", "ACGT")]


def test_record_without_sequence_at_end():
    assert parse_fasta(">a\nA\n>b\n") == [Record("a", "", "A"), Record("b", "", "")]


def test_three_records_with_comments():
    text = ">a\nA\n;x\n>b two\nC\n\nC\n>c\nG\n;end\n"
    assert [(r.id, r.sequence) for r in parse_fasta(text)] == [("a", "A"), ("b", "CC"), ("c", "G")]


def test_nameless_last_record():
    with pytest.raises(FastaError):
        parse_fasta(">a\nA\n>\nC\n")


@pytest.mark.parametrize("text", ["", "\n\n", ";c\n"])
def test_no_header_no_record(text):
    assert parse_fasta(text) == []


def test_round_trip():
    records = [Record(f"r{i}", f"number {i}", "ACGTN" * i) for i in range(4)]
    assert parse_fasta(format_fasta(records, 7)) == records
