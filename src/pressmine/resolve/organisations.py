"""From mentions of bodies to organisations, with their forms, type and registered numbers; `naming` tells which names
says.
"""

from __future__ import annotations

from collections.abc import Sequence

from pressmine.evidence import AliasReading, Evidence, IdentifierReading
from pressmine.french.body_types import type_by_name
from pressmine.french.head_nouns import head_at
from pressmine.french.known import name_key
from pressmine.french.name_forms import bare_nouns, tidied
from pressmine.offsets import Span
from pressmine.record import Identifier, Mention, Organisation
from pressmine.resolution import change, draft
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.lookup import organisation_in
from pressmine.resolve.naming import is_bare_noun, listed_name, name_words, unite, without_label_in_front
from pressmine.resolve.span_index import SpanIndex
from pressmine.resolve.voting import Found, Voting
from pressmine.weights import weight

#: Characters that an adjective between a label and its name may have: `l'ONG togolaise Rivage`.
_ADJECTIVE = 16


def build_organisations(ledger: Ledger, voting: Voting, found: Sequence[Found]) -> None:
    """Fill `resolution.organisations`, ordered by first mention, and attach identifiers to them."""
    unite(voting, found)
    groups: dict[str, list[Found]] = {}
    named = {voting.root(item.key) for item in found if not is_bare_noun(item.key)}
    for item in found:
        if voting.root(item.key) in named:
            groups.setdefault(voting.root(item.key), []).append(item)
    ordered = sorted(groups.items(), key=lambda g: (g[1][0].mention.start, g[1][0].mention.end))
    for number, (_, items) in enumerate(ordered, 1):
        ledger.resolution.organisations.append(_organisation(f"org-{number}", items))
    ledger.forget()
    _other_forms(ledger)
    _back_references(ledger)
    ledger.forget()
    _identifiers(ledger)


def _organisation(ref: str, items: Sequence[Found]) -> Organisation:
    forms: dict[str, int] = {}
    for item in items:
        form = tidied(item.text)
        forms[form] = forms.get(form, 0) + 1
    name = listed_name(items) or _canonical(forms)
    acronym = next((f for f in forms if _acronym_like(f) and name_key(f) != name_key(name)), None)
    if acronym is None and _acronym_like(name) and len({name_key(f) for f in forms}) > 1:
        acronym = name  # the name is the short form, and the text spells it out
    for form in list(forms):
        bare = without_label_in_front(form)
        if bare is not None:
            forms.setdefault(bare, 0)
    return draft(
        Organisation,
        ref=ref,
        name=name,
        acronym=acronym,
        aliases=tuple(f for f in forms if f != name),
        type=_type(items, name),
        mentions=tuple(item.mention for item in items),
    )


def _canonical(forms: dict[str, int]) -> str:
    """The form that becomes the name: one with a capital rather than a description in lower case (`Valdor`, not
    `pôle de compétitivité`), the fullest one that is not all in capitals; in a tie the more frequent one.
    """

    capital, mixed = any(not f[:1].islower() for f in forms), any(not f.isupper() for f in forms)

    def rank(form: str) -> tuple[bool, bool, bool, int, int, str]:
        return (
            form[:1].islower() and capital,
            form.isupper() and len(form) > 5 and mixed,
            _acronym_like(form) and len(forms) > 1,
            -len(form.split()),
            -forms[form],
            form,
        )

    return min(forms, key=rank)


def _acronym_like(form: str) -> bool:
    return " " not in form and 2 <= len(form) <= 10 and sum(c.isupper() for c in form) >= 2


def _type(items: Sequence[Found], name: str) -> str:
    """The type with the most votes; without votes the type that the name shows, else company."""
    votes: dict[str, float] = {}
    for item in items:
        for evidence, reading in item.candidate.votes if item.candidate else ():
            if reading.type and reading.label == "organisation":
                vote = evidence.confidence + evidence.priority
                votes[reading.type] = votes.get(reading.type, 0.0) + vote
    most = min(votes, key=lambda t: (-votes[t], t)) if votes else None
    if most is None or most == "other":  # `other` says only that nothing tells the kind
        return type_by_name(name) or most or "company"
    return most


def _other_forms(ledger: Ledger) -> None:
    """Make longer forms around a mention (`holding familiale Valdor`) its aliases."""
    forms: dict[str, set[str]] = {}
    for item, alias in ledger.open(AliasReading):
        owner = organisation_in(ledger, alias.short) or organisation_in(ledger, alias.long)
        if item.confidence < weight("alias_sure") or owner is None:
            continue
        if owner.ref not in forms:
            forms[owner.ref] = {name_key(f) for f in (owner.name, *owner.aliases)}
        known = forms[owner.ref]
        for form in (ledger.document.clean(alias.long), ledger.document.clean(alias.short)):
            if name_key(form) not in known:
                change(owner, aliases=(*owner.aliases, form))
                known.add(name_key(form))


def _back_references(ledger: Ledger) -> None:
    """`la Région`, `l'Université`, `le Groupe`: a bare noun with a capital is a form of the one body whose name has it
    first.
    """
    document = ledger.document
    by_head: dict[str, list[Organisation]] = {}
    for organisation in ledger.resolution.organisations:
        heads = {name_words(form)[0].folded for form in (organisation.name, *organisation.aliases) if name_words(form)}
        for head in sorted(heads):
            by_head.setdefault(head, []).append(organisation)
    taken = SpanIndex((m.span, m) for o in ledger.resolution.organisations for m in o.mentions)
    more: dict[str, list[Mention]] = {}
    for start, end in bare_nouns(document.text):
        noun = document.text[start:end]
        key = name_key(noun)
        owners = by_head.get(key, [])
        if len(owners) != 1 or head_at(name_words(noun), 0, 1, ("strong", "weak", "label")) is None:
            continue
        span = document.span(start, end)
        behind = Span(span.end, min(span.end + _ADJECTIVE, len(document.source.text)))
        if not taken.free(span) or any(mention in owners[0].mentions for _, mention in taken.over(behind)):
            continue  # `l'ONG togolaise Rivage`: the label of the name after it
        mention = ledger.resolution.mention(span, "document.back-reference", weight("back_reference"))
        more.setdefault(owners[0].ref, []).append(mention)
        if noun not in owners[0].aliases:
            change(owners[0], aliases=(*owners[0].aliases, noun))
    for organisation in ledger.resolution.organisations:
        change(organisation, mentions=(*organisation.mentions, *more.get(organisation.ref, ())))


def _identifiers(ledger: Ledger) -> None:
    """Attach registered numbers and domains to the nearest body; those without a body are lost."""
    given: set[tuple[str, str, str]] = set()
    widest: Evidence | None = None
    for item, reading in ledger.open(IdentifierReading):  # by their starts, the longest first
        if widest is not None and widest.span != item.span and widest.span.contains(item.span):
            ledger.lose(item, widest, "it is a part of a longer number")
            continue
        widest = item
        near: Span | None = reading.near
        owner = organisation_in(ledger, near) if near is not None else None
        if owner is None:
            ledger.lose(item, None, "no organisation is named near it")
            continue
        if (owner.ref, reading.scheme, reading.value) not in given:
            given.add((owner.ref, reading.scheme, reading.value))
            number = ledger.resolution.read(Identifier, item)
            change(owner, identifiers=(*owner.identifiers, number))
        ledger.keep(item, f"belongs to {owner.name!r}")
