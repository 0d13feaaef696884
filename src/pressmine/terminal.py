"""What a run shows: progress and failures on standard error while it lasts, a summary when it ends."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import PurePosixPath
from typing import Protocol, TextIO

from pressmine.batch import Batch, Step
from pressmine.errors import Failure, Interrupted, counted, printable
from pressmine.manifest import Manifest

#: Off a terminal a long run prints about so many lines of progress, and one for every failure.
_PLAIN_LINES = 20
#: The most kinds of skipped files, or names, that a summary shows.
_KINDS = 8
_WORD, _PLAIN_MAIL, _UNPACK, _SCAN = "save as .docx", "save as .eml", "unpack it", "recognise its text first"
#: What to do with files that no reader takes.
_ADVICE = {
    **dict.fromkeys((".doc", ".docm", ".dot", ".pages", ".wpd", ".wps"), _WORD),
    **dict.fromkeys((".msg", ".mbox", ".pst"), _PLAIN_MAIL),
    **dict.fromkeys((".zip", ".7z", ".rar", ".gz", ".tar", ".tgz"), _UNPACK),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff"), _SCAN),
    **dict.fromkeys((".ppt", ".pptx", ".odp", ".key"), "save as .pdf"),
}


def tick(done: int, total: int, name: str) -> None:
    """Show on a terminal how far a command is; elsewhere nothing."""
    if sys.stderr.isatty():
        end = "\r" if done < total else "\n"
        print(f"\x1b[K{done}/{total} {printable(name)[-60:]}", end=end, file=sys.stderr, flush=True)


class Show(Protocol):
    """Where progress is shown."""

    def failed(self, failure: Failure) -> None:
        """An article gave no record."""

    def done(self, step: Step) -> None:
        """One file is done."""


def follow(batch: Batch, log_format: str = "text") -> int:
    """Run a batch to its end and show how it goes: a bar on a terminal, plain lines elsewhere, or a JSON object a line.

    Returns how many files are done. Raises Interrupted on Ctrl-C.
    """
    stream = sys.stderr
    finished = 0
    if batch.notice is not None and log_format == "text":
        print(f"pressmine: {batch.notice}", file=stream)
    with _shown(batch, stream, log_format) as show:
        try:
            for step in batch.steps():
                for failure in step.failures:
                    show.failed(failure)
                show.done(step)
                finished += 1
        except KeyboardInterrupt:
            raise Interrupted(
                f"interrupted, {finished} of {counted(batch.total, 'file')} done; the same command continues from there"
            ) from None
    return finished


def _shown(batch: Batch, stream: TextIO, log_format: str) -> AbstractContextManager[Show]:
    if log_format == "json":
        return _events(batch, stream)
    return _bar(batch.total) if stream.isatty() else _plain(batch.total, stream)


def summary(manifest: Manifest, where: str | None, known: int = 0, removed: int = 0) -> Iterator[str]:
    """The lines that end a run: how many, what fields hold, what failed by reason; `known` files were done before,
    `removed` records of earlier runs went.
    """
    why = ", ".join(_skipped(manifest.skipped))
    yield (
        f"{counted(manifest.files, 'file')} read: {counted(manifest.records, 'record')}, "
        f"{counted(len(manifest.failures), 'failure')}; {len(manifest.skipped)} skipped{f' ({why})' if why else ''}"
    )
    if known:
        yield f"{counted(known, 'file')} known from an earlier run: --force reads all again"
    if removed:
        yield f"{counted(removed, 'record')} removed"
    kept = Counter(manifest.kept.values())
    if kept["gone"]:
        yield f"{counted(kept['gone'], 'record')} kept though the article is gone: --prune removes them"
    if kept["failed"]:
        yield f"{counted(kept['failed'], 'record')} kept though the article could not be read this time"
    if manifest.records:
        width = max(16, *(len(name) + 1 for name in manifest.names()))
        yield f"{'field':<{width}}{'records':>9}{'values':>9}"
        for name in manifest.names():
            yield f"{name:<{width}}{manifest.records_with[name]:>9}{manifest.values[name]:>9}"
        yield _covered(manifest.coverage())
    if manifest.little_french:
        names = ", ".join(map(printable, manifest.little_french[:_KINDS]))
        more = len(manifest.little_french) - _KINDS
        yield f"little French, so that what was found may be wrong: {names}{f' and {more} more' if more > 0 else ''}"
    for message, count in sorted(manifest.rules_failed.items()):
        yield f"{printable(message)} ({counted(count, 'record')})"
    if manifest.failures:
        yield "failures by reason:"
        yield from _reasons(manifest.failures)
    if where is not None:
        yield f"written to {printable(where)} in {manifest.seconds['total']:.1f} s"


def _skipped(skipped: Mapping[str, str]) -> Iterator[str]:
    """What was skipped by kind, with what to do about it: `2 .doc: save as .docx`."""
    kinds = Counter(
        (PurePosixPath(path).suffix.lower() or "without extension") if reason == "extension" else reason
        for path, reason in skipped.items()
    )
    shown = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    for kind, count in shown[:_KINDS]:
        named = "links" if kind == "link" and count > 1 else printable(kind)
        yield f"{count} {named}{f': {_ADVICE[kind]}' if kind in _ADVICE else ''}"
    if len(shown) > _KINDS:
        yield f"{sum(count for _, count in shown[_KINDS:])} of other kinds"


def _covered(characters: Mapping[str, int]) -> str:
    total = max(1, characters["read"] + characters["set_aside"])
    read, aside, unknown = (100 * characters[name] / total for name in ("read", "set_aside", "not_understood"))
    left = f"{unknown:.1f} % are numbers or capitalised words in no value"
    return f"text: {read:.1f} % read, {aside:.1f} % set aside; {left}"


def _reasons(failures: Iterable[Failure]) -> Iterator[str]:
    counts = Counter((failure.stage, failure.reason) for failure in failures)
    for (stage, reason), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:>5}  {stage}: {printable(reason)}"


@contextmanager
def _bar(total: int) -> Iterator[Show]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # no thread of its own: workers are forked next to it
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False) as progress:
        task = progress.add_task("loading the language model", total=total)
        progress.refresh()

        class Bar:
            def failed(self, failure: Failure) -> None:
                progress.console.print(f"failed: {printable(str(failure))}", markup=False, highlight=False)

            def done(self, step: Step) -> None:
                name = printable(step.name)[-40:].replace("[", "\\[")
                progress.update(task, advance=1, description=name, refresh=True)

        yield Bar()


@contextmanager
def _plain(total: int, stream: TextIO) -> Iterator[Show]:
    class Lines:
        finished = 0

        def failed(self, failure: Failure) -> None:
            print(f"failed: {printable(str(failure))}", file=stream, flush=True)

        def done(self, step: Step) -> None:
            self.finished += 1
            before, now = (n * _PLAIN_LINES // max(total, 1) for n in (self.finished - 1, self.finished))
            if now > before:
                print(f"{self.finished}/{total} {printable(step.name)}", file=stream, flush=True)

    yield Lines()


@contextmanager
def _events(batch: Batch, stream: TextIO) -> Iterator[Show]:
    """One JSON object a line: `start`, `failed` and `done` as they come, `end` with what the manifest counts."""
    started = time.monotonic()

    def say(event: str, **more: object) -> None:
        line = {"event": event, "seconds": round(time.monotonic() - started, 3), **more}
        print(json.dumps(line, ensure_ascii=True), file=stream, flush=True)

    class Events:
        finished = 0

        def failed(self, failure: Failure) -> None:
            say("failed", path=failure.path, stage=failure.stage, reason=failure.reason)

        def done(self, step: Step) -> None:
            self.finished += 1
            records = len(step.outcomes) - len(step.failures)
            say("done", path=step.name, records=records, known=step.known, files=self.finished, total=batch.total)

    say("start", total=batch.total, **({"notice": batch.notice} if batch.notice else {}))
    yield Events()
    manifest = batch.manifest
    counts = {"failed": len(manifest.failures), "known": batch.known, "kept": len(manifest.kept)}
    say("end", files=manifest.files, records=manifest.records, **counts, removed=batch.removed)
