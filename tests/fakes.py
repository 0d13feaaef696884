"""A stand-in for the pipeline: records at once, failures on demand, no model."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pressmine.errors import Failure
from pressmine.record import DocumentInfo, ProducedBy, Record, Zone

PRODUCED_BY = ProducedBy(pressmine="0.0.0", model="none", rules="none")


def record_of(source: str, text: str = "Bonjour.") -> Record:
    info = DocumentInfo(
        id=hashlib.sha256(text.encode()).hexdigest(),
        source=source,
        format="txt",
        language="fr",
        kind="press_release",
        title=text.splitlines()[0] if text else None,
        subtitle=None,
        published=None,
        place=None,
        issuer=None,
        embargo=None,
        replaces=None,
    )
    return Record(
        schema_version="1.0.0",
        document=info,
        produced_by=PRODUCED_BY,
        text=text,
        zones=(Zone(kind="body", start=0, end=len(text)),) if text else (),
        organisations=(),
        persons=(),
        places=(),
        dates=(),
        figures=(),
        agreements=(),
        signatories=(),
        quotes=(),
        contacts=(),
        extra={},
        diagnostics=(),
    )


class FakeEngine:
    """A file that says `fail: REASON` fails; `attach: NAME` adds a record below the file's own name."""

    def __init__(self) -> None:
        self.produced_by = PRODUCED_BY
        self.timings = {"read": 0.0}
        self.read: list[str] = []

    def process(self, path: Path, name: str) -> Iterator[Record | Failure]:
        self.read.append(name)
        text = path.read_text(encoding="utf-8")
        if text.startswith("fail: "):
            yield Failure(name, "read", text.removeprefix("fail: ").strip())
            return
        yield record_of(name, text)
        for line in text.splitlines():
            if line.startswith("attach: "):
                yield record_of(f"{name}/{line.removeprefix('attach: ')}", line)


def is_text(name: str) -> bool:
    return name.endswith((".txt", ".eml"))
