"""Drafts: the record's own items while a document is resolved."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from pressmine.document import Source
from pressmine.evidence import DateReading, Evidence
from pressmine.offsets import Span
from pressmine.record import Agreement, Date, Organisation, Record
from pressmine.resolution import Resolution, begin, change, draft

#: What a record says of itself and of the reading, which no rule decides.
NOT_RESOLVED = {"schema_version", "document", "produced_by", "zones", "coverage"}


def test_every_list_of_a_record_is_one_of_the_resolution() -> None:
    assert set(Record.model_fields) - NOT_RESOLVED <= set(Resolution.__dataclass_fields__)


def test_a_field_that_is_not_given_is_null_or_empty() -> None:
    body = draft(Organisation, ref="org-1", name="Valdor", type="company")
    assert (body.acronym, body.aliases, body.roles, body.mentions) == (None, (), (), ())
    assert Organisation.model_validate(body) == body


def test_what_a_reading_shares_with_the_record_reaches_it() -> None:
    resolution = begin(Source("a.txt", "txt", "0" * 64, "Le 3 mai 2024."))
    reading = DateReading("2024-05-03", "day", "day", role="event")
    date = resolution.read(Date, Evidence("date.day", Span(3, 13), reading, 0.987), inferred=None)
    assert (date.text, date.value, date.granularity, date.role) == ("3 mai 2024", "2024-05-03", "day", "event")
    assert (date.span, date.source, date.confidence) == (Span(3, 13), "date.day", 0.99)


def test_a_draft_can_be_changed_and_is_checked_in_the_end() -> None:
    agreement = draft(Agreement, ref="agr-1", kind="contract", start=0, end=4, source="r", confidence=2)
    assert agreement.confidence == 1
    change(agreement, date="demain")
    with pytest.raises(ValidationError, match="date"):
        Agreement.model_validate(agreement)
    with pytest.raises(ValidationError, match="frozen"):
        setattr(agreement, "date", "2024")  # noqa: B010 - mypy refuses the plain way, as it should
