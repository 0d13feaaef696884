"""Templates become articles: each entry of each filler, each wording, each layout and format comes up, seeded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

from tests.behaviours.change import CHANGES, IN_THE_FILE, MARKDOWN_ONLY, ORDER, moved, other_order
from tests.behaviours.fill import Choice, Row, fill
from tests.behaviours.render import render
from tests.behaviours.template import Expected, Template, layouts

SEED = 2024
#: How many articles a template gives in full, at least and at most, and how many of them are changed in each way.
FEWEST, MOST, CHANGED = 20, 60, 1

T = TypeVar("T")


@dataclass(frozen=True)
class Article:
    """One article, and what must, may and must not come of it. `change` is set in the sort `same`."""

    template: str
    number: int
    change: str | None
    form: str
    content: bytes
    published: str | None
    found: Expected
    nothing: tuple[str, ...]
    forbid: Expected
    more: tuple[str, ...]
    also: Expected
    kept: tuple[str, ...]
    dropped: tuple[str, ...]


def expand(template: Template, most: int | None = None, seed: int = SEED) -> Iterator[Article]:
    """The articles of a template: in full, or the first `most` of each sort."""
    if template.lists:
        full = len(template.rows["entry"])
    elif template.count:
        full = template.count
    else:
        longest = max((len(rows) for rows in template.rows.values()), default=1)
        full = max(longest, len(template.texts) * max(1, len(template.layouts)) * len(template.formats))
        full = min(MOST, max(FEWEST, full)) if template.rows else full
    random = Random(f"{seed}:{template.id}")
    texts, forms = _spread(template.texts, full, random), _spread(template.formats, full, random)
    around = _spread(template.layouts, full, random) if template.layouts else [""] * full
    choices = _choices(template, full, random)
    wanted = -(-full // template.pack) if most is None else min(full, most)
    for i in range(wanted):
        packed = choices[i * template.pack : (i + 1) * template.pack]
        yield _article(template, i, packed, texts[i], around[i], forms[i], None)
    if template.same and template.sort == "found":
        changes = [c for c in CHANGES if c not in MARKDOWN_ONLY or "md" in template.formats]
        rounds = changes * CHANGED if most is None else random.sample(changes, min(most, len(changes)))
        numbered = [*enumerate(rounds), *([(0, ORDER)] if template.layouts and template.order is None else [])]
        for i, change in numbered:
            form = "md" if change in MARKDOWN_ONLY else forms[i % full]
            if form in ("docx", "pdf"):
                form = template.formats[0]
            yield _article(template, i % full, [choices[i % full]], texts[i % full], around[i % full], form, change)


def _spread(values: Sequence[T], length: int, random: Random) -> list[T]:
    """Each value as often as the others, in random order."""
    out: list[T] = []
    while len(out) < length:
        out += random.sample(values, len(values))
    return out[:length]


def _choices(template: Template, length: int, random: Random) -> list[Choice]:
    columns = {instance: _spread(rows, length, random) for instance, rows in template.rows.items()}
    choices: list[Choice] = []
    for i in range(length):
        choice: dict[str, Row] = {}
        for instance, column in columns.items():
            rows, row = template.rows[instance], column[i]
            filler = instance.rstrip("23456789")
            taken = {r.main for other, r in choice.items() if other.rstrip("23456789") == filler}
            if row.main in taken:
                row = next((r for r in rows if r.main not in taken), row)
            choice[instance] = row
        choices.append(choice)
    return choices


def _article(
    template: Template, number: int, packed: Sequence[Choice], text: str, around: str, form: str, change: str | None
) -> Article:
    filled = "\n\n".join(fill(text, choice).strip("\n") for choice in packed)
    also: Expected = {}
    if around:
        layout = layouts()[around]
        said, place = (other_order(filled), moved(layout.text)) if change == ORDER else (filled, layout.text)
        filled = place.replace("{sentence}", said)
        also = layout.also
    if change and change in CHANGES and change not in IN_THE_FILE:
        filled = CHANGES[change](filled)
    content = filled.encode() if template.way == "source" else render(filled, form)
    if change in IN_THE_FILE:
        content = CHANGES[change](content.decode()).encode()
    return Article(
        template=template.id,
        number=number,
        change=change,
        form=form,
        content=content,
        published=template.published,
        found=_filled(template.found, packed),
        nothing=template.nothing,
        forbid=_filled(template.forbid, packed),
        more=template.more,
        also=also,
        kept=tuple(fill(text, choice) for choice in packed for text in template.kept),
        dropped=tuple(fill(text, choice) for choice in packed for text in template.dropped),
    )


def _filled(expected: Expected, packed: Sequence[Choice]) -> dict[str, list[dict[str, Any]]]:
    """The items with their references filled. A body, a person, a place that each sentence names is one item."""
    filled: dict[str, list[dict[str, Any]]] = {}
    for field, items in expected.items():
        filled[field] = []
        for choice in packed:
            for item in items:
                one = {key: _value(value, choice) for key, value in item.items()}
                if one not in filled[field] or field in ("dates", "figures", "quotes"):
                    filled[field].append(one)
    return filled


def _value(value: Any, choice: Choice) -> Any:
    """A reference to an empty cell is null; several answers may stand in one cell, parted by `|`."""
    if isinstance(value, list):
        return [_value(v, choice) for v in value]
    if not isinstance(value, str):
        return value
    filled = fill(value, choice)
    if "{" in value and "|" in filled:
        return filled.split("|")
    return filled or None
