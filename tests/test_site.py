"""The documentation site: it builds with strict links, offline, and every page is in its menu."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.conftest import CHROMIUM, ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_the_site_builds_with_strict_links(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    api = (tmp_path / "site" / "api.html").read_text(encoding="utf-8")
    assert "extract_text" in api and "Raises StageError" in api
    if CHROMIUM is not None:
        _search_from_the_file_system(request.getfixturevalue("browser"), tmp_path / "site" / "index.html")


def _search_from_the_file_system(browser: Browser, start: Path) -> None:
    asked: list[str] = []
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.on("request", lambda request: asked.append(request.url))
    page.goto(start.as_uri())
    page.locator(".md-search__input").press_sequentially("embargo")
    page.locator(".md-search-result__item").first.wait_for()
    page.close()
    assert all(url.startswith("file:") for url in asked)


def test_the_pages_fetch_nothing() -> None:
    """A page of the site names no font, script or style elsewhere."""
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert config["theme"]["font"] is False
    assert "extra_javascript" not in config and "extra_css" not in config
    assert all((ROOT / "docs" / path).is_file() for path in config["extra"]["polyfills"])


def test_every_page_is_in_the_menu() -> None:
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    named = {page for part in config["nav"] for pages in part.values() for page in pages}
    assert named == {path.name for path in (ROOT / "docs").glob("*.md")}
