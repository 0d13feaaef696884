"""One article as a page, and as a fragment of HTML for a notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from pressmine.record import Record
from pressmine.report.marks import parts_of
from pressmine.report.templating import environment, style
from pressmine.report.values import EDITED, KINDS, Value, names_of, values_of
from pressmine.report.why import Miss, Reasons
from pressmine.wording import Lang, say

_HEAD = ("published", "place", "issuer", "source", "embargo", "replaces")


def article_page(
    record: Record,
    lang: Lang,
    around: tuple[str | None, str | None] = (None, None),
    reasons: Reasons | None = None,
    failed: int = 0,
) -> str:
    """The page of one article. `around` are the pages before and after it, `reasons` why its values stand."""
    why = reasons or Reasons()
    return (
        environment(lang)
        .get_template("article.html.j2")
        .render(
            **_content(record, lang, why.near),
            root="../",
            here="article",
            failed=failed,
            before=around[0],
            after=around[1],
            why=why.of,
            near=why.near,
        )
    )


def render(record: Record, lang: Lang = "fr") -> str:
    """The text of a record with its values marked, as a fragment of HTML that needs no script: for notebooks.

    Everything from the article is escaped, and the style is for the fragment alone. A value says what it is where the
    pointer rests on it.
    """
    content = _content(record, lang)
    kinds = {value.key: (value.kind, value.label) for value in values_of(record)}
    return environment(lang).get_template("fragment.html.j2").render(**content, kinds=kinds, css=style("marks"))


def _content(record: Record, lang: Lang, near: Sequence[Miss] = ()) -> Mapping[str, object]:
    values = values_of(record)
    parts = list(parts_of(record, [*values, *(miss.as_value(number) for number, miss in enumerate(near, start=1))]))
    return {
        "record": record,
        "parts": parts,
        "groups": by_kind(values),
        "head": _head(record),
        "names": {key: say(lang, key) for key in sorted(EDITED)},
        "unexplained": sum(segment.unexplained for part in parts for segment in part.segments),
    }


def by_kind(values: Sequence[Value]) -> list[tuple[str, list[Value]]]:
    """The values by kind, each kind in the order of the text; kinds without values are left out."""
    ordered = sorted(values, key=lambda value: (KINDS.index(value.kind), value.first))
    return [(kind, list(group)) for kind, group in groupby(ordered, key=lambda value: value.kind)]


def _head(record: Record) -> list[tuple[str, str]]:
    names = names_of(record)
    info = record.document
    said = {name: getattr(info, name) for name in _HEAD} | {"issuer": names.get(info.issuer or "")}
    return [(name, text) for name, text in said.items() if text]
