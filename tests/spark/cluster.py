"""Jobs on a small cluster of this machine: two workers, each an executor of its own with a JVM and Python workers.

`python -m tests.spark.cluster FOLDER` makes its articles below FOLDER, runs every job that the tests ask about in one
session, and leaves what came of them in `FOLDER/results.json`. Needs Java: JAVA_HOME.
"""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession

from pressmine.batch import Limits
from pressmine.cli import main as pressmine
from pressmine.spark.job import Table, run, session
from pressmine.spark.partition import Extraction
from tests.batch.making import put
from tests.conftest import ROOT
from tests.fakes import FakeEngine
from tests.samples import copy_samples
from tests.spark.making import LOADS, PATIENT, QUICK, WaitingEngine, gone

CLUSTER = "local-cluster[2,1,1024]"
#: Rows of the table: of two articles that share a name one has its record; a text may be missing, a name too.
TEXTS = (
    ("b.txt", "Dreux, le 29 mars 2024\n\nLa société Orvelle SA emploie 40 salariés à Dreux.\n"),
    ("a.txt", "Nantes, le 2 mai 2023\n\nLa société Karvel SAS investit 3 millions d'euros à Nantes.\n"),
    ("b.txt", "Brest, le 3 mai 2019\n\nLa société Karvel SAS emploie 25 salariés à Brest.\n"),
    ("c.txt", None),
    (None, "Brest, le 3 mai 2019\n\nLa société Karvel SAS emploie 25 salariés à Brest.\n"),
)
HARMS = ("raise", "exit", "segfault", "kill", "memory", "sleep 60")


def articles(folder: Path) -> None:
    """One article of each format, and what a folder may hold besides."""
    copy_samples(folder)
    for source, name in (
        ("01-inauguration-methaniseur.txt", "sous dossier/été 100%20 + à.TXT"),
        ("22-journees-reemploi-sportif.eml", "_courriel.eml"),
        ("02-convention-chu-universite.txt", ".caché.txt"),
        ("02-convention-chu-universite.txt", "image.png"),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "corpus" / source, folder / name)
    put(folder, "sous dossier/vide.txt", "")
    put(folder, "long.txt", "Une ligne de plus.\n" * 60_000)


def poisoned(folder: Path) -> None:
    """Harmless articles, and one of each kind that harms."""
    for number in range(12):
        put(folder, f"{number:02}.txt", f"Titre {number}\n\nUn texte, le numéro {number}.\n")
    for number, harm in enumerate(HARMS):
        put(folder, f"{number:02}b.txt", f"harm: {harm}")
    put(folder, "m.eml", "Sujet\nattach: a.pdf\nattach: a.pdf")


def command(*arguments: str | Path) -> dict[str, Any]:
    """What `pressmine …` prints, and its code; the session that is there is taken."""
    out, err = io.StringIO(), io.StringIO()
    code: Any = None
    with redirect_stdout(out), redirect_stderr(err):
        try:
            pressmine([*map(str, arguments)])
        except SystemExit as ended:
            code = ended.code
    return {"code": code, "out": out.getvalue(), "err": err.getvalue()}


def rows(out: Path) -> list[dict[str, Any]]:
    """What a job wrote, in the order of a local run; records as their JSON alone. Nothing where it wrote nothing."""
    if not out.exists():
        return []
    found = pq.read_table(out).to_pylist()
    names = ("outcome", "file", "position", "path", "stage", "reason", "json")
    return sorted(({n: row[n] for n in names} for row in found), key=lambda row: (row["file"], row["position"]))


def faked(
    spark: SparkSession, folder: Path, out: Path, engine: type[FakeEngine], tasks: int, limits: Limits = QUICK
) -> dict[str, Any]:
    """A job whose records are a stand-in's."""
    extraction = Extraction(out.name, engine, limits, 1 << 20)
    found = run(spark, str(folder), str(out), extraction, None, tasks)
    return {"summary": asdict(found), "rows": rows(out)}


def page(top: Path) -> dict[str, Any]:
    """What the page about scale shows, tried in its order in a folder of its own, which this process stands in."""
    text = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    place = top / "page"
    (place / "communiques").mkdir()
    shutil.copy(ROOT / "examples" / "communique.txt", place / "communiques")
    bodies = [text for name, text in TEXTS[:2]]
    pq.write_table(pa.table({"id": ["1", "2"], "body": bodies}), place / "articles.parquet")
    said = []
    for line in re.findall(r"^\$ pressmine (.*)", text, re.M):
        said.append({"line": line, **command(*shlex.split(line))})
    (block,) = re.findall(r"^```python\n(.*?)^```$", text, re.M | re.S)
    out = io.StringIO()
    with redirect_stdout(out):
        exec(compile(block, "<page>", "exec"), {"__name__": "__main__"})
    return {"commands": said, "printed": out.getvalue(), "promised": re.findall(r"# → (.*)", block)}


def tables(spark: SparkSession, top: Path) -> dict[str, Any]:
    """Tables of other kinds: texts of several lines with quotation marks in CSV, files in a binary column."""
    lines = 'id,body\na,"Un titre\n\nIl dit « ""oui"" », puis; rien, \\ ou plus."\nb,Un autre\n'
    put(top, "lines.csv", lines)
    pq.write_table(pa.table({"id": ["a.txt", "b.png"], "body": [b"Bonjour.", b"x"]}), top / "files.parquet")
    found = {}
    for name in ("lines.csv", "files.parquet"):
        out = top / f"of-{name}"
        run(spark, str(top / name), str(out), Extraction(name, FakeEngine, QUICK, 1 << 20), Table("body", "id"), 1)
        found[name] = rows(out)
    return found


def children(pid: int) -> list[int]:
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def below(pid: int) -> Iterator[tuple[int, str]]:
    """All processes that a process has started, with their command lines: nobody else's are ever killed."""
    for child in children(pid):
        try:
            yield child, Path(f"/proc/{child}/cmdline").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        yield from below(child)


def python_workers(loads: Path) -> list[int]:
    """Spark's Python workers, once both have loaded an engine."""
    own = dict(below(os.getpid()))
    there = loads.read_text().split() if loads.exists() else []
    found = [int(pid) for pid in there if int(pid) in own]
    return found if len(found) >= 2 else []


def executors(loads: Path) -> list[int]:
    """The JVMs of the executors, once all of their Python workers are at work."""
    if not python_workers(loads):
        return []
    return [pid for pid, line in below(os.getpid()) if "CoarseGrainedExecutorBackend" in line and "java" in line]


def killed(spark: SparkSession, folder: Path, out: Path, loads: Path, victims: Any) -> dict[str, Any]:
    """A job during which a process is killed as soon as there is one of its kind; says which were there before."""
    seen: list[list[int]] = []

    def kill() -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            found = victims(loads)
            if found:
                os.kill(found[0], signal.SIGKILL)
                seen.append(found)
                gone(loads).touch()
                return
            time.sleep(0.02)

    loads.unlink(missing_ok=True)
    gone(loads).unlink(missing_ok=True)
    killer = threading.Thread(target=kill)
    killer.start()
    spark.sparkContext.setJobGroup(out.name, out.name)
    result = faked(spark, folder, out, WaitingEngine, 6, PATIENT)
    killer.join()
    tracker = spark.sparkContext.statusTracker()
    works = [work for job in tracker.getJobIdsForGroup(out.name) if (work := tracker.getJobInfo(job)) is not None]
    stages = [tracker.getStageInfo(stage) for work in works for stage in work.stageIds]
    failed = sum(stage.numFailedTasks for stage in stages if stage is not None)
    return {**result, "killed": [found[0] for found in seen], "failed": failed, "loads": loads.read_text().split()}


def jobs(spark: SparkSession, top: Path, loads: Path) -> Iterator[tuple[str, Any]]:
    """Every job, with what came of it."""
    articles(top / "in")
    rules = ("--rules", ROOT / "examples" / "rules" / "financement.yaml", "--max-size", "1")
    yield "files", {**command("spark-run", top / "in", top / "files", *rules), "rows": rows(top / "files")}
    yield "again", command("spark-run", top / "in", top / "files")

    typed = (
        "sum(size(organisations)) AS organisations",
        "max(document.published) AS published",
        "max(dates[0].end) AS end",
    )
    (row,) = spark.read.parquet(str(top / "files")).where("outcome = 'record'").selectExpr(*typed).collect()
    yield "typed", row.asDict()
    ids, texts = zip(*TEXTS, strict=True)
    pq.write_table(pa.table({"nom": ids, "corps": texts}), top / "table.parquet")
    columns = ("--text-column", "corps", "--id-column", "nom", "--partitions", "2")
    yield "table", {**command("spark-run", top / "table.parquet", top / "rows", *columns), "rows": rows(top / "rows")}
    yield "tables", tables(spark, top)
    yield "no column", command("spark-run", top / "table.parquet", top / "x", "--text-column", "texte")
    yield "no folder", command("spark-run", top / "nowhere", top / "x")
    yield "no text", command("spark-run", top / "table.parquet", top / "x")
    put(top, "blocked", "")
    below = ("--text-column", "corps", "--id-column", "nom", "--partitions", "1")
    yield "no output", command("spark-run", top / "table.parquet", top / "blocked" / "x", *below)
    poisoned(top / "poisoned")
    yield "poisoned", faked(spark, top / "poisoned", top / "set-aside", FakeEngine, 3)
    for number in range(24):
        put(top / "many", f"{number:02}.txt", f"Titre {number}\n\nUn texte, le numéro {number}.\n")
    yield "python", killed(spark, top / "many", top / "python", loads, python_workers)
    yield "page", page(top)
    (top / "executor" / "_temporary").mkdir(parents=True)  # what a job leaves that was cut short
    yield "executor", killed(spark, top / "many", top / "executor", loads, executors)


def main(top: Path) -> None:
    """Run them all."""
    loads = top / "loads"
    own = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    settings = {
        "spark.executorEnv.PYTHONPATH": own,
        f"spark.executorEnv.{LOADS}": str(loads),
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.local.dir": str(top / "spark"),
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
    }
    results, seconds = {}, {}
    with session(CLUSTER, settings) as spark:
        started = time.monotonic()
        for name, result in jobs(spark, top, loads):
            results[name] = result
            seconds[name] = round(time.monotonic() - started, 1)
    (top / "results.json").write_text(json.dumps({**results, "seconds": seconds}, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
