"""The templates of the pages, and the filters that they use."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from pressmine.report.explained import cue_in_french, reading_in_french, told
from pressmine.report.values import number
from pressmine.report.words import cut, fact, shown, strings
from pressmine.wording import Lang, say


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
        "fact": lambda text, name: fact(lang, name, text),
        "reason": lambda english: told(lang, "reasons", english),
        "failure": lambda english: told(lang, "failures", english),
        "remark": lambda english: told(lang, "remarks", english),
        "cue": lambda label: cue_in_french(label) if lang == "fr" else label,
        "reading": lambda read: cut(_reading(lang, *read), 200),
        "code": lambda code: say(lang, code),
        "paired": lambda rows: [
            (f"{cut(one, 20)} · {cut(other, 20)}", count, _counted(count)) for one, other, count in rows
        ],
        "by_year": lambda rows: [(f"{cut(body, 36)}, {year}", value, _counted(value)) for body, year, value in rows],
    }
    return made


def style(*sheets: str) -> str:
    """The text of style sheets, for a page in one piece."""
    assets = files("pressmine.report").joinpath("assets")
    return "".join(assets.joinpath(f"{sheet}.css").read_text(encoding="utf-8") for sheet in sheets)


def _words(lang: Lang) -> Callable[[str], str]:
    known = strings()[lang]
    return lambda key: known.get(key, key)


def _reading(lang: Lang, kind: str, facts: Sequence[tuple[str, str]]) -> str:
    if lang == "fr":
        return reading_in_french(kind, facts)
    return " ".join([kind, *(f"{name}={text}" for name, text in facts)])


def _kept(text: str) -> Markup:
    """A text whose every character stays one on the page: HTML would make one line break of `\\r\\n`."""
    return escape(text).replace("\r", Markup("&#13;"))


def _counted(value: Any) -> str:
    return number(value)
