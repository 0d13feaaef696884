"""Fillers, and the references to them that templates hold: `{company}`, `{company2.type}`, `{function:person}`.

A filler is a table `fillers/NAME.csv` (columns parted by `;`). What stands in its first column is what `{NAME}` gives.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent


class BehaviourError(ValueError):
    """A file of the suite that the reader refuses; the message names the place."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a filler: what `{NAME}` gives, and its further columns."""

    main: str
    columns: Mapping[str, str]


#: What the rows of an article are called in it: `company`, `company2`.
Choice = Mapping[str, Row]

_REFERENCE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_BODY = re.compile(
    r"(?:(?P<word>[^\W\d_]+) )?(?P<name>[a-z][a-z_]*?)(?P<number>[2-9])?(?P<attributes>(?:\.[a-z_]+)*)"
    r"(?::\s*(?:(?P<with>[a-z_]+[2-9]?)(?P<more>(?:\.[a-z_]+)*)|(?P<masculine>[^/]*?) */ *(?P<feminine>[^/]*?)))?"
)


def read_fillers(folder: Path = HERE / "fillers") -> dict[str, tuple[Row, ...]]:
    """The fillers of a folder by name. Raises BehaviourError for a table with a hole or a line twice."""
    return {path.stem: _rows(path) for path in sorted(folder.glob("*.csv"))}


def _rows(path: Path) -> tuple[Row, ...]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"]
    head, *body = list(csv.reader(lines, delimiter=";"))
    rows: list[Row] = []
    for cells in body:
        if len(cells) != len(head):
            raise BehaviourError(f"{path.name}: {len(cells)} cells instead of {len(head)}: {';'.join(cells)}")
        row = Row(cells[0], dict(zip(head, cells, strict=True)))
        if row in rows:
            raise BehaviourError(f"{path.name}: twice: {';'.join(cells)}")
        rows.append(row)
    if not rows:
        raise BehaviourError(f"{path.name}: no line")
    return tuple(rows)


def references(text: str, where: str) -> list[tuple[str, str]]:
    """The filler and the instance (`company`, `company2`) of each reference of a text.

    Raises BehaviourError for a reference that can't be read.
    """
    found: list[tuple[str, str]] = []
    for match in _REFERENCE.finditer(text):
        if match[0] in ("{{", "}}"):
            continue
        body = _BODY.fullmatch(match[1]) if match[1] is not None else None
        if body is None or (body["word"] and body["word"] not in _JOINED):
            raise BehaviourError(f"{where}: {match[0]!r} is no reference")
        found.append((body["name"], body["name"] + (body["number"] or "")))
        if body["with"]:
            found.append((body["with"].rstrip("23456789"), body["with"]))
    return found


def fill(text: str, choice: Choice) -> str:
    """The text with its references replaced.

    >>> company = Row("Orvelle", {"name": "Orvelle", "article": ""})
    >>> fill("la filiale {de company}", {"company": company})
    "la filiale d'Orvelle"
    """
    return _REFERENCE.sub(lambda match: _filled(match, choice), text)


def _filled(match: re.Match[str], choice: Choice) -> str:
    if match[0] in ("{{", "}}"):
        return match[0][0]
    body = _BODY.fullmatch(match[1])
    assert body is not None  # the reader has looked at every reference
    row = choice[body["name"] + (body["number"] or "")]
    if body["masculine"] is not None:
        return body["masculine"] if _column(row, "gender", match[0]) == "masculine" else body["feminine"]
    if body["with"]:
        value = _column(row, _column(choice[body["with"]], "gender", match[0]), match[0])
        return _changed(value, body["more"], row, match[0])
    value = _changed(row.main, body["attributes"], row, match[0])
    return _JOINED[body["word"]](row.columns.get("article", ""), value) if body["word"] else value


def _changed(value: str, attributes: str, row: Row, where: str) -> str:
    for place, attribute in enumerate(filter(None, attributes.split("."))):
        change = CHANGES.get(attribute) if place or attribute not in row.columns else None
        value = change(value) if change else _column(row, attribute, where)
    return value


def _column(row: Row, name: str, where: str) -> str:
    if name not in row.columns:
        raise BehaviourError(f"{where}: the filler has no column {name!r}: {', '.join(row.columns)}")
    return row.columns[name]


def without_accents(text: str) -> str:
    """The text without its accents.

    >>> without_accents("Élysée")
    'Elysee'
    """
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


CHANGES: dict[str, Callable[[str], str]] = {
    "upper": str.upper,
    "lower": str.lower,
    "capital": lambda text: text[:1].upper() + text[1:],
    "capitals": lambda text: re.sub(r"(?<![\w'’])(?!(?:de|du|des|et|la|le|les|à|aux?)\b|[dl]['’])\w", _upper, text),
    "plain": without_accents,
    "two": lambda text: text.zfill(2),
    "stem": lambda text: text.replace("*", "") + ("'au" if text.endswith("jusqu") else ""),
    "present": lambda infinitive: infinitive[:-1] + ("t" if infinitive.endswith("ir") else ""),
}


def _upper(match: re.Match[str]) -> str:
    return match[0].upper()


def _elides(word: str) -> bool:
    first = without_accents(word[:1]).lower()
    return first in "aeiou" or (first in "hy" and word[1:2].islower())


def _le(article: str, name: str) -> str:
    return f"{article}{name}" if article.endswith("'") else f"{article} {name}".strip()


def _de(article: str, name: str) -> str:
    article, name = _article(article, name)
    joined = {"le": "du ", "les": "des "}.get(article)
    if joined:
        return joined + name
    return ("d'" if not article and _elides(name) else "de ") + _le(article, name)


def _a(article: str, name: str) -> str:
    article, name = _article(article, name)
    joined = {"le": "au ", "les": "aux "}.get(article)
    return joined + name if joined else "à " + _le(article, name)


def _article(article: str, name: str) -> tuple[str, str]:
    """The article, and the name without the one that it begins with: `Le Havre`, `Le Relais`."""
    for own in ("Le ", "Les "):
        if not article and name.startswith(own):
            return own.strip().lower(), name.removeprefix(own)
    return article, name


def _que(article: str, name: str) -> str:
    return ("qu'" if _elides(_le(article, name)) else "que ") + _le(article, name)


def _se(article: str, name: str) -> str:
    return ("s'" if _elides(name) else "se ") + name


def _capital(join: Callable[[str, str], str]) -> Callable[[str, str], str]:
    return lambda article, name: CHANGES["capital"](join(article, name)) if article or join is not _le else name


#: Small words that a reference may begin with: `{de company}` is `d'Orvelle`, `de Vertiflex` or `du Relais`.
_JOINED: dict[str, Callable[[str, str], str]] = {
    "le": _le,
    "de": _de,
    "à": _a,
    "que": _que,
    "se": _se,
    "Le": _capital(_le),
    "De": _capital(_de),
    "À": _capital(_a),
}


@cache
def fillers() -> dict[str, tuple[Row, ...]]:
    """The fillers of the suite."""
    return read_fillers()


def chosen(rows: Sequence[Row], wanted: Mapping[str, Sequence[str]], where: str) -> tuple[Row, ...]:
    """The rows whose columns hold one of the values; `!value` leaves out. Raises BehaviourError where none is left."""
    kept = tuple(row for row in rows if all(_fits(_column(row, k, where), v) for k, v in wanted.items()))
    if not kept:
        raise BehaviourError(f"{where}: no line of the filler fits {dict(wanted)}")
    return kept


def _fits(value: str, wanted: Sequence[str]) -> bool:
    without = [w[1:] for w in wanted if w.startswith("!")]
    only = [w for w in wanted if not w.startswith("!")]
    return value not in without and (not only or value in only)
