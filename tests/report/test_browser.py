"""The pages in a real browser, from the file system: every interaction, accessibility rules, a hostile article.

They need a Chromium of the system (Debian: `apt-get install chromium`); without one they are skipped with that reason.
"""

from __future__ import annotations

import json
import threading
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

import pressmine
from pressmine.corrections import read_corrections
from pressmine.report import Report
from pressmine.report.serve import Server
from tests.conftest import CHROMIUM
from tests.report.conftest import article_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")
#: The rules of axe-core that hold.
AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
pytestmark = [needs_chromium, pytest.mark.xdist_group("browser")]


def test_hover_and_click_show_the_other_side(page: Page, report: Report) -> None:
    page.goto(article_of(report, "Edouard-Branly"))
    mark = page.locator("mark.k-figure", has_text="4,5 M€")
    key = mark.get_attribute("data-v")
    mark.hover()
    assert "lit" in (page.locator(f"#v-{key}").get_attribute("class") or "")
    mark.click()
    assert "pinned" in (page.locator(f"#v-{key}").get_attribute("class") or "")
    page.locator("#v-date-1").click()
    assert "pinned" in (page.locator('mark[data-v~="date-1"]').first.get_attribute("class") or "")


def test_the_keyboard_steps_filters_and_lets_go(page: Page, report: Report) -> None:
    page.goto(article_of(report, "Edouard-Branly"))
    page.keyboard.press("n")
    first = page.locator("li.pinned").get_attribute("data-v")
    page.keyboard.press("n")
    assert page.locator("li.pinned").get_attribute("data-v") != first
    page.keyboard.press("p")
    assert page.locator("li.pinned").get_attribute("data-v") == first
    page.keyboard.press("Escape")
    assert page.locator("li.pinned").count() == 0
    page.keyboard.press("f")
    assert page.locator('button.k[aria-pressed="true"][data-kind]:not(.radar):not(.zones)').count() == 1
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/articles/*.html")


def test_the_text_on_the_page_is_the_record_s(page: Page, report: Report, pm: pressmine.Pressmine) -> None:
    """Line breaks, emoji and all: offsets that are counted on the page are those of the record."""
    page.goto(article_of(report, "🌱"))
    shown = page.evaluate("Array.from(document.querySelectorAll('.zone')).map(z => z.textContent).join('')")
    assert "\r\n" in shown and shown.count("🌱") == 2


def test_search_and_filters_find_articles(page: Page, report: Report) -> None:
    from playwright.sync_api import expect

    page.goto(report.index.as_uri())
    results = page.locator("#results li")
    expect(results).to_have_count(3)
    page.fill("#q", "edouard branly")
    expect(results).to_have_count(1)
    page.fill("#q", "")
    page.select_option("#field", label="Citations")
    expect(results).to_have_count(2)
    page.select_option("#field", "")
    page.fill("#since", "2024-03-29")
    expect(results).to_have_count(2)
    page.fill("#since", "2024-03-30")
    expect(results).to_have_count(0)


def test_the_index_filters_by_failure(page: Page, whole: Report) -> None:
    from playwright.sync_api import expect

    page.goto(whole.index.as_uri())
    results = page.locator("#results li")
    expect(results).to_have_count(1)
    page.select_option("#kind", label="échec")
    expect(results).to_have_text("scan.pdf lecture · the PDF has no text: it needs OCR")
    page.fill("#q", "ocr")
    results.locator("a").click()
    page.wait_for_url("**/failures.html#f-1")


def test_every_kind_has_a_line_of_its_own(page: Page, report: Report) -> None:
    """Whoever tells no colours apart tells kinds apart by the line under them."""
    page.goto(article_of(report, "Edouard-Branly"))
    lines = page.evaluate(
        """kinds => kinds.map(kind => { const mark = document.createElement('mark'); mark.className = 'm k-' + kind;
        document.querySelector('.zone').append(mark); const s = getComputedStyle(mark);
        return [s.borderBottomStyle, s.borderBottomWidth, s.borderTopStyle, s.textDecorationStyle].join(' '); })""",
        ["organisation", "person", "place", "date", "figure", "agreement", "quote", "contact", "extra", "miss"],
    )
    assert len(set(lines)) == len(lines)


def test_every_chart_is_printed_with_its_table(page: Page, report: Report) -> None:
    page.goto((report.folder / "overview.html").as_uri())
    page.emulate_media(media="print")
    tables = page.locator("details.grid table")
    assert tables.count() > 2
    for table in tables.all():
        box = table.bounding_box()
        assert box is not None and box["height"] > 20


def test_corrections_are_made_kept_and_saved(page: Page, report: Report, tmp_path: Path) -> None:
    page.goto(article_of(report, "🌱"))
    item = page.locator('li.v[data-field="figures"]').first
    item.locator("button[title=Rejeter]").click()
    assert "rejected" in (item.get_attribute("class") or "")
    page.reload()
    assert "rejected" in (page.locator('li.v[data-field="figures"]').first.get_attribute("class") or "")
    date = page.locator('li.v[data-field="dates"]').first
    date.locator("button[title=Modifier]").click()
    date.locator("input[name=value]").fill("2024-05-04")
    date.locator("form button").click()
    with page.expect_download() as saved:
        page.locator(".saved button").first.click()
    path = tmp_path / "corrections.jsonl"
    saved.value.save_as(path)
    found = {(c.field, c.action): c for c in read_corrections(path)}
    assert found["figures", "reject"].text == "40"
    assert found["dates", "change"].value == {"value": "2024-05-04"}
    assert found["figures", "reject"].before.endswith("🌱 recrute ")
    page.evaluate("localStorage.clear()")


def test_what_is_selected_can_be_added(page: Page, report: Report) -> None:
    page.goto(article_of(report, "🌱"))
    page.evaluate(
        """() => { const walk = document.createTreeWalker(document.querySelector('.text'), NodeFilter.SHOW_TEXT);
        let node; while ((node = walk.nextNode())) { const at = node.data.indexOf('personnes');
          if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + 9); return; } } }"""
    )
    page.locator(".menu button", has_text="Organismes").click()
    page.locator("li.v form button").click()
    kept = page.evaluate("JSON.parse(Object.values(localStorage).find(v => v.startsWith('[')) || '[]')")
    assert [(c["action"], c["text"], c["after"]) for c in kept] == [("add", "personnes", ".\r\n")]
    page.evaluate("localStorage.clear()")


def test_a_hostile_article_runs_nothing(page: Page, report: Report) -> None:
    page.goto(article_of(report, "onerror"))
    assert page.title() != "pris"
    assert page.locator("main img, main script").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("where", ["index.html", "overview.html", "failures.html", "article"])
def test_the_rules_of_accessibility_hold(browser: Browser, whole: Report, where: str, theme: str) -> None:
    """axe-core finds nothing of WCAG 2 A and AA, contrast included, with all that can be opened open."""
    page = browser.new_page(viewport={"width": 1300, "height": 900}, color_scheme=theme)  # type: ignore[arg-type]
    page.goto(article_of(whole, "Ardemix") if where == "article" else (whole.folder / where).as_uri())
    page.wait_for_timeout(200)
    page.evaluate("document.querySelectorAll('button.zones, button.radar').forEach(b => b.click())")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run({runOnly: rules})", AXE)
    page.close()
    told = [(rule["id"], [node["html"][:150] for node in rule["nodes"][:3]]) for rule in found["violations"]]
    assert told == []


@pytest.mark.parametrize("width", [380, 800, 1400])
def test_nothing_is_wider_than_the_screen(browser: Browser, report: Report, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for address in (report.index.as_uri(), article_of(report, "Edouard-Branly")):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_server_writes_corrections_of_its_own_pages_only(page: Page, report: Report, tmp_path: Path) -> None:
    file = tmp_path / "corrections.jsonl"
    with Server(report.folder, file) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        name = article_of(report, "🌱").rpartition("/")[2]
        page.goto(f"{server.origin}/{server.token}/articles/{name}")
        with page.expect_response(lambda response: response.request.method == "POST") as answer:
            page.locator('li.v[data-field="figures"]').first.locator("button[title=Rejeter]").click()
        assert answer.value.status == 204
        assert [c.action for c in read_corrections(file)] == ["reject"]
        line = json.dumps({"source": "a", "field": "document", "action": "change", "value": {"title": "b"}}).encode()
        good = {"Content-Type": "application/json"}
        refused = [
            (f"{server.origin}/corrections", good),
            (f"{server.origin}/{server.token}/corrections", {**good, "Origin": "http://elsewhere.example"}),
            (f"{server.origin}/{server.token}/corrections", {**good, "Host": "elsewhere.example"}),
            (f"{server.origin}/{server.token}/corrections", {"Content-Type": "text/plain"}),
        ]
        for address, headers in refused:
            with pytest.raises(HTTPError):
                urlopen(Request(address, line, headers))
        with pytest.raises(HTTPError):
            urlopen(f"{server.origin}/{server.token}/../../../etc/passwd")
        assert len(read_corrections(file)) == 1
        server.shutdown()
