"""A browser and the pages that it looks at."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

import pressmine
from pressmine.record import Record
from pressmine.report import Report, write_report
from pressmine.report.why import Miss, Reasons
from pressmine.sinks.json_text import to_json_and_line
from tests.conftest import ROOT
from tests.report.test_report import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: An article with a name that nearly became a body, and with parts that are set aside.
NEARLY = """Dreux, le 3 mai 2024

Belsolia ouvre un atelier

La société Belsolia recrute 40 personnes à Dreux. Le site Ardemix, loué 1 200 €, ouvrira le 4 juin.

Lire aussi : Orvelle recrute à Dreux
Abonnez-vous à notre lettre d'information
"""


@pytest.fixture(scope="session")
def report(pm: pressmine.Pressmine, tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("report")
    text = (ROOT / "examples/communique.txt").read_text(encoding="utf-8")
    emoji = "Dreux, le 3 mai 2024 🎉\r\n\r\nBelsolia 🌱 ouvre un atelier\r\n\r\n"
    emoji += "La société Belsolia 🌱 recrute 40 personnes.\r\n"
    records = [pm.extract_text(one) for one in (text, HOSTILE, emoji)]
    path = folder / "records.jsonl"
    path.write_text("".join(to_json_and_line(record)[1] for record in records), encoding="utf-8")
    return write_report(path, folder / "report", "fr")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1300, "height": 900})
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    opened.on("dialog", lambda dialog: problems.append(f"dialog {dialog.message}"))
    yield opened
    opened.close()
    assert problems == []


def article_of(report: Report, words: str) -> str:
    """The address of the article that holds these words."""
    path = next(p for p in report.folder.glob("articles/*.html") if words in p.read_text(encoding="utf-8"))
    return path.as_uri()


def _nearly(record: Record) -> Reasons:
    start = record.text.find("Ardemix")
    edit: dict[str, str | None] = {"type": "other"}
    miss = Miss(
        start, start + 7, "organisation", "model", 0.42, "the vote is under its threshold", "organisations", edit
    )
    return Reasons(near=(miss,) if start >= 0 else ())


@pytest.fixture(scope="session")
def whole(pm: pressmine.Pressmine, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A report over a run's folder: an article with a near miss, and one that gave no record."""
    folder = tmp_path_factory.mktemp("whole")
    record = pm.extract_text(NEARLY)
    (folder / "records.jsonl").write_text(to_json_and_line(record)[1], encoding="utf-8")
    failure = {"path": "scan.pdf", "stage": "read", "reason": "the PDF has no text: it needs OCR"}
    (folder / "manifest.json").write_text(json.dumps({"failures": [failure]}), encoding="utf-8")
    return write_report(folder, folder / "report", "fr", _nearly)
