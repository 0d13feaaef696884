"""A changed copy of the package, and what notices that it is changed."""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.mutants import probes
from tests.mutants.changes import ROOT, Mutant
from tests.mutants.reach import Reach, around

#: In this order a change is tried.
PROBES: dict[str, probes.Probe] = {
    "records": probes.records,
    "behaviours": probes.behaviours,
    "cases": probes.cases,
}
#: How long a process may take.
_SECONDS = 1800


@dataclass(frozen=True)
class Measured:
    """What the unchanged package gives, by key, and the functions that each called."""

    outcomes: dict[str, object]
    called: dict[str, frozenset[int]]
    everywhere: frozenset[int]
    numbers: dict[tuple[str, int], int]

    def concerned(self, mutant: Mutant, text: str) -> set[str]:
        """The keys that can notice a change, those that fail without it apart."""
        passing = {key for key, outcome in self.outcomes.items() if outcome is not False}
        lines = around(text, mutant.line) if mutant.file.endswith(".py") else None
        if lines is None:
            return passing
        changed = {n for (file, line), n in self.numbers.items() if file == mutant.file and line in lines}
        return passing if changed & self.everywhere else {key for key in passing if changed & self.called[key]}


class Trial:
    """A place for changed copies of the package."""

    def __init__(self, folder: Path) -> None:
        self.package = folder / "pressmine"
        shutil.copytree(ROOT / "src" / "pressmine", self.package, ignore=shutil.ignore_patterns("*.pyc"))
        self.words = self._unchanged(probes.words)
        self.counted = self._forked(probes.counted)
        self.measured = {
            name: Measured(*self._unchanged(partial(self._measure, probe))) for name, probe in PROBES.items()
        }

    def noticed(self, mutant: Mutant) -> str | None:
        """What notices the change: `entry` (the word's own behaviour), `count` (the number of its list's
        entries), a probe, or an `error`; None: nothing does."""
        path = self.package / mutant.file
        text = path.read_text(encoding="utf-8")
        changed = text[: mutant.start] + mutant.new + text[mutant.end :]
        path.write_text(changed, encoding="utf-8")
        try:
            if path.suffix != ".py":
                lost = self._forked(lambda: sorted(self.words - probes.words()))
                without = lost if isinstance(lost, str) else self._forked(lambda: probes.of_entries(lost))
                if isinstance(without, str):
                    return without
                path.write_text(text, encoding="utf-8")
                if without != self._forked(lambda: probes.of_entries(lost)):
                    return "entry"
                path.write_text(changed, encoding="utf-8")
                if self._forked(probes.counted) != self.counted:
                    return "count"
            answer: str | None = self._forked(lambda: self._compared(mutant, text))
            return answer
        finally:
            path.write_text(text, encoding="utf-8")

    def _compared(self, mutant: Mutant, text: str) -> str | None:
        for name, probe in PROBES.items():
            measured = self.measured[name]
            wanted, ran = measured.concerned(mutant, text), 0
            for key, outcome in probe(self.package, wanted, lambda _: contextlib.nullcontext()) if wanted else ():
                ran += 1
                if outcome != measured.outcomes[key]:
                    return name
            if ran < len(wanted):
                return name
        return None

    def _measure(self, probe: probes.Probe) -> tuple[object, ...]:
        """The fields of `Measured`: a process that has imported everything anew knows another class of that name."""
        reach, called = Reach(self.package), {}

        @contextlib.contextmanager
        def watch(key: str) -> Any:
            with reach.recorded(everywhere=not key) as seen:
                yield
            called[key] = frozenset(seen)

        outcomes = dict(probe(self.package, None, watch))
        return outcomes, called, frozenset(reach.everywhere), reach.numbers

    def _unchanged(self, ask: Callable[[], Any]) -> Any:
        answer = self._forked(ask)
        if isinstance(answer, str):
            raise SystemExit(f"The unchanged package fails: {answer}")
        return answer

    def _forked(self, ask: Callable[[], Any]) -> Any:
        """The answer of a process that has imported the package of the folder; `error: …` where it gives none."""
        ours, theirs = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(target=self._child, args=(theirs, ask))
        process.start()
        theirs.close()
        try:
            answer: Any = ours.recv() if ours.poll(_SECONDS) else "error: no end"
        except EOFError:
            answer = "error: the process died"
        process.kill()
        process.join()
        return answer

    def _child(self, pipe: Connection, ask: Callable[[], Any]) -> None:
        sys.path.insert(0, str(self.package.parent))
        sys.dont_write_bytecode = True
        for name in [n for n in sys.modules if n.split(".")[0] in ("pressmine", "tests")]:
            del sys.modules[name]
        quiet = io.StringIO()
        try:
            with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
                answer = ask()
        except BaseException as error:  # noqa: BLE001 - a change may break anything
            answer = f"error: {type(error).__name__}: {error}"[:200]
        pipe.send(answer)
        os._exit(0)


def keep_the_model() -> None:
    """Load the language model once; whoever asks for it in a forked process gets this one."""
    from pressmine.nlp import model

    loaded = model.load_model()
    model.load = lambda *_: loaded  # type: ignore[attr-defined]
