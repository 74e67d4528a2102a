import pytest

from genome.fasta import FastaError, Record, format_fasta, parse_fasta


def test_empty_text_has_no_records():
    assert parse_fasta("") == []
    assert parse_fasta("; nothing here\n\n") == []


def test_two_records():
    text = ">a first one\nACG\nttt\n>b\nGG GG\n"
    assert parse_fasta(text) == [
        Record("a", "first one", "ACGTTT"),
        Record("b", "", "GGGG"),
    ]


def test_sequence_before_header():
    with pytest.raises(FastaError, match="line 2"):
        parse_fasta("; comment\nACGT\n>a\n")


def test_record_without_name():
    with pytest.raises(FastaError, match="without a name"):
        parse_fasta("> no name\nACGT\n>b\nA\n")


def test_format_breaks_lines():
    records = [Record("a", "first", "ACGTACGTAC"), Record("b", "", "GG")]
    assert format_fasta(records, width=4) == ">a first\nACGT\nACGT\nAC\n>b\nGG\n"


def test_parse_undoes_format():
    records = [Record("chr1", "test", "ACGT" * 40)]
    assert parse_fasta(format_fasta(records)) == records
