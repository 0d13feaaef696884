"""E-mail addresses as people write them, to hide them or by mistake: `a.roy [at] valdor (point) fr`,
`a.roy @ valdor.fr`, `a.roy AT valdor DOT fr`, and over a line's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.french.lexicon import any_form
from pressmine.offsets import ViewSpan

#: The sign in a plain address, in brackets, escaped, with spaces around it, or by its French name; other words only
#: where a dot is a word, too.
_AT = r"(?:\\?@\n?|\s?[\[({<]\s?(?:at|a|arobase|arobas|@)\s?[\])}>]\s?|\s\\?@\s|\sarobase?\s)"
_AT_WORD = rf"\s{any_form('at_sign')}\s"
_DOT = r"(?:\.|\s?[\[(]\s?(?:point|dot|\.)\s?[\])]\s?)"
_DOT_WORD = r"\s(?:point|dot)\s"
_LOCAL = r"(?<![\w.@])[a-z0-9][\w+%'-]{0,40}"
_PLAIN = re.compile(
    rf"{_LOCAL}(?:{_DOT}[\w+%'-]{{1,40}}){{0,4}}{_AT}[a-z0-9][\w-]{{0,60}}(?:{_DOT}[\w-]{{2,40}}){{1,4}}(?![\w@])"
)
_SPELLED = re.compile(
    rf"{_LOCAL}(?:(?:{_DOT}|{_DOT_WORD}|\sunderscore\s|\stiret\s)[\w+%'-]{{1,40}}){{0,4}}(?:{_AT}|{_AT_WORD})[a-z0-9][\w-]{{0,60}}"
    rf"(?:(?:{_DOT}|{_DOT_WORD})[\w-]{{2,40}}){{0,3}}{_DOT_WORD}[a-z]{{2,10}}(?![\w@])"
)
#: A space on one side of the sign: in an address, not before a name of some network.
_HALF_SPACED = re.compile(
    r"(?<![\w.@])[a-z0-9]\w{0,40}[.-][\w.-]{1,60}(?:@\s|\s@)[a-z0-9][\w-]{0,60}(?:\.[\w-]{2,40}){1,4}(?![\w@])"
)
#: What no address goes without, and farther than which none reaches on either side of it.
_SIGN = re.compile(r"[@\[({<](?:(?<=@)|\s?(?:at|arobase|arobas|a)\s?[\])}>])|" + _AT_WORD + r"(?=[\w-]{1,60}[\s.])")
_WIDEST = 290
_SIGNS = re.compile(rf"{_AT}|{_AT_WORD}|\s?\\?@\s?")
_POINTS = re.compile(rf"{_DOT}|{_DOT_WORD}")
_WORDS = ((re.compile(r"\sunderscore\s"), "_"), (re.compile(r"\stiret\s"), "-"))


def mailboxes(document: Document) -> Iterator[tuple[ViewSpan, str]]:
    """The addresses of the article in lower case, each with its position, in text order."""
    done = 0
    for sign in document.search(_SIGN):
        if sign.start() < done:
            continue
        zone = document.zone_at(sign.start()).span
        start, end = max(done, zone.start, sign.start() - _WIDEST), min(zone.end, sign.end() + _WIDEST)
        m = _found(document.folded, sign, start, end)
        if m is not None:
            done = m.end()
            yield ViewSpan(m.start(), m.end()), _address(m.group())


def _found(folded: str, sign: re.Match[str], start: int, end: int) -> re.Match[str] | None:
    """The first form of an address that holds a sign."""
    forms = (_PLAIN, _HALF_SPACED, _SPELLED) if "@" in sign.group() else (_SPELLED, _PLAIN)
    for form in forms:
        at = start
        while m := form.search(folded, at, end):
            if m.start() < sign.end() <= m.end():
                return m
            if m.start() >= sign.end():
                break
            at = m.start() + 1
    return None


def _address(written: str) -> str:
    for word, sign in _WORDS:
        written = word.sub(sign, written)
    local, domain = _SIGNS.split(written, maxsplit=1)
    return "@".join(re.sub(r"\s", "", _POINTS.sub(".", part)) for part in (local, domain)).rstrip(".-")
