"""Dates: what the grammar of `french.dates` finds in each line, with the role that the words beside it give.

A year that the line does not give stays open here (`XXXX`), a relative date stays relative: `resolve.dates` completes
them. Each form of the grammar is a rule of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from pressmine.document import Document, ZoneKind
from pressmine.evidence import Cue, DateReading, Evidence, Rule
from pressmine.french.dates import DateMatch
from pressmine.french.dates.other import find_others, may_hold_others
from pressmine.french.dates.roles import RoleCue, role_of
from pressmine.french.edtf import lacks_year
from pressmine.rules.dates.placed import RULES as PLACED
from pressmine.rules.dates.placed import read_lines

#: The form's name and what it reads, for the list of rules.
FORMS: Final = {
    "date.iso": "Une date comme « 2023-09-20 », avec ou sans heure.",
    "date.numeric": "Une date en chiffres : « 20/09/2023 à 9h40 », « 20.09.23 ».",
    "date.numeric-month": "Un mois en chiffres : « 09/2023 ».",
    "date.day-month": "Un jour et son mois : « mardi 29 mars à 17h 30 », « 1er mai 2020 ».",
    "date.day-list": "Des jours qui se suivent : « les 13 et 14 septembre ».",
    "date.day-range": "Des jours du même mois, du premier au dernier : « du 3 au 5 octobre ».",
    "date.english": "Une date à l'anglaise : « Wednesday, September 20, 2023 at 9:40 AM ».",
    "date.month": "Un mois : « en juin 2011 », « fin août ».",
    "date.season": "Une saison : « à l'été 2021 ».",
    "date.school-return": "La rentrée : « à la rentrée 2024 » est septembre.",
    "date.feast": "Une fête à date fixe : « avant Noël ».",
    "date.quarter": "Un trimestre : « T3 2023 », « au premier trimestre ».",
    "date.half": "Un semestre : « S1 2023 », « au second semestre 2022 ».",
    "date.fortnight": "Une quinzaine : « la première quinzaine de mai ».",
    "date.first-months": "Les premiers mois d'une année : « les neuf premiers mois de 2023 ».",
    "date.year": "Une année, quand le mot voisin dit que c'en est une : « en 2019 ».",
    "date.named-year": "Une année derrière un nom : « le Baromètre 2023 ».",
    "date.year-range": "Des années, de la première à la dernière : « 2019-2022 ».",
    "date.fiscal-year": "Un exercice : « l'exercice 2024-2025 ».",
    "date.nth": "Un jour compté dans un mois : « le premier mardi de mai 2024 ».",
    "date.decade": "Une décennie : « les années 80 ».",
    "date.century": "Un siècle : « le XXIe siècle ».",
    "date.range": "D'un jour, d'un mois ou d'une saison à l'autre : « du 28 juin au 3 juillet 2023 ».",
    "date.relative-day": "Un jour dit depuis celui du texte : « hier », « ce matin ».",
    "date.relative": "Une semaine, un mois, une année dits depuis le jour du texte : « l'an dernier ».",
    "date.weekday": "Un jour de la semaine : « lundi dernier », « mardi soir ».",
    "date.weekday-night": "La nuit d'un jour à l'autre : « nuit de samedi à dimanche ».",
    "date.week-end": "Un week-end dit depuis le jour du texte : « ce week-end ».",
    "date.ago": "Un point du passé : « il y a trois ans ».",
    "date.within": "Un point ou un délai à venir : « dans six mois », « d'ici cinq ans ».",
    "date.day-of-month": "Un jour dont le mois n'est pas dit : « le 15 courant », « jeudi 26 ».",
    "date.other": "Une date dans les mots d'une autre langue : « 12. März 2023 », « 3 days ago ».",
    "date.anaphor": "Une date dite depuis la précédente : « le lendemain », « l'année suivante ».",
}
_HEAD_LINES: Final = 30
_SMALL: Final = r"sur|en|les?|la|de|du|des|lès|aux?|et|sous|d['’]\w{1,20}"
_TOWN: Final = (
    rf"[A-ZÀ-Ý][\w'’]{{0,20}}(?:[ /–-]{{1,3}}(?:[A-ZÀ-Ý][\w'’]{{0,20}}|{_SMALL})){{0,6}}(?:\s?\([^)\n]{{1,30}}\))?"
)
_DATELINE_BEFORE: Final = re.compile(
    rf"[^\w\n]{{0,6}}(?:{_TOWN}\s?[,–—-]\s{{1,3}}(?:(?:[Ll]e|LE)\s{{1,3}})?|{_TOWN}\s{{1,3}}(?:le|LE)\s{{1,3}}|(?:[Ll]e|LE)\s{{1,3}})?"
)
_TOWN_ALONE: Final = re.compile(rf"[^\w\n]{{0,6}}{_TOWN}\s?[,–—-]\s{{1,3}}(?:(?:[Ll]e|LE)\s{{1,3}})?")
_TOWN_BEFORE: Final = re.compile(rf"{_TOWN}\s?,\s{{1,3}}(?:[Ll]e|LE)\s")
_DATELINE_AFTER: Final = re.compile(
    r"\s{0,3}(?:\([^)\n]{1,40}\)\s{0,3})?(?:$|[.:,]?\s{0,3}[-–—|*]|\.\s|\Z|(?:Derni[eè]re|Mis)\w? (?:mise )?à jour)"
)
_LEADS_IN: Final = re.compile(r"\s{0,3}[-–—]\s{0,3}\S")
_DONE_AT: Final = re.compile(rf"[^\w\n]{{0,6}}[Ff]ait à {_TOWN}\s?,?\s{{1,3}}le\s{{1,3}}")
_NO_DATELINE: Final = frozenset({ZoneKind.TABLE, ZoneKind.LIST, ZoneKind.ABOUT, ZoneKind.FOOTNOTE})
_EMBARGO: Final = re.compile(r"\bembargo\b")


def _found(document: Document) -> dict[str, list[tuple[int, DateMatch]]]:
    """The dates of a document's lines by form, each with the start of its line."""
    by_form: dict[str, list[tuple[int, DateMatch]]] = {form: [] for form in FORMS}
    lines = document.once(read_lines)
    for line in lines:
        for match in line.dates:
            by_form[match.form].append((line.start, match))
    if may_hold_others(document.folded):
        for start, end, low, _ in lines:
            by_form["date.other"] += [(start, other) for other in find_others(document.text[start:end], low)]
    return by_form


def _find(document: Document, form: str) -> Iterator[Evidence]:
    for offset, match in document.once(_found)[form]:
        start, end = offset + match.start, offset + match.end
        cue = _role(document, match, start, end)
        reading = DateReading(
            value=match.value,
            granularity=match.granularity,
            form=match.form,
            weekday=match.weekday,
            relative=match.relative,
            role=cue.role if cue else None,
            bound=match.bound,
        )
        if cue and cue.role == "embargo" and match.bound == "before" and match.value:
            reading = replace(reading, value=match.value.removeprefix("../"), bound=None)
        cues = (Cue(_label(cue, start), document.span(cue.start, cue.end)),) if cue else ()
        yield Evidence(form, document.span(start, end), reading, match.confidence, cues, _missing(match))


def _role(document: Document, match: DateMatch, start: int, end: int) -> RoleCue | None:
    sentence = document.sentence_at(start)
    if m := _EMBARGO.search(document.folded, sentence.start, start):
        return RoleCue("embargo", m.start(), m.end())
    if match.granularity in {"day", "minute"} and match.bound is None and _is_dateline(document, match, start, end):
        return RoleCue("published", start, end)
    return role_of(document.folded, start, end, (sentence.start, sentence.end), match.granularity, match.bound)


def _label(cue: RoleCue, start: int) -> str:
    """A cue that is the date itself says that its place gives the role: a dateline."""
    return "dateline" if cue.role == "published" and cue.start == start else f"role:{cue.role}"


def _is_dateline(document: Document, match: DateMatch, start: int, end: int) -> bool:
    """A whole date that opens a text, alone on its line or before its first sentence, perhaps behind a town.

    `Tarnos, le 10 décembre 2025 (après Bourse). Le conseil …`, `2 juillet 2012. - Le plan …`, `Fait à Dreux, le …`.
    """
    if match.value is None or "/" in match.value:
        return False
    if document.zone_at(start).kind in _NO_DATELINE:
        return False
    block = document.block_at(start)
    before, after = document.text[block.span.start : start], document.text[end : block.span.end]
    if _DONE_AT.fullmatch(before):
        return True
    if not match.value[:4].isdigit() and (match.weekday is None or not _TOWN_ALONE.fullmatch(before)):
        return False
    if match.granularity == "minute" and not _LEADS_IN.match(after) and not _TOWN_BEFORE.match(before):
        return False  # with its hour and alone on its line it is when something happens
    if document.text.count("\n", 0, start) > _HEAD_LINES or not _DATELINE_BEFORE.fullmatch(before):
        return False
    return bool(_DATELINE_AFTER.match(after)) or document.zone_at(start).kind is ZoneKind.DATELINE


def _missing(match: DateMatch) -> tuple[str, ...]:
    """What the words alone do not give: the year, or the day that a relative expression counts from."""
    if match.relative is not None:
        return ("base",)
    return ("year",) if match.value and lacks_year(match.value) else ()


RULES: tuple[Rule, ...] = (
    *PLACED,
    *(Rule(form, says, partial(_find, form=form)) for form, says in FORMS.items()),
)
