"""Regular expressions that cannot run away: those that might are refused, with the reason, before anything is read.

An expression is looked at as Python's own parser sees it. Refused is a repetition of a repetition that can split a text
in several ways, and so many repetitions in a row that a line of MAX_LINE characters takes too many steps.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from pressmine.rules.declared.nodes import Text

#: An expression sees at most so many characters at once: a longer line is cut at its sentences.
MAX_LINE: Final = 2_000
#: So many ways at most in which repetitions may split a stretch.
_MOST_WAYS: Final = 10_000
_SAMPLE: Final = "".join(map(chr, range(32, 384))) + "\n\t’–—…œŒ€«»"
_parser: Final[Any] = importlib.import_module("re._parser")
_REPEATS: Final = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def compile_regex(text: Text) -> re.Pattern[str]:
    """The compiled expression. Raises RuleFileError where it is none, could run away or can match nothing at all."""
    try:
        tree = _parser.parse(str(text))
        pattern = re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        position = getattr(error, "pos", None)
        where = f" at character {position + 1}" if position is not None else ""
        raise text.place.error(f"no regular expression{where}: {getattr(error, 'msg', error)}") from None
    problem = _problem(list(tree))
    if problem:
        raise text.place.error(problem)
    if tree.getwidth()[0] == 0:
        raise text.place.error("the expression matches nothing at all: something in it must not be optional")
    return pattern


def _problem(items: list[Any]) -> str | None:
    """Why an expression may run away, or None."""
    for body in _nested(items):
        if _splits(body):
            return (
                "a repetition inside of a repetition may run away: bound the inner one to fixed signs, or put a sign "
                "between that it cannot match, as in `(?:\\w+, )+`"
            )
    for ahead in _looks(items):
        problem = _problem(ahead)
        if problem:
            return problem
    flat = list(_flat(items))
    # What ends an expression cannot fail behind itself: it takes what it can, and that is that.
    ways = _ways(flat[:-1] if flat and str(flat[-1][0]) in _REPEATS else flat)
    if ways > _MOST_WAYS:
        return (
            f"repetitions in a row that match the same signs take up to {ways:,} ways: bound them, as in `.{{0,40}}` "
            "instead of `.*`"
        )
    return None


def _looks(items: list[Any]) -> Iterator[list[Any]]:
    """The bodies of look-aheads and look-behinds, at any depth."""
    for op, av in items:
        for inner in [list(av[2])] if str(op) in _REPEATS else _inner(op, av):
            if str(op) in ("ASSERT", "ASSERT_NOT"):
                yield inner
            yield from _looks(inner)


def _nested(items: list[Any]) -> Iterator[list[Any]]:
    """The bodies of repetitions, at any depth."""
    for op, av in items:
        if str(op) in _REPEATS:
            if av[1] > 1:
                yield list(av[2])
            yield from _nested(list(av[2]))
        else:
            for inner in _inner(op, av):
                yield from _nested(inner)


def _inner(op: Any, av: Any) -> list[list[Any]]:
    name = str(op)
    if name == "SUBPATTERN":
        return [list(av[3])]
    if name == "BRANCH":
        return [list(option) for option in av[1]]
    if name in ("ASSERT", "ASSERT_NOT"):
        return [list(av[1])]
    if name == "ATOMIC_GROUP":
        return [list(av)]
    if name == "GROUPREF_EXISTS":
        return [list(part) for part in av[1:] if part is not None]
    return []


def _splits(body: list[Any]) -> bool:
    """True where a repeated body has a variable part and no sign of its own that says where it ends."""
    variable = frozenset().union(*_variable(body))
    if not variable:
        return False
    fixed = [_signs([item]) for item in body if str(item[0]) in ("LITERAL", "NOT_LITERAL", "IN", "CATEGORY", "ANY")]
    return all(signs & variable for signs in fixed)


def _variable(items: list[Any]) -> Iterator[frozenset[str]]:
    """The signs of every part of a sequence that may be longer or shorter."""
    for op, av in items:
        if str(op) in _REPEATS:
            if av[0] != av[1]:
                yield _signs(list(av[2]))
            yield from _variable(list(av[2]))
        elif str(op) == "BRANCH":
            options = [list(option) for option in av[1]]
            firsts = [_signs(option[:1]) for option in options]
            if any(a & b for i, a in enumerate(firsts) for b in firsts[i + 1 :]):
                yield _signs(items)
            for option in options:
                yield from _variable(option)
        else:
            for inner in _inner(op, av):
                yield from _variable(inner)


def _ways(items: list[Any]) -> int:
    """In how many ways the repetitions of a sequence may share out a stretch, at worst."""
    worst, chain = 1, 1
    signs: frozenset[str] = frozenset()
    for op, av in _flat(items):
        name = str(op)
        here = _signs([(op, av)])
        if name in _REPEATS and av[0] != av[1]:
            width = min(av[1], MAX_LINE) - min(av[0], MAX_LINE) + 1
            inner = _ways(list(av[2])) if av[1] == 1 else 1  # a longer repetition has ends of its own
            chain = (chain if signs & here else 1) * width * inner
            signs = signs | here if signs & here else here
            worst = max(worst, chain)
        elif name == "BRANCH":
            worst = max(worst, *(chain * _ways(list(option)) for option in av[1]))
        elif here and not here & signs:
            chain, signs = 1, frozenset()
    return worst


def _flat(items: list[Any]) -> Iterator[tuple[Any, Any]]:
    """A sequence with its groups opened."""
    for op, av in items:
        if str(op) in ("SUBPATTERN", "ATOMIC_GROUP"):
            yield from _flat(_inner(op, av)[0])
        elif str(op) not in ("ASSERT", "ASSERT_NOT", "AT"):
            yield op, av


def _signs(items: list[Any]) -> frozenset[str]:
    """The signs of a sample that the parts may match."""
    out: frozenset[str] = frozenset()
    for op, av in items:
        name = str(op)
        if name in ("LITERAL", "NOT_LITERAL", "IN", "ANY"):
            out |= _class(name, repr(av), av)
        elif name in _REPEATS:
            out |= _signs(list(av[2]))
        elif name == "GROUPREF":
            out |= frozenset(_SAMPLE)
        else:
            for inner in _inner(op, av):
                out |= _signs(inner)
    return out


_classes: dict[tuple[str, str], frozenset[str]] = {}


def _class(name: str, shown: str, av: Any) -> frozenset[str]:
    """The signs of the sample that one class of signs matches."""
    if (name, shown) not in _classes:
        if name == "ANY":
            found = frozenset(_SAMPLE)
        elif name == "IN":
            found = frozenset(c for c in _SAMPLE if _in(c, list(av)))
        else:
            found = frozenset(c for c in _SAMPLE if (c == chr(av)) is (name == "LITERAL"))
        _classes[name, shown] = found
    return _classes[name, shown]


@cache
def _category(name: str) -> re.Pattern[str]:
    letter = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[name.rsplit("_", 1)[1]]
    return re.compile("\\" + (letter.upper() if "_NOT_" in name else letter))


def _in(char: str, items: list[Any]) -> bool:
    """True where a class holds a character (whatever its case: the expression may ignore it)."""
    negated = bool(items) and str(items[0][0]) == "NEGATE"
    held = False
    for op, av in items[1:] if negated else items:
        if str(op) == "LITERAL":
            held |= char == chr(av)
        elif str(op) == "RANGE":
            held |= av[0] <= ord(char) <= av[1]
        elif str(op) == "CATEGORY":
            held |= bool(_category(str(av)).match(char))
    return held is not negated
