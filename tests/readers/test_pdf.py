"""PDF: reading order, columns, tables, notes and running heads from the places of glyphs."""

from __future__ import annotations

import pytest

from pressmine.document import MarkKind, Source
from pressmine.errors import StageError
from pressmine.readers import read_bytes

from .making import Placed, column, pdf


def document(*pages: list[Placed]) -> Source:
    """A PDF read from memory."""
    return read_bytes(pdf(*pages), "a.pdf", "pdf").sources[0]


def marked(source: Source, kind: MarkKind) -> list[str]:
    """The texts of the marks of one kind."""
    return [source.text[m.span.start : m.span.end] for m in source.marks if m.kind is kind]


LEFT = [
    "La scierie Bardin investit douze",
    "millions d'euros dans son usine",
    "d'Épinal, qui emploie cent vingt",
    "personnes.",
]
RIGHT = [
    "Le chantier commence en avril et",
    "dure dix mois. Une halle nouvelle",
    "abritera deux lignes de sciage et",
    "un atelier.",
]


def test_two_columns_whatever_the_order_of_drawing() -> None:
    """Rows drawn across both columns are still read column by column, under the title that spans them."""
    across = [item for pair in zip(column(50, 700, LEFT), column(310, 700, RIGHT), strict=True) for item in pair]
    source = document([(50, 760, 18, "La scierie Bardin double sa surface", True), *across])
    assert source.text == "La scierie Bardin double sa surface\n\n" + "\n".join(LEFT) + "\n\n" + "\n".join(RIGHT)
    assert source.metadata.title == "La scierie Bardin double sa surface"
    assert marked(source, MarkKind.TITLE) == ["La scierie Bardin double sa surface"]


def test_a_word_broken_at_a_line_end_keeps_its_hyphen() -> None:
    """Joining is the cleaning's work."""
    source = document(column(50, 700, ["La scierie Bardin investit douze mil-", "lions d'euros dans son usine."]))
    assert source.text == "La scierie Bardin investit douze mil-\nlions d'euros dans son usine."


def test_a_break_that_was_meant_ends_a_paragraph() -> None:
    """The next word would have had room on the line: contacts, signatures, short paragraphs."""
    lines = [*LEFT, "Contact presse", "Anne Petit", "Scierie Bardin"]
    assert document(column(50, 700, lines)).text.endswith(
        "personnes.\n\nContact presse\n\nAnne Petit\n\nScierie Bardin"
    )


def test_aligned_cells_are_a_table() -> None:
    """Short cells under each other of which some are numbers; a missing cell leaves its place empty."""
    rows = [["Site", "Emplois", "Chiffre"], ["Dole", "120", "4,2"], ["Vesoul", "85", "3,1"], ["Lure", "", "0,7"]]
    cells: list[Placed] = [
        (60 + 150 * c, 650 - 18 * r, 10, cell) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell
    ]
    source = document([*column(50, 760, LEFT), *cells, *column(50, 540, RIGHT)])
    assert marked(source, MarkKind.ROW) == [
        "Site\tEmplois\tChiffre",
        "Dole\t120\t4,2",
        "Vesoul\t85\t3,1",
        "Lure\t\t0,7",
    ]
    assert marked(source, MarkKind.HEAD_CELL) == ["Site", "Emplois", "Chiffre"]
    assert source.text.index("personnes.") < source.text.index("Site") < source.text.index("Le chantier")


def test_running_heads_and_page_numbers() -> None:
    """The first copy of a head is text, its repetition and the page numbers are not; a paragraph crosses the page."""
    one = [(50, 815, 8, "Scierie Bardin"), *column(50, 700, [*LEFT[:3]]), (280, 25, 8, "Page 1 / 2")]
    two = [
        (50, 815, 8, "Scierie Bardin"),
        *column(50, 700, ["personnes dont dix apprentis."]),
        (280, 25, 8, "Page 2 / 2"),
    ]
    source = document(one, two)
    assert source.text.startswith("Scierie Bardin\n\nLa scierie Bardin investit")
    assert "cent vingt\npersonnes dont dix apprentis." in source.text
    assert marked(source, MarkKind.RUNNING_HEAD) == ["Page 1 / 2\nScierie Bardin\nPage 2 / 2"]


def test_a_raised_number_calls_a_note() -> None:
    """The call does not stick to the word, the note goes behind the text."""
    page: list[Placed] = [
        (50, 700, 10, "La convention lie trois scieries"),
        (186, 704, 6, "1"),
        (200, 700, 10, "de la Vologne et des Vosges."),
        (50, 100, 8, "1. Bardin, Claudel et Munier."),
    ]
    source = document(page)
    assert "trois scieries¹ de la Vologne" in source.text
    assert [m.label for m in source.marks if m.kind is MarkKind.FOOTNOTE_CALL] == ["1"]
    assert marked(source, MarkKind.FOOTNOTE) == ["1. Bardin, Claudel et Munier."]


def test_square_metres_are_no_note() -> None:
    """A raised 2 behind a unit is an exponent."""
    source = document([(50, 700, 10, "Une halle de 300 m"), (136, 704, 6, "2"), (142, 700, 10, "sera construite ici.")])
    assert "300 m² sera" in source.text
    assert marked(source, MarkKind.FOOTNOTE_CALL) == []


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf(column(50, 700, LEFT), encrypted=True), "encrypted"),
        (pdf([]), "no text layer: run OCR"),
        (b"%PDF-1.4\nrien", "damaged or not a PDF"),
        (b"du texte", "damaged or not a PDF"),
        (pdf(*[column(50, 700, ["x"])] * 501), "501 pages"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, says: str) -> None:
    """Each with what to do."""
    with pytest.raises(StageError, match=says) as caught:
        read_bytes(data, "a.pdf", "pdf")
    assert caught.value.stage == "read"


def test_a_letterhead_in_large_capitals_is_not_the_title() -> None:
    """The headline is the largest line that reads like one."""
    page: list[Placed] = [
        (50, 780, 22, "SCIERIE BARDIN ET FILS DES VOSGES", True),
        (50, 730, 15, "La scierie investit douze millions", True),
    ]
    source = document([*page, *column(50, 690, LEFT)])
    assert marked(source, MarkKind.TITLE) == ["La scierie investit douze millions"]


def test_text_turned_on_its_side_is_read_last() -> None:
    """A mark in the margin does not run into the lines beside it."""
    turned = pdf(column(50, 700, LEFT)).replace(
        b"BT /F1 10 Tf 50 661 Td (personnes.)", b"BT /F1 10 Tf 0 1 -1 0 30 500 Tm (N. 12)"
    )
    text = read_bytes(turned, "a.pdf", "pdf").sources[0].text
    assert text.endswith("cent vingt\n\nN. 12")


BESIDE = [
    "rlane SA, installée à Dreux depuis vingt ans, agrandit",
    "son atelier et prévoit de nouvelles lignes pour ses",
    "clients européens, dit la direction de la société.",
]


def test_an_initial_over_several_lines_begins_the_first() -> None:
    """The letter stands on the baseline of the last line beside it."""
    below = column(72, 700 - 3 * 13, ["Le chantier sera livré le 10 juin."])
    text = document([(72, 674, 45, "O"), *column(108, 700, BESIDE), *below]).text
    assert text.startswith("Orlane SA, installée") and text.endswith("livré le 10 juin.") and "\nO" not in text


def test_accents_drawn_apart_join_their_letters() -> None:
    """Behind the letter or before it; a lone sign stays."""
    name: list[Placed] = [(72, 700, 12, "Ine"), (83.3, 700, 12, "`"), (88.7, 700, 12, "s Robart")]
    rest = column(72, 650, ["Le reste du texte est ordinaire : a ` b."])
    assert document([*name, *rest]).text == "Inès Robart\n\nLe reste du texte est ordinaire : a ` b."


def test_what_lies_outside_of_the_page_is_not_shown() -> None:
    """Below it, or beside it."""
    lines = column(72, 700, ["Le chantier sera livré en juin."])
    assert document([*lines, (72, -40, 12, "Ancienne version"), (700, 700, 12, "Note")]).text == lines[0][3]


def test_codes_of_glyphs_are_no_text() -> None:
    """A font that does not say which letters it draws: refused in a sentence that says what to do."""
    with pytest.raises(StageError, match="do not say which letters"):
        document(column(72, 700, ["-3%   4#!$3 &*+' ,-$ #!%* &+$!"] * 12))


def test_an_entry_of_a_programme_stays_beside_its_hour() -> None:
    """Hours are no column: what is on at each of them stands beside it, and goes on below."""
    entries = [
        ("9 h 00", "Accueil"),
        ("9 h 30", "Ouverture par le maire"),
        ("", "avec deux invités"),
        ("12 h", "Repas"),
    ]
    placed = [(60 + 80 * c, 600 - 15 * r, 10, t) for r, row in enumerate(entries) for c, t in enumerate(row) if t]
    text = document([*column(50, 760, LEFT), *placed]).text
    assert [line for line in text.split("\n") if line][-4:] == [
        "9 h 00   Accueil",
        "9 h 30   Ouverture par le maire",
        "avec deux invités",
        "12 h   Repas",
    ]


def test_a_table_inside_of_a_column() -> None:
    """The other column is not drawn into it, and Swiss thousands are numbers."""
    rows = [["Canton", "2023"], ["Vaud", "1'250"], ["Jura", "12'300.50"]]
    cells: list[Placed] = [(50 + 110 * c, 640 - 14 * r, 10, t) for r, row in enumerate(rows) for c, t in enumerate(row)]
    right = [*RIGHT, *RIGHT, *RIGHT]
    source = document([*column(50, 700, LEFT[:3]), *cells, *column(310, 700, right)])
    assert marked(source, MarkKind.ROW) == ["\t".join(row) for row in rows]
    assert "\n".join(LEFT[:3]) in source.text and "\n".join(RIGHT) in source.text


def test_stretched_lines_of_a_column_are_not_cut() -> None:
    """Justified lines have blanks as wide as a gutter, one here, one there."""
    left = [(50, 700, 10, LEFT[0]), (50, 687, 10, "usine et"), (130, 687, 10, "recrute"), (50, 674, 10, "dix"),
            (110, 674, 10, "personnes d'ici"), (50, 661, 10, "à la fin de l'année qui vient.")]  # fmt: skip
    text = document([*left, *column(310, 700, [*RIGHT, *RIGHT])]).text
    assert "usine et   recrute\ndix   personnes d'ici\nà la fin" in text
