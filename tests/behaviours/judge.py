"""Does a record hold what a template says? Complaints in words, none where it does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from pressmine.record import Person, Place, Record
from tests.behaviours.expand import Article
from tests.behaviours.fill import without_accents

#: By what a surplus item is shown.
_SHOWN: dict[str, tuple[str, ...]] = {
    "organisations": ("name", "type"),
    "dates": ("text", "value"),
    "figures": ("text", "kind", "value"),
    "agreements": ("kind", "parties"),
    "signatories": ("name", "role"),
    "quotes": ("text",),
    "contacts": ("name", "phones", "emails"),
    "document": ("title", "published", "place"),
}
#: Keys that name bodies; an article in front of a body's name does not count.
_NAMES = ("name", "form", "aliases", "organisation", "parties", "issuer", "for", "speaker")
_ARTICLE = re.compile(r"^(?:l['’ʼ´]\s?|(?:le|la|les)\s+)(?=\S)", re.IGNORECASE)
#: Zones that are no part of the article.
_ASIDE = ("boilerplate",)
_ALIKE = str.maketrans(
    {char: plain for plain, chars in {"'": "’‘ʼ´`′＇", '"': "«»“”„″", "-": "–—‑"}.items() for char in chars}
)


def complaints(article: Article, record: Record) -> list[str]:
    """What is missing, what is too much."""
    judge = _Judge(record, loose=article.change is not None)
    return [
        *(c for field, wanted in article.found.items() for c in judge.found(field, wanted, article)),
        *(c for field in article.nothing for c in judge.surplus(field, [], article)),
        *(c for field, items in article.forbid.items() for item in items for c in judge.forbidden(field, item)),
        *judge.zones(article),
    ]


def plain(text: str) -> str:
    """Apostrophes, quotation marks, dashes and spaces all alike, no marks of emphasis."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_ALIKE)).replace("**", "").split())


def _folded(text: str) -> str:
    return re.sub(r'[\s"]+', " ", without_accents(plain(text)).casefold()).strip()


class _Judge:
    def __init__(self, record: Record, loose: bool) -> None:
        self.record = record
        self.same: Callable[[str], str] = _folded if loose else plain
        self.forms: dict[str, list[str]] = {}
        for body in record.organisations:
            forms = [body.name, *filter(None, [body.acronym]), *body.aliases]
            self.forms[body.ref] = [*forms, *(mention.text for mention in body.mentions)]
        others: tuple[Person | Place, ...] = (*record.persons, *record.places)
        for entity in others:
            self.forms[entity.ref] = [entity.name, *(mention.text for mention in entity.mentions)]

    def found(self, field: str, wanted: list[dict[str, Any]], article: Article) -> Iterator[str]:
        left, missing = list(self.items(field)), False
        for item in sorted(wanted, key=lambda item: bool(item.get("optional"))):
            hit = next((i for i in left if self.fits(field, i, item)), None)
            if hit is not None:
                left.remove(hit)
            elif not item.get("optional"):
                missing = True
                yield f"{field}: wanted {_shown(item)}, got {self.got(field, item)}"
        if field != "document" and field not in article.more and not missing:
            yield from self.surplus(field, left, article, wanted)

    def surplus(
        self, field: str, left: list[Any], article: Article, wanted: list[dict[str, Any]] | None = None
    ) -> Iterator[str]:
        for item in left if wanted is not None else self.items(field):
            allowed = article.also.get(field, [])
            if not any(self.fits(field, item, one) for one in allowed) and not _small(field, item):
                yield f"{field}: too much: {self.shown(field, item)}"

    def forbidden(self, field: str, item: dict[str, Any]) -> Iterator[str]:
        for one in self.items(field):
            if self.fits(field, one, item):
                yield f"{field}: forbidden: {self.shown(field, one)}"

    def zones(self, article: Article) -> Iterator[str]:
        if not (article.kept or article.dropped):
            return
        record = self.record
        inside = [record.text[z.start : z.end] for z in record.zones if z.kind not in _ASIDE]
        text = self.same("\n".join(inside))
        yield from (f"article: lost: {piece!r}" for piece in article.kept if self.same(piece) not in text)
        yield from (f"article: not of it: {piece!r}" for piece in article.dropped if self.same(piece) in text)

    def items(self, field: str) -> list[Any]:
        return [self.record.document] if field == "document" else list(getattr(self.record, field))

    def fits(self, field: str, item: Any, wanted: dict[str, Any]) -> bool:
        return all(self.holds(field, item, key, value) for key, value in wanted.items() if key != "optional")

    def holds(self, field: str, item: Any, key: str, value: Any) -> bool:
        got = self.read(item, key)
        if key in _NAMES and (field != "persons" or key == "organisation"):
            got, value = _bare(got), _bare(value)
        if isinstance(got, list) and key not in ("form", "organisation", "issuer", "speaker", "for", "person"):
            have, want = sorted(map(self.same, got)), sorted(self.same(str(v)) for v in _listed(value))
            return have == want if key in ("parties", "phones", "emails", "authors") else set(want) <= set(have)
        if isinstance(value, list):
            return any(self.holds(field, item, key, one) for one in value)
        if isinstance(got, list):  # the names of a body or a person that the item points at
            return not got if value is None else self.same(value) in map(self.same, got)
        if got is None or value is None:
            return got is None and value is None
        if isinstance(got, int | float):
            return abs(got - float(value)) <= 1e-6 * max(1.0, abs(got))
        if key == "of":
            return head(value) in words(got) and len(words(got)) <= 10
        if key == "begins":
            return self.same(got).startswith(self.same(value))
        if key == "ends":
            return self.same(got).endswith(self.same(value))
        if key == "function":
            return _folded(got) == _folded(str(value))
        return self.same(str(got)) == self.same(str(value))

    def read(self, item: Any, key: str) -> Any:
        """The value under the key; a list of names where it points at a body or a person."""
        if key == "form":
            return self.forms[item.ref]
        if key in ("begins", "ends"):
            return item.text
        if key == "for":
            return self.forms.get(item.party or "", [])
        value = getattr(item, key, None)
        if key in ("organisation", "issuer", "speaker", "person"):
            return self.forms.get(value or "", [])
        if key in ("parties", "authors"):
            return [self.forms[ref][0] for ref in value or ()]
        return list(value) if isinstance(value, tuple) else value

    def got(self, field: str, wanted: dict[str, Any]) -> str:
        keys = [key for key in wanted if key != "optional"]
        shown = [_shown({key: self._one(item, key) for key in keys}) for item in self.items(field)]
        return "; ".join(shown[:4]) or "nothing"

    def shown(self, field: str, item: Any) -> str:
        return _shown({key: self._one(item, key) for key in _SHOWN.get(field, ("name",))})

    def _one(self, item: Any, key: str) -> Any:
        value = self.read(item, key)
        if key in ("form", "organisation", "issuer", "speaker", "for", "person") and isinstance(value, list):
            return value[0] if value else None
        return value


def _bare(value: Any) -> Any:
    """A body's name, or each of several, without the article in front of it."""
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return _ARTICLE.sub("", value) if isinstance(value, str) else value


def _small(field: str, item: Any) -> bool:
    """Counts in words up to ten: they may be in the record, and need not."""
    return field == "figures" and item.kind in ("count", "ordinal") and item.text.isalpha() and (item.value or 99) <= 10


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def words(text: str) -> list[str]:
    """Folded words, number endings dropped."""
    return [word.rstrip("sx") or word for word in re.findall(r"[\w-]+", _folded(text).replace("'", " "))]


def head(text: str) -> str:
    """The first word: what an `of` is known by."""
    return next(iter(words(text)), "")


def _shown(item: dict[str, Any]) -> str:
    parts = (f"{k}={v:g}" if isinstance(v, float) else f"{k}={v!r}" for k, v in item.items() if k != "optional")
    return ", ".join(parts)
