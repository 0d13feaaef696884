"""Front matter in every shape that site builders and hands give it: title, day, author and lead with their places."""

from __future__ import annotations

import pytest

from pressmine.cleaning import clean
from pressmine.document import MarkKind, Source
from pressmine.readers import read_bytes
from pressmine.readers.dates import iso_date

BODY = "\n\nLa société Orlane agrandit son atelier.\n"


def source_of(head: str) -> Source:
    """A Markdown file with a head."""
    return read_bytes((head + BODY).encode(), "a.md", "md").sources[0]


HEADS = {
    "yaml": '---\ntitle: "Orlane : un pas"\ndate: 2024-03-04\nauthor: Zoé Amblard\nchapo: En bref.\n---',
    "yaml that is none": "---\ntitle: Orlane : un pas\ndate: 2024-03-04\nauthor: Zoé Amblard\nchapo: En bref.\n---",
    "toml": '+++\ntitle = "Orlane : un pas"\ndate = 2024-03-04T08:00:00Z\nauthor = "Zoé Amblard"\n'
    'chapo = "En bref."\n+++',
    "toml tables": "+++\ntitle = 'Orlane : un pas'\n[params]\ndate = '4 mars 2024'\nchapo = 'En bref.'\n"
    "[author]\nname = 'Zoé Amblard'\n+++",
    "json": '{"title": "Orlane : un pas", "date": "2024-03-04", "author": {"name": "Zoé Amblard"},'
    ' "chapo": "En bref."}',
    "bare": "Title: Orlane : un pas\nDate: 2024-03-04 10:20\nAuthor: Zoé Amblard\nChapo: En bref.",
    "bare, quoted": 'title: "Orlane : un pas"\ndate: 2024/03/04\nauteur: Zoé Amblard\nimage: a.jpg\nchapo: En bref.',
    "bare, closed": "titre: Orlane : un pas\ndate: 4 mars 2024\nauteur: Zoé Amblard\nchapo: En bref.\n---",
    "windows": "---\r\ntitle: 'Orlane : un pas'\r\ndate: 2024-03-04\r\nauthor: Zoé Amblard\r\nchapo: En bref.\r\n---",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_every_shape_declares_the_same(head: str) -> None:
    source = source_of(head)
    meta = source.metadata
    assert (meta.title, (meta.published or "")[:10], meta.author) == ("Orlane : un pas", "2024-03-04", "Zoé Amblard")
    assert meta.title_span and source.text[meta.title_span.start : meta.title_span.end] == "Orlane : un pas"
    assert [source.text[m.span.start : m.span.end] for m in source.marks if m.kind is MarkKind.LEAD] == ["En bref."]
    block = next(m.span for m in source.marks if m.kind is MarkKind.FRONT_MATTER)
    assert source.text[block.start : block.end].strip() == head.strip()


def test_pandoc_lines() -> None:
    meta = source_of("% Orlane agrandit\n% Zoé Amblard\n% 4 mars 2024").metadata
    assert (meta.title, meta.author, meta.published) == ("Orlane agrandit", "Zoé Amblard", "2024-03-04")


@pytest.mark.parametrize(
    "key",
    "date posted_on publishDate published_at publication-date date_publication post_date pubDate created createdAt"
    " publié_le date_de_parution mise_en_ligne".split(),
)
def test_keys_of_the_day_of_publication(key: str) -> None:
    assert source_of(f"---\nlayout: post\npublished: true\n{key}: 2024-03-04\n---").metadata.published == "2024-03-04"


@pytest.mark.parametrize("key", "lastmod updated modified expirydate event_date date_fin".split())
def test_keys_of_other_days(key: str) -> None:
    assert source_of(f"---\ntitle: Orlane\n{key}: 2024-03-04\n---").metadata.published is None


@pytest.mark.parametrize("key", "title titre post_title headline".split())
def test_keys_of_the_title(key: str) -> None:
    assert source_of(f"---\n{key}: Orlane agrandit\ndate: 2024-03-04\n---").metadata.title == "Orlane agrandit"


@pytest.mark.parametrize(
    "written",
    [
        "2024-03-04", "2024/03/04", "2024.03.04", "2024-3-4", "20240304", "04/03/2024", "04.03.2024", "04-03-2024",
        "4 mars 2024", "lundi 4 mars 2024", "le 4 mars 2024 à 10h", "Publié le 4 mars 2024", "March 4, 2024",
        "Mon, 4 Mar 2024 10:00:00 +0100", "4 March 2024", "2024-03-04T10:00:00.000Z", "2024-03-04 10:00:00 +0100",
    ],
)  # fmt: skip
def test_spellings_of_a_day(written: str) -> None:
    assert (iso_date(written) or "")[:10] == "2024-03-04"


@pytest.mark.parametrize(
    "head",
    [
        "Contact : Zoé Amblard\nTél. : 01 02 03 04 05",
        "Lieu : Dole\nHeure : 18 h",
        "Date : 4 mars 2024\n\nTitre : rien",
        "Un paragraphe.\ntitle: Orlane\ndate: 2024-03-04",
        "Note : le titre est libre.",
    ],
)
def test_lines_of_an_article_are_no_head(head: str) -> None:
    assert not [m for m in source_of(head).marks if m.kind is MarkKind.FRONT_MATTER]


def test_escapes_stand_for_what_they_mean() -> None:
    text = clean(source_of("---\ntitle: 'L''atelier &amp; nous'\nchapo: \"Il dit \\\"oui\\\"\"\n---")).text
    assert "title: 'L'atelier & nous'" in text and 'Il dit "oui"' in text
