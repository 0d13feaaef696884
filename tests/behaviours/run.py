"""Articles through the product, many in one process; the results come in the order of the articles."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pressmine
from pressmine.record import Record
from tests.behaviours.expand import SEED, Article, expand
from tests.behaviours.judge import complaints
from tests.behaviours.template import Template

if TYPE_CHECKING:
    from pressmine.pipeline import Pressmine


@dataclass(frozen=True)
class Result:
    """What came of one article: nothing to complain of, or what is wrong, with its text."""

    template: str
    sort: str
    change: str | None
    complaints: tuple[str, ...]
    text: str


def results(
    chosen: Sequence[Template], pm: Pressmine, most: int | None = None, seed: int = SEED, jobs: int = 1
) -> Iterator[Result]:
    """The results of each template. A changed article counts only where it passes unchanged."""
    if jobs == 1:
        with tempfile.TemporaryDirectory() as folder:
            for template in chosen:
                yield from _judged(template, pm, Path(folder), most, seed)
        return
    _shared.update(pm=pm, most=most, seed=seed)
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        for batch in pool.imap(_one, chosen, chunksize=1):
            yield from batch


_shared: dict[str, object] = {}


def _one(template: Template) -> list[Result]:
    pm, most, seed = _shared["pm"], _shared["most"], _shared["seed"]
    with tempfile.TemporaryDirectory() as folder:
        return list(_judged(template, pm, Path(folder), most, seed))  # type: ignore[arg-type]


def _judged(template: Template, pm: Pressmine, folder: Path, most: int | None, seed: int) -> Iterator[Result]:
    right: dict[int, bool] = {}
    for article in expand(template, most, seed):
        if article.change and not right.get(article.number, False):
            continue
        wrong = judged(article, pm, folder)
        if not article.change:
            right[article.number] = not wrong
        sort = "same" if article.change else template.sort
        text = article.content.decode(errors="replace") if wrong and article.form not in ("docx", "pdf") else ""
        yield Result(template.id, sort, article.change, tuple(wrong), text)


def judged(article: Article, pm: Pressmine, folder: Path) -> list[str]:
    """The complaints about one article."""
    path = folder / f"article.{article.form}"
    path.write_bytes(article.content)
    for item in pm.process(path, path.name, article.published):
        if isinstance(item, Record):
            return complaints(article, item)
        return [f"{item.stage}: {item.reason}"]
    return ["no record"]


def load() -> Pressmine:
    """The product with its built-in rules."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    return pressmine.load(installed=False)
