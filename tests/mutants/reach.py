"""Which functions an article or a test calls: what never calls the changed function notices nothing."""

from __future__ import annotations

import ast
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import _lru_cache_wrapper
from pathlib import Path
from types import FrameType

#: A cache for that many values, or for all, keeps a table: it is filled once, for all articles that come after.
_HANDFUL = 64


class Reach:
    """Records calls, by file and first line of the function (decorators counted), each such pair as a number."""

    def __init__(self, package: Path) -> None:
        self.root = f"{package}/"
        self.kept = {
            (path.relative_to(package).as_posix(), _first(node))
            for path in package.rglob("*.py")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.FunctionDef) and any(_keeps(each) for each in node.decorator_list)
        }
        self.numbers: dict[tuple[str, int], int] = {}
        self.everywhere: set[int] = set()
        self._seen: set[int] = set()
        self._inside = 0
        self._caches: list[_lru_cache_wrapper[object]] = []

    @contextmanager
    def recorded(self, everywhere: bool = False) -> Iterator[set[int]]:
        """The functions that are called meanwhile, what is remembered of earlier calls forgotten.

        `everywhere`: what happens here concerns every article, as does what fills a module or a table.
        """
        if not everywhere:
            self._forget()
        self._seen, self._inside = set(), int(everywhere)
        sys.setprofile(self._called)
        try:
            yield self._seen
        finally:
            sys.setprofile(None)

    def _forget(self) -> None:
        if not self._caches:
            found = [each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper)]
            self._caches = [each for each in found if (each.cache_parameters()["maxsize"] or 0) > _HANDFUL]
        for each in self._caches:
            each.cache_clear()

    def _called(self, frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event not in ("call", "return") or not code.co_filename.startswith(self.root):
            return
        function = code.co_filename[len(self.root) :], code.co_firstlineno
        lasting = code.co_name == "<module>" or function in self.kept
        if event == "return":
            self._inside -= lasting
            return
        self._inside += lasting
        number = self.numbers.setdefault(function, len(self.numbers))
        self._seen.add(number)
        if self._inside:
            self.everywhere.add(number)


def around(text: str, line: int) -> range | None:
    """The lines of the outermost function whose body holds a line; None outside of every function."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.body[0].lineno <= line <= (node.end_lineno or line):
            return range(_first(node), (node.end_lineno or line) + 1)
    return None


def _first(node: ast.FunctionDef) -> int:
    return min([node.lineno, *(each.lineno for each in node.decorator_list)])


def _keeps(decorator: ast.expr) -> bool:
    if isinstance(decorator, ast.Call):
        sizes = [k.value.value for k in decorator.keywords if isinstance(k.value, ast.Constant)]
        return any(isinstance(size, int) and size <= _HANDFUL for size in sizes)
    return isinstance(decorator, ast.Name) and decorator.id == "cache"
