"""Growth and the edges of the calendar: what is beyond all measure costs a value or a sentence, and no time."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest

from pressmine.errors import StageError
from pressmine.readers import read_bytes
from tests.readers.making import Placed, pdf

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


def test_an_article_from_python_has_a_time_of_its_own(pm: Pressmine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pm, "timeout", 0.0)
    with pytest.raises(StageError, match="took more than 0 s") as error:
        pm.extract_text("Orvelle ouvre un atelier.")
    assert not error.value.lasting, "a slower moment says nothing of the text"
    monkeypatch.setattr(pm, "timeout", 600.0)
    assert pm.extract_text("Orvelle ouvre un atelier.").text


@pytest.mark.parametrize(
    "sent",
    [
        "Mon, 01 Jan 0001 00:00:00 +9999",
        "Fri, 31 Dec 9999 23:59:59 -2359",
        "Thu, 99 Foo 99999 99:99:99 +999999",
        "Tue, 29 Mar 99999999999999999999 10:00:00 +0000",
        "Tue, 29 Mar 2022 10:00:00 -99999999999999999999",
        "1 Jan 0000 00:00 +0000",
    ],
)
def test_the_absurd_date_of_a_mail_costs_a_value_only(pm: Pressmine, sent: str) -> None:
    mail = f"From: a@b.example\nSubject: Orvelle\nDate: {sent}\n\nOrvelle ouvrira demain son usine à Dreux.\n"
    (source,) = read_bytes(mail.encode(), "a.eml", "eml").sources
    assert "Dreux" in pm.record(source).text


@pytest.mark.parametrize("count", [4_000, pytest.param(30_000, marks=pytest.mark.attack)])
def test_loose_glyphs_of_a_page_are_read_in_bounded_time(count: int) -> None:
    dice = random.Random(1)
    loose: list[Placed] = [
        (dice.uniform(20, 570), dice.uniform(20, 820), dice.choice((6, 9)), dice.choice("aeiou")) for _ in range(count)
    ]
    started = time.process_time()
    (source,) = read_bytes(pdf(loose), "a.pdf", "pdf").sources
    read = sum(source.text.count(letter) for letter in "aeiou")
    assert read > 0.85 * count, "what lies on its like is drawn once"
    assert time.process_time() - started < 60
