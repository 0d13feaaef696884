"""Mails: headers, the best body part, attachments as articles of their own; one that fails harms no other."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from pressmine.cleaning import clean
from pressmine.document import MarkKind
from pressmine.errors import StageError
from pressmine.readers import ReadResult, read_bytes

from .making import column, docx, paragraph, pdf

BODY = "La scierie Bardin investit douze millions d’euros à Épinal.\n\nContact : Anne Petit\n"


def mail(body: str = BODY, subject: str = "TR: La scierie s’agrandit") -> EmailMessage:
    """A mail with its headers."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Anne Pétit <anne@bardin.example>"
    message["To"] = "redaction@journal.example"
    message["Subject"] = subject
    message["Date"] = "Tue, 17 Apr 2018 08:30:00 +0200"
    message.set_content(body, cte="quoted-printable")
    return message


def result(message: EmailMessage) -> ReadResult:
    """What the reader makes of a mail."""
    return read_bytes(message.as_bytes(), "a.eml", "eml")


def test_headers_and_body() -> None:
    """Headers are decoded and marked; subject and date are metadata with their places."""
    source = result(mail()).sources[0]
    meta = source.metadata
    block = next(m for m in source.marks if m.kind is MarkKind.MAIL_HEADER)
    assert source.text[: block.span.end] == (
        "From: Anne Pétit <anne@bardin.example>\nTo: redaction@journal.example\n"
        "Subject: TR: La scierie s’agrandit\nDate: Tue, 17 Apr 2018 08:30:00 +0200"
    )
    assert source.text[block.span.end :] == "\n\n" + BODY.rstrip()
    assert (meta.title, meta.published) == ("La scierie s’agrandit", "2018-04-17T08:30:00+02:00")
    assert meta.title_span and source.text[meta.title_span.start : meta.title_span.end] == meta.title
    assert meta.published_span and source.text[meta.published_span.start :].startswith("Tue, 17 Apr")


def test_folded_headers() -> None:
    """A header's lines are one value, also where an encoded word is cut in two."""
    data = (
        b"From:\n =?utf-8?q?Ren=C3=A9e?= Bardin\n <renee@bardin.example>\n"
        b"Subject: La =?utf-8?q?sci?=\n =?utf-8?q?erie?= grandit\n"
        b"\nBonjour.\n"
    )
    text = read_bytes(data, "a.eml", "eml").sources[0].text
    assert text == "From: Renée Bardin <renee@bardin.example>\nSubject: La scierie grandit\n\nBonjour."


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15", "windows-1252"])
def test_charsets_of_parts(charset: str) -> None:
    """The part's own charset is honoured."""
    message = mail()
    message.set_content("Il a coûté 12 € à Épinal.\n", charset=charset)
    assert "Il a coûté 12 € à Épinal." in result(message).sources[0].text


def test_html_where_it_is_richer_and_plain_where_it_is_not() -> None:
    """A list makes the page the better body; a page that shows less is left aside."""
    richer = mail()
    richer.add_alternative(
        "<p>La scierie Bardin investit.</p><ul><li>une halle à Épinal de douze millions</li></ul>", "html"
    )
    assert "- une halle" in result(richer).sources[0].text
    poorer = mail()
    poorer.add_alternative("<img src='cid:a'><p>Voir en ligne</p>", "html")
    assert "Contact : Anne Petit" in result(poorer).sources[0].text
    only = mail()
    only.set_content("<h1>Titre</h1><p>Corps.</p>", "html")
    assert result(only).sources[0].text.endswith("\n\nTitre\n\nCorps.")


def attach(message: EmailMessage, data: bytes, name: str) -> None:
    """Hang a file on a mail."""
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)


def test_attachments_are_articles_of_their_own() -> None:
    """Known kinds are read under the mail's name, others are named in a diagnostic, a broken one is a failure."""
    message = mail()
    attach(message, docx(paragraph("Annexe.")), "../annexe.docx")
    attach(message, pdf(column(50, 700, ["Le texte de la convention."])), "convention.pdf")
    attach(message, b"%PDF-1.4 rien", "abime.pdf")
    attach(message, "Un texte à part.".encode("cp1252"), "annexe.docx.txt")
    attach(message, b"\x89PNG", "photo.png")
    attach(message, b"Encore.", "annexe.docx.txt")
    read = result(message)
    assert [s.name for s in read.sources] == [
        "a.eml",
        "a.eml/annexe.docx",
        "a.eml/convention.pdf",
        "a.eml/annexe.docx.txt",
        "a.eml/annexe.docx-2.txt",
    ]
    assert [s.format for s in read.sources] == ["eml", "docx", "pdf", "txt", "txt"]
    assert [(f.name, f.stage) for f in read.failures] == [("a.eml/abime.pdf", "read")]
    assert [d.message for d in read.sources[0].diagnostics] == ["These attachments were not read: photo.png."]


def test_a_mail_in_a_mail_and_its_bound() -> None:
    """A forwarded mail is an article; beyond three levels it is only named."""
    message = mail("Le plus profond.\n")
    for level in range(6):
        outer = mail(f"Niveau {level}.\n")
        outer.add_attachment(message)
        message = outer
    read = result(message)
    assert [s.name.count("/") for s in read.sources] == [0, 1, 2, 3]
    assert all(name == "message-1.eml" for name in read.sources[3].name.split("/")[1:])
    assert "attachments-unread" in [d.code for d in read.sources[3].diagnostics]


def test_an_empty_body_with_an_attachment() -> None:
    """The headers are the mail's own text."""
    message = mail("\n")
    attach(message, b"Le texte.", "cp.txt")
    assert [s.name for s in result(message).sources] == ["a.eml", "a.eml/cp.txt"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"Un texte sans en-tete.\n", "no mail headers"),
        (mail("\n").as_bytes(), "no text"),
        (b"From: a@b.c\nContent-Type: multipart/encrypted; boundary=x\n\n--x\n\nsecret\n--x--\n", "encrypted"),
        (b"From: a@b.c\nContent-Type: application/pkcs7-mime\n\nMIAG\n", "encrypted"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, says: str) -> None:
    """Each with what to do."""
    with pytest.raises(StageError, match=says):
        read_bytes(data, "a.eml", "eml")


@pytest.mark.parametrize(
    "head",
    [
        b"Subject: =?utf-8?b?!!!?=",
        b"Subject: =?nothing?q?=E9?= \xe9\xff",
        b"Date: Foo, 99 Bar 20222 99:99",
        b'Content-Type: text/plain; charset="no such\xff"',
        b"Content-Type: multipart/mixed; boundary=",
        b"Content-Transfer-Encoding: base64",
        b"From: " + b"(" * 20_000,
        b"To: " + b"a@b.c, " * 20_000,
        b"Content-Type: text/plain; " + b"a*0=b; " * 5_000,
    ],
)
def test_broken_headers_never_escape(head: bytes) -> None:
    """The body is read, or the mail is refused in a sentence."""
    try:
        read = read_bytes(b"From: a@b.c\n" + head + b"\n\nLe corps du message.\n", "a.eml", "eml")
    except StageError as error:
        assert error.stage == "read"
    else:
        assert not any("\ud800" <= c <= "\udfff" for c in read.sources[0].text)


def test_deep_multiparts_stay_within_bounds() -> None:
    """Thousands of nested boundaries."""
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i) for i in range(3_000))
    try:
        assert read_bytes(b"From: a@b.c\nSubject: x\n" + parts + b"\nfin\n", "a.eml", "eml").sources
    except StageError as error:
        assert "mail" in error.reason


RELEASE = (
    "Communiqué de presse\n\nDole, le 4 mars 2024\n\nLa scierie Bardin agrandit sa halle et créera trente emplois. "
    "Les travaux commenceront à la rentrée, en accord avec la ville et la Région.\n\nContact : Anne Petit"
)
OUTLOOK = "De : Anne Petit <presse@bardin.example>\nEnvoyé : lundi 4 mars 2024 16:17\nÀ : Luc Roy\nObjet : La halle\n\n"
OUTLOOK_EN = "From: Anne Petit\nSent: Monday, March 4, 2024 4:17 PM\nTo: Luc Roy\nSubject: La halle\n\n"
GMAIL = (
    "---------- Forwarded message ---------\nDe : Anne Petit <presse@bardin.example>\nDate: lun. 4 mars 2024 à 16:17\n"
    "Subject: La halle\nTo: <luc@exemple.example>\n\n\n"
)
APPLE = (
    "Début du message réexpédié :\n\nDe: Anne Petit <presse@bardin.example>\nObjet: La halle\n"
    "Date: 4 mars 2024 à 16:17:02 UTC+1\nÀ: luc@exemple.example\n\n"
)
THUNDERBIRD = (
    "-------- Message transféré --------\nSujet : \tLa halle\nDate : \tMon, 4 Mar 2024 16:17:02 +0100\n"
    "De : \tAnne Petit <presse@bardin.example>\nPour : \tluc@exemple.example\n\n"
)
STARRED = "*De :* Anne Petit\n*Envoyé :* lundi 4 mars 2024 16:17\n*À :* Luc Roy\n*Objet :* La halle\n\n"


@pytest.mark.parametrize("head", [OUTLOOK, OUTLOOK_EN, GMAIL, APPLE, THUNDERBIRD, STARRED])
@pytest.mark.parametrize("above", ["", "Bonjour,\n\nPour information.\n\nCordialement,\nLuc Roy\n06 12 34 56 78\n\n"])
def test_a_forwarded_release_is_the_article(head: str, above: str) -> None:
    """Its subject and day count; who passed it on, and the headers, are none of it."""
    source = result(mail(above + head + RELEASE, "TR: à voir")).sources[0]
    left = "".join(source.text[m.span.start : m.span.end] for m in source.marks if m.kind is MarkKind.BOILERPLATE)
    assert (source.metadata.title, (source.metadata.published or "")[:10]) == ("La halle", "2024-03-04")
    assert all(said in left for said in ("redaction@journal", "Anne P", *above.split("\n")[-4:-3]))
    assert not any(said in left for said in ("Communiqué", "Dole", "Contact : Anne Petit", "La halle"))


@pytest.mark.parametrize(
    "line",
    ["Le lun. 4 mars 2024 à 16:17, Anne Petit <a@b.example> a écrit :", "On Mon, Mar 4, 2024, Anne Petit wrote:"],
)
def test_an_answered_release_is_the_article(line: str) -> None:
    """Its signs of quotation are none of its text."""
    quoted = "\n".join(f"> {said}" if said else ">" for said in RELEASE.split("\n"))
    source = result(mail(f"Bien reçu, merci.\n\n{line}\n\n{quoted}\n", "Re: La halle")).sources[0]
    lines = [text for text in clean(source).text.splitlines() if text]
    assert "Communiqué de presse" in lines and "Dole, le 4 mars 2024" in lines
    assert source.metadata.title == "La halle"


def test_an_answer_that_says_more_than_what_it_answers() -> None:
    """Then what it answers is left out."""
    source = result(mail(f"{RELEASE}\n\nLe 3 mars 2024 à 10:00, Luc Roy a écrit :\n> Et votre halle ?\n")).sources[0]
    left = [source.text[m.span.start : m.span.end] for m in source.marks if m.kind is MarkKind.BOILERPLATE]
    assert left == ["Le 3 mars 2024 à 10:00, Luc Roy a écrit :\n> Et votre halle ?"]
    assert source.metadata.published == "2018-04-17T08:30:00+02:00"


def test_labels_of_an_article_are_no_headers() -> None:
    """Two labels, or none that says from whom, are the article's own."""
    text = "Objet : convocation\nDate : 4 mars 2024\nLieu : Dole\n\nLa réunion portera sur la halle."
    assert not [m for m in result(mail(text)).sources[0].marks if m.kind is MarkKind.BOILERPLATE]


def test_headers_in_eight_bits() -> None:
    """Bytes that no header may hold are read as the body's charset, or as French files are."""
    data = mail().as_bytes().replace(b"Subject: ", b"Subject: Caf\xe9 \xe0 l\x92\xe9t\xe9\nX-Old: ")
    assert read_bytes(data, "a.eml", "eml").sources[0].metadata.title == "Café à l’été"


def test_attachments_by_their_type() -> None:
    """A name without an extension, or none: the declared type says what it is, or the first bytes."""
    message = mail()
    kind = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    message.add_attachment(docx(paragraph("Annexe.")), maintype="application", subtype=kind, filename="Annexe")
    message.add_attachment(pdf(column(50, 700, ["Le texte de la convention."])), maintype="application", subtype="pdf")
    attach(message, pdf(column(50, 700, ["Le texte de la convention."])), "convention")
    assert [s.format for s in result(message).sources] == ["eml", "docx", "pdf", "pdf"]


def test_a_byte_order_mark_before_the_headers_is_no_header() -> None:
    data = "Subject: Un pont ouvre\nFrom: a@orvelle.example\nMIME-Version: 1.0\n\nLe pont ouvre jeudi.\n".encode(
        "utf-8-sig"
    )
    (source,) = read_bytes(data, "pont.eml", "eml").sources
    assert "Le pont ouvre jeudi." in source.text
