"""What a page declares of itself: JSON-LD first, then meta tags, then `<time>`; nothing is guessed from its prose."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pressmine.readers.dates import iso_date
from pressmine.readers.encodings import scrub

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DAY_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/-])")
_MAX_JSON = 200_000
_ARTICLES = frozenset(
    {"Article", "NewsArticle", "PressRelease", "BlogPosting", "ReportageNewsArticle", "WebPage", "TechArticle"}
)
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.created",
    "dcterms.date",
    "date",
    "pubdate",
    "publishdate",
    "article:published",
    "citation_publication_date",
)
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator")
_SITES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher")


@dataclass(frozen=True, slots=True)
class Declared:
    """What the head of a page and its structured data say; `published` is ISO 8601.

    `titles` are in the order of trust: structured data, meta tags, the title of the window. `body` is the article's
    text, which a page that a script fills may hold in its structured data alone; `address_day` the day in the path of
    its address (`/2021/05/12/`).
    """

    titles: tuple[str, ...]
    published: str | None
    author: str | None
    site: str | None
    language: str | None
    body: str | None = None
    address_day: str | None = None


def declared(tree: HtmlElement) -> Declared:
    """The declarations of a page, None if it makes none."""
    linked = list(_linked_data(tree))
    meta = _meta(tree)
    date = next((d for d in (iso_date(str(x.get("datePublished", ""))) for x in linked) if d), None)
    if date is None:
        said = [*(meta[name] for name in _DATES if name in meta), *(str(x.get("dateCreated", "")) for x in linked)]
        date = next((d for d in map(iso_date, said) if d), None)
    author = next((a for a in (_names(x.get("author")) for x in linked) if a), None) or _first(meta, _AUTHORS)
    site = next((s for s in (_names(x.get("publisher")) for x in linked) if s), None) or _first(meta, _SITES)
    titles = [_clean(x["headline"]) for x in linked if isinstance(x.get("headline"), str)]
    titles += [*(_clean(meta[name]) for name in _TITLES if name in meta), _clean(tree.findtext("head/title") or "")]
    return Declared(
        tuple(dict.fromkeys(title for title in titles if title)),
        date,
        author if author and _human(author) else None,
        site,
        _french(tree.get("lang") or tree.get("xml:lang") or ""),
        max((x["articleBody"] for x in linked if isinstance(x.get("articleBody"), str)), key=len, default=None),
        _address_day(tree, meta),
    )


def _address_day(tree: HtmlElement, meta: dict[str, str]) -> str | None:
    links = (link.get("href") or "" for link in tree.iter("link") if link.get("rel") == "canonical")
    for address in (*links, meta.get("og:url", "")):
        match = _DAY_IN_PATH.search(address)
        if match and (day := iso_date("-".join(match.groups()))):
            return day
    return None


def _french(declared: str) -> str | None:
    """The French that a page declares (`fr-BE`); another language is the default of a system, not its text's."""
    parts = declared.strip().replace("_", "-").split("-")
    region = [part.upper() if len(part) == 2 else part for part in parts[1:]]
    return "-".join(["fr", *region]) if parts[0].lower() == "fr" else None


def _human(author: str) -> bool:
    """False for an address or the login of a content system (`webmestre`)."""
    return not author.startswith("http") and author != author.lower()


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content)
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((_clean(meta[name]) for name in names if name in meta), None)


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json" or not script.text or len(script.text) > _MAX_JSON:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue  # a page's broken script is no reason to refuse its text
        for item in _items(data):
            kinds = item.get("@type")
            named = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind in _ARTICLES for kind in named):
                yield item


def _items(data: Any) -> Iterator[dict[str, Any]]:
    items = data if isinstance(data, list) else [data]
    for item in items[:100]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (x for x in (graph if isinstance(graph, list) else [])[:100] if isinstance(x, dict))


def _names(value: Any) -> str | None:
    """`{"name": …}`, a string, or a list of these."""
    values = value if isinstance(value, list) else [value]
    names = [v.get("name") if isinstance(v, dict) else v for v in values[:20]]
    return _clean(", ".join(n.strip() for n in names if isinstance(n, str) and n.strip()))


def _clean(text: str) -> str | None:
    return " ".join(scrub(html.unescape(text)).split()) or None
