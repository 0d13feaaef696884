"""UIMA CAS (XMI) through dkpro-cassis, for INCEpTION and its kin. Offsets there are UTF-16."""

from __future__ import annotations

from typing import Any

from pressmine.errors import RunError
from pressmine.exchange.annotations import Annotation, annotations_of
from pressmine.record import Record

#: The type of our annotations: DKPro Core's named entity, which INCEpTION knows.
TYPE = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"


def to_cas(record: Record) -> str:
    """The CAS as XMI. Raises RunError if dkpro-cassis is not installed."""
    cas = _cassis().Cas(_types())
    cas.sofa_string = record.text
    cas.sofa_mime = "text/plain"
    cas.document_language = record.document.language
    kind = cas.typesystem.get_type(TYPE)
    for a in annotations_of(record):
        cas.add(kind(begin=a.start, end=a.end, value=a.label, identifier=record.document.source))
    return str(cas.to_xmi())


def from_cas(text: str) -> tuple[str, list[Annotation]]:
    """The article and its annotations. Raises RunError if dkpro-cassis is not installed."""
    cas = _cassis().load_cas_from_xmi(text, typesystem=_types())
    found = [(a.identifier, Annotation(a.begin, a.end, a.value)) for a in cas.select(TYPE)]
    return next((source for source, _ in found if source), ""), [annotation for _, annotation in found]


def type_system() -> str:
    """The type system, as XML, that tools want next to the XMI."""
    return str(_types().to_xml())


def _types() -> Any:
    types = _cassis().TypeSystem()
    kind = types.create_type(name=TYPE, supertypeName="uima.tcas.Annotation")
    for feature in ("value", "identifier"):
        types.create_feature(domainType=kind, name=feature, rangeType="uima.cas.String")
    return types


def _cassis() -> Any:
    try:
        import cassis
    except ImportError:
        raise RunError("CAS needs a part of its own: pip install 'pressmine[cas]'") from None
    return cassis
