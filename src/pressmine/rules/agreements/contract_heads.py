"""The head of a contract: `Entre les soussignés :`, then a line for each party, up to `il a été convenu`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Block, Document, ZoneKind
from pressmine.french.lexicon import any_form
from pressmine.offsets import ViewSpan
from pressmine.rules.agreements.signer_lines import Signer
from pressmine.rules.declared.parties import parties_at
from pressmine.rules.names.person_names import person_at
from pressmine.rules.names.reading import scan

_OPENS = re.compile(r"\W{0,3}entre(?:\sles\s(?:parties\s)?soussignee?s)?\s?:?\s*$")
#: What the parties agree on begins here.
_ENDS = re.compile(rf"\W{{0,3}}{any_form('contract_starts')}\b")
_BY = re.compile(r"(?<!\w)represente(?:e|es|s)?\s(?:\w+\s){0,4}?par\s")
#: Lines of a head at most, and words between `représentée par` and the name.
_MOST, _REACH = 14, 9


def undersigned(document: Document) -> Iterator[tuple[list[Block], list[Signer]]]:
    """The lines of each head, with the parties that they name: two at least."""
    blocks = document.blocks
    for index, block in enumerate(blocks):
        text = document.folded[block.span.start : block.span.end]
        if not _OPENS.match(text) or not ("soussigne" in text or ":" in text):
            continue
        run: list[Block] = [block]
        found: list[Signer] = []
        for line in blocks[index + 1 : index + 1 + _MOST]:
            if _ENDS.match(document.folded, line.span.start, line.span.end):
                break
            run.append(line)
            found += _party(document, line.span)
        if len(found) > 1 and document.zones[block.zone].kind is not ZoneKind.BOILERPLATE:
            yield run, found


def _party(document: Document, line: ViewSpan) -> Iterator[Signer]:
    """The first body of a line, with who represents it: `La société Valdor, SAS, représentée par Anne Roy, gérante`."""
    start = next((i for i in range(line.start, line.end) if document.text[i].isalnum()), line.end)
    party = next((p for p in parties_at(document, start) if p.body), None) if start < line.end else None
    if party is None or party.body is None or party.body[1] > line.end:
        return
    persons = [ViewSpan(*who) for who in party.persons]
    by = _BY.search(document.folded, party.body[1], line.end)
    if by is not None and not persons:
        view = scan(document)
        first = view.at(by.end())
        names = (person_at(view, at) for at in range(first, min(first + _REACH, view.line(first)[1])))
        who = next((name for name in names if name is not None), None)
        persons = [ViewSpan(view.words[who.words[0]].start, view.words[who.words[1] - 1].end)] if who else []
    yield Signer(line, ViewSpan(*(party.name or party.body)), persons)
