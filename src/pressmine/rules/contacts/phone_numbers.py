"""Phone numbers as people write them: their positions, and their international form (by the library phonenumbers).

A number with a country code is complete. Without one, the country is that of the town or body next to the number, or
the one that the text is about; digits in pairs are French unless something says otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

import phonenumbers

from pressmine.document import Document, ZoneKind
from pressmine.offsets import ViewSpan
from pressmine.rules.lists import any_of, word_list

#: What no number goes without: six digits, which is the shortest that a country's code and its number come to.
_DIGITS = re.compile(r"\d(?:[\s()./,-]{0,4}\d){5,}")
#: Nothing of a longer number, a decimal or a word follows.
_END = r"(?!\w|\.\d|,\d(?!\d(?:[\s.-]?\d\d){4}))"
#: Digits as people group them, by the kind that says in which country to read them.
_FORMS = (
    ("area", r"(?:\+?1[\s.-]?)?\([2-9]\d{2}\)\s?[2-9]\d{2}[.\s-]\d{4}" + _END),
    ("intl", r"(?:\+|00)\s?[1-9]\d{0,2}(?:[\s.-]?\(0\))?(?:[\s./-]{0,2}\(?\d{1,10}\)?){1,8}"),
    ("bracketed", r"\(\+?[1-9]\d{0,2}\)[\s.]?(?:\(?0\)?[\s.]?)?[1-9](?:[\s./-]{0,2}\d{1,4}){2,6}" + _END),
    ("french", r"(?:\(?0[1-9]\)?|\(0\)\s?[1-9])(?:[\s./-]{0,2}\d{2}){4}" + _END),
    ("free", r"0[\s.]?8\d{2}(?:[\s.]\d{3}[\s.]\d{3}|(?:[\s.]\d{2}){3})" + _END),
    ("national", r"\(?0\d{1,3}\)?[\s./-]{1,3}\d{2,3}(?:[\s.-]\d{2,4}){1,3}" + _END),
    ("american", r"(?:1[\s.-])?\(?[2-9]\d{2}\)?[\s.-]{1,2}[2-9]\d{2}[.\s-]\d{4}" + _END),
    ("code", r"[1-9]\d{1,2}[\s.](?:\(0\)\s?)?[1-9]\d{0,2}(?:[\s.-]?\d{2,3}){3,5}" + _END),
    ("grouped", r"(?:[1-9]\d{0,2}(?:[\s.-]\d{2,3}){2,4}|[2-9]\d\d-\d{5})" + _END),
    ("plain", r"[1-9]\d{7,8}" + _END),
)
_BODY = "|".join(f"(?P<{name}>{form})" for name, form in _FORMS)
_PHONES = re.compile(rf"(?:(?<![\w.,/+-])|(?<=[^\W\d][.]))(?:{_BODY})")
#: The next number right after one, with nothing but a sign between.
_NEXT = re.compile(rf"(?<=[/,-])(?:{_BODY})")
#: `01 53 63 27 30 / 31`: the number with other last figures.
_OTHER_LAST = re.compile(r"\s?/\s?(?P<last>\d\d)(?![\w.]|[\s-]?\d|\s?[a-z]?h)")
#: `(33) 1 …`, `(+33) 1 …`.
_IN_BRACKETS = re.compile(r"^\(\+?(\d+)\)")
_GROUP_END = re.compile(r"[\s./-]{1,3}\(?\d{1,10}\)?$")
#: What parts words here: `+33` and `saint-denis` are one, `d'alger` is two.
_PARTING = re.compile(r"[^\w+-]+")
#: Characters before a number in which a label, a town or a body says what it is.
_BESIDE = 160


#: Characters before a row of digits in which a word says what it is the number of.
_LABEL = 40

Phone = tuple[ViewSpan, str]


def phones(document: Document) -> Iterator[Phone]:
    """The phone numbers that can be dialled, each in E.164, in text order."""
    at = 0
    for run in document.search(_DIGITS):
        zone = document.zone_at(run.start()).span
        at, stop = max(at, zone.start, run.start() - 2), min(zone.end, run.end() + 4)
        while (m := _PHONES.search(document.folded, at, stop)) and m.start() < run.end():
            at = m.start() + 1
            match: re.Match[str] | None = m
            while match is not None and (found := _read(document, match)) is not None:
                value, at = found
                yield ViewSpan(match.start(), at), value
                if other := _OTHER_LAST.match(document.folded, at, stop):
                    at = other.end()
                    yield ViewSpan(other.start("last"), at), value[:-2] + other["last"]
                match = _NEXT.match(document.folded, at + 1, stop)


def is_assigned(number: str) -> bool:
    """True if an E.164 number lies in a range known to be assigned by its country."""
    return phonenumbers.is_valid_number(phonenumbers.parse(number))


def _read(document: Document, m: re.Match[str]) -> tuple[str, int] | None:
    """E.164 and where the number ends; None if the digits are not a number that can be dialled."""
    kind, text = m.lastgroup, m.group()
    if kind == "intl":
        return _international(text, m.start())
    if kind == "bracketed":
        code = _IN_BRACKETS.match(text)
        if code is None or "+" not in code.group() and code[1] not in word_list("contacts")["codes"]:
            return None
        found = _international(_IN_BRACKETS.sub(r"+\1 ", text), 0)
        return (found[0], m.end()) if found else None
    if kind == "code":
        value = (_with_code(text) or _read_grouped(document, m)) if _labelled(document, m) else None
    elif text.isdigit() and _filed().search(document.folded, max(0, m.start() - _LABEL), m.start()):
        return None
    elif kind in ("french", "free"):
        value = _overseas(text) or _in_pairs(document, m, text)
    elif kind in ("grouped", "plain"):
        value = _read_grouped(document, m)
    elif kind == "area":
        value = _parsed(text, "CA")
    elif kind == "american":
        near = (*_near(document, m), *_spoken_of(document.folded))
        value = _parsed(text, "CA") if "CA" in near or _labelled(document, m) else None
    else:
        pairs = re.match(r"\(?0\d(?:[\s.-]\d\d)+$", text)
        regions = (*_near(document, m), *(r for r in _spoken_of(document.folded) if r != "FR"))
        value = _first_of(text, ("FR", *regions) if pairs else (*regions, "FR"))
    return (value, m.end()) if value else None


def _international(text: str, start: int) -> tuple[str, int] | None:
    text = re.sub(r"^00\s?", lambda z: "+".rjust(len(z.group())), text)
    while len(text) > 7:
        plain = re.sub(r"\(0\)|(?<=^\+33)[\s.]0(?=\d)", "", text)
        if value := _parsed(plain, None) or _possible(plain, None):
            return value, start + len(text)
        shorter = _GROUP_END.sub("", text)
        if shorter == text:
            return None
        text = shorter
    return None


def _with_code(text: str) -> str | None:
    """`33 1 53 63 27 30`: a country's code without its sign."""
    code = re.split(r"\D", text, maxsplit=1)[0]
    return _parsed("+" + text.replace("(0)", ""), None) if code in word_list("contacts")["codes"] else None


def _overseas(text: str) -> str | None:
    """A number of an overseas department, by the four figures that it begins with. Numbers that France keeps for
    films and examples are French, although one row of them lies among those of Mayotte.
    """
    digits = re.sub(r"\D", "", text)
    if digits[:6] in word_list("contacts")["fiction"]:
        return _possible(text, "FR")
    first = digits[:4]
    for region in ("RE", "YT", "GP", "MQ", "GF", "PM"):
        if first in word_list("contacts")[f"prefixes.{region}"]:
            return _parsed(text, region) or _possible(text, region)
    return None


def _in_pairs(document: Document, m: re.Match[str], text: str) -> str | None:
    """Ten figures in pairs: those of the country next to them, or that the text speaks of more than of France."""
    spoken = _spoken_of(document.folded)
    abroad = spoken[: spoken.index("FR")] if "FR" in spoken else spoken
    paired = word_list("contacts")["pairs"]
    regions = (*_near(document, m), *(r for r in abroad if text.isdigit() or r.lower() in paired), "FR")
    return _first_of(text, regions) or _possible(text, "FR")


def _read_grouped(document: Document, m: re.Match[str]) -> str | None:
    """A number without the zero of a trunk: where a label, or a block of contacts, says that it is one."""
    if not _labelled(document, m):
        return None
    without_zero = word_list("contacts")["without_zero"]
    near = tuple(region for region in _near(document, m) if region.lower() in without_zero)
    value = _first_of(m.group(), (*near, *(r for r in _spoken_of(document.folded) if r.lower() in without_zero)))
    return value or (_possible(m.group(), near[0]) if near else None)


def _labelled(document: Document, m: re.Match[str]) -> bool:
    line = document.folded[max(0, m.start() - _BESIDE) : m.start()].rpartition("\n")[2]
    return bool(_label().search(line)) or document.zone_at(m.start()).kind is ZoneKind.CONTACTS


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(word_list('contacts')['called_by'])}(?!\w)")


@cache
def _filed() -> re.Pattern[str]:
    """What a row of digits right behind is the number of, which nobody calls: `le dossier 0123456789`."""
    words = any_of(word_list("contacts")["filed"])
    return re.compile(rf"(?<!\w){words}\.?\s?(?:n[°o]\.?\s?|numero\s)?(?::\s?)?$")


def _near(document: Document, m: re.Match[str]) -> tuple[str, ...]:
    """Countries that the line of a number names, or the two lines before it, the nearest first."""
    beside = document.folded[max(0, m.start() - _BESIDE) : m.start()]
    beside = "\n".join(beside.split("\n")[-3:])
    found: dict[str, int] = {}
    for region, end in _named(beside):
        found[region] = max(end, found.get(region, 0))
    return tuple(sorted(found, key=lambda region: (-found[region], region)))


@cache
def _cues() -> dict[str, tuple[tuple[str, str], ...]]:
    """Words that name a country with the country's code, by the first of their words."""
    found: dict[str, list[tuple[str, str]]] = {}
    for key, words in word_list("contacts").items():
        for word in words if key[:8] == "regions." else ():
            first = _PARTING.split(word)[0]
            found.setdefault(first, []).append((word, key.removeprefix("regions.")))
    return {first: tuple(words) for first, words in found.items()}


def _named(folded: str) -> Iterator[tuple[str, int]]:
    """The countries that a text names, each as often as it does, with where its name ends.

    Looking only for those whose first word the text has is far quicker than one expression for all of them.
    """
    cues = _cues()
    for first in sorted(cues.keys() & set(_PARTING.split(folded))):
        for word, region in cues[first]:
            at = folded.find(word)
            while at >= 0:
                end = at + len(word)
                if not (_part_of_word(folded[at - 1 : at]) or _part_of_word(folded[end : end + 1])):
                    yield region, end
                at = folded.find(word, end)


def _part_of_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


@lru_cache(maxsize=1)
def _spoken_of(folded: str) -> tuple[str, ...]:
    """Countries that the text speaks of, the one that it names most first."""
    counts = Counter(region for region, _ in _named(folded))
    return tuple(sorted(counts, key=lambda region: (-counts[region], region)))


def _first_of(text: str, regions: tuple[str, ...]) -> str | None:
    return next((value for region in regions if (value := _parsed(text, region))), None)


@lru_cache(maxsize=4096)
def _parsed(text: str, region: str | None) -> str | None:
    """E.164 of a number that its country gives out."""
    number = _number(text, region)
    return _e164(number) if number and phonenumbers.is_valid_number(number) else None


@lru_cache(maxsize=4096)
def _possible(text: str, region: str | None) -> str | None:
    """E.164 of a number that has the length of its country's, in a range that may be new."""
    number = _number(text, region)
    reason = phonenumbers.is_possible_number_with_reason(number) if number else None
    known = number is not None and phonenumbers.region_code_for_country_code(number.country_code or 0) != "ZZ"
    return _e164(number) if number and known and reason == phonenumbers.ValidationResult.IS_POSSIBLE else None


def _number(text: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None


def _e164(number: phonenumbers.PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
