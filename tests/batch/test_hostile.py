"""Hostile files through the whole pipeline: a record that keeps its promises or a reason, within stated bounds.

The bounds: a file of any make is answered within BOUND CPU seconds on these sizes and never by an exception.
"""

from __future__ import annotations

import io
import json
import random
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pressmine.batch import Limits, Options, open_batch
from pressmine.errors import Failure
from pressmine.record import Record
from pressmine.sinks.files import record_path
from pressmine.sinks.json_text import to_json
from tests.conftest import examples
from tests.readers.making import docx, paragraph

if TYPE_CHECKING:
    from pressmine.pipeline import Pressmine

#: CPU seconds that one hostile file of these may take; docs/cli.md speaks of it.
BOUND = 20.0
RELEASE = (
    "Dreux, le 29 mars 2024\n\nOrvelle ouvre un atelier à Dreux\n\nLa société Orvelle SA a inauguré jeudi 28 mars, "
    "avec la Région Centre-Val de Loire, un atelier de 1 200 m² pour 4,5 M€.\n\n« Nous recrutons en mai », annonce "
    "Claire Vasseur, directrice générale d'Orvelle.\n\nContact : Marc Lenoir, 02 37 00 12 34, presse@orvelle.example\n"
)


def answer(pm: Pressmine, folder: Path, name: str, data: bytes) -> list[Record | Failure]:
    """What the pipeline says of a file, within the bound; every record is held to its promises once more."""
    path = folder / name
    path.write_bytes(data)
    started = time.process_time()
    results = list(pm.process(path, name))
    spent = time.process_time() - started
    assert spent < BOUND, f"{name}: {spent:.1f} s"
    assert results
    for result in results:
        if isinstance(result, Failure):
            assert "Unexpected" not in result.reason, result
            assert result.reason.endswith(".")
        else:
            assert Record.model_validate_json(to_json(result)) == result
            assert ".." not in record_path(result.document.source).parts
    return results


def bomb(megabytes: int) -> bytes:
    """A small .docx whose text unpacks to so much."""
    buffer = io.BytesIO()
    good = zipfile.ZipFile(io.BytesIO(docx(paragraph("Un texte."))))
    with good, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bad:
        for item in good.namelist():
            body = good.read(item)
            if item == "word/document.xml":
                body = body.replace(b"Un texte.", b"a" * (megabytes << 20))
            bad.writestr(item, body)
    return buffer.getvalue()


def entities(levels: int) -> bytes:
    """XML whose entities each name the one before ten times."""
    names = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels))
    return (f'<!DOCTYPE html [<!ENTITY e0 "bombe ">{names}]><html><body><p>&e{levels - 1};</p></body></html>').encode()


HOSTILE = {
    "bombe.docx": bomb(300),
    "entites.xhtml": entities(12),
    "profond.html": ("<div>" * 20_000 + "Une phrase profonde." + "</div>" * 20_000).encode(),
    "ligne.txt": b"La ligne est longue et la ligne est une ligne. " * (50 * (1 << 20) // 48),
    "ligne-courte.txt": ("La société Orvelle SA et la Ville de Dreux ont signé. " * 400).encode(),
    "majuscules.txt": ("LA SOCIÉTÉ ORVELLE SA OUVRE À DREUX " * 3_000).encode(),
    "chiffres.txt": ("Il y a " + "1 234 567 " * 1_000 + "et plus.").encode(),
    "guillemets.txt": ("« Nous " * 10_000).encode(),
    "nombres.txt": ("Il y a " + "12 " * 10_000 + "et plus.").encode(),
    "noms.txt": "".join(f"M. Jean Bel{n}, maire de Dor{n}.\n" for n in range(1_000)).encode(),
    "demi-paires.txt": RELEASE.replace(" ", " \ud800").encode("utf-8", "surrogatepass"),
    "demi-paires.html": f"<p>{RELEASE.replace(' ', ' &#xD800;&#57343;')}</p>".encode(),
    "alias.md": (
        "---\na0: &a0 [b, b]\n"
        + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 12))
        + f"---\n{RELEASE}"
    ).encode(),
    "dehors.xhtml": (
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>'
        b"<p>La ville de Dreux dit : &x;</p></body></html>"
    ),
    "parentheses.eml": ("From: " + "(" * 5_000 + "a@b.example\nSubject: x\n\n" + RELEASE).encode(),
    "parentheses.txt": ("La société (" * 10_000).encode(),
    "commande.txt": (RELEASE.replace(" ", " \x07\x1b[2J")).encode(),
    "bidi.txt": (RELEASE.replace(" ", "\u202e \u2066")).encode(),
    "zero.txt": "\u200b".join(RELEASE).encode(),
    "accents.txt": ("e" + "\u0301" * 10_000 + " " + RELEASE).encode(),
    "emoji.txt": ("👩‍👩‍👧‍👦" * 5_000 + "\n" + RELEASE).encode(),
    "large.html": (
        "<p>La société et la ville.</p><table><tr>" + "<td>1 200" * 10_000 + "<tr>" + "<td>3 %" * 10_000 + "</table>"
    ).encode(),
    "large.md": ("| a " * 10_000 + "|\n" + "|---" * 10_000 + "|\n" + "| 12 % " * 10_000 + "|\n").encode(),
    "lignes.txt": ("Le point\n" * 3_000).encode(),
    "vides.txt": (RELEASE + "\n" * 500_000).encode(),
    "espaces.txt": RELEASE.replace(" ", " " * 2_000).encode(),
    "courriel.eml": (
        "From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"
        + "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(200))
        + "Content-Type: text/plain\n\nBonjour.\n"
    ).encode(),
    "chemin.eml": (
        'From: a@b.example\nContent-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\n'
        "La société et la ville ouvrent un atelier.\n"
        '--x\nContent-Type: text/plain\nContent-Disposition: attachment; filename="../../../etc/passwd.txt"\n\n'
        "La région et la commune ouvrent un lycée.\n--x--\n"
    ).encode(),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_is_answered_within_bounds(pm: Pressmine, tmp_path: Path, name: str) -> None:
    answer(pm, tmp_path, name, HOSTILE[name])


#: Longer ones: a record, or set aside where the machine is slow.
GIANTS = {
    "noms.txt": "".join(f"M. Jean Bel{n}, maire de Dor{n}.\n" for n in range(4_000)).encode(),
    "citations.txt": ("« Nous recrutons en mai », annonce Claire Vasseur, directrice générale.\n\n" * 2_000).encode(),
}


def test_giants_cost_their_neighbours_nothing(pm: Pressmine, tmp_path: Path) -> None:
    """The others are as if alone."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name, data in GIANTS.items():
        (folder / name).write_bytes(data)
    for number in range(6):
        (folder / f"{number}.txt").write_text(RELEASE.replace("40", str(number)), encoding="utf-8")
    options = Options(workers=2, limits=Limits(timeout=30.0, memory=1 << 30, retries=0))
    batch = open_batch(folder, out, lambda: pm, options)
    results = [result for step in batch.steps() for result in step.results]
    failed = {result.path for result in results if isinstance(result, Failure)}
    assert failed <= set(GIANTS)
    for number in range(6):
        (record,) = pm.process(folder / f"{number}.txt", f"{number}.txt")
        assert isinstance(record, Record)
        assert (out / f"records/{number}.txt.json").read_text(encoding="utf-8") == to_json(record)


PIECES = [
    *RELEASE.split("\n\n"),
    *(
        "Le 31 février 2024",
        "du 12 au",
        "1er",
        "n° 12-345",
        "12,5 M€",
        "entre 5 et 10 %",
        "(38)",
        "T3 2023",
        "l'an 0000",
    ),
    *(
        "« ",
        " »",
        "“",
        "”",
        "‘",
        "—",
        "- ",
        "* ",
        "# ",
        "|",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "[1]",
        "1.",
        "**",
        "__",
    ),
    *(
        "\u00a0",
        "\u202f",
        "\u00ad",
        "\u200b",
        "\u202e",
        "\u2067",
        "\ufeff",
        "\x00",
        "\x1b",
        "\x85",
        "\u2028",
        "\r",
        "\t",
    ),
    *(
        "\n",
        "\n\n",
        "\n\n\n",
        " ",
        "e\u0301",
        "ﬁ",
        "İ",
        "ß",
        "ǅ",
        "𝟛",
        "٣",
        "②",
        "½",
        "𝒜",
        "👍🏽",
        "Ω",
        "中文",
        "עברית",
    ),
    *(
        "SA",
        "SAS",
        "M.",
        "Mme",
        "Dr",
        "www.",
        "http://a.b/c?d",
        "@",
        "a@b.c",
        "+33",
        "06 12",
        "À propos d'",
        "Contacts :",
    ),
    *(
        "ANNULE ET REMPLACE",
        "EMBARGO jusqu'au",
        "Signataires :",
        "et al.",
        "le le le",
        "annonce",
        "déclare",
        ", dit-il",
    ),
]


def test_what_a_page_points_at_outside_is_not_read(pm: Pressmine, tmp_path: Path) -> None:
    for result in answer(pm, tmp_path, "dehors.xhtml", HOSTILE["dehors.xhtml"]):
        assert isinstance(result, Failure) or "root:" not in result.text


#: Names that a file system may hold and that somebody may give to do harm.
NAMES = (
    *("..txt", "...txt", "a\\..\\b.txt", "%2e%2e%2fb.txt", "-rf.txt", "$(id).txt", "CON.txt", "a;b|c&d.txt", "'\".txt"),
    *("a\nb.txt", "a\tb.txt", "a\x1b[2Jb.txt", "a\u202etxt.exe.txt", "a\u2028b.txt", "é" * 120 + ".txt", " .txt"),
    *("e\u0301.txt", "\u00e9.txt", "\udce9.txt", "a" * 251 + ".txt"),
)


def test_no_name_of_a_file_leads_outside_or_costs_another_its_record(pm: Pressmine, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(RELEASE, encoding="utf-8")
    batch = open_batch(folder, out, lambda: pm, Options(workers=1))
    steps = list(batch.steps())
    assert [step.failures for step in steps if step.failures] == []
    visible = [name for name in NAMES if not name.startswith(".")]
    assert batch.manifest.records == len(visible) == len(list((out / "records").iterdir()))
    assert json.loads((out / "manifest.json").read_bytes())["records"] == len(visible)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]
    lines = (out / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(visible)
    assert {record_path(json.loads(line)["document"]["source"]).name for line in lines} == {
        path.name for path in (out / "records").iterdir()
    }


def test_a_text_of_invisible_characters_is_refused_in_a_sentence(pm: Pressmine, tmp_path: Path) -> None:
    (failure,) = answer(pm, tmp_path, "invisible.txt", "\u00ad\u200b".encode())
    assert isinstance(failure, Failure)
    assert failure.stage == "clean"


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(["Signataires :", "Signataires :"])
@example(["Signataires :"])
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), min_size=1, max_size=40))
def test_any_soup_of_a_release(pm: Pressmine, tmp_path: Path, pieces: list[str]) -> None:
    """Whatever stands beside whatever: a record that keeps its promises, or a reason."""
    answer(pm, tmp_path, "soupe.txt", "".join(pieces).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("seed", range(3))
def test_a_release_with_its_characters_in_disorder(pm: Pressmine, tmp_path: Path, seed: int) -> None:
    """Long runs of what a release is made of, in no order: nothing in it takes time out of proportion."""
    dice = random.Random(seed)
    text = "".join(dice.choice(PIECES) for _ in range(1_000))
    answer(pm, tmp_path, "desordre.txt", text.encode())
