"""What a line above a text is: its kind, letterhead, an address, a byline, an occasion; else it may be the headline."""

from __future__ import annotations

import re
from functools import cache

from pressmine.document import ZoneKind
from pressmine.french.alternatives import any_of
from pressmine.french.bylines import is_given_in_full, read_byline
from pressmine.french.clauses import has_finite_verb
from pressmine.french.datelines import read_dateline
from pressmine.french.dates import find_dates, only_date
from pressmine.french.known import bodies, name_key
from pressmine.french.lexicon import any_form, any_written
from pressmine.french.lists import folded_set, read_list
from pressmine.french.signature_lines import signs_for
from pressmine.french.text_kinds import is_embargo, text_kind, titled_from
from pressmine.zones.lines import Line

#: Words of a line of the head that may be labelled by what it opens with.
_SHORT = 24
#: Two things side by side, as the page was laid out: letterheads, or one and the dateline. No headline looks so.
_COLUMNS = re.compile(r"\s{3,}|\t")
_SPACED = re.compile(r"(?:\w\s{1,4}){5,40}\w")
_LETTER_GAP = re.compile(r"(?<=\w)\s(?=\w(?:\s|$))")
_INITIALS = re.compile(r"(?:[A-Z]\.\s?-?){1,3}[A-Z]?\.?$")
PERSON = re.compile(
    rf"(?:(?:[A-ZÀ-Ý]\.\s?-?){{1,3}}|[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:-[A-ZÀ-Ý][a-zà-öø-ÿ]+)?\s)(?:{any_written('particle')}\s|d['’])*"
    r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s(?:(?:de|da)\s)?[A-ZÀ-ÖØ-Þ][\w'’-]+)?$"
)
_WITH = re.compile(r"\(?[Aa]vec (?P<who>[\w' -]{2,40})\)?")
#: What comes before a day that opens a line.
_ARTICLES = frozenset(["", "le", "les", "du", "de", "ce", "des", "a partir du"])
#: The number of an issue or of a page.
_NUMBERED = re.compile(r".{0,40}\bn° ?\d{1,4}\b.{0,32}$|.{0,60}\bpage \d{1,3}(?: ?/ ?\d{1,3})?$")
_REPLACES = re.compile(r"\W{0,4}(?:.{0,40}\W)?annule et remplace\b")
_CODE = re.compile(
    r"\b\d{5}\s[A-ZÀ-Þ]|\bF-\d{5}\b|\b[Cc](?:edex|EDEX)\b|\b(?:BP|CS) ?\d|www\.|http|@|\b[Tt](?:él|el|ÉL|EL)\b"
)
#: What a day is for, in front of it: `Date de clôture : 15 avril 2022`.
_LABELLED = re.compile(r"[^\W\d][^:\n]{2,50}\s?:\s")
_SAID = re.compile(r"\s:\s")
#: Who took or drew a picture, in the words below it.
_CREDITED = re.compile(rf"(?:^|[\s(])(?:© ?\w|{any_form('credit_label')} ?: ?\w)")
#: Another text that this one speaks of, or the press that it speaks to.
_OF_A_TEXT = re.compile(rf"\b{any_form('text_spoken_of')}\b")
#: After a kind: what the text is about, or whom it speaks to.
_ON_SOMETHING = re.compile(rf"\s{any_form('about_something')}\s(?!diffusion|publication|la redaction)")


_OF_WHOM = re.compile(r"\s(?:du|des|de|d')\s?(?!presse)[a-z]")


@cache
def _letterhead() -> re.Pattern[str]:
    return re.compile(rf"[\W_]{{0,4}}{any_of(read_list('head')['letterhead'])}(?!\w)")


@cache
def _addressed() -> re.Pattern[str]:
    return re.compile(rf"{any_of(read_list('head')['addressed'])}(?!\w)")


@cache
def _way() -> re.Pattern[str]:
    ways = any_of(read_list("head")["ways"])
    return re.compile(
        rf"\b\d{{1,4}}(?:\s?(?:bis|ter|[a-d]))?,?\s{ways}\s|^{ways}\s.{{2,40}}\s\d{{1,4}}$|,\s{ways}\s\w|^{ways}\s\w{{0,4}}\s?\w+(?:\s\w+)?$"
    )


@cache
def _occasion() -> re.Pattern[str]:
    return re.compile(rf"[\W_]{{0,4}}{any_of(read_list('head')['occasions'])}(?!\w)")


def is_kind(line: Line) -> bool:
    """True for a line that names the kind of the text, with its number, its day or whose it is."""
    folded = _joined(line.folded)
    m = text_kind(folded)
    if m is None:
        return _NUMBERED.match(folded) is not None and not _says_more(line)
    rest = m.group("rest")
    if titled_from(line.text, line.folded) or _ON_SOMETHING.match(rest) and not _OF_A_TEXT.search(rest):
        return False  # `Lettre ouverte sur la santé`
    return len(rest) <= 60 and not (len(rest.split()) > 2 and has_finite_verb(rest.replace("n°", "")))


def names_whose(line: Line) -> bool:
    """True for a kind with whose text it is, the title where there is no other: `Motion du conseil municipal`."""
    m = text_kind(line.folded)
    return m is not None and _OF_WHOM.match(m.group("rest")) is not None


def _says_more(line: Line) -> bool:
    return line.words > 4 and has_finite_verb(line.text.replace("n°", "")) or line.words > 6 and " : " in line.text


def _joined(folded: str) -> str:
    """`I N V I T A T I O N   P R E S S E`, read as the words that it spells."""
    if _SPACED.fullmatch(folded) is None:
        return folded
    return re.sub(r"\s{2,}", " ", _LETTER_GAP.sub("", folded))


def is_address(text: str, folded: str) -> bool:
    """True for a line with a street, a post code, a mailbox, a page."""
    return _CODE.search(text) is not None or _way().search(folded) is not None


def is_occasion(line: Line) -> bool:
    """True for when something takes place, or until when one may answer: no headline and no dateline."""
    labelled = _LABELLED.match(line.text)
    if only_date(line.text[labelled.end() :] if labelled else line.text) is not None:
        return True
    if line.words > 16 or not any(c.isdigit() for c in line.text):
        return False
    dates = find_dates(line.text)
    if not dates or has_finite_verb(line.text) or _SAID.search(line.text):
        return False
    if _occasion().match(line.folded):
        return True
    day = dates[0].granularity in ("day", "minute") or "/" in (dates[0].value or "")
    return day and line.folded[: dates[0].start].strip() in _ARTICLES


def _field(folded: str) -> ZoneKind | None:
    """`Date de publication`, `Publié dans`, alone on a line over their value: what a page says of the article."""
    name = folded.strip(" *_:")
    if name in folded_set("datelines", "published") or name in folded_set("datelines", "updated"):
        return ZoneKind.DATELINE
    return ZoneKind.BOILERPLATE if name in folded_set("residue", "filed") else None


def label(line: Line, below: bool) -> bool:
    """Label what is plainly letterhead, dateline or byline; `below`: what may be the headline stands above."""
    folded = line.folded
    dateline = read_dateline(line.text) if line.words <= _SHORT else None
    dated = dateline is not None and dateline.alone
    columns = _COLUMNS.split(folded)
    if len(columns) > 1 and all(len(c.split()) <= 8 for c in columns) and not _SPACED.fullmatch(folded):
        line.kind = ZoneKind.DATELINE if dated else ZoneKind.LETTERHEAD
    elif line.words <= _SHORT and not _says_author(line) and (_is_letterhead(line) or is_kind(line)):
        line.kind = ZoneKind.LETTERHEAD
    elif _field(folded) is not None:
        line.kind = _field(folded)
    elif dateline is not None and dated:
        signed = below and (read_byline(line.text) or dateline.place is None and _named_first(line, dateline.start))
        line.kind = ZoneKind.BYLINE if signed else ZoneKind.DATELINE
    elif _with_agency(line) or below and line.words <= _SHORT and _CREDITED.search(folded):
        line.kind = ZoneKind.CREDIT
    elif _is_byline(line, below):
        line.kind = ZoneKind.BYLINE
    return line.kind is not None


def _with_agency(line: Line) -> bool:
    """True for a line that names the agency behind a text: `(avec AFP)`, `Avec Reuters`."""
    m = _WITH.fullmatch(line.text)
    found = bodies().get(name_key(m["who"])) if m else None
    return found is not None and found.type == "media"


def _named_first(line: Line, date: int) -> bool:
    """True if a person's name alone comes before the date."""
    return PERSON.match(line.text[:date].rstrip(" ,|–—-·").removesuffix(" le").rstrip(" ,|–—-·")) is not None


def _is_letterhead(line: Line) -> bool:
    folded = line.folded
    if is_embargo(folded) or _REPLACES.match(folded) or _letterhead().match(folded):
        return True
    return _addressed().match(folded) is not None and (folded.endswith(",") or not has_finite_verb(line.text))


def _says_author(line: Line) -> bool:
    """True for `Tribune d'Anne Roy`, where the kind of the text comes before who wrote it."""
    byline = read_byline(line.text)
    return byline is not None and byline.said and byline.opens


def _is_byline(line: Line, below: bool) -> bool:
    if signs_for(line.folded, 0, len(line.folded)):
        return False  # `Pour Valdor, Anne Roy` ends a text
    if _INITIALS.match(line.text):
        return True
    byline = read_byline(line.text)
    if _says_author(line) or below and byline is not None and byline.opens:
        return True
    return below and line.words <= 4 and (PERSON.match(line.text) is not None or is_given_in_full(line.text))
