"""The view: what it makes of messy characters, markup and lines, and that it always leads back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmine.cleaning import clean
from pressmine.document import Mark, Source, View
from pressmine.offsets import ViewSpan
from pressmine.readers.drawing import sort_marks
from pressmine.readers.frontmatter import read_front_matter
from pressmine.readers.markdown import markdown_marks


def view_of(text: str, format: str = "txt", marks: tuple[Mark, ...] = ()) -> View:
    if format == "md":
        marks = sort_marks([*marks, *markdown_marks(text, max((m.span.end for m in marks), default=0))])
    return clean(Source(name=f"a.{format}", format=format, sha256="0" * 64, text=text, marks=marks))


def said(text: str, view: View, words: str) -> str:
    """What the source says where the view says `words`."""
    at = view.text.index(words)
    span = view.alignment.to_source(ViewSpan(at, at + len(words)))
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4\u00a0M€ et 1\u202f247\u2009emplois", "4 M€ et 1 247 emplois"),
        ("l’accord d‘hier", "l'accord d'hier"),
        ("déve\u00adloppe\u200bment", "développement"),
        ("e\u0301te\u0301 en NFD", "été en NFD"),
        ("proﬁt et eﬀort", "profit et effort"),
        ("Hauts\u2011de\u2010France, \u2212 3 %", "Hauts-de-France, - 3 %"),
        ("la suite…", "la suite..."),
        ("une\r\n\r\ndeux\rtrois", "une\n\ndeux\ntrois"),
        ("  > 36 % de bois\n  > 8 scieries", "  • 36 % de bois\n  • 8 scieries"),
        ("> 36 % de bois", "> 36 % de bois"),
    ],
)
def test_characters(text: str, expected: str) -> None:
    assert view_of(text).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Le Leem** signe _enfin_ l'*accord*", "Le Leem signe enfin l'accord"),
        ("voir [le site](https://exemple.example/a_(b)) ici", "voir le site ici"),
        ("![logo](a.png)Texte", "Texte"),
        ("> « Bravo » <br>**X**", "« Bravo » \nX"),
        ("## Titre", "Titre"),
        ("* un point\n* deux", "- un point\n- deux"),
        ("AT&amp;T&nbsp;France", "AT&T France"),
        ("nom_de_fichier et 2*3*4", "nom_de_fichier et 2*3*4"),
        ("**À propos :**Les missions **: [un lien](x)", "À propos :Les missions : un lien"),
    ],
)
def test_markdown(text: str, expected: str) -> None:
    assert view_of(text, "md").text == expected


WRAPPED = (
    "La société Valdor annonce ce jour la signature d'un accord avec la\n"
    "métropole de Rennes, qui prévoit la création de quarante emplois dans le dévelop-\n"
    "pement des services numériques et l'ouverture d'un centre de formation pour les\n"
    "jeunes du territoire. Il ouvrira au printemps avec l'appui de ses partenaires et\n"
    "de la Région Bretagne.\n"
)


def test_a_wrapped_paragraph_is_one_line_and_its_broken_word_is_whole() -> None:
    view = view_of(WRAPPED)
    assert view.text.count("\n") == 1
    assert "développement des services" in view.text
    assert said(WRAPPED, view, "développement") == "dévelop-\npement"


RAGGED = (
    "La société Valdor annonce ce jour la signature d'un accord avec la caisse de\n"
    "crédit des artisans, que préside depuis trois ans Florence\n"
    "Guérin, et avec la chambre de métiers, qui forme chaque année des apprentis,\n"
    "pour ouvrir une école dans les anciens ateliers de la marine, fermés en hiver\n"
    "et prêtés par la commune."
)


def test_a_ragged_paragraph_goes_on_with_a_name() -> None:
    """Letters are not all as wide: a line of a surely wrapped paragraph may end well before the others."""
    assert "Florence Guérin" in view_of(RAGGED).text
    signed = "\n\nClaire Vasseur, présidente de la chambre de métiers de la Haute-Vallée\nLuc Dorme, maire de Trémois"
    assert view_of(RAGGED + signed).text.endswith(signed)


@pytest.mark.parametrize(
    "text",
    [
        "Contact presse :\nmarie Le Goff\ntél. 02 99 00 00 00\nemail : m@valdor.example",
        "- premier point de la liste,\n- second point de la liste.",
        "Ille-et-Vilaine\t30,6\nFinistère\t16,6",
        "Une phrase finie.\nUne autre phrase.",
        "COMMUNIQUÉ DE PRESSE\nValdor ouvre une usine",
    ],
)
def test_lines_that_stand_for_themselves_stay(text: str) -> None:
    assert view_of(text).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a précisé le directeur qui l'a lui-\nmême signé avec ses partenaires", "lui-même"),
        ("l'ouverture de la ligne est prévue, assure-t-\nelle devant la presse", "assure-t-elle"),
    ],
)
def test_the_hyphen_of_a_compound_stays(text: str, expected: str) -> None:
    assert expected in view_of(text).text


def test_folded_lines_of_a_front_matter_are_joined_and_its_keys_are_not() -> None:
    text = (
        '---\ntitle: "Un titre \\nsur deux\n  lignes"\n'
        "contact:\n  name: Ana Roy\n  tel:\n  - 01.99.00.12.34\n---\n\nTexte."
    )
    front = read_front_matter(text)
    assert front is not None
    view = view_of(text, "md", front.marks)
    assert view.text.splitlines()[1:7] == [
        'title: "Un titre  sur deux lignes"',
        "contact:",
        "  name: Ana Roy",
        "  tel:",
        "  - 01.99.00.12.34",
        "---",
    ]


@given(
    st.text("ab é\u00ad\u00a0\n\r\t'’«»-😀e\u0301ﬁ*_[]()<br>&;1.#|", max_size=200),
    st.sampled_from(["txt", "md", "html"]),
)
def test_every_stretch_of_the_view_leads_back_into_the_source(text: str, format: str) -> None:
    view = view_of(text, format)
    assert len(view.folded) == len(view.text) == view.alignment.view_length
    last = 0
    for at in range(len(view.text)):
        span = view.alignment.to_source(ViewSpan(at, at + 1))
        assert last <= span.end <= len(text)
        last = max(last, span.start)
