"""Articles as they arrive: a folder looked at again and again, until it has changed and come to rest."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pressmine.errors import RunError
from pressmine.folder import survey

#: Seconds between two looks.
_INTERVAL = 1.0

State = dict[str, tuple[int, int]]


def changes(
    folder: Path,
    is_article: Callable[[str], bool],
    pause: Callable[[float], None] = time.sleep,
    interval: float = _INTERVAL,
) -> Iterator[int]:
    """Yield how many articles there are, at once and then whenever some came, changed or went.

    A folder that is changing right now is left alone until two looks in a row see the same: files are copied in pieces.
    A folder that is gone for a moment (a disk that is mounted again) is waited for. Never ends by itself; raises
    RunError if the folder is not there at the start.
    """
    seen = look(folder, is_article)
    yield len(seen)
    while True:
        pause(interval)
        now = _look_again(folder, is_article)
        if now is None or now == seen:
            continue
        while True:
            pause(interval)
            later = _look_again(folder, is_article)
            if later == now:
                break
            now = later
        if now is not None and now != seen:
            seen = now
            yield len(seen)


def look(folder: Path, is_article: Callable[[str], bool]) -> State:
    """The articles of a folder with their sizes (bytes) and times of change (nanoseconds)."""
    state: State = {}
    for article in survey(folder, is_article).articles:
        try:
            found = article.path.stat()
        except OSError:  # it went between two looks: the next one sees that
            continue
        state[article.name] = found.st_size, found.st_mtime_ns
    return state


def _look_again(folder: Path, is_article: Callable[[str], bool]) -> State | None:
    try:
        return look(folder, is_article)
    except RunError:
        return None
