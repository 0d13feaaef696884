"""A plug-in of pressmine: rules in YAML and in Python, a reader of .rst files, a sink that writes a table."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from pressmine.document import Document, Mark, MarkKind, Source
from pressmine.errors import RunError, StageError
from pressmine.evidence import Evidence, Rule
from pressmine.extra_values import ExtraPart, ExtraReading
from pressmine.offsets import Span
from pressmine.record import Record

_HASHTAG = re.compile(r"(?<![\w&])#(?P<mot>[^\W_]{2,40})")
_UNDERLINED = re.compile(r"^(?P<titre>\S[^\n]{0,300})\n(?:=+|-+|~+)$", re.M)


def find_hashtags(document: Document) -> Iterator[Evidence]:
    """A rule in Python: it sees the document and yields evidence, each piece with its place in the source text."""
    for match in document.search(_HASHTAG, folded=False):
        span = document.span(match.start(), match.end())
        yield Evidence(
            "exemple.mot-diese", span, ExtraReading("mots_dieses", (ExtraPart(None, "text", match["mot"]),)), 0.9
        )


def rules() -> list[Path | Rule]:
    """What the entry point `pressmine.rules` gives: a folder of rule files, and a rule in Python."""
    return [
        Path(__file__).with_name("regles"),
        Rule(
            "exemple.mot-diese",
            "Un mot-dièse.",
            find_hashtags,
            fields=("extra.mots_dieses",),
            origin="pressmine-exemple",
        ),
    ]


def read_rst(data: bytes, name: str) -> Source:
    """A reader: the text as it stands, and what the format says of it; `format` is the record's that it is like."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise StageError("read", "The file is no UTF-8: save it as UTF-8.") from None
    titles = [m.span("titre") for m in _UNDERLINED.finditer(text)]
    kinds = [MarkKind.TITLE, *[MarkKind.HEADING] * len(titles)]
    marks = tuple(Mark(kind, Span(*title)) for kind, title in zip(kinds, titles, strict=False))
    return Source(name=name, format="txt", sha256=sha256(data).hexdigest(), text=text, marks=marks)


def write_table(records: Iterable[Record], where: str) -> str:
    """A sink: it takes the records of a run one by one, and says what it did."""
    if not where:
        raise RunError("the sink tableau wants a file: --sink tableau=resume.csv")
    count = 0
    with Path(where).open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["source", "title", "published", "organisations", "dates", "figures"])
        for record in records:
            info = record.document
            sizes = (len(record.organisations), len(record.dates), len(record.figures))
            table.writerow([info.source, info.title or "", info.published or "", *sizes])
            count += 1
    return f"{count} records in {where}"
