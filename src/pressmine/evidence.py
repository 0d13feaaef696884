"""Evidence: what rules and the model propose, each with its span, its reading, its confidence and its cues.

A rule is pure: it sees a Document and yields Evidence; it never sees other evidence, so the order of rules cannot
matter. Resolution decides once per document; every piece of evidence ends in exactly one Decision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pressmine.document import Document
from pressmine.extra_values import ExtraPart as ExtraPart
from pressmine.extra_values import ExtraReading as ExtraReading
from pressmine.offsets import Span


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or sign that made a rule speak, and where it stands."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class HeaderReading:
    """A value for a field of `document`: kind, title, subtitle, published, place, issuer, embargo, replaces, language.

    `value` is the value in its final form (EDTF for dates, ISO date-time for embargo); None if the span's own
    cleaned text is the value. Of an issuer `where` says by what the text names it: letterhead, medium (of an article),
    lead (the first sentence), sentence (one that announces), or another part of it.
    """

    name: str
    value: str | None = None
    where: str | None = None


@dataclass(frozen=True, slots=True)
class EntityReading:
    """One vote for what a span names.

    `label` is organisation, person, place, product, event, function, none (a capitalised word that names nothing), or
    listed: the name is in a list, whose names are of one kind. With elsewhere the place names nothing by itself
    (`secrétaire d'État`), which says nothing of the name where it is on its own.
    `name` is the canonical form where the rule knows it (a gazetteer), else None: the span's own text. `canonical` is
    the name that a user's own list asks for: the record prints it whatever the text says. A `factored` name is not
    written as such: `universités de Poitiers et de Limoges` names two.
    """

    label: str
    type: str | None = None
    name: str | None = None
    acronym: str | None = None
    code: str | None = None
    roles: tuple[str, ...] = ()
    canonical: str | None = None
    factored: bool = False


@dataclass(frozen=True, slots=True)
class AliasReading:
    """Two spans that name one body: `Long Name (LN)`, `ci-après`, an apposition. The evidence's span holds both."""

    long: Span
    short: Span


@dataclass(frozen=True, slots=True)
class PostReading:
    """A person's post: the function as the text puts it, and the span that names the body, where there is one."""

    person: Span
    function: Span | None
    organisation: Span | None


@dataclass(frozen=True, slots=True)
class IdentifierReading:
    """A registered number or web domain (siren, siret, rcs, lei, isin, domain); `near` is the body's span."""

    scheme: str
    value: str
    near: Span | None = None


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as the line says it: `value` is EDTF with X where the line is silent, None for a relative expression.

    `form` names the grammar's form, `weekday` is 0 (Monday) to 6, `relative` says what to compute from a base date (a
    value of `pressmine.french.dates`), `role` is published, event, signature, period, deadline, founding, … or None.
    `bound` is before or after where the words open one side (`d'ici`, `depuis`): a relative value takes it on.
    `in_dateline` is True if it stands as a dateline's day does, `in_name` where a name ends in it (`le Baromètre
    2023`): an edition's year, or no year at all.
    """

    value: str | None
    granularity: str
    form: str
    weekday: int | None = None
    relative: Any = None
    role: str | None = None
    bound: str | None = None
    in_dateline: bool = False
    in_name: bool = False


@dataclass(frozen=True, slots=True)
class FigureReading:
    """A figure: kind money, percent, count, ordinal, duration, quantity or ratio; `value`, or `low` and `high`.

    Numbers are in base form (euros, not millions of them).
    `of` is the span that says what is counted; `organisation` and `period` are spans too. `in_table` is True for
    a cell's figure.
    """

    kind: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    approx: str | None = None
    of: Span | None = None
    of_text: str | None = None
    organisation: Span | None = None
    period: Span | None = None
    in_table: bool = False


@dataclass(frozen=True, slots=True)
class QuoteReading:
    """A span of direct speech. `speakers` are spans in which to look for the speaker, most likely first;

    `pronoun` is True if only `il`, `elle` or a bare function says who speaks: then the last or next named speaker
    counts, of that `gender` (`m` or `f`) where the pronoun says one.
    """

    speakers: tuple[Span, ...] = ()
    pronoun: bool = False
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class ContactReading:
    """A person or desk to be contacted: name's span, phones (E.164), e-mails (lower case), body's span.

    `unassigned` are those of the phones that no country is known to give out: a new range, or a slip.
    """

    name: Span | None
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    organisation: Span | None = None
    unassigned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementReading:
    """An agreement that the text reports; the evidence's span is its sentence or block.

    `parties` and `representatives` are spans: every organisation (person) resolved inside one signs. `bound`
    pairs a representative's span with the party's. `signed` is True for a block of signatures, `whole` where the
    spans are parts of a sentence that may hold more than the parties.
    """

    kind: str
    title: Span | None = None
    date: Span | None = None
    place: Span | None = None
    parties: tuple[Span, ...] = ()
    representatives: tuple[Span, ...] = ()
    bound: tuple[tuple[Span, Span], ...] = ()
    signed: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class AuthorReading:
    """The byline of an article; the evidence's span is the author's name."""


@dataclass(frozen=True, slots=True)
class NotReading:
    """This span is *not* a date, a figure, … : `fields` says which lists it must stay out of, `reason` why."""

    fields: tuple[str, ...]
    reason: str


Reading = (
    HeaderReading
    | EntityReading
    | AliasReading
    | PostReading
    | IdentifierReading
    | DateReading
    | FigureReading
    | QuoteReading
    | ContactReading
    | AgreementReading
    | AuthorReading
    | NotReading
    | ExtraReading
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One proposal: `rule` is the rule's id or the model's name, `confidence` is 0 to 1.

    Of two dates, figures or values of a user's field that overlap, the one of higher `priority` stands, then the surer.
    """

    rule: str
    span: Span
    reading: Reading
    confidence: float
    cues: tuple[Cue, ...] = ()
    missing: tuple[str, ...] = ()
    priority: int = 0


def in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The evidence in its total order, without exact repeats: by place, then longest, then surest, then rule.

    Two runs sort alike, whatever the order in which rules spoke. A reading is spelt out only where all else is the
    same: that is what costs.
    """
    found = list(evidence)
    keys = [(each.span.start, -each.span.end, -each.confidence, each.rule) for each in found]
    out: list[Evidence] = []
    for _, run in groupby(sorted(range(len(found)), key=keys.__getitem__), key=keys.__getitem__):
        alike = [found[index] for index in run]
        out += alike if len(alike) == 1 else dict.fromkeys(sorted(alike, key=lambda each: repr(each.reading)))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A place where a rule came near: what it had found, and the condition that failed, as one sentence."""

    rule: str
    span: Span
    failed: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A named, pure extractor. `says` is one French sentence that a user reads in the list of rules.

    `fields` names the lists of the record that it speaks for, `origin` the file and line or the package it comes from,
    `digest` stands for what it does where its code does not (a rule file). An article continues without a rule that
    raises, unless it is `essential`: then the article fails. `near` says where the rule came near. Its evidence
    carries its id; that of the language model carries the model's name with its version, and `source` is the name.
    """

    id: str
    says: str
    find: Callable[[Document], Iterable[Evidence]]
    fields: tuple[str, ...] = ()
    origin: str = ""
    digest: str = ""
    essential: bool = False
    near: Callable[[Document], Iterable[NearMiss]] | None = None
    source: str = ""

    def answers_to(self, name: str) -> bool:
        """True if a name is the rule's id, or what its evidence carries instead of it."""
        return name == self.id or (self.source != "" and (name == self.source or name.startswith(f"{self.source}-")))


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a piece of evidence: kept, merged, completed or lost; to whom, and why."""

    evidence: Evidence
    outcome: str
    reason: str
    winner: Evidence | None = None
