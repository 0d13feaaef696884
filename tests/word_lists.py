"""Word lists that stand in code: they belong into `french/lexicon/`, where a class has a name and each entry is run.

    python -m tests.word_lists [FILE ...]     every list, with its place
    python -m tests.word_lists --accept       write how many each file has to `word_lists.csv`

A list is a literal tuple, list, set or table of four words or more, a text of words that is split, or a group of a
regular expression with four alternatives or more that begin with letters. Names of fields and codes of the record are
no words.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CEILINGS = Path(__file__).with_suffix(".csv")
SOURCES = ROOT / "src/pressmine"
#: Where French is read, and where words that tell about formats may stand for it.
ROOMS = ("cleaning.py", "french", "nlp", "readers", "resolve", "rules", "zones")
LEAST = 4
_WORD = re.compile(r"[a-zà-öø-ÿœ' -]{2,24}", re.IGNORECASE)
#: An alternative that begins with letters, whatever asks for a border before it.
_SPELT = re.compile(r"(?:\\b|\\s|\s)?(?:\[[^]]{2}\])?[a-zà-öø-ÿœ]{2}", re.IGNORECASE)
_GROUP = re.compile(r"\(\?(?:P<\w+>|<?[=!]|:|i:|i\))")


def lists_in(source: str) -> Iterator[tuple[int, list[str]]]:
    """The word lists of a module: the line, and the words."""
    tree = ast.parse(source)
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            words = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
            if len(words) >= LEAST and all(map(_WORD.fullmatch, words)) and not codes().issuperset(words):
                yield node.lineno, words
        elif isinstance(node, ast.Dict) and all(isinstance(value, ast.Constant) for value in node.values):
            words = [key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]
            if len(words) >= LEAST and all(map(_WORD.fullmatch, words)) and not codes().issuperset(words):
                yield node.lineno, words
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            text = node.func.value
            words = str(text.value).split() if isinstance(text, ast.Constant) else []
            if len(words) >= LEAST:
                yield node.lineno, words
        elif isinstance(node, ast.JoinedStr):
            parts = (str(p.value) if isinstance(p, ast.Constant) else "…" for p in node.values)
            yield from ((node.lineno, words) for words in alternatives("".join(parts)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (inside | said):
            yield from ((node.lineno, words) for words in alternatives(node.value))


def alternatives(pattern: str) -> Iterator[list[str]]:
    """The groups of a regular expression that are word lists.

    >>> list(alternatives(r"a|(?:du|des|de la|d[eu]s?)(?=x)"))
    [['du', 'des', 'de la', 'd[eu]s?']]
    """
    open_groups: list[list[str]] = [[""]]
    at = 0
    while at < len(pattern):
        piece = re.match(r"\\.|\[\^?\]?(?:\\.|[^]\\])*\]|.", pattern[at:], re.DOTALL)
        if piece is None:
            break
        said = piece[0]
        if said == "(":
            said = m[0] if (m := _GROUP.match(pattern, at)) else said
            open_groups[-1][-1] += "("
            open_groups.append([""])
        elif said == "|":
            open_groups[-1].append("")
        elif said == ")" and len(open_groups) > 1:
            yield from _listed(open_groups.pop())
            open_groups[-1][-1] += ")"
        else:
            open_groups[-1][-1] += said
        at += len(said)
    for group in open_groups:
        yield from _listed(group)


def _listed(group: list[str]) -> Iterator[list[str]]:
    words = [one for one in group if _SPELT.match(one)]
    if len(words) >= LEAST:
        yield words


@cache
def codes() -> frozenset[str]:
    """What the code itself names: fields of classes, codes of `Literal`."""
    names: set[str] = set()
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal":
                names |= {str(c.value) for c in ast.walk(node.slice) if isinstance(c, ast.Constant)}
            elif isinstance(node, ast.ClassDef):
                fields = (part.target for part in node.body if isinstance(part, ast.AnnAssign))
                names |= {target.id for target in fields if isinstance(target, ast.Name)}
    return frozenset(names)


def paths() -> Iterator[Path]:
    for room in ROOMS:
        place = SOURCES / room
        yield from [place] if place.is_file() else sorted(place.rglob("*.py"))


def counts() -> Counter[str]:
    """How many words stand in the lists of each file that has some."""
    found: Counter[str] = Counter()
    for path in paths():
        words = sum(len(words) for _, words in lists_in(path.read_text(encoding="utf-8")))
        if words:
            found[path.relative_to(SOURCES).as_posix()] = words
    return found


def ceilings() -> dict[str, int]:
    rows = (row.split(";") for row in CEILINGS.read_text(encoding="utf-8").splitlines() if not row.startswith("#"))
    return {name: int(number) for name, number in rows}


def main() -> int:
    if "--accept" in sys.argv:
        rows = [f"{name};{number}" for name, number in sorted(counts().items())]
        head = "# How many words stand in word lists of code, by file: a number may only fall."
        CEILINGS.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
        return 0
    lists = words_in_all = 0
    for path in [Path(name).resolve() for name in sys.argv[1:]] or [*paths()]:
        for line, words in lists_in(path.read_text(encoding="utf-8")):
            lists, words_in_all = lists + 1, words_in_all + len(words)
            sys.stdout.write(f"{path.relative_to(ROOT)}:{line}: {len(words)} {' | '.join(words)[:150]}\n")
    sys.stdout.write(f"{lists} lists, {words_in_all} words\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
