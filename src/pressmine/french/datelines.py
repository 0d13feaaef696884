"""Datelines: `Dreux, le 4 mars 2024`, `Communiqué de presse | 12 juin 2019`, `PARIS, 3 mars (Agence) -`.

The dates in them are those of the date grammar. A line that says anything else is not one: a clause, a deadline, the
day of an event have words around the date that no dateline has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from pressmine.french.alternatives import any_of
from pressmine.french.bylines import signed_until
from pressmine.french.dateline_towns import PARENTHESIS, is_known, may_be_town, town_at, town_behind, town_name
from pressmine.french.dates import DateMatch, find_dates
from pressmine.french.folding import fold
from pressmine.french.lexicon import any_form
from pressmine.french.lists import folded_set, read_list

Says = Literal["published", "updated", "dated"]

#: Characters of a line in which its dateline stands, and of what follows its date.
_WIDEST, _BEHIND = 160, 90
#: What parts the columns of a line, and the fields of a page's byline.
_COLUMNS = re.compile(r"\t+|\s{3,}|\s\|\s|\s·\s|\s•\s")
#: Signs of Markdown, bullets, a pin or a calendar, the number of an item.
_MARKS = re.compile(r"[\W_]{0,8}(?:\d{1,2}[.)]\s{1,4})?")
_ARTICLE = re.compile(rf"(?:{any_form('day_article')}\s(?::\s)?)?$")
_CLOSED = re.compile(r"\s?(?:[.,]\s?(?=[-–—]))?(?P<sign>[-–—|:.,])?[\s*_]{0,4}")
#: Who issues the text, before the town: `ORVELLE SA – Dreux, le 4 mars 2024`.
_ISSUED = re.compile(r"(?P<who>[A-ZÀ-ÖØ-Þ][^\n,.:;!?–—|]{1,50}?)\s[-–—|]\s(?=[^\n,]{2,40},\s(?:le|LE)\s)")
#: Whose page it is, before what the page prints: `L'Écho, 6 mai 2021 à 06:00 | mis à jour le 7 mai 2021`.
_MEDIUM = re.compile(r"(?P<name>[A-ZÀ-ÖØ-Þ][^\d,|–—]{1,40}?)\s?[,|–—-]\s")
#: An agency between its town and its text: `PARIS (Agence) —`.
_AGENCY = re.compile(r",?\s?(?:-{2}\s?)?(?:\([^()\n]{2,30}\)|/[^/\n]{2,20}/)\s?[-–—]{1,2}\s?(?=\S)")
_AT = re.compile(r"[àÀA]\s")
#: What is between a town and what follows.
_BETWEEN = re.compile(r"\s?[,|–—:-]?\s?")
_HOUR = re.compile(r"T\d")
_TO_THE_SECOND = re.compile(r"\d:\d\d:\d\d")


class Dateline(NamedTuple):
    """A dateline. Offsets are in the line: `start` and `end` of its date, `place` of its (first) town.

    `day` is None if no year is written; `value` is the date as written, in EDTF. `plain`: a label or a verb of
    publication comes before the date, or a town and the article: `Dreux, le 4 mars`. `weekday` (Monday is 0): the one
    that the date names. `alone`: nothing but the dateline is on the line. `firm`: it names a town, or says that the
    text was published; a bare date may belong to something else.
    """

    start: int
    end: int
    day: date | None
    place: tuple[int, int] | None
    says: Says
    alone: bool
    plain: bool = False
    weekday: int | None = None
    value: str | None = None

    @property
    def firm(self) -> bool:
        """True if the line can be nothing but a dateline."""
        return self.place is not None or self.says != "dated"


class _Front(NamedTuple):
    says: Says
    place: tuple[int, int] | None
    article: bool
    labelled: bool
    at: bool


@lru_cache(maxsize=2**10)
def read_dateline(text: str) -> Dateline | None:
    """The dateline that fills or opens a line; None if there is none.

    >>> d = read_dateline("Dreux, le 4 mars 2024 – La société Orlane agrandit son atelier.")
    >>> (d.day.isoformat(), d.place, d.alone) if d else None
    ('2024-03-04', (0, 5), False)
    >>> read_dateline("Fête du fleuve, samedi 9 mars 2024"), read_dateline("L'atelier ouvrira le 10 juin 2024.")
    (None, None)
    """
    line = text[:_WIDEST]
    if not any(c.isdigit() for c in line):
        return _undated(line)
    for start, end in _parts(line, len(text) > _WIDEST):
        found = _read(line[start:end], len(text) > _WIDEST)
        if found is not None:
            place = (found.place[0] + start, found.place[1] + start) if found.place else None
            return found._replace(start=found.start + start, end=found.end + start, place=place)
    return _undated(line)


def _parts(line: str, cut: bool) -> Iterator[tuple[int, int]]:
    """The line, then the columns that it is made of."""
    yield 0, len(line)
    issued = _ISSUED.match(line)
    if issued is not None and fold(issued.group("who")) not in folded_set("datelines", "no_towns"):
        yield issued.end(), len(line)
    labelled = _labelled().search(fold(line))
    if labelled is not None:
        yield labelled.end(), len(line)
    edges = [m.span() for m in _COLUMNS.finditer(line)]
    if edges and not cut:
        starts = [0, *(end for _, end in edges)]
        ends = [*(start for start, _ in edges), len(line)]
        for start, end in zip(starts, ends, strict=True):
            if line[start:end].strip():
                yield start, end


def _read(line: str, more: bool) -> Dateline | None:
    updated: Dateline | None = None
    at = 0
    for match in find_dates(line)[:3]:
        if match.granularity not in ("day", "minute") or not match.value or "/" in match.value:
            return updated
        front = _front(line, at, match)
        if front is None:
            return updated
        found = _whole(line, match, front, more)
        if found is None or found.says != "updated":
            return found or updated
        updated, at = updated or found, match.end
    return updated


def _whole(line: str, match: DateMatch, front: _Front, more: bool) -> Dateline | None:
    """The dateline of a date whose front is one's, if what is after it is one's, too."""
    timed = _HOUR.search(match.value or "") is not None
    placed = front.place is not None and front.article
    stamped = _TO_THE_SECOND.search(line, match.start, match.end) is not None
    if timed and match.weekday is not None and front.says == "dated" and not (front.labelled or placed or stamped):
        return None  # `samedi 9 mars 2024 à 15 h` is when something takes place
    place, end = front.place, match.end
    plain = front.labelled or front.says != "dated" or placed
    found = Dateline(match.start, match.end, match.day, None, front.says, False, plain, match.weekday, match.value)
    behind = PARENTHESIS.match(line, end)
    at = behind.end() if behind else end
    if place is None and not front.labelled and front.says == "dated":
        town = town_behind(line, at)
        if town is not None:
            place, at = town
    bracketed = line.lstrip(" *_")[:1] == "(" and line[at : at + 1] == ")"  # `(Dreux, 4 mars 2024) La société`
    closed = _CLOSED.match(line, at + bracketed)
    sign, rest = closed.group("sign") if closed else None, line[closed.end() if closed else at :]
    alone = not rest.strip(" .*_-–—|)]") and not more or _tail(rest)
    if alone:
        return found._replace(place=place, alone=True)
    sure = place is not None or front.labelled
    follows = placed or rest[:1].isupper() or rest[:1] in '«"(' or rest[:1].isdigit()
    if bracketed and sign is None and place is not None:
        sign = "–"
    if sign == "," and (not placed or front.at and front.says == "dated"):
        return None
    if sign is None or sign == "." and not sure or sign == ":" and not sure and front.says == "dated":
        return None
    if sign == "." and front.says == "dated" and front.place is None:
        return None
    return found._replace(place=place) if follows or sign in "-–—" else None


def _front(line: str, start: int, match: DateMatch) -> _Front | None:
    """What comes before a date, read as a dateline's: kind of text, verb of coming out, author, town, article."""
    before = line[start : match.start]
    folded = fold(before)
    if _of_another().search(folded):
        return None  # `ANNULE ET REMPLACE LE COMMUNIQUÉ DIFFUSÉ LE 5 DÉCEMBRE 2024`
    marks = _MARKS.match(folded)
    at = marks.end() if marks else 0
    labelled, says = False, "dated"
    signed = signed_until(before, at)
    m = _label().match(folded, signed or at)
    behind = signed_until(before, m.end()) if m else None
    labelled, at = bool(signed or m), behind or (m.end() if m else signed or at)
    if not labelled and (end := _medium_until(before, at, line[match.end :])):
        labelled, at = True, end
    m = _said().match(folded, at)
    if m:
        at = m.end()
        says = "updated" if m.group("updated") else "published"
    article = _ARTICLE.match(folded, at)
    if article:
        return _Front(says, None, bool(article.group()), labelled, False)  # type: ignore[arg-type]  # one of the three
    prefix = _AT.match(before, at)
    town = town_at(before, prefix.end() if prefix else at)
    if town is None:
        return None
    place, loose = town[0], town[1]
    m = _BETWEEN.match(before, loose)
    if m is None:
        return None
    m2 = _said().match(folded, m.end())
    end = m2.end() if m2 else m.end()
    says = says if m2 is None else "updated" if m2.group("updated") else "published"
    article = _ARTICLE.match(folded, end)
    if article is None or article.group().startswith("du") and m2 is None:
        return None  # `Réunion du 4 mars 2024`
    name, firm = before[place[0] : place[1]], bool(article.group()) or says != "dated"
    if not may_be_town(name, firm):
        return None
    if m.group().strip() in ("", ":") and says == "dated" and not is_known(name):
        return None  # `Dreux le 4 mars 2024` needs a town that is known: `Réunie le 4 mars 2024`
    shifted = (place[0] + start, place[1] + start)
    return _Front(says, shifted, bool(article.group()), labelled, prefix is not None)  # type: ignore[arg-type]  # as above


@cache
def _label() -> re.Pattern[str]:
    labels = any_of(read_list("datelines")["labels"])
    number = r"(?:\s?(?:n°|no|numero|#)\s?[\w/-]{1,12})?"
    return re.compile(
        rf"(?:\[?{labels}\]?{number}|(?:n°|numero)\s?\d{{1,5}}|(?:[nv]/)?ref(?:erence)?s?\.?\s?:?\s?[\w./-]{{1,20}})(?:\s?[|:,.–—•·-]{{1,2}}\s?|\s(?=(?:du|le)\s)|\s(?:du|le)\s|\s?$|\s(?=\d)|\s(?=(?:{any_of(read_list('datelines')['published'])})\s))"
    )


@cache
def _labelled() -> re.Pattern[str]:
    """The text's kind after the name of who issues it: `Orvelle – Communiqué de presse – 4 mars 2024`."""
    return re.compile(rf"^[^\d:;.]{{2,80}}?\s[-–—]\s(?={any_of(read_list('datelines')['labels'])}\W)")


@cache
def _of_another() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(read_list('datelines')['of_another'])}(?!\w)")


@cache
def _said() -> re.Pattern[str]:
    lists = read_list("datelines")
    return re.compile(
        rf"(?:[a-z]{{4,14}}ment\s)?(?:{any_of(lists['published'])}|(?P<updated>\(?[,|–-]?\s?{any_of(lists['updated'])}))(?!\w)"
        rf"(?:\spar\s[^\n,|]{{2,40}}?(?:\set\s{any_of(lists['published'])}\s|[\s,|·•–—-]{{1,3}})(?=(?:(?:le|ce|du|on)\s)?$))?"
        r"\s?:?\s?(?=\S|$)"
    )


def _medium_until(before: str, at: int, rest: str) -> int:
    """Where whose page it is ends, before a day: `La Gazette du Val, 4 mars 2024`, `AFP, publié le`; 0 if it is not
    there.
    """
    m = _MEDIUM.match(before, at)
    if m is None or may_be_town(m["name"], False):
        return 0
    words = not rest.strip(" .*_)") and not folded_set("media", "words").isdisjoint(fold(m["name"]).split())
    return m.end() if words or _tail(rest) or _said().match(fold(before), m.end()) else 0


def _tail(rest: str) -> bool:
    """True for what may follow a date on a dateline's own line: a change, the text's kind, the time to read."""
    folded = fold(rest[:_BEHIND]).lstrip(" ,|–—-(·•")
    if not folded or len(rest) > _BEHIND:
        return False
    lists = read_list("datelines")
    return _tails(
        tuple(lists["updated"]), tuple(lists["published"]), tuple(lists["labels"]), tuple(lists["behind"])
    ).match(folded) is not None and not re.search(r"\.\s\S", rest)


@cache
def _tails(*lists: tuple[str, ...]) -> re.Pattern[str]:
    updated, published, labels, behind = map(any_of, lists)
    return re.compile(
        rf"(?:{updated}|{published})(?!\w)|{labels}(?=\W|$)\W{{0,4}}$|{behind}(?!\w)|\d{{1,2}} ?min(?:utes?)?\b"
    )


@cache
def _counted() -> re.Pattern[str]:
    """`Publié il y a 3 heures`, `Publié hier à 18 h 30 – Mis à jour il y a 2 heures`: all that the line says."""
    lists = read_list("datelines")
    published, updated, today = (any_of(lists[name]) for name in ("published", "updated", "counted"))
    when = rf"\s?:?\s(?:il y a \w{{1,12}} \w{{1,12}}|{today}(?!\w)(?:,? (?:a )?\d[\dh: ]{{0,7}})?)"
    said = rf"(?:{published}|{updated}){when}"
    return re.compile(rf"[\W_]{{0,4}}(?:(?P<published>{published})|{updated}){when}(?:\W{{1,4}}{said})?\W{{0,3}}$")


def _undated(line: str) -> Dateline | None:
    """`PARIS (Agence) —`: a town and an agency before a text, without a date; or a day counted from today."""
    m = town_name().match(line)
    town = m if m is not None and may_be_town(m.group(), False) else None
    folded = fold(line)
    counted, place = _counted().match(folded), None
    if counted is None and town is not None and (between := _BETWEEN.match(line, town.end())):
        counted, place = _counted().match(folded, between.end()), town.span()
    if counted is not None:
        says: Says = "published" if counted.group("published") else "updated"
        return Dateline(counted.start(), counted.end(), None, place, says, True, True)
    if m is None or town is None:
        return None
    agency = _AGENCY.match(line, m.end())
    return Dateline(m.end(), m.end(), None, m.span(), "dated", False) if agency else None
