"""A job from end to end: a session, articles in, rows out as Parquet, and what is to be said of them."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from pressmine.errors import RunError
from pressmine.spark.articles import Articles, files_below, located, rows_of
from pressmine.spark.columns import FAILURE, OUTCOME, RECORD, ddl

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from pressmine.spark.partition import Extraction

#: What suits articles better than Spark's own defaults; what a user sets stands.
_SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "64",  # its 10,000 are gigabytes where articles are PDFs
    "spark.sql.maxConcurrentOutputFileWriters": "2",  # records and failures side by side: no task sorts its rows
    "spark.sql.parquet.compression.codec": "zstd",
}
#: What is in an output folder that no job has finished.
_UNFINISHED = re.compile(rf"_temporary|{OUTCOME}=.*|\..*")
#: Reasons that a summary shows.
_SHOWN = 20
_RAISED = re.compile(r"^(?:pressmine\.errors\.)?\w*(?:Run|RuleFile)Error: (.*)$", re.M)


@dataclass(frozen=True, slots=True)
class Table:
    """Where articles stand as rows: the columns of their text and their name; `form` is None if the path tells."""

    text: str
    name: str
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a job. `reasons` are stage, reason and count, the most frequent ones first."""

    files: int
    records: int
    failures: int
    reasons: tuple[tuple[str, str, int], ...]


@contextmanager
def session(master: str | None, settings: Mapping[str, str]) -> Iterator[SparkSession]:
    """A Spark session; one that there is already is taken, and left alone. Raises RunError if none can be had."""
    there = SparkSession.getActiveSession()
    if there is None:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        said = next((value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := os.environ.get(name))), "")
        if not re.search(r"utf-?8", said, re.I):
            os.environ["LC_ALL"] = "C.UTF-8"  # else the JVM passes over names with accents, and says nothing
    builder = SparkSession.builder.appName("pressmine")
    for name, value in settings.items():
        builder = builder.config(name, value)
    with _said():
        spark = there or (builder.master(master) if master is not None else builder).getOrCreate()
    for name, value in _SETTINGS.items():
        if not spark.sparkContext.getConf().contains(name):
            spark.conf.set(name, value)
    try:
        yield spark
    finally:
        if there is None:
            spark.stop()


def run(
    spark: SparkSession, source: str, out: str, extraction: Extraction, table: Table | None, partitions: int | None
) -> Summary:
    """Read all articles of a folder or table and write the rows to `out`.

    Raises RunError; what is in `out` then has no `_SUCCESS`, and the next job there writes over it.
    """
    with _said():
        mode = _mode(spark, out)
        if table is None:
            articles = files_below(spark, source, extraction.max_bytes, partitions)
        else:
            articles = rows_of(spark, source, table.form, table.text, table.name, partitions)
        rows = articles.frame.mapInArrow(extraction, ddl())
        rows.write.partitionBy(OUTCOME).mode(mode).parquet(out)
        return _summary(spark.read.schema(ddl()).parquet(out), articles)


def _mode(spark: SparkSession, out: str) -> str:
    """How to write: over what a job has left that was cut short, never over anything else."""
    path, system = located(spark, out)
    if not system.exists(path):
        return "errorifexists"
    names = [status.getPath().getName() for status in system.listStatus(path)]
    if all(_UNFINISHED.fullmatch(name) for name in names):
        return "overwrite"
    raise RunError(f"the output {out} is there already: choose another one, or remove it")


def _summary(rows: DataFrame, articles: Articles) -> Summary:
    counts = {row[OUTCOME]: row["count"] for row in rows.groupBy(OUTCOME).count().collect()}
    failed = rows.where(F.col(OUTCOME) == FAILURE).groupBy("stage", "reason").count()
    top = failed.orderBy(F.desc("count"), "stage", "reason").limit(_SHOWN).collect()
    reasons = tuple((row["stage"], row["reason"], row["count"]) for row in top)
    return Summary(articles.count, counts.get(RECORD, 0), counts.get(FAILURE, 0), reasons)


@contextmanager
def _said() -> Iterator[None]:
    """What Spark raises, as one sentence: that of pressmine where it comes from there."""
    try:
        yield
    except (PySparkException, Py4JError) as error:
        text = str(error)
        ours = _RAISED.search(text)
        if ours is not None:
            raise RunError(ours[1]) from error
        raise RunError(f"Spark gave up: {_first(text) or type(error).__name__}") from error


def _first(text: str) -> str:
    """The line that says most: of what went through Java that of the last cause, else the first one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    causes = [line.removeprefix("Caused by: ") for line in lines if line.startswith("Caused by: ")]
    if causes:
        return causes[-1][:500]
    said = [line.removeprefix(": ") for line in lines if not line.startswith("An error occurred while calling")]
    return said[0][:500] if said else ""
