"""Streams that are full, closed or gone cost a sentence and an exit code, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("schema > /dev/full", 1, "pressmine: it can't be written: no space left on device\n"),
        ("rules reference > /dev/full", 1, "pressmine: it can't be written: no space left on device\n"),
        ("extract - <&-", 3, "pressmine: The file is empty: put the article into it, or take it out of the folder.\n"),
        ("extract missing.txt 2>&-", 1, ""),
        ("--version >&-", 0, ""),
        ("schema | true", 0, ""),
    ],
)
def test_no_stream_makes_a_traceback(line: str, code: int, said: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m pressmine {line}"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (code, said)
