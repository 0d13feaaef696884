"""How far the name of a body goes behind its head noun: complements, adjectives, `et de …`, `pour …`, commas inside.

It stops at a verb, a relative pronoun, a sign, or where the next body begins. Its words are in the list `grammar.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pressmine.french.body_links import AIMS, ends_in_front_of, one_phrase
from pressmine.french.calendar import MONTHS_IN_FULL
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.head_nouns import head_at
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set, given_names, read_list
from pressmine.french.places import place_named
from pressmine.french.verbs import acts_form
from pressmine.french.words import Word

LINKS = frozenset(forms("link_in_body_name"))
#: Words of a body's name behind its head at most: a line may go on like one for ever.
LONGEST_NAME = 40
_INFINITIVES = tuple(forms("infinitive_ending"))
#: Offices: the name of a person behind them is that of who holds one.
_OFFICIAL = frozenset(forms("office_of_holder"))
#: Risks that stand bare behind `assurance`: `caisse primaire d'assurance maladie du Jura`.
_INSURED = forms("risk_insured")
#: What stands in front of a portfolio: `ministre de l'Économie et des Finances`.
_MINISTERIAL = frozenset(forms("before_portfolio"))
#: Nouns behind `pour` that are of the sentence, not of a name: `pour le compte`, `pour la période`.
_ASIDE = frozenset(forms("behind_pour"))
#: What `en` tells the field of: `formation en soins infirmiers`.
_FIELDS = frozenset(forms("noun_with_field"))
#: Endings of adjectives, without accents.
ADJECTIVE_ENDINGS = tuple(read_list("grammar")["adjective_endings"].split())


@cache
def _stops() -> frozenset[str]:
    """Words that end a name; months are some: `la décision du Conseil d'État de septembre 2011`."""
    return folded_set("grammar", "stops") | MONTHS_IN_FULL


def next_head(words: Sequence[Word], index: int, last: int, kinds: Sequence[str] = ("strong", "weak", "label")) -> bool:
    """True where another body begins behind a link (`de l'`, `du`): its name is its own."""
    at = index + 1
    while at < last and words[at].folded in ARTICLES:
        at += 1
    if at >= last or words[index].folded == "des" or (words[index].folded in ("de", "d'") and at == index + 1):
        return False
    head = head_at(words, at, last, kinds)
    if head is None:
        return False
    end = at + len(head.words)  # a bare noun with a capital is the end of this name: `Mutuelle des Artisans du Centre`
    bare = end >= last or words[end].gap != " "
    bare = bare or not (words[end].cap or words[end].folded in DE or is_adjective(words[end].folded))
    return not (bare and head.kind == "weak" and words[at].cap and not words[at].upper)


def extent(words: Sequence[Word], index: int, last: int, head: int | None = None) -> int:
    """Where the name that has its head before `index` ends; `head` is where the head noun begins."""
    head = index - 1 if head is None else head
    last = min(last, index + LONGEST_NAME)
    common = words[head].folded in folded_set("grammar", "common_heads")
    common = common and words[index - 1].folded != "hospitalier"  # it may be named after a `Centre Vendée`
    official = words[head].folded in _OFFICIAL
    end = at = index
    nouns = 0
    while at < last:
        word = words[at]
        inside = at > index and word.gap == ", "
        if word.gap not in (" ", "") and not (inside and _goes_on(words, at, last, index)):
            break
        if (
            official
            and word.folded in given_names()
            and at + 1 < last
            and words[at + 1].cap
            and words[at + 1].gap == " "
        ):
            break  # `le directeur de la préfecture Luc Dorme`
        if word.cap and not word.elision and word.folded not in folded_set("titles", "titles"):
            at += 1
            nouns += 1
        elif word.folded in DE or word.gap == ", ":
            if (nouns or common) and next_head(words, at, last):
                break
            at = _complement(words, at, last)
            nouns += 1
        elif word.folded == "et":
            at = _conjunction(words, at, last, index)
            nouns += 1
        elif word.folded in _INSURED and words[at - 1].folded == "assurance" or _field(words, at):
            at += 1
        elif word.folded == "contre" and at + 1 < last and words[at + 1].cap:
            break  # `Valdor contre Norelec`
        elif word.folded in LINKS and at + 1 < last:
            at = _linked(words, at, last, head)
            nouns += 1
        elif is_adjective(word.folded) or at == index and word.folded in _behind_head(words[head].folded):
            at += 1
        else:
            break
        if at <= end:
            break
        end = at
    return end


def _field(words: Sequence[Word], at: int) -> bool:
    """True for the noun of `filière lait`."""
    return words[at - 1].folded in forms("noun_before_field") and _noun(words[at]) and not acts_form(words[at].folded)


@cache
def _behind_head(head: str) -> frozenset[str]:
    """What stands between a head noun and its complement: `ministère chargé de …`, `ministère belge de la Défense`."""
    charged = _MINISTERIAL if head in ("ministere", "secretariat", "ministre") else frozenset()
    return folded_set("territories", "nations") | charged


def is_adjective(folded: str) -> bool:
    """True for a word that has the ending of an adjective and is no verb: `française`, `solidaires`."""
    return folded in forms("adjective_of_name") or (
        len(folded) > 3
        and folded.endswith(ADJECTIVE_ENDINGS)
        and folded not in folded_set("grammar", "not_adjectives")
        and not acts_form(folded)
        and folded not in _stops()
    )


def _noun(word: Word) -> bool:
    """True for a word that may be the noun of a complement."""
    shaped = "-" in word.folded or word.folded.isalpha() and len(word.folded) > 2
    return word.cap or shaped and word.folded not in _stops()


def _complement(words: Sequence[Word], at: int, last: int) -> int:
    """Behind `de la santé`, `du travail`, `d'Hérouville`; `at` itself where no noun follows."""
    start = at
    bare = words[at].folded in ("de", "d'")
    at += 1
    while at < last and words[at].folded in ARTICLES and words[at].gap in (" ", ""):
        at += 1
        bare = False
    if at >= last or words[at].gap not in (" ", "") or not _noun(words[at]):
        return start
    folded = words[at].folded
    if (
        bare
        and not words[at].cap
        and folded.endswith(_INFINITIVES)
        and folded not in folded_set("grammar", "not_infinitives")
    ):
        return start
    if words[start].gap == ", " and not bare and not words[at].cap and at + 1 < last and words[at].folded in _stops():
        return start
    return at + 1


def _conjunction(words: Sequence[Word], at: int, last: int, index: int) -> int:
    """Behind `et de la Fonction publiques`, `et régies`, `et l'audiovisuel`; `at` where another thing begins."""
    following = at + 1
    if following >= last or words[following].gap not in (" ", ""):
        return at
    word = words[following]
    if word.cap and word.elision:
        return at  # `Côte d'Ambre et D'Arcy Conseil`
    others = following + 1 < last and words[following + 1].folded.startswith("autre")  # `et d'autres entreprises`
    if word.folded in DE and (others or not any(w.folded in DE for w in words[index:at])):
        return at
    if words[at - 1].cap and (_plain(words, following, last) or _acronym(words, following, last)):
        return at  # `rectorat de Trémois et reconnue …`, `CCI du Jura et du CEA`: a proper name ended the name
    if word.folded in DE:
        if _another(words, at, following, last):
            return at
        ministry = index > 0 and words[index - 1].folded in _MINISTERIAL
        end = _complement(words, following, last)
        labelled = end < last and not words[end - 1].cap and words[end].cap and words[end].gap == " "
        if labelled and not ministry:  # `et de la cidrerie Valdor` is another body
            return at
        other = next_head(words, following, last, ("strong",) if ministry else ("strong", "weak", "label"))
        return at if other or end <= following else end
    if word.folded in ARTICLES:
        noun = following + 1
        if noun >= last or words[noun].cap or not any(w.folded in ("pour", "sur") for w in words[index:at]):
            return at
        return at if head_at(words, noun, last, ("strong", "weak", "label")) else noun + 1 if _noun(words[noun]) else at
    if word.cap:
        another = following + 1 < last and words[following + 1].folded in DE  # `et Compagnie des Eaux`
        partner = words[at - 1].cap and word.folded in folded_set("cues", "partners")
        return following + 1 if partner and not another else at
    if word.folded in _stops() or not _noun(word) or head_at(words, following, last, ("strong",)):
        return at
    return following + 1 if _nominal(words, following, last) else at


def _plain(words: Sequence[Word], at: int, last: int) -> bool:
    """True for a word in small letters that no name goes on with: `et reconnue`, `et remplace Inès Robart`, but `et
    diagnostic Vétérinaire`.
    """
    if words[at].cap or words[at].folded in DE | ARTICLES:
        return False
    return acts_form(words[at].folded) or not (at + 1 < last and words[at + 1].cap and words[at + 1].gap == " ")


def _acronym(words: Sequence[Word], at: int, last: int) -> bool:
    """True for `du CEA`, `de l'ADEL` behind `et`: a body by its acronym, no second place of the body in front."""
    while at < last and words[at].folded in DE | ARTICLES:
        at += 1
    return at < last and words[at].upper and words[at].text.isalpha() and len(words[at].text) > 1


def _another(words: Sequence[Word], at: int, following: int, last: int) -> bool:
    """True where `et de` opens another body, a name of several words that is no place, behind a common noun or a town:
    `l'Union des vergers et de Biolait Sud`.
    """
    name = following + 1
    end = next((k for k in range(name, last) if not words[k].cap or words[k].gap not in (" ", "-")), last)
    if words[following].folded not in ("de", "d'") or end - name < 2 or words[name].upper:
        return False
    place = place_named(" ".join(w.folded for w in words[name:end])) or place_named(words[name].folded)
    return place is None and (not words[at - 1].cap or place_named(words[at - 1].folded) is not None)


def _nominal(words: Sequence[Word], at: int, last: int) -> bool:
    """True where a bare word behind `et` goes on with the name: an adjective, a plural, or with a complement."""
    folded = words[at].folded
    if folded in folded_set("grammar", "not_adjectives") or folded.endswith(tuple(forms("no_apposed_ending"))):
        return False
    return (
        is_adjective(folded)
        or folded.endswith("s")
        or at + 1 < last
        and (words[at + 1].folded in DE or words[at + 1].cap)
    )


def _linked(words: Sequence[Word], at: int, last: int, head: int) -> int:
    """Behind `pour la recherche`, `sur l'informatique`, `en Bretagne`; a bare noun only in a name with a capital."""
    start = at
    link = words[at].folded
    at += 1
    article = False
    while at < last and words[at].folded in ARTICLES and words[at].gap in (" ", ""):
        at += 1
        article = True
    if at >= last or words[at].gap not in (" ", "") or not _noun(words[at]):
        return start
    if words[at].cap:
        if link == "a" and not article and one_phrase(words[start - 1], words[at]):
            return at + 1
        return (
            at + 1
            if link not in ("a", "au", "aux", "en", "chez")
            or link == "en"
            and not words[at].initial
            and at - start == 1
            and words[start - 1].cap
            else start
        )
    if link in ("a", "au", "aux") and words[start - 1].folded in AIMS and (article or link != "a"):
        return at + 1
    if link in ("pour", "sur", "contre") and article and not words[at].folded.endswith(("er", "ir")):
        # `tribunal de Caen contre l'arrêté`, `université de Caen sur la fusion`: the name was whole before.
        whole = ends_in_front_of(words, start, head, link) or link == "pour" and words[at].folded in _ASIDE
        if start - 1 > head and whole:
            return start
        return at + 1
    # `Institut de formation en soins infirmiers`: only a name that has a capital takes a noun without an article.
    if link == "en" and words[head].cap and words[start - 1].folded in _FIELDS:
        return at + 1 if at - start == 1 else start
    return start


def _goes_on(words: Sequence[Word], at: int, last: int, index: int) -> bool:
    """True where a comma stands inside of a name: `de l'éducation, des sciences et de la culture`."""
    if words[at].folded not in DE:
        return False
    if words[at].folded in ("de", "d'") and at + 1 < last and words[at + 1].cap:
        return False  # `auprès de la Caisse du Jura, de Valdor et de Norelec`: proper names stand side by side
    bare = words[at - 1].cap and words[at - 1].gap == " " and words[at - 2].folded not in DE | ARTICLES
    if bare and words[index - 1].folded not in _MINISTERIAL:
        return False  # `de la Fondation Orvelle, de la Spedal et de la DRAC`
    step, guard = at, 0
    while step < last and guard < 16:
        guard += 1
        if words[step].folded == "et" and step + 1 < last and words[step + 1].folded in DE:
            ministry = index > 0 and words[index - 1].folded in _MINISTERIAL
            return not next_head(words, step + 1, last, ("strong",) if ministry else ("strong", "weak", "label"))
        if step > at and words[step].gap not in (" ", "", ", "):
            return False
        if words[step].gap == ", " and words[step].folded not in DE:
            return False
        if words[step].folded in _stops():
            return False
        step += 1
    return False
