"""The speaker of a quotation: the spans around it in which the speaker is named, most likely first.

The search goes after the closing mark (`, explique X`), before the opening one (`X précise :`, `Selon X,`), on the
next line (`X, présidente de …`) and on the line above.
"""

from __future__ import annotations

from dataclasses import replace

from pressmine.document import Document
from pressmine.rules.quotes.attribution import Attribution
from pressmine.rules.quotes.bearers import named_only
from pressmine.rules.quotes.marks import Marked
from pressmine.rules.quotes.speakers_around import from_lines
from pressmine.rules.quotes.speakers_behind import from_behind, inside
from pressmine.rules.quotes.speakers_in_front import from_earlier, from_front


def attribute(document: Document, mark: Marked, left: int, right: int) -> Attribution | None:
    """The attribution that the text around a quotation gives; None if it gives none."""
    behind = from_behind(document, mark, right)
    if behind is not None and behind.bare and (within := inside(document, mark)) is not None and not within.bare:
        behind = within  # `« Nous avançons, dit Anne Roy, et vite », estime la directrice`
    if behind is not None:
        return named_only(document, replace(behind, behind=True))
    found = inside(document, mark) or from_front(document, mark, left) or from_lines(document, mark, left, right)
    found = found or from_earlier(document, mark, left)
    return named_only(document, found) if found is not None else None
