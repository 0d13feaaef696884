"""The tail of a release: about sections, contacts, signature blocks, notes, credits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from pressmine.document import Footnote, MarkKind, Source, View, ZoneKind
from pressmine.french.alternatives import any_of
from pressmine.french.clauses import has_finite_verb
from pressmine.french.folding import fold
from pressmine.french.function_lexicon import is_function
from pressmine.french.lexicon import any_form, before_word
from pressmine.french.lists import read_list
from pressmine.french.name_forms import TITLE
from pressmine.french.signature_lines import NAME, lists_people, signs_for, sorted_by
from pressmine.french.signature_lines import head as head_of_signers
from pressmine.offsets import ViewSpan
from pressmine.zones.lines import Line, lines_over

_ABOUT = re.compile(r"\W{0,3}(?:a propos\b|qui sommes[- ]nous|about\b|presentation d[eu]\b)")
_IN_SHORT = re.compile(r"\W{0,3}.{2,60}? en (?:bref|quelques mots|chiffres)\s?(?:$|[:–-])")
_NUMBERED = re.compile(r"(?:\(\d\)|\d\)) ")
_CONTACTS = re.compile(
    rf"\W{{0,3}}(?:{before_word('before_desk')}?contacts?\b(?! {any_form('no_contact')})"
    rf"|{any_form('desk_word')} (?:de )?(?:la )?(?:avec les )?{any_form('press_desk')}\b"
    rf"|{any_form('addressed_press')}\s?:|attachee? de presse|renseignements\b"
    r"|pour (?:tout|(?:de )?plus(?: amples)?) .{0,30}(?:renseignement|information)s?)"
)
#: What parts cells that stand side by side.
_GAP = re.compile(r"\t|\s{3,}|\s?\|\s?")
#: A word that is, or belongs to, a name.
_CAPITAL = re.compile(r"(?<=\s)[A-ZÀ-Þ][\w'-]*")
#: What may stand around a signer's name on its line: a title, a function in front, what follows a comma.
_TITLED = re.compile(rf"{TITLE}\.?\s")
_CREDIT = re.compile(rf"\W{{0,2}}(?:©|\(c\)|credits?\b|copyright\b|{any_form('credit_label')}\s*:)")
_NOTE = re.compile(
    r"(?:\[(\d{1,2}|\*)\]|\((\d{1,2}|\*)\)|(\d{1,2})\)|(\d{1,2}|\*{1,3})(?=\s?[A-ZÀ-ÖØ-Ý«])"
    r"|(\d{1,2})\.(?=\s))\s{0,3}(?=\S)"
)
_CHANNEL = re.compile(
    rf"@|\[at\]|(?:\+\d{{2}}|\b0\d)[\s.\-()/]{{0,3}}\d|tel\b|https?:|www\.|\.{any_form('web_ending')}\b"
)
#: A number or a mailbox: of a contact, not of a signatory.
_REACHED = re.compile(r"@|\[at\]|(?:\+\d{2}|\b0\d)[\s.\-()/]{0,3}\d|\btel\b")
#: An address, a number of four digits or fewer (`Écoute : 3919`): with them a line is one of contacts.
_POSTAL = re.compile(rf":\s?(?:3\d\d\d|1\d\d?)\b|\b\d{{5}}\s[a-z]|\bcedex\b|\b(?:{any_form('street')}|bp \d)\b")
#: Lines of a contact that may stand above its number, each a paragraph: a name, a post, a body.
_NAMED_BEFORE = 3
#: A whole number with its code, or a mailbox.
_NUMBER_OR_MAILBOX = re.compile(r"\S@\S|\[at\]|\+\d{2,3}[\s.()-]{0,3}\d|\b0[1-9](?:[\s.-]?\d\d){4}\b")
#: Places that call one note: no text has so many.
_MOST_CALLS = 50


def is_channel(line: Line) -> bool:
    """True for a line with a number or a mailbox by which someone can be reached."""
    return _NUMBER_OR_MAILBOX.search(line.folded) is not None


def opens_tail(line: Line) -> bool:
    """True if the line heads an about section, contacts, signatures, or is a note."""
    folded = line.folded
    if _NUMBERED.match(folded):
        return True
    return line.words <= 16 and (line.words <= 14 and _about(folded) or _CONTACTS.match(folded) is not None)


def _about(folded: str) -> bool:
    """True if a line opens an about section."""
    return _ABOUT.match(folded) is not None or (" en " in folded and _IN_SHORT.match(folded) is not None)


def tail(lines: list[Line]) -> None:
    """Label about, contacts, signature and credit lines; a section continues until a heading of another kind."""
    section: ZoneKind | None = None
    since = 0
    for index, line in enumerate(lines):
        if line.blank:
            continue
        if line.kind is not None and line.kind is not ZoneKind.HEADING:
            section = None if line.kind is ZoneKind.BOILERPLATE else section
            continue
        opened = _opens(line, lines, index)
        if opened is not None:
            line.opens = not (section is opened is ZoneKind.SIGNATURE)
            section, since = opened, index
        elif section is not None and not _goes_on(section, line, lines, since, index):
            section = None
        if section is not None:
            line.kind = section
            if opened is ZoneKind.SIGNATURE and ":" in line.text and line.text.endswith("."):
                section = None  # `Ont signé : A, B et C.`
        elif line.kind is None and line.words <= 14 and _CREDIT.match(line.folded):
            line.kind = ZoneKind.CREDIT


def _opens(line: Line, lines: list[Line], index: int) -> ZoneKind | None:
    folded = line.folded
    if (line.words <= 14 or index > 0.4 * len(lines)) and _about(folded):
        return ZoneKind.ABOUT
    if _CONTACTS.match(folded) and (line.words <= 16 or _CHANNEL.search(folded)):
        return ZoneKind.CONTACTS
    if line.bullet:
        return None
    heads = head_of_signers().match(folded)
    if heads and heads.group().endswith(":") and heads.end() < len(folded):
        at = heads.end() + len(line.text) - len(folded)
        said = not re.search(r"\bsigne\b", heads.group()) and _says(heads.group()) or _says(line.text[at:])
    else:  # `Ont signé :` opens a list, though it has a verb
        said = line.words > 14 or line.sentence and not line.text.endswith(":") and _says(line.text)
    if heads and not said:
        return ZoneKind.SIGNATURE
    signed = _for_whom(lines, index) or _signs_letter(lines, index) or _signs_in_columns(lines, index)
    return ZoneKind.SIGNATURE if signed else None


def _says(text: str) -> bool:
    """True if a line that is no place and day (`Fait à Dreux …`) has a verb; `Grand Est` is not one."""
    return not text.startswith(("Fait", "fait")) and has_finite_verb(text) and has_finite_verb(_CAPITAL.sub("", text))


def _signs_letter(lines: list[Line], index: int) -> bool:
    """True for the first of several lines `Anne Roy, présidente de Valdor` that end an open letter or a petition."""
    run = list(takewhile(lambda line: line.blank or _posted(line.text), lines[index:]))
    if sum(not line.blank for line in run) < 2:
        return False
    behind = next((line for line in lines[index + len(run) :] if not line.blank), None)
    if behind is not None and behind.kind is None and not opens_tail(behind) and not _CREDIT.match(behind.folded):
        return False
    return _is_letter(lines[:index])


def _is_letter(lines: Sequence[Line]) -> bool:
    """True if a line names an open letter, a petition or the like."""
    letter = re.compile(rf"(?<!\w){any_of(map(fold, read_list('head')['letters']))}(?!\w)")
    return any(letter.search(line.folded) for line in lines)


def _signs_in_columns(lines: list[Line], index: int) -> bool:
    """True for names side by side over the functions that they have, in an open letter."""
    names = [cell for cell in _GAP.split(lines[index].text) if cell]
    if len(names) < 2 or index + 1 >= len(lines) or not all(map(_signer, names)):
        return False
    posts = [fold(cell) for cell in _GAP.split(lines[index + 1].text) if cell]
    held = len(posts) == len(names) and all(is_function(post.split()[0].partition("-")[0]) for post in posts)
    return held and not reached(lines, index) and _is_letter(lines[:index])


def _posted(text: str) -> bool:
    """True for a person's name with a function behind a comma."""
    name, comma, post = text.partition(",")
    first = fold(post.split()[0]) if comma and post.strip() else ""
    return _signer(name) and (is_function(first) or is_function(first.partition("-")[0]))


def _for_whom(lines: list[Line], index: int) -> bool:
    """True for `Pour la Région` with a name after it, or below it and in a block with others of its kind."""
    line = lines[index]
    cells = [c for c in _GAP.split(line.text) if c]
    if line.words > 30 or line.sentence and not line.text.endswith(":") or not all(_party(c) for c in cells[:1]):
        return False
    said = signs_for(line.folded, 0, len(line.folded))
    if said and said.end() < len(line.folded) and _signer(line.text[said.end() :]):
        return True
    if len(cells[0].split(",")[0].split()) > 12 or any(map(_says, cells)):
        return False
    near = [other for other in lines[index + 1 : index + 9] if not other.blank]
    below = list(takewhile(lambda other: not _party(other.text) and other.words <= 14, near))[:3]
    if not any(_signer(cell) for other in below for cell in _GAP.split(other.text)):
        return False
    others = [other for other in lines[max(0, index - 8) : index] + near if _party(other.text)]
    return bool(others) or len(cells) > 1 and _party(cells[1]) or index > 0.6 * len(lines)


def _party(text: str) -> bool:
    """True for a cell that begins `Pour X`, X being a name or a noun with an article."""
    folded = fold(text)
    return folded.startswith("pour ") and signs_for(folded, 0, len(folded)) is not None


def _signer(text: str) -> bool:
    """True for a person's name, with or without a title and a function."""
    title = _TITLED.match(text)
    whole = text[title.end() if title else 0 :].strip()
    words = whole.split(",")[0].split()
    first = next((i for i, w in enumerate(words) if w[:1].isupper() and not (i == 0 and is_function(fold(w)))), 0)
    return bool(NAME.match(" ".join(words[first:]))) and (first == 0 or is_function(fold(words[0])))


def _goes_on(section: ZoneKind, line: Line, lines: list[Line], since: int, index: int) -> bool:
    """True if `line` still belongs to the section that opened at `lines[since]`."""
    folded = line.folded
    if line.kind is ZoneKind.HEADING:
        return False
    if section is ZoneKind.CONTACTS:
        return bool(_CHANNEL.search(folded)) or line.words <= 12 and _reachable(lines, index)
    if section is ZoneKind.SIGNATURE:
        if _REACHED.search(folded) or _new_heading(line, lines, since, index):
            return False
        enumerates = line.words <= 14 or sorted_by().match(line.folded) is not None
        listed = ";" in line.text or lists_people(line.text) or enumerates and not _says(line.text)
        return (line.words <= 30 and not line.sentence or listed) and not _heads_prose(lines, index)
    return True


def _reachable(lines: list[Line], index: int) -> bool:
    """True if a short line still belongs to contacts: right below one, or one that can be reached follows."""
    return not lines[index - 1].blank or reached(lines, index)


def reached(lines: Sequence[Line], index: int) -> bool:
    """True if a number, a mailbox or an address is on a line or follows within a few short ones."""
    seen = 0
    for line in lines[index : index + 2 * _NAMED_BEFORE + 1]:
        if line.blank:
            continue
        if _CHANNEL.search(line.folded) or _POSTAL.search(line.folded):
            return True
        seen += 1
        if seen > _NAMED_BEFORE or line.words > 12 or line.kind is not None or has_finite_verb(line.text):
            return False
    return False


def _new_heading(line: Line, lines: list[Line], since: int, index: int) -> bool:
    """True for a line in capitals of some length below signatories whose lines are not all in capitals."""
    if line.words < 4 or line.bullet or not line.capitals:
        return False
    return not all(above.capitals for above in lines[since + 1 : index] if not above.blank)


def _heads_prose(lines: list[Line], index: int) -> bool:
    """True if a line that is not an item of a list stands over a paragraph: a heading."""
    if lines[index].bullet or lines[index].words > 8 or "," in lines[index].text:
        return False
    following = next((lines[at] for at in range(index + 1, len(lines)) if not lines[at].blank), None)
    return following is not None and following.words > 12 and following.sentence


def footnotes(lines: list[Line], source: Source, view: View) -> tuple[Footnote, ...]:
    """Notes and the places that call them: as the format marks them, else lines `1) …` that a word above calls."""
    found = [*_marked_notes(lines, source, view)]
    known = {note.label for note in found}
    idle: set[tuple[str, bool]] = set()  # labels that nothing above calls: not looked for again
    called: dict[tuple[str, bool], tuple[ViewSpan, ...]] = {}
    for index, line in enumerate(lines):
        if line.kind is not None or index < 2:
            continue
        m = _NOTE.match(line.text)
        if m is None:
            continue
        label = next(g for g in m.groups() if g)
        dotted = m.group(5) is not None
        if dotted and index < 0.5 * len(lines) or (label, dotted) in idle or label in known:
            continue  # `1. …` is a note only at the end of a text
        if (label, dotted) not in called:
            called[label, dotted] = _calls(view.text, label, dotted)
        calls = tuple(call for call in called[label, dotted] if call.end <= line.start)
        if not calls:
            idle.add((label, dotted))
        else:
            line.kind = ZoneKind.FOOTNOTE
            line.opens = True
            found.append(Footnote(label, ViewSpan(line.start, line.end), calls))
    return tuple(sorted(found, key=lambda n: n.span))


def _marked_notes(lines: list[Line], source: Source, view: View) -> list[Footnote]:
    calls: dict[str, list[ViewSpan]] = {}
    for mark in source.marks:
        if mark.kind is MarkKind.FOOTNOTE_CALL:
            calls.setdefault(mark.label, []).append(view.alignment.to_view(mark.span))
    notes = []
    for mark in source.marks:
        if mark.kind is MarkKind.FOOTNOTE:
            span = view.alignment.to_view(mark.span)
            for line in lines_over(lines, span):
                line.kind = ZoneKind.FOOTNOTE
            notes.append(Footnote(mark.label, span, tuple(calls.get(mark.label, ()))))
    return notes


def _calls(text: str, label: str, dotted: bool) -> tuple[ViewSpan, ...]:
    """Where the text calls the note, at most _MOST_CALLS places: `santé1`, `SDIS(1)`, `acteurs [1]`, `Région*`.

    A note that looks like an item of a list (`1. …`) needs a call after a word in lower case: `CO2` calls nothing.
    """
    if dotted:
        glued = re.compile(rf"(?<=[a-zà-öø-ÿ]{{3}}){label}(?!\w)")
        return tuple(ViewSpan(m.start(), m.end()) for m in islice(glued.finditer(text), _MOST_CALLS))
    escaped = re.escape(label)
    pattern = rf"(?<=[^\W\d_])\s?\({escaped}\)|(?<=[^\W\d_])\s?\[{escaped}\]|(?<=[»\"])\s?\({escaped}\)"
    pattern += rf"|(?<=[^\W\d_]{{2}}){escaped}(?![\w*])" if label.isdigit() else rf"|(?<=[^\W\d_]){escaped}(?!\*)"
    return tuple(ViewSpan(m.start(), m.end()) for m in islice(re.finditer(pattern, text), _MOST_CALLS))
