"""A stand-in for the pipeline: records at once, failures on demand, no model."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from pressmine.errors import Failure, RunError
from pressmine.record import Coverage, DocumentInfo, ProducedBy, Record, Zone

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
        authors=(),
    )
    return Record(
        schema_version="1.1.0",
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
        coverage=Coverage(read=0, set_aside=(), not_understood=0),
        diagnostics=(),
    )


class FakeEngine:
    """What a file says decides what becomes of it.

    `fail: REASON` fails; `attach: NAME` adds a record below the file's own name. What starts with `harm: ` does
    something to the process: `raise`, `exit`, `segfault`, `kill`, `memory`, `sleep SECONDS`; `once PATH` kills it the
    first time only, which the file at PATH remembers.
    """

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
        if text.startswith("harm: "):
            harm(*text.removeprefix("harm: ").split())
        yield record_of(name, text)
        for line in text.splitlines():
            if line.startswith("attach: "):
                yield record_of(f"{name}/{line.removeprefix('attach: ')}", line)


class FakeRecipe:
    """Stands for `pressmine.batch.Recipe`."""

    def __init__(
        self,
        rules: tuple[object, ...] = (),
        max_bytes: int = 0,
        paragraphs: int | None = None,
        corrections: tuple[object, ...] = (),
        python: bool = False,
    ) -> None:
        self.max_bytes = max_bytes

    def produced_by(self) -> ProducedBy:
        return PRODUCED_BY

    def product(self, before: str | None) -> str:
        return before or ""

    def __call__(self) -> FakeEngine:
        return FakeEngine()


def missing() -> FakeEngine:
    raise RunError("the model is missing: install it")


def harm(how: str, value: str = "") -> None:
    """What an article could make a library do."""
    if how == "raise":
        raise SystemExit("a rule that ends the process")
    if how == "exit":
        os._exit(7)
    if how == "segfault":
        signal.signal(signal.SIGSEGV, signal.SIG_DFL)  # else the test runner would tell of it
        os.kill(os.getpid(), signal.SIGSEGV)
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "memory":
        held: list[bytes] = []
        while len(held) < 100:  # beyond any bound that a test sets, and no danger without one
            held.append(b"x" * (8 << 20))  # written to, so that it is there
    if how == "sleep":
        time.sleep(float(value))
    if how == "once" and not Path(value).exists():
        Path(value).touch()
        os.kill(os.getpid(), signal.SIGKILL)


def is_text(name: str) -> bool:
    return name.endswith((".txt", ".eml"))
