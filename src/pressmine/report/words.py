"""The words of the pages in each language, and how numbers and long texts are shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from pressmine.report.values import CODED, number
from pressmine.tables import read_toml

Lang = Literal["fr", "en"]


def strings() -> dict[str, dict[str, str]]:
    """Every word of the pages: language -> key -> text; `codes` has the record's keys and codes in French."""
    return read_toml("pressmine.report", "strings.toml")


@cache
def environment(lang: Lang) -> Environment:
    """The templates, with everything escaped that comes from an article."""
    made = Environment(
        loader=PackageLoader("pressmine.report"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals |= {"t": _words(lang), "lang": lang}
    made.filters |= {
        "shown": shown,
        "kept": _kept,
        "json": lambda value: json.dumps(dict(value), ensure_ascii=False),
        "cut": cut,
        "counting": lambda rows: [row for row in rows if any(row[1:])],
        "counted": _counted,
        "rows": lambda rows: [(row[0], row[1], _counted(row[1])) for row in rows],
        "fact": lambda text, name: _fact(lang, text, name),
        "code": lambda code: say(lang, code),
        "paired": lambda rows: [
            (f"{cut(one, 20)} · {cut(other, 20)}", count, _counted(count)) for one, other, count in rows
        ],
        "by_year": lambda rows: [(f"{cut(body, 36)}, {year}", value, _counted(value)) for body, year, value in rows],
    }
    return made


def _words(lang: Lang) -> Callable[[str], str]:
    known = strings()[lang]
    return lambda key: known.get(key, key)


def say(lang: Lang, code: str) -> str:
    """What a page says for a key or a code of the record: `local_authority` is *local authority* and *collectivité*.

    What is not a code stays as it is.

    >>> say("en", "local_authority"), say("fr", "local_authority"), say("fr", "SIREN")
    ('local authority', 'collectivité', 'SIREN')
    """
    french = strings()["codes"]
    if code not in french:
        return code
    return french[code] if lang == "fr" else code.replace("_", " ")


def _fact(lang: Lang, text: str, name: str) -> str:
    if name == "inferred":
        how, mark, rest = text.partition(":")
        return say(lang, how) + mark + rest
    return ", ".join(say(lang, code) for code in text.split(", ")) if name in CODED else text


def _kept(text: str) -> Markup:
    """A text whose every character stays one on the page: HTML would make one line break of `\\r\\n`."""
    return escape(text).replace("\r", Markup("&#13;"))


def _counted(value: Any) -> str:
    return number(value)


def shown(text: str, length: int = 90) -> str:
    """A text on one line, cut in the middle where it is long.

    >>> shown("un  texte\\ncourt"), shown("abcdefghij", 8)
    ('un texte court', 'abcd … j')
    """
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 4]} … {text[-(length // 8) :]}"


def cut(text: str, length: int) -> str:
    """The beginning of a text, on one line.

    >>> cut("Conseil général du Bas-Rhin", 20), cut("Dreux", 20)
    ('Conseil général du…', 'Dreux')
    """
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
