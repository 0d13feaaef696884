"""Which organisations of different documents are one body: decided from forms alone, whatever the order of loading.

A *form* is one way in which documents give an organisation: a name, an acronym, other names, registered numbers,
domains. All organisations of one form are one body. Forms meet, in this order,

1. under a registered number whose check digits hold (SIREN, LEI, ISIN);
2. under the same name, unless two holders of the name have different numbers: then those without a number stay apart;
3. where a name is the acronym or another name of exactly one other body;
4. under a web domain that is made of both names;
5. where a user's correction says so, which beats all others.

Bodies whose SIREN or LEI differ never meet, except by 5. A local authority never meets another sort of body by its name
(Orange the town, Orange the company).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pressmine.record import Organisation
from pressmine.sinks.database.names import domain_key, is_generic, name_key, proven, spelled_best, spells
from pressmine.sinks.database.words import storable


@dataclass(frozen=True)
class Form:
    """One way in which organisations are given; `keys` are pairs of a sort (name, also, number, domain) and a key.

    `pin` is the number of the correction that took it out of the ordinary meetings, or null.
    """

    name: str
    acronym: str | None
    type: str
    keys: frozenset[tuple[str, str]]
    pin: int | None = None

    @cached_property
    def id(self) -> str:
        """A digest of all that the form says."""
        said = [self.name, self.acronym, self.type, sorted(self.keys), self.pin]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]

    def of(self, sort: str) -> list[str]:
        """The keys of a sort, in order."""
        return sorted(key for kind, key in self.keys if kind == sort)

    @property
    def known_as(self) -> str:
        """What a split names it by: its name key, and its numbers if it has any."""
        return "|".join(["form:" + self.of("name")[0], *self.of("number")])

    @property
    def handles(self) -> list[str]:
        """What a merge names it by: its pin, its numbers, or its name."""
        if self.pin is not None:
            return [f"pin:{self.pin}"]
        return self.of("number") or self.of("name")


def form_of(item: Organisation, pins: Mapping[str, int], document_id: str) -> Form:
    """The form of an organisation of a record. `pins` says which splits hold: what they name -> their number."""
    space = "local:" if item.type == "local_authority" else "name:"
    name = name_key(item.name)
    others = {name_key(other) for other in (*item.aliases, item.acronym or "")} - {name, ""}
    numbers = {proven(i.scheme, i.value) for i in item.identifiers if i.scheme != "domain"} - {None}
    domains = {domain_key(i.value) for i in item.identifiers if i.scheme == "domain"} - {None}
    if len({number for number in numbers if number and number.startswith(("siren:", "lei:"))}) > 1 and _mixed(numbers):
        numbers = set()  # a parent's and a subsidiary's numbers side by side: neither is surely its own
    keys = {("name", space + name), *(("also", space + other) for other in others if not is_generic(other))}
    keys |= {("number", str(number)) for number in numbers} | {("domain", f"domain:{domain}") for domain in domains}
    form = Form(storable(item.name), storable(item.acronym) if item.acronym else None, item.type, frozenset(keys))
    return pinned(form, pins, document_id)


def pinned(form: Form, pins: Mapping[str, int], document_id: str) -> Form:
    """The form that a document gives as the splits have it: one of the very document holds before one of the name."""
    return replace(form, pin=pins.get(occurrence(document_id, form), pins.get(form.known_as)))


def _mixed(numbers: Iterable[str | None]) -> bool:
    return any(len({n for n in numbers if n and n.startswith(scheme)}) > 1 for scheme in ("siren:", "lei:"))


def occurrence(document_id: str, form: Form) -> str:
    """What a split names an organisation of one document by."""
    return f"at:{document_id}:{form.known_as}"


class _Sets:
    """Disjoint sets of forms."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._parent = list(range(len(forms)))
        self._numbers = [frozenset(form.of("number")) for form in forms]

    def root(self, item: int) -> int:
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, first: int, second: int) -> None:
        one, two = sorted((self.root(first), self.root(second)))
        if one != two:
            self._parent[two] = one
            self._numbers[one] |= self._numbers[two]

    def differ(self, items: Iterable[int]) -> bool:
        """Whether numbers prove that these are more than one body."""
        numbers = frozenset[str]().union(*(self._numbers[self.root(item)] for item in items))
        return any(sum(n.startswith(scheme) for n in numbers) > 1 for scheme in ("siren:", "lei:"))

    def roots(self, items: Iterable[int]) -> list[int]:
        return sorted({self.root(item) for item in items})


Index = Mapping[str, Sequence[int]]


def partition(forms: Iterable[Form], merges: Sequence[frozenset[str]] = ()) -> list[tuple[Form, ...]]:
    """The bodies that these forms make, each with its forms, in order of their ids.

    `merges` are users' corrections in the order in which they were made, each the handles that it joins.
    """
    ordered = sorted(forms, key=lambda form: form.id)
    sets = _Sets(ordered)
    index: dict[str, dict[str, list[int]]] = {s: defaultdict(list) for s in ("name", "also", "number", "domain")}
    handles: dict[str, list[int]] = defaultdict(list)
    for place, form in enumerate(ordered):
        for handle in form.handles:
            handles[handle].append(place)
        for sort, key in form.keys if form.pin is None else ():
            index[sort][key].append(place)
    for handle, group in sorted(handles.items()):
        if handle.startswith("pin:"):
            _join_all(sets, group)
    for _, group in sorted(index["number"].items()):
        _join_all(sets, group)
    for _, group in sorted(index["name"].items()):
        _join_named(sets, group, ordered)
    for group in [*_other_names(sets, index["name"], index["also"]), *_by_domain(sets, index["domain"], ordered)]:
        if not sets.differ(group):
            _join_all(sets, group)
    for merge in merges:
        _join_all(sets, [place for handle in sorted(merge) for place in handles[handle]])
    found: dict[int, list[Form]] = defaultdict(list)
    for place, form in enumerate(ordered):
        found[sets.root(place)].append(form)
    return [tuple(group) for _, group in sorted(found.items())]


def _join_all(sets: _Sets, group: Sequence[int]) -> None:
    for item in group[1:]:
        sets.join(group[0], item)


def _join_named(sets: _Sets, group: Sequence[int], forms: Sequence[Form]) -> None:
    if not sets.differ(group):
        _join_all(sets, group)
        return
    _join_all(sets, [item for item in group if not forms[item].of("number")])


def _other_names(sets: _Sets, names: Index, others: Index) -> list[list[int]]:
    found = []
    for key in sorted(set(names) & set(others)):
        holders = sets.roots(names[key])
        targets = [root for root in sets.roots(others[key]) if root not in holders]
        if len(holders) == len(targets) == 1:
            found.append([*holders, *targets])
    return found


def _by_domain(sets: _Sets, domains: Index, forms: Sequence[Form]) -> list[list[int]]:
    found = []
    for key, group in sorted(domains.items()):
        made = [i for i in group if any(spells(_bare(key), _bare(name)) for name in forms[i].of("name"))]
        roots = sets.roots(made)
        if len(roots) > 1:
            found.append(roots)
    return found


def _bare(key: str) -> str:
    """A key without the space that it belongs to."""
    return key.split(":", 1)[1]


def face(forms: Sequence[Form]) -> dict[str, str | None]:
    """What the body of these forms is shown as: the name that most of them have, its acronym, type and numbers.

    A name beats an acronym; of the spellings of one name, the one with small letters and accents does.
    """
    short = {name_key(form.acronym) for form in forms if form.acronym}
    common = Counter(form.of("name")[0] for form in forms)

    def rank(form: Form) -> tuple[object, ...]:
        key = form.of("name")[0]
        return _bare(key) in short, -common[key], key, *spelled_best(form.name), form.acronym or "", form.id

    best = min(forms, key=rank)
    acronyms = sorted({f.acronym for f in forms if f.acronym}, key=lambda a: (a != best.acronym, len(a), a))
    counts = {form.type: sum(f.type == form.type for f in forms) for form in forms}
    numbers = sorted({key for form in forms for sort, key in form.keys if sort in ("number", "domain")}, reverse=True)
    schemes = {key.split(":", 1)[0]: key.split(":", 1)[1] for key in numbers}
    return {
        "name": best.name,
        "acronym": acronyms[0] if acronyms else None,
        "type": min(counts, key=lambda kind: (-counts[kind], kind)),
        **{scheme: schemes.get(scheme) for scheme in ("siren", "lei", "isin", "domain")},
    }
