"""The columns follow the record: every field has one, typed, and says what the JSON says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pydantic import BaseModel

import pressmine.spark
from pressmine.batch.plain import sheet_of
from pressmine.errors import Failure
from pressmine.record import Extra, Figure, Record
from pressmine.sinks.json_text import to_line
from pressmine.spark import columns
from tests.conftest import ROOT
from tests.fakes import record_of

if TYPE_CHECKING:
    from pressmine.pipeline import Pressmine


def taken_back(record: Record) -> dict[str, Any]:
    """A record's row after a way through Arrow."""
    row = columns.row("a.txt", 0, sheet_of(record))
    (back,) = columns.batch([row]).to_pylist(maps_as_pydicts="strict")
    return dict(back)


@pytest.mark.parametrize("name", ["communique.txt"])
def test_a_row_says_what_the_record_says(pm: Pressmine, name: str) -> None:
    record = pm.extract(ROOT / "examples" / name)
    row = taken_back(record)
    data = json.loads(to_line(record))
    assert row["json"] + "\n" == to_line(record)
    assert (row["outcome"], row["path"], row["stage"], row["reason"]) == ("record", name, None, None)
    assert {key: row[key] for key in data} == data
    assert data["dates"] and data["figures"] and data["contacts"]


def test_no_field_is_left_out_and_none_hides_another() -> None:
    own, fields = [name for name, _ in columns._OWN], list(Record.model_fields)
    assert columns.schema().names == [*own, *fields]
    assert not set(own) & set(fields)


def test_numbers_have_columns_of_numbers_however_large_they_are() -> None:
    figures = columns.schema().field("figures").type.value_type
    assert {figures.field(name).type for name in ("value", "low", "high")} == {pa.float64()}
    assert figures.field("start").type == pa.int64()
    base: dict[str, Any] = {"start": 0, "end": 1, "text": "B", "source": "x", "confidence": 1.0}
    figure = Figure(
        **base, kind="money", value=2e18, low=None, high=None, approx=None, unit="EUR", of=None, organisation=None,
        period=None,
    )  # fmt: skip
    record = record_of("a.txt").model_copy(update={"figures": (figure,)})
    assert taken_back(record)["figures"][0]["value"] == 2e18


def test_what_rules_of_users_give_stands_as_json() -> None:
    base: dict[str, Any] = {"start": 0, "end": 1, "text": "B", "source": "x", "confidence": 0.5}
    values = ("12", 12, {"a": [1.5]}, None)
    extra = {"montant": tuple(Extra(**base, value=value) for value in values)}
    record = record_of("a.txt").model_copy(update={"extra": extra})
    found = [item["value"] for item in taken_back(record)["extra"]["montant"]]
    assert found == ['"12"', "12", '{"a": [1.5]}', "null"]


def test_a_failure_is_a_row_without_record() -> None:
    row = columns.row("mail.eml", 1, Failure("mail.eml/a.pdf", "read", "It is empty."))
    (back,) = columns.batch([row]).to_pylist()
    given = {name: value for name, value in back.items() if value is not None}
    assert given == {
        "outcome": "failure",
        "file": "mail.eml",
        "position": 1,
        "path": "mail.eml/a.pdf",
        "stage": "read",
        "reason": "It is empty.",
    }


def test_spark_reads_the_same_types() -> None:
    ddl = pressmine.spark.schema()
    assert ddl.startswith("`outcome` string, `file` string, `position` int, ")
    assert "`for`: string>>" in ddl
    assert "`extra` map<string, array<struct<" in ddl
    assert "`confidence`: double" in ddl


def test_a_field_that_no_column_holds_is_an_error_that_names_it() -> None:
    class Odd(BaseModel):
        where: Path

    with pytest.raises(TypeError, match=r"Odd\.where: no column holds"):
        columns._fields(Odd)
