"""Organisations by the words around a name: what it does, who holds a post in it, who signs with it, what stands in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document, ZoneKind
from pressmine.evidence import AliasReading, Evidence, Rule
from pressmine.french.bodies import head_at
from pressmine.french.lists import folded_set, things
from pressmine.french.places import place_named
from pressmine.french.words import Word
from pressmine.rules.organisations import _acts
from pressmine.rules.reading import scan
from pressmine.rules.scan import Range, Scan
from pressmine.rules.votes import holder, personal, vote

_COORDINATED = re.compile(
    r"(?:\s?\([^()]{1,40}\))?\s?(?:,|,? (?:et|ou|ainsi que)|/)\s?(?:l'|la |le |les |de |du |d'|des |a |au |avec )?(?:l'|la )?"
)
_DEPARTMENT = re.compile(r"\s?\((?:\d{2,3}|2[AB])\)")
_ARTICLES = frozenset({"la", "le", "les", "l'"})
#: Participles that a body stands behind with `par`.
_AGENT = re.compile(r"(?:e|ee|es|ees|is|ise|ises|it|ite|ites|us|ue|ues|u|ert|erte|ertes)$")
_HEADING = re.compile(
    r"\W{0,3}(?:vos |nos |les )?(?:contacts?(?: (?:presse|medias?|communication))?(?: (?:et medias?|chez|pour|de la|de l'|de|du|des))?|service (?:de )?presse(?: (?:de la|de l'|de|du|des))?|relations (?:presse|medias?)(?: (?:de la|de l'|de|du|des))?|a propos(?: (?:de la|de l'|de|du|des|d'))|qui est|en savoir plus sur(?: la| le| l')?)\s{0,2}[:–-]?\s{0,2}"
)
_SIGNED = (
    "partenariat",
    "collaboration",
    "accord",
    "contrat",
    "convention",
    "sign",
    "alliance",
    "cooperation",
    "conclu",
    "associ",
    "rapproch",
    "fusion",
    "lien",
    "concert",
    "contract",
    "travail",
    "allie",
)
_LIST_INTRO = re.compile(
    r"(?:comme|tels que|telles que|tel que|telle que|dont|notamment|parmi lesquel(?:le)?s|incluent|comprennent|reunit|reunissent|regroupe|rassemble|federe|associe|:)\s*$"
)


def acting(document: Document) -> Iterator[Evidence]:
    """`Valdor annonce`, `Norelec a signé`: a name in front of a verb of what bodies do."""
    view = scan(document)
    for name in view.names:
        if not personal(view, name) and _acts(view, name[1]) and _subject(view, name[0]):
            yield vote(view, "organisations.verb", name, "organisation", 0.45, cue=(name[1], name[1] + 1))


def _subject(view: Scan, index: int) -> bool:
    """True where nothing in front of a name makes it a complement (`le site de Lyon annonce`)."""
    at, governed = holder(view, index)
    return not governed and not (at >= 0 and view.words[at].folded in ("a", "au", "en", "dans", "par", "avec", "pour"))


def posts(document: Document) -> Iterator[Evidence]:
    """`président de Valdor`, `salariés du groupe`, `filiale de Norelec`: a noun that one says of a body."""
    view = scan(document)
    nouns = folded_set("cues", "of")
    for name in view.names:
        at, governed = holder(view, name[0])
        if not governed or personal(view, name):
            continue
        word = view.words[at]
        two = view.folded((at - 1, at + 1)) if at > view.line(at)[0] else ""
        if word.folded in nouns or two in nouns or _adjective_of(view, at, nouns):
            yield vote(view, "organisations.of", name, "organisation", 0.5, cue=(at, at + 1))


def _adjective_of(view: Scan, at: int, nouns: frozenset[str]) -> bool:
    """`directeur général adjoint de X`: the noun stands one or two adjectives in front."""
    first = view.line(at)[0]
    return any(
        at - k >= first
        and view.words[at - k].folded in nouns
        and view.words[at].folded.endswith(
            ("al", "ale", "aux", "oint", "ointe", "gue", "guee", "if", "ive", "aires", "e", "s")
        )
        for k in (1, 2)
    )


def preposed(document: Document) -> Iterator[Evidence]:
    """`selon X`, `signé avec X`, `au sein de X`, `hébergées par X`."""
    view = scan(document)
    for name in view.names:
        if personal(view, name):
            continue
        at = name[0] - 1
        first = view.line(name[0])[0]
        if at >= first and view.words[at].folded in _ARTICLES and view.words[name[0]].gap in (" ", ""):
            at -= 1
        if at < first or view.words[at + 1].gap not in (" ", ""):
            continue
        word = view.words[at].folded
        if word in ("selon", "chez", "d'apres"):
            yield vote(view, "organisations.preposition", name, "organisation", 0.45, cue=(at, at + 1))
        elif word == "avec":
            signed = (
                at > first
                and view.words[at - 1].folded.startswith(_SIGNED)
                or at > first + 1
                and view.words[at - 2].folded.startswith(_SIGNED)
            )
            yield vote(
                view, "organisations.preposition", name, "organisation", 0.6 if signed else 0.3, cue=(at, at + 1)
            )
        elif word == "par" and at > first and _AGENT.search(view.words[at - 1].folded):
            yield vote(view, "organisations.preposition", name, "organisation", 0.4, cue=(at - 1, at + 1))
        elif (
            word in ("de", "du", "des", "d'")
            and at > first + 1
            and view.folded((at - 2, at))
            in ("au sein", "aupres", "aux cotes", "a l'initiative", "pour le compte", "sein", "part", "nom")
        ):
            yield vote(view, "organisations.preposition", name, "organisation", 0.45, cue=(at - 2, at))


def appositions(document: Document) -> Iterator[Evidence]:
    """`Medival, le pôle de …`, `Valdor, spécialiste de …`, `Norelec (38)`, `X : leader mondial`."""
    view = scan(document)
    for first, last in view.names:
        if personal(view, (first, last)):
            continue
        end = view.words[last - 1].end
        m = _DEPARTMENT.match(document.text, end)
        if m and place_named(view.folded((first, last))) is None:
            yield vote(view, "organisations.department", (first, last), "organisation", 0.5, type="company")
        at = last
        if m:
            at = view.at(m.end())
        limit = view.line(last - 1)[1]
        if at >= limit or view.words[at].gap.strip(" )0123456789(") not in (",", ":", "–", "-", "("):
            continue
        noun = view.skip(at)
        if noun < limit and view.words[noun].folded in (
            "premier",
            "premiere",
            "principal",
            "principale",
            "1er",
            "grand",
            "leader",
            "numero",
            "n°1",
            "seul",
            "jeune",
        ):
            noun += 1 if view.words[noun].folded not in ("leader",) else 0
        head = head_at(view.words, noun, limit, ("label", "weak", "strong")) if noun < limit else None
        if head is None or view.words[noun].cap and not view.words[noun].initial:
            continue
        strong = head.kind == "label" or noun > at
        yield vote(
            view,
            "organisations.apposition",
            (first, last),
            "organisation",
            0.6 if strong else 0.35,
            type=head.type,
            cue=(noun, noun + len(head.words)),
        )
        body = view.body(noun)
        if (
            body is not None
            and body.confidence >= 0.5
            and view.words[at].gap.strip() == ","
            and not view.words[noun].cap
            and _describes(view, first, body.head.type, body.end)
        ):
            long = view.span((noun, body.end))
            yield Evidence(
                "organisations.apposition",
                document.span(view.words[first].start, view.words[body.end - 1].end),
                AliasReading(long, view.span((first, last))),
                0.6,
            )


def _describes(view: Scan, first: int, kind: str, end: int) -> bool:
    """True where a description in lower case speaks of the name in front, not of a further body in a list."""
    if kind in ("public_body", "local_authority") and view.words[first].folded in ("etat", "gouvernement"):
        return False
    following = view.document.text[view.words[end - 1].end : view.words[end - 1].end + 4]
    return (
        kind not in ("public_body", "local_authority")
        and not following.startswith(" et ")
        or following[:1] in ("", ".", ")", "\n")
    )


def headings(document: Document) -> Iterator[Evidence]:
    """`Contact presse Valdor :`, `À propos de Norelec`: the heading names its body."""
    view = scan(document)
    for first, last in view.lines:
        if last - first > 16 or first == last:
            continue
        start = view.words[first].start
        m = _HEADING.match(document.folded, start)
        if not m or m.end() > view.words[last - 1].end:
            continue
        at = view.skip(view.at(m.end()))
        if at >= last or not view.words[at].cap and view.body(at) is None:
            continue
        name = view.name_at(at) or (view.chunk(at))
        if name is not None and not personal(view, name):
            yield vote(view, "organisations.heading", name, "organisation", 0.6, cue=(first, at))


def enumerations(document: Document) -> Iterator[Evidence]:
    """`des organisations comme X, Y et Z`; bullets under a heading `Signataires`, `Partenaires`, `Membres`."""
    view = scan(document)
    plurals = _plurals()
    for first, last in view.lines:
        armed = -1
        for index in range(first, last):
            word = view.words[index]
            if word.folded in plurals:
                armed = index
            if armed >= 0 and index - armed <= 14 and word.cap and index > armed and index > 0:
                if word.gap.strip() == ":" and index - armed > 4:
                    continue
                lead = (
                    document.folded[view.words[armed].end : word.start]
                    .rstrip(" (« l'\"")
                    .removesuffix(" le")
                    .removesuffix(" la")
                    .removesuffix(" les")
                )
                if _LIST_INTRO.search(lead) and "." not in lead:
                    yield from _list(view, index, "organisations.enumeration", 0.5)
                    armed = -1
    yield from _under_headings(document, view)


def _plurals() -> frozenset[str]:
    from pressmine.french.fold import fold
    from pressmine.french.lists import read_list

    return frozenset(fold(n) for n in read_list("bodies")["plural"]["nouns"])


def _list(view: Scan, index: int, rule: str, confidence: float) -> Iterator[Evidence]:
    """Votes for every name of `X, Y (…), le Z et W` from a word on."""
    from pressmine.rules.organisations import _next_in_list

    name = view.name_at(index)
    found: list[Range] = []
    while name is not None and len(found) < 40:
        found.append(name)
        name = _next_in_list(view, name[1])
    for words in found:
        if not personal(view, words) and place_named(view.folded(words)) is None:
            yield vote(view, rule, words, "organisation", confidence)


def _under_headings(document: Document, view: Scan) -> Iterator[Evidence]:
    heads = folded_set("cues", "list_heads")
    armed = 0
    for first, last in view.lines:
        if first == last:
            continue
        block = document.block_at(view.words[first].start)
        line = document.folded[block.span.start : block.span.end].strip(" -–•*:;.")
        bullet = block.span.start < view.words[first].start or document.text[block.span.start] in "-–•*●▪"
        if (
            line in heads
            or line.startswith(
                ("signataires", "les signataires", "les partenaires", "partenaires d", "premiers signataires")
            )
            and len(line) < 60
        ):
            armed = 2
            continue
        if armed and (bullet or last - first <= 9 and document.text[block.span.end - 1] not in ".:!?"):
            armed = 2 if bullet else armed
            yield from _item(view, first, last)
        else:
            armed = 0


def _item(view: Scan, first: int, last: int) -> Iterator[Evidence]:
    """The body that a line of a list names: the whole line up to a bracket, a comma or a colon."""
    start = view.skip(first)
    end = start
    while end < last and (end == start or view.words[end].gap in (" ", "", "-", " & ", " - ")):
        end += 1
    if end <= start or end - start > 12 or personal(view, (start, end)) or view.words[start].folded == "pour":
        return
    lower = sum(not w.cap for w in view.words[start:end])
    if end - start > 3 and lower > (end - start) * 0.7 and view.body(start) is None:
        return
    body = view.body(start)
    words = (start, body.end) if body is not None and body.confidence >= 0.5 else (start, end)
    yield vote(view, "organisations.list", words, "organisation", 0.6)


def things_named(document: Document) -> Iterator[Evidence]:
    """`le programme X`, `le logiciel X`, `place X`: the noun in front says that the name is no body."""
    view = scan(document)
    kinds = things()
    for first, last in view.names:
        quoted = view.words[first].gap.strip() in ("«", '"', "“", "« ")
        at, governed = (first - 1, False)
        if at < view.line(first)[0] or view.words[first].gap not in (" ", "", ' "', " « ", " “", " «"):
            continue
        word = view.words[at]
        two = view.folded((at - 1, at + 1)) if at > view.line(at)[0] and view.words[at].gap == " " else ""
        kind = (
            kinds.get(two)
            or kinds.get(word.folded)
            or (kinds.get(word.folded[:-1]) if word.folded.endswith("s") else None)
        )
        if (
            kind is None
            and word.folded.endswith(("al", "ale", "ique", "el", "elle", "if", "ive"))
            and at > view.line(at)[0]
        ):
            kind = kinds.get(view.words[at - 1].folded)
        if kind is not None and not governed and not (word.cap and not word.initial):
            label = "product" if kind == "product" else "event" if kind == "event" else "none"
            yield vote(view, "names.thing", (first, last), label, 0.7, cue=(at, at + 1))
        elif quoted and _closed(document, view, last):
            yield vote(view, "names.quoted", (first, last), "none", 0.45)


def _closed(document: Document, view: Scan, last: int) -> bool:
    return document.text[view.words[last - 1].end : view.words[last - 1].end + 2].lstrip()[:1] in ("»", '"', "”")


def complements(document: Document) -> Iterator[Evidence]:
    """`Assises de la santé`, `Salon du livre`, `Plan vélo`: a capital noun that opens the name of a thing."""
    view = scan(document)
    kinds = things()
    for first, last in view.names:
        word = view.words[first]
        kind = kinds.get(word.folded) or (kinds.get(word.folded[:-1]) if word.folded.endswith("s") else None)
        zone = document.zone_at(word.start).kind
        if kind is not None and kind != "place" and zone is not ZoneKind.SIGNATURE:
            yield vote(
                view,
                "names.thing-opens",
                (first, last),
                "event" if kind == "event" else "none",
                0.55,
                cue=(first, first + 1),
            )


def no_names(document: Document) -> Iterator[Evidence]:
    """Acronyms and capital words that name nothing of the kind: `TVA`, `R&D`, `Internet`, `les Français`, `France Relance`."""
    view = scan(document)
    closed = folded_set("not_names", "acronyms") | folded_set("not_names", "words")
    for first, last in view.names:
        word = view.words[first]
        if view.folded((first, last)) in closed:
            yield vote(view, "names.no-name", (first, last), "none", 0.9)
        elif last - first == 1 and word.upper and 3 <= len(word.text) <= 7 and word.text.isalpha() and not word.initial:
            yield vote(view, "organisations.acronym-shape", (first, last), "organisation", 0.15)
        elif last - first > 1 and word.folded == "france":
            yield vote(view, "names.no-name", (first, last), "none", 0.3)
        elif last - first > 1 and _plural_group(view, first):
            yield vote(view, "names.no-name", (first, last), "none", 0.35)


def _plural_group(view: Scan, first: int) -> bool:
    """`Maisons de santé`, `Services départementaux`: a plural of what makes a name of a body in the singular."""
    folded = view.words[first].folded
    return (
        folded.endswith("s")
        and head_at([_singular(view, first)], 0, 1, ("weak", "strong")) is not None
        and head_at([view.words[first]], 0, 1, ("weak", "strong", "label")) is None
    )


def _singular(view: Scan, first: int) -> Word:
    word = view.words[first]
    return Word(word.start, word.end, word.text[:-1], word.folded[:-1], word.cap, word.initial, word.elision, word.gap)


def ministers(document: Document) -> Iterator[Evidence]:
    """`ministre de la Transition écologique`, `chargé des Transports`: what a minister is in charge of is no body."""
    view = scan(document)
    for first, last in view.names:
        at, governed = holder(view, first)
        words = view.words
        if governed and (
            words[at].folded.startswith("ministre")
            or words[at].folded in ("charge", "chargee", "delegue", "deleguee")
            or at > 0
            and words[at].folded == "etat"
            and words[at - 1].folded == "d'"
        ):
            yield vote(view, "names.portfolio", (first, last), "none", 0.7, cue=(at, at + 1))


def listed(document: Document) -> Iterator[Evidence]:
    """Names in a list of names: what most of them are, the others are; the votes here only say where the list is."""
    view = scan(document)
    index = 0
    while index < len(view.names):
        run = [view.names[index]]
        while index + 1 < len(view.names) and _coordinated(view, run[-1][1], view.names[index + 1][0]):
            index += 1
            run.append(view.names[index])
        if len(run) > 1:
            for words in run:
                if not personal(view, words):
                    yield vote(view, "names.listed", words, "listed", 0.1)
        index += 1


def _coordinated(view: Scan, end: int, start: int) -> bool:
    """True where only `,`, `et`, `ou`, an article or a bracket stands between two names of a line."""
    if view.line(end - 1) != view.line(start) or start - end > 4:
        return False
    between = view.document.folded[view.words[end - 1].end : view.words[start].start]
    return bool(_COORDINATED.fullmatch(between))


RULES: tuple[Rule, ...] = (
    Rule("organisations.verb", "Un nom devant un verbe d'action d'organisme : X annonce, X a signé.", acting),
    Rule("organisations.of", "Un nom dont on est président, salarié, filiale.", posts),
    Rule("organisations.preposition", "Un nom derrière selon, chez, avec, par, au sein de.", preposed),
    Rule("organisations.apposition", "Un nom que suit ce qu'il est : X, le pôle de… ; X (38).", appositions),
    Rule("organisations.heading", "Le nom d'un titre « Contact presse X », « À propos de X ».", headings),
    Rule(
        "organisations.enumeration",
        "Les noms d'une liste qu'annonce un pluriel ou un titre (Signataires, Partenaires).",
        enumerations,
    ),
    Rule("names.thing", "Un nom que précède une chose : le programme X, le logiciel X, la place X.", things_named),
    Rule("names.listed", "Les noms d'une énumération, qui sont de même nature.", listed),
    Rule(
        "names.no-name",
        "Un sigle ou un mot à majuscule qui ne nomme pas un organisme : TVA, Internet, les Français.",
        no_names,
    ),
    Rule("names.portfolio", "Ce dont un ministre est chargé.", ministers),
    Rule("names.thing-opens", "Un nom qui commence par une chose : Assises de…, Plan…", complements),
)
