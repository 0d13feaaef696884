"""The posts that persons hold: function and body in front of a name, behind it, on the next line, in a list or a
signature.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import EntityReading, Evidence, Rule
from pressmine.french.determiners import DE
from pressmine.french.function_lexicon import is_plural
from pressmine.french.functions import Phrase, behind_degrees, phrase_at
from pressmine.french.places import place_named
from pressmine.offsets import ViewSpan
from pressmine.rules.column_cells import cells
from pressmine.rules.names.lines import Range
from pressmine.rules.names.person_names import Name, candidates, person_at
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.persons.holding import held, post
from pressmine.rules.persons.leading import led_names
from pressmine.rules.persons.sayings import Reader, pattern
from pressmine.rules.shared_look import rules_of

_AFTER = re.compile(r"\.?\s?[,(:|]\s?|\s[-–—]\s|\s|\s?\*\*\s?,?\s?")
#: Between two columns of a line.
_COLUMN = re.compile(r"\s{3,}|\t")
_CONTACT = re.compile(r"@|\btel\b|\bmob\.?\b|\bport\.?\b|\bmail\b|(?:\+\d{2}|\b0\d)[\s.\-()/]{0,3}\d\d")


def behind(document: Document) -> Iterator[Evidence]:
    """`Inès Robart, directrice générale de Valdor`; `Luc Dorme (CGT)`; the function on the next line."""
    view = scan(document)
    for name in candidates(view):
        at = name.words[1]
        last = view.line(name.words[0])[1]
        if at < last:
            gap = view.words[at].gap
            if _COLUMN.search(gap):
                yield from _next_line(view, name)
            elif _AFTER.fullmatch(gap):
                yield from _posts(view, name, at, last, "persons.post-behind", 0.8)
        else:
            yield from _next_line(view, name)


def _posts(view: Scan, name: Name, at: int, last: int, rule: str, confidence: float) -> Iterator[Evidence]:
    """The functions that begin at a word, one or two of them, each with its body."""
    at = behind_degrees(view.words, _behind_age(view, at, last), last)
    if at + 1 < last and view.words[at].folded == "respectivement":
        yield from _respectively(view, name, at + 1, last)
        return
    phrase = phrase_at(view.words, at, last, view.name_at) if at < last else None
    if phrase is None and at < last:
        yield from _member(view, name, at, last)
    if phrase is None:
        return
    if view.words[at].gap == " " and not _direct(view, name, phrase):
        return
    if _of_the_next(view, name, phrase, last):
        return
    body = phrase.body
    if body is None and phrase.stop < last and view.words[phrase.stop].gap == " (":
        bracket = view.name_at(phrase.stop)
        closed = bracket is not None and view.document.text[view.words[bracket[1] - 1].end] == ")"
        body = bracket if closed else None
    body = body or _beside(view, phrase, last)
    for each in (name, *_sharing(view, name, phrase)):
        yield from held(view, each, (phrase.start, phrase.end), body, rule, confidence)
    start = phrase.start
    for _ in range(2):
        stop = phrase.stop
        if (
            stop >= last
            or view.words[stop].gap not in (", ", " ")
            or view.words[stop].gap == " "
            and view.words[stop].folded != "et"
        ):
            return
        step = stop + (view.words[stop].folded == "et")
        following = phrase_at(view.words, step, last, view.name_at) if step < last else None
        if following is None or (
            following.stop < last
            and view.words[following.stop].gap in (" ", ", ")
            and person_at(view, following.stop) is not None
        ):
            return
        aside = any(w.folded in _ASIDE for w in view.words[stop : following.end])
        phrase = following
        yield post(view, name, (start, phrase.end), phrase.body, rule, confidence - (0.3 if aside else 0.1))


def _beside(view: Scan, phrase: Phrase, last: int) -> Range | None:
    """The body behind a comma: `Inès Robart, trésorière, Valdor, a pris la parole`; a name with a function is none."""
    at = phrase.stop
    if (
        phrase.body is not None
        or at >= last
        or view.words[at].gap.strip(" ") not in (",", "|", "\t")
        or person_at(view, at) is not None
    ):
        return None
    name = view.name_at(at)
    if name is None or place_named(view.folded(name)) is not None or view.common(at):
        return None
    if name[1] == last or view.words[phrase.start].gap == " (" and view.words[name[1]].gap.startswith(")"):
        return name  # `(PDG, Valdor)`
    follows = phrase_at(view.words, name[1], last, view.name_at)
    return name if view.words[name[1]].gap == ", " and follows is None else None


def _of_the_next(view: Scan, name: Name, phrase: Phrase, last: int) -> bool:
    """True in a row of functions in front of names: `le maire, Luc Dorme, la sous-préfète, Inès Robart`."""
    led = view.document.once(led_names)
    if name.words[1] not in led or view.words[name.opens].gap != ", " or phrase.stop >= last:
        return False
    following = person_at(view, phrase.stop)
    return following is not None and following.words[1] in led


def _sharing(view: Scan, name: Name, phrase: Phrase) -> Iterator[Name]:
    """Those in front who share a function in the plural: `Inès Robart et Luc Dorme, gérants de Valdor`."""
    if not is_plural(view.words, phrase.start, phrase.end):
        return
    opens = {n.words[1]: n for n in candidates(view)}
    while (before := opens.get(name.opens - (view.words[name.opens - 1].folded == "et"))) is not None:
        between = view.document.folded[view.words[before.words[1] - 1].end : view.words[name.opens].start]
        if between not in (" et ", ", ", ", et "):
            return
        yield before
        name = before


def _respectively(view: Scan, name: Name, at: int, last: int) -> Iterator[Evidence]:
    """`Inès Robart et Luc Dorme, respectivement présidente et trésorier de Valdor`: one function each, in order."""
    opens = {n.words[1]: n for n in candidates(view)}
    names = [name]
    while (before := opens.get(names[0].opens - (view.words[names[0].opens - 1].folded == "et"))) is not None:
        names.insert(0, before)
    posts = _in_order(view, at, last, len(names))
    if len(posts) == len(names) > 1:
        for each, (function, body) in zip(names, posts, strict=True):
            yield from held(view, each, function, body or posts[-1][1], "persons.post-behind", 0.85)


def _in_order(view: Scan, at: int, last: int, count: int) -> list[tuple[Range | None, Range | None]]:
    """Functions and bodies of a row, of `à la tête de Valdor et de Belsolia` the bodies alone."""
    posts: list[tuple[Range | None, Range | None]] = []
    read = Reader(view)
    headed = pattern("heads").match(view.document.folded, view.words[at].start)
    at = view.at(headed.end()) if headed else at
    while at < last and len(posts) < count:
        end = next((i for i in range(at + 1, last) if view.words[i].folded == "et" or view.words[i].gap == ", "), last)
        phrase = None if headed else phrase_at(view.words, at, end if len(posts) + 1 < count else last, view.name_at)
        body = read.body(at) if headed else phrase.body if phrase is not None else None
        if phrase is None and body is None:
            return []
        posts.append(((phrase.start, phrase.end) if phrase is not None else None, body))
        at = phrase.stop if phrase is not None else body[1] if body is not None else last
        at += at < last and view.words[at].folded == "et"
    return posts


def _behind_age(view: Scan, at: int, last: int) -> int:
    """Behind `, 39 ans,` between a name and its function."""
    aged = at + 2 < last and view.words[at].text.isdigit() and view.words[at + 1].folded == "ans"
    return at + 2 if aged and view.words[at + 2].gap == ", " else at


#: Words that set a second post beside the first: `PDG, également administrateur du Medef`.
_ASIDE = frozenset("egalement aussi ailleurs ancien ancienne ex membre".split())


def _direct(view: Scan, name: Name, phrase: Phrase) -> bool:
    """True where a function may stand behind a name without a comma: on a short line, or behind a name that is sure."""
    first, last = view.line(name.words[0])
    return name.confidence >= 0.5 and (
        view.words[phrase.start].folded not in ("membre",)
        and (
            last - first <= 14
            or first == name.words[0]
            or name.opens == first
            or view.words[name.words[1] - 1].upper
            or view.document.text[view.words[name.opens].start - 1 : view.words[name.opens].start] == " "
        )
    )


def _member(view: Scan, name: Name, at: int, last: int) -> Iterator[Evidence]:
    """`Luc Dorme, de la CGT`; `Luc Dorme (CGT)`; `Noémie Vasse, Valdor` in a line of signatures or contacts."""
    if name.confidence < 0.3 and view.words[at].gap.strip() not in ("(",):
        return
    word, gap = view.words[at], view.words[at].gap.strip()
    start = at
    if word.folded in ("de", "du", "des", "d'", "pour", "chez"):
        start = view.skip(at + 1)
        if gap not in (",", "(") and word.folded != "chez":
            return
    body = (view.name_at(start) or view.name_at(view.skip(start))) if start < last else None
    if body is None or body[1] > last:
        return
    first = view.line(at)[0]
    alone = first == name.opens or view.words[name.opens].gap.strip() in ("-", "–", "•", "", "*", ":", ",", ";")
    end = view.words[body[1] - 1].end
    closed = view.document.text[end : end + 1] == ")"
    if gap == "(" and closed and not any(person_at(view, i, inside=True) for i in range(*body)):
        yield post(view, name, None, body, "persons.post-bracket", 0.6)
        if body[1] < last and view.words[body[1]].gap == "), ":  # `Luc Dorme (Valdor), trésorier`
            phrase = phrase_at(view.words, body[1], last, view.name_at)
            if phrase is not None:
                function = (phrase.start, phrase.end)
                yield post(view, name, function, phrase.body or body, "persons.post-behind", 0.75)
        if name.confidence >= 0.5 and place_named(view.folded(body)) is None:
            yield Evidence("persons.post-bracket", view.span(body), EntityReading("organisation"), 0.5)
    elif gap == "," and word.folded in DE:
        yield post(view, name, None, body, "persons.post-behind", 0.55)
    elif gap in (",", "–", "-", "—", "|", ":") and first == name.opens and _short(view, last, body):
        yield post(view, name, None, body, "persons.post-line", 0.6)
        yield Evidence("persons.post-line", view.span(name.words), EntityReading("person"), 0.3)
        yield Evidence("persons.post-line", view.span(body), EntityReading("organisation"), 0.55)
    elif word.folded == "chez" and alone:
        yield post(view, name, None, body, "persons.post-behind", 0.6)


def _short(view: Scan, last: int, body: Range) -> bool:
    """True for a line that is a name, a body and at most ways to reach them."""
    if body[1] == last:
        return True
    rest = view.document.folded[view.words[body[1] - 1].end : view.words[last - 1].end + 40]
    return bool(_CONTACT.search(rest)) and last - body[1] < 16


def _next_line(view: Scan, name: Name) -> Iterator[Evidence]:
    """The function that stands on the line under a name."""
    first, last = view.line(name.words[0])
    number = bisect_left(view.lines, (first, last))
    if name.opens != first and view.words[name.opens].gap.strip(" \t") not in (
        "-",
        "–",
        "—",
        "•",
        ":",
        "»",
        '"',
        "”",
        "",
    ):
        return
    if number + 1 >= len(view.lines):
        return
    start, end = view.lines[number + 1]
    if (
        start == end
        or end - start > 16
        or view.document.text.count("\n", view.words[last - 1].end, view.words[start].start) > 2
    ):
        return
    start, end = _own_column(view, name, (first, last), (start, end))
    if start < end and phrase_at(view.words, start, end, view.name_at) is not None:
        yield from _posts(view, name, start, end, "persons.post-below", 0.7)


def _own_column(view: Scan, name: Name, line: Range, below: Range) -> Range:
    """The part of the line below that stands in the column of the name, where both lines are laid out side by side."""
    rows = [cells(view.document, ViewSpan(view.words[a].start, view.words[b - 1].end)) for a, b in (line, below)]
    if len(rows[0]) < 2 or len(rows[0]) != len(rows[1]):
        return below
    at = view.words[name.words[0]].start
    column = next((i for i, (a, b) in enumerate(rows[0]) if a <= at < b), 0)
    start, end = rows[1][column]
    return view.at(start), view.at(end)


RULES: tuple[Rule, ...] = (
    *rules_of(
        behind,
        {
            "persons.post-behind": "Une fonction derrière le nom d'une personne, ou un organisme : X, directrice de Y.",
            "persons.post-bracket": "Un organisme entre parenthèses derrière le nom d'une personne : X (Y).",
            "persons.post-line": "Une ligne de signature ou de contact : une personne, un organisme.",
            "persons.post-below": "Une fonction sur la ligne qui suit le nom d'une personne.",
        },
    ),
)
