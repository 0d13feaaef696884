"""The speaker, from what follows the closing mark or from an insertion within the marks: `« … », explique X`."""

from __future__ import annotations

import re

from pressmine.document import Document
from pressmine.french.lexicon import any_form, before_word, forms
from pressmine.offsets import ViewSpan
from pressmine.rules.quotes.attribution import Attribution
from pressmine.rules.quotes.bearers import ANY_NAME, GENDERS, NAME, clause_end, describes, is_bare, signer
from pressmine.rules.quotes.marks import Marked
from pressmine.rules.quotes.saying import HIM, according, bare, inverted, on, these_words, unlisted, when

#: To whom something is said, before the one who says it: `a dit à Luc Dorme la présidente`.
_ADDRESSEE = re.compile(
    rf"\s{any_form('addressee')}\s[^,.;:]{{2,80}}?(?<!\bde)(?<!\bchez)(?<!\bet)(?<!\bpar)(?<!\ba)\s"
    r"(?=(?:le|la|l')\s?[a-z])"
)
_THEY = forms("speaking_pronoun").keys() - forms("speaking_pronoun.self").keys()
#: They speak: no one person does.
PLURAL = ("ils", "elles", "on")


def from_behind(document: Document, mark: Marked, right: int) -> Attribution | None:
    """What the rest of the paragraph says: `, explique X`, `, selon X`, `– X, directrice`."""
    block = document.blocks[mark.last]
    end = min(right, block.span.end)
    nobody = on().match(document.folded, mark.outer.end, end)
    if nobody:
        cue = ViewSpan(nobody.start("verb"), nobody.end("verb"))
        place = (ViewSpan(nobody.end(), clause_end(document, nobody.end(), end)),) if nobody["among"] else ()
        return Attribution("said", place, cue)
    said = inverted().match(document.folded, mark.outer.end, end)
    if said and _announces(document, mark.outer.end, said, end):
        return None
    if said and _says(document, mark.outer.end, said):
        if not any(c.isalnum() for c in document.text[said.end() : end]) and mark.last + 1 < len(document.blocks):
            end = min(right, document.blocks[mark.last + 1].span.end)  # the line was cut after the verb
        return said_behind(document, said, clause_end(document, said.end(), end))
    back = these_words().match(document.folded, mark.outer.end, end)
    if back:
        stop = clause_end(document, back.end(), end)
        return Attribution("said", (ViewSpan(back.end(), stop),), ViewSpan(back.start(), back.end()))
    other = unlisted().match(document.folded, mark.outer.end, end)
    if (
        other
        and not _past(document, other)
        and (other.group("who") or NAME.match(document.text, other.end("verb"), end))
    ):
        verb = ViewSpan(other.start("verb"), other.end("verb"))
        stop = clause_end(document, verb.end, end)
        return Attribution("said", (ViewSpan(verb.end, stop),), verb, bare=is_bare(document, verb.end, stop))
    by = _according_behind(document, mark, end)
    if by is not None:
        return by
    if document.text[mark.outer.end : mark.outer.end + 3].strip(" .!?»")[:1] == ":":
        stop = clause_end(document, mark.outer.end, end)
        if ANY_NAME.search(document.text, mark.outer.end, stop):
            return Attribution("carried", (ViewSpan(mark.outer.end, stop),))
    if (
        document.text[mark.outer.end : mark.outer.end + 3].lstrip()[:1] in (",", "(", "–", "—", "-")
        or mark.outer.end == end
        or _whole_line(document, mark)
    ):
        stop = clause_end(document, mark.outer.end, end)
        if (
            describes(document.text[mark.outer.end : stop].lstrip(" ,"))
            and document.text[max(0, mark.outer.start - 2) : mark.outer.start].strip()[-1:]
            != "("  # `(« Un titre », L'Écho, 4 mars)`
        ):
            return Attribution("named", (ViewSpan(mark.outer.end, stop),))
    return None


def _according_behind(document: Document, mark: Marked, end: int) -> Attribution | None:
    """`« … », selon Anne Roy`."""
    m = re.compile(rf"[\s,;(–—-]{{0,4}}(?={according().pattern})").match(document.folded, mark.outer.end, end)
    if m and document.text[mark.outer.end : m.end()].strip(" ") in (",", "(", "–", "-", ""):
        cue = according().match(document.folded, m.end(), end)
        stop = clause_end(document, m.end(), end)
        if cue and cue.group().strip() != "pour" and cue.group().strip() != "chez":
            return Attribution(
                "according",
                (ViewSpan(cue.end(), stop),),
                ViewSpan(cue.start(), cue.end()),
                pronoun=bool(HIM.match(document.folded, cue.end(), stop)),
                bare=is_bare(document, cue.end(), stop),
            )
    return None


def _whole_line(document: Document, mark: Marked) -> bool:
    """True for a sentence that opens its line: `« … . » Anne Roy, directrice`."""
    front = document.text[document.blocks[mark.first].span.start : mark.outer.start]
    inner = document.text[mark.inner.start : mark.inner.end].rstrip()
    signed = inner.endswith((".", "!", "?", "…")) or signer(document, mark.outer.end, len(document.text)) is not None
    return not any(c.isalnum() for c in front) and signed


def _announces(document: Document, start: int, said: re.Match[str], end: int) -> bool:
    """True if what has no name of its own announces the next quotation: `». Et d'ajouter : «`."""
    gap = document.text[start : said.start("verb")].lstrip()
    rest = document.text[said.end("verb") : end].rstrip()
    opens = gap.startswith((".", "!", "?")) or gap.endswith((" d'", " de "))
    return opens and rest.endswith(":") and not ANY_NAME.search(rest)


def inside(document: Document, mark: Marked) -> Attribution | None:
    """An insertion within the marks: `« Nous avançons, prévient Anne Roy, déléguée. Mais il faut du temps. »`.

    A comma or a dash opens it; a pronoun, a name or a bare function must follow the verb.
    """
    for comma in re.finditer(r"[,–—?!]\s", document.folded[mark.inner.start : mark.inner.end]):
        at = mark.inner.start + comma.start()
        said = inverted().match(document.folded, at, mark.inner.end)
        if not said or said.end() - at > 60:
            continue
        pronoun = said.group("p1") or said.group("p2")
        if pronoun in _THEY or NAME.match(document.text, said.end(), mark.inner.end):
            return said_behind(document, said, clause_end(document, said.end(), mark.inner.end))
        if bare().match(document.folded, said.end() + 1, mark.inner.end) and document.folded[said.end()] == " ":
            return said_behind(document, said, clause_end(document, said.end(), mark.inner.end))
        if (rest := when().match(document.folded, said.end(), mark.inner.end)) and NAME.match(
            document.text, rest.end(), mark.inner.end
        ):
            return said_behind(document, said, clause_end(document, said.end(), mark.inner.end))
    return None


def _past(document: Document, said: re.Match[str]) -> bool:
    """True for a participle: `« … », signée Anne Roy` names a work, `« … », a signé Anne Roy` quotes."""
    return document.text[said.start("verb") : said.end("verb")].rstrip("es").endswith("é")


def _says(document: Document, start: int, said: re.Match[str]) -> bool:
    """True if a verb after a quotation has a subject of its own, and is not a participle that describes it."""
    if said.group("aux") is None and _past(document, said):
        return False
    if said.group("p1") or said.group("p2"):
        return True
    if re.search(r"[,.;:!?–—-]", document.text[start : said.start("verb")]) and said.end() < len(document.text):
        return True
    return bool(
        re.match(
            rf"\s(?:[A-ZÀ-ÖØ-Þ]|{before_word('determiner')})",
            document.text[said.end() : said.end() + 8],
        )
    )


def said_behind(document: Document, said: re.Match[str], stop: int) -> Attribution:
    """What follows a verb of saying, without the addressees."""
    pronoun = said.group("p1") or said.group("p2")
    cue = ViewSpan(said.start("verb"), said.end("verb"))
    if pronoun in PLURAL:
        return Attribution("said", (), cue)
    to = _ADDRESSEE.match(document.folded, said.end(), stop)
    start = to.end() if to and document.text[to.end()].islower() else said.end()  # `Luc Dorme et Paul Le Guen`
    return Attribution(
        "said",
        () if pronoun else (ViewSpan(start, stop),),  # `avait-elle déclaré au Courrier du Lac`
        cue,
        pronoun is not None,
        pronoun is None and is_bare(document, start, stop),
        gender=GENDERS.get(pronoun or ""),
    )
