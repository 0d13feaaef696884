"""What a front matter declares, whatever it is written in: values under keys, each with its place in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pressmine.document import Diagnostic, Mark, Metadata
from pressmine.offsets import Span
from pressmine.readers.dates import iso_date
from pressmine.readers.word_lists import ordered, words


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The block's marks (itself, its lead, its escapes), what it declares, what was wrong with it, and its end."""

    marks: tuple[Mark, ...]
    metadata: Metadata
    diagnostics: tuple[Diagnostic, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it is meant, and the characters that it is on."""

    text: str
    span: Span


#: A key, folded, and one of its values.
Values = Sequence[tuple[str, Value]]


def fold_key(key: str) -> str:
    """`postDate`, `Post_Date` and `post date` are `post-date`."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", key.strip())
    plain = unicodedata.normalize("NFD", parted.casefold())
    return re.sub(r"[ _.]", "-", "".join(c for c in plain if not unicodedata.combining(c)))


def lead_values(values: Values) -> Iterable[Value]:
    """The values that are text of the article."""
    leads = words("words", "lead_keys")
    return (v for key, v in values if key in leads and v.text.strip())


def metadata_of(values: Values) -> Metadata:
    """What the values declare, each by the first of its keys that says it."""
    title = next(iter(_under(values, "title_keys")), None)
    published = next((v for v in _under(values, "date_keys") if iso_date(v.text)), None)
    authors = [v.text.strip() for key, v in values if key in words("words", "author_keys") and v.text.strip()]
    site, language = (next(iter(_under(values, keys)), None) for keys in ("site_keys", "language_keys"))
    return Metadata(
        title=" ".join(title.text.split()) if title else None,
        title_span=title.span if title else None,
        published=iso_date(published.text) if published else None,
        published_span=published.span if published else None,
        author=", ".join(authors) or None,
        site=site.text.strip() if site else None,
        language=language.text.strip() if language else None,
    )


def _under(values: Values, keys: str) -> list[Value]:
    """The values under the keys of a list, in the list's order."""
    return [v for wanted in ordered("words", keys) for key, v in values if key == wanted and v.text.strip()]
