"""Mails inside the text of a mail: forwarded and answered ones, as mail programs write them in French and English.

A text is cut where the headers of another mail are in it, or the line that says who wrote what follows. The largest
of its letters is the article; the others, and who passed it on, are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pressmine.document import Mark, MarkKind
from pressmine.offsets import Span
from pressmine.readers.dates import iso_date
from pressmine.readers.word_lists import words

_LINE = re.compile(r"[^\n]+")
_HEADER = re.compile(
    r"[ \t>*]{0,12}(?P<key>[^\W\d_](?:[^\W\d_]|[ '’-]){0,18}?)"
    r"[ \t\xa0]{0,3}\*{0,2}[ \t\xa0]?:[ \t\xa0*]{0,4}(?P<value>\S.{0,1000})?$"
)
_DATE = re.compile(
    r"(?:(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)[a-zé]{0,6}\.?,?\s)?(?:le\s)?"
    r"(?P<day>\d{1,2}(?:er)?\s[^\W\d_]{3,9}\.?,?\s\d{4}|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d\d-\d\d|[^\W\d_]{3,9}\.?\s\d{1,2},\s\d{4})",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"^[ \t>]{0,12}(?:Le|On)\s(?P<date>[^\n]{6,60}?),?\s[^\n]{2,120}?"
    r"(?:\n[^\n]{0,120}?)?\s(?:a\sécrit|wrote)[ \xa0]?:[ \t]*$",
    re.MULTILINE,
)
#: `> ` before lines that another mail said.
_QUOTED = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
_LETTERS = re.compile(r"\w+")
#: Headers that the span above a mail has at least, of which one says from whom it is.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Inner:
    """The mail inside a text that is the article: what its headers declare, with places in the text.

    `marks` say what of the text around it is none of it; it is not `passed_on` where the text above it is the article.
    """

    marks: tuple[Mark, ...]
    passed_on: bool
    subject: Span | None
    published: str | None
    published_span: Span | None


@dataclass(slots=True)
class _Letter:
    """A mail: where its headers begin and its own text stands."""

    start: int
    body: int
    end: int = 0
    subject: Span | None = None
    date: Span | None = None


def inner_mail(text: str) -> Inner | None:
    """The mail inside a mail's text that is the article, or None if that is the mail itself."""
    letters = [_Letter(0, 0), *sorted((*_by_headers(text), *_by_attribution(text)), key=lambda letter: letter.start)]
    letters = [a for a, b in zip(letters, [None, *letters], strict=False) if b is None or a.start >= b.body]
    if len(letters) == 1:
        return None
    for letter, following in zip(letters, letters[1:], strict=False):
        letter.end = following.start
    letters[-1].end = len(text)
    sizes = [sum(map(len, _LETTERS.findall(text, a.body, a.end))) for a in letters]
    at = max(range(len(letters)), key=lambda i: (sizes[i], i))
    chosen = letters[at]
    if at == 0:
        return Inner((_left_out(letters[1].start, len(text)),), False, None, None, None)
    published, span = _published(text, chosen.date)
    return Inner(tuple(_marks(text, chosen)), True, chosen.subject, published, span)


def _left_out(start: int, end: int) -> Mark:
    return Mark(MarkKind.BOILERPLATE, Span(start, end))


def _marks(text: str, letter: _Letter) -> Iterator[Mark]:
    subject = letter.subject
    line = text.rfind("\n", 0, subject.start) + 1 if subject else 0
    if subject:
        if line:
            yield _left_out(0, line)
        yield Mark(MarkKind.MAIL_HEADER, Span(line, subject.end))
    yield _left_out(subject.end if subject else 0, letter.body)
    if letter.end < len(text):
        yield _left_out(letter.end, len(text))
    for m in _QUOTED.finditer(text, letter.body, letter.end):
        yield Mark(MarkKind.MARKUP, Span(*m.span()))


def _by_headers(text: str) -> Iterator[_Letter]:
    """Runs of header lines; the line above that announces them belongs to them."""
    run: list[tuple[str, re.Match[str], int]] = []
    before = 0
    last = 0
    for line in _LINE.finditer(text + "\n"):
        m = _HEADER.match(line.group())
        key = _key(m["key"]) if m else None
        if key and m:
            if not run:
                before = _announced(text, line.start())
            run.append((key, m, line.start()))
            last = line.end()
            continue
        if not line.group().strip(" \t>"):
            continue
        if run and line.group()[:1] in " \t" and not m:
            last = line.end()  # the rest of a list of recipients
            continue
        if _is_mail(run):
            yield _letter(run, before, last)
        run = []
    if _is_mail(run):
        yield _letter(run, before, last)


def _is_mail(run: list[tuple[str, re.Match[str], int]]) -> bool:
    keys = {key for key, _, _ in run}
    return len(keys) >= _FEWEST and "from" in keys


def _letter(run: list[tuple[str, re.Match[str], int]], start: int, body: int) -> _Letter:
    spans = {key: Span(at + m.start("value"), at + m.end("value")) for key, m, at in run if m["value"]}
    return _Letter(start, body, subject=spans.get("subject"), date=spans.get("date"))


def _by_attribution(text: str) -> Iterator[_Letter]:
    """`Le lun. 4 mars 2024 à 16:17, X <x@y.fr> a écrit :`"""
    for m in _WROTE.finditer(text):
        yield _Letter(m.start(), m.end(), date=Span(*m.span("date")))


def _announced(text: str, at: int) -> int:
    """Where the line stands that announces the headers: `Début du message réexpédié :`, `-- Forwarded message --`."""
    above = text[:at].rstrip(" \t\n>")
    line = above[above.rfind("\n") + 1 :]
    said = {word.lower() for word in _LETTERS.findall(line)}
    rule = bool(line) and not said
    return len(above) - len(line) if rule or (len(said) <= 6 and said & words("words", "mail_announced")) else at


def _published(text: str, date: Span | None) -> tuple[str | None, Span | None]:
    m = _DATE.search(text, date.start, date.end) if date else None
    declared = iso_date(m["day"]) if m else None
    return (declared, Span(*m.span("day"))) if m and declared else (None, None)


@cache
def _keys() -> dict[str, str]:
    kinds = ("from", "to", "date", "subject", "other")
    return {said: kind for kind in kinds for said in words("words", f"mail_{kind}")}


def _key(said: str) -> str | None:
    """Which header a label names, whatever its language."""
    return _keys().get(" ".join(said.lower().replace("’", "'").split()))
