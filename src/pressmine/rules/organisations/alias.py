"""Two forms of one body next to each other: an acronym in brackets, `ci-après`, a dash; and acronyms of things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pressmine.document import Document
from pressmine.evidence import AliasReading, Evidence, Rule
from pressmine.french.folding import fold
from pressmine.french.head_nouns import head_at, heads, is_head
from pressmine.french.lexicon import forms
from pressmine.french.lists import read_list, things
from pressmine.french.places import place_named
from pressmine.french.words import words_of
from pressmine.rules.names.lines import Range
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import SEVERAL, before, personal, vote
from pressmine.rules.shared_look import rules_of
from pressmine.weights import weight

#: An acronym: letters of which at least two are capitals.
_ACRONYM = re.compile(
    r"(?:l'|la |le |les )?[«\"“]?\s?([A-ZÀ-Ý][\w&./+'-]{1,14}"
    r"|[a-zà-ÿ]{1,3}[A-ZÀ-Ý][\w&./+-]{1,12})\s?[»\"”]?\s*(?:[,;:][^()]{0,60})?\)"
)
_SMALL = forms("small_in_names").keys() | {"par", "and", "in"}
_HEREAFTER = re.compile(
    r"[\s,(]{1,3}ci-apres(?: denomme(?:e|s|es)?| designe(?:e|s|es)?| appele(?:e|s"
    r"|es)?)?(?: par)?[\s:]{1,3}[«\"“]?\s?(?:l'|la |le |les )?"
)


def acronyms(document: Document) -> Iterator[Evidence]:
    """`Syndicat national de … (SNX)`, `SNX (Syndicat national de …)`, `SNX – Syndicat national de …`."""
    view = scan(document)
    text = document.text
    for index in range(1, len(view.words)):
        gap = view.words[index].gap
        if "(" not in gap and gap not in (" – ", " - ", " — "):
            continue
        if view.line(index) != view.line(index - 1) or gap.strip(' («"“') not in ("", "–", "-", "—"):
            continue
        if "(" in gap:
            m = _ACRONYM.match(text, view.words[index].start)
            if m and (sum(map(str.isupper, m.group(1))) >= 2 or m.group(1).istitle() and not _town(m.group(1))):
                yield from _after(view, index, m)
                continue
            yield from _brand_of(view, index)
        yield from _before(view, index, gap)


def _town(name: str) -> bool:
    """True for a place: `Valdor (Nevers)` says where a body sits."""
    return place_named(fold(name)) is not None


def _after(view: Scan, index: int, m: re.Match[str]) -> Iterator[Evidence]:
    """An acronym in brackets after what it stands for."""
    short = view.range_of_text(m.start(1), m.end(1))
    if short is None:
        return
    long, sure = _expansion(view, index, m.group(1))
    if long is None or view.folded(long) == view.folded(short):
        return
    yield from _pair(view, long, short, sure)


def _brand_of(view: Scan, index: int) -> Iterator[Evidence]:
    """The name in capitals that fills a bracket and repeats a word of the body in front: `Fédération de la filière lait
    (VALDOR LAIT)`.
    """
    last = view.line(index)[1]
    end = next((i for i in range(index + 1, last) if view.words[i].gap != " "), last)
    words = view.words[index:end]
    closed = view.document.text.startswith(")", words[-1].end)
    if len(words) < 2 or not closed or not all(w.upper for w in words) or view.in_capitals(index):
        return
    for start in range(max(view.line(index)[0], index - 16), index):
        body = view.body(start)
        if body is not None and body.end == index and body.confidence >= weight("alias_body"):
            said = {w.folded for w in view.words[start:index]}
            if any(w.folded in said for w in words):
                yield from _pair(view, (start, index), (index, end), 0.85)
            return


def _before(view: Scan, index: int, gap: str) -> Iterator[Evidence]:
    """What an acronym stands for, after it in brackets or after a dash."""
    acronym = view.words[index - 1]
    if (
        sum(c.isupper() for c in acronym.text) < 2
        or len(acronym.text) > 15
        or not acronym.text.replace("'", "").replace("-", "").replace("&", "").isalnum()
    ):
        return
    start = view.skip(index) if "(" in gap or gap.strip() else index
    last = view.line(index)[1]
    body = view.body(start) if start < last else None
    if body is not None and body.confidence >= 0.5:
        long = (start, body.end)
    else:
        end = start
        while end < last and (end == start or view.words[end].gap in (" ", "", "-", ", ")) and end - start < 14:
            end += 1
        long = (start, end)
        if ")" not in view.document.text[view.words[end - 1].end : view.words[end - 1].end + 3] and "(" in gap:
            return
    if long[1] - long[0] < 2 or not _spells(view, long, acronym.text):
        return
    yield from _pair(view, long, (index - 1, index), 0.85)


def _pair(view: Scan, long: Range, short: Range, sure: float) -> Iterator[Evidence]:
    """The two forms as one, and what the long form's first noun makes of them: a body or a thing."""
    if personal(view, long) or personal(view, short):
        return
    start, end = view.span(long), view.span(short)
    whole = view.document.span(
        min(view.words[long[0]].start, view.words[short[0]].start),
        max(view.words[long[1] - 1].end, view.words[short[1] - 1].end),
    )
    yield Evidence("organisations.acronym", whole, AliasReading(start, end), sure)
    noun = view.words[long[0]].folded
    plural = noun[:-1] if noun.endswith("s") else noun
    head = head_at(view.words, long[0], long[1], ("strong", "weak", "label"))
    if personal(view, long):
        return
    if noun != plural and _kind(view, long[0]):
        for words in (long, short):
            yield vote(view, "names.acronym-of-thing", words, "none", 0.8)
        return
    if head is not None and not (view.words[long[0]].folded in things() and view.body(long[0]) is None):
        for words in (long, short):
            yield vote(view, "organisations.acronym", words, "organisation", 0.75, type=head.type)
    elif noun in things() or plural in things() or not is_head(noun) and not view.words[long[0]].cap:
        for words in (long, short):
            yield vote(view, "names.acronym-of-thing", words, "none", 0.8)
    elif all(w.cap or w.folded in _SMALL for w in view.words[long[0] : long[1]]):
        for words in (long, short):
            yield vote(view, "organisations.acronym", words, "organisation", 0.35)


def _kind(view: Scan, index: int) -> bool:
    """True for the plural of what a body is, which says a kind: `les entreprises de taille intermédiaire (ETI)`."""
    word = view.words[index]
    singular = [head for head in heads().get(word.folded.removesuffix("s"), ()) if len(head.words) == 1]
    if word.cap:
        strong = any(head.kind == "strong" for head in singular)
        return not strong and any(head.kind == "label" and head.type == "company" for head in singular)
    return word.folded.endswith("s") and (bool(singular) or before(view, index, 1)[:1] in SEVERAL)


def _expansion(view: Scan, index: int, acronym: str) -> tuple[Range | None, float]:
    """The words before a bracket that an acronym stands for: by initials, else the body or name that ends
    there.
    """
    first = view.line(index)[0]
    letters = re.sub(r"[^a-z0-9]", "", fold(acronym))
    for size in range(2, 18):
        start = index - size
        if start < first or size > 2 and view.words[start + 1].gap not in (" ", "", ", ", "-", " - "):
            break
        word = view.words[start]
        if word.folded in _SMALL or word.elision or word.folded[:1] != letters[:1]:
            continue
        if _spells(view, (start, index), acronym):
            return (_widen(view, start), index), 0.9
    for start in range(max(first, index - 16), index):
        body = view.body(start)
        if body is not None and body.end == index and body.confidence >= 0.25:
            return ((start, index), 0.85) if _may_abbreviate(view, (start, index), letters) else (None, 0.0)
    start = index - 1
    while start > first and view.words[start].cap and view.joined(start) and view.words[start - 1].cap:
        start -= 1
    if view.words[start].cap and start < index and not view.words[start].elision and index - start > 1:
        return (start, index), 0.5
    return None, 0.0


def _may_abbreviate(view: Scan, words: Range, letters: str) -> bool:
    """True if the acronym begins as one of the words does: what is in brackets after a body may as well be a
    part of it, or a fund that it hands out (`la Région Occitanie (FSE)`).
    """
    spelled = view.words[words[0] : words[1]]
    return any(part.startswith(letters[:1]) for word in spelled for part in re.split(r"[-/'.]", word.folded))


def _widen(view: Scan, start: int) -> int:
    """The head noun before what an acronym spells: `équipe d'administration système de Debian (DSA)`."""
    first = view.line(start)[0]
    for at in range(max(first, start - 3), start):
        body = view.body(at)
        if body is not None and body.end > start:
            return at
    return start


def _spells(view: Scan, words: Range, acronym: str) -> bool:
    """True if the initials of the words, small words left out at will, spell the acronym."""
    letters = re.sub(r"[^a-z0-9]", "", fold(acronym))
    parts = [p for w in view.words[words[0] : words[1]] if not w.elision for p in re.split(r"[-/'.]", w.folded) if p]
    full = [p for p in parts if p not in _SMALL]
    initials = "".join(p[0] for p in full)
    if letters == initials or letters == "".join(p[0] for p in parts) or letters.rstrip("s") == initials:
        return True
    if len(full) < 2 or not letters or letters[0] != full[0][0]:
        return False
    return _consumes(letters, full) and len(letters) >= len(full) - 1


def _consumes(letters: str, words: list[str]) -> bool:
    """True if every letter is found in order, each word giving its first letters: `Anah`, `BnF`, `Inserm`.

    >>> _consumes("ansm", ["agence", "nationale", "securite", "medicament"])
    True
    """
    at = 0
    for word in words:
        taken = 0
        while at < len(letters) and taken < min(4, len(word)) and (word[taken] == letters[at]):
            taken += 1
            at += 1
            if at < len(letters) and taken < len(word) and word[taken] != letters[at]:
                break
    return at == len(letters)


def hereafter(document: Document) -> Iterator[Evidence]:
    """`le Centre hospitalier de Valmont, ci-après « le CHU »`."""
    view = scan(document)
    for m in document.search(_HEREAFTER):
        index = view.at(m.end())
        if index == 0 or index >= len(view.words) or view.words[index - 1].start < m.start():
            before = view.range_of_text(m.start() - 1, m.start())
        else:
            before = None
        name = view.name_at(index) if index < len(view.words) else None
        last = view.at(m.start()) - 1
        if name is None or last < 0 or before is not None and before[1] - 1 < 0:
            continue
        long = _ending_at(view, last + 1)
        if long is not None and not personal(view, long):
            whole = document.span(view.words[long[0]].start, view.words[name[1] - 1].end)
            yield Evidence("organisations.hereafter", whole, AliasReading(view.span(long), view.span(name)), 0.95)
            yield vote(view, "organisations.hereafter", long, "organisation", 0.7)


def renamed(document: Document) -> Iterator[Evidence]:
    """`Valdor (ex-Norelec)`, `Valdor, anciennement Norelec`, `Norelec, devenue Valdor`."""
    view = scan(document)
    for index in view.where(frozenset(words[0] for words in _renamings())):
        if index == 0 or view.words[index].gap not in (" (", ", ") or view.line(index) != view.line(index - 1):
            continue
        last = view.line(index)[1]
        said = next((w for w in _renamings() if tuple(x.folded for x in view.words[index:last][: len(w)]) == w), None)
        start = view.skip(index + len(said)) if said else index
        later = view.name_at(start) if said and start < last else None
        first = _ending_at(view, index)
        if later is None or first is None or personal(view, first) or personal(view, later):
            continue
        whole = document.span(view.words[first[0]].start, view.words[later[1] - 1].end)
        yield Evidence("organisations.renamed", whole, AliasReading(view.span(first), view.span(later)), 0.8)
        for name in (first, later):
            yield vote(view, "organisations.renamed", name, "organisation", weight("renamed"), cue=(index, start))


@cache
def _renamings() -> tuple[tuple[str, ...], ...]:
    """The phrases that part two names of one body, the longest first."""
    phrases = (tuple(w.folded for w in words_of(phrase)) for phrase in read_list("cues")["renamed"])
    return tuple(sorted(phrases, key=len, reverse=True))


def _ending_at(view: Scan, end: int) -> Range | None:
    """The longest name that ends before a word; an acronym in brackets after it is left out."""
    first = view.line(end - 1)[0]
    for stop in (end, end - 1):
        for start in range(max(first, stop - 16), stop):
            name = view.name_at(start)
            if name is not None and name[1] == stop:
                return name
    return None


RULES: tuple[Rule, ...] = (
    *rules_of(
        acronyms,
        {
            "organisations.acronym": "Un nom et son sigle entre parenthèses, dans un ordre ou dans l'autre.",
            "names.acronym-of-thing": "Une chose qui n'est pas un organisme, et son sigle entre parenthèses.",
        },
    ),
    Rule("organisations.renamed", "Un organisme et le nom qu'il a eu ou pris : X (ex-Y), X, devenue Y.", renamed),
    Rule("organisations.hereafter", "Un nom et celui que le texte lui donne ensuite : ci-après « X ».", hereafter),
)
