"""What the tests of declared rules share."""

from __future__ import annotations

import pytest

from pressmine.workshop import warn


@pytest.fixture(autouse=True)
def any_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long a rule takes is the machine's affair: no test but that of the warning itself may depend on it."""
    monkeypatch.setattr(warn, "SLOW", float("inf"))
