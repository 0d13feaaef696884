"""pressmine as a pipe of spaCy: the record and its spans on the Doc, to bytes and disk and back."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

import pressmine.component  # registers the factory, as the entry point does where the package is installed
from pressmine.errors import RunError
from pressmine.record import Record
from tests.conftest import ROOT

TEXT = "Dreux, le 3 mars 2026. La société Orvelle a levé 4,5 M€ et ouvrira un atelier à Vierzon le 30 juin."
RULES = str(ROOT / "examples" / "rules")


def labelled(doc: Doc) -> set[tuple[str, str]]:
    return {(span.label_, span.text) for span in doc.spans["pressmine"]}


def test_the_record_and_its_spans_are_on_the_doc() -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("pressmine", config={"rules": [RULES]})
    doc = nlp(TEXT)
    record: Record = doc._.pressmine
    assert record.text == TEXT
    assert [extra.value["montant"] for extra in record.extra["levees_de_fonds"]] == [4500000]
    assert {("date", "3 mars 2026"), ("figure", "4,5 M€"), ("date", "30 juin")} <= labelled(doc)
    assert ("extra.levees_de_fonds", "Orvelle a levé 4,5 M€") in labelled(doc)
    refs = {span.text: span.id_ for span in doc.spans["pressmine"] if span.label_ == "organisation"}
    assert refs["Orvelle"] == record.organisations[0].ref
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.pressmine == record


def test_the_pipe_takes_its_rules_along(tmp_path: Path) -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("pressmine", config={"rules": [RULES, str(ROOT / "examples/reglages/maison.yaml")]})
    nlp.to_disk(tmp_path / "pipe")
    expected = labelled(nlp(TEXT))
    assert labelled(spacy.load(tmp_path / "pipe")(TEXT)) == expected
    other = spacy.blank("fr")
    other.add_pipe("pressmine")
    other.from_bytes(nlp.to_bytes())
    assert labelled(other(TEXT)) == expected


def test_a_doc_that_the_pipe_has_not_seen_has_no_record() -> None:
    assert pressmine.component.record_of(spacy.blank("fr")("Bonjour.")) is None


def test_only_french_pipelines_take_it() -> None:
    with pytest.raises(RunError, match="pressmine reads French: the pipeline is 'en'"):
        spacy.blank("en").add_pipe("pressmine")
