"""What an enumeration says about an item: who represents it, an apposition, a relative clause, other posts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pressmine.french.clauses import has_finite_verb
from pressmine.french.function_lexicon import is_function
from pressmine.french.lexicon import forms
from pressmine.rules.names.person_names import person_at
from pressmine.rules.names.scan import Scan

DETERMINERS = frozenset(
    form for form, kind in forms("determiner").items() if kind not in ("demonstrative", "quantifier")
)
AND = frozenset({"et", "puis"})
DASHES = frozenset("-–—")
#: What continues after a function and its body: `en charge des mobilités`, `déléguée à l'eau`.
_IN_CHARGE = forms("in_charge")
#: Words of an apposition or a relative clause, and of a post.
_LONGEST_ASIDE, _LONGEST_POST = 22, 16


@dataclass(frozen=True, slots=True)
class Party:
    """One item: the body's phrase and the name in it, and who represents it. `body` is None for a person alone.

    `start` and `stop` bound the item with everything said about it; `bare` is where it ends without that.
    """

    start: int
    stop: int
    body: tuple[int, int] | None
    name: tuple[int, int] | None = None
    persons: tuple[tuple[int, int], ...] = ()
    bare: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A party, with the index of the word after everything said about it (`end`) and after the item alone (`bare`)."""

    party: Party
    end: int
    bare: int


def closed(text: str, end: int) -> int:
    """A position after the call of a note, the bracket or the quotation mark that closes there."""
    while end < len(text) and text[end].isdigit() and text[end - 1].isalnum():
        end += 1
    for sign in (")", " »", "»", "”"):
        if text.startswith(sign, end):
            return end + len(sign)
    return end


def side(view: Scan, at: int, last: int) -> int:
    """The word after `d'une part`, `d'autre part`, `de l'autre`; `at` if they are not there."""
    words = [word.folded for word in view.words[at : min(at + 4, last)]]
    if words[:1] == ["d'"] and words[1:2] in (["une"], ["autre"], ["un"]) and words[2:3] in (["part"], ["cote"]):
        return at + 3
    if words[:3] == ["de", "l'", "autre"]:
        return at + 3 + (words[3:] in (["part"], ["cote"]))
    return at


def following(view: Scan, at: int, last: int) -> int | None:
    """The word after a separator; None if the enumeration ends."""
    if at >= last:
        return None
    word = view.words[at]
    if word.folded in AND:
        return at + 1 if at + 1 < last else None
    if word.folded == "ainsi" and at + 2 < last and view.words[at + 1].folded in ("que", "qu'"):
        return at + 2
    behind = side(view, at, last)
    if behind > at:
        return behind + 1 if behind < last and view.words[behind].folded in AND else behind
    sign = word.gap.strip().lstrip(')»”"')
    return at if sign in (",", ";", "/") or sign in DASHES and word.cap and _dashed(view, at, last) else None


def _dashed(view: Scan, at: int, last: int) -> bool:
    """True if dashes part the items of a line: `CFDT – CGT – FO`; one alone parts a place or a title."""
    first = view.line(at)[0]
    return sum(word.gap.strip() in DASHES for word in view.words[first + 1 : last]) > 1


def goes_on_as_clause(view: Scan, at: int, last: int) -> bool:
    """True if a verb follows what a comma separates from the last item: `par X et Y, la Ville a salué`."""
    if at >= last or view.words[at].gap != " " or view.words[at].folded in ("qui", "dont", "que"):
        return False
    return view.words[at].folded in ("ne", "n'") or has_finite_verb(
        " ".join(word.text for word in view.words[at : min(at + 3, last)])
    )


def holding(item: Item, person: tuple[int, int]) -> Item:
    """An item with one more person who represents it."""
    start, stop = min(person[0], item.party.start), max(person[1], item.party.stop)
    return replace(item, party=replace(item.party, start=start, stop=stop, persons=(person, *item.party.persons)))


def followed(view: Scan, item: Item, last: int) -> bool:
    """True if something may follow that belongs to the item: after a comma, or with `représentée`."""
    if item.end >= last:
        return False
    word = view.words[item.end]
    comma = word.gap.strip().lstrip(')»”"') == ","
    return comma or word.gap in (" ", ") ") and word.folded.startswith("represente")


def aside(view: Scan, item: Item, last: int, opens: Callable[[int], bool]) -> Item:
    """An item extended by one thing said about it; unchanged if there is none, or if the next item `opens`."""
    at = item.end
    by = _by(view, at, last)
    if by is not None:
        return _represented(view, item, by, last)
    word = view.words[at]
    if word.folded in AND or word.folded == "ainsi" or side(view, at, last) > at or word.cap and not word.elision:
        return item
    if word.folded in ("qui", "dont"):
        return _to_comma(view, item, last, opens, clause=True)
    return item if opens(at) else _to_comma(view, item, last, opens, clause=False)


def behind_post(view: Scan, item: Item, last: int) -> Item:
    """An item extended by its signer's former or further posts: `présidente de Valdor et ancienne directrice de
    Norelec`.
    """
    words, at = view.words, item.end
    if at < last and words[at].gap == " " and words[at].folded in _IN_CHARGE:
        stops = (i for i in range(at + 1, min(last, at + _LONGEST_POST)) if words[i].gap.strip())
        item = replace(item, end=next(stops, at))
        at = item.end
    if at + 1 >= last or not (words[at].folded in AND or words[at].gap.strip().lstrip(")") == ","):
        return item
    behind = at + 1 if words[at].folded in AND else at
    if not words[behind].folded.startswith(("ancien", "ex-")) and not is_function(words[behind].folded):
        return item
    stop = next((i for i in range(behind + 1, min(last, behind + _LONGEST_POST)) if words[i].gap.strip()), None)
    return replace(item, end=stop) if stop is not None else item


def _to_comma(view: Scan, item: Item, last: int, opens: Callable[[int], bool], clause: bool) -> Item:
    """An item extended to the next comma, or to the last item; unchanged if no comma closes it, or if a verb stands
    in between.
    """
    words, at = view.words, item.end
    for index in range(at + 1, min(last, at + _LONGEST_ASIDE)):
        sign = words[index].gap.strip().lstrip(')»”" ')
        if sign.startswith(("—", "–", "-")):
            return item  # a dateline: `Trémois, le 3 mars – La Région`
        if sign in (",", ".", ";"):
            inside = " ".join(w.text for w in words[at:index])
            if sign in (".", ";") or not clause and has_finite_verb(inside):
                return item
            return replace(item, end=index)
        if words[index].folded in ("et", "ainsi") and words[at].gap.strip():
            behind = following(view, index, last)
            named = behind is not None and (view.words[behind].folded in DETERMINERS or view.words[behind].cap)
            if behind is not None and named and opens(behind):
                return replace(item, end=index)
    return item


def _by(view: Scan, at: int, last: int) -> int | None:
    """The word after `représentée par`, `par sa présidente`, `par la voix de`, or None."""
    words = view.words
    if words[at].folded.startswith("represente"):
        return next((i + 1 for i in range(at + 1, min(last, at + 4)) if words[i].folded == "par"), None)
    if words[at].folded != "par" and not (words[at].folded == "en" and words[min(at + 1, last - 1)].folded == "la"):
        return None
    owned = forms("owned_by_party")
    return next((i + 1 for i in range(at + 1, min(last, at + 5)) if words[i].folded in owned), None)


def _represented(view: Scan, item: Item, at: int, last: int) -> Item:
    """`représentée par sa présidente Anne Roy, maire de Dreux`: the person, and what is said about her up to a
    comma.
    """
    words = view.words
    signs = 0
    for index in range(at, min(last, at + 14)):
        signs += bool(words[index].gap.strip())
        who = person_at(view, index)
        if signs > 1:
            break
        if who is None:
            continue
        end = who.words[1]
        while end < last and words[end].gap.strip() == "," and _posted(view, end, last):
            stop = next((i for i in range(end + 1, min(last, end + _LONGEST_POST)) if _ends_post(view, i)), None)
            if stop is None:
                break
            end = stop
        return replace(holding(item, (words[who.words[0]].start, words[who.words[1] - 1].end)), end=end)
    return item


def _posted(view: Scan, at: int, last: int) -> bool:
    """True if a function follows a comma."""
    word = view.words[at]
    after = at + 1 if word.folded in DETERMINERS else at
    return word.folded not in AND and after < last and is_function(view.words[after].folded)


def _ends_post(view: Scan, at: int) -> bool:
    """True if a function with its body ends before a word."""
    word = view.words[at]
    return bool(word.gap.strip()) or word.folded in ("ont", "a", "et", "signent", "sont", "est")
