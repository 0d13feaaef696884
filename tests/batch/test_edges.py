"""Growth and the edges of the calendar: what is beyond all measure costs a value or a sentence, and no time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from pressmine.errors import StageError
from pressmine.readers import read_bytes

if TYPE_CHECKING:
    from pressmine.pipeline import Pressmine


@pytest.mark.parametrize("published", ["9999-12-31", "0001-01-01", None])
@pytest.mark.parametrize("day", ["31 décembre 9999", "1er janvier 0001"])
def test_the_edges_of_the_calendar_cost_a_value_only(pm: Pressmine, day: str, published: str | None) -> None:
    text = f"Dreux, le {day}\n\nOrvelle ouvre demain un atelier. Elle a fermé hier, il y a 300 ans et lundi dernier."
    assert pm.extract_text(text, published).text == text


@pytest.mark.parametrize("value", ['="x"', ""])
def test_a_tag_of_thousands_of_attributes_is_refused(value: str) -> None:
    many = " ".join(f"a{n}{value}" for n in range(200_000))
    page = f"<html><body><p {many}>La société ouvre un atelier.</p></body></html>"
    started = time.process_time()
    with pytest.raises(StageError, match="thousands of attributes"):
        read_bytes(page.encode(), "a.html", "html")
    assert time.process_time() - started < 10


def test_a_text_from_python_has_the_bound_of_a_file(pm: Pressmine) -> None:
    with pytest.raises(StageError, match="3,000,000 characters, more than the 1,000,000"):
        pm.extract_text("La vie " * 428_571 + "est")
