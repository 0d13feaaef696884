"""Articles that are cut off: whatever their last word is, they have their record."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest

from pressmine.errors import StageError
from tests.behaviours.expand import expand
from tests.behaviours.template import templates
from tests.conftest import examples

if TYPE_CHECKING:
    from pressmine.pipeline import Pressmine


@pytest.mark.parametrize(
    "said",
    [
        "Signataires : Signataires :",
        "Trois hommes étaient entrés dans le lycée de",
        "Un taux d'encadrement d'un pour 40",
        "Le buffet a été dressé le lendemain du 29 février",
        "Ont pris la parole Hélène Girard, directrice (Ancelia",
    ],
)
def test_an_article_that_ends_there_has_its_record(pm: Pressmine, said: str) -> None:
    assert pm.extract_text(f"Dreux, le 29 mars 2023\n\nLa ville et la région ouvrent un atelier.\n\n{said}").text


def test_an_article_may_end_at_any_word(pm: Pressmine) -> None:
    """Files are cut off: no rule asks for a word behind the last one. `make attack` cuts each article eight times."""
    dice = random.Random(11)
    for template in templates():
        for article in list(expand(template, 1))[:1] if "txt" in template.formats else ():
            text = article.content.decode("utf-8", "replace")
            ends = [word.end() for word in re.finditer(r"\S+", text) if word.end() > 60]
            for end in dice.sample(ends, min(len(ends), 8, examples(1))):
                try:
                    pm.extract_text(text[:end])
                except StageError as error:
                    assert "Unexpected" not in error.reason, f"{template.id}: {text[max(0, end - 80) : end]!r}"
