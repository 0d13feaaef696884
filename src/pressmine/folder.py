"""Which files of a folder are articles: a walk that finds the same ones in the same order on every machine."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pressmine.errors import Failure, RunError, reason_of, refused_as


@dataclass(frozen=True, slots=True)
class Article:
    """A file to read. `name` is its path below the input folder, `/`-separated; it becomes `document.source`."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What a folder holds: articles by name, why what was skipped was, by path, folders that could not be listed."""

    articles: tuple[Article, ...]
    skipped: dict[str, str]
    failures: tuple[Failure, ...]


def survey(folder: Path, is_article: Callable[[str], bool]) -> Survey:
    """Find the articles below a folder, sorted by name.

    Skipped are: hidden files and folders (`hidden`, a folder once), names that `is_article`
    refuses (`extension`), links that leave the folder, lead nowhere or lead to a folder (`link`), and what is no
    regular file, such as a pipe (`not a file`).

    Raises RunError if the folder does not exist, is not a folder or can't be listed.
    """
    if folder.is_file():
        raise RunError(f"{folder} is a file, not a folder: pressmine extract reads a single article")
    with refused_as(f"the input folder {folder} can't be read"):
        os.scandir(folder).close()
    root = folder.resolve()
    articles: list[Article] = []
    skipped: dict[str, str] = {}
    failures: list[Failure] = []
    for entry in _entries(str(folder), failures, folder):
        path = Path(entry.path)
        name = _name(path, folder)
        why = _why_not(entry, root, is_article)
        if why is None:
            articles.append(Article(path, name))
        else:
            skipped[name] = why
    articles.sort(key=lambda article: article.name)
    failures.sort(key=lambda failure: failure.path)
    return Survey(tuple(articles), dict(sorted(skipped.items())), tuple(failures))


def _entries(top: str, failures: list[Failure], root: Path) -> Iterator[os.DirEntry[str]]:
    """All files and links below a folder, hidden folders themselves, but nothing inside those."""
    pending = [top]
    while pending:
        here = pending.pop()
        try:
            with os.scandir(here) as found:
                entries = list(found)
        except OSError as error:
            reason = f"the folder can't be listed ({reason_of(error)}): mend its permissions"
            failures.append(Failure(_name(Path(here), root), "read", reason))
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                pending.append(entry.path)
            else:
                yield entry


def _why_not(entry: os.DirEntry[str], root: Path, is_article: Callable[[str], bool]) -> str | None:
    if entry.name.startswith("."):
        return "hidden"
    if not is_article(entry.name):
        return "extension"
    if entry.is_symlink():
        return None if _leads_to_a_file_within(Path(entry.path), root) else "link"
    try:
        regular = stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode)
    except OSError:  # it is gone since, or its disk fails: whoever reads it says so
        return None
    return None if regular else "not a file"


def _leads_to_a_file_within(link: Path, root: Path) -> bool:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # it leads nowhere, or round in a circle
        return False
    return target.is_file() and target.is_relative_to(root)


def _name(path: Path, root: Path) -> str:
    """A name that JSON can hold: bytes of a file name that are not UTF-8 stand as `%E9`."""
    relative = os.fsencode(path.relative_to(root).as_posix())
    return "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in os.fsdecode(relative))
