"""Bylines: `Par Luc Roy`, `Publié le 4 mai 2021 par Anne Le Goff`, `4 mai 2021 | Luc Roy`, `Luc Roy, journaliste`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pressmine.french.alternatives import any_of
from pressmine.french.calendar import WEEKDAYS
from pressmine.french.dateline_towns import is_known
from pressmine.french.dates import find_dates, only_date
from pressmine.french.folding import fold
from pressmine.french.head_nouns import is_head
from pressmine.french.lexicon import any_form, any_written
from pressmine.french.lists import folded_set, given_names, read_list
from pressmine.french.signature_lines import NAME

#: Characters and words of a byline's line, and words of what follows its names.
LONGEST, _MOST = 200, 24
#: A person's name by its form, or initials.
_NAME = re.compile(
    rf"(?:[A-Z]\.\s?-?){{1,3}}[A-ZÀ-ÖØ-Þ][\w'’-]{{2,30}}|{NAME.pattern.removesuffix('$')}"
    r"|(?:[A-Z]\.[\s-]?){1,2}[A-Z]\.?(?!\w)"
)
_ONE_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]{2,30}(?!\w)")
#: Between the names of several authors.
_COUPLED = re.compile(r"\s?[,/;&]\s?|\s(?:et|and)\s")
#: What parts the particulars of a line.
_PARTED = re.compile(r"\s?[|·•,\n\t]\s?|\s[–—/-]\s")
#: What may follow the names of a byline.
_BEHIND = re.compile(
    rf"[^\w@]*(?:$|\d|@)|\s?[|·•–—(/\n@]|\s[–—-]\s|,\s?(?:le\s)?\d|[\s,]{{1,2}}(?:{any_form('behind_byline')}|{any_of(WEEKDAYS)})\b"
    r"|\s?,\s[^.]{2,60}$"
)
#: Between the names and the day of a byline.
_JOINT = re.compile(r"\s?[,|·•(]\s?|\s[–—-]\s|\s")
_WITH_AGENCY = re.compile(rf"avec\s(?:l'|l’)?{any_written('news_agency', 'agency_in_credit')}\.?")
#: Letters of the acronym that opens the name of a body.
_ACRONYM = 5
_NO_NAMES = folded_set("bylines", "no_names") | folded_set("bylines", "behind_name")
_AT = any_form("between_author_and_place")
_WRITER = re.compile(rf"{any_of(read_list('bylines')['writers'])}(?:\s{_AT}\s.{{2,30}})?")


class Byline(NamedTuple):
    """The byline of a text: the positions of its authors' names in a line.

    `said`: words say so (`par`, `texte :`), else a day or a journalist's post is next to the name. `opens`: nothing
    but a day comes before them.
    """

    names: tuple[tuple[int, int], ...]
    said: bool
    opens: bool


@lru_cache(maxsize=2**10)
def read_byline(text: str) -> Byline | None:
    """The byline that a line is or contains.

    >>> line = "Publié le 4 mai 2021 par Anne Le Goff et Luc Roy"
    >>> [line[a:b] for a, b in read_byline(line).names]
    ['Anne Le Goff', 'Luc Roy']
    >>> read_byline("Par la rédaction"), read_byline("Un pont réparé par Luc Roy")
    (None, None)
    """
    if not 4 < len(text) <= LONGEST or len(text.split()) > _MOST:
        return None
    folded = fold(text)
    for m in _by().finditer(folded):
        names = names_at(text, m.end())
        if not names or not _ends(text, folded, names[-1][1]):
            continue
        opens = _dated_only(text[: m.start()])
        if opens or _PARTED.search(text, max(0, m.start() - 3), m.start()) and m.start() < LONGEST / 3:
            return Byline(names, True, opens)
    return _beside(text)


def signed_until(text: str, at: int) -> int | None:
    """The end of the names in a byline that has its date after them: `Par Luc Roy, le 4 mai`, `Luc Roy – 4 mai`."""
    m = _by().match(fold(text), at)
    names = names_at(text, m.end() if m else at)
    if (
        not names
        or m is None
        and not (is_given_in_full(text[slice(*names[0])]) and not is_known(text[slice(*names[0])]))
    ):
        return None
    joint = _JOINT.match(text, names[-1][1])
    return joint.end() if joint else None


def names_at(text: str, at: int) -> tuple[tuple[int, int], ...]:
    """The positions of persons' names in sequence from a position on."""
    names: list[tuple[int, int]] = []
    while (m := _NAME.match(text, at) or _ONE_WORD.match(text, at)) is not None:
        end = at + len(_cut(m.group()))
        name = text[at:end]
        if not is_person(name) or names and " " not in name and "." not in name:
            break
        names.append((at, end))
        joint = _COUPLED.match(text, end)
        if joint is None:
            break
        at = joint.end()
    return tuple(names)


def _cut(name: str) -> str:
    """A name without the words after it that begin another particular: `Luc Roy Publié`."""
    ends = folded_set("bylines", "behind_name") | folded_set("bylines", "writers")
    for word in re.finditer(r"(?<=\s)\S+", name):
        folded = fold(word.group())
        if folded in ends and (folded != "le" or word.group() in ("Le", "LE") and word.end() == len(name)):
            return name[: word.start()].rstrip()
    return name


def is_person(name: str) -> bool:
    """False for a body that signs its texts: `Collectif Rivage`, `AFP`, a single word that is not a given name."""
    words = [fold(word) for word in name.split()]
    if not words or words[0] in _NO_NAMES or words[0].startswith(("l'", "l’")):
        return False
    if "." in name[:4]:
        return True
    if opens_with_given(name) or any(word in given_names() for word in words):
        return not any(is_head(word) for word in words)
    first = name.split()[0]
    acronym = first.isupper() and first.isalpha() and len(first) <= _ACRONYM
    named = len(words) > 1 and not acronym and name.split()[-1][:1].isupper()
    return named and not any(is_head(word) for word in words)


def opens_with_given(name: str) -> bool:
    """True if the first word is a known given name."""
    word = fold(name.split()[0])
    return word in given_names() or word.split("-")[0] in given_names()


def _ends(text: str, folded: str, at: int) -> bool:
    """True if a byline may end, or continues another particular; a sentence does not."""
    rest = text[at:].strip(" .*_")
    return not rest or _BEHIND.match(folded, at) is not None and not text.rstrip(" *_").endswith((".", ":", "!", "?"))


def _dated_only(front: str) -> bool:
    """True for nothing, or for a day with what is written around it: `Publié le 4 mai 2021, `."""
    if not front.strip(" *_([–—-•·|"):
        return True
    dates = find_dates(front)
    if not dates:
        return False
    around = fold(front[: dates[0].start] + " " + front[dates[-1].end :])
    return _around_day().fullmatch(around) is not None


def _beside(text: str) -> Byline | None:
    """A name with a day next to it, or with what journalists are called."""
    fields = [0, *(at for m in _PARTED.finditer(text) for at in m.span()), len(text)]
    spans = [(a, b) for a, b in zip(fields[::2], fields[1::2], strict=True) if text[a:b].strip(" *_")]
    if len(spans) == 1:
        return _with_day(text)
    names = [span for span in spans if is_given_in_full(text[slice(*span)])]
    others = [text[slice(*span)].strip() for span in spans if span not in names]
    if not names or len(spans) > 6 or any(len(other.split()) > 6 for other in others):
        return None
    if names[0] not in spans[:2] or not any(_is_day(other) or _is_writer(other) for other in others):
        return None
    return Byline(tuple(names), False, names[0] == spans[0] or _is_day(text[slice(*spans[0])].strip()))


def _with_day(text: str) -> Byline | None:
    """`Luc Roy 4 mai 2021`: nothing but a space between name and day."""
    m = _NAME.match(text)
    end = len(_cut(m.group())) if m else 0
    behind = text[end:].strip(" ()")
    if m is None or not is_given_in_full(text[:end]) or not (_is_day(behind) or _WITH_AGENCY.fullmatch(behind)):
        return None
    return Byline(((0, end),), False, True)


def is_given_in_full(text: str) -> bool:
    """True for a name that begins with a given name or initials."""
    m = _NAME.fullmatch(text)
    return m is not None and " " in text and is_person(text) and (opens_with_given(text) or "." in text[:3])


def _is_day(text: str) -> bool:
    found = only_date(re.sub(r"^[Ll]e\s", "", text))
    return found is not None


def _is_writer(text: str) -> bool:
    return _WRITER.fullmatch(fold(text)) is not None


@cache
def _around_day() -> re.Pattern[str]:
    said = any_of([*read_list("datelines")["published"], *read_list("datelines")["updated"]])
    return re.compile(rf"[\W_]*(?:{said})?(?:[\W_]*(?:{any_form('day_article')}|a)\b)?[\W_]*(?:{said})?[\W_]*")


@cache
def _by() -> re.Pattern[str]:
    """What comes right before the name of who wrote a text."""
    words = read_list("bylines")
    work, written, writer = any_of(words["works"]), any_of(words["written"]), any_of(words["writers"])
    return re.compile(
        rf"(?<!\w)(?:(?:(?:un|une)\s)?(?:{work}\s)?(?:{written}\s(?:le\s[^,;:|]{{4,40}}?\s)?)?(?:par|by)\s?:?\s"
        rf"|(?:(?:un|une)\s)?{any_of(words['signed'])}\s(?:de\s|d'|:\s?)|{work}\s:\s?|textes?(?:\set\sphotos?)?\s(?=\S)"
        rf"|{writer}\s?:\s?|(?:de\s)?(?:notre|nos)\s{writer}(?:\s(?:a|en|au|aux)\s[^,]{{2,30}})?,?\s)"
    )
