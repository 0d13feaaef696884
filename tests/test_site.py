"""The documentation site: it builds with strict links, offline, and every page is in its menu."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import yaml

from tests.conftest import ROOT


def test_the_site_builds_with_strict_links(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    api = (tmp_path / "site" / "api.html").read_text(encoding="utf-8")
    assert "extract_text" in api and "Raises StageError" in api


def test_the_pages_fetch_nothing(tmp_path: Path) -> None:
    """A page of the site names no font, script or style elsewhere."""
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert config["theme"]["font"] is False
    assert "extra_javascript" not in config and "extra_css" not in config


def test_every_page_is_in_the_menu() -> None:
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    named = {page for part in config["nav"] for pages in part.values() for page in pages}
    assert named == {path.name for path in (ROOT / "docs").glob("*.md")}
