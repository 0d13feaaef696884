"""Phone numbers and e-mail addresses: where they stand and what they are. Numbers go through phonenumbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial

import phonenumbers

from pressmine.document import Document
from pressmine.offsets import ViewSpan
from pressmine.rules.lists import any_of, word_list

_AT = r"(?:@|\s?[\[({<]\s?(?:at|a|arobase|arobas|@)\s?[\])}>]\s?)"
_DOT = r"(?:\.|\s?[\[(]\s?(?:point|dot|\.)\s?[\])]\s?)"
_EMAIL = re.compile(
    rf"(?<![\w.@])[a-z0-9][\w+%'-]{{0,40}}(?:{_DOT}[\w+%'-]{{1,40}}){{0,4}}{_AT}[a-z0-9][\w-]{{0,60}}"
    rf"(?:{_DOT}[\w-]{{2,40}}){{1,4}}(?![\w@])"
)
#: Digits as people group them. International; French pairs; Swiss, Belgian and other national groupings; North America.
_PHONES = re.compile(
    r"(?P<intl>(?<![\w.])(?:\+|00)\s?[1-9]\d{0,2}(?:[\s.-]?\(0\))?(?:[\s./-]{0,2}\(?\d{1,10}\)?){1,8})"
    r"|(?P<french>(?<![\w.,/+-])\(?0[1-9]\)?(?:[\s.-]{0,2}\d{2}){4}(?![\w]|[.,]\d))"
    r"|(?P<free>(?<![\w.,/+-])0[\s.]?8\d{2}(?:[\s.]\d{3}[\s.]\d{3}|(?:[\s.]\d{2}){3})(?![\w]|[.,]\d))"
    r"|(?P<national>(?<![\w.,/+-])\(?0\d{1,3}\)?[\s./-]{1,3}\d{2,3}(?:[\s.-]\d{2,3}){1,3}(?![\w]|[.,]\d))"
    r"|(?P<american>(?<![\w.,/+-])(?:1[\s.-])?\(?[2-9]\d{2}\)?[\s.-]{1,2}[2-9]\d{2}[.-]\d{4}(?![\w]|[.,]\d))"
    r"|(?P<eight>(?<![\w.,/+-])\d{2}[\s.]\d{3}[\s.]\d{2}[\s.]\d{2}(?![\w]|[.,]\d))"
)
#: What no address goes without, and farther than which none reaches on either side of it.
_SIGN = re.compile(r"[@\[({<](?:(?<=@)|\s?(?:at|arobase|arobas|a)\s?[\])}>])")
_WIDEST = 290
_AT_SIGN, _DOT_SIGN = re.compile(_AT), re.compile(_DOT)
#: What no number goes without: six digits, which is the shortest that a country's code and its number come to.
_DIGITS = re.compile(r"\d(?:[\s()./-]{0,4}\d){5,}")
_GROUP_END = re.compile(r"[\s./-]{1,3}\(?\d{1,10}\)?$")


@dataclass(frozen=True, slots=True)
class Channel:
    """A phone number (`value` in E.164) or an e-mail address (lower case); `fax` numbers are read and not called."""

    span: ViewSpan
    kind: str
    value: str


def channels(document: Document) -> tuple[Channel, ...]:
    """All channels of the article, in order."""
    return tuple(sorted((*_emails(document), *_phones(document)), key=lambda c: c.span))


def _emails(document: Document) -> Iterator[Channel]:
    done = 0
    for sign in document.search(_SIGN):
        if sign.start() < done:
            continue
        zone = document.zone_at(sign.start()).span
        start, end = max(done, zone.start, sign.start() - _WIDEST), min(zone.end, sign.end() + _WIDEST)
        m = _EMAIL.search(document.folded, start, end)
        if m is not None and m.start() < sign.end() <= m.end():
            done = m.end()
            value = _DOT_SIGN.sub(".", _AT_SIGN.sub("@", m.group())).replace(" ", "")
            yield Channel(ViewSpan(m.start(), m.end()), "email", value.rstrip(".-"))


def _phones(document: Document) -> Iterator[Channel]:
    regions = partial(_regions, document.folded)
    at = 0
    for run in document.search(_DIGITS):
        zone = document.zone_at(run.start()).span
        at, stop = max(at, zone.start, run.start() - 2), min(zone.end, run.end() + 4)
        while (m := _PHONES.search(document.folded, at, stop)) and m.start() < run.end():
            found = _number(m, regions)
            if found is None:
                at = m.start() + 1 if m.lastgroup != "intl" else m.end()
                continue
            value, at = found
            label = document.folded[max(0, m.start() - 16) : m.start()]
            yield Channel(ViewSpan(m.start(), at), "fax" if _fax().search(label) else "phone", value)


@cache
def _fax() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){any_of(word_list('contacts')['fax'])}\.?\s?[:.]?\s{{0,2}}$")


@lru_cache(maxsize=1)
def _regions(folded: str) -> tuple[str, ...]:
    """Countries that the text speaks of, France first: in which to read a number without its country's code."""
    found = []
    for key, cues in word_list("contacts").items():
        if key.startswith("regions."):
            count = sum(folded.count(cue) for cue in cues)
            if count:
                found.append((-count, key.removeprefix("regions.")))
    return tuple(region for _, region in sorted(found))


def _number(m: re.Match[str], regions: Callable[[], tuple[str, ...]]) -> tuple[str, int] | None:
    """E.164 and where the number ends; None where the digits are no number that can be dialled."""
    kind, text = m.lastgroup, m.group()
    if kind == "intl":
        return _international(text, m.start())
    if kind in ("french", "free"):
        # The guidelines of the numbering plan apart, pairs of digits are French; overseas ones are told by their
        # region.
        for region in ("FR", "RE", "GP", "MQ", "GF"):
            value = _parsed(text, region)
            if value:
                return value, m.end()
        return None
    if kind == "national":
        order = (*regions(), "FR") if not re.match(r"\(?0\d(?:[\s.-]\d\d)+$", text) else ("FR", *regions())
    else:
        order = tuple(r for r in regions() if (r in ("CA",)) == (kind == "american") and r not in ("CH", "BE"))
        order = order or (("CA",) if kind == "american" else ())
    for region in order:
        value = _parsed(text, region)
        if value:
            return value, m.end()
    return None


def _international(text: str, start: int) -> tuple[str, int] | None:
    text = re.sub(r"^00\s?", lambda z: "+".rjust(len(z.group())), text)
    while len(text) > 7:
        value = _parsed(text.replace("(0)", ""), None)
        if value:
            return value, start + len(text)
        shorter = _GROUP_END.sub("", text)
        if shorter == text:
            return None
        text = shorter
    return None


@lru_cache(maxsize=4096)
def _parsed(text: str, region: str | None) -> str | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
