"""From evidence to resolution: choose among rival readings, complete years, make one item per entity, link the items.

The steps always run in the order below: overlaps, entities, the header, then what needs both. Each step reads the
evidence of its own kind of reading and records one Decision for each piece in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from pressmine.document import Document
from pressmine.evidence import Evidence
from pressmine.resolution import Resolution
from pressmine.resolve.agreements import resolve_agreements
from pressmine.resolve.arithmetic import check_figures
from pressmine.resolve.contacts import resolve_contacts
from pressmine.resolve.dates import resolve_dates
from pressmine.resolve.entities import resolve_entities
from pressmine.resolve.extra import resolve_extra
from pressmine.resolve.figures import resolve_figures
from pressmine.resolve.header import resolve_header
from pressmine.resolve.issuer import resolve_issuer
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.overlaps import settle_overlaps
from pressmine.resolve.quotes import resolve_quotes
from pressmine.resolve.ties import resolve_ties

Step = Callable[[Ledger], None]


def resolve_document(document: Document, evidence: Sequence[Evidence], published: date | None = None) -> Resolution:
    """The resolution of a document. `published` is the publication date that the caller gives, over the text's own."""
    ledger = Ledger(document, evidence, published)
    for step in STEPS:
        step(ledger)
    return ledger.close()


STEPS: tuple[Step, ...] = (
    settle_overlaps,
    resolve_entities,
    resolve_header,
    resolve_dates,
    resolve_figures,
    check_figures,
    resolve_quotes,
    resolve_contacts,
    resolve_agreements,
    resolve_issuer,
    resolve_ties,
    resolve_extra,
)
