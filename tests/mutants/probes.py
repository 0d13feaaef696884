"""What is asked of a package: records of the corpus, sampled behaviours, tests of the case files.

Each runs in a process that has the package of a trial, and gives outcomes by key: a record, or whether it passed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from tests.mutants.changes import ROOT

#: Tests that run in the process and on a few sentences each: what `make test` has for the changed rooms beside golden
#: records and behaviours.
CASES = (
    "tests/declared/test_builtin.py",
    "tests/declared/test_literals.py",
    "tests/declared/test_rules.py",
    "tests/french",
    "tests/resolve",
    "tests/rules",
    "tests/said",
    "tests/test_clean.py",
    "tests/test_dates.py",
    "tests/test_extract.py",
    "tests/test_resolve.py",
    "tests/test_zones.py",
    "tests/test_zones_cover.py",
)
#: Among them, what reads the corpus once more or measures time.
SLOW = ("test_known.py", "test_alternatives.py", "test_ids.py")
#: How many articles of each behaviour.
SAMPLE = 2
#: A word of a list: the list, the word, its columns.
Entry = tuple[str, str, tuple[tuple[str, str], ...]]
#: Which keys are asked for (all: None), and what each is run in.
Wanted = Collection[str] | None
Watch = Callable[[str], AbstractContextManager[object]]
Probe = Callable[[Path, Wanted, Watch], Iterator[tuple[str, object]]]


def records(_: Path, wanted: Wanted, watch: Watch) -> Iterator[tuple[str, object]]:
    """The record of each article of the corpus."""
    from pressmine.record import Record
    from tests.behaviours.run import load

    with watch(""):
        pm = load()
    for path in sorted(p for p in (ROOT / "corpus").iterdir() if not p.name.endswith(".gold.json")):
        if wanted is None or path.name in wanted:
            with watch(path.name):
                items = list(pm.process(path, path.name))
            made = [item.model_dump_json(exclude={"produced_by"}) if isinstance(item, Record) else "" for item in items]
            yield path.name, made


def behaviours(_: Path, wanted: Wanted, watch: Watch) -> Iterator[tuple[str, object]]:
    """Whether each sampled article of the behaviours holds."""
    from tests.behaviours.expand import expand
    from tests.behaviours.run import judged, load
    from tests.behaviours.template import templates

    with watch(""):
        pm = load()
    with tempfile.TemporaryDirectory() as folder:
        for template in templates():
            keys = [f"{template.id}:{number}" for number in range(SAMPLE)]
            if wanted is not None and not any(key in wanted for key in keys):
                continue
            for key, article in zip(keys, expand(template, SAMPLE), strict=False):
                if article.change is None and (wanted is None or key in wanted):
                    with watch(key):
                        wrong = judged(article, pm, Path(folder))
                    yield key, not wrong


def cases(package: Path, wanted: Wanted, watch: Watch) -> Iterator[tuple[str, object]]:
    """Whether each test of the case files passes. With keys, the first that fails ends it."""
    import pytest

    passed: dict[str, bool] = {}

    class Plugin:
        def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
            if wanted is not None:
                items[:] = [item for item in items if item.nodeid in wanted]

        @pytest.hookimpl(wrapper=True)
        def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
            with watch(item.nodeid):
                return (yield)

        def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
            passed[report.nodeid] = passed.get(report.nodeid, True) and not report.failed

    options = ["-q", "-p", "no:cacheprovider", "-o", f"pythonpath={package.parent} {ROOT}", "--rootdir", str(ROOT)]
    options += [*(f"--ignore-glob=*{name}" for name in SLOW), *(["-x"] if wanted is not None else [])]
    pytest.main([*options, *(str(ROOT / place) for place in CASES)], [Plugin()])
    yield from passed.items()


def of_entries(entries: Collection[Entry]) -> list[bool]:
    """Whether the behaviours of a few words hold: the templates that run their lists, in each of their wordings."""
    from dataclasses import replace
    from fnmatch import fnmatchcase

    from tests.behaviours.expand import expand
    from tests.behaviours.fill import Row
    from tests.behaviours.run import judged, load
    from tests.behaviours.template import templates

    pm, held = load(), []
    with tempfile.TemporaryDirectory() as folder:
        for name, word, columns in entries:
            for template in templates():
                if any(fnmatchcase(name, pattern) for pattern in template.lists):
                    rows = {**template.rows, "entry": (Row(word, dict(columns)),) * len(template.texts)}
                    for article in expand(replace(template, rows=rows, pack=1)):
                        held.append(not judged(article, pm, Path(folder)))
    return held


def counted() -> dict[str, str]:
    """The lists whose entries are more or fewer than `make test` holds them to."""
    from tests.behaviours.lists import counted_otherwise

    return counted_otherwise()


def words() -> set[Entry]:
    """Every word of every list."""
    from tests.behaviours.lists import word_lists

    return {(name, row.main, tuple(row.columns.items())) for name, rows in word_lists().items() for row in rows}
