"""Towns of datelines: one or several, known towns, and what else may be a town's name."""

from __future__ import annotations

import re
from functools import cache

from pressmine.french.alternatives import any_of
from pressmine.french.counted.words import is_adverb
from pressmine.french.dates import find_dates
from pressmine.french.folding import fold
from pressmine.french.known import is_body
from pressmine.french.lists import folded_set, read_list, things
from pressmine.french.places import places_named

#: Characters of a line that names nothing but towns.
_WIDEST = 160
#: The address of a site; letters of an acronym, which no unknown town is shorter than.
_SITE = re.compile(r"\w\.[a-z]{2,6}$")
_ACRONYM = 4
PARENTHESIS = re.compile(r"\s?(?:\([^()\n]{2,40}\)|/[^/\n]{2,20}/)")


def town_alone(text: str) -> tuple[int, int] | None:
    """The (first) town of a line that names only known towns: `POINTE-À-PITRE / JARRY`."""
    if len(text) > _WIDEST or not text[:1].isupper():
        return None
    found = town_at(text, 0)
    name = text[slice(*found[0])] if found else ""
    return found[0] if found and is_known(name) and not text[found[1] :].strip(" .:*") else None


def town_at(text: str, at: int) -> tuple[tuple[int, int], int] | None:
    """The first town at a position, and the end of the last town beside it: `Lausanne/Moudon`, `Paris (75)`."""
    m = town_name().match(text, at)
    if m is None:
        return None
    place, end = (m.start(), m.end()), m.end()
    for joined in re.finditer(r"\s\(", text[place[0] : place[1]]):
        place = (place[0], place[0] + joined.start())
    for _ in range(4):
        behind = PARENTHESIS.match(text, end)
        end = behind.end() if behind else end
        joint = re.compile(r"\s?/\s?|\s(?:et|&)\s|,\s(?=[A-ZÀ-ÖØ-Þ](?!e\s))|\s(?P<dash>[-–—])\s").match(text, end)
        other = town_name().match(text, joint.end()) if joint else None
        if other is None or fold(other.group()).split()[0] in ("le", "ce"):
            break
        if joint and joint.group("dash") and not is_known(text[place[0] : place[1]]):
            break  # `Orvelle – Dreux, le 4 mars 2024`: who issues the text, and where
        end = other.end()
    name = text[place[0] : place[1]]
    both = re.search(r"\s(?:et|ET)\s", name)
    return ((place[0], place[0] + both.start()) if both and not is_known(name) else place), end


def may_be_town(name: str, firm: bool) -> bool:
    """True for the name of a town: a known one, or one with the shape of a town's name. `firm`: `, le` follows it."""
    words = re.split(r"[\s'’]", fold(name))
    head = words[0] if words[0] not in ("la", "le", "les", "l") or len(words) == 1 else words[1]
    if is_known(name):
        return firm or words[0] not in folded_set("datelines", "no_towns")  # `Réunion, lundi 4 mars 2024`
    if head in things() or not _no_towns().isdisjoint(words):
        return False
    if find_dates(name) or len(words) == 1 and is_adverb(words[0]):
        return False  # `Initialement publié le 3 décembre 2016`
    if _SITE.search(name) or name.isupper() and len(name) <= _ACRONYM or is_body(name):
        return False  # `AFP, publié le 3 avril`, `18/09/2023 - CP -`
    plain = [w for w in words if w and w not in folded_set("datelines", "links")]
    return bool(plain) and firm or len(plain) == 1 or words[0] in ("saint", "sainte") and len(plain) <= 3


@cache
def _no_towns() -> frozenset[str]:
    """Words that no unknown town has in its name: events, kinds of texts, media."""
    lists = (("datelines", "no_towns"), ("datelines", "labels"), ("head", "occasions"), ("media", "words"))
    return frozenset().union(*(folded_set(*names) for names in lists))


def is_known(name: str) -> bool:
    """True for a place of the tables."""
    return bool(places_named(name))


@cache
def town_name() -> re.Pattern[str]:
    """A name with the shape of a town's: capitalised words, with small words between them."""
    links = any_of(read_list("datelines")["links"])
    word = r"[A-ZÀ-ÖØ-Þ][\w'’.-]{1,24}(?<!['’-])"
    return re.compile(rf"(?:(?i:les?|la)\s|L['’])?{word}(?:[\s-](?:{links}[\s-]?|l'|d'){{0,2}}{word}){{0,4}}")


_BEHIND_DAY = re.compile(r"\s?[,–—-]\s?(?:à\s)?|\sà\s")
#: What may stand behind the town that follows a day: its country, a bracket; and what ends the dateline.
_LAND = re.compile(r"(?:,\s[A-ZÀ-Ý][\w'’-]{3,20}(?=\s?[-–—:.(]))?")
_CLOSES = re.compile(r"\s?(?:\([^()\n]{2,30}\)\s?)?(?:[-–—:.]|$)")


def town_behind(line: str, at: int) -> tuple[tuple[int, int], int] | None:
    """`Le 5 décembre 2005, Bruxelles –`, `…, Bruxelles, Belgique –`: the town after a date, and where it all ends."""
    m = _BEHIND_DAY.match(line, at)
    town = town_name().match(line, m.end()) if m else None
    if town is None or not may_be_town(town.group(), False):
        return None
    land = _LAND.match(line, town.end())
    end = land.end() if land else town.end()
    return (town.span(), end) if _CLOSES.match(line, end) else None
