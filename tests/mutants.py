"""`python -m tests.mutants`: small changes to the code and its word lists, and which of them no test notices.

Words, constants, conditions and comparisons of `french/`, `rules/`, `resolve/` and `zones/` are changed, one at a time
and seeded: `<` becomes `<=`, `and` becomes `or`, a condition its opposite, a number the next one, a word list loses an
entry. Each changed copy of the package is tried in a process of its own, forked from one that holds the language model:
the corpus must become the same records, the tests of the case files must pass, and every sampled behaviour that passed
before. The tools of the field (mutmut, cosmic-ray) load the model anew for each change, which costs more than the
tests, and know no word lists.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import multiprocessing
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("french", "rules", "resolve", "zones")
#: Tests that run in the process and on one sentence each: what `make test` has beside golden records and behaviours.
CASES = (
    "tests/french",
    "tests/rules/test_figures.py",
    "tests/rules/test_names.py",
    "tests/said",
    "tests/test_zones.py",
)
#: Among them, what reads the corpus once more or measures time.
SLOW = ("test_known.py", "test_alternatives.py")
#: Where records are compared, and how many articles of each behaviour.
CORPUS, SAMPLE = ROOT / "corpus", 2
_COMPARISONS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: (" in ", " not in "),
    ast.NotIn: (" not in ", " in "),
    ast.Is: (" is ", " is not "),
    ast.IsNot: (" is not ", " is "),
}


@dataclass(frozen=True)
class Mutant:
    """A change of `file` (below the package): the characters from `start` to `end` become `new`."""

    file: str
    line: int
    start: int
    end: int
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.old!r} -> {self.new!r}"


def mutants(package: Path) -> dict[str, list[Mutant]]:
    """All small changes of a package, by sort: `comparison`, `condition`, `constant`, `word`."""
    found: dict[str, list[Mutant]] = {"comparison": [], "condition": [], "constant": [], "word": []}
    for room in ROOMS:
        for path in sorted((package / room).rglob("*")):
            name = path.relative_to(package).as_posix()
            if path.suffix == ".py":
                text = path.read_text(encoding="utf-8")
                for sort, mutant in _of_code(name, text):
                    found[sort].append(mutant)
            elif path.suffix in (".toml", ".csv") and path.name != "places.csv":
                found["word"] += _of_words(name, path.read_text(encoding="utf-8"))
    return found


def _of_code(name: str, text: str) -> Iterator[tuple[str, Mutant]]:
    starts = [0]
    for line in text.encode().split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    data = text.encode()

    def place(line: int, column: int) -> int:
        return len(data[: starts[line - 1] + column].decode())

    def change(node: ast.expr, new: str) -> Mutant:
        assert node.end_lineno is not None and node.end_col_offset is not None
        start, end = place(node.lineno, node.col_offset), place(node.end_lineno, node.end_col_offset)
        return Mutant(name, node.lineno, start, end, text[start:end], new)

    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            whole = change(node, "")
            old, new = _COMPARISONS[type(node.ops[0])]
            right = place(node.comparators[0].lineno, node.comparators[0].col_offset) - whole.start
            at = whole.old.rfind(old.strip(), 0, right)
            yield "comparison", change(node, whole.old[:at] + new.strip() + whole.old[at + len(old.strip()) :])
        elif isinstance(node, ast.BoolOp):
            old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
            parts = [f"({ast.get_source_segment(text, value)})" for value in node.values]
            yield "condition", change(node, f"({f' {new} '.join(parts)})")
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield "condition", change(node, f"({ast.get_source_segment(text, node.operand)})")
        elif isinstance(node, ast.IfExp | ast.If) and not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
            if not _is_typing(node.test):
                yield "condition", change(node.test, f"(not ({ast.get_source_segment(text, node.test)}))")
        elif isinstance(node, ast.Constant) and type(node.value) is int:
            yield "constant", change(node, repr(node.value + 1))
        elif isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield "constant", change(node, repr(node.value * 1.25 or 0.5))


def _is_typing(test: ast.expr) -> bool:
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


def _of_words(name: str, text: str) -> Iterator[Mutant]:
    """A list without one of its entries; a table without one of its lines."""
    if name.endswith(".csv"):
        pattern, place = re.compile(r"(?m)^[^#\n][^\n]*\n"), text.find("\n") + 1
    else:
        pattern, place = re.compile(r'(?<=[\[,\n])\s*"[^"\n]+",?(?!\s*[=:])'), 0
    for match in pattern.finditer(text, place):
        line = text.count("\n", 0, match.start()) + 1
        yield Mutant(name, line, match.start(), match.end(), match[0].strip(), "")


class Trial:
    """A place for changed copies of the package, and what the unchanged one gives."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "src" / "pressmine", folder / "pressmine", ignore=shutil.ignore_patterns("*.pyc"))
        self.expected = self._forked(None)
        if isinstance(self.expected, str):
            raise SystemExit(f"The unchanged package fails: {self.expected}")

    def noticed(self, mutant: Mutant) -> str | None:
        """What notices the change: `error`, `records`, `cases`, `behaviours`; None where nothing does."""
        path = self.folder / "pressmine" / mutant.file
        text = path.read_text(encoding="utf-8")
        path.write_text(text[: mutant.start] + mutant.new + text[mutant.end :], encoding="utf-8")
        try:
            answer = self._forked(mutant)
        finally:
            path.write_text(text, encoding="utf-8")
        assert answer is None or isinstance(answer, str)
        return answer

    def _forked(self, mutant: Mutant | None) -> object:
        ours, theirs = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(target=self._child, args=(theirs, mutant))
        process.start()
        theirs.close()
        try:
            answer: object = ours.recv() if ours.poll(600) else "error: no end"
        except EOFError:
            answer = "error: the process died"
        process.kill()
        process.join()
        return answer

    def _child(self, pipe: multiprocessing.connection.Connection, mutant: Mutant | None) -> None:
        sys.path.insert(0, str(self.folder))
        sys.dont_write_bytecode = True
        for name in [n for n in sys.modules if n.split(".")[0] in ("pressmine", "tests") and n != __name__]:
            del sys.modules[name]
        quiet = io.StringIO()
        try:
            with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
                answer = self._compared() if mutant else self._measured()
        except Exception as error:  # noqa: BLE001 - a change may break anything
            answer = f"error: {type(error).__name__}: {error}"[:200]
        pipe.send(answer)
        os._exit(0)

    def _measured(self) -> tuple[list[str], list[bool], list[str]]:
        return list(self._records()), list(self._behaviours()), self._failing([])

    def _compared(self) -> str | None:
        expected = self.expected
        assert isinstance(expected, tuple)
        if any(was != now for was, now in zip_longest(expected[0], self._records())):
            return "records"
        if self._failing(expected[2]):
            return "cases"
        worse = any(was and not now for was, now in zip(expected[1], self._behaviours(), strict=True))
        return "behaviours" if worse else None

    def _pm(self) -> object:
        from tests.behaviours.run import load

        if not hasattr(self, "loaded"):
            self.loaded = load()
        return self.loaded

    def _records(self) -> Iterator[str]:
        from pressmine.record import Record

        pm = self._pm()
        for path in sorted(p for p in CORPUS.iterdir() if not p.name.endswith(".gold.json")):
            for item in pm.process(path, path.name):  # type: ignore[attr-defined]
                yield item.model_dump_json(exclude={"produced_by"}) if isinstance(item, Record) else str(item)

    def _behaviours(self) -> Iterator[bool]:
        from tests.behaviours.expand import expand
        from tests.behaviours.run import judged
        from tests.behaviours.template import templates

        pm = self._pm()
        with tempfile.TemporaryDirectory() as folder:
            for template in templates():
                for article in expand(template, SAMPLE):
                    if article.change is None:
                        yield not judged(article, pm, Path(folder))  # type: ignore[arg-type]

    def _failing(self, known: list[str]) -> list[str]:
        """The tests of the case files that fail, those known to fail apart; with known ones the first is enough."""
        import pytest

        class Failures:
            def __init__(self) -> None:
                self.names: list[str] = []

            def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
                if report.failed and report.nodeid not in known:
                    self.names.append(report.nodeid)

        seen = Failures()
        options = ["-q", "-p", "no:cacheprovider", "-o", f"pythonpath={self.folder} {ROOT}", "--rootdir", str(ROOT)]
        options += [f"--deselect={name}" for name in known]
        if hasattr(self, "expected"):  # the unchanged package has been measured: one failure is enough
            options.append("-x")
        options += [f"--ignore-glob=*{name}" for name in SLOW]
        places = [str(ROOT / place) for place in CASES]
        pytest.main([*options, *places], [seen])
        return seen.names


def _keep_the_model() -> None:
    """Load the language model once; whoever asks for it in a forked process gets this one."""
    import spacy

    from pressmine.nlp.model import load_model

    model = load_model()
    spacy.load = lambda *_, **__: model


def main() -> int:
    """Returns 0: what goes unnoticed is for people to judge."""
    ask = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    ask.add_argument("--count", type=int, default=100, help="how many changes to try (100), as many of each sort")
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    random = Random(given.seed)
    found = mutants(ROOT / "src" / "pressmine")
    share = -(-given.count // len(found))
    chosen = [(sort, m) for sort, all_of in found.items() for m in random.sample(all_of, min(share, len(all_of)))]
    chosen = chosen[: given.count]
    _keep_the_model()
    begun, unnoticed, behaviours = time.monotonic(), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder))
        print(f"{sum(map(len, found.values()))} changes possible, {len(chosen)} tried, seed {given.seed}", flush=True)
        for number, (sort, mutant) in enumerate(chosen, 1):
            by = trial.noticed(mutant)
            unnoticed += by is None
            behaviours += by == "behaviours"
            print(f"{by or 'UNNOTICED':12} {sort:11} {mutant}"[:160], flush=True)
            if number % 20 == 0:
                print(f"  {unnoticed} of {number} unnoticed, {time.monotonic() - begun:.0f} s", flush=True)
    print(f"{unnoticed} of {len(chosen)} unnoticed ({100 * unnoticed / len(chosen):.0f} %)")
    print(f"without the behaviours: {unnoticed + behaviours} ({100 * (unnoticed + behaviours) / len(chosen):.0f} %)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
