"""Names behind a title, a rank or an office: `Mme Coquard`, `le colonel Teyssier`, `le préfet Lebrun`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pressmine.french.body_extent import is_adjective
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.function_lexicon import is_function, qualifiers
from pressmine.french.known import bodies, name_key
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set, read_list, things
from pressmine.french.words import Word
from pressmine.rules.names.lines import Range
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.surnames import CAPITAL_PARTICLES, PARTICLES, is_initial, surname_end, surname_word

#: The titles, folded and without their full stop.
TITLES = frozenset(t.rstrip(".") for t in folded_set("titles", "titles"))
#: Titles that no other word looks like.
_CERTAIN = frozenset(forms("certain_title"))


#: Titles of people whose name no street bears with them.
_CIVIL = frozenset(forms("civil_title"))
#: How sure a surname is that an office with an article stands right before, and one that is a common word, too.
_OFFICED, _DOUBTFUL = 0.95, 0.7
#: A shorter word in capitals is an acronym.
_SHORTEST_IN_CAPITALS = 5
_ARTICLES = forms("before_office")

#: A name, the word where its title begins, and how sure it is.
Titled = tuple[Range, int, float]


def titled_names(view: Scan) -> Iterator[Titled]:
    """All of them, but for those whose name a street or a bridge bears: `avenue du général Leclerc`."""
    for words, opens, sure in (*_titled(view), *_behind_offices(view)):
        if borne_by_a_place(view, words[0]) is None:
            yield words, opens, sure


def borne_by_a_place(view: Scan, index: int) -> int | None:
    """The noun of the place that bears the name of a person with a title, whose first word is given."""
    first, at = view.line(index)[0], index
    titled = view.words[index].folded in _titles()
    while at > first and view.words[at].gap in (" ", "", ". "):
        at -= 1
        if titled and things().get(view.words[at].folded) == "place":
            return at
        if not _leads_back(view.words[at]):
            return None
        titled = titled or view.words[at].folded in _titles()
    return None


@cache
def _titles() -> frozenset[str]:
    return (folded_set("titles", "offices") | folded_set("titles", "ranks") | TITLES) - _CIVIL


def _leads_back(word: Word) -> bool:
    """True for what stands between the noun of a place and the person whose name it bears."""
    return word.folded in _titles() or word.folded in DE or word.folded in ARTICLES or _describes(word)


def _titled(view: Scan) -> Iterator[Titled]:
    """`Mme Coquard`, `le Dr Corinne Mahieu`, `M. de La Fuente`, `le colonel Teyssier Dorme`."""
    ranks = frozenset(read_list("titles")["ranks"])
    for index in view.where(_CERTAIN | folded_set("titles", "ranks")):
        word = view.words[index]
        title = word.folded in _CERTAIN and (word.cap or word.folded not in ("me", "maitre", "m"))
        rank = word.text.lower() in ranks and not title
        rank = rank and not (index and word.gap == " " and is_function(view.words[index - 1].folded))
        if not title and not rank or index + 1 == len(view.words) or word.gap.endswith("-"):
            continue  # of `A.-M. Delcourt` the `M.` is no title
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
        if rank and not following.cap or is_initial(view, index + 1):
            continue
        end = _surname_after_title(view, index + 1)
        if end == index + 1 or following.folded in TITLES:
            continue
        if rank and (view.in_capitals(index) or end - index - 1 == 1 and view.document.names(following.text) is False):
            continue  # `un chef Produit`
        yield (index + 1, end), index, 0.8 if title else 0.5


def _behind_offices(view: Scan) -> Iterator[Titled]:
    """The surname that an office or a rank leads to, alone: `le préfet Lebrun`, `le ministre délégué Vasse`."""
    persons = {at for entity, words in view.read if words and entity.label == "PER" for at in range(*words)}
    for index in view.where(folded_set("titles", "offices") | folded_set("titles", "ranks")):
        at, last = index + 1, view.line(index)[1]
        while at < last and view.words[at].gap == " " and _describes(view.words[at]):
            at += 1
        if at == last or not _leads_to(view, index, at):
            continue
        end = _surname_after_title(view, at)
        goes_on = end < last and view.words[end].cap and view.joined(end)
        if end == at or goes_on or sum(view.words[i].folded not in PARTICLES for i in range(at, end)) != 1:
            continue
        text = view.words[end - 1].text
        doubtful = view.document.names(text) is False or bodies().get(name_key(text)) is not None
        if at in persons or not doubtful:
            yield (at, end), at, _DOUBTFUL if doubtful else _OFFICED


def _describes(word: Word) -> bool:
    """True for an adjective of an office: `délégué`, `général`, `sénégalais`."""
    return not word.cap and (word.folded in qualifiers() or is_adjective(word.folded))


def _leads_to(view: Scan, index: int, at: int) -> bool:
    """True for an office behind an article, with a word in front of which no name of another kind begins."""
    office, word, first = view.words[index], view.words[at], view.line(index)[0]
    led = index > first and view.words[index - 1].folded in _ARTICLES and office.gap in (" ", "")
    acronym = word.upper and len(word.text) < _SHORTEST_IN_CAPITALS
    return led and word.cap and word.gap == " " and not (word.elision or acronym or view.in_capitals(at))


def _surname_after_title(view: Scan, index: int) -> int:
    last = view.line(index)[1]
    words = view.words
    if (
        words[index].folded in PARTICLES
        and index + 1 < last
        and not (words[index].cap and words[index].folded not in CAPITAL_PARTICLES)
    ):
        step = index
        while step < last and words[step].folded in PARTICLES and (step == index or words[step].gap in (" ", "")):
            step += 1
        return (
            surname_end(view, step + 1, last)
            if step < last
            and words[step].cap
            and words[step].gap in (" ", "")
            and words[index].cap + (words[index].folded in ("de", "d'", "du"))
            else index
        )
    if not words[index].cap or not surname_word(view, index):
        return index
    return surname_end(view, index + 1, last)
