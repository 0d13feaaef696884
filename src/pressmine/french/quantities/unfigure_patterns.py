"""The patterns of numbers that are no figures, built from ``not_figures.toml``."""

import re
from functools import cache
from typing import Any

from pressmine.french.lists import read_list


def _any(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def _words() -> dict[str, Any]:
    return read_list("not_figures")


_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[0-9]\d\d|20\d\d|2100)"
_HOUR = r"(?:[01]?\d|2[0-4])"
RUN = re.compile(r"\d+")
WORD = re.compile(r"[a-z][\w°.]*")
CHUNK = re.compile(
    r"https?://|www\.|[\w.+-]@[\w-]+\.|^#\w|^@\w|[a-z0-9-]+\.(?:fr|com|org|net|eu|gouv|io|info|ch|be|de|jpg|png|pdf"
    r"|html?)(?![a-z])"
)
NAME = re.compile(r"[a-z][a-z0-9]*-?\d[a-z0-9]*(?:[./-]\d+)*(?![a-z])")
FOOTNOTE_BEHIND = re.compile(r"\d{1,2}(?![\w,.]?\d)(?=[ ,.;:)]|\n|$)")
GLUED = re.compile(
    r"\d{1,4}(?:[dg]\b|x\d+\b|(?!(?:er|ere|eres|e|eme|emes|nd|nde|es|emes|de|d|h|j|m|g|l|t|s|w|v|k|x|ch|mm|cm|km|ha"
    r"|kg|hl|cl"
    r"|ml|ko|mo|go"
    r"|to|mn|md|an|pt|db|kw|mw|gw|kv)\b)[a-z]{1,2}\d*(?![\w²³/'%€]))"
)


@cache
def dates_from_digit() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(reason, pattern) for dates and years that begin with a digit."""
    month = _any(_words()["months"])
    days = rf"{_DAY}(?:er)?(?:(?:, | ?- ?| et | au | ou | a |,){_DAY}(?:er)?){{0,6}}"
    return (
        ("date", re.compile(r"(?<![\d/.-])\d{4}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d)?(?: ?[+-]\d\d:?\d\d)?)?(?![\d-])")),
        (
            "date",
            re.compile(rf"(?<![\d/.-]){_DAY}(?P<sep>[/.-])(?:0?[1-9]|1[0-2])(?P=sep)(?:\d{{4}}|\d\d)(?![./-]?\d)"),
        ),
        (
            "date",
            re.compile(
                rf"(?<![\d,])(?:{days})[ -]?(?:{month})(?![a-z])"
                rf"(?: ?,? ?(?:{_YEAR}|\d\d(?=[ ,.)])(?! (?:%|[a-z])))(?!\d))?"
            ),
        ),
        ("date", re.compile(rf"(?<!\d)(?:0[1-9]|1[0-2])/{_YEAR}(?!\d)|(?<![\d/]){_DAY}/(?:0[1-9]|1[0-2])(?![\d/])")),
        ("year", re.compile(rf"(?<![\d,.'-]){_YEAR} ?[-/] ?(?:{_YEAR}|\d\d)(?![\d%])(?! ?[%€])|(?:{_YEAR})s\b")),
        (
            "year",
            re.compile(
                r"(?:1er|[1-4](?:e|eme|nd|d|re)) (?:semestre|trimestre|quadrimestre)"
                r"|\d{1,2}(?:e|eme|er)s? (?:et [ivx]{1,5}e )?siecles?\b"
            ),
        ),
    )


@cache
def others_from_digit() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(reason, pattern) for what else begins with a digit, in the order in which they claim text."""
    way = _any(_words()["ways"])
    return (
        ("phone", re.compile(r"(?<![\d,])0[1-9](?:[ .-]?\d\d){4}(?!\d)|0 ?8\d\d(?: ?\d{3}){2}(?!\d)")),
        ("phone", re.compile(r"(?<!\d)00\d{2}[ .()/-]{0,3}\d(?:[ .()/-]{0,2}\d){6,12}(?!\d)")),
        (
            "time",
            re.compile(
                rf"(?<![\d,.]){_HOUR} ?h(?:eures)? ?[0-5]\d(?!\d)(?: ?(?:-|a) ?{_HOUR} ?h(?: ?[0-5]\d)?)?"
                rf"|(?<![\d,.]){_HOUR} ?h ?(?:-|/) ?{_HOUR} ?h(?: ?[0-5]\d)?"
                r"|(?<![\d,.])\d{1,2}:[0-5]\d(?::[0-5]\d)?(?: ?[ap]m\b)?(?!\d)"
                r"|\b24 ?(?:h|heures)? ?(?:/|sur) ?24\b ?(?:h\b)?|\b7 ?(?:j|jours)? ?(?:/|sur) ?7\b ?(?:j\b)?|\b24/7\b"
            ),
        ),
        (
            "time",
            re.compile(
                rf"(?:(?<=\ba )|(?<=\bdes )|(?<=\bvers )|(?<=jusqu'a )|(?<=\bavant )|(?<=\bapres )|(?<=\bentre )"
                rf"|(?<=\bde ))"
                rf"{_HOUR} ?h(?:eures?)?\b(?: ?[0-5]\d(?!\d))?(?: (?:a"
                rf"|et) {_HOUR} ?h(?:eures?)?\b(?: ?[0-5]\d)?)?(?! de | d')"
            ),
        ),
        (
            "identifier",
            re.compile(
                r"(?<![\d ,])\d{3} \d{3} \d{3}(?: \d{5}|(?= ?(?:rcs|r\.c\.s|[),.;]|\n|$)))(?! ?[€$%\d])|\d{14}(?!\d)"
            ),
        ),
        (
            "address",
            re.compile(
                rf"(?<![\d,.])\d{{1,4}}(?: ?(?:bis|ter|quater|b|- ?\d{{1,4}}|/ ?\d{{1,4}}|et \d{{1,3}}))?,? "
                rf"(?:(?:grande?|petite?|vieille) )?(?:{way})(?![\w.])"
            ),
        ),
        *_numbering(),
    )


def _numbering() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Codes, formats, scores and versions: digits tied by signs."""
    return (
        ("code", re.compile(r"\d+(?:-\d+){2,7}(?![\d%])")),
        ("name", re.compile(r"\d{1,4}(?:,\d{1,2})? ?[x×] ?\d{1,4}(?:,\d{1,2})?(?: ?[x×] ?\d{1,4})?(?![\d,])")),
        (
            "score",
            re.compile(
                r"(?<![\d,.-])\d{1,3} ?- ?\d{1,3}(?![\d,%-])(?! ?[%€])(?= ?(?:[),.;:]|devant|contre|face|apres|a\b"
                r"|au\b|\n|$))"
            ),
        ),
        (
            "version",
            re.compile(
                r"(?:(?<=[a-z+)] )|(?<= v)|(?<= v\. ))(?:\d{1,3}\.\d{1,2}(?![\d.])|\d{1,3}(?:\.\d{1,4}){2,3})"
                r"(?! ?(?:%|€|\$|million|milliard|m€|k€|md))"
                r"(?! (?:point|fois|an|mois|jour|heure|tonne|kilom|metre|hect|litre|pour cent))(?!,?\d)"
                r"|(?<!\d)\d{1,3}\.\d{1,2}\.\d{1,2}(?:\.\d{1,3})?(?!\d)"
            ),
        ),
    )


POSTAL = re.compile(
    r"(?:\d{1,4}[ ,]{1,3})?\d{5}(?=[ \n]+(?!Fran[cç]ai|Europ|PME|ETI|TPE|M€|K€)[A-ZÉÈ][A-Za-zÉÈÀ-ÿ]{2})"
    r"(?! [A-Z][a-zé]+(?:ais|ains?|aises|ains|iens|iennes|ois)\b)"
)
#: `(et non plus le 20)`: a day of the month, since `le` stands before no other number.
DAY = re.compile(r"(?:[12]?\d|3[01])(?![\w,.]?\d)(?= ?(?:[.,;:)!?]|\n|$))")
#: Five figures in a row that count nothing named: a postal code.
LONE_POSTAL = re.compile(r"(?<![\d.,] )\d{5}(?!\d)(?![.,]\d)(?= ?(?:[.,;:)|]|\n|$))")
NORM = re.compile(r"\d{3,5}(?:-\d{1,3}){0,3}")
COORDINATE = re.compile(r"\d{1,3}°\d{1,2}|\d{1,3}° ?[ns]\b")
CLOCK = re.compile(rf"{_HOUR} ?h(?:eures?)?\b(?: ?[0-5]\d)?")
AFTER_DATE = re.compile(rf"(?:{_any(_words()['months'])}|\d{{4}}|\b(?:{_any(_words()['weekdays'])}))(?: \d{{4}})?, ?$")
CODE = re.compile(
    r"\((?:0?[1-9]|[1-8]\d|9[0-5]|2[ab]|97[1-8]|98[678])(?:(?:,| et|/| -) ?(?:\d\d|2[ab]))*\)|[\[(]\d{1,2}[\])]"
)
PLUS = re.compile(r"\+\d{1,3}[ .()/-]{0,3}(?:\(0\) ?)?\d(?:[ .()/-]{0,2}\d){5,12}(?!\d)")
LIST_MARK = re.compile(r"\d{1,2}(?: ?(?:[.)/°](?!\d)-?(?= |$)|- ?(?=[a-z]))|(?=\n|$))")
PAGE = re.compile(r"\d{1,3}(?: ?/ ?| sur )\d{1,3}(?=\n|$)")
SECOND_MARK = re.compile(r"\d{1,2}[.)] ")


@cache
def announced_by_word() -> tuple[frozenset[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """The words that announce a number which is no figure, and (reason, pattern) for what begins with one of them."""
    words = _words()
    starts = {w.rstrip(".") for name in ("months", "weekdays", "labels") for w in words[name]}
    starts |= {w.split()[0] for w in words["labels"]} | {w + "s" for w in words["weekdays"]}
    starts |= set(
        "isbn issn ean tel telephone fax standard mobile port portable numero n° appel annee annees decennie siren"
        " siret rcs"
        " r.c.s. tva rna finess ape "
        "naf isin lei immatricule immatriculee greffe capital fr cs bp tsa cedex page pages p pp article articles"
        " art loi decret ordonnance "
        "arrete reglement directive circulaire deliberation n no num ndeg n° no° n°s".split()
    )
    return frozenset(starts), _word_patterns()


@cache
def _word_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = _words()
    month, day = _any(words["months"]), _any(words["weekdays"])
    return (
        (
            "phone",
            re.compile(
                r"(?:tel(?:ephone)?|fax|standard|mobile|port|portable|numero vert|n° vert"
                r"|appel)\.?[ :]{1,4}[\d .()+/-]{4,60}\d"
            ),
        ),
        (
            "date",
            re.compile(
                rf"(?:{month}) (?:{_DAY}(?:st|nd|rd|th)?,? )?{_YEAR}(?!\d)|(?:{month}){_YEAR}(?!\d)"
                rf"|(?:{day})s?,? (?:le )?{_DAY}(?:er)?(?![\d%€])(?! ?(?:%|€|h\b))"
            ),
        ),
        (
            "year",
            re.compile(rf"(?:annees?|decennie) (?:19|20)?\d0\b|[stqh][1-4](?: ?(?:{_YEAR}|\d\d))?\b|j[+-]\d{{1,3}}\b"),
        ),
        (
            "identifier",
            re.compile(
                r"(?:siren|siret|isbn|issn|ean|rcs|r\.c\.s\.|tva|rna|finess|ape|naf|isin|lei|immatriculee?|greffe"
                r"|capital variable)"
                r"[^\d\n,;.]{0,30}\d(?:[ .-]?\d){3,13}[a-z]?"
            ),
        ),
        ("identifier", re.compile(r"fr ?\d{2} ?\d{3} ?\d{3} ?\d{3}\b|[a-z]{2}00\d{8,10}\b")),
        ("address", re.compile(r"(?:cs|bp|tsa)[ -]?\d[\d ]{0,7}\d|cedex(?: \d{1,2}\b)?")),
        (
            "page",
            re.compile(
                r"pages? \d{1,4}(?: sur \d{1,4})?(?:(?:, | et | a |-)\d{1,4}){0,4}"
                r"|pp?\. ?\d{1,4}(?!\d)(?! ?100)(?:-\d{1,4})?"
            ),
        ),
        (
            "article",
            re.compile(
                r"(?:articles?|art\.) (?:[lrd]\.? ?)?\d{1,4}(?:[-.]\d{1,4}){0,4}"
                r"(?:(?:, | et | a )(?:[lrd]\.? ?)?\d{1,4}(?:-\d{1,4}){0,3}){0,4}"
                r"|(?:loi|decret|ordonnance|arrete|reglement|directive|circulaire|deliberation)"
                r"[^.\d\n]{0,20}\d{2,4}[-/]\d{1,4}(?:/(?:ce|ue|cee))?"
            ),
        ),
        *_label_patterns(),
    )


def _label_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    label = _any(_words()["labels"])
    no_unit = r"(?![\d%€])(?!,\d)(?! ?(?:%|€|m€|k€|millions?|milliards?|ans|km|m2|m²|euros)\b| ?[%€])"
    return (
        (
            "label",
            re.compile(
                rf"(?:{label})[ -](?:n° ?)?\d{{1,5}}(?:[.:/-]\d{{1,5}}){{0,3}}{no_unit}"
                r"(?:(?:, | et | a | ou )\d{1,3}(?![\d%€,])(?! [a-z%€]))?"
            ),
        ),
        ("label", re.compile(r"(?:n|no|num|ndeg)[°º]s? ?(?:[a-z]{1,3}[ -]?)?\d[\d./-]{0,12}")),
    )
