"""When two names mean one body though the text does not say so: acronym and initials, label and name, long and
short form, two forms of one entry of a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from pressmine.french.authorities import authority_key, is_local_service, without_link
from pressmine.french.body_extent import ADJECTIVE_ENDINGS
from pressmine.french.determiners import DE
from pressmine.french.head_nouns import head_at
from pressmine.french.known import bodies, name_key
from pressmine.french.lists import folded_set
from pressmine.french.name_forms import is_legal_form, is_small, legal_forms, names_another
from pressmine.french.places import place_named
from pressmine.french.words import Word, words_of
from pressmine.resolve.span_index import beginning
from pressmine.resolve.voting import Found, Voting

#: What joins two names.
_AND = " et "


@lru_cache(maxsize=4096)
def name_words(text: str) -> tuple[Word, ...]:
    """The words of a name; cached, since the same names are compared again and again."""
    return tuple(words_of(text))


def unite(voting: Voting, found: Sequence[Found]) -> None:
    """Unite names that mean one body though the text does not say so: acronym and initials, label and name, long and
    short.
    """
    texts: dict[str, str] = {}
    for item in found:
        texts.setdefault(item.key, item.text)
    keys = sorted(texts)
    for known in _same_entry(keys):
        voting.unite(*known)
    listed: dict[str, str] = {}
    for item in found:
        said = listed_name([item]) or _entry(item)
        if said is not None:
            voting.unite(item.key, listed.setdefault(said, item.key))
    bares: dict[str, str] = {}
    for key in keys:
        bare = _without_label(texts[key])
        known_as = bodies().get(bare)
        bare = name_key(known_as.name) if known_as is not None else bare
        bare = authority_key(bare)
        if bare in bares:
            voting.unite(key, bares[bare])
        bares.setdefault(bare, key)
    for short in keys:
        if " " not in short or head_at(name_words(texts[short]), 0, 3) is None:
            continue
        longs = beginning(keys, short + " ")
        if len({voting.root(k) for k in longs}) == 1:
            voting.unite(short, longs[0])
    paired = _side_by_side(found)
    spelled: dict[str, list[str]] = {}
    for key in keys:
        if " " in key:
            spelled.setdefault(_initials(texts[key]), []).append(key)
    for short in keys:
        near = sorted({*beginning(keys, short + " "), *spelled.get(short, ())})
        longs = [k for k in near if k != short and _shortens(short, texts[short], k, texts[k])]
        longs = [k for k in longs if (short, k) not in paired]
        others = sorted({voting.root(k) for k in longs} - {voting.root(short)})
        # `CPAM` is the long form of a bracket and the `CPAM du Gard` at once; `État` is not the `État fédéral`, too.
        if len(others) == 1 and (is_local_service(short) or all(voting.root(k) == others[0] for k in longs)):
            voting.unite(short, others[0])


def _side_by_side(found: Sequence[Found]) -> set[tuple[str, str]]:
    """The names that `et` joins, both ways: `Valdor et Valdor Labs` are two bodies, though one begins the other."""
    ordered = sorted(found, key=lambda f: f.mention.start)
    pairs: set[tuple[str, str]] = set()
    for one, other in pairwise(ordered):
        if other.mention.start - one.mention.end == len(_AND):
            pairs |= {(one.key, other.key), (other.key, one.key)}
    return pairs


def _entry(item: Found) -> str | None:
    """The one listed body that a name is a form of; None if there are none or several."""
    votes = item.candidate.votes if item.candidate else ()
    said = {r.name for e, r in votes if r.label == "organisation" and r.name and not r.factored}
    return said.pop() if len(said) == 1 else None


def _same_entry(keys: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of names that are forms of the same known body."""
    by_entry: dict[str, str] = {}
    pairs = []
    for key in keys:
        known = bodies().get(key)
        if known is not None:
            entry = known.name
            if entry in by_entry:
                pairs.append((by_entry[entry], key))
            by_entry.setdefault(entry, key)
    return pairs


def _without_label(text: str) -> str:
    """The key of a name without a label before it and a legal form after it."""
    words = name_words(text)
    start, end = 0, len(words)
    head = head_at(words, 0, len(words), ("label",))
    if head is not None and len(head.words) < len(words) and words[len(head.words)].cap:
        start = len(head.words)
    if end - start > 1 and words[start].text in legal_forms() and words[start].text.isupper():
        start += 1
    while end - start > 1 and words[end - 1].text.rstrip(".") in legal_forms():
        end -= 1
    return name_key(text[words[start].start : words[end - 1].end]) if words else name_key(text)


def without_label_in_front(form: str) -> str | None:
    """A name without the label before it: `association Valdor` is `Valdor`; None if it has no label, or if the label
    is part of the name: `Pôle emploi`, `Syndicat National des …`.
    """
    words = name_words(form)
    head = head_at(words, 0, len(words), ("label",)) if words else None
    if head is None or len(head.words) >= len(words) or head_at(words, 0, len(words), ("strong",)):
        return None
    first, behind = words[len(head.words)], words[len(head.words) + 1 :]
    described = bool(behind) and behind[0].folded in DE and first.folded.endswith(ADJECTIVE_ENDINGS)
    if not first.cap or described or bodies().get(name_key(form)) is not None:
        return None
    return form[first.start :]


def _shortens(short: str, said: str, long: str, full: str) -> bool:
    """True if one name is the acronym or the beginning of the other: `CWT`, `Mobilis` of `Mobilis Meuse SA`."""
    if said.isupper() and 2 <= len(said) <= 8 and " " not in said and " " in long and _initials(full) == short:
        return True
    if " " in short or len(short) < 3 or not long.startswith(short + " ") or place_named(short) is not None:
        return False
    rest = long[len(short) + 1 :]
    if said[:1].isupper() and is_local_service(short) and place_named(without_link(rest)) is not None:
        return True
    if (
        place_named(rest) is not None
        or names_another(rest)
        or bodies().get(short) is not None
        and not is_legal_form(rest.split()[0])
    ):
        return False
    return (
        short not in folded_set("functions", "heads")
        and head_at(name_words(said), 0, 1, ("strong", "weak", "label")) is None
    )


@lru_cache(maxsize=4096)
def _initials(name: str) -> str:
    words = [w.folded for w in name_words(name) if not w.elision and not is_small(w.folded)]
    return "".join(p[0] for w in words for p in w.split("-") if p)


def is_bare_noun(key: str) -> bool:
    """`le Groupe`, `la Région`, `l'Association nationale`: True for a head noun without a name."""
    words = name_words(key)
    head = head_at(words, 0, len(words), ("strong", "weak", "label"))
    if head is None or len(head.words) != len(words) or bodies().get(key) is not None:
        return False
    if head_at(words, 0, len(words), ("whole",)) is not None:
        return False  # `police cantonale`
    return not (head.kind == "strong" and len(words) > 1 and head.type == "local_authority")


def listed_name(items: Sequence[Found]) -> str | None:
    """The name that a user's own list prescribes: the surest one."""
    said = [
        (-evidence.priority, -evidence.confidence, reading.canonical)
        for item in items
        for evidence, reading in (item.candidate.votes if item.candidate else ())
        if reading.canonical and reading.label == "organisation"
    ]
    return min(said)[2] if said else None
