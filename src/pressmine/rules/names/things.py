"""Names that are not bodies: products, programmes, events, places behind a common noun; acronyms that name nothing."""

from __future__ import annotations

from collections.abc import Iterator

from pressmine.document import Document, ZoneKind
from pressmine.evidence import Evidence, Rule
from pressmine.french.body_extent import is_adjective
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.head_nouns import head_at, is_head
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set, no_names, read_list, things
from pressmine.french.verbs import acts_form, finite_forms
from pressmine.rules.names.lines import Range
from pressmine.rules.names.name_runs import run_of
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.titled import borne_by_a_place
from pressmine.rules.names.unknown_names import is_acronym_of_several
from pressmine.rules.names.votes import SEVERAL, before, holder, vote, with_article
from pressmine.rules.shared_look import rules_of
from pressmine.weights import weight


def things_named(document: Document) -> Iterator[Evidence]:
    """`le programme X`, `le logiciel X`, `place X`: the noun in front says that the name is not a body."""
    view = scan(document)
    kinds = things()
    for first, last in view.names:
        if last - first > 1 and view.words[last - 1].folded in folded_set("things", "endings"):
            yield vote(view, "names.thing-ends", (first, last), "event", 0.7, cue=(last - 1, last))
        quoted = view.words[first].gap.strip() in ("«", '"', "“", "« ")
        at = first - 1
        if at < view.line(first)[0] or view.words[first].gap not in (" ", "", ' "', " « ", " “", " «"):
            continue
        word = view.words[at]
        two = view.folded((at - 1, at + 1)) if at > view.line(at)[0] and view.words[at].gap == " " else ""
        kind = (
            kinds.get(two)
            or kinds.get(word.folded)
            or (kinds.get(word.folded[:-1]) if word.folded.endswith("s") and not is_head(word.folded) else None)
        )
        if at > view.line(at)[0] and (
            view.words[at - 1].folded in _REFLEXIVE or _of_a_label(view, at, bool(two in kinds))
        ):
            kind = None  # `Valdor s'offre Norelec`: a verb; `l'éditeur de jeux vidéo Valdor`: who makes the thing
        elif kind is None and word.folded not in DE:  # `le compte de X`: X has the thing, and is not it
            kind = _further_back(view, at)
        if kind is not None and not (word.cap and not word.initial):
            label = "product" if kind == "product" else "event" if kind == "event" else "none"
            sure = 0.4 if kind == "unsure" else 0.7 if kind in ("product", "other") else 1.0
            yield vote(view, "names.thing", (first, last), label, sure, cue=(at, at + 1))
        elif quoted and _closed(document, view, last):
            yield vote(view, "names.quoted", (first, last), "none", 0.45)


def _further_back(view: Scan, at: int) -> str | None:
    """The thing two to four words in front: `le système de fichiers distribué X`, `le site historique X`."""
    first = view.line(at)[0]
    for back in range(at, max(first, at - 4), -1):
        word = view.words[back]
        if word.gap not in (" ", "") or word.cap or word.folded in _PARTS or acts_form(word.folded):
            return None
        if word.folded in finite_forms("takes") and not word.text.endswith("é"):
            return None  # `une convention lie désormais X et Y`
        kind = things().get(view.words[back - 1].folded)
        if kind is not None:
            part = kind in ("place", "other") or view.words[back - 1].cap or _of_a_label(view, back - 1, False)
            return None if part else kind
    return None


def _of_a_label(view: Scan, at: int, two: bool) -> bool:
    """True for a thing that says what a body does: `l'éditeur de jeux vidéo X`, `la banque en ligne X`."""
    link = at - 1 - two
    if (
        link <= view.line(at)[0]
        or view.words[link].folded not in ("de", "d'", "en")
        or view.words[at].gap not in (" ", "")
    ):
        return False
    return head_at(view.words, link - 1, link, ("label",)) is not None


_STREETS = forms("street")
_REFLEXIVE = ("s'", "se", "n'", "ne")
#: Words that part a thing from the name behind it.
_PARTS = forms("parts_thing_from_name")


def _closed(document: Document, view: Scan, last: int) -> bool:
    return document.text[view.words[last - 1].end : view.words[last - 1].end + 2].lstrip()[:1] in ("»", '"', "”")


def channels(document: Document) -> Iterator[Evidence]:
    """`sur Instagram, LinkedIn et TikTok`, `la page Facebook`: where one publishes, not who runs it."""
    view = scan(document)
    known, cues = folded_set("things", "channels"), folded_set("things", "channel_cues")
    done: set[Range] = set()
    for name in view.names:
        if view.folded(name) not in known or name in done:
            continue
        at = name[0] - 1
        if at < view.line(name[0])[0] or not view.joined(name[0]) or view.words[at].folded not in cues:
            continue
        run = run_of(view, name)
        for other in run[run.index(name) :]:
            if view.folded(other) in known:
                done.add(other)
                yield vote(view, "names.channel", other, "elsewhere", 0.9, cue=(at, at + 1))


def complements(document: Document) -> Iterator[Evidence]:
    """`Assises de la santé`, `Salon du livre`, `Plan vélo`: a capital noun that opens the name of a thing."""
    view = scan(document)
    kinds, never = things(), tuple(read_list("grammar")["no_body_at_all"])
    for first, last in view.names:
        word = view.words[first]
        kind = kinds.get(word.folded) or (kinds.get(word.folded[:-1]) if word.folded.endswith("s") else None)
        zone = document.zone_at(word.start).kind
        at, governed = holder(view, first)
        if (place := borne_by_a_place(view, first)) is not None:
            yield vote(view, "names.street", (first, last), "none", 0.99, cue=(place, place + 1))
        elif governed and view.words[at].folded in _STREETS:
            yield vote(view, "names.street", (first, last), "none", 0.95, cue=(at, at + 1))
        elif governed and view.words[at].cap and things().get(view.words[at].folded) in ("programme", "event", "law"):
            yield vote(view, "names.thing-opens", (first, last), "none", 0.6, cue=(at, at + 1))
        elif kind == "place" and view.folded((first, last)).startswith(never):
            yield vote(view, "names.thing-opens", (first, last), "none", 0.7, cue=(first, first + 1))
        elif kind is not None and view.words[last - 1].text.isdigit():
            continue  # `Quai 9`: a number that is part of a name
        elif kind == "place" and head_at(view.words, first, last, ("weak", "strong")) is None:
            yield vote(view, "names.thing-opens", (first, last), "none", 0.45, cue=(first, first + 1))
        elif kind in ("product", "other") and last - first == 1 and not with_article(view, first):
            continue  # `Tandem, Comète et Boussole`: a lone word opens no name, and without an article it is one
        elif kind is not None and kind not in ("place", "unsure") and zone is not ZoneKind.SIGNATURE:
            yield vote(
                view,
                "names.thing-opens",
                (first, last),
                "event" if kind == "event" else "none",
                0.55,
                cue=(first, first + 1),
            )


def acronyms(document: Document) -> Iterator[Evidence]:
    """What may be a name: a word that has the shape of an acronym."""
    view = scan(document)
    closed = no_names()
    for first, last in view.names:
        word = view.words[first]
        if view.folded((first, last)) in closed:
            continue  # `names.no-name`, in rules/files/sans-nom.yaml
        if last - first == 1 and is_acronym_of_several(word.text):
            yield vote(view, "names.acronym-of-several", (first, last), "none", weight("acronym_in_s"))
            continue
        if (
            last - first == 1
            and word.upper
            and 3 <= len(word.text) <= 7
            and word.text.isalpha()
            and (not word.initial or first > 0 and view.words[first - 1].elision)
        ):
            if before(view, first, 1)[:1] in SEVERAL:
                yield vote(view, "names.acronym-of-several", (first, last), "none", weight("acronym_of_several"))
            elif with_article(view, first):
                sure = weight("acronym_shape")
                yield vote(view, "organisations.acronym-shape", (first, last), "organisation", sure, type="other")
            else:
                sure = weight("acronym_shape" if _asked(view, first) else "acronym_bare")
                yield vote(view, "organisations.acronym-shape", (first, last), "organisation", sure)


def _asked(view: Scan, first: int) -> bool:
    """True for `grâce à BRX`, `contre SDGR`, and for `Avec CMTO` at the start of a sentence: what is no body has an
    article there.
    """
    front = before(view, first, 2)
    opens = front == ["avec"] and view.words[first - 1].initial
    return opens or front[:1] == ["contre"] or front in (["a", "grace"], ["a", "face"])


#: Words of the portfolios of a minister at most.
_PORTFOLIOS = 18


def ministers(document: Document) -> Iterator[Evidence]:
    """`ministre de la Transition écologique`, `chargé des Transports`: what a minister is in charge of is no body."""
    view = scan(document)
    names = dict(view.names)
    for first in view.capitals:  # words of a function are in no name
        at = _minister(view, first)
        if at is None:
            continue
        last = names.get(first, first + 1)
        sure = 0.9 if view.words[at].folded.startswith("ministre") else 0.7
        yield vote(view, "names.portfolio", (first, last), "none", sure, cue=(at, at + 1))
        end = last
        while end < view.line(first)[1] and view.joined(end) and is_adjective(view.words[end].folded):
            end += 1
        if end > last:  # `Affaires étrangères`
            yield vote(view, "names.portfolio", (first, end), "none", 0.9, cue=(at, at + 1))


def _minister(view: Scan, first: int) -> int | None:
    """The minister whose portfolio a name is, its first or a further one: `des Finances, du Budget et de la Ville`."""
    if view.words[first - 1].folded not in DE | ARTICLES or not view.joined(first):
        return None
    at, line = first - 1, view.line(first)[0]
    while at >= max(line, first - _PORTFOLIOS) and view.words[at + 1].gap in (" ", "", ", "):
        folded = view.words[at].folded
        state = folded == "etat" and at > line and view.words[at - 1].folded == "d'"
        if folded.startswith("ministre") or state or folded in forms("charged_with"):
            return at
        if not (folded in DE | ARTICLES or folded == "et" or view.words[at].cap or is_adjective(folded)):
            return None
        at -= 1
    return None


RULES: tuple[Rule, ...] = (
    *rules_of(
        things_named,
        {
            "names.thing": "Un nom que précède une chose : le programme X, le logiciel X, la place X.",
            "names.thing-ends": "Un nom qui finit par une chose : X Day, X Awards.",
            "names.quoted": "Un nom entre guillemets que rien ne dit nom d'organisme.",
        },
    ),
    *rules_of(
        complements,
        {
            "names.thing-opens": "Un nom qui commence par une chose : Assises de…, Plan…",
            "names.street": "Un nom que porte une rue, une place, une avenue.",
        },
    ),
    *rules_of(
        acronyms,
        {
            "organisations.acronym-shape": "Un mot en capitales de trois à sept lettres, qui peut être un sigle.",
            "names.acronym-of-several": "Un sigle au pluriel, qui dit une espèce : les ZRR, des ESN.",
        },
    ),
    Rule("names.channel", "Où l'on publie : sur TikTok, la page Facebook.", channels),
    Rule("names.portfolio", "Ce dont un ministre est chargé.", ministers),
)
