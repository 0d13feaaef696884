"""Markdown files: what a reader of the page sees is the text, what the parser takes for signs is not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmine.cleaning import clean
from pressmine.document import MarkKind, Source
from pressmine.readers import read_bytes


def source_of(text: str) -> Source:
    """A Markdown file as it is read."""
    return read_bytes(text.encode(), "a.md", "md").sources[0]


def seen(text: str) -> list[str]:
    """The lines that are read of a text, without the empty ones."""
    return [line.strip() for line in clean(source_of(text)).text.splitlines() if line.strip()]


def marked(source: Source, kind: MarkKind) -> list[str]:
    """What a kind of mark holds."""
    return [source.text[m.span.start : m.span.end] for m in source.marks if m.kind is kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l\\'Association de 30 millions\\\nd\\'euros", ["l'Association de 30 millions d'euros"]),
        ("phm\\@exemple.fr \\-- fin", ["phm@exemple.fr -- fin"]),
        ('<iframe width="100%" height="315"\n src="x"></iframe> Suite', ["Suite"]),
        ("<!-- 45 % --> Le corps <!-- encore\n12 --> suit", ["Le corps  suit"]),
        ('<div align="justify" style="width: 80%">\nLe **bloc**\n</div>', ["Le bloc"]),
        ("<script>\nvar a = 12;\n</script>\n\nTexte", ["Texte"]),
        ("~~9 M€~~ <del>8 M€</del> 5 M€", ["5 M€"]),
        ("Un ![logo 12](a b.png){width=100%} deux", ["Un  deux"]),
        ("[le site](http://x.fr/12 'Titre') et [ref][r]\n\n[r]: http://y.fr/45 'Autre'", ["le site et ref"]),
        ("[Nous écrire](mailto:a.b@exemple.fr)", ["Nous écrire (a.b@exemple.fr)"]),
        ("[a.b@exemple.fr](mailto:a.b@exemple.fr)", ["a.b@exemple.fr"]),
        ("<https://exemple.fr> et <a.b@exemple.fr>", ["https://exemple.fr et a.b@exemple.fr"]),
        ("[[Page|le mot]] et [[autre]]", ["le mot et autre"]),
        ("{{< youtube id=12 >}}\n\nTexte {% include x.html n=3 %} fin {: .note }", ["Texte  fin"]),
        ("{% comment %}\n12 %\n{% endcomment %}\nTexte", ["Texte"]),
        ("![a]({{ site.baseurl }}/b 2.png) Texte", ["Texte"]),
        ("::: {.encart}\nDedans\n:::", ["Dedans"]),
        ('!!! note "À savoir"\n    Le corps', ["À savoir", "Le corps"]),
        (":calendar: Le 3 mai à 10:30", ["Le 3 mai à 10:30"]),
        ("> Un\n> deux\n>\n> trois", ["Un", "deux", "trois"]),
        ("* un\n+ deux\n- [x] trois\n1. quatre", ["- un", "- deux", "- trois", "1. quatre"]),
        ("Titre\n=====\n\nCorps\n\n***\n\nFin", ["Titre", "Corps", "Fin"]),
        ("## Sur un mot ## {#ancre}\nCorps", ["Sur un mot", "Corps"]),
        ("| a | b |\n|---|--:|\n| **c** | 2 |", ["a\tb", "c\t2"]),
        ("Un appel[^1].\n\n[^1]: La note.\n[r]: http://x.fr", ["Un appel[1].", "La note."]),
        ("nom_de_fichier, 2*3*4, 5 * 6", ["nom_de_fichier, 2*3*4, 5 * 6"]),
        ("**« Bravo »**dit-il, **Lieu :**Dole", ["« Bravo »dit-il, Lieu :Dole"]),
    ],
)
def test_what_is_read(text: str, expected: list[str]) -> None:
    assert seen(text) == expected
    assert seen(text.replace("\n", "\r\n")) == expected


def test_marks_are_letter_for_letter_in_the_file() -> None:
    source = source_of(
        "# Orlane *agrandit* {#haut}\r\n\r\n> Nous serons prêts.\r\n\r\n"
        "| An | CA |\r\n|---|---|\r\n| 2020 | 12 |\r\n\r\n"
        "Fin[^a].\r\n\r\n[^a]: Une note.\r\n"
    )
    assert marked(source, MarkKind.TITLE) == ["Orlane *agrandit* {#haut}"]
    assert marked(source, MarkKind.QUOTE) == ["> Nous serons prêts."]
    assert marked(source, MarkKind.HEAD_CELL) == ["An", "CA"]
    assert marked(source, MarkKind.CELL) == ["2020", "12"]
    assert marked(source, MarkKind.FOOTNOTE_CALL) == ["[^a]"]
    assert marked(source, MarkKind.FOOTNOTE) == ["Une note."]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Deux mots\n\nCorps.", ["Deux mots"]),
        ("# Communiqué de presse\n\n## Orlane recrute\n\nCorps.", ["Orlane recrute"]),
        ("Dole, le 3 mai\n\n## Orlane recrute\n\n## Un autre\n\nCorps.", ["Orlane recrute"]),
        ("## Intertitre\n\n# Le titre", ["Le titre"]),
        ('<h1 align="center">Le <b>titre</b></h1>\n\nCorps.', ["Le <b>titre</b>"]),
        ("<div>\n<h1>\n  Le titre\n</h1>\n</div>\n\nCorps.", ["Le titre"]),
        ("# Communiqué de presse\n\nCorps.", []),
        ("Corps sans titre.", []),
        ("---\ntitle: Le titre\n---\n\n# Autre", []),
        ("---\ntitle: Communiqué de presse, 18.07.2020\n---\n\n### Orlane recrute", ["Orlane recrute"]),
    ],
)
def test_the_heading_that_is_the_title(text: str, title: list[str]) -> None:
    assert marked(source_of(text), MarkKind.TITLE) == title


def test_a_headline_may_open_with_its_day() -> None:
    source = source_of("# 2004-07-27 : Appel aux dirigeants {#appel}\n\nCorps.")
    assert (marked(source, MarkKind.TITLE), source.metadata.published) == (
        ["Appel aux dirigeants {#appel}"],
        "2004-07-27",
    )


@given(st.text("aé \n\r\t*_`~[]()<>!{}%:#|-=\\&;\"'1.^", max_size=120))
@settings(max_examples=300)
def test_any_text_keeps_its_order(text: str) -> None:
    if not text.strip():
        return
    source = source_of(text + "z")
    ends = 0
    for mark in source.marks:
        assert mark.span.end <= len(source.text)
        if mark.kind is MarkKind.MARKUP:
            assert ends <= mark.span.start < mark.span.end
            ends = mark.span.end
    assert clean(source).text.endswith("z") or "[" in text or "<" in text or "`" in text or "~" in text or "{" in text


@pytest.mark.parametrize(
    "piece", ["[", "[a](", "![", "<a ", "<!-- ", "*a **", "_", "> ", "`a``", "{{ ", "| a ", "[^1]", "- ", "&"]
)
def test_time_is_bounded(piece: str) -> None:
    start = time.process_time()
    source_of("Un texte.\n\n" + piece * (100_000 // len(piece)) + "\n\nFin.")
    assert time.process_time() - start < 5
