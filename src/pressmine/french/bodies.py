"""Long names of bodies: where a head noun (`ministère`, `syndicat national`) stands and how far its name goes.

French names of bodies are common nouns with complements: `agence nationale de la cohésion des territoires`, `Syndicat de
l'Industrie du Médicament et diagnostic Vétérinaire`. The grammar here follows complements word by word and stops at a verb,
a relative pronoun, a sign, or at the next body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pressmine.french.fold import fold
from pressmine.french.lists import folded_set, read_list
from pressmine.french.words import Word, words_of


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun: its words (folded), the type of body that it makes, and how much it says (strong, weak, label, plural)."""

    words: tuple[str, ...]
    type: str
    kind: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body's name in a line: the range `[start, end)` of word indexes, its head, and how sure the grammar is."""

    start: int
    end: int
    head: Head
    confidence: float


_DE = frozenset({"de", "du", "des", "d'"})
_ARTICLES = frozenset({"la", "le", "les", "l'"})
_OTHER_LINKS = frozenset(
    {"pour", "sur", "en", "a", "au", "aux", "contre", "sans", "of", "for", "the", "in", "and", "chez"}
)
_STOPS = frozenset(
    "qui que qu' dont ou a est sont ont sera seront etait va vont avec dans par lors afin ainsi et/ou puis mais car comme depuis selon entre "
    "ce cette ces son sa ses leur leurs notre nos votre vos il elle ils elles on nous vous se s' ne n' y c' j' un une dit a-t-elle a-t-il pas plus tres".split()
)
#: Adjectives that a body's name takes in lower case, by their endings; verbs that end alike are named.
_ENDINGS = (
    "al",
    "ale",
    "ales",
    "aux",
    "ique",
    "iques",
    "aire",
    "aires",
    "el",
    "elle",
    "els",
    "elles",
    "if",
    "ive",
    "ifs",
    "ives",
    "ien",
    "ienne",
    "iens",
    "iennes",
    "eux",
    "euse",
    "euses",
    "ois",
    "oise",
    "oises",
    "ais",
    "aise",
    "aises",
    "ees",
    "es",
    "ants",
    "antes",
    "iere",
    "ieres",
    "iers",
    "ier",
    "ins",
    "ine",
    "ines",
    "eenne",
    "eennes",
    "een",
    "eens",
    "able",
    "ables",
    "ible",
    "ibles",
    "sse",
    "sses",
    "lle",
    "lles",
    "ain",
    "aine",
    "aines",
    "ains",
    "ique",
    "erts",
    "ertes",
    "este",
    "estes",
    "ure",
    "ures",
    "ille",
    "on",
    "anne",
    "onne",
    "onnes",
    "and",
    "ande",
    "urbaine",
    "ole",
    "oles",
)
_VERBS = frozenset(
    "indique explique communique implique applique revendique fabrique signale appelle rappelle installe revele renouvelle publie etait avait seront auront signe les des ses ces mes nos vos apres tres pres dans des lors alors mais jamais desormais "
    "pose propose dispose impose expose repose compose oppose suppose passe laisse cesse adresse interesse progresse presse baisse reste teste atteste conteste proteste assure mesure procure figure rassure travaille conseille surveille accueille "
    "donne abonne fonctionne mentionne sanctionne conditionne subventionne estime dispense pense recompense compense reponse lance".split()
)
_INFINITIVES = ("er", "ir", "oir", "tre", "dre", "aire", "ire")
_NOT_INFINITIVES = frozenset(
    "mer fer hiver metier metiers chantier quartier papier avenir cancer foyer loisir histoire territoire laboratoire observatoire centre theatre lettre cadre ordre litre titre metre affaire affaires notaire commissaire contraire cimetiere maire "
    "secondaire primaire universitaire nucleaire solaire alimentaire sanitaire militaire monetaire bancaire ferroviaire cidre cendre septembre octobre novembre decembre littoral danger berger acier cuir loir noir pouvoir savoir".split()
)
#: Head nouns that in lower case are mostly just that, whatever capital follows: `service Data`, `réseau SAN`.
_COMMON_HEADS = frozenset(
    "service centre section equipe mission cellule port parc region departement ville pays commune canton stade maison presse hotel chateau domaine garage reseau bureau fonds cour plateforme capital residence ferme "
    "conference ordre usines conseil direction groupe compagnie societe cabinet agence transports chantiers caves cave moulin moulins journal revue magazine courrier bourse assurance assurances habitat etablissements etablissement ateliers "
    "agglomeration agglo campus pole cluster grappe club cercle union reseau entente etoile alliance initiative assemblee chambre autorite commission unite constructions energie energies editions laboratoires laboratoire parti".split()
)
#: A capital on them begins no name of a body.
_NO_BODY = (
    "conseil d'administration",
    "conseil de surveillance",
    "assemblee generale",
    "comite de pilotage",
    "comite de direction",
    "comite executif",
    "commission paritaire",
    "conseil des ministres",
    "direction generale",
    "service presse",
    "service de presse",
    "service communication",
    "bureau de presse",
    "centre de loisirs",
    "maison de retraite",
    "service client",
    "service clients",
    "direction de la communication",
    "service de la communication",
    "conseil en",
    "departement de la",
    "etat de",
    "etat des",
    "office de",
    "cours de",
    "groupe de travail",
    "groupes de travail",
    "club de",
    "centre commercial",
    "centre ville",
    "centre-ville",
    "section de recherches",
    "societe civile",
    "reseau social",
    "reseaux sociaux",
    "cabinet du",
    "cabinet de la",
    "cabinet de conseil",
    "mission de",
    "fonds propres",
    "union sacree",
    "syndicat de copropriete",
    "service public",
    "services publics",
    "service apres-vente",
    "service universel",
    "caisse de retraite",
    "etat d'urgence",
    "etat membre",
    "chambre d'hotes",
    "conseil de classe",
    "centre de vaccination",
    "centre d'accueil",
    "centre d'appels",
    "unite de production",
    "parc de",
    "port de",
    "direction du",
    "direction de",
    "equipe de",
    "ligue des champions",
    "parc eolien",
    "ecole maternelle",
    "ecole primaire",
    "ecole elementaire",
    "maison individuelle",
    "cellule d'information",
    "cellule de crise",
)


@cache
def heads() -> dict[str, tuple[Head, ...]]:
    """All head nouns by their first word, the longest first."""
    found: dict[str, list[Head]] = {}
    lists = read_list("bodies")
    for kind in ("strong", "weak", "label"):
        for body_type, nouns in lists[kind].items():
            for noun in nouns:
                words = tuple(w.folded for w in words_of(noun))
                found.setdefault(words[0], []).append(Head(words, body_type, kind))
    for entries in found.values():
        entries.sort(key=lambda h: (-len(h.words), ("strong", "weak", "label").index(h.kind)))
    return {first: tuple(entries) for first, entries in found.items()}


def head_at(words: Sequence[Word], index: int, last: int, kinds: Sequence[str] = ("strong", "weak")) -> Head | None:
    """The longest head noun of one of the kinds that begins at a word."""
    for head in heads().get(words[index].folded, ()):
        end = index + len(head.words)
        if (
            head.kind in kinds
            and end <= last
            and all(
                words[index + k].folded == w and (k == 0 or words[index + k].gap in (" ", ""))
                for k, w in enumerate(head.words)
            )
        ):
            return head
    return None


def body_at(words: Sequence[Word], index: int, last: int, loud: bool = False) -> Body | None:
    """The body's name that begins at a word of a line that ends at `last`, or None. `loud`: the line is in capitals."""
    head = head_at(words, index, last)
    if head is None:
        return None
    begin = index + len(head.words)
    end = _extend(words, begin, last)
    said = " ".join(w.folded for w in words[index:end]).replace("' ", "'")
    if any(
        said.startswith(p)
        and (
            len(said) == len(p)
            or p in ("conseil d'administration", "assemblee generale", "conseil des ministres")
            or not any(w.cap for w in words[begin:end])
        )
        for p in _NO_BODY
    ):
        return None
    confidence = _confidence(words, index, begin, end, last, head, loud)
    return Body(index, end, head, confidence) if confidence > 0 else None


def _confidence(words: Sequence[Word], index: int, begin: int, end: int, last: int, head: Head, loud: bool) -> float:
    """How sure a head with what follows it is a name: by the head's kind and by the capitals inside."""
    content = [
        w
        for w in words[begin:end]
        if not w.elision and w.folded not in _DE | _ARTICLES | _OTHER_LINKS and w.folded != "et"
    ]
    capital = words[index].cap and not words[index].initial and not loud
    named = any(w.cap for w in content) and not loud
    bracket = end < last and "(" in words[end].gap and words[end].upper
    if bracket and content:
        return 0.9
    if not content:
        return 0.6 if head.kind == "strong" and len(head.words) > 1 and capital else 0.0
    if head.kind == "strong":
        if named:
            return 0.95
        if len(head.words) > 1 or head.words[0] in ("ministere", "prefecture", "rectorat", "secretariat"):
            return 0.8 if not loud else 0.7
        return 0.6 if end + 1 < last and words[end].folded in _DE and _next_head(words, end, last) else 0.3 * capital
    if capital:
        return 0.8 if named or len(content) > 1 else 0.55
    adjacent = words[begin].cap if begin < end else False
    if words[index].cap and named:
        return 0.75 if adjacent or len(content) > 1 else 0.45
    if named and adjacent and not loud:
        return 0.25 if head.words[0] in _COMMON_HEADS else 0.7
    return 0.25 if named else 0.0


def _next_head(
    words: Sequence[Word], index: int, last: int, kinds: Sequence[str] = ("strong", "weak", "label")
) -> bool:
    """True where another body begins behind a link (`de l'`, `du`): its name is its own."""
    at = index + 1
    while at < last and words[at].folded in _ARTICLES:
        at += 1
    if at >= last or words[index].folded == "des" or (words[index].folded in ("de", "d'") and at == index + 1):
        return False
    return head_at(words, at, last, kinds) is not None


def _extend(words: Sequence[Word], index: int, last: int) -> int:
    """Where the name that has its head before `index` ends."""
    end = at = index
    nouns = 0
    while at < last:
        word = words[at]
        if at > index and word.gap not in (" ", "") and not (word.gap == ", " and _goes_on(words, at, last, index)):
            break
        if at == index and word.gap not in (" ", ""):
            break
        if word.cap and not word.elision and word.folded not in folded_set("titles", "titles"):
            at += 1
            nouns += 1
        elif word.folded in _DE or word.gap == ", ":
            if nouns and _next_head(words, at, last):
                break
            at = _complement(words, at, last)
            nouns += 1
        elif word.folded == "et":
            at = _conjunction(words, at, last, index)
            nouns += 1
        elif word.folded in _OTHER_LINKS and at + 1 < last:
            at = _linked(words, at, last, index)
            nouns += 1
        elif _adjective(word.folded) or word.folded in ("charge", "chargee", "delegue", "deleguee") and at == index:
            at += 1
        else:
            break
        if at <= end:
            break
        end = at
    return end


def _adjective(folded: str) -> bool:
    return len(folded) > 3 and folded.endswith(_ENDINGS) and folded not in _VERBS and folded not in _STOPS


def _noun(word: Word) -> bool:
    """True for a word that may be the noun of a complement."""
    return (
        word.folded.isalpha()
        and len(word.folded) > 2
        and word.folded not in _STOPS
        or word.cap
        or "-" in word.folded
        and word.folded not in _STOPS
    )


def _complement(words: Sequence[Word], at: int, last: int) -> int:
    """Behind `de la santé`, `du travail`, `d'Hérouville`; `at` itself where no noun follows."""
    start = at
    bare = words[at].folded in ("de", "d'")
    at += 1
    while at < last and words[at].folded in _ARTICLES and words[at].gap in (" ", ""):
        at += 1
        bare = False
    if at >= last or words[at].gap not in (" ", "") or not _noun(words[at]):
        return start
    folded = words[at].folded
    if bare and not words[at].cap and folded.endswith(_INFINITIVES) and folded not in _NOT_INFINITIVES:
        return start
    if (
        not bare
        and words[at].cap is False
        and at + 1 < last
        and words[start].gap == ", "
        and words[at].folded in _STOPS
    ):
        return start
    return at + 1


def _conjunction(words: Sequence[Word], at: int, last: int, index: int) -> int:
    """Behind `et de la Fonction publiques`, `et régies`, `et l'audiovisuel`; `at` where another thing begins."""
    following = at + 1
    if following >= last or words[following].gap not in (" ", ""):
        return at
    word = words[following]
    if word.folded in _DE:
        ministry = index > 0 and words[index - 1].folded in ("ministere", "etat", "affaires")
        return (
            at
            if _next_head(words, following, last, ("strong",) if ministry else ("strong", "weak", "label"))
            else max(at, _after(_complement(words, following, last), following, at))
        )
    if word.folded in _ARTICLES:
        noun = following + 1
        if noun >= last or words[noun].cap or not any(w.folded in ("pour", "sur") for w in words[index:at]):
            return at
        return at if head_at(words, noun, last, ("strong", "weak", "label")) else noun + 1 if _noun(words[noun]) else at
    if word.cap:
        return at if not words[at - 1].cap else at
    if word.folded in _STOPS or not _noun(word) or head_at(words, following, last, ("strong",)):
        return at
    return following + 1 if _nominal(words, following, last) else at


def _after(end: int, start: int, otherwise: int) -> int:
    return end if end > start else otherwise


def _nominal(words: Sequence[Word], at: int, last: int) -> bool:
    """True where a bare word behind `et` goes on with the name: it is an adjective, or a plural, or has a complement."""
    folded = words[at].folded
    if folded in _VERBS or folded.endswith(("er", "ir", "ent", "ant")):
        return False
    return (
        _adjective(folded)
        or folded.endswith("s")
        or at + 1 < last
        and (words[at + 1].folded in _DE or words[at + 1].cap)
    )


def _linked(words: Sequence[Word], at: int, last: int, index: int) -> int:
    """Behind `pour la recherche`, `sur l'informatique`, `en Bretagne`: a capital, or a noun where the name has capitals so far."""
    start = at
    link = words[at].folded
    at += 1
    article = False
    while at < last and words[at].folded in _ARTICLES and words[at].gap in (" ", ""):
        at += 1
        article = True
    if at >= last or words[at].gap not in (" ", "") or not _noun(words[at]):
        return start
    if words[at].cap:
        return (
            at + 1
            if link not in ("a", "au", "aux", "en", "chez")
            or link == "en"
            and not words[at].initial
            and at - start == 1
            and words[start - 1].cap
            else start
        )
    if link in ("pour", "sur", "contre") and article and not words[at].folded.endswith(("er", "ir")):
        return at + 1
    return start


def _goes_on(words: Sequence[Word], at: int, last: int, index: int) -> bool:
    """True where a comma stands inside of a name: `de l'éducation, des sciences et de la culture`."""
    if words[at].folded not in _DE:
        return False
    step, guard = at, 0
    while step < last and guard < 16:
        guard += 1
        if words[step].folded == "et" and step + 1 < last and words[step + 1].folded in _DE:
            return not _next_head(words, step + 1, last)
        if (
            step > at
            and words[step].gap not in (" ", "", ", ")
            or words[step].gap == ", "
            and words[step].folded not in _DE
        ):
            return False
        if words[step].folded in _STOPS:
            return False
        step += 1
    return False


def is_head(folded: str) -> bool:
    """True where a folded word begins the name of a body or labels one.

    >>> is_head(fold("Ministère")), is_head("table")
    (True, False)
    """
    return folded in heads()
