"""FASTA files: a header line with ">", then the sequence on any lines."""

from dataclasses import dataclass


class FastaError(ValueError):
    pass


@dataclass(frozen=True)
class Record:
    id: str
    description: str
    sequence: str


def make_record(header, chunks):
    name, _, description = header.partition(" ")
    if not name:
        raise FastaError("record without a name")
    return Record(name, description.strip(), "".join(chunks).upper())


def parse_fasta(text):
    """All records of a text; lines that begin with ";" are comments."""
    records = []
    header = None
    chunks = []
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith(";"):
            continue
        if line.startswith(">"):
            if header is not None:
                records.append(make_record(header, chunks))
            header = line[1:]
            chunks = []
        elif header is None:
            raise FastaError(f"line {number}: sequence before the first header")
        else:
            chunks.append(line.replace(" ", ""))
    if header is not None:
        records.append(make_record(header, chunks))
    return records


def format_fasta(records, width=60):
    """The text of records, the sequences in lines of the width."""
    lines = []
    for record in records:
        lines.append(f">{record.id} {record.description}".rstrip())
        for start in range(0, len(record.sequence), width):
            lines.append(record.sequence[start:start + width])
    return "".join(line + "\n" for line in lines)
