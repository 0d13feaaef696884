"""Bodies that bear the name of a town or of a person: `chez Givors`, `Orvelle, Chambly et Jean Caron recrutent`.

Nothing in such a name tells. Where a text puts it does: beside bodies, behind what only a body has, in front of what
only a firm does. A town that the text goes to (`à Givors`) stays a town, and someone of whom it says what people are
(a function, an age, a title) stays a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document, ZoneKind
from pressmine.evidence import Evidence, Rule
from pressmine.french.alternatives import any_of
from pressmine.french.calendar import WEEKDAYS
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.function_lexicon import is_function
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set
from pressmine.french.places import is_large, places_named
from pressmine.french.trades import is_trade
from pressmine.french.verbs import acts_form, finite_forms, participle_forms, taking_forms, third_persons
from pressmine.rules.names.body_looks import looks_like_body
from pressmine.rules.names.body_places import is_owned, is_said_to_be, on_one_side
from pressmine.rules.names.lines import Range
from pressmine.rules.names.name_runs import items, run_of, runs
from pressmine.rules.names.person_names import Name, people
from pressmine.rules.names.posts import house_named
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import acts, opens_premises, vote
from pressmine.weights import weight

_AGE = re.compile(r",?\s\(?\d{1,2}\sans(?!\w)")
_BRACKET = re.compile(rf"\s?\((?:\d{{2,3}}|2[AB])\)|,\s(?:le|{any_of(WEEKDAYS)})\s|,\s\d")
_QUOTE = re.compile('[«»“”"]')
#: Zones in which a name stands in a sentence or an item.
_SAYING = frozenset(
    {
        ZoneKind.HEADLINE,
        ZoneKind.SUBTITLE,
        ZoneKind.LEAD,
        ZoneKind.BODY,
        ZoneKind.LIST,
        ZoneKind.HEADING,
        ZoneKind.ABOUT,
    }
)
#: Behind these a function is that of another.
_APART = frozenset(forms("function_of_another"))
#: Words of an item of a list that may be a name at most.
_LONGEST_ITEM = 3
#: What joins the names of an enumeration.
_PLAIN = frozenset((",", *forms("plain_in_enumeration")))
#: Words in front of a name, or behind it, among which a function is the bearer's.
_NEAR = 6


def borrowed(document: Document) -> frozenset[str]:
    """The folded names of towns and persons that are only bodies' in a document."""
    return document.once(_borrowed)


def is_borrowed(view: Scan, words: Range) -> bool:
    """True for the name of a town or person that a body bears in this text."""
    return view.folded(words) in borrowed(view.document)


def _borrowed(document: Document) -> frozenset[str]:
    view = scan(document)
    found: dict[str, list[tuple[Range, Name | None]]] = {}
    for person in people(view):
        found.setdefault(view.folded(person.words), []).append((person.words, person))
    names = _names(document)
    for name in names:
        key = view.folded(name)
        if key not in found and _small_town(key):
            found.setdefault(key, [])
    for name in names:
        places = found.get(view.folded(name))
        if places is not None and all(words != name for words, _ in places):
            places.append((name, None))
    return frozenset(key for key, places in found.items() if _all_of_bodies(view, places, frozenset(found)))


def _names(document: Document) -> list[Range]:
    """Names, the common words that open an enumeration of names, and short items of lists."""
    view = scan(document)
    listed = (
        line
        for line in view.lines
        if 0 < line[1] - line[0] <= _LONGEST_ITEM
        and view.words[line[0]].cap
        and document.zone_at(view.words[line[0]].start).kind is ZoneKind.LIST
    )
    return sorted({*items(document), *(name for run in runs(document) for name in run), *listed})


def _small_town(key: str) -> bool:
    return bool(places_named(key)) and not is_large(key)


def _all_of_bodies(view: Scan, places: list[tuple[Range, Name | None]], others: frozenset[str]) -> bool:
    """True where one place at least can only be a body's, and none says what the bearer is."""
    person = any(name is not None for _, name in places)
    if person and any(name is not None and (name.rule != "persons.given-name") for _, name in places):
        return False
    told = _told if person else _located
    if any(view.document.zone_at(view.words[w[0]].start).kind not in _SAYING or told(view, w) for w, _ in places):
        return False
    if person and any(name is not None and name.opens < name.words[0] for _, name in places):
        return False
    return any(_of_a_body(view, words, person, others) for words, _ in places)


def _told(view: Scan, words: Range) -> bool:
    """True where a text says of somebody what only persons are: a function, a trade, an age; or lets them speak."""
    if is_said_to_be(view, words):
        return False  # `Jean Caron, groupe industriel`
    first, last = view.line(words[0])
    text, end = view.document.text, view.words[words[1] - 1].end
    if _AGE.match(text, end) or view.document.folded.endswith("par ", 0, view.words[words[0]].start):
        return True
    if _QUOTE.search(text, view.words[first].start, view.words[last - 1].end):
        return True
    for at in range(words[0] - 1, max(first, words[0] - _NEAR) - 1, -1):
        if view.words[at + 1].gap not in (" ", "", ", ") or view.words[at].folded in _APART:
            break
        if is_function(view.words[at].folded) or is_trade(view.words[at].folded) or at in view.posts:
            return True
    if words[1] < last and view.words[words[1]].gap in (", ", " (", " – ", " - ", " : "):
        at = view.skip(words[1])
        behind = [w for w in view.words[at : min(last, at + 4)] if not w.cap or is_function(w.folded)]
        ends = next((k for k, w in enumerate(behind) if k and w.gap not in (" ", "", "-")), len(behind))
        return any(
            is_function(w.folded) or is_trade(w.folded)
            for w in behind[:ends]
            if behind[0].start == view.words[at].start
        )
    return False


def _located(view: Scan, words: Range) -> bool:
    """True where a text goes to a town, comes from it or says where it lies: behind `de` all but a firm is in one."""
    first = view.line(words[0])[0]
    if on_one_side(view, words):
        return False
    if house_named(view.document, words[0]):
        return False
    if _BRACKET.match(view.document.text, view.words[words[1] - 1].end):
        return True
    at = words[0] - 1
    if at < first or view.words[words[0]].gap not in (" ", "") or is_owned(view, words, person=False):
        return False
    front = view.words[at]
    if front.folded in DE:
        return True
    return front.text[:1].isdigit() or front.folded in folded_set("cues", "locative") or front.folded in ARTICLES


def _of_a_body(view: Scan, words: Range, person: bool, others: frozenset[str]) -> bool:
    return (
        _beside_bodies(view, words, others)
        or is_owned(view, words, person)
        or not person
        and house_named(view.document, words[0])
        or _acting(view, words, person)
        or is_said_to_be(view, words)
        or _in_a_list(view, words, others)
        or on_one_side(view, words)
        or not person
        and _enumerated(view, run_of(view, words))
        and is_owned(view, run_of(view, words)[0], person)
    )


def _beside_bodies(view: Scan, words: Range, others: frozenset[str]) -> bool:
    """True in an enumeration whose other names are bodies' by their look, at least half of them."""
    run = run_of(view, words)
    rest = [name for name in run if name != words and view.folded(name) not in others]
    if not _enumerated(view, run) or len(run) < 2 * (len(run) - len(rest)) or not _opens(view, run[0][0]):
        return False
    front = view.words[max(view.line(words[0])[0], run[0][0] - _NEAR) : run[0][0]]
    if any(w.folded.endswith("s") and w.folded[:-1] in folded_set("territories", "nouns") for w in front):
        return False  # `47 communes, dont Vresse-sur-Semois et Momignies`
    return bool(rest) and 2 * sum(looks_like_body(view, name) for name in rest) >= len(rest)


def _opens(view: Scan, index: int) -> bool:
    """True where an enumeration of bodies may begin: no noun stands in front (`l'agent Orange`), nor what a place does
    (`des centres de Vittel, Lamarche et Ainvelle`).
    """
    if index == view.line(index)[0] or view.words[index].gap.strip() or view.words[index].initial:
        return True
    front = view.words[index - 1]
    if front.folded in ARTICLES:
        return True
    cued = folded_set("cues", "bare_behind") | folded_set("cues", "brand_behind") | {"mais", "que", "qu'", "dont", "ou"}
    return not front.cap and (front.folded in cued or front.folded in taking_forms() or acts_form(front.folded))


def _enumerated(view: Scan, run: tuple[Range, ...]) -> bool:
    """True for names that `et` or commas alone join: not for `Anne Roy, Valdor`, `À la CGT, Luc Dorme`, where a comma
    sets one off from the other, nor for what a bracket or `de` says of a name.
    """
    joins = [
        view.document.folded[view.words[one[1] - 1].end : view.words[other[0]].start].split()
        for one, other in zip(run, run[1:], strict=False)
    ]
    if any(set(join) - _PLAIN for join in joins):
        return False
    return len(run) > 2 or "et" in joins[-1] if joins else False


def _in_a_list(view: Scan, words: Range, others: frozenset[str]) -> bool:
    """True for an item of a list whose other items are bodies."""
    first, last = view.line(words[0])
    if (first, last) != words or view.document.zone_at(view.words[first].start).kind is not ZoneKind.LIST:
        return False
    at = view.lines.index((first, last))
    near = [line for line in view.lines[max(0, at - 2) : at + 3] if line != words and line[0] < line[1]]
    rest = [
        line
        for line in near
        if view.document.zone_at(view.words[line[0]].start).kind is ZoneKind.LIST and view.folded(line) not in others
    ]
    return bool(rest) and 2 * sum(looks_like_body(view, line) for line in rest) >= len(rest)


def _acting(view: Scan, words: Range, person: bool) -> bool:
    """True in front of what a firm does; of a town, in front of anything that bodies do."""
    run = run_of(view, words)
    at, first = run[0][0] - 1, view.line(words[0])[0]
    joined = at >= first and view.words[run[0][0]].gap in (" ", "")
    if joined and view.words[at].folded not in forms("opens_clause").keys() | {"et"}:
        return False
    end = run[-1][1]
    kind = acts(view, end)
    if kind == "deals":
        return not person or _deals_of_firms(view, end)
    if not person:
        return kind == "acts"
    last = view.line(words[0])[1]
    verb = next(
        (w.folded for w in view.words[end : min(last, end + 3)] if w.folded not in ("a", "ont", "se", "s'")), ""
    )
    alone = end < last and view.words[end].gap in (" ", "") and kind is not None
    return alone and (verb in finite_forms("of_firms") | participle_forms("of_firms") or opens_premises(view, end))


def _deals_of_firms(view: Scan, end: int) -> bool:
    """True for what is done with firms alone, not by who buys one: `est rachetée`, `passe sous le contrôle`."""
    said = view.words[end].folded
    if said in ("a", "ont") and view.words[end + 1].folded == "ete":
        return True
    return said in ("est", "sont", "sera", "seront") or said in third_persons("passer") | third_persons("fusionner")


def votes(document: Document) -> Iterator[Evidence]:
    """A vote at each place of a name of a town or a person that only bodies bear in the text."""
    view, found = scan(document), borrowed(document)
    for name in _names(document) if found else ():
        if view.folded(name) in found:
            yield vote(view, "organisations.borrowed", name, "organisation", weight("borrowed"))


RULES: tuple[Rule, ...] = (
    Rule(
        "organisations.borrowed",
        "Un nom de ville ou de personne là où ne se trouve qu'un organisme : chez Givors, X et Jean Caron recrutent.",
        votes,
    ),
)
