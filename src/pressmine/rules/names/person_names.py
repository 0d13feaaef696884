"""Where names of human beings stand: by a given name, a title, or the model; shared by the rules about persons and
posts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pressmine.french.function_lexicon import is_function
from pressmine.french.head_nouns import is_head
from pressmine.french.lists import ambiguous_names, given_names, read_list, things
from pressmine.french.words import opens_sentence
from pressmine.rules.names.founder_names import founders
from pressmine.rules.names.given_alone import names_alone
from pressmine.rules.names.lines import Range
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.shared_surnames import sharing_a_surname
from pressmine.rules.names.surnames import is_incorporated, is_initial, surname_end
from pressmine.rules.names.titled import TITLES, titled_names

#: A name that needs no function beside it.
_SURE = 0.7


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name: its words, the word where its title begins, how sure it is and the rule that says so; the
    surname behind that a given name alone shares with another: `Inès et Luc Robart`.
    """

    words: Range
    opens: int
    confidence: float
    rule: str
    surname: Range | None = None


def people(view: Scan) -> tuple[Name, ...]:
    """Every name of a person that a given name or a title shows, by place; overlaps go to the surer, then the
    longer.
    """
    if view.people is None:
        found = sorted(
            [*_given(view), *_titled(view), *_initialled(view)],
            key=lambda n: (-n.confidence, n.words[0] - n.words[1], n.words),
        )
        taken: set[int] = set()
        kept = []
        for name in found:
            own = range(*name.words)
            if taken.isdisjoint(own):
                taken.update(own)
                kept.append(name)
        whole = [n.words for n in kept if n.confidence >= _SURE]
        shared = ((at, surname) for at, surname in sharing_a_surname(view, whole) if at not in taken)
        kept += [Name((at, at + 1), at, _SURE, "persons.given-name", surname) for at, surname in shared]
        kept += _surnames(view, kept, taken)
        begun = {view.words[at].folded for n in kept for at in range(*n.words)}
        kept += [Name((at, at + 1), at, _SURE, "persons.given-name") for at in names_alone(view, taken, begun)]
        sure = {at for n in kept if n.confidence >= _SURE for at in range(*n.words)}
        founding = {words: set(range(*words)) for words in founders(view, sure)}
        claimed = set().union(*founding.values())
        kept = [n for n in kept if claimed.isdisjoint(range(*n.words))]
        kept += [Name(words, words[0], _SURE, "persons.founder") for words in founding]
        view.people = tuple(sorted(kept, key=lambda n: n.words))
    names: tuple[Name, ...] = view.people  # type: ignore[assignment]
    return names


def candidates(view: Scan) -> tuple[Name, ...]:
    """Names of persons, and runs of capital words whose shape is that of one: a function beside them may settle it."""
    known = list(people(view))
    taken = {i for n in known for i in range(*n.words)}
    for first, last in view.names:
        words = first, max(last, surname_end(view, last, view.line(first)[1]))
        if (
            2 <= words[1] - words[0] <= 5
            and last - first <= 4
            and taken.isdisjoint(range(*words))
            and view.body(first) is None
            and not is_head(view.words[first].folded)
            and not any(_impersonal(view, i) for i in range(*words))
        ):
            known.append(Name(words, first, 0.0, ""))
    return tuple(sorted(known, key=lambda n: n.words))


def _impersonal(view: Scan, index: int) -> bool:
    """True for a word that no person's name holds: an elision but `d'`, a digit, the noun of a thing or a function."""
    word = view.words[index]
    return (
        word.elision
        and word.folded != "d'"
        or any(c.isdigit() for c in word.text)
        or word.gap == " & "
        or index in view.posts
        or is_function(word.folded)
        or word.folded in things()
        or word.text in read_list("cues")["legal_forms"]
    )


def person_at(view: Scan, index: int, inside: bool = False) -> Name | None:
    """The name of a person that begins at a word, its title at the word, or with `inside` the name that holds it."""
    names = people(view)
    at = bisect_right(names, index, key=lambda n: n.words[0]) - 1
    if at + 1 < len(names) and names[at + 1].opens == index:
        return names[at + 1]
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
        if words is not None and words[0] == index > view.line(index)[0] and view.joined(index):
            front = view.words[index - 1]
            words = (index - front.cap * (front.folded == "el"), words[1])  # `El Hadj Omar Sow`
        if words is None or named_after(view, words[0]) or is_incorporated(view, words[1]):
            continue
        sure = 0.75
        if word.folded in ambiguous_names():
            sure = 0.15 if word.folded == "france" else 0.45
        if view.in_capitals(index):
            sure -= 0.15
        yield Name(words, _title_in_front(view, words[0]), sure, "persons.given-name")


def _initialled(view: Scan) -> Iterator[Name]:
    """`L. Dorme`, `J.-P. Petit`: initials and a surname. At the start of a line they may number it: `A. Contexte`."""
    index = 0
    for start in view.capitals:
        if start < index or not is_initial(view, start):
            continue
        last = view.line(start)[1]
        index = start + 1
        while index < last and view.words[index].gap in (".", ".-", ". ", "-", " ") and is_initial(view, index):
            index += 1
        if index >= last or view.words[index].gap != ". " or not view.words[index].cap or view.in_capitals(start):
            continue
        end = surname_end(view, index, last)
        behind_capital = view.words[start].gap == " " and start > view.line(start)[0] and view.words[start - 1].cap
        title = index == start + 1 and view.words[start].folded == "m"
        if behind_capital and start in view.apposed:
            behind_capital = False
        if end == index or title or behind_capital and not view.words[start - 1].initial:
            continue
        if opens_sentence(view.words[index]):
            continue  # `20 °C. Elle`
        if view.words[index].upper and len(view.words[index].text) < 3:
            continue
        numbers = start == view.line(start)[0] and (index == start + 1)
        opens = _title_in_front(view, start)
        sure = 0.8 if opens < start else 0.3 if numbers else 0.6
        yield Name((start, end), opens, sure, "persons.initialled")


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
        if name.confidence >= _SURE and len(words) > start and len(words[-1]) > 2:
            tails.setdefault(words[start], {})[tuple(words[start:])] = None
    found = []
    for index in view.where(frozenset(tails)):
        for tail in tails[view.words[index].folded]:
            end = index + len(tail)
            same = tuple(w.folded for w in view.words[index:end]) == tail
            own = range(index, end)
            if same and view.words[end - 1].cap and view.stands_alone(index, end) and taken.isdisjoint(own):
                taken.update(own)
                found.append(Name((index, end), index, 0.55, "persons.surname"))
                break
    return found


def _whole(view: Scan, index: int) -> Range | None:
    """The name around a given name: middle names and surname behind it, or a surname in capitals in front of it."""
    first, last = view.line(index)
    end = surname_end(view, index + 1, last)
    if end > index + 1:
        return index, end
    before = index - 1
    if (
        before >= first
        and view.joined(index)
        and view.words[before].upper
        and not view.in_capitals(index)
        and len(view.words[before].text) > 2
    ):
        start = before
        while start > first and view.joined(start) and view.words[start - 1].upper:
            start -= 1
        return start, index + 1
    return None


def named_after(view: Scan, index: int) -> bool:
    """True where a place, a prize, a school bears the person's name: `place Charles de Gaulle`, `lycée Jules-Ferry`."""
    first = view.line(index)[0]
    at = index - 1
    if at < first or view.words[index].gap not in (" ", "", " «", ' "', " « "):
        return False
    word = view.words[at]
    if is_function(word.folded) or at > first and view.words[at - 1].text in ("a", "ont", "avait", "aura"):
        return False  # `a rencontré Inès Robart` tells of no `rencontre`
    if things().get(word.folded) in ("place", "event", "product", "programme"):
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
    while at > first and view.words[at - 1].folded in TITLES and view.words[at].gap in (" ", ". ", "."):
        at -= 1
    very = at > first and (view.words[at - 1].folded, view.words[at].folded) == ("tres", "honorable")
    return at - 1 if very else at


def _titled(view: Scan) -> Iterator[Name]:
    """`Mme Coquard`, `le Dr Corinne Mahieu`, `M. de La Fuente`, `le colonel Teyssier`, `le préfet Lebrun`."""
    for words, opens, sure in titled_names(view):
        yield Name(words, opens, sure, "persons.title")
