"""The posts that persons hold: function and body in front of a name, behind it, on the next line, in a list or a
signature.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import EntityReading, Evidence, PostReading, Rule
from pressmine.french.functions import Phrase, behind_degrees, function_words, is_function, phrase_at
from pressmine.french.places import place_named
from pressmine.offsets import Span
from pressmine.rules.names.lines import Range
from pressmine.rules.names.people import Name, people, person_at
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import personal
from pressmine.rules.together import together

_AFTER = re.compile(r"\.?\s?[,(:|]\s?|\s[-–—]\s|\s|\s?\*\*\s?,?\s?")
_CONTACT = re.compile(r"@|\btel\b|\bmob\.?\b|\bport\.?\b|\bmail\b|(?:\+\d{2}|\b0\d)[\s.\-()/]{0,3}\d\d")
#: Words between an article and a function that belong to it.
_BEFORE_FUNCTIONS = frozenset("1er 1ere 1re 2e premier premiere ancien ancienne nouveau nouvelle futur future".split())
_FOUNDED = re.compile(
    r"(?:dirige|fonde|preside|cree|pilote|represente|gere|anime|incarne|cofonde|emmene|porte)(?:e|s"
    r"|es)?\b.{0,40}?\bpar (?:son |sa |le |la |l'|m\. |mme )?$"
)


def behind(document: Document) -> Iterator[Evidence]:
    """`Inès Robart, directrice générale de Valdor`; `Luc Dorme (CGT)`; the function on the next line."""
    view = scan(document)
    for name in _candidates(view):
        at = name.words[1]
        last = view.line(name.words[0])[1]
        if at < last:
            gap = view.words[at].gap
            if _AFTER.fullmatch(gap):
                yield from _posts(view, name, at, last, "persons.post-behind", 0.8)
        else:
            yield from _next_line(view, name)


def _candidates(view: Scan) -> list[Name]:
    """Names of persons, and runs of two or three capital words that a function may make persons."""
    known = list(people(view))
    taken = {i for n in known for i in range(*n.words)}
    for words in view.names:
        if (
            2 <= words[1] - words[0] <= 3
            and taken.isdisjoint(range(*words))
            and view.body(words[0]) is None
            and not any(view.words[i].elision or is_function(view.words[i].folded) for i in range(*words))
        ):
            known.append(Name(words, words[0], 0.0, ""))
    return sorted(known, key=lambda n: n.words)


def _posts(view: Scan, name: Name, at: int, last: int, rule: str, confidence: float) -> Iterator[Evidence]:
    """The functions that begin at a word, one or two of them, each with its body."""
    at = behind_degrees(view.words, _behind_age(view, at, last), last)
    phrase = phrase_at(view.words, at, last, view.name_at) if at < last else None
    if phrase is None and at < last:
        yield from _member(view, name, at, last)
    if phrase is None:
        return
    if view.words[at].gap == " " and not _direct(view, name, phrase):
        return
    body = phrase.body
    if body is None and phrase.stop < last and view.words[phrase.stop].gap == " (":
        bracket = view.name_at(phrase.stop)
        closed = bracket is not None and view.document.text[view.words[bracket[1] - 1].end] == ")"
        body = bracket if closed else None
    yield _post(view, name, (phrase.start, phrase.end), body, rule, confidence)
    territorial = view.words[phrase.start].folded.startswith(
        ("ministre", "maire", "adjoint", "depute", "senat", "prefet", "habitant", "elu")
    )
    if body is not None and not territorial and place_named(view.folded(body)) is None and not personal(view, body):
        yield Evidence(rule, view.span(body), EntityReading("organisation"), 0.5)
    if name.confidence < 0.5:
        yield Evidence(rule, view.span(name.words), EntityReading("person"), 0.5)
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
        yield _post(view, name, (start, phrase.end), phrase.body, rule, confidence - (0.3 if aside else 0.1))


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
    body = view.name_at(start) if start < last else None
    if body is None or body[1] > last:
        return
    first = view.line(at)[0]
    alone = first == name.opens or view.words[name.opens].gap.strip() in ("-", "–", "•", "", "*", ":", ",", ";")
    end = view.words[body[1] - 1].end
    closed = view.document.text[end : end + 1] == ")"
    if gap == "(" and closed and not any(person_at(view, i, inside=True) for i in range(*body)):
        yield _post(view, name, None, body, "persons.post-bracket", 0.6)
        if body[1] < last and view.words[body[1]].gap == "), ":  # `Luc Dorme (Valdor), trésorier`
            phrase = phrase_at(view.words, body[1], last, view.name_at)
            if phrase is not None:
                function = (phrase.start, phrase.end)
                yield _post(view, name, function, phrase.body or body, "persons.post-behind", 0.75)
        if name.confidence >= 0.5 and place_named(view.folded(body)) is None:
            yield Evidence("persons.post-bracket", view.span(body), EntityReading("organisation"), 0.5)
    elif gap == "," and word.folded in ("de", "du", "des", "d'"):
        yield _post(view, name, None, body, "persons.post-behind", 0.55)
    elif gap in (",", "–", "-", "—", "|", ":") and first == name.opens and _short(view, first, last, body):
        yield _post(view, name, None, body, "persons.post-line", 0.6)
        yield Evidence("persons.post-line", view.span(name.words), EntityReading("person"), 0.3)
        yield Evidence("persons.post-line", view.span(body), EntityReading("organisation"), 0.55)
    elif word.folded == "chez" and alone:
        yield _post(view, name, None, body, "persons.post-behind", 0.6)


def _short(view: Scan, first: int, last: int, body: Range) -> bool:
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
    if start == end or end - start > 16 or view.words[start].start - view.words[last - 1].end > 12:
        return
    phrase = phrase_at(view.words, start, end, view.name_at)
    if phrase is not None:
        yield from _posts(view, name, start, end, "persons.post-below", 0.7)


def in_front(document: Document) -> Iterator[Evidence]:
    """`le président de Valdor, Luc Dorme`; `la ministre Inès Robart`; `Cheffe du service, le Dr Noé Vasse`."""
    view = scan(document)
    heads = view.where(function_words(), is_function)
    names = _candidates(view)
    owned = {n.words[1] for n in names if n.confidence}
    for name in names:
        first = view.line(name.words[0])[0]
        start = name.opens
        while (
            start > first
            and view.words[start - 1].folded in ("le", "la", "l'", "notamment", "nommee", "nomme")
            and view.words[start].gap in (" ", "")
        ):
            start -= 1
        for index in heads[bisect_left(heads, max(first, start - 26)) : bisect_left(heads, start)]:
            phrase = _reaching(view, index, start, name.words[0])
            if (
                phrase is None
                or phrase.start in owned
                and view.words[phrase.start].gap.strip(" ") in (",", "(", "-", "–")
            ):
                continue
            if _owned(view, phrase.start, owned):
                continue
            if name.confidence < 0.3 and view.words[name.words[0]].gap != " " and name.opens == name.words[0]:
                continue
            yield _post(view, name, (phrase.start, phrase.end), phrase.body, "persons.post-front", 0.7)
            if name.confidence < 0.5:
                yield Evidence("persons.post-front", view.span(name.words), EntityReading("person"), 0.45)
            break


def _reaching(view: Scan, index: int, start: int, name: int) -> Phrase | None:
    """The phrase that begins at a function noun and ends where the name begins."""
    first = view.line(index)[0]
    begin = index
    while (
        begin > first
        and index - begin < 3
        and view.words[begin].gap == " "
        and view.words[begin - 1].folded in _BEFORE_FUNCTIONS
    ):
        begin -= 1
    phrase = phrase_at(view.words, begin, start, lambda i: _clipped(view.name_at(i), start))
    if phrase is None:
        return None
    gap = view.words[start].gap
    if gap == " " and view.words[start - 1].folded in ("de", "du", "des", "d'", "a", "avec", "pour", "par", "chez"):
        return None
    if phrase.stop == start and gap in (" ", ", ", " : ", "", " – ", ": "):
        return phrase
    return None


def _clipped(words: Range | None, end: int) -> Range | None:
    return None if words is None or words[0] >= end else (words[0], min(words[1], end))


def _owned(view: Scan, index: int, owned: set[int]) -> bool:
    """True where the function belongs to the name in front of it: `Luc Dorme, maire de Dreux, Inès Robart, préfète`."""
    at = index
    first = view.line(index)[0]
    while at > first and view.words[at].gap in (" ", "") and view.words[at - 1].folded in ("le", "la", "l'"):
        at -= 1
    return at in owned and view.words[at].gap.strip(" *") in (",", "(", "-", "–", "—")


def founded(document: Document) -> Iterator[Evidence]:
    """`l'association dirigée par Inès Robart`, `Valdor a été fondé par Luc Dorme`: a person tied to a body by a
    participle.
    """
    view = scan(document)
    for name in people(view):
        sentence = document.sentence_at(view.words[name.words[0]].start)
        lead = document.folded[sentence.start : view.words[name.opens].start]
        m = _FOUNDED.search(lead)
        if not m:
            continue
        limit = view.at(sentence.start + m.start())
        first = view.at(sentence.start)
        body = next(
            (
                n
                for n in (view.name_at(i) for i in range(limit - 1, first - 1, -1))
                if n is not None and n[1] <= limit + 1 and n[0] >= first
            ),
            None,
        )
        if body is not None:
            outer = [n for i in range(first, body[0]) if (n := view.name_at(i)) is not None and n[1] >= body[1]]
            yield _post(view, name, None, outer[0] if outer else body, "persons.founded", 0.45)


def _post(view: Scan, name: Name, function: Range | None, body: Range | None, rule: str, confidence: float) -> Evidence:
    """Evidence of a post; its span reaches from the first to the last stretch of it."""
    spans = [view.span(name.words)]
    said: Span | None = None
    where: Span | None = None
    if function is not None:
        said = view.span(function)
        spans.append(said)
    if body is not None:
        where = view.span(body)
        spans.append(where)
    whole = Span(min(s.start for s in spans), max(s.end for s in spans))
    return Evidence(rule, whole, PostReading(view.span(name.words), said, where), confidence)


RULES: tuple[Rule, ...] = (
    *together(
        behind,
        {
            "persons.post-behind": "Une fonction derrière le nom d'une personne, ou un organisme : X, directrice de Y.",
            "persons.post-bracket": "Un organisme entre parenthèses derrière le nom d'une personne : X (Y).",
            "persons.post-line": "Une ligne de signature ou de contact : une personne, un organisme.",
            "persons.post-below": "Une fonction sur la ligne qui suit le nom d'une personne.",
        },
    ),
    Rule("persons.post-front", "Une fonction devant le nom d'une personne.", in_front),
    Rule("persons.founded", "Une personne qui a fondé ou dirige un organisme nommé dans la phrase.", founded),
)
