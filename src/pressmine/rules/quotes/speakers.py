"""The speaker of a quotation: the spans around it in which the speaker is named, most likely first.

The search goes after the closing mark (`, explique X`), before the opening one (`X précise :`, `Selon X,`), on the
next line (`X, présidente de …`) and on the line above.
"""

from __future__ import annotations

from dataclasses import replace

from pressmine.document import Document
from pressmine.offsets import ViewSpan
from pressmine.rules.quotes.attribution import Attribution
from pressmine.rules.quotes.bearers import clause_end, named_only
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
    if found is not None:
        found = _with_subject(document, mark, found, right)
    return named_only(document, found) if found is not None else None


def _with_subject(document: Document, mark: Marked, found: Attribution, right: int) -> Attribution:
    """`Rappelant que « … », Anne Roy appelle à …`: the subject of a participle that opens the sentence comes behind."""
    cue = found.cue
    if cue is None or found.behind or not document.folded[cue.start : cue.end].endswith("ant"):
        return found
    start = document.sentence_at(cue.start).start
    if document.text[start : cue.start].strip().lower() not in ("", "se", "en", "tout en") and found.speakers:
        return found
    end = clause_end(document, mark.outer.end, min(right, document.blocks[mark.last].span.end))
    if not document.text[mark.outer.end : end].startswith(","):
        return found
    return replace(found, speakers=(ViewSpan(mark.outer.end, end), *found.speakers))
