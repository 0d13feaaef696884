"""What a job reads, as a DataFrame: the files of a folder, or the rows of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import BinaryType, StringType
from pyspark.sql.window import Window

from pressmine.errors import RunError
from pressmine.readers import EXTENSIONS
from pressmine.readers.by_package import installed

#: Articles that a task should have: enough to make its start cheap, few enough to be done again.
_A_TASK = 500
#: Files that Spark puts into one partition as if each had so many bytes, besides its own: 128 MB hold 256 small ones.
_OPEN_COST = 512 << 10
_CSV = {"header": "true", "multiLine": "true", "quote": '"', "escape": '"', "encoding": "UTF-8"}
_BY_SUFFIX = {".csv": "csv", ".json": "json", ".jsonl": "json", ".orc": "orc"}
#: What a URI begins with: one file is written `file:/tmp/a` and `file:///tmp/a`.
_SYSTEM = re.compile(r"^[a-z][a-z0-9+.-]*:(//[^/]*)?", re.I)


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles ready for an extraction, with their number."""

    frame: DataFrame
    count: int


def files_below(spark: SparkSession, folder: str, max_bytes: int, partitions: int | None) -> Articles:
    """The files of a folder that readers take; their names are their paths below it. Raises RunError."""
    root = _root(spark, folder)
    if not spark.sparkContext.getConf().contains("spark.sql.files.openCostInBytes"):
        spark.conf.set("spark.sql.files.openCostInBytes", str(_OPEN_COST))
    found = (
        spark.read.format("binaryFile")
        .option("recursiveFileLookup", "true")
        .option("pathGlobFilter", _glob())
        .option("ignoredPathSegmentRegex", r"^\.")  # Spark leaves out `_names` too, a local run does not
        .load(folder)
        .select(F.substring("path", len(root) + 2, 1 << 30).alias("name"), "length", "content")
    )
    row = found.agg(F.count("*"), F.count_if(F.col("length") > max_bytes)).first()
    assert row is not None, "an aggregate has a row"
    count, large = row
    frame = found
    if large:  # Spark reads what a query asks for: nobody asks for what is inside these
        unread = found.where(F.col("length") > max_bytes).drop("content")
        frame = found.where(F.col("length") <= max_bytes).unionByName(unread, allowMissingColumns=True)
    empty = _empty(spark, found, count, root)
    if empty:
        rows = spark.createDataFrame([(name, 0) for name in empty], "name string, length long")
        frame = frame.unionByName(rows, allowMissingColumns=True)
    if partitions is not None:
        fewer = partitions <= frame.rdd.getNumPartitions()
        frame = frame.coalesce(partitions) if fewer else frame.repartition(partitions, "name")
    return Articles(frame, count + len(empty))


def rows_of(
    spark: SparkSession, table: str, form: str | None, text: str, name: str, partitions: int | None
) -> Articles:
    """The rows of a table, by two of its columns: text (or bytes of a file) and name. Raises RunError.

    Rows of one name come to one task, in the order of their contents: the first has its record, the others fail.
    """
    given = _table(spark, table, form)
    for column in (text, name):
        if column not in given.columns:
            raise RunError(f"{table} has no column {column!r}: it has {', '.join(given.columns)}")
    kind = given.schema[text].dataType
    if not isinstance(kind, StringType | BinaryType):
        raise RunError(
            f"the column {text!r} of {table} holds {kind.simpleString()}: it must hold text, or files as binary"
        )
    content = "text" if isinstance(kind, StringType) else "content"
    frame = given.select(given[name].cast("string").alias("name"), given[text].alias(content))
    count = frame.count()
    if partitions is None:
        partitions = max(1, min(count, 4 * spark.sparkContext.defaultParallelism), -(-count // _A_TASK))
    same = Window.partitionBy("name").orderBy(F.sha2(F.col(content).cast("binary"), 256))
    return Articles(frame.repartition(partitions, "name").withColumn("copy", F.row_number().over(same)), count)


def _empty(spark: SparkSession, found: DataFrame, count: int, root: str) -> list[str]:
    """The names of empty files: Spark lists them and makes no rows of them, but they are failures."""
    everything = found._jdf.inputFiles()
    if len(everything) == count:
        return []
    # they come out of the JVM one by one: only where there is an empty one
    start = len(_SYSTEM.sub("", root)) + 1
    names = [(_SYSTEM.sub("", unquote(uri))[start:],) for uri in everything]
    empty = spark.createDataFrame(names, "name string").join(found.select("name"), "name", "left_anti")
    return sorted(row["name"] for row in empty.collect())


def _table(spark: SparkSession, table: str, form: str | None) -> DataFrame:
    if form == "table":
        return spark.table(table)
    if form is None:
        form = next((f for suffix, f in _BY_SUFFIX.items() if table.rstrip("/").lower().endswith(suffix)), "parquet")
    return spark.read.options(**(_CSV if form == "csv" else {})).format(form).load(table)


def _root(spark: SparkSession, folder: str) -> str:
    """The folder as the file system that holds it writes it. Raises RunError if there is none."""
    path, system = located(spark, folder)
    if not system.exists(path):
        raise RunError(f"the input folder {folder} can't be read: no such file or directory")
    if not system.getFileStatus(path).isDirectory():
        raise RunError(f"the input folder {folder} can't be read: it is a file; a table needs --text-column")
    root = str(system.makeQualified(path).toString()).rstrip("/")
    names = _jvm(spark).java.lang.System.getProperty("sun.jnu.encoding")
    if root.startswith("file:") and names.upper() not in ("UTF-8", "UTF8"):
        raise RunError("Java would pass over names with accents here: start it with LC_ALL=C.UTF-8")
    return root


def located(spark: SparkSession, path: str) -> tuple[Any, Any]:
    """A path, and the file system that it lies in, as Hadoop knows them."""
    made = _jvm(spark).org.apache.hadoop.fs.Path(path)
    return made, made.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())


def _jvm(spark: SparkSession) -> Any:
    jvm = spark.sparkContext._jvm
    assert jvm is not None, "a session of this process has its JVM"
    return jvm


def _glob() -> str:
    """Every extension that a reader takes, in capitals too."""
    suffixes = sorted({*EXTENSIONS, *installed()})
    either = ("".join(f"[{c}{c.upper()}]" if c.isalpha() else c for c in suffix) for suffix in suffixes)
    return f"*{{{','.join(either)}}}"
