"""The small changes that are possible."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("french", "rules", "resolve", "zones")
_COMPARISONS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: (" in ", " not in "),
    ast.NotIn: (" not in ", " in "),
    ast.Is: (" is ", " is not "),
    ast.IsNot: (" is not ", " is "),
}


@dataclass(frozen=True)
class Mutant:
    """A change of `file` (below the package): the characters from `start` to `end` become `new`."""

    file: str
    line: int
    start: int
    end: int
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.old!r} -> {self.new!r}"


def mutants(package: Path) -> dict[str, list[Mutant]]:
    """All small changes of a package, by sort: `comparison`, `condition`, `constant`, `word`."""
    found: dict[str, list[Mutant]] = {"comparison": [], "condition": [], "constant": [], "word": []}
    for room in ROOMS:
        for path in sorted((package / room).rglob("*")):
            name = path.relative_to(package).as_posix()
            if path.suffix == ".py":
                text = path.read_text(encoding="utf-8")
                for sort, mutant in _of_code(name, text):
                    found[sort].append(mutant)
            elif path.suffix in (".toml", ".csv") and path.name != "places.csv":
                found["word"] += _of_words(name, path.read_text(encoding="utf-8"))
    return found


def _of_code(name: str, text: str) -> Iterator[tuple[str, Mutant]]:
    starts = [0]
    for line in text.encode().split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    data = text.encode()

    def place(line: int, column: int) -> int:
        return len(data[: starts[line - 1] + column].decode())

    def change(node: ast.expr, new: str) -> Mutant:
        assert node.end_lineno is not None and node.end_col_offset is not None
        start, end = place(node.lineno, node.col_offset), place(node.end_lineno, node.end_col_offset)
        return Mutant(name, node.lineno, start, end, text[start:end], new)

    tree = ast.parse(text)
    apart = {inner for node in ast.walk(tree) for outer in _apart(node) for inner in ast.walk(outer)}
    for node in ast.walk(tree):
        if node in apart:
            continue
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            whole = change(node, "")
            old, new = _COMPARISONS[type(node.ops[0])]
            right = place(node.comparators[0].lineno, node.comparators[0].col_offset) - whole.start
            at = whole.old.rfind(old.strip(), 0, right)
            yield "comparison", change(node, whole.old[:at] + new.strip() + whole.old[at + len(old.strip()) :])
        elif isinstance(node, ast.BoolOp):
            old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
            parts = [f"({ast.get_source_segment(text, value)})" for value in node.values]
            yield "condition", change(node, f"({f' {new} '.join(parts)})")
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield "condition", change(node, f"({ast.get_source_segment(text, node.operand)})")
        elif isinstance(node, ast.IfExp | ast.If) and not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
            if not _is_typing(node.test):
                yield "condition", change(node.test, f"(not ({ast.get_source_segment(text, node.test)}))")
        elif isinstance(node, ast.Constant) and type(node.value) is int:
            yield "constant", change(node, repr(node.value + 1))
        elif isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield "constant", change(node, repr(node.value * 1.25 or 0.5))


def _apart(node: ast.AST) -> Iterator[ast.AST]:
    """What is no behaviour: how much a cache keeps, what annotations say."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "lru_cache":
        yield node
    elif isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
        yield node.annotation
    elif isinstance(node, ast.FunctionDef) and node.returns is not None:
        yield node.returns


def _is_typing(test: ast.expr) -> bool:
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


def _of_words(name: str, text: str) -> Iterator[Mutant]:
    """A list without one of its entries; a table without one of its lines."""
    if name.endswith(".csv"):
        pattern, place = re.compile(r"(?m)^[^#\n][^\n]*\n"), text.find("\n") + 1
    else:
        pattern, place = re.compile(r'(?<=[\[,\n])\s*"[^"\n]+",?(?!\s*[=:])'), 0
    for match in pattern.finditer(text, place):
        line = text.count("\n", 0, match.start()) + 1
        yield Mutant(name, line, match.start(), match.end(), match[0].strip(), "")
