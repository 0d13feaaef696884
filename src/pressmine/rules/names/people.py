"""Where names of human beings stand: by a given name, a title, or the model; shared by the rules about persons and
posts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pressmine.french.functions import is_function
from pressmine.french.lists import ambiguous_names, folded_set, given_names, read_list, things
from pressmine.rules.names.lines import Range
from pressmine.rules.names.scan import Scan

_PARTICLES = frozenset(
    "de du des d' la le l' van von vander den der ter ten di da do dos das del della dal el al ben bin ibn ould zu t' "
    "y e".split()
)
_CAPITAL_PARTICLES = frozenset("le la de du des van von den der di da del ben el al d' l' o'".split())
#: Words that end a person's name though they have a capital.
_NOT_SURNAMES = frozenset(
    "tel tél email mail mobile port fax contact presse communique conseil groupe france europe".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name: its words, the word where its title begins, how sure it is and the rule that says so."""

    words: Range
    opens: int
    confidence: float
    rule: str


def people(view: Scan) -> tuple[Name, ...]:
    """Every name of a person that a given name or a title shows, by place; overlaps go to the surer, then the
    longer.
    """
    if view.people is None:
        found = sorted([*_given(view), *_titled(view)], key=lambda n: (-n.confidence, n.words[0] - n.words[1], n.words))
        taken: set[int] = set()
        kept = []
        for name in found:
            spots = range(*name.words)
            if taken.isdisjoint(spots):
                taken.update(spots)
                kept.append(name)
        kept += _surnames(view, kept, taken)
        view.people = tuple(sorted(kept, key=lambda n: n.words))
    names: tuple[Name, ...] = view.people  # type: ignore[assignment]
    return names


def person_at(view: Scan, index: int, inside: bool = False) -> Name | None:
    """The name of a person that begins at a word, or with `inside` holds it."""
    names = people(view)
    at = bisect_right(names, index, key=lambda n: n.words[0]) - 1
    fits = at >= 0 and (names[at].words[0] == index or inside and index < names[at].words[1])
    return names[at] if fits else None


def _given(view: Scan) -> Iterator[Name]:
    for index in view.where(given_names(), _begins_given):
        word = view.words[index]
        if not word.cap or word.elision or word.upper and len(word.folded) < 3:
            continue
        parts = word.folded.split("-")
        following = view.words[index + 1] if index + 1 < view.line(index)[1] else None
        if len(parts) > 1 and parts[-1] not in given_names() and (following is None or not following.cap):
            continue  # `Félix-Éboué de Cayenne`: a whole name in one word is the name of a thing
        words = _whole(view, index)
        if words is None or _named_after(view, words[0]):
            continue
        sure = 0.75
        if word.folded in ambiguous_names():
            sure = 0.15 if word.folded == "france" else 0.45
        if view.loud(index):
            sure -= 0.15
        yield Name(words, _title_in_front(view, words[0]), sure, "persons.given-name")


def _begins_given(form: str) -> bool:
    return form.split("-", 1)[0] in given_names()


def _surnames(view: Scan, kept: list[Name], taken: set[int]) -> list[Name]:
    """Surnames of sure names that stand alone elsewhere (`résume de Castelmoron, cofondateur`)."""
    tails: dict[str, dict[tuple[str, ...], None]] = {}
    for name in kept:
        words = [w.folded for w in view.words[slice(*name.words)]]
        start = 1
        while start < len(words) - 1 and words[start] in given_names():
            start += 1
        if name.confidence >= 0.7 and len(words) > start and len(words[-1]) > 2:
            tails.setdefault(words[start], {})[tuple(words[start:])] = None
    found = []
    for index in view.where(frozenset(tails)):
        for tail in tails[view.words[index].folded]:
            end = index + len(tail)
            same = tuple(w.folded for w in view.words[index:end]) == tail
            spots = range(index, end)
            if same and view.words[end - 1].cap and view.stands_alone(index, end) and taken.isdisjoint(spots):
                taken.update(spots)
                found.append(Name((index, end), index, 0.55, "persons.surname"))
                break
    return found


def _whole(view: Scan, index: int) -> Range | None:
    """The name around a given name: middle names and surname behind it, or a surname in capitals in front of it."""
    first, last = view.line(index)
    end = _surname(view, index + 1, last)
    if end > index + 1:
        return index, end
    before = index - 1
    if (
        before >= first
        and view.joined(index)
        and view.words[before].upper
        and not view.loud(index)
        and len(view.words[before].text) > 2
    ):
        start = before
        while start > first and view.joined(start) and view.words[start - 1].upper:
            start -= 1
        return start, index + 1
    return None


def _surname(view: Scan, index: int, last: int) -> int:
    """Where the words of a name that go on at `index` end; `index` where none does."""
    at, count = index, 0
    words = view.words
    while at < last and count < 4:
        word = words[at]
        initial = len(words[at - 1].text) == 1 and words[at - 1].cap and word.gap == ". "
        if word.gap not in (" ", "", "-") and not initial:
            break
        if word.folded in _PARTICLES and (not word.cap or word.folded in _CAPITAL_PARTICLES):
            step = at
            while step < last and step - at < 3 and words[step].folded in _PARTICLES and words[step].gap in (" ", ""):
                step += 1
            if (
                step < last
                and words[step].cap
                and words[step].gap in (" ", "")
                and _surname_word(view, step)
                and not _body_behind(view, at, step)
            ):
                at, count = step + 1, count + 1
                continue
            break
        if not word.cap or not _surname_word(view, at):
            break
        at, count = at + 1, count + 1
    return at


def _surname_word(view: Scan, index: int) -> bool:
    word = view.words[index]
    return (
        (
            word.text[0].isalpha()
            and word.folded not in _NOT_SURNAMES
            and not any(c.isdigit() for c in word.text)
            and word.folded not in folded_set("titles", "titles")
            and not (is_function(word.folded) and not word.upper)
            and not word.elision
        )
        or word.elision
        and word.folded == "d'"
    )


def _body_behind(view: Scan, particle: int, index: int) -> bool:
    """True where `de` leads to a body, not to a surname: `Claire de l'Institut Curie`."""
    body = view.body(index)
    return (
        body is not None
        and body.confidence >= 0.5
        or view.words[particle].folded in ("du", "des")
        and view.words[index].upper
    )


def _named_after(view: Scan, index: int) -> bool:
    """True where a place, a prize, a school bears the person's name: `place Charles de Gaulle`, `lycée Jules-Ferry`."""
    first = view.line(index)[0]
    at = index - 1
    if at < first or view.words[index].gap not in (" ", "", " «", ' "', " « "):
        return False
    word = view.words[at]
    if is_function(word.folded):
        return False
    kind = things().get(word.folded)
    if kind in ("place", "event", "product", "programme"):
        return True
    body = view.body(at)
    return body is not None and body.end > index and body.head.words[0] not in _IMPERSONAL


#: Bodies that bear no person's name: a name behind them is that of who works there.
_IMPERSONAL = frozenset(
    "equipe cabinet service direction departement prefecture mairie ministere rectorat parquet barreau".split()
)


def _title_in_front(view: Scan, index: int) -> int:
    """Where the title in front of a name begins, or the name's own start."""
    at = index
    first = view.line(index)[0]
    titles = _titles()
    while at > first and view.words[at - 1].folded in titles and view.words[at].gap in (" ", ". ", "."):
        at -= 1
    return at


@cache
def _titles() -> frozenset[str]:
    return frozenset(t.rstrip(".") for t in folded_set("titles", "titles"))


_CERTAIN = frozenset(
    "m mm mme mmes mlle mr dr drs pr prof monsieur madame mademoiselle docteur professeur professeure maitre mgr "
    "monseigneur me".split()
)


def _titled(view: Scan) -> Iterator[Name]:
    """`Mme Coquard`, `le Dr Corinne Mahieu`, `M. de La Fuente`, `le colonel Teyssier`."""
    ranks = frozenset(read_list("titles")["ranks"])
    for index in view.where(_CERTAIN | folded_set("titles", "ranks")):
        word = view.words[index]
        title = word.folded in _CERTAIN and (word.cap or word.folded not in ("me", "maitre", "m"))
        rank = word.text.lower() in ranks and not title
        if not title and not rank or index + 1 == len(view.words):
            continue
        following = view.words[index + 1]
        if (
            following.gap not in (" ", ". ", ".")
            or view.line(index) != view.line(index + 1)
            or word.folded == "m"
            and not following.gap.startswith(".")
            and not following.cap
        ):
            continue
        if following.gap != " " and word.folded not in ("m", "mm", "dr", "pr", "prof", "mme", "me", "mr"):
            continue
        if rank and not following.cap:
            continue
        end = _surname_after_title(view, index + 1)
        if end == index + 1 or following.folded in _titles():
            continue
        if rank and (view.loud(index) or end - index - 1 == 1 and following.folded not in view.named):
            continue
        yield Name((index + 1, end), index, 0.8 if title else 0.5, "persons.title")


def _surname_after_title(view: Scan, index: int) -> int:
    last = view.line(index)[1]
    words = view.words
    if (
        words[index].folded in _PARTICLES
        and index + 1 < last
        and not (words[index].cap and words[index].folded not in _CAPITAL_PARTICLES)
    ):
        step = index
        while step < last and words[step].folded in _PARTICLES and (step == index or words[step].gap in (" ", "")):
            step += 1
        return (
            _surname(view, step + 1, last)
            if step < last
            and words[step].cap
            and words[step].gap in (" ", "")
            and words[index].cap + (words[index].folded in ("de", "d'", "du"))
            else index
        )
    if not words[index].cap or not _surname_word(view, index):
        return index
    return _surname(view, index + 1, last)


INITIALS = re.compile(r"^\s*((?:[A-Z]\.\s?-?){1,3}[A-Z]?\.?)\s*$")
INITIALS_LINE = re.compile(r"^[ \t]*((?:[A-Z]\.[ -]?){2,4}|[A-Z]\.[A-Z])[ \t]*$", re.M)
