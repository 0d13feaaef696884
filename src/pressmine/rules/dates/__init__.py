"""Dates: what the grammar of `french.dates` finds in each line, with the role given by the words around it.

A year that the line does not give stays open here (`XXXX`), a relative date stays relative: `resolve.dates` completes
them. Each form of the grammar is a rule of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from pressmine.document import Document
from pressmine.evidence import Cue, DateReading, Evidence, Rule
from pressmine.french.dates import DateMatch
from pressmine.french.dates.other import find_others, may_hold_others
from pressmine.french.dates.roles import RoleCue, role_of
from pressmine.french.edtf import lacks_year
from pressmine.rules.dates.placed import RULES as PLACED
from pressmine.rules.dates.placed import read_lines
from pressmine.rules.header.published import dateline_days

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
#: Behind the given name that is a feast, too: `Noël Vasseur`.
_SURNAME: Final = re.compile(r" [A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+")
_EMBARGO: Final = re.compile(r"\bembargo\b")


def _found(document: Document) -> dict[str, list[tuple[int, DateMatch]]]:
    """The dates of a document's lines by form, each with the start of its line."""
    by_form: dict[str, list[tuple[int, DateMatch]]] = {form: [] for form in FORMS}
    lines = document.once(read_lines)
    for line in lines:
        for match in line.dates:
            if match.form != "date.feast" or not _SURNAME.match(document.text, line.start + match.end):
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
            in_dateline=cue is not None and _label(cue, start) == "dateline",
            in_name=form == "date.named-year",
        )
        if cue and cue.role == "embargo" and match.bound == "before" and match.value:
            reading = replace(reading, value=match.value.removeprefix("../"), bound=None)
        cues = (Cue(_label(cue, start), document.span(cue.start, cue.end)),) if cue else ()
        yield Evidence(form, document.span(start, end), reading, match.confidence, cues, _missing(match))


def _role(document: Document, match: DateMatch, start: int, end: int) -> RoleCue | None:
    sentence = document.sentence_at(start)
    if m := _EMBARGO.search(document.folded, sentence.start, start):
        return RoleCue("embargo", m.start(), m.end())
    said = document.once(dateline_days).get(start)
    if said is not None:
        return RoleCue(said, start, end)
    return role_of(document.folded, start, end, (sentence.start, sentence.end), match.granularity, match.bound)


def _label(cue: RoleCue, start: int) -> str:
    """A cue that is the date itself says that its place gives the role: a dateline."""
    return "dateline" if cue.start == start else f"role:{cue.role}"


def _missing(match: DateMatch) -> tuple[str, ...]:
    """What the words alone do not give: the year, or the day that a relative expression counts from."""
    if match.relative is not None:
        return ("base",)
    return ("year",) if match.value and lacks_year(match.value) else ()


RULES: tuple[Rule, ...] = (*PLACED, *(Rule(form, says, partial(_find, form=form)) for form, says in FORMS.items()))
