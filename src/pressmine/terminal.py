"""What a run shows: progress and failures on standard error while it lasts, a summary when it ends."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TextIO

from pressmine.batch import Batch, Step
from pressmine.errors import Failure
from pressmine.manifest import Manifest

#: Off a terminal a long run prints about so many lines of progress, and one for every failure.
_PLAIN_LINES = 20


class Show(Protocol):
    """Where progress is shown."""

    def line(self, text: str) -> None:
        """Print a line above the progress."""

    def done(self, step: Step) -> None:
        """One file is done."""


def follow(batch: Batch) -> None:
    """Run a batch to its end and show how it goes: a bar on a terminal, plain lines elsewhere."""
    stream = sys.stderr
    with _bar(batch.total) if stream.isatty() else _plain(batch.total, stream) as show:
        for step in batch.steps():
            for result in step.results:
                if isinstance(result, Failure):
                    show.line(f"failed: {printable(str(result))}")
            show.done(step)


def summary(manifest: Manifest, where: str | None) -> Iterator[str]:
    """The lines that end a run: how many, what fields hold, what failed by reason."""
    skipped = sum(manifest.skipped.values())
    why = ", ".join(f"{count} {reason}" for reason, count in manifest.skipped.items())
    yield (
        f"{_count(manifest.files, 'file')} read: {_count(manifest.records, 'record')}, "
        f"{_count(len(manifest.failures), 'failure')}; {skipped} skipped{f' ({why})' if why else ''}"
    )
    if manifest.records:
        yield f"{'field':<16}{'records':>9}{'values':>9}"
        for name in manifest.names():
            yield f"{name:<16}{manifest.records_with[name]:>9}{manifest.values[name]:>9}"
    for message, count in sorted(manifest.rules_failed.items()):
        yield f"{printable(message)} ({_count(count, 'record')})"
    if manifest.failures:
        yield "failures by reason:"
        yield from _reasons(manifest.failures)
    if where is not None:
        yield f"written to {printable(where)} in {manifest.seconds['total']:.1f} s"


def printable(text: str) -> str:
    """A name or a sentence without what would move a terminal's cursor or break its line."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def _reasons(failures: Iterable[Failure]) -> Iterator[str]:
    counts = Counter((failure.stage, failure.reason) for failure in failures)
    for (stage, reason), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:>5}  {stage}: {printable(reason)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


@contextmanager
def _bar(total: int) -> Iterator[Show]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("loading the language model", total=total)

        class Bar:
            def line(self, text: str) -> None:
                progress.console.print(text, markup=False, highlight=False)

            def done(self, step: Step) -> None:
                progress.update(task, advance=1, description=printable(step.name)[-40:].replace("[", "\\["))

        yield Bar()


@contextmanager
def _plain(total: int, stream: TextIO) -> Iterator[Show]:
    class Lines:
        finished = 0

        def line(self, text: str) -> None:
            print(text, file=stream, flush=True)

        def done(self, step: Step) -> None:
            self.finished += 1
            before, now = (n * _PLAIN_LINES // max(total, 1) for n in (self.finished - 1, self.finished))
            if now > before:
                self.line(f"{self.finished}/{total} {printable(step.name)}")

    yield Lines()
