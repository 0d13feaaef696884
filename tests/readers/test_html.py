"""HTML pages: no visible text is lost, what is no article is marked, and what the page declares is read."""

from __future__ import annotations

import time

import pytest

from pressmine.cleaning import clean
from pressmine.document import RESIDUE, MarkKind, Source
from pressmine.errors import StageError
from pressmine.readers import read_bytes
from pressmine.readers.html.tree import MAX_DEPTH, parse
from pressmine.zones import find_zones

from .pages import Page, pages

PARAGRAPH = "La scierie Bardin investit douze millions d’euros à Épinal et recrute quarante personnes."
BODY = "<p>" + "La scierie Bardin investit douze millions d’euros à Épinal et recrute quarante personnes. " * 4 + "</p>"


def page(body: str, head: str = "") -> Source:
    """A page read from memory."""
    markup = f'<html lang="fr"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    return read_bytes(markup.encode(), "a.html", "html").sources[0]


def marked(source: Source, kind: MarkKind) -> list[str]:
    """The texts of the marks of one kind."""
    return [source.text[m.span.start : m.span.end] for m in source.marks if m.kind is kind]


def test_article_and_residue() -> None:
    """Navigation, cookies, footer and teasers stay in the text, as boilerplate; the rest is free of it."""
    source = page(
        "<nav><a href='/'>Accueil</a> <a href='/p'>Presse</a></nav><div class='cookie-banner'>Des cookies ?</div>"
        f"<main><article><h1>La scierie s’agrandit</h1>{BODY}<div class='embargo'><p>Sous embargo</p></div>{BODY}"
        "<div class='share'><a href='#'>Partager</a></div>"
        "<div class='contact'><p>Contact : Anne Petit<br>anne@bardin.example</p></div></article></main>"
        "<aside class='related-posts'><a href='/x'>Une autre scierie</a></aside><footer>Mentions légales</footer>"
        "<script>var x = 'rien';</script><p style='display: none'>caché</p><noscript>Activez</noscript>"
    )
    residue = "\n".join(marked(source, MarkKind.BOILERPLATE))
    for said in ("Accueil", "cookies", "Partager", "Une autre scierie", "Mentions légales"):
        assert said in residue
    for said in ("Sous embargo", "Contact : Anne Petit\nanne@bardin.example", "La scierie s’agrandit"):
        assert said in source.text and said not in residue
    for said in ("rien", "caché", "Activez"):
        assert said not in source.text
    assert marked(source, MarkKind.TITLE) == ["La scierie s’agrandit"]


def test_lists_tables_quotes_captions() -> None:
    """What tags say becomes marks; spanned cells keep the columns in place."""
    source = page(
        f"<article>{BODY}<ul><li>un</li><li>deux</li></ul><ol start='3'><li>trois</li></ol>"
        "<blockquote>« Nous y croyons. »</blockquote><figure><figcaption>© Bardin</figcaption></figure>"
        "<table><tr><th>Site</th><th colspan='2'>Emplois</th></tr>"
        "<tr><td rowspan='2'>Épinal</td><td>40</td><td>2</td></tr>"
        f"<tr><td>12</td><td>m<sup>3</sup></td></tr></table>{BODY}</article>"
    )
    assert "- un\n- deux\n3. trois" in source.text
    assert marked(source, MarkKind.LIST_ITEM) == ["- un", "- deux", "3. trois"]
    assert marked(source, MarkKind.QUOTE) == ["« Nous y croyons. »"]
    assert marked(source, MarkKind.CAPTION) == ["© Bardin"]
    assert marked(source, MarkKind.ROW) == ["Site\tEmplois\t", "Épinal\t40\t2", "\t12\tm³"]
    assert marked(source, MarkKind.HEAD_CELL) == ["Site", "Emplois", ""]


def test_a_class_counts_as_a_whole_word() -> None:
    """`embargo` holds `bar` and is article; `related-posts` says that its part is none, even inside of the article."""
    source = page(
        f"<article><h1>Titre</h1>{BODY}<div class='relatedPosts'><p>Une autre scierie ferme.</p></div>"
        f"<div class='embargo'><p>Sous embargo.</p></div><div class='share_bar'>Partager</div>{BODY}</article>"
    )
    assert marked(source, MarkKind.BOILERPLATE) == ["Une autre scierie ferme.", "Partager"]


def residue(source: Source) -> str:
    """All that is marked as no article."""
    return "\n".join(marked(source, MarkKind.BOILERPLATE))


def test_contacts_in_an_aside_are_article_and_teasers_are_not() -> None:
    """Whom to call often stands beside the text; what else there is to read does too."""
    source = page(
        f"<main><h1>La scierie s’agrandit</h1><div class='row'><div>{BODY}{BODY}</div><aside><h3>Contacts presse</h3>"
        "<p>Anne Petit</p><p>03 29 00 12 34</p></aside></div><section><article><h3>Des trains neufs</h3>"
        "<p>Dix rames roulent dès juin sur la ligne.</p></article><article><p>Des lycées rénovés cet été.</p></article>"
        "</section><aside><p>Lettre d’information</p></aside></main>"
    )
    for said in ("Contacts presse", "Anne Petit", "03 29 00 12 34"):
        assert said in source.text and said not in residue(source)
    for said in ("Des trains neufs", "Dix rames", "lycées rénovés", "Lettre d’information"):
        assert said in residue(source)


def test_short_lines_between_paragraphs_of_a_page_without_parts() -> None:
    """A programme's lines are too short for trafilatura, and stand among what it keeps."""
    source = page(
        "<div class='topbar'><a href='/'>Accueil</a></div><h1>Inauguration</h1>"
        f"{BODY}<ul><li>10 h : café</li><li>11 h : visite</li></ul>{BODY}<div class='site-footer'>Mentions</div>"
    )
    assert "10 h : café" not in residue(source) and "11 h : visite" not in residue(source)
    assert "Accueil" in residue(source) and "Mentions" in residue(source)


def test_signatures_side_by_side_are_read_one_after_the_other() -> None:
    """Column by column where cells are blocks, row by row where they are values."""
    source = page(
        f"<article>{BODY}<table><tr><td>Pour Bardin</td><td>Pour la Région</td></tr>"
        "<tr><td>Anne Petit<br>gérante</td><td>Luc Roy<br>président</td></tr></table></article>"
    )
    assert marked(source, MarkKind.TABLE) == []
    assert "Pour Bardin\n\nAnne Petit\ngérante\n\nPour la Région\n\nLuc Roy\nprésident" in source.text


def test_a_table_that_lays_out_a_page_is_no_table() -> None:
    """Nested tables and cells full of prose are read as text."""
    source = page(
        f"<table><tr><td><a href='/'>Menu</a></td><td><h1>Titre</h1>{BODY}"
        "<table><tr><td>x</td></tr></table></td></tr></table>"
    )
    assert marked(source, MarkKind.TABLE) == []
    assert marked(source, MarkKind.TITLE) == ["Titre"]


def test_footnote_calls_stay_apart_from_words_and_units() -> None:
    """A raised number calls a note; a raised unit or ordinal ending does not."""
    source = page(
        f"<article>{BODY}<p>Le Leem<sup>1</sup> occupe 300 m<sup>2</sup> au 1<sup>er</sup> étage<sup>[2]</sup>.</p>"
        "<p id='fn1'>1. Les entreprises du médicament.</p></article>"
    )
    assert "Le Leem¹ occupe 300 m² au 1er étage[2]." in source.text
    assert [
        (m.label, source.text[m.span.start : m.span.end]) for m in source.marks if m.kind is MarkKind.FOOTNOTE_CALL
    ] == [
        ("1", "¹"),
        ("2", "[2]"),
    ]
    assert [m.label for m in source.marks if m.kind is MarkKind.FOOTNOTE] == ["1"]


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",'
        ' "datePublished": "2023-09-14T08:15:00+02:00", "author": [{"name": "Anne Petit"}],'
        ' "publisher": {"name": "Le Courrier"}}]}</script>',
        '<meta property="article:published_time" content="2023-09-14T08:15:00+0200">'
        '<meta name="author" content="Anne Petit"><meta property="og:site_name" content="Le Courrier">',
    ],
)
def test_declarations(head: str) -> None:
    """JSON-LD and meta tags give date, author and site."""
    meta = page(f"<article><h1>Un titre</h1>{BODY}</article>", head).metadata
    assert (meta.published, meta.author, meta.site) == ("2023-09-14T08:15:00+02:00", "Anne Petit", "Le Courrier")
    assert (meta.title, meta.language) == ("Un titre", "fr")


@pytest.mark.parametrize(
    "body",
    [f"{PARAGRAPH}\\n\\n{PARAGRAPH}", f"<p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>", f"&lt;p&gt;{PARAGRAPH} {PARAGRAPH}"],
)
def test_a_page_that_a_script_fills(body: str) -> None:
    """The article stands in the structured data alone."""
    data = f'{{"@type": "NewsArticle", "headline": "Un titre", "articleBody": "{body}"}}'
    shell = "<div id='app'><a href='/'>Accueil</a></div><p>Une question ? Notre équipe répond.</p>"
    source = page(shell, f'<script type="application/ld+json">{data}</script>')
    assert source.text.count(PARAGRAPH) == 2 and "Notre équipe" not in source.text and "<p>" not in source.text
    assert marked(source, MarkKind.TITLE) == ["Un titre"]


@pytest.mark.parametrize(
    ("declared", "line", "authors"),
    [
        ("Anne Petit", "<p>Par <a href='/anne'>Anne Petit</a></p>", ["Anne Petit"]),
        ("Recueilli par Anne PETIT.", "<p>Le Val Recueilli par Anne PETIT. Publié le 3 mai</p>", ["Anne PETIT"]),
        ("Anne Petit, Luc Roy", "<p>Anne Petit et Luc Roy</p>", ["Anne Petit", "Luc Roy"]),
        ("Le Val", "<p>Le Val en direct</p><p class='auteur'>Anne Petit</p>", ["Anne Petit"]),
        ("", "<p>Posté le 3 mai <span class='byline'>par Anne</span> dans Vie locale</p>", ["Anne"]),
        ("", "<p>Par João Ferreira da Silva, le 4 mars 2024</p>", ["João Ferreira da Silva"]),
        ("", "<p>Par Anne Petit Publié le 4 mars 2024</p>", ["Anne Petit"]),
        ("", "<p class='auteur'>Jordan Le Bihan</p><p>Radio Plaine</p>", ["Jordan Le Bihan"]),
        ("", "<p>Par ailleurs, la scierie recrute.</p>", []),
        ("", "<p>Organisé par Anne Petit</p>", []),
    ],
)
def test_who_wrote_it(declared: str, line: str, authors: list[str]) -> None:
    """The declared author where the page names one, else what a part called a byline says."""
    source = page(f"<article><h1>Un titre</h1>{line}{BODY}</article>", f'<meta name="author" content="{declared}">')
    assert marked(source, MarkKind.AUTHOR) == authors


def test_a_time_in_the_article_gives_date_and_place() -> None:
    """`<time>` is visible, so the date has a span."""
    date = "<p>Publié le <time datetime='2020-02-03'>3 février 2020</time></p>"
    source = page(f"<article><h1>Un titre</h1>{date}{BODY}</article>")
    span = source.metadata.published_span
    assert source.metadata.published == "2020-02-03"
    assert span and source.text[span.start : span.end] == "3 février 2020"


@pytest.mark.parametrize(
    "told",
    [
        "<p>Rendez-vous <time datetime='2024-03-09T18:00'>samedi à 18 h</time>.</p>",
        "<p itemprop='startDate'><time datetime='2024-03-09'>Publié au programme du 9 mars</time></p>",
        "<div class='event-date'><p>Posté à <time datetime='2024-03-09'>18 h</time> au portail</p></div>",
    ],
)
def test_a_time_that_the_text_tells_of_is_no_day_of_publication(told: str) -> None:
    """An event has its `<time>` too, and its line stays in the text."""
    source = page(f"<article><h1>Un titre</h1>{BODY}{told}{BODY}</article>")
    assert source.metadata.published is None
    assert marked(source, MarkKind.BOILERPLATE) == []


@pytest.mark.parametrize("encoding", ["cp1252", "iso-8859-15", "utf-8"])
def test_declared_charset(encoding: str) -> None:
    """The page's own word is honoured, also in its older form."""
    charset = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
    markup = f"<html><head>{charset}</head><body>{BODY} 12 €</body></html>"
    data = markup.replace("’", "'").encode(encoding)
    assert "Épinal et recrute" in read_bytes(data, "a.html", "html").sources[0].text
    assert "12 €" in read_bytes(data, "a.html", "html").sources[0].text


@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td", "blockquote", "b"])
def test_ten_thousand_levels(tag: str) -> None:
    """Depth costs structure, never text, time or the process."""
    name = tag.split(">")[0]
    started = time.process_time()
    source = page(f"<{tag}>" * 10_000 + "<p>Au fond.</p><p>Tout au fond.</p>" + f"</{name}>" * 10_000 + BODY)
    assert "Au fond." in source.text and "Tout au fond." in source.text and "scierie Bardin" in source.text
    assert time.process_time() - started < 10


@pytest.mark.parametrize("levels", [150, 400, 2_000, 5_000])
def test_no_tree_is_deeper_than_what_is_walked(levels: int) -> None:
    """libxml2 follows two thousand levels; what works on the tree is not asked to."""
    tree = parse("<div>" * levels + "<p>Au fond.</p>" + "</div>" * levels)
    assert max(sum(1 for _ in element.iterancestors()) for element in tree.iter()) <= MAX_DEPTH
    assert tree.text_content().strip() == "Au fond."


def test_hostile_pages_stay_within_time() -> None:
    """Many small pieces, an endless row, a span that claims a million columns."""
    started = time.process_time()
    page("<p>" + "<b>a</b> " * 100_000 + "</p>")
    page("<table>" + ("<tr>" + "<td>1</td>" * 10_000 + "</tr>") * 3 + "</table>" + BODY)
    assert page(
        "<table>" + "<tr><td colspan='1000000' rowspan='99999'>1</td><td>2</td></tr>" * 3 + "</table>" + BODY
    ).text
    assert page("<" * 200_000 + BODY).text
    assert time.process_time() - started < 30


def test_what_no_record_can_hold_is_left_out() -> None:
    """References to surrogates and control characters."""
    text = page("<p>a&#xD800;b&#0;c&#7;d \x08e</p>" + BODY).text
    assert not any("\ud800" <= c <= "\udfff" or c in "\x00\x07\x08" for c in text)


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<script>x</script>", "<!-- rien -->", "<html><body><p> </p></body></html>"]
)
def test_a_page_without_text(markup: str) -> None:
    """Refused with advice."""
    with pytest.raises(StageError, match=r"no text"):
        read_bytes(markup.encode(), "a.html", "html")


def article_of(markup: str) -> tuple[Source, str]:
    """A page as it is read, and the text of it that is article."""
    source = read_bytes(markup.encode(), "a.html", "html").sources[0]
    kept, at = [], 0
    for mark in source.marks:
        if mark.kind is MarkKind.BOILERPLATE:
            kept.append(source.text[at : mark.span.start])
            at = mark.span.end
    return source, "".join([*kept, source.text[at:]])


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_sites_of_many_kinds(page: Page) -> None:
    """All of the article, its title, and nothing that the site says around it, once lines are read as well."""
    source, _ = article_of(page.markup)
    zones = find_zones(source, clean(source))[0]
    said = "".join(source.text[z.source.start : z.source.end] for z in zones if z.kind not in RESIDUE)
    assert source.metadata.title == page.article[0]
    authors = [source.text[m.span.start : m.span.end] for m in source.marks if m.kind is MarkKind.AUTHOR]
    assert page.author is None or page.author in authors
    assert [text for text in page.article if text not in said] == []
    assert [text for text in page.around if text in said] == []


PAGE = (
    "<html lang='fr'><head><title>Orlane recrute - Écho</title>{}</head>"
    "<body><article>{}<p>{}</p></article></body></html>"
)
PROSE = "La société Orlane, installée à Dreux depuis vingt ans, agrandit son atelier et recrute trente personnes."


@pytest.mark.parametrize(
    ("body", "said", "unsaid"),
    [
        ("<p>Elle dit : <q>Nous <q>recrutons</q></q>.</p>", "Elle dit : « Nous “recrutons” ».", "<q>"),
        ("<blockquote>Nous recrutons.<cite>Zoé Robart</cite></blockquote>", "Nous recrutons.\n\nZoé Robart", ""),
        ("<p>Coût : <del>9 M€</del> <s>8 M€</s> 12 M€</p>", "Coût : 12 M€", "9 M€"),
        ("<p>Coût : <span style='text-decoration: line-through'>9 M€</span> 12 M€</p>", "Coût : 12 M€", "9 M€"),
        ("<p>Le 10 f&amp;eacute;vrier, l&amp;#39;&amp;eacute;t&amp;eacute;.</p>", "Le 10 février, l'été.", "&"),
        ("<p>Un <span class='tooltip'>définition</span>mot.</p>", "Un mot.", "définition"),
        ("<p>À <a href='#' data-cfemail='42323027313127022d302e232c276c2430'>[x]</a></p>", "À presse@orlane.fr", "["),
        ("<div class='promo'><p>" + PROSE * 2 + "</p></div>", PROSE * 2, ""),
        ("<h2 class='sr-only'>Contenu caché</h2>", PROSE, "caché"),
    ],
)
def test_what_a_browser_shows(body: str, said: str, unsaid: str) -> None:
    """Signs that it sets, text that it strikes or hides, entities that were escaped twice."""
    _, text = article_of(PAGE.format("", "<h1>Orlane recrute</h1>" + body, PROSE))
    assert said in text
    assert not unsaid or unsaid not in text


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("", "<h1>Écho</h1><h2>Orlane recrute</h2>", "Orlane recrute"),
        ("<meta property='og:site_name' content='Écho'>", "<h1>Écho</h1>", "Orlane recrute"),
        ("", "<h1><span>Abonnés</span> Orlane recrute</h1>", "Orlane recrute"),
        ("<meta property='og:title' content='Orlane recrute'>", "<h1>Orlane recrute !</h1>", "Orlane recrute !"),
        ("<meta property='og:title' content='Orlane recrute'>", "", "Orlane recrute"),
    ],
)
def test_the_title_that_headings_and_declarations_agree_on(head: str, heading: str, title: str) -> None:
    """Neither the site's name nor a badge is part of it."""
    assert article_of(PAGE.format(head, heading, PROSE))[0].metadata.title == title


def test_a_time_that_says_how_long_ago_is_no_text_of_the_article() -> None:
    """Its declared day counts; `il y a 3 jours` is true of the day when the page was read."""
    source, text = article_of(PAGE.format("", "<h1>A</h1><time datetime='2024-03-04'>il y a 3 jours</time>", PROSE))
    assert source.metadata.published == "2024-03-04" and "3 jours" not in text
