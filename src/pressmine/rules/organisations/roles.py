"""Organisations by the part that a name plays in its sentence: who acts, by whom, with whom, whose, what is taken over.

Each cue is a class of words (`verbs.toml`, `cues.toml`) at one place beside the name. What is said of one name of an
enumeration is said of all of them. How much a cue counts: `weights.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule
from pressmine.french.body_extent import ADJECTIVE_ENDINGS
from pressmine.french.head_nouns import head_at
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set, no_names, read_list, things
from pressmine.french.verbs import finite_forms, giving_forms, participle_forms, taking_forms
from pressmine.french.words import words_of
from pressmine.rules.names.lines import Range
from pressmine.rules.names.name_runs import items, run_of
from pressmine.rules.names.person_names import people, person_at
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import AUXILIARIES, acts, holder, personal, vote
from pressmine.rules.shared_look import rules_of
from pressmine.weights import weight

_ARTICLES = frozenset({"la", "le", "les", "l'"})
_LAST = {"du": "de", "des": "de", "d'": "de", "au": "a", "aux": "a"}
#: Words of a cue at most.
_LONGEST = 6
#: Words of what stands between a name and its verb at most: `Valdor, groupe spécialisé dans le bois, recrute`.
_INSERTED = 14
#: Words between a verb of giving and its `à` at most.
_OBJECT = 12
#: Ends of what `par` may follow.
_PARTICIPLES = tuple("e ee es ees i is ie ies it its ite ites u us ue ues ert erts erte".split())


def subjects(document: Document) -> Iterator[Evidence]:
    """`Valdor annonce`, `Valdor, Norelec et Texor ont signé`, `Valdor, groupe spécialisé dans le bois, recrute`."""
    view = scan(document)
    for name in items(document):
        run = run_of(view, name)
        if run[-1] != name or not _free(view, run[0][0]):
            continue
        end = name[1]
        if kind := acts(view, end):
            yield from _votes(view, run, "organisations.verb", f"subject_{kind}", (end, end + 1))
        elif verb := _behind_insertion(view, end):
            yield from _votes(view, run, "organisations.verb", "subject_inserted", (verb, verb + 1))
    yield from _common_subjects(view)


def _common_subjects(view: Scan) -> Iterator[Evidence]:
    """`Tandem recrute`: a bare common noun is not a subject in French, so that the capital is that of a name."""
    for index in view.capitals:
        word = view.words[index]
        if (
            not word.initial
            or word.elision
            or view.in_capitals(index)
            or not view.common(index)
            or not view.name(index)
        ):
            continue
        behind = index + 1
        if word.folded in no_names() or word.folded.endswith(("ant", "ment")) or acts(view, behind) != "acts":
            continue
        if view.words[behind].folded not in folded_set("clauses", "nouns_too"):  # `Nouvelle annonce` is not a subject
            yield vote(view, "organisations.verb", (index, behind), "organisation", weight("subject_common"))


def _free(view: Scan, index: int) -> bool:
    """True where nothing in front of a name makes it a complement (`le site de Lyon annonce`)."""
    at, governed = holder(view, index)
    return not governed and not (at >= 0 and view.words[at].folded in ("a", "au", "en", "dans", "par", "avec", "pour"))


def _behind_insertion(view: Scan, end: int) -> int:
    """The acting verb behind what commas set off from a name; 0 where there is none."""
    last = view.line(end - 1)[1]
    if end >= last or view.words[end].gap != ", " or view.words[end].cap:
        return 0
    for at in range(end + 2, min(last, end + _INSERTED)):
        if view.words[at].gap.startswith(","):
            return at if _finite(view, at) else 0
        if view.words[at].gap not in (" ", "", " & ", "-"):
            return 0
    return 0


def _finite(view: Scan, at: int) -> bool:
    """True for an acting verb that stands behind a comma."""
    word = view.words[at]
    if word.text in AUXILIARIES and at + 1 < view.line(at)[1]:
        return view.words[at + 1].folded in participle_forms("acts")
    return word.folded in finite_forms("acts") and not word.cap


def complements(document: Document) -> Iterator[Evidence]:
    """`chez Valdor`, `conçu par Valdor`, `salariés de Valdor`, `a racheté Valdor`."""
    view = scan(document)
    for name in items(document):
        run = run_of(view, name)
        if run[0] != name or _person(view, name):
            continue
        for rule, kind, cue in _cues_before(view, name[0]):
            said = forms("members").get(view.words[cue[0]].folded) if rule == "organisations.of" else None
            yield from _votes(view, run, rule, kind, cue, said)


def _cues_before(view: Scan, first: int) -> Iterator[tuple[str, str, Range]]:
    """The cue that stands right in front of a name: the rule, the weight's name, its words."""
    line = view.line(first)[0]
    at = first - 1
    if at < line or view.words[first].gap not in (" ", "", " « ", ' "', " “"):
        return
    if view.words[at].folded in _ARTICLES and at > line:
        at -= 1
        if view.words[at + 1].gap not in (" ", ""):
            return
    said = _words_before(view, line, at)
    if not said:
        return
    for kind in ("strong", "saying", "weak"):
        length = _phrase(said, kind)
        if length:
            yield "organisations.preposition", f"before_{kind}", (at + 1 - length, at + 1)
            return
    share = said == ["par"] and view.words[at].gap.strip() == "%"  # `détenu à 60 % par Valdor`
    if share or said[-1] == "par" and len(said) > 1 and _participle(said[-2]):
        yield "organisations.agent", "agent", (at - 1, at + 1)
    elif said[-1] == "de" and view.words[first].folded not in ("etat", "gouvernement"):
        if length := _relation(said[:-1]):
            yield "organisations.of", "of", (at - length, at)
        elif view.words[at].folded in ("de", "d'") and (owned := _owned(view, line, at)) is not None:
            yield "organisations.owns", "owned", (owned, at)
    elif said[-1] == "a" and (verb := _given(view, line, at)) is not None:
        yield "organisations.given", "given_to", (verb, verb + 1)
    elif said[-1] in taking_forms() and view.words[at].text not in ("a", "ont") and not view.words[at].cap:
        yield "organisations.object", "object", (at, at + 1)


def _given(view: Scan, line: int, at: int) -> int | None:
    """The verb of giving in the clause in front of `à X`: `confie la gestion du site à X`."""
    for back in range(at - 1, max(line, at - _OBJECT) - 1, -1):
        word = view.words[back]
        if word.folded in giving_forms() and not word.cap:
            return back
        if view.words[back + 1].gap not in (" ", "") or word.folded in folded_set("clauses", "clause_openers"):
            return None
    return None


def _owned(view: Scan, line: int, at: int) -> int | None:
    """What one has in front of `de X`, an adjective between them at most: `le dernier modèle électrique de X`."""
    for back in range(at - 1, max(line, at - 3) - 1, -1):
        word = view.words[back]
        if word.cap or view.words[back + 1].gap not in (" ", ""):
            return None
        kind = things().get(word.folded) or things().get(word.folded.removesuffix("s"))
        if kind is not None:
            return back if kind in ("product", "event", "programme") else None
        if not _adjective(word.folded):
            return None
    return None


def _words_before(view: Scan, line: int, at: int) -> list[str]:
    """Up to six folded words that end at one, without a sign between them; the last one in its plain form."""
    said: list[str] = []
    while at >= line and len(said) < _LONGEST:
        word = view.words[at]
        said.append(word.folded)
        if word.gap not in (" ", ""):
            break
        at -= 1
    said.reverse()
    if said:
        said[-1] = _LAST.get(said[-1], said[-1])
    return said


def _phrase(said: list[str], kind: str) -> int:
    """How many words the longest phrase of a class has that ends the words; 0 for none."""
    known = _phrases(kind)
    return next((n for n in range(len(said), 0, -1) if tuple(said[-n:]) in known), 0)


@cache
def _phrases(kind: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(w.folded for w in words_of(phrase)) for phrase in read_list("cues")["before"][kind])


def _participle(folded: str) -> bool:
    """True for what `par` may follow: `dessiné`, `conçues`, `détenu`, `offert`."""
    return len(folded) > 2 and folded.endswith(_PARTICIPLES)


def _relation(said: list[str]) -> int:
    """How many words the noun has that ends the words and is said of bodies, adjectives behind it included."""
    nouns = _relations()
    for skipped in range(min(3, len(said))):
        stop = len(said) - skipped
        if skipped and not _adjective(said[stop]):
            return 0
        for length in (3, 2, 1):
            if length <= stop and tuple(said[stop - length : stop]) in nouns:
                return length + skipped
    return 0


@cache
def _relations() -> frozenset[tuple[str, ...]]:
    nouns = (*read_list("cues")["of"], *forms("members"))
    return frozenset(tuple(w.folded for w in words_of(noun)) for noun in nouns)


def _adjective(folded: str) -> bool:
    return folded.endswith(ADJECTIVE_ENDINGS) and len(folded) > 3


def described(document: Document) -> Iterator[Evidence]:
    """`Valdor, fondée en 2001`, `Valdor, filiale de Norelec`, `Valdor, qui emploie 40 personnes`."""
    view = scan(document)
    for name in items(document):
        end, last = name[1], view.line(name[0])[1]
        if end >= last or view.words[end].gap not in (", ", " (") or _person(view, name):
            continue
        at = view.skip(end, frozenset({"un", "une", "le", "la", "l'", "des"}))
        said = tuple(w.folded for w in view.words[at : min(last, at + 3)])
        if any(said[:n] in _said_behind() for n in (3, 2, 1)):
            head = head_at(view.words, at, last, ("label", "strong"))
            yield from _votes(
                view, (name,), "organisations.described", "described", (at, at + 1), head.type if head else None
            )


@cache
def _said_behind() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(w.folded for w in words_of(said)) for said in read_list("cues")["behind"]["said"])


def _person(view: Scan, name: Range) -> bool:
    """True for a person's name, and for the surname of a person whom the text names in full elsewhere."""
    person = person_at(view, name[0])
    if person is not None and person.confidence >= weight("person_sure") or personal(view, name):
        return True
    return tuple(w.folded for w in view.words[slice(*name)]) in view.document.once(_surnames)


def _surnames(document: Document) -> frozenset[tuple[str, ...]]:
    """What full names end with: `Vidal` and `de Miguel` of the persons of the document."""
    view = scan(document)
    return frozenset(
        tuple(w.folded for w in view.words[first : name.words[1]])
        for name in people(view)
        if name.confidence >= weight("person_sure")
        for first in range(name.words[0] + 1, name.words[1])
    )


def _votes(
    view: Scan, run: tuple[Range, ...], rule: str, kind: str, cue: Range, type: str | None = None
) -> Iterator[Evidence]:
    """A vote for each name of a run that is not a person's."""
    for name in run:
        if kind == "before_saying" and name[1] - name[0] == 2 and view.text(name).replace(" ", "").isalpha():
            continue  # `selon Arsène Romanek` says nothing of whether it is a person
        if not _person(view, name) and len(view.text(name)) > 1:
            yield vote(view, rule, name, "organisation", weight(kind) * _worth(view, name), type=type, cue=cue)


def _worth(view: Scan, name: Range) -> float:
    """What a cue is worth for a name: less for common words that an article makes a common noun with a capital."""
    words = view.words[name[0] : name[1]]
    if not any(w.cap for w in words) or not all(view.ordinary(w.text) or not w.cap for w in words):
        return 1.0
    at = name[0] - 1
    article = (
        at >= view.line(name[0])[0] and view.words[name[0]].gap in (" ", "") and view.words[at].folded in _ARTICLES
    )
    contracted = at >= 0 and view.words[at].folded in ("du", "des", "au", "aux")
    return weight("common_noun") if article or contracted else 1.0


RULES: tuple[Rule, ...] = (
    Rule("organisations.verb", "Un nom devant un verbe d'action d'organisme : X annonce, X a signé.", subjects),
    *rules_of(
        complements,
        {
            "organisations.preposition": "Un nom derrière chez, selon, au sein de, en partenariat avec.",
            "organisations.agent": "Un nom derrière un participe et « par » : conçu par X.",
            "organisations.of": "Un nom dont on est président, salarié, filiale.",
            "organisations.owns": "Un nom qui a un produit, un texte, un événement : le dernier modèle de X.",
            "organisations.given": "Un nom à qui l'on confie, vend, verse : confie la gestion à X.",
            "organisations.object": "Un nom qu'un verbe d'organismes a pour objet : a racheté X.",
        },
    ),
    Rule("organisations.described", "Un nom que suit ce qui se dit d'une entreprise : X, fondée en…", described),
)
