"""Corrections in a real browser: what a person says is shown, can be taken back, and is looked at before it is kept."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pressmine.corrections import read_corrections
from pressmine.report import Report
from pressmine.report.serve import Server
from tests.conftest import CHROMIUM
from tests.report.conftest import article_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")
pytestmark = [needs_chromium, pytest.mark.xdist_group("browser")]

SELECT = """words => { const walk = document.createTreeWalker(document.querySelector('.text'), NodeFilter.SHOW_TEXT);
let node; while ((node = walk.nextNode())) { const at = node.data.indexOf(words);
  if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + words.length); return; } } }"""
REJECTED = "count => document.querySelectorAll('.rejected').length === count"
KEPT = "JSON.parse(Object.values(localStorage).find(v => v.startsWith('[')) || '[]')"


def test_what_was_changed_or_added_is_shown_and_can_be_taken_back(page: Page, whole: Report) -> None:
    page.goto(article_of(whole, "Ardemix"))
    figure = page.locator('li.v[data-field="figures"]').first
    figure.locator("button[title=Modifier]").click()
    figure.locator("[name=approx]").select_option("at_least")
    figure.locator("form button").click()
    assert figure.locator(".mended").inner_text() == "→ à peu près au moins"
    page.evaluate(SELECT, "atelier")
    page.locator(".menu button", has_text="Organismes").click()
    page.locator(".added [name=type]").select_option("association")
    page.locator(".added form button").click()
    assert page.locator(".added li").inner_text().endswith("atelier Organismes · type association")
    page.reload()
    assert page.locator(".added li").count() == 1
    assert page.evaluate("CSS.highlights.get('added').size") == 1
    page.locator(".added button").click()
    assert page.locator(".added li").count() == 0
    assert [c["action"] for c in page.evaluate(KEPT)] == ["change"]


def test_the_same_key_again_takes_a_correction_back(page: Page, whole: Report) -> None:
    page.goto(article_of(whole, "Ardemix"))
    item = page.locator('li.v[data-field="dates"]').first
    item.focus()
    struck = page.locator("mark.struck")
    for _ in range(2):
        page.keyboard.press("r")
        assert item.locator("[data-action=reject]").get_attribute("aria-pressed") == "true"
        assert struck.count() == 1  # in the text, too
        page.keyboard.press("r")
        assert struck.count() == 0
        assert item.locator("[data-action=reject]").get_attribute("aria-pressed") == "false"
    assert page.evaluate(KEPT) == []


@pytest.mark.parametrize(
    ("field", "wrong", "right", "kept"),
    [
        ("figures", "beaucoup", "1 250,5", 1250.5),
        ("figures", "", "40", None),
        ("dates", "3 mai 2024", "2024-05-03/2024-05-07", "2024-05-03/2024-05-07"),
        ("dates", "2024-5-3", "2024-05", "2024-05"),
    ],
)
def test_a_form_takes_no_wrong_value(
    page: Page, whole: Report, field: str, wrong: str, right: str, kept: float | str | None
) -> None:
    page.goto(article_of(whole, "Ardemix"))
    item = page.locator(f'li.v[data-field="{field}"]').first
    item.locator("button[title=Modifier]").click()
    item.locator("[name=value]").fill(wrong)
    item.locator("form button").click()
    assert item.locator("form").count() == 1
    assert page.evaluate(KEPT) == []
    item.locator("[name=value]").fill(right)
    item.locator("form button").click()
    assert [c["value"]["value"] for c in page.evaluate(KEPT)] == ([kept] if kept is not None else [])


@pytest.mark.parametrize("width", [1280, 390])
def test_a_form_that_a_key_opens_can_be_seen(page: Page, whole: Report, width: int) -> None:
    """Wherever its value stands, and beside the bar that counts corrections."""
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(article_of(whole, "Ardemix"))
    page.locator("li.v[data-field]").first.focus()
    page.keyboard.press("r")
    for number in range(page.locator("li.v[data-edit]").count()):
        item = page.locator("li.v[data-edit]").nth(number)
        item.focus()
        page.keyboard.press("e")
        seen = item.locator("form button").bounding_box()
        bar = page.locator(".bar.saved").bounding_box()
        assert seen is not None and bar is not None
        assert seen["y"] >= 0 and seen["y"] + seen["height"] <= bar["y"] + 1, number
        page.keyboard.press("Escape")


def test_codes_are_chosen_from_a_list_in_french(page: Page, whole: Report) -> None:
    page.goto(article_of(whole, "Ardemix"))
    item = page.locator('li.v[data-field="organisations"]').first
    item.locator("button[title=Modifier]").click()
    assert "collectivité" in item.locator("select[name=type]").inner_text()


def test_near_misses_are_shown_in_the_text_and_taken_with_one_key(page: Page, whole: Report) -> None:
    page.goto(article_of(whole, "Ardemix"))
    page.locator('li.v[data-field="dates"]').first.focus()
    mark, miss = page.locator("mark.k-miss"), page.locator("li.miss")
    assert mark.inner_text() == "Ardemix"
    mark.hover()
    assert "lit" in (miss.get_attribute("class") or "")
    miss.focus()
    page.keyboard.press("a")
    (correction,) = page.evaluate(KEPT)
    assert (correction["text"], correction["action"], correction["value"]) == ("Ardemix", "accept", {"type": "other"})


def test_letters_do_nothing_once_the_keys_are_off(page: Page, whole: Report) -> None:
    page.goto(article_of(whole, "Ardemix"))
    page.locator("#keys").click()
    page.locator('li.v[data-field="dates"]').first.focus()
    page.keyboard.press("r")
    page.keyboard.press("n")
    assert page.evaluate(KEPT) == []
    page.reload()
    assert page.locator("#keys").get_attribute("aria-pressed") == "false"


def test_the_server_s_file_is_what_the_pages_show(page: Page, whole: Report, tmp_path: Path) -> None:
    """Undo takes the line out of the file, and a server that is started anew shows what the file holds."""
    file = tmp_path / "corrections.jsonl"
    name = article_of(whole, "Ardemix").rpartition("/")[2]
    for visit in range(2):
        with Server(whole.folder, file) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            page.goto(f"{server.origin}/{server.token}/articles/{name}")
            if visit == 0:
                for field in ("figures", "dates"):
                    page.locator(f'li.v[data-field="{field}"]').first.locator("button[title=Rejeter]").click()
                    page.wait_for_function(
                        "n => document.querySelectorAll('.rejected').length === n", arg=1 + (field == "dates")
                    )
                page.locator("button", has_text="Annuler la dernière").click()
                page.wait_for_function(REJECTED, arg=1)
                assert [c.field for c in read_corrections(file)] == ["figures"]
            else:
                page.wait_for_function(REJECTED, arg=1)
            server.shutdown()
