"""Mentions of bodies -> one organisation each: capitals, hyphens, acronyms, labels, legal forms and short forms are
one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pressmine.evidence import AliasReading, Evidence, IdentifierReading
from pressmine.french.heads import head_at
from pressmine.french.lists import folded_set, read_list, term_entries
from pressmine.french.places import place_named
from pressmine.french.words import Word, words_of
from pressmine.offsets import Span
from pressmine.resolution import Identifier, Mention, Organisation
from pressmine.resolve.authorities import authority_key, without_link
from pressmine.resolve.body_types import type_by_name
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.lookup import organisation_in
from pressmine.resolve.near import Stretches, beginning
from pressmine.resolve.tally import FACTORED, Tally, name_key

if TYPE_CHECKING:
    from pressmine.resolve.entities import Found

#: An article and a bare noun with a capital.
_BACK = re.compile(
    r"\b(?:[Ll][ae] |[Ll]'|[Dd]u |[Aa]u )([A-ZÀ-Ý][a-zà-ÿ]{3,14}|[A-Z]{2,5})(?=[\s,.;:)»\"])(?! [A-ZÀ-Ý])"
)
#: `Le SIMV` at a sentence's start; `Le Monde` and `La Poste` keep their article.
_ARTICLE_OF_ACRONYM = re.compile(r"^(?:Le |La |Les |L')(?=[A-Z][A-Z0-9-]{1,9}$)")
#: `Rhône- Alpes`: a compound that a line or an editor split.
_SPLIT_COMPOUND = re.compile(r"(?<=[a-zà-öø-ÿ])- (?=[A-ZÀ-ÖØ-Þ])")
#: Services of the State that name themselves by their territory: `ARS Bretagne` is the ARS of a text.
_LOCAL = frozenset("ars dreal drac direccte dreets draaf ddt ddtm caf cpam urssaf cci cma onf sdis samu ademe".split())
#: Head nouns that are acronyms, spelled out: `CHU de Valmont` is the `Centre hospitalier universitaire de Valmont`.
_SPELLED = {
    "chu": "centre hospitalier universitaire",
    "chru": "centre hospitalier regional universitaire",
    "ch": "centre hospitalier",
    "cci": "chambre de commerce et d'industrie",
    "cma": "chambre de metiers et de l'artisanat",
    "ars": "agence regionale de sante",
    "cpam": "caisse primaire d'assurance maladie",
    "ddt": "direction departementale des territoires",
    "ccas": "centre communal d'action sociale",
    "iut": "institut universitaire de technologie",
}
_SMALL = frozenset("de du des d' la le les l' et en pour a au aux sur the of for".split())


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[Word, ...]:
    """The words of a name, kept: the same names are compared again and again."""
    return tuple(words_of(text))


def build_organisations(ledger: Ledger, counted: Tally, found: Sequence[Found]) -> None:
    """Fill `resolution.organisations` by first mention, and tie identifiers to them."""
    _unite(counted, found)
    groups: dict[str, list[Found]] = {}
    named = {counted.root(item.key) for item in found if not _bare_noun(item.key)}
    for item in found:
        if counted.root(item.key) in named:
            groups.setdefault(counted.root(item.key), []).append(item)
    ordered = sorted(groups.items(), key=lambda g: g[1][0].mention.span)
    for number, (root, items) in enumerate(ordered, 1):
        ledger.resolution.organisations.append(_organisation(f"org-{number}", items, ledger, counted, root))
    ledger.forget()
    _other_forms(ledger)
    _back_references(ledger)
    ledger.forget()
    _identifiers(ledger)


def _unite(counted: Tally, found: Sequence[Found]) -> None:
    """Names that are one without the text saying so: acronym and initials, label and name, long and short form."""
    texts: dict[str, str] = {}
    for item in found:
        texts.setdefault(item.key, item.text)
    keys = sorted(texts)
    for known in _same_entry(keys):
        counted.unite(*known)
    listed: dict[str, str] = {}
    for item in found:
        said = _listed_name([item]) or _entry(item)
        if said is not None:
            counted.unite(item.key, listed.setdefault(said, item.key))
    bares: dict[str, str] = {}
    for key in keys:
        bare = _without_label(texts[key])
        bare = _known_bodies().get(bare, bare)
        first, _, rest = bare.partition(" ")
        bare = bare.replace("ministere federal ", "ministere ").replace("etat francais", "etat")
        bare = f"{_SPELLED[first]} {rest}" if first in _SPELLED and rest else bare
        bare = authority_key(bare)
        if bare in bares:
            counted.unite(key, bares[bare])
        bares.setdefault(bare, key)
    for short in keys:
        if " " not in short or head_at(_words(texts[short]), 0, 3) is None:
            continue
        longs = beginning(keys, short + " ")
        if len({counted.root(k) for k in longs}) == 1:
            counted.unite(short, longs[0])
    spelled: dict[str, list[str]] = {}
    for key in keys:
        if " " in key:
            spelled.setdefault(_initials(texts[key]), []).append(key)
    for short in keys:
        near = sorted({*beginning(keys, short + " "), *spelled.get(short, ())})
        longs = [k for k in near if k != short and _shortens(short, texts[short], k, texts[k])]
        others = sorted({counted.root(k) for k in longs} - {counted.root(short)})
        # `CPAM` is the long form of a bracket and the `CPAM du Gard` at once; `État` is not the `État fédéral`, too.
        if len(others) == 1 and (short in _LOCAL or all(counted.root(k) == others[0] for k in longs)):
            counted.unite(short, others[0])


def _entry(item: Found) -> str | None:
    """The one entry of a list that a name is a form of; None where lists know none, or several."""
    votes = item.spot.votes if item.spot else ()
    said = {r.name for e, r in votes if r.label == "organisation" and r.name and e.rule != FACTORED}
    return said.pop() if len(said) == 1 else None


def _same_entry(keys: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of names that the lists of known bodies give as forms of one body."""
    by_entry: dict[str, str] = {}
    pairs = []
    for key in keys:
        entry = _known_bodies().get(key)
        if entry is not None:
            if entry in by_entry:
                pairs.append((by_entry[entry], key))
            by_entry.setdefault(entry, key)
    return pairs


@cache
def _known_bodies() -> dict[str, str]:
    """The bodies of the word lists: each of their forms, as names are compared, -> the entry that stands for it."""
    return {name_key(form): entry for form, entry in reversed(term_entries().items())}


def _without_label(text: str) -> str:
    """The key of a name without the label in front and the legal form behind it."""
    words = _words(text)
    start, end = 0, len(words)
    head = head_at(words, 0, len(words), ("label",))
    if head is not None and len(head.words) < len(words) and words[len(head.words)].cap:
        start = len(head.words)
    if end - start > 1 and words[start].text in _forms() and words[start].text.isupper():
        start += 1
    while end - start > 1 and words[end - 1].text.rstrip(".") in _forms():
        end -= 1
    return name_key(text[words[start].start : words[end - 1].end]) if words else name_key(text)


def _bare(form: str) -> str | None:
    """A name without the label in front: `association Valdor` is `Valdor`; None where it has none."""
    words = _words(form)
    head = head_at(words, 0, len(words), ("label",)) if words else None
    if (
        head is None
        or len(head.words) >= len(words)
        or not words[len(head.words)].cap
        or head_at(words, 0, len(words), ("strong",))
    ):
        return None
    return form[words[len(head.words)].start :]


@cache
def _forms() -> frozenset[str]:
    return frozenset(f.rstrip(".") for f in read_list("cues")["legal_forms"])


def _shortens(short: str, said: str, long: str, full: str) -> bool:
    """True where one name is the acronym or the beginning of another: `CWT`, `Mobilis` of `Mobilis Meuse SA`."""
    if said.isupper() and 2 <= len(said) <= 8 and " " not in said and " " in long and _initials(full) == short:
        return True
    if " " in short or len(short) < 3 or not long.startswith(short + " ") or place_named(short) is not None:
        return False
    rest = long[len(short) + 1 :]
    if said[:1].isupper() and short in _LOCAL and place_named(without_link(rest)) is not None:
        return True
    if (
        place_named(rest) is not None
        or rest.split()[-1] in ("france", "europe", "international", "suisse", "belgique")
        or short in _known_bodies()
        and rest.split()[0] not in ("sa", "sas")
    ):
        return False
    return (
        short not in folded_set("functions", "heads")
        and head_at(_words(said), 0, 1, ("strong", "weak", "label")) is None
    )


@lru_cache(maxsize=4096)
def _initials(name: str) -> str:
    words = [w.folded for w in _words(name) if not w.elision and w.folded not in _SMALL]
    return "".join(p[0] for w in words for p in w.split("-") if p)


def _bare_noun(key: str) -> bool:
    """`le Groupe`, `la Région`, `l'Association nationale`: a head noun and no name."""
    words = _words(key)
    head = head_at(words, 0, len(words), ("strong", "weak", "label"))
    if head is None or len(head.words) != len(words) or key in _known_bodies():
        return False
    return not (head.kind == "strong" and len(words) > 1 and head.type == "local_authority")


def _organisation(ref: str, items: Sequence[Found], ledger: Ledger, counted: Tally, root: str) -> Organisation:
    forms: dict[str, int] = {}
    for item in items:
        form = _SPLIT_COMPOUND.sub("-", _ARTICLE_OF_ACRONYM.sub("", item.text))
        forms[form] = forms.get(form, 0) + 1
    name = _listed_name(items) or _canonical(forms)
    acronym = next((f for f in forms if _acronym_like(f) and name_key(f) != name_key(name)), None)
    if acronym is None and _acronym_like(name) and len({name_key(f) for f in forms}) > 1:
        acronym = name  # the name is the short form, and the text spells it out
    for form in list(forms):
        bare = _bare(form)
        if bare is not None:
            forms.setdefault(bare, 0)
    aliases = [f for f in forms if f != name]
    mentions = [item.mention for item in items]
    return Organisation(ref, name, mentions, acronym, aliases, _type(items, name), [])


def _listed_name(items: Sequence[Found]) -> str | None:
    """The name that a user's own list asks for: the surest one."""
    said = [
        (-evidence.priority, -evidence.confidence, reading.canonical)
        for item in items
        for evidence, reading in (item.spot.votes if item.spot else ())
        if reading.canonical and reading.label == "organisation"
    ]
    return min(said)[2] if said else None


def _canonical(forms: dict[str, int]) -> str:
    """The form that a record prints as the name: one with a capital before a description in lower case (`Valdor`, not
    `pôle de compétitivité`), the fullest one that is not in capitals; of two alike the more frequent.
    """

    capital, mixed = any(not f[:1].islower() for f in forms), any(not f.isupper() for f in forms)

    def rank(form: str) -> tuple[bool, bool, bool, int, int, str]:
        return (
            form[:1].islower() and capital,
            form.isupper() and len(form) > 5 and mixed,
            _acronym_like(form) and len(forms) > 1,
            -len(form.split()),
            -forms[form],
            form,
        )

    return min(forms, key=rank)


def _acronym_like(form: str) -> bool:
    return " " not in form and 2 <= len(form) <= 10 and sum(c.isupper() for c in form) >= 2


def _type(items: Sequence[Found], name: str) -> str:
    """The type that most votes give; a body without one has the type that its name shows, else other."""
    votes: dict[str, float] = {}
    for item in items:
        for evidence, reading in item.spot.votes if item.spot else ():
            if reading.type and reading.label == "organisation":
                votes[reading.type] = votes.get(reading.type, 0.0) + evidence.confidence
    if votes:
        return min(votes, key=lambda t: (-votes[t], t))
    return type_by_name(name) or "other"


def _other_forms(ledger: Ledger) -> None:
    """The forms that stand around a mention (`holding familiale Valdor`) become aliases of it."""
    forms: dict[str, set[str]] = {}
    for item, alias in ledger.open(AliasReading):
        owner = organisation_in(ledger, alias.short) or organisation_in(ledger, alias.long)
        if item.confidence < 0.5 or owner is None:
            continue
        if owner.ref not in forms:
            forms[owner.ref] = {name_key(f) for f in (owner.name, *owner.aliases)}
        known = forms[owner.ref]
        for form in (ledger.document.clean(alias.long), ledger.document.clean(alias.short)):
            if name_key(form) not in known:
                owner.aliases.append(form)
                known.add(name_key(form))


def _back_references(ledger: Ledger) -> None:
    """`la Région`, `l'Université`, `le Groupe`: a bare noun with a capital is a form of the one body whose name has it
    first.
    """
    document = ledger.document
    by_head: dict[str, list[Organisation]] = {}
    for organisation in ledger.resolution.organisations:
        heads = {_words(form)[0].folded for form in (organisation.name, *organisation.aliases) if _words(form)}
        for head in sorted(heads):
            by_head.setdefault(head, []).append(organisation)
    taken = Stretches((m.span, m) for o in ledger.resolution.organisations for m in o.mentions)
    for m in _BACK.finditer(document.text):
        key = name_key(m.group(1))
        owners = by_head.get(key, [])
        if len(owners) != 1 or head_at(_words(m.group(1)), 0, 1, ("strong", "weak", "label")) is None:
            continue
        span = document.span(m.start(1), m.end(1))
        if not taken.free(span):
            continue
        owners[0].mentions.append(Mention(span, "document.back-reference", 0.6))
        if m.group(1) not in owners[0].aliases:
            owners[0].aliases.append(m.group(1))


def _identifiers(ledger: Ledger) -> None:
    """Tie numbers and domains to the body that stands near them; one without a body is lost."""
    given: set[tuple[str, str, str]] = set()
    widest: Evidence | None = None
    for item, reading in ledger.open(IdentifierReading):  # by their starts, the longest first
        if widest is not None and widest.span != item.span and widest.span.contains(item.span):
            ledger.lose(item, widest, "it is a part of a longer number")
            continue
        widest = item
        near: Span | None = reading.near
        owner = organisation_in(ledger, near) if near is not None else None
        if owner is None:
            ledger.lose(item, None, "no organisation of the text stands near it")
            continue
        if (owner.ref, reading.scheme, reading.value) not in given:
            given.add((owner.ref, reading.scheme, reading.value))
            owner.identifiers.append(Identifier(reading.scheme, reading.value, item.span))
        ledger.keep(item, f"belongs to {owner.name!r}")
