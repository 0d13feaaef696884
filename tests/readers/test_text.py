"""Text files: what is decoded is what the Source holds, in every encoding that French files come in."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmine.document import MarkKind
from pressmine.errors import StageError
from pressmine.readers import read, read_bytes

RELEASE = (
    "Communiqué de presse\r\n\r\nÀ Nîmes, le 3 février 2020, l'œuvre a coûté 12 € : « déjà payé », dit le maire.\n"
    "Où ça ? À l'École, près du théâtre ; 1\u00a0200 élèves y sont inscrits.\n"
)


def text_of(data: bytes, format: str = "txt") -> str:
    """The text of one in-memory article."""
    return read_bytes(data, f"a.{format}", format).sources[0].text


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac-roman", "iso8859-15"],
)
def test_every_encoding_gives_the_same_characters(encoding: str) -> None:
    """Euro and œ are what tells cp1252, ISO-8859-15 and Mac Roman apart."""
    assert text_of(RELEASE.encode(encoding)) == RELEASE


def test_typographic_apostrophes_tell_cp1252_and_mac_apart() -> None:
    """0x92 and 0xD5 are apostrophes in one and something else in the other."""
    text = RELEASE.replace("'", "’")
    assert text_of(text.encode("cp1252")) == text
    assert text_of(text.encode("mac-roman")) == text


def test_one_apostrophe_is_enough_to_tell() -> None:
    """A text whose only characters beyond ASCII are apostrophes."""
    for encoding in ("cp1252", "mac-roman"):
        assert text_of("Le maire d’Agen n’a rien dit.".encode(encoding)) == "Le maire d’Agen n’a rien dit."


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "mac-roman"])
def test_mojibake_is_repaired_and_said(wrong: str) -> None:
    """UTF-8 that someone read as another encoding and saved again."""
    text = "L’été dernier, « déjà », à Nîmes.\nUne ligne sans accent.\nUn cœur reçu.\n"
    source = read_bytes(text.encode().decode(wrong).encode(), "a.txt", "txt").sources[0]
    assert source.text == text
    assert [d.code for d in source.diagnostics] == ["mojibake-repaired"]


def test_text_that_only_looks_odd_is_left_alone() -> None:
    """Capitals with tilde and circumflex are names, not mojibake."""
    text = "SÃO PAULO, Brésil : l’Âge d’or, Ångström et Østergård à l’ÎLE.\n"
    source = read_bytes(text.encode(), "a.txt", "txt").sources[0]
    assert (source.text, source.diagnostics) == (text, ())


def test_a_stray_byte_does_not_cost_the_other_accents() -> None:
    """A line pasted in from cp1252 into a UTF-8 file."""
    source = read_bytes(RELEASE.encode() + b"caf\xe9 \x80", "a.txt", "txt").sources[0]
    assert source.text == RELEASE + "café €"
    assert [d.code for d in source.diagnostics] == ["mixed-encoding"]


def test_name_digest_and_line_breaks_stand(tmp_path: Path) -> None:
    """Name and digest are the file's; CRLF and lone CR stay."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfUn\r\nDeux\rTrois\n")
    source = read(path, "sous/a.txt").sources[0]
    assert source.name == "sous/a.txt"
    assert source.text == "Un\r\nDeux\rTrois\n"
    assert source.sha256 == sha256(path.read_bytes()).hexdigest()


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_utf8_text_comes_back(text: str) -> None:
    """Text that decodes as UTF-8 is that text, unless mojibake is found in it and said."""
    if not text.strip() or text.startswith("\ufeff") or not text.strip("\ufeff"):
        return
    try:
        source = read_bytes(text.encode(), "a.txt", "txt").sources[0]
    except StageError as error:
        assert "give it its own extension" in error.reason
        return
    assert source.text == text or "mojibake-repaired" in [d.code for d in source.diagnostics]


FRONT = """---
title: "Une usine s’agrandit"
date: 2021-01-11 16:04:00 +01:00
chapeau-text: >
  L’usine de Dole double
  sa surface.
auteur: [Anne Petit, Luc Roy]
tags: [industrie]
---

Le corps.
"""


def test_front_matter_gives_metadata_with_places() -> None:
    """Title, date and lead have their places in the text."""
    source = read_bytes(FRONT.encode(), "a.md", "md").sources[0]
    meta = source.metadata
    assert source.text == FRONT
    assert (meta.title, meta.published) == ("Une usine s’agrandit", "2021-01-11T16:04:00+01:00")
    assert meta.author == "Anne Petit, Luc Roy"
    assert meta.title_span and FRONT[meta.title_span.start : meta.title_span.end] == "Une usine s’agrandit"
    assert meta.published_span and FRONT[meta.published_span.start :].startswith("2021-01-11 16:04")
    block, lead = source.marks
    assert block.kind is MarkKind.FRONT_MATTER and FRONT[: block.span.end].endswith("\n---")
    assert lead.kind is MarkKind.LEAD
    assert FRONT[lead.span.start : lead.span.end] == "L’usine de Dole double\n  sa surface."


@pytest.mark.parametrize(
    "block",
    [
        "title: [non fermé",
        "a: &a [x, x]\nb: [*a, *a]",
        "a: " + "[" * 60 + "]" * 60,
        "- une\n- liste",
        "x: " + "a" * 60_000,
        "title: \u0007",
    ],
)
def test_bad_front_matter_is_a_diagnostic(block: str) -> None:
    """The article is read all the same, and the block stays marked."""
    source = read_bytes(f"---\n{block}\n---\nLe corps.\n".encode(), "a.md", "md").sources[0]
    assert [d.code for d in source.diagnostics] == ["front-matter-invalid"]
    assert [m.kind for m in source.marks] == [MarkKind.FRONT_MATTER]


def test_front_matter_with_an_unquoted_colon_still_gives_title_and_date() -> None:
    """What a hand wrote and no YAML reader takes: the lines say what they say, each value at its place."""
    text = "---\ntitle: Plan « Rives » : dix digues à l’étude\ndate: 2022-05-04 10:00:00\ntags: [eau]\n---\nCorps.\n"
    source = read_bytes(text.encode(), "a.md", "md").sources[0]
    assert [d.code for d in source.diagnostics] == ["front-matter-invalid"]
    title = source.metadata.title_span
    assert title and text[title.start : title.end] == source.metadata.title == "Plan « Rives » : dix digues à l’étude"
    assert source.metadata.published == "2022-05-04T10:00:00"


def test_front_matter_cannot_smuggle_surrogates_or_objects() -> None:
    """An escape that YAML allows and no record can hold; a tag that would make an object."""
    source = read_bytes(
        b'---\ntitle: "a \\ud800 b"\nsite: !!python/name:os.system x\n---\nCorps.\n', "a.md", "md"
    ).sources[0]
    assert source.metadata.title == "a \ufffd b"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        ("\u00a0\n".encode(), "no text"),
        (b"%PDF-1.7 rest", "a PDF"),
        (b"PK\x03\x04" + bytes(40), "zip archive"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x01\x02\x03\x04\x05" * 20, "binary"),
        (b"\xff\xfe\x00\xd8a\x00", "UTF-16-LE"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    """Each refusal says what is wrong and what to do."""
    with pytest.raises(StageError) as caught:
        text_of(data)
    assert caught.value.stage == "read"
    assert says in caught.value.reason


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    """Vanished, a folder, too large, of an unknown kind."""
    (tmp_path / "dossier.txt").mkdir()
    (tmp_path / "gros.txt").write_text("a" * 2_000)
    (tmp_path / "a.xyz").write_text("a")
    for name, says in [
        ("absent.txt", "no such file"),
        ("dossier.txt", "folder"),
        ("gros.txt", "2 kB, more than the 1 kB"),
        ("a.xyz", "No reader takes .xyz"),
    ]:
        with pytest.raises(StageError, match=says):
            read(tmp_path / name, name, max_bytes=1_024)


def test_a_file_without_the_right_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests may run as root, who may read all: the refusal of the system is played."""
    path = tmp_path / "a.txt"
    path.write_text("a")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(StageError, match="may not be read"):
        read(path, "a.txt")
