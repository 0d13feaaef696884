"""Past one machine: articles of a Spark DataFrame in, rows of records and failures out.

    import pressmine.spark

    articles = spark.read.parquet("articles").selectExpr("id AS name", "body AS text")
    rows = articles.mapInArrow(pressmine.spark.extraction(), pressmine.spark.schema())
    rows.write.partitionBy("outcome").parquet("records")

`docs/scale.md` says when, how, and what it costs. Needs `pip install 'pressmine[spark]'`; nothing of it is imported
before it is asked for.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pressmine.errors import RunError

if TYPE_CHECKING:
    from pressmine.evidence import Rule
    from pressmine.spark.partition import Extraction

__all__ = ["extraction", "need", "schema"]


def schema() -> str:
    """The columns of the rows, as Spark writes a schema (`name type, …`).

    `outcome` is `record` or `failure`; `file` is the article's name and `position` counts what it gave, from 0; `path`
    is the record's `document.source`, or what failed, with `stage` and `reason`. `json` is the record as a line of a
    local run's `records.jsonl`, letter for letter; then each of its fields has a column of its own, null in a failure.
    Values under `extra` are JSON. Raises RunError without the extra `spark`.
    """
    need()
    from pressmine.spark.columns import ddl

    return ddl()


def extraction(
    rules: Iterable[str | Path | Rule] = (),
    *,
    timeout: float = 120.0,
    max_size: int = 50 << 20,
    max_memory: int = 2048 << 20,
    retries: int = 1,
    text_format: str = "txt",
    trust_rules: bool = False,
) -> Extraction:
    """A function for `DataFrame.mapInArrow`, with `schema()`.

    It wants a column `name` (string, unlike any other: `document.source`) and either `content` (binary: a file; the
    name's extension says of what format) or `text` (string; `text_format` says which: `txt`, `md` or `html`). There may
    be `length` (of a content that was left out because it is too large) and `copy` (above 1 for all rows of a name but
    the first: they fail). Articles come out in the order in which they come in.

    `rules` and `trust_rules` are as for `pressmine.load`; files are read here and travel along, what is built in
    or installed is taken where the worker runs. `timeout` is seconds, `max_size` and `max_memory` are bytes, as for
    `pressmine run`. Raises RunError without the extra `spark`, and as `pressmine.load` does where a rule is wrong.
    """
    need()
    from pressmine.batch import Limits, prepared
    from pressmine.spark.partition import Extraction, Loader
    from pressmine.spark.rulefiles import pack

    given = tuple(rules)
    prepared(given, max_size, trust=trust_rules)  # what is wrong with a rule is said here, not by a worker far away
    packed = tuple(pack(Path(rule)) if isinstance(rule, str | Path) else rule for rule in given)
    limits = Limits(timeout, max_memory, retries)
    return Extraction(_mark((packed, max_size, limits)), Loader(packed, max_size), limits, max_size, text_format)


def _mark(made_of: tuple[object, ...]) -> str:
    """The same for what is made of the same files, so that a worker continues what it has loaded. What a rule that
    is a function does can't be told from it.
    """
    from pressmine.spark.rulefiles import RuleFiles

    rules = made_of[0]
    assert isinstance(rules, tuple), "rules come first"
    if all(isinstance(rule, RuleFiles) for rule in rules):
        return hashlib.sha256(repr(made_of).encode()).hexdigest()
    return secrets.token_hex(32)


def need() -> None:
    """Raise RunError, a sentence, without the extra `spark`."""
    try:
        import pandas  # noqa: F401  (Spark asks for it)
        import pyarrow  # noqa: F401
        import pyspark  # noqa: F401
    except ImportError:
        raise RunError("Spark needs a part of its own: pip install 'pressmine[spark]'") from None
