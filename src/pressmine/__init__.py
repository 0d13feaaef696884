"""French press releases and trade articles in, validated records out.

The face of the package. Nothing heavy is imported before it is asked for: `import pressmine` costs no spaCy.

    pm = pressmine.load()
    record = pm.extract("communique.txt")
    for result in pressmine.run("communiques", out="output"):
        ...
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressmine.version import VERSION as __version__

if TYPE_CHECKING:
    from pressmine.errors import Failure
    from pressmine.evidence import Rule
    from pressmine.pipeline import Pressmine
    from pressmine.record import Record
    from pressmine.report import render

# numpy reads it when it is first imported, whoever does that. The model's products are small: more threads than one
# wait for each other, and with a worker on each core everything takes several times as long. What a user sets stands.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = ["Failure", "Pressmine", "Record", "__version__", "load", "render", "run"]

#: Where the names of the face live that would cost time to import.
_LAZY = {
    "Failure": "pressmine.errors",
    "Pressmine": "pressmine.pipeline",
    "Record": "pressmine.record",
    "render": "pressmine.report",
}


def load(
    rules: Iterable[str | Path | Rule] = (),
    *,
    known: Iterable[str | Path] = (),
    builtin: bool = True,
    installed: bool = True,
    trust_rules: bool = False,
    timeout: float | None = 120,
) -> Pressmine:
    """Load the language model and the rules once; what comes back reads any number of articles.

    `rules` are rule files, folders of them, or `pressmine.evidence.Rule`s, beside the built-in ones (`builtin`) and
    those of installed packages (`installed`); `known` are lists of bodies of your own (CSV files: name; aliases; type;
    siren), and what they say of a name holds. `trust_rules` lets rule files run the Python functions that they name.
    `timeout` is how many seconds one article may take (None: as long as it takes); then `extract` raises a StageError.

    Raises `pressmine.errors.RuleFileError` (`PATH:LINE:COLUMN: message`) where a rule file is wrong or its own tests
    fail, `RunError` where the model is not installed.
    """
    from pressmine import pipeline, rulebook

    book = rulebook.load_rules([*rules, *known], builtin, installed, trust_rules)
    return pipeline.Pressmine(book.rules, timeout=timeout)


def run(
    folder: str | Path,
    out: str | Path | None = None,
    rules: Iterable[str | Path | Rule] = (),
    *,
    workers: int | None = None,
    force: bool = False,
    prune: bool = False,
    trust_rules: bool = False,
) -> Iterator[Record | Failure]:
    """Read every article under `folder` and yield a Record or a Failure for each, in the order of their names.

    With `out`, what the command line writes is written there too: a record file per article, `records.jsonl` and
    `manifest.json`. The generator has to be read to its end for them to be complete; cut short and called again, it
    goes on from there. `rules` and `trust_rules` as for `load`, `force` reads articles again that `out` knows already,
    `prune` removes the records of articles that are gone from `folder`, which stay otherwise.

    `workers` processes read, each article shielded from every other; by default this one does, as a library should.

    Raises `pressmine.errors.RunError` where the folder cannot be read or `out` cannot be written.
    """
    from pressmine import batch

    recipe = batch.prepared(rules, trust=trust_rules)
    options = batch.Options(workers=workers, force=force, prune=prune)
    return batch.run(Path(folder), None if out is None else Path(out), recipe, options)


def __dir__() -> list[str]:
    return __all__


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _LAZY:
        raise AttributeError(f"module 'pressmine' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
