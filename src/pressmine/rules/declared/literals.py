"""What must be in a text for an expression to match it: looked for first, since most texts have it not.

An expression is looked at as Python's own parser sees it. What is found is necessary and not enough: no match is lost.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from itertools import product
from typing import Any, Final

from pressmine.french.folding import fold

#: Folded strings of which one must be in a folded text.
Choice = tuple[str, ...]

_parser: Final[Any] = importlib.import_module("re._parser")
_REPEATS: Final = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_GROUPS: Final = ("SUBPATTERN", "ATOMIC_GROUP")
#: The most strings that are listed one by one; the shortest string that is worth looking for.
_MOST: Final = 64
_SHORTEST: Final = 3
#: Letters of a fold that match another ASCII letter where case is ignored (a fold has `I` from `İ` alone).
_ODD: Final = ("ı", "I", "ſ")


def needed(expression: str) -> tuple[Choice, ...]:
    """The choices of strings: a text that the expression matches contains one string of each choice.

    >>> needed("(?i)(?:remplace|corrige) [^.]{0,9}communiqu[ée]")
    (('corrige ', 'remplace '), ('communique',))
    >>> needed("[A-Z]{3}"), needed("(?:le )?prix|tarif")
    ((), (('prix', 'tarif'),))
    """
    return tuple(_choices(list(_parser.parse(expression))))


def may_stand(folded: str, choices: Iterable[Choice]) -> bool:
    """False if a folded text lacks all strings of a choice.

    >>> may_stand("la mairie corrige un avis", (("corrige", "remplace"), ("avis",)))
    True
    >>> may_stand("la mairie corrige le tir", (("corrige", "remplace"), ("avis",)))
    False
    """
    for choice in choices:
        for string in choice:
            if string in folded:
                break
        else:
            return any(letter in folded for letter in _ODD)
    return True


def shortest(strings: Iterable[str]) -> Choice:
    """The strings without those that contain another one."""
    kept: list[str] = []
    for string in sorted(set(strings), key=lambda s: (len(s), s)):
        if not any(short in string for short in kept):
            kept.append(string)
    return tuple(sorted(kept))


def _choices(items: list[Any]) -> list[Choice]:
    """What a sequence needs: the strings spelled by adjacent parts, and what its other parts need."""
    out: list[Choice] = []
    spelled: set[str] = {""}

    def close() -> None:
        if min(map(len, spelled)) >= _SHORTEST:
            out.append(shortest(spelled))

    for op, av in items:
        strings = _strings(op, av)
        if strings is not None and _in_a_row(spelled, strings):
            spelled = {a + b for a, b in product(spelled, strings)}
            continue
        close()
        spelled = strings if strings is not None else {""}
        if strings is None:
            out += _inside(op, av)
    close()
    return out


def _in_a_row(spelled: set[str], strings: set[str]) -> bool:
    """True if strings are to be joined with what follows: they are few, or too short to be telling by themselves."""
    if len(spelled) > 1 and len(strings) > 1 and min(map(len, spelled)) >= _SHORTEST:
        return False  # two choices of a few strings each say as much as all their pairs
    return len(strings) * len(spelled) <= _MOST


def _inside(op: Any, av: Any) -> list[Choice]:
    """What a part needs that can be spelled in too many ways."""
    name = str(op)
    if name in _GROUPS:
        return _choices(_body(name, av))
    if name in _REPEATS:
        return _choices(list(av[2])) if av[0] else []
    if name == "BRANCH":
        options = [_choices(list(option)) for option in av[1]]
        if all(options):
            best = [max(choices, key=lambda c: min(map(len, c))) for choices in options]
            return [shortest(string for choice in best for string in choice)]
    return []


def _strings(op: Any, av: Any) -> set[str] | None:
    """All folded strings that a part can match, if they are few."""
    name = str(op)
    if name == "LITERAL":
        letter = _letter(av)
        return None if letter is None else {letter}
    if name == "AT":
        return {""}
    if name == "IN":
        letters = [_letter(value) if str(kind) == "LITERAL" else None for kind, value in av]
        return None if None in letters else {letter for letter in letters if letter is not None}
    if name == "BRANCH":
        options = [_spelled(list(option)) for option in av[1]]
        found = None if None in options else {string for option in options if option is not None for string in option}
        return found if found is not None and len(found) <= _MOST else None
    if name in _GROUPS:
        return _spelled(_body(name, av))
    if name in _REPEATS and av[1] == 1:
        inner = _spelled(list(av[2]))
        return None if inner is None else inner | ({""} if av[0] == 0 else set())
    return None


def _spelled(items: list[Any]) -> set[str] | None:
    spelled: set[str] = {""}
    for op, av in items:
        strings = _strings(op, av)
        if strings is None or len(strings) * len(spelled) > _MOST:
            return None
        spelled = {a + b for a, b in product(spelled, strings)}
    return spelled


def _body(name: str, av: Any) -> list[Any]:
    return list(av[3]) if name == "SUBPATTERN" else list(av)


def _letter(code: int) -> str | None:
    """What a character folds to, if every character that matches it folds to the same."""
    char = chr(code)
    plain = fold(char)
    certain = plain.isascii() or char in "œŒæÆ" or not (char.isalpha() or re.match(r"\w", char))
    return plain if certain and char not in _ODD else None
