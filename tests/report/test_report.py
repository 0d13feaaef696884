"""The report: nothing of a text is lost or run on its pages, and it never takes the place of what is not its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

import pressmine
from pressmine.errors import RunError
from pressmine.record import Record, json_schema
from pressmine.report import write_report
from pressmine.report.marks import parts_of, unexplained
from pressmine.report.measured import compared_page
from pressmine.report.overview import Overview, timeline
from pressmine.report.run_changes import changes
from pressmine.report.values import values_of
from pressmine.report.words import strings
from pressmine.sinks.json_text import to_json_and_line
from pressmine.wording import in_french as french_codes
from tests.conftest import ROOT, Command

HOSTILE = """Dreux, le 29 mars 2024

<script>document.title = "pris"</script> La société Orvelle ouvre "un atelier" & deux bureaux

La société Orvelle recrutera 40 techniciens d'ici 2026. <img src=x onerror="alert(1)"> Le prix est de 12 €.

« Nous <b>formerons</b> chacun sur place </script> », annonce Claire Vasseur, directrice générale d'Orvelle.
"""

Extract = Callable[[str], Record]


@pytest.fixture(scope="module")
def extract(pm: pressmine.Pressmine) -> Extract:
    return pm.extract_text


@pytest.fixture
def run(extract: Extract, tmp_path: Path) -> Path:
    """A file of records: the hostile article and a plain one."""
    lines = [to_json_and_line(extract(text))[1] for text in (HOSTILE, "La société Belsolia ouvre à Dreux.")]
    path = tmp_path / "records.jsonl"
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_segments_are_the_text_letter_for_letter(extract: Extract) -> None:
    record = extract(HOSTILE)
    parts = list(parts_of(record, values_of(record)))
    assert "".join(segment.text for part in parts for segment in part.segments) == record.text


def test_every_value_is_marked_where_it_stands(extract: Extract) -> None:
    record = extract(HOSTILE)
    values = values_of(record)
    shown: dict[str, str] = {}
    for part in parts_of(record, values):
        for segment in part.segments:
            for key in segment.keys:
                shown[key] = shown.get(key, "") + segment.text
    for value in values:
        assert shown[value.key] == "".join(
            record.text[p.start : p.end] for p in sorted(value.places, key=lambda p: p.start)
        )


def test_the_radar_names_what_no_value_explains(extract: Extract) -> None:
    record = extract(HOSTILE)
    lost = {record.text[start:end] for start, end in unexplained(record, [])}
    assert {"40", "Vasseur"} <= lost
    assert {"40", "Vasseur"}.isdisjoint(record.text[start:end] for start, end in unexplained(record, values_of(record)))


def test_nothing_of_an_article_becomes_a_tag(run: Path, tmp_path: Path) -> None:
    report = write_report(run, tmp_path / "report")
    for page in report.folder.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert "<img" not in html and 'onerror="' not in html
        assert re.findall(r"<script(?![^>]* src=)", html) == []
        assert "Content-Security-Policy" in html
    for data in report.folder.glob("data/*.js"):
        assert "<" not in data.read_text(encoding="utf-8")
    page = next(p for p in report.folder.glob("articles/*.html") if "Vasseur" in p.read_text(encoding="utf-8"))
    text = unescape(re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8")))
    assert '<script>document.title = "pris"</script> La société Orvelle' in text


def test_a_fragment_for_a_notebook_is_escaped(extract: Extract) -> None:
    html = pressmine.render(extract(HOSTILE))
    assert "<img" not in html and "<script" not in html
    assert 'class="m k-organisation" title="organisme : Orvelle"' in html
    assert 'title="organisation: Orvelle"' in pressmine.render(extract(HOSTILE), "en")


def test_a_fragment_leaves_the_notebook_around_it_as_it_is(extract: Extract) -> None:
    (sheet,) = re.findall(r"<style>(.*?)</style>", pressmine.render(extract(HOSTILE)), re.S)
    sheet = re.sub(r"/\*.*?\*/|@media[^{]*\{", "", sheet, flags=re.S)
    selectors = [one.strip() for rule in re.findall(r"([^{}]+)\{", sheet) for one in rule.split(",")]
    assert len(selectors) > 10
    assert [one for one in selectors if not re.match(r"\.pressmine|:where\(\.pressmine\) ", one)] == []


def test_a_comparison_counts_by_kind_and_says_what_changed(extract: Extract) -> None:
    before, after = extract("Orvelle recrute 40 techniciens."), extract("Orvelle recrute 50 techniciens.")
    html = compared_page(list(changes([before], [after])))
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", html.partition("<main")[2])).split())
    assert "kind new gone changed" in text
    assert "figure 0 0 1" in text
    assert re.search(r"changed figure “40” \(.*?\) “50” \(", text)


def test_a_comparison_speaks_french_where_it_is_asked(extract: Extract) -> None:
    before, after = extract("Orvelle recrute 40 techniciens."), extract("La commune de Dreux recrute 40 techniciens.")
    html = compared_page(list(changes([before], [after], "fr")), "fr")
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", html.partition("<main")[2])).split())
    assert 'lang="fr"' in html
    assert "genre nouveau disparu changé" in text
    assert re.search(r"disparu organisme “Orvelle” \(type entreprise", text)
    assert re.search(r"nouveau organisme “[^”]*Dreux” \(type collectivité", text)


def test_a_report_replaces_a_report_and_nothing_else(run: Path, tmp_path: Path) -> None:
    out = tmp_path / "report"
    write_report(run, out)
    (out / "old.html").write_text("old", encoding="utf-8")
    assert write_report(run, out).pages == 2
    assert not (out / "old.html").exists()
    other = tmp_path / "notes"
    other.mkdir()
    (other / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(RunError, match="not a report that pressmine wrote"):
        write_report(run, other)
    assert (other / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_no_records_no_report(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(RunError, match="holds no records"):
        write_report(tmp_path / "empty.jsonl", tmp_path / "report")
    assert not (tmp_path / "report").exists()


def test_both_languages_say_the_same_things() -> None:
    said = strings()
    assert said["fr"].keys() == said["en"].keys()
    assert all(text.strip() for words in said.values() for text in words.values())


def test_a_report_is_the_same_twice(run: Path, tmp_path: Path) -> None:
    reports = [write_report(run, tmp_path / name, "en").folder for name in ("one", "two")]
    one, two = ({p.relative_to(r): p.read_bytes() for p in r.rglob("*") if p.is_file()} for r in reports)
    assert one == two


def test_the_script_and_style_stay_small(run: Path, tmp_path: Path) -> None:
    assets = write_report(run, tmp_path / "report").folder / "assets"
    assert sum(path.stat().st_size for path in assets.iterdir()) < 60_000


def test_every_code_of_a_record_is_said_in_french() -> None:
    def literals(schema: Any) -> Iterator[str]:
        if isinstance(schema, dict):
            yield from (code for code in schema.get("enum", ()) if code is not None)
            for value in schema.values():
                yield from literals(value)
        elif isinstance(schema, list):
            for value in schema:
                yield from literals(value)

    shown = {name: json_schema()["$defs"][name] for name in ("Organisation", "Place", "Figure", "Signatory")}
    codes = set(literals(shown))
    assert {"local_authority", "commune", "at_least", "party"} <= codes
    known = french_codes()
    assert codes - known.keys() == set()
    (row,) = re.findall(r"^\| `role` \|(.*)$", (ROOT / "docs/record.md").read_text("utf-8"), re.M)
    assert set(re.findall(r"`(\w+)`", row)) - known.keys() == set()
    stored = (ROOT / "tests/golden").glob("*.golden")
    said = re.findall(
        r'"(?:role|granularity|type|kind|approx)": "(\w+)"', "".join(p.read_text("utf-8") for p in stored)
    )
    assert len(set(said)) > 20
    assert set(said) - known.keys() - {"press_release", "article", "invitation"} == set()


def test_the_timeline_has_no_gaps_and_no_seasons(extract: Extract) -> None:
    overview = Overview(Counter({"2024-01": 1, "2024-04": 2}), Counter({"2024-02": 3}))
    assert timeline(overview) == ("month", [("2024-01", 1, 0), ("2024-02", 0, 3), ("2024-03", 0, 0), ("2024-04", 2, 0)])
    overview.events["2009-12"] = 4
    unit, rows = timeline(overview)
    assert unit == "year" and rows[0] == ("2009", 0, 4) and rows[-1] == ("2024", 3, 3) and len(rows) == 16
    assert timeline(Overview()) == ("month", [])
    summer = Overview()
    summer.add(extract("Le festival Orvelle aura lieu à l'été 2024 à Dreux. Les inscriptions ouvrent le 3 mai 2024."))
    assert not [month for month in summer.events if month[5:] > "12"]


def test_show_takes_an_article_a_record_or_an_id(inside: Command, extract: Extract, tmp_path: Path) -> None:
    record = extract("La société Belsolia ouvre à Dreux.")
    (tmp_path / "a.txt").write_text(record.text, encoding="utf-8")
    (tmp_path / "a.json").write_text(to_json_and_line(record)[0], encoding="utf-8")
    shown = inside("show", tmp_path / "a.txt").stdout
    assert "Belsolia" in shown
    assert inside("show", tmp_path / "a.json").stdout == shown
    assert inside("show", record.document.id[:12], "--in", tmp_path / "a.json").stdout == shown
    (tmp_path / "notes.json").write_text("{}", encoding="utf-8")
    done = inside("show", tmp_path / "notes.json")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "notes.json is not a record: " in done.stderr
