"""What the tests of declared rules share."""

from __future__ import annotations

import pytest

from pressmine.rulebook import TRUSTED
from pressmine.workshop import warn


@pytest.fixture(autouse=True)
def any_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long a rule takes is the machine's affair: no test but that of the warning itself may depend on it."""
    monkeypatch.setattr(warn, "SLOW", float("inf"))


@pytest.fixture(autouse=True)
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests write their own rules; `test_trust.py` asks who else may run code."""
    monkeypatch.setenv(TRUSTED, "/")
