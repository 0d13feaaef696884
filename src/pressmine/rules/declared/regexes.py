"""Regular expressions that cannot run away: those that might are refused, with the reason, before anything is read.

An expression is looked at as Python's own parser sees it. Refused is a repetition of a repetition that can split a text
in several ways, and so many repetitions in a row that a line of MAX_LINE characters takes too many steps.

Why no other engine: of the nine expressions of our own rule files five look ahead or behind, which RE2 can't; `regex`
with a timeout is as fast as `re` (21 and 22 ms on 400 lines), but a record would depend on how busy the machine is.
"""

from __future__ import annotations

import importlib
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from math import prod
from typing import Any, Final, NamedTuple

from pressmine.rules.declared.nodes import Text

#: An expression sees at most so many characters at once: a longer line is cut at its sentences.
MAX_LINE: Final = 2_000
#: The most ways in which repetitions may split a span.
_MOST_WAYS: Final = 10_000
_SAMPLE: Final = "".join(map(chr, range(32, 384))) + "\n\t’–—…œŒ€«»"
_parser: Final[Any] = importlib.import_module("re._parser")
_CHOICES: Final = ("BRANCH", "GROUPREF_EXISTS")
_REPEATS: Final = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def compile_regex(text: Text) -> re.Pattern[str]:
    """The compiled expression. Raises RuleFileError if it is not one, could run away or can match nothing at all."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)  # `[[:alpha:]]`: what another Python would read otherwise
            expression = _Expression(str(text))
            pattern = re.compile(text)
    except (re.error, RecursionError, OverflowError, FutureWarning) as error:
        position = getattr(error, "pos", None)
        where = f" at character {position + 1}" if position is not None else ""
        raise text.place.error(f"no regular expression{where}: {getattr(error, 'msg', error)}") from None
    problem = expression.problem()
    if problem:
        raise text.place.error(problem)
    if expression.tree.getwidth()[0] == 0:
        raise text.place.error("the expression matches nothing at all: something in it must not be optional")
    return pattern


class _Run(NamedTuple):
    """Signs that parts in a row may share out among them, and in how many ways."""

    signs: frozenset[str]
    ways: int


def _either(choices: list[list[_Run]]) -> list[_Run]:
    """The runs that are open behind one of several: where two touch, the worse one stands for both."""
    out: list[_Run] = []
    for run in sorted((s for choice in choices for s in choice), key=lambda s: -s.ways):
        for place, known in enumerate(out):
            if known.signs & run.signs:
                out[place] = _Run(known.signs | run.signs, known.ways)
                break
        else:
            out.append(run)
    return out


class _Expression:
    """One expression, as its parser sees it. Signs are compared on a sample that holds those of the expression itself,
    whatever their script, and their neighbours.
    """

    def __init__(self, text: str) -> None:
        self.tree = _parser.parse(text)
        own = {code + by for code in _codes(list(self.tree)) for by in (-1, 0, 1) if 0 <= code + by < sys.maxunicode}
        sample = {*_SAMPLE, *map(chr, own)}
        self._folds = re.search(r"\(\?[a-zA-Z]*i", text) is not None
        self._sample = frozenset(sample | {form for c in sample for form in _cases(c)}) if self._folds else sample
        self._classes: dict[tuple[str, str], frozenset[str]] = {}

    def problem(self) -> str | None:
        """Why it may run away, or None."""
        return self._problem(list(self.tree))

    def _problem(self, items: list[Any]) -> str | None:
        """Why an expression may run away, or None."""
        for body in _nested(items):
            if self._splits(body):
                return (
                    "a repetition inside of a repetition may run away: bound the inner one to fixed signs, or put a "
                    "sign between that it cannot match, as in `(?:\\w+, )+`"
                )
        for ahead in _looks(items):
            problem = self._problem(ahead)
            if problem:
                return problem
        flat = list(_flat(items))
        # What ends an expression cannot fail after itself: it takes what it can, and that is that.
        ways = self._ways(flat[:-1] if flat and str(flat[-1][0]) in _REPEATS else flat)
        if ways > _MOST_WAYS:
            return (
                f"repetitions in a row that match the same signs take up to {ways:,} ways: bound them, as in "
                "`.{0,40}` instead of `.*`"
            )
        return None

    def _splits(self, body: list[Any]) -> bool:
        """True if a repeated body has a variable part and no sign of its own that says where it ends."""
        variable = frozenset().union(*self._variable(body))
        if not variable:
            return False
        fixed = [
            self._signs([item]) for item in body if str(item[0]) in ("LITERAL", "NOT_LITERAL", "IN", "CATEGORY", "ANY")
        ]
        return all(signs & variable for signs in fixed)

    def _variable(self, items: list[Any]) -> Iterator[frozenset[str]]:
        """The signs of every part of a sequence that may be longer or shorter."""
        for op, av in items:
            if str(op) in _REPEATS:
                if av[0] != av[1]:
                    yield self._signs(list(av[2]))
                yield from self._variable(list(av[2]))
            elif str(op) in _CHOICES:
                options = _inner(op, av)
                firsts = [self._signs(option[:1]) for option in options]
                # `a|aa` is `a(?:|a)` to the parser; a condition without an else may take nothing, too
                empty = str(op) != "BRANCH" or not all(options)
                if empty or any(a & b for i, a in enumerate(firsts) for b in firsts[i + 1 :]):
                    yield self._signs(items)
                for option in options:
                    yield from self._variable(option)
            else:
                for inner in _inner(op, av):
                    yield from self._variable(inner)

    def _ways(self, items: list[Any]) -> int:
        """In how many ways the repetitions of a sequence may share out a run, at worst."""
        cut = [_Run(frozenset(), 1)]
        return max(run.ways for run in self._shared(items, [], cut) + cut)

    def _shared(self, items: list[Any], open_: list[_Run], cut: list[_Run]) -> list[_Run]:
        """The runs that are still open behind a sequence; `cut` gets those that end before.

        A part that has to be there cuts off the runs whose signs it cannot match. One that may be left out does
        not: `\\w*-?\\w*` shares out a word as `\\w*\\w*` does.
        """
        for op, av in _flat(items):
            name = str(op)
            here = self._signs([(op, av)])
            if name in _REPEATS and av[1] == 1 or name in _CHOICES:
                options = [list(av[2])] if name in _REPEATS else _inner(op, av)
                ways = [self._shared(option, list(open_), cut) for option in options]
                open_ = _either(ways if name == "BRANCH" else [*ways, open_])
            elif name in _REPEATS and av[0] != av[1]:
                width = min(av[1], MAX_LINE) - min(av[0], MAX_LINE) + 1
                touched = [run for run in open_ if run.signs & here]
                apart = [run for run in open_ if not run.signs & here]
                cut.extend(apart)
                joined = _Run(here.union(*(t.signs for t in touched)), width * prod(t.ways for t in touched))
                open_ = [joined, *(apart if av[0] == 0 else ())]
            elif here:
                cut.extend(open_)
                open_ = [run for run in open_ if run.signs & here]
        return open_

    def _signs(self, items: list[Any]) -> frozenset[str]:
        """The signs of a sample that the parts may match."""
        out: frozenset[str] = frozenset()
        for op, av in items:
            name = str(op)
            if name in ("LITERAL", "NOT_LITERAL", "IN", "ANY"):
                out |= self._class(name, repr(av), av)
            elif name in _REPEATS:
                out |= self._signs(list(av[2]))
            elif name == "GROUPREF":
                out |= frozenset(self._sample)
            else:
                for inner in _inner(op, av):
                    out |= self._signs(inner)
        return out

    def _any(self, char: str, holds: Callable[[str], bool]) -> bool:
        """Whether a sign, or where its case does not matter one of its forms, is meant."""
        return any(map(holds, _cases(char))) if self._folds else holds(char)

    def _class(self, name: str, shown: str, av: Any) -> frozenset[str]:
        """The signs of the sample that one class of signs matches."""
        if (name, shown) not in self._classes:
            if name == "ANY":
                found = frozenset(self._sample)
            elif name == "IN":
                found = frozenset(c for c in self._sample if self._any(c, lambda form: _in(form, list(av))))
            else:
                found = frozenset(
                    c for c in self._sample if self._any(c, lambda form: (form == chr(av)) is (name == "LITERAL"))
                )
            self._classes[name, shown] = found
        return self._classes[name, shown]


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


def _flat(items: list[Any]) -> Iterator[tuple[Any, Any]]:
    """A sequence with its groups opened."""
    for op, av in items:
        if str(op) in ("SUBPATTERN", "ATOMIC_GROUP"):
            yield from _flat(_inner(op, av)[0])
        elif str(op) not in ("ASSERT", "ASSERT_NOT", "AT"):
            yield op, av


@cache
def _category(name: str) -> re.Pattern[str]:
    letter = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[name.rsplit("_", 1)[1]]
    return re.compile("\\" + (letter.upper() if "_NOT_" in name else letter))


def _in(char: str, items: list[Any]) -> bool:
    """True if a class holds a character (whatever its case: the expression may ignore it)."""
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


def _cases(char: str) -> set[str]:
    return {form for form in (char, char.lower(), char.upper(), char.swapcase()) if len(form) == 1}


def _codes(items: list[Any]) -> Iterator[int]:
    """The signs that an expression names, at any depth, the ends of ranges too."""
    for op, av in items:
        name = str(op)
        if name in ("LITERAL", "NOT_LITERAL"):
            yield av
        elif name == "RANGE":
            yield from av
        elif name == "IN":
            yield from _codes(list(av))
        else:
            for inner in [list(av[2])] if name in _REPEATS else _inner(op, av):
                yield from _codes(inner)
