"""One record against its gold: every verdict."""

from __future__ import annotations

from pressmine.evaluate.comparing import folded, folded_all
from pressmine.evaluate.entities import forms, judge_entities, widened
from pressmine.evaluate.gold import Gold
from pressmine.evaluate.points import judge_points
from pressmine.evaluate.statements import judge_statements
from pressmine.evaluate.verdicts import Verdict, Verdicts
from pressmine.record import Record

#: Everything that is judged, in the order of a table.
FIELDS = (
    "organisations", "persons", "persons.function", "persons.organisation", "dates.span", "dates.value",
    "figures.span", "figures.value", "figures.approx", "figures.of", "signatories", "quotes", "quotes.speaker",
    "contacts", "title", "published", "place", "issuer",
)  # fmt: skip


def judge(record: Record | None, gold: Gold, text: str | None = None) -> list[Verdict]:
    """The verdicts on a record, or on its absence: then all of gold is missed.

    `text` is the source text; by default the record's. What gold marks as optional gives no verdict.
    """
    verdicts = Verdicts(gold.document)
    if text is None:
        text = record.text if record else ""
    judge_entities(verdicts, record, gold)
    judge_points(verdicts, record, gold, text)
    judge_statements(verdicts, record, gold, text)
    _judge_head(verdicts, record, gold)
    return verdicts.found


def _judge_head(verdicts: Verdicts, record: Record | None, gold: Gold) -> None:
    info = record.document if record else None
    if gold.title:
        got = info.title if info else None
        if folded(got or "") in folded_all(gold.answers("title", "titles")):
            verdicts.right("title", gold.title)
        else:
            verdicts.wrong("title", got, gold.title)
    _judge_plain(verdicts, "published", info.published if info else None, gold, skip=gold.published_optional)
    _judge_plain(verdicts, "place", info.place if info else None, gold)
    _judge_issuer(verdicts, record, gold)


def _judge_plain(verdicts: Verdicts, name: str, got: str | None, gold: Gold, skip: bool = False) -> None:
    """A value that gold gives as text or as null; left out it is not judged."""
    if skip or name not in gold.model_fields_set:
        return
    answers = gold.answers(name, f"{name}s")
    if got in answers or (name == "place" and got and folded(got) in folded_all(answers)):
        if got is not None:
            verdicts.right(name, got)
    elif getattr(gold, name) is None:
        verdicts.surplus(name, f"{got} (the text gives none)")
    else:
        verdicts.wrong(name, got, getattr(gold, name))


def _judge_issuer(verdicts: Verdicts, record: Record | None, gold: Gold) -> None:
    if gold.issuer is None:
        return
    named = record.document.issuer if record else None
    got = next((o for o in record.organisations if o.ref == named), None) if record and named else None
    if gold.issuer:
        if widened(folded_all(gold.issuer), gold.organisations) & forms(got):
            verdicts.right("issuer", gold.issuer[0])
        else:
            verdicts.wrong("issuer", got.name if got else None, gold.issuer[0])
    elif got is not None:
        verdicts.surplus("issuer", f"{got.name} (the text names none)")
