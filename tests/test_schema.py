"""The JSON Schema in `schemas/` is what the models say, and records of the pipeline keep to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from pydantic import ValidationError

from pressmine.record import SCHEMA_VERSION, Record, json_schema
from pressmine.sinks.json_text import plain
from tests.conftest import ROOT
from tests.fakes import record_of

if TYPE_CHECKING:
    from pressmine.pipeline import Pressmine

PATH = ROOT / "schemas" / f"record-{SCHEMA_VERSION}.json"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(PATH.read_bytes())
    return loaded


def test_the_file_is_what_the_models_say() -> None:
    printed = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    assert PATH.read_text(encoding="utf-8") == printed, f"{PATH.name} is behind the models: run `make schema`"


def test_it_is_a_schema_of_2020_12(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_key_is_required(schema: dict[str, Any]) -> None:
    models = {"Record": schema, **schema["$defs"]}
    assert {name for name, model in models.items() if set(model["required"]) != set(model["properties"])} == set()


def test_it_accepts_a_record_and_refuses_a_key_that_is_none(schema: dict[str, Any]) -> None:
    data = plain(record_of("a.txt"))
    jsonschema.validate(data, schema)
    with pytest.raises(jsonschema.ValidationError, match="Additional properties"):
        jsonschema.validate({**data, "organizations": []}, schema)
    with pytest.raises(jsonschema.ValidationError, match="required property"):
        jsonschema.validate({key: value for key, value in data.items() if key != "quotes"}, schema)


def test_a_record_with_a_value_that_its_text_does_not_say_is_none(pm: Pressmine) -> None:
    record = pm.extract_text("Dreux, le 29 mars 2024\n\nLa société Orvelle SA ouvre un atelier de 40 salariés.\n")
    data = plain(record)
    assert Record.model_validate(data) == record
    for items in (data["dates"], data["figures"], data["organisations"][0]["mentions"]):
        item = items[0]
        assert record.text[item["start"] : item["end"]] == item["text"]
        for moved in ({"start": item["start"] + 1}, {"end": 2**70}, {"text": f"{item['text']}s"}):
            items[0] = {**item, **moved}
            with pytest.raises(ValidationError):
                Record.model_validate(data)
        items[0] = item


def test_a_record_survives_its_own_json(pm: Pressmine, schema: dict[str, Any]) -> None:
    record = pm.extract_text("Dreux, le 29 mars 2024\n\nLa société Orvelle SA ouvre un atelier de 40 salariés.\n")
    data = json.loads(json.dumps(plain(record)))
    jsonschema.validate(data, schema)
    assert Record.model_validate(data) == record


def test_the_page_explains_every_field(schema: dict[str, Any]) -> None:
    page = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    models = {"Record": schema, **schema["$defs"]}
    missing = [
        f"{name}.{key}" for name, model in models.items() for key in model["properties"] if f"`{key}`" not in page
    ]
    assert missing == [], "docs/record.md says nothing of these"
