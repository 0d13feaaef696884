"""Texts that repeat what a rule or a reader looks for, as often as one likes, and the work that each stage has with
them.

`python -m benchmarks.growth` measures them, `test_growth.py` counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pressmine.assembly import assemble
from pressmine.cleaning import clean
from pressmine.evidence import Evidence, in_order
from pressmine.pipeline import Pressmine
from pressmine.readers import read_bytes
from pressmine.resolve import STEPS
from pressmine.resolve.ledger import Ledger
from pressmine.sinks.json_text import to_json_and_line
from pressmine.zones import find_zones

HEAD = "La société Orvelle SA a inauguré jeudi 28 mars 2024, avec la Ville de Dreux, un atelier de 1 200 m².\n\n"
#: Signs, words and phrases that stand one behind the other in one line.
IN_LINE = (
    *("(", '"', "« Nous ", "«", "»", "; ", "1 ", "1/", "[1]", "[1] ", "1,5 ", "1 234 567 ", "5 % ", "5 € ", "et ", "-"),
    *("Aa ", "AA ", "Aa-", "M. Aa ", "Mme Aa Bb, ", "@", "a@b.c ", "http://a. ", "www.", "|", "**", "_", "l'", "’"),
    *("le 1er ", "du 1 au ", "du 1er au 2 mars ", "premier semestre ", "lundi 3 ", "demain ", "de 9 h à ", "18h"),
    *("exercice 2024-", "01 23 45 67 89 ", "+33 1 ", "SIRET 123 456 789 00012 ", "million d'euros ", "entre 5 et "),
    *("de 3 à ", "vingt ", "quatre-vingt-", "une centaine de ", "à Dreux ", "(28) ", "12 rue Aa 28100 Dreux ", "n° "),
    *("Orvelle SA, ", "la société Orvelle ", "Ville de Dreux ", "Claire Vasseur, directrice générale, ", "de la Aa "),
    *("Aa de ", "Aa et ", "Aa (AA) ", "Aa (ci-après « Bb ») ", "le groupe Aa, ", "« Oui », dit M. Aa. ", "L'Aa. "),
    *("👩\u200d👩\u200d👧\u200d👦", "e\u0301", "\u200b", "\u00ad", "x", "   ", "ont signé ", "convention "),
)
#: Lines, one under the other.
LINES = (
    *("a\n", "Aa Bb\n", "Aa,\nBb\n", "- Aa Bb, directeur de Cc\n", "1. a\n", "[1] a\n", "[^1]: a\n", "# a\n"),
    *("| 1 | 2 |\n", "| total | 2 |\n", "12 %\n", "Dreux, le 29 mars 2024\n\n", "Tél. : 01 23 45 67 89\n", "> a\n"),
    *("Contact :\n", "Contacts presse\n\n", "À propos de Aa\n\nLa société.\n\n", "Signataires :\n- Aa\n", "a\tb\n"),
    "a@b.fr\n",
    "La société Orvelle SA et la Ville de Dreux ont signé.\n\n",
    "« Nous recrutons », annonce Claire Vasseur, directrice générale d'Orvelle.\n\n",
    "Signé par Aa Bb, directeur de Cc, et Dd Ee, président de Ff.\n",
    "Le 3 mars 2024, Aa a levé 3 M€.\n",
    "Pour Aa, Bb Cc\n",
    "De : a@b.fr\nDate : 3 mars 2024\nObjet : Aa\n\n",
    "A. R. : Nous recrutons cette année dans toute la vallée.\n\n",
    "Anne Roy, maire de Dreux\n\n« Nous recrutons cette année. »\n\n",
)
#: Things of which no two are alike.
DISTINCT: Mapping[str, Callable[[int], str]] = {
    "persons": lambda n: f"M. Jean {_name(n)} de {_name(n + 7)} SA. ",
    "surnames": lambda n: f"M. {_name(n)} Vasseur. ",
    "bodies": lambda n: f"La société {_name(n)} SA et la Ville de {_name(n * 3)} ont signé.\n",
    "speakers": lambda n: f"« Nous recrutons {n} personnes », dit Claire {_name(n)}, directrice de {_name(n + 3)}.\n\n",
    "turns": lambda n: f"Anne {_name(n)} : Nous recrutons cette année dans toute la vallée.\n\n",
    "acronyms": lambda n: f"Agence {_name(n)} {_name(n + 5)} (A{_name(n)[:2].upper()}) ",
    "numbers": lambda n: f"{n} ",
    "sums": lambda n: f"{n} euros, ",
    "dates": lambda n: f"le {n % 28 + 1} mars {1900 + n % 150}, ",
    "mailboxes": lambda n: f"Jean {_name(n)}, a{n}@b.fr, 02 37 {n % 100:02} {n // 100 % 100:02} 12\n",
    "signers": lambda n: (
        f"{'' if n else 'Signataires :' + chr(10)}Claire {_name(n)} (présidente de {_name(n * 7)} SA), "
    ),
    "payers": lambda n: f"la société {_name(n)} a versé {n + 11} 000 euros et ",
    "notes": lambda n: f"mot[{n % 90}]\n[{n % 90}] Une note.\n",
}
#: Pieces of other formats: format, what stands in front, what is repeated, what stands behind.
PIECES: Mapping[str, tuple[str, str, str, str]] = {
    "columns": ("html", "<table><tr>", "<td>1 200", "</table>"),
    "rows": ("html", "<table>", "<tr><td>Aa<td>3 %", "</table>"),
    "spans": ("html", "<table>", "<tr><td rowspan=65000>Aa<td>3 %", "</table>"),
    "tables": ("html", "", "<table><tr><td>Aa<td>3 %</table>", ""),
    "tables in tables": ("html", "", "<table><tr><td>", "x"),
    "paragraphs": ("html", "", "<p>La société Orvelle.", ""),
    "depth": ("html", "", "<div>", "x"),
    "items": ("html", "<ul>", "<li>Aa", "</ul>"),
    "lists": ("html", "", "<ul><li>", "x"),
    "headings": ("html", "", "<h2>Aa</h2>", ""),
    "quotes": ("html", "", "<blockquote>Nous recrutons.</blockquote>", ""),
    "calls": ("html", "", "<sup>1</sup>", ""),
    "links": ("md", "", "[a](http://b.c) ", ""),
    "open links": ("md", "", "[a](", ""),
    "fences": ("md", "", "```\na\n", ""),
    "cells": ("md", "", "| a ", "|\n|---|\n"),
    "comments": ("md", "", "<!-- ", ""),
    "quoted lines": ("eml", "", "> a\n", ""),
    "parts": ("eml", "Content-Type: multipart/mixed; boundary=x\n\n", "--x\nContent-Type: text/plain\n\na\n", ""),
    "recipients": ("eml", "To: ", "a@b.c, ", "\n\nLa société ouvre.\n"),
    "comments of a sender": ("eml", "To: ", "(", "\n\nLa société ouvre.\n"),
}
_SYLLABLES = "bel dor fan ger kar lam mer nol par quin ros sel tan val vier zan bri cho dre fli gou jou".split()


def _name(number: int) -> str:
    said, rest = "", number + len(_SYLLABLES)
    while rest:
        rest, place = divmod(rest, len(_SYLLABLES))
        said += _SYLLABLES[place]
    return said.capitalize()


def _repeated(unit: str) -> Callable[[int], bytes]:
    return lambda n: (HEAD + unit * n).encode()


def _counted(unit: Callable[[int], str]) -> Callable[[int], bytes]:
    return lambda n: (HEAD + "".join(map(unit, range(n)))).encode()


def _pieces(format: str, before: str, unit: str, behind: str) -> Callable[[int], bytes]:
    front = {
        "html": f"<html><body><article><p>{HEAD * 2}</p>",
        "md": HEAD,
        "eml": "From: a@b.c\nSubject: Orvelle\n" + ("" if before else f"\n{HEAD}"),
    }[format]
    return lambda n: (front + before + unit * n + behind).encode()


def people_to_call(count: int) -> bytes:
    """People and bodies on one line of contacts."""
    said = ", ".join(f"Claire {_name(n)}, {_name(n * 7)} SA" for n in range(count))
    return f"{HEAD}\nContacts presse : {said} – 01 44 55 66 77\n".encode()


@dataclass(frozen=True, slots=True)
class Text:
    """A text that grows: its format, how long one repeat is, and what makes the bytes of a file with so many."""

    format: str
    length: int
    make: Callable[[int], bytes]


def texts() -> dict[str, Text]:
    """All of them by name."""
    found = {f"{unit!r} in a line": Text("txt", len(unit), _repeated(unit)) for unit in IN_LINE}
    found |= {f"{unit!r}": Text("txt", len(unit), _repeated(unit)) for unit in LINES}
    found |= {f"distinct {what}": Text("txt", len(unit(999)), _counted(unit)) for what, unit in DISTINCT.items()}
    return found | {
        f"{what} ({piece[0]})": Text(piece[0], len(piece[2]), _pieces(*piece)) for what, piece in PIECES.items()
    }


def stages(pm: Pressmine, data: bytes, format: str) -> Iterator[str]:
    """Carry out one stage after the other and name each when it is done."""
    source = read_bytes(data, f"a.{format}", format).sources[0]
    yield "read"
    view = clean(source)
    yield "clean"
    parts = find_zones(source, view)
    yield "zones"
    document = pm.french.read(source, view, *parts)
    yield "language"
    found: list[Evidence] = []
    for rule in pm.rules:
        found += rule.find(document)
        yield rule.id
    ledger = Ledger(document, in_order(found), None)
    yield "evidence in order"
    for step in STEPS:
        step(ledger)
        yield step.__name__
    record = assemble(document, ledger.close(), pm.produced_by)
    yield "assemble"
    to_json_and_line(record)
    yield "write"
