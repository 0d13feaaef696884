"""A folder from end to end: find the articles, read each, write the records, keep count. One bad file stops nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pressmine.batch.folder_pass import Batch, Options, Step
from pressmine.batch.plain import Engine, Result
from pressmine.batch.recipe import Recipe
from pressmine.batch.watch import changes
from pressmine.batch.worker import Limits
from pressmine.readers import MAX_BYTES, format_of

if TYPE_CHECKING:
    from pressmine.evidence import Rule

__all__ = [
    "Batch",
    "Engine",
    "Limits",
    "Options",
    "Recipe",
    "Result",
    "Step",
    "open_batch",
    "passes",
    "prepared",
    "run",
]


def run(
    folder: Path, out: Path | None = None, load: Callable[[], Engine] | None = None, options: Options | None = None
) -> Iterator[Result]:
    """Yield the results of a folder one by one; see `pressmine.run`."""
    batch = open_batch(folder, out, load, options)
    return (result for step in batch.steps() for result in step.results)


def open_batch(
    folder: Path, out: Path | None = None, load: Callable[[], Engine] | None = None, options: Options | None = None
) -> Batch:
    """Prepare a pass over a folder with the readers' formats and, unless another is given, the real pipeline."""
    load = load or Recipe()
    produced_by = load.produced_by if isinstance(load, Recipe) else None
    return Batch(folder, out, load, _is_article, options or Options(), produced_by)


def prepared(
    rules: Iterable[str | Path | Rule],
    max_bytes: int = MAX_BYTES,
    paragraphs: int | None = None,
    corrections: Iterable[Path] = (),
    trust: bool = False,
) -> Recipe:
    """The recipe of the real pipeline, its rules loaded and tested. Raises as `pressmine.load` does."""
    recipe = Recipe(tuple(rules), max_bytes, paragraphs, tuple(corrections), trust)
    recipe.produced_by()
    return recipe


def passes(folder: Path, out: Path, recipe: Recipe, options: Options, watch: bool = False) -> Iterator[Batch]:
    """One pass over a folder; with `watch`, one more whenever it has changed. Run each to its end before the next."""
    for count, _ in enumerate(changes(folder, _is_article) if watch else (0,)):
        yield open_batch(folder, out, recipe, replace(options, force=options.force and count == 0))


def _is_article(name: str) -> bool:
    return format_of(name) is not None
