"""Who speaks: the stretches around a quotation in which its speaker is named, most likely first.

Looked for behind the closing mark (`, explique X`), in front of the opening one (`X précise :`, `Selon X,`), on the
next line (`X, présidente de …`) and on the line above.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pressmine.document import PROSE, Block, Document, ZoneKind
from pressmine.french.clauses import has_finite_verb
from pressmine.offsets import ViewSpan
from pressmine.rules.quotes.attribution import Attribution
from pressmine.rules.quotes.marks import Marked
from pressmine.rules.quotes.saying import (
    ARTICLE,
    HIM,
    PRONOUN_SUBJECT,
    according,
    bare,
    documents,
    inverted,
    nameless,
    spoken,
    these_words,
    unlisted,
)

#: A line or clause that begins with a person's name: `Mme Anne de La Tour`, `– Marie MARTIN`, `(Paul Roy`.
NAME = re.compile(
    r"[\s,(–—-]{0,4}(?:(?:M\.|MM\.|Mme|Mmes|Mlle|Dr\.?|Docteur|Pr\.?|Professeure?|Me|Maître|Mgr|Sœur|Frère)\s)?"
    r"[A-ZÀ-ÖØ-Þ][\w'’.-]{0,30}(?:\s[A-ZÀ-ÖØ-Þ]\.){0,2}\s(?:(?:de la|de|du|des|d'|von|van|der|den|le|la|el|al|ben"
    r"|di|da|dos|N')\s?){0,3}[A-ZÀ-ÖØ-Þ]"
)
_ANY_NAME = re.compile(
    r"(?<![\w'])[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'-]+\s(?:(?:de|du|d'|von|van|le|la)\s?)?[A-ZÀ-ÖØ-Þ]|(?:M\.|Mme|Dr"
    r"|Pr)\s[A-ZÀ-ÖØ-Þ]"
)
_SENTENCE_END = re.compile(r"(?<![\s.-][A-ZÀ-ÖØ-Þ])(?<!\s(?:Dr|Pr|St|MM))[.!?](?:\s|$)")
_ASIDE = re.compile(
    r"\s*(?:par|avec|aupres|devant|en presence|aux cotes|aupres|entoure|interroge|lors|a l'occasion|face|au micro"
    r"|en marge|dans|pendant|apres|avant|depuis|suite)\b"
)
_TITLED = re.compile(r",?\s?(?:le|la)\s(?:Dr|Pr|docteure?|professeure?|capitaine|colonel|père)\.?\s[A-ZÀ-Ý]")
_GENDERS = {"il": "m", "elle": "f"}
_PROSE = PROSE | {ZoneKind.HEADING, ZoneKind.SIGNATURE, ZoneKind.CREDIT, ZoneKind.BYLINE}


def attribute(document: Document, mark: Marked, left: int, right: int) -> Attribution | None:
    """The attribution that the surroundings of a quotation give it; None where they are silent."""
    behind = _behind(document, mark, right)
    if behind is not None and behind.bare and (inside := _inside(document, mark)) is not None and not inside.bare:
        behind = inside  # `« Nous avançons, dit Anne Roy, et vite », estime la directrice`
    if behind is not None:
        return _named_only(document, replace(behind, behind=True))
    found = _inside(document, mark) or _front(document, mark, left) or _lines(document, mark, left, right)
    found = found or _earlier(document, mark, left)
    return _named_only(document, found) if found is not None else None


def _named_only(document: Document, found: Attribution) -> Attribution:
    """Without what a subject that has no name tells of itself: `raconte un salarié de la société Orvelle`."""
    if not any(nameless().match(document.folded, s.start, s.end) for s in found.speakers):
        return found
    parts = []
    for stretch in found.speakers:
        comma = document.text.find(",", stretch.start, stretch.end)
        without = nameless().match(document.folded, stretch.start, stretch.end)
        start = stretch.start if without is None else comma if comma >= 0 else stretch.end
        if NAME.match(document.text, start, stretch.end) or _TITLED.match(document.text, start, stretch.end):
            parts.append(ViewSpan(start, stretch.end))
    return replace(found, speakers=tuple(parts))


def _behind(document: Document, mark: Marked, right: int) -> Attribution | None:
    block = document.blocks[mark.last]
    end = min(right, block.span.end)
    said = inverted().match(document.folded, mark.outer.end, end)
    if said and _announces(document, mark.outer.end, said, end):
        return None
    if said and _says(document, mark.outer.end, said):
        return _said_behind(document, said, _clause_end(document, said.end(), end))
    back = these_words().match(document.folded, mark.outer.end, end)
    if back:
        stop = _clause_end(document, back.end(), end)
        return Attribution("said", (ViewSpan(back.end(), stop),), ViewSpan(back.start(), back.end()))
    other = unlisted().match(document.folded, mark.outer.end, end)
    if (
        other
        and not _past(document, other)
        and (other.group("who") or NAME.match(document.text, other.end("verb"), end))
    ):
        verb = ViewSpan(other.start("verb"), other.end("verb"))
        stop = _clause_end(document, verb.end, end)
        return Attribution("said", (ViewSpan(verb.end, stop),), verb, bare=_is_bare(document, verb.end, stop))
    by = _according_behind(document, mark, end)
    if by is not None:
        return by
    if document.text[mark.outer.end : mark.outer.end + 3].strip(" .!?»")[:1] == ":":
        stop = _clause_end(document, mark.outer.end, end)
        if _ANY_NAME.search(document.text, mark.outer.end, stop):
            return Attribution("carried", (ViewSpan(mark.outer.end, stop),))
    if (
        document.text[mark.outer.end : mark.outer.end + 3].lstrip()[:1] in (",", "(", "–", "—", "-")
        or mark.outer.end == end
        or _whole_line(document, mark)
    ):
        stop = _clause_end(document, mark.outer.end, end)
        if (
            NAME.match(document.text, mark.outer.end, stop)
            and not has_finite_verb(document.text[mark.outer.end : stop])
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
        stop = _clause_end(document, m.end(), end)
        if cue and cue.group().strip() != "pour" and cue.group().strip() != "chez":
            return Attribution(
                "according",
                (ViewSpan(cue.end(), stop),),
                ViewSpan(cue.start(), cue.end()),
                pronoun=bool(HIM.match(document.folded, cue.end(), stop)),
                bare=_is_bare(document, cue.end(), stop),
            )
    return None


def _whole_line(document: Document, mark: Marked) -> bool:
    """True for a quotation that opens its line and ends as a sentence does: `« … . » Anne Roy, directrice`."""
    front = document.text[document.blocks[mark.first].span.start : mark.outer.start]
    inner = document.text[mark.inner.start : mark.inner.end].rstrip()
    return not any(c.isalnum() for c in front) and inner.endswith((".", "!", "?", "…"))


def _announces(document: Document, start: int, said: re.Match[str], end: int) -> bool:
    """True where what has no name of its own announces the next quotation: `». Et d'ajouter : «`."""
    gap = document.text[start : said.start("verb")].lstrip()
    rest = document.text[said.end("verb") : end].rstrip()
    opens = gap.startswith((".", "!", "?")) or gap.endswith((" d'", " de "))
    return opens and rest.endswith(":") and not _ANY_NAME.search(rest)


def _inside(document: Document, mark: Marked) -> Attribution | None:
    """An aside within the marks: `« Nous avançons, prévient Anne Roy, déléguée. Mais il faut du temps. »`.

    A comma or a dash opens it; a pronoun, a name or a bare function must follow the verb.
    """
    for comma in re.finditer(r"[,–—]\s", document.folded[mark.inner.start : mark.inner.end]):
        at = mark.inner.start + comma.start()
        said = inverted().match(document.folded, at, mark.inner.end)
        if not said or said.end() - at > 60:
            continue
        pronoun = said.group("p1") or said.group("p2")
        if pronoun in ("il", "elle", "ils", "elles", "on") or NAME.match(document.text, said.end(), mark.inner.end):
            return _said_behind(document, said, _clause_end(document, said.end(), mark.inner.end))
        if bare().match(document.folded, said.end() + 1, mark.inner.end) and document.folded[said.end()] == " ":
            return _said_behind(document, said, _clause_end(document, said.end(), mark.inner.end))
    return None


def _past(document: Document, said: re.Match[str]) -> bool:
    """True for a participle: `« … », signée Anne Roy` names a work, `« … », a signé Anne Roy` quotes."""
    return document.text[said.start("verb") : said.end("verb")].rstrip("es").endswith("é")


def _says(document: Document, start: int, said: re.Match[str]) -> bool:
    """True where a verb behind a quotation has a subject of its own, and is no participle that describes it."""
    if said.group("aux") is None and _past(document, said):
        return False
    if said.group("p1") or said.group("p2"):
        return True
    if re.search(r"[,.;:!?–—-]", document.text[start : said.start("verb")]) and said.end() < len(document.text):
        return True
    return bool(
        re.match(
            r"\s(?:[A-ZÀ-ÖØ-Þ]|(?:le|la|les|un|une|son|sa|notre|ce|cette)\s|l')",
            document.text[said.end() : said.end() + 8],
        )
    )


def _said_behind(document: Document, said: re.Match[str], stop: int) -> Attribution:
    pronoun = said.group("p1") or said.group("p2")
    cue = ViewSpan(said.start("verb"), said.end("verb"))
    return Attribution(
        "said",
        () if pronoun else (ViewSpan(said.end(), stop),),  # `avait-elle déclaré au Courrier du Lac`
        cue,
        pronoun is not None,
        pronoun is None and _is_bare(document, said.end(), stop),
        gender=_GENDERS.get(pronoun or ""),
    )


def _is_bare(document: Document, start: int, stop: int) -> bool:
    """True where a stretch names a function and no one: `la présidente du syndicat`; not `l'un des membres`."""
    m = re.compile(r"\s*").match(document.folded, start, stop)
    at = m.end() if m else start
    if documents().match(document.folded, at, stop) or nameless().match(document.folded, at, stop):
        return False
    return bool(ARTICLE.match(document.text, at, stop)) and not _ANY_NAME.search(document.text, at, stop)


def _clause_end(document: Document, start: int, end: int) -> int:
    """Where the sentence that says who speaks ends."""
    m = _SENTENCE_END.search(document.text, start, end)
    return m.start() if m else end


def _front(document: Document, mark: Marked, left: int) -> Attribution | None:
    block = document.blocks[mark.first]
    start = max(left, block.span.start, min(document.sentence_at(mark.outer.start).start, mark.outer.start))
    if document.text[start : mark.outer.start].strip(" -–—•:,.") == "" and start == block.span.start:
        return None
    semicolon = document.text.rfind(";", start, mark.outer.start)
    if semicolon >= 0 and _ANY_NAME.search(document.text, semicolon, mark.outer.start):
        start = semicolon + 1  # `assure Anne Roy ; Luc Dorme, lui, en doute : « … »`
    return _read_front(document, start, mark.outer.start)


def _read_front(document: Document, start: int, end: int) -> Attribution | None:
    """What a stretch in front of a quotation says of its speaker."""
    folded = document.folded
    verbs = list(spoken().finditer(folded, start, end))
    verb = verbs[-1] if verbs else None
    m = next((m for m in according().finditer(folded, start, end) if _opens_clause(folded[start : m.start()])), None)
    if verb is not None and end - verb.end() <= 160 and (m is None or m.start() < verb.start()):
        return _said_front(document, start, verb, end)
    if m and (folded[start:end].rstrip()[-1:] in ",:" or m.group().strip() not in ("pour", "chez")):
        return Attribution(
            "according",
            (ViewSpan(m.end(), end),),
            ViewSpan(m.start(), m.end()),
            pronoun=bool(HIM.match(folded, m.end(), end)),
            bare=_is_bare(document, m.end(), end),
        )
    if verb is not None and end - verb.end() <= 160:
        return _said_front(document, start, verb, end)
    if folded[start:end].rstrip().endswith(":") and _ANY_NAME.search(document.text, start, end):
        return Attribution("named", (ViewSpan(start, end),))
    return None


def _opens_clause(before: str) -> bool:
    """True where what stands in front leaves room for `selon …` to open a clause."""
    return not before.strip(" -–—•") or before.rstrip().endswith((",", ":", ";", " que", " et", " mais"))


def _said_front(document: Document, start: int, verb: re.Match[str], end: int) -> Attribution:
    cue = ViewSpan(verb.start(), verb.end())
    stretches, cut = [], verb.start()
    for comma in [*reversed([m.start() for m in re.finditer(r"[,;]", document.folded[start : verb.start()])]), -1]:
        at = start + comma + 1
        stretches.append(ViewSpan(at, cut))
        cut = start + comma if comma >= 0 else start
    asides = [s for s in stretches if _ASIDE.match(document.folded, s.start, s.end)]
    ordered = [*(s for s in stretches if s not in asides), ViewSpan(verb.end(), end), *asides]
    subject = document.folded[start : verb.start()]
    pronoun = bool(PRONOUN_SUBJECT.search(subject)) or bool(re.match(r"\W*(?:et|puis)\s(?:de\s|d')$", subject))
    pronoun = pronoun or bool(re.match(r"-t-(?:il|elle)|-(?:il|elle)\b", document.folded[verb.end() : end]))
    nearest = next((s for s in stretches if len(s) > 1), None)
    named = any(_ANY_NAME.search(document.text, s.start, s.end) for s in stretches)
    bare_ = (
        nearest is not None and not pronoun and not named and any(_is_bare(document, s.start, s.end) for s in stretches)
    )
    words = set(re.findall(r"[a-z]+", f"{subject} {document.folded[verb.end() : verb.end() + 8]}"))
    genders = {_GENDERS[w] for w in words & _GENDERS.keys()} if pronoun else set()
    gender = genders.pop() if len(genders) == 1 else None
    return Attribution("said", tuple(s for s in ordered if len(s) > 1), cue, pronoun, bare_, gender=gender)


def _lines(document: Document, mark: Marked, left: int, right: int) -> Attribution | None:
    """Who speaks, from the lines around a quotation that fills its own."""
    first, last = document.blocks[mark.first], document.blocks[mark.last]
    opens = not any(c.isalnum() for c in document.text[first.span.start : mark.outer.start])
    closes = not any(c.isalnum() for c in document.text[mark.outer.end : last.span.end])
    above = document.blocks[mark.first - 1] if opens and mark.first else None
    below = document.blocks[mark.last + 1] if closes and mark.last + 1 < len(document.blocks) else None
    if above is not None and above.span.end < left:
        above = None
    if above is not None and document.text[above.span.end - 1] == ":" and _readable(document, above):
        start = document.sentence_at(above.span.end - 2).start
        found = _read_front(document, max(start, left), above.span.end)
        if found is not None:
            return found
    if below is not None and below.span.start < right and _readable(document, below):
        stop = min(right, below.span.end)
        said = inverted().match(document.folded, below.span.start, stop)
        if said and (said.group("p1") or said.group("p2") or NAME.match(document.text, said.end(), stop)):
            return _said_behind(document, said, _clause_end(document, said.end(), stop))
        by = according().match(document.folded, below.span.start, stop)
        if by and NAME.match(document.text, by.end(), stop) and not has_finite_verb(document.text[by.end() : stop]):
            return Attribution("according", (ViewSpan(by.end(), stop),))
        if _nominal(document, below):
            return Attribution("named", (ViewSpan(below.span.start, stop),))
    if above is not None and _nominal(document, above):
        return Attribution("named", (above.span,))
    return None


def _earlier(document: Document, mark: Marked, left: int) -> Attribution | None:
    """Who speaks, from the sentence before the one that is all quotation: `Le professeur Roy tempère. « … »`."""
    block = document.blocks[mark.first]
    at = max(left, block.span.start)
    before = document.text[at : mark.outer.start].rstrip()
    if len(before) < 12 or not before.endswith((".", ":")):
        return None
    start = max(at, document.sentence_at(at + len(before) - 2).start)
    end = at + len(before) - 1
    verbs = [m for m in spoken().finditer(document.folded, start, end) if end - m.end() < 3]
    if verbs:
        return _said_front(document, start, verbs[-1], end)
    named = _ANY_NAME.search(document.text, start, end)
    if named or _is_bare(document, start, min(end, start + 60)):
        cut = document.text.find(",", start, end)
        return Attribution("carried", (ViewSpan(start, cut if cut > 0 and not named else end),), bare=not named)
    return None


def _readable(document: Document, block: Block) -> bool:
    return document.zones[block.zone].kind in _PROSE


def _nominal(document: Document, block: Block) -> bool:
    """True for a line that names a person and what they are: `Anne Roy, présidente du syndicat`."""
    text = document.text[block.span.start : block.span.end]
    return (
        _readable(document, block) and len(text.split()) <= 30 and bool(NAME.match(text)) and not has_finite_verb(text)
    )
