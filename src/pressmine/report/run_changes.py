"""What another version, rule file or model changes: two runs over the same articles, value by value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pressmine.french.folding import fold
from pressmine.record import Record
from pressmine.report.values import Value, names_of, values_of
from pressmine.report.words import fact
from pressmine.wording import Lang, say

_HEAD = ("kind", "title", "subtitle", "published", "place", "issuer", "embargo", "replaces")
_ENTITIES = frozenset({"organisation", "person", "place"})
#: What a value is known by in both runs: its kind, and its name or its place.
_Key = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """One value of one article: `before` and `after` say it in words, None if a run does not have it."""

    source: str
    kind: str
    sign: Literal["+", "-", "~"]
    before: str | None
    after: str | None

    def __str__(self) -> str:
        said = f"{self.before} → {self.after}" if self.sign == "~" else self.after or self.before
        return f"{self.sign} {self.source} {self.kind} {said}"


def changes(before: Iterable[Record], after: Iterable[Record], lang: Lang = "en") -> Iterator[Change]:
    """The changes from one run to another, by article and place, told in `lang`.

    An article that only one run has is one change.
    """
    old = {record.document.source: record for record in before}
    new = {record.document.source: record for record in after}
    for source in sorted({*old, *new}):
        if source in old and source in new:
            yield from _article(old[source], new[source], lang)
        else:
            is_new = source in new
            record = say(lang, "record")
            said = (None, record) if is_new else (record, None)
            yield Change(source, "article", "+" if is_new else "-", *said)


def counted(found: Iterable[Change]) -> Counter[tuple[str, str]]:
    """How many changes there are of each kind and sign."""
    return Counter((change.kind, change.sign) for change in found)


def _article(old: Record, new: Record, lang: Lang) -> Iterator[Change]:
    was, now = _said(old, lang), _said(new, lang)
    for key in sorted({*was, *now}, key=lambda key: (key[2], key[3], key)):
        before, after = was.get(key), now.get(key)
        if before != after:
            sign: Literal["+", "-", "~"] = "+" if before is None else "-" if after is None else "~"
            yield Change(new.document.source, key[0], sign, before, after)


def _said(record: Record, lang: Lang) -> dict[_Key, str]:
    names = names_of(record)
    out = {
        ("document", name, -1, -1): f"{say(lang, name)} “{fact(lang, name, names.get(value, value))}”"
        for name in _HEAD
        if (value := getattr(record.document, name)) is not None
    }
    out.update((_key(value), _words(value, lang)) for value in values_of(record))
    return out


def _key(value: Value) -> _Key:
    if value.kind in _ENTITIES:
        return value.kind, fold(value.label), 0, 0
    place = value.places[0]
    return value.kind, value.key.rpartition("-")[0] if value.kind == "extra" else "", place.start, place.end


def _words(value: Value, lang: Lang) -> str:
    facts = ", ".join(f"{say(lang, name)} {fact(lang, name, text)}" for name, text, _ in value.facts)
    return f"“{value.label}”{f' ({facts})' if facts else ''}"
