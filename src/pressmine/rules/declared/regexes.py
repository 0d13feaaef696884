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
        expression = _Expression(str(text))
        pattern = re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
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
        """In how many ways the repetitions of a sequence may share out a run of signs, at worst."""
        cut = [_Run(frozenset(), 1)]
        return max(run.ways for run in self._shared(items, [], cut) + cut)

    def _shared(self, items: list[Any], open_: list[_Run], cut: list[_Run]) -> list[_Run]:
        """The runs that are still open behind a sequence; `cut` gets those that end before.

        A part that has to be there cuts off the runs whose signs it cannot match. One that may be left out does
        not: `\\w*-?\\w*` shares out a word as `\\w*\\w*` does.
        """
