"""What a rule can set, field by field: the keys of `set`, for the compiler, the reference and the error messages."""

from __future__ import annotations

from typing import Final, get_args

from pressmine.record import DocumentInfo, Figure, Identifier, Place
from pressmine.record_types import Model, OrganisationType

_SPAN: Final = "the stretch that the value stands on, one slot; without it the slot of the field's own kind, else all"
SETTINGS: Final[dict[str, dict[str, str]]] = {
    "extra": {"value": "the value, or a mapping of names to values for `type: object`", "span": _SPAN},
    "organisations": {
        "span": _SPAN,
        "name": "the name that the record prints, where it is not the stretch's own (`canonical` in tests)",
        "type": "company, association, public_body, local_authority, research_education, health, media, cluster, "
        "finance, other",
        "entry": "the entry of a list that it is: its forms are one body, and the record prints what the text says",
        "acronym": "its acronym",
        "role": "issuer, mentioned, …",
    },
    "persons": {
        "span": _SPAN,
        "function": "the slot that holds the function",
        "organisation": "the slot that names the body",
        "role": "author, speaker, mentioned, …",
    },
    "places": {
        "span": _SPAN,
        "name": "the name, where it is not the stretch's own",
        "type": "commune, department, region, country, other",
        "code": "its INSEE or ISO code",
    },
    "dates": {"span": _SPAN, "value": "an EDTF value", "role": "published, event, signature, period, deadline, …"},
    "figures": {
        "span": _SPAN,
        "value": "a number",
        "kind": "money, percent, count, ordinal, duration, quantity, ratio",
        "unit": "ISO 4217, `%`, UCUM",
        "approx": "about, at_least, at_most",
        "of": "what is counted, one slot",
        "organisation": "the slot that names the body",
        "period": "the slot that holds the date",
    },
    "agreements": {
        "kind": "convention, contract, partnership, charter, acquisition, …; `above`: of the agreement reported before",
        "title": "the slot that holds the title",
        "date": "the slot that holds the date",
        "place": "the slot that names the place",
        "party": 'the slot that names a party, or `{PARTIES}`; several as `["{a}", "{b}"]`',
        "signer": "the slot that names who signs for it",
        "function": "the slot that holds the signer's function",
    },
    "quotes": {"span": "the slot that holds the words", "speaker": "the slot that names who says them"},
    "contacts": {
        "span": _SPAN,
        "name": "the slot that names the person or desk",
        "phone": "a phone number",
        "email": "an e-mail address",
        "organisation": "the slot that names the body",
    },
    "identifiers": {
        "span": _SPAN,
        "scheme": "**required**: siren, siret, rcs, lei, isin, domain",
        "value": "the number, where it is not the stretch's own; spaces and points inside of it are left out",
        "organisation": "the slot that names the body; without it, it is the first name of the line in front",
    },
    "document": {"value": "the value of the field, where it is not the stretch's own", "span": _SPAN},
    "not": {"reason": "why it is none", "span": _SPAN},
}
SETTINGS["signatories"] = SETTINGS["agreements"]
#: The kinds of slot that stand for a field where `set` names no span.
OWN_SLOTS: Final[dict[str, tuple[str, ...]]] = {
    "organisations": ("ORG", "NAME"),
    "persons": ("PER",),
    "places": ("LOC", "NAME"),
    "dates": ("DATE", "YEAR"),
    "figures": ("FIGURE", "MONEY", "PERCENT", "COUNT", "DURATION", "QUANTITY", "ORDINAL", "NUMBER"),
}


def _words(model: type[Model], field: str) -> tuple[str, ...]:
    """The words that a field of the record may hold."""
    said = model.model_fields[field].annotation
    return tuple(word for part in (said, *get_args(said)) for word in get_args(part) if isinstance(word, str))


#: The words that a field may hold, checked where they are written as constants.
CHOICES: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("organisations", "type"): get_args(OrganisationType),
    ("identifiers", "scheme"): _words(Identifier, "scheme"),
    ("places", "type"): _words(Place, "type"),
    ("figures", "kind"): _words(Figure, "kind"),
    ("figures", "approx"): _words(Figure, "approx"),
    ("document.kind", "value"): _words(DocumentInfo, "kind"),
}
