"""The kind of a text as its head names it: alone on a line, or before the headline (`Communiqué : …`)."""

from __future__ import annotations

import re
from functools import cache

from pressmine.french.alternatives import any_of
from pressmine.french.clauses import has_finite_verb
from pressmine.french.datelines import read_dateline
from pressmine.french.dates import only_date
from pressmine.french.head_nouns import opens_with_head
from pressmine.french.known import bodies, name_key
from pressmine.french.lexicon import any_written
from pressmine.french.lists import read_list

_KIND = re.compile(rf"[\W_]{{0,4}}{any_of(read_list('head')['kinds'])}(?!\w)[\])»]?(?P<rest>.*)")
#: What may be between the name of a kind and the headline: a bracket, a sign, the release's number or day.
_PARTED = re.compile(
    r"(?:\s?(?:n°|no)\s?[\w/-]{1,10})?(?:\s(?:du|le)\s(?:\d{1,2}|1er)\s[a-z]{3,9}\s\d{4}|\s(?:du|le)\s\d{1,2}[./-]\d{1,2}[./-]\d{2,4})?(?:\s?[:|–—•·]\s?|\s-\s|(?<=[\])])\s?)(?=\S)"
)
#: Whose text it is, between the name of its kind and its headline: `Communiqué de la LDH : …`, `Communiqué CGT : …`.
_OWNER = re.compile(
    r"\s(?:(?:de\s(?:la\s|l['’])?|du\s|des\s|d['’])(?P<who>[^\W\d][^\n:;.,!?|«»()]{1,60}?)|(?P<acronym>[A-Z][A-Z-]{1,11}))\s?:\s(?=\S)"
)
_EMBARGO = re.compile(
    r"\W{0,4}(?:\w{1,12} ){0,2}(?:sous embargo|embargo\b|ne pas (?:diffuser|publier) avant|diffusion interdite)"
)
#: What the sentence of an invitation says, of a folded text.
INVITES = re.compile(r"\bvous (?:invite|convie)|(?:plaisir|honneur|joie) de vous (?:inviter|convier|accueillir)")

#: Behind what a body is one that somebody acts with, for or against: no subject.
BESIDE = re.compile(
    rf"(?<!\w){any_written('beside_speaker')}"
    r"(?:\s(?:l[ea]s?|l['’]))?(?:\s?[a-zà-ÿ]{4,14})?\s?$",
    re.I,
)


def text_kind(folded: str) -> re.Match[str] | None:
    """A line that opens with the name of a text's kind; `rest` is what follows."""
    return _KIND.match(folded)


def is_embargo(folded: str) -> bool:
    """True for a line that says when the text may be published: `Sous embargo jusqu'au 3 septembre, 7 h`."""
    return _EMBARGO.match(folded) is not None


def titled_from(text: str, folded: str) -> int:
    """Where the headline starts on a line that opens with the text's kind; 0 if the line is no such thing.

    >>> line = "Communiqué de la Ligue des rives : la mairie ferme à midi"
    >>> line[titled_from(line, line.lower().replace("é", "e")) :]
    'la mairie ferme à midi'
    >>> line = "[Communiqué] La mairie ferme à midi"
    >>> line[titled_from(line, line.lower().replace("é", "e")) :]
    'La mairie ferme à midi'
    """
    m = text_kind(folded)
    if m is None or len(text) != len(folded):
        return 0
    gap = _PARTED.match(folded, m.start("rest")) or _of_owner(text, m.start("rest"))
    if gap is None:
        return 0
    start = gap.end()
    if gap.re is _OWNER and gap["acronym"] and bodies().get(name_key(gap["acronym"])) is None:
        start = gap.start("acronym")  # `Communiqué PLU : …` says what it is on
    rest = text[start:]
    if " | " in rest and not has_finite_verb(rest):
        return 0  # `Communiqué | Recherche | Matière et univers`: what the page is filed under
    words = sum(word.strip(",.:;!?»«").isalpha() for word in rest.split())
    if words < 2 or read_dateline(rest) is not None or only_date(rest) is not None or is_embargo(folded[start:]):
        return 0
    says = has_finite_verb(rest) or " : " in rest
    return start if says or words > 2 and not opens_with_head(rest) else 0


def _of_owner(text: str, start: int) -> re.Match[str] | None:
    m = _OWNER.match(text, start)
    if m is None or m["who"] and m["who"][0].islower() and not opens_with_head(m["who"]):
        return None
    return m


def masthead(folded: str) -> int:
    """Where the name of a medium ends on a line that says what it is; 0 if a line is no such thing.

    >>> "L'Echo du carton"[: masthead("l'echo du carton - lettre hebdomadaire de l'emballage")], masthead("un atelier")
    ("L'Echo du carton", 0)
    """
    m = _masthead().match(folded)
    return m.end("name") if m else 0


@cache
def _masthead() -> re.Pattern[str]:
    nouns = any_of(read_list("head")["mastheads"])
    return re.compile(rf"(?P<name>[^.:;!?|]{{2,50}}?)\s[-–—|]\s(?:le |la |l')?(?:premier |premiere |1er )?{nouns}\b")
