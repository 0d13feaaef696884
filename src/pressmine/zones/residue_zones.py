"""Residue of web pages in copied articles, told by its structure: teasers, forms, menus, share bars, tags, banners.

A word by itself makes no residue. A label stands alone on its line or before a title; a span that it heads ends
where prose resumes; what stays in doubt stays in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pressmine.document import ZoneKind
from pressmine.french.alternatives import any_of
from pressmine.french.bylines import read_byline
from pressmine.french.clauses import has_finite_verb
from pressmine.french.datelines import read_dateline
from pressmine.french.lexicon import any_form
from pressmine.french.lists import folded_set, read_list
from pressmine.zones.lines import Line
from pressmine.zones.tail_zones import opens_tail, reached

#: Rows of hashtags, a bare address, signs alone.
_SIGNS = re.compile(
    r"(?:#[\w-]{2,60}[\s,;]*){2,200}$|(?:#[\w-]{2,60})$"
    r"|<?(?:https?://|www\.)\S+>?$"
    r"|[,;|/·•>»<«\s.-]+$"
)
#: `|---|---|`: the rule under the head of a table in Markdown; without it the table would lose its head.
_RULED = re.compile(r"\|\s?:?--|--:?\s?\|")
_WORD = re.compile(r"[\w'-]+")
#: An excerpt that the page has cut.
_CUT = re.compile(r"(?:\.\.\.|…|\[\.\.\.\]|\[…\])\]?\s?(?:lire la suite)?$")
#: Words of a title, of a label's line, of a menu's entry; words of an excerpt.
_TITLE, _LABEL, _ENTRY, _EXCERPT = 20, 14, 5, 60
#: Letters of a short word (`et`, `menu`) that a number before it says nothing of.
_COUNTED = 6
#: Between the items of a bar of links.
_ITEMS = re.compile(r"\s?[|·•]\s?|\s[>›»/–—-]\s")
#: Lines of a menu, and how many of ten must be known entries.
_MENU_LINES, _MENU_KNOWN = 5, 4
#: Lines that a mail's header has at least, its sender among them.
_HEADER = 3
_SENDER = re.compile(r"[\W_]{0,4}(?:de|from)\s?:")
#: Part of the text's lines that stands above what readers wrote below it.
_ABOVE_COMMENTS = 0.4


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Heads alone on a line, teasers, comments' heads, replies, banners, what the article is filed under."""
    lists = read_list("residue")
    before, after = r"[\W_]{0,6}(?:\d{1,4}\s)?", r"\s{0,2}(?:\(?\d{1,5}\)?)?[\s:>»›…!*↓→▼-]{0,6}"
    return (
        re.compile(f"{before}{any_of([*lists['heads'], *lists['teasers']])}{after}"),
        re.compile(
            rf"[\W_]{{0,6}}{any_of(lists['teasers'])}(?P<sep>\s{{0,2}}[:>»›|–—-]\s?|\s{{1,2}}(?=[«\"])|(?=\w)|\s)"
        ),
        re.compile(f"{before}{any_of(lists['comments'])}{after}"),
        re.compile(
            rf"(?:{any_of(lists['replies'])}(?:\s?\(?\d{{0,5}}\)?)?|.{{2,60}}\s{any_of(lists['said_by'])}\s?:)[\s.]{{0,2}}"
        ),
        re.compile(rf"[\W_]{{0,6}}{any_of(lists['banners'])}"),
        re.compile(rf"_?{any_of(lists['filed'])}\s?:"),
    )


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(read_list('residue')['labels'])}(?!\w)")


def residue(lines: list[Line]) -> None:
    """Label residue as boilerplate."""
    said = [line for line in lines if not line.blank]
    for run in _menus(said):
        for line in run:
            line.kind = ZoneKind.BOILERPLATE
    for line in _mail_header(said):
        line.kind = ZoneKind.BOILERPLATE
    stretch = 0  # lines of a span so far, its head included
    below = False  # lines that stay stand above
    for index, line in enumerate(said):
        if line.kind is not None:
            continue
        if opens_tail(line) and (index > 0.3 * len(said) or reached(said, index + 1)):  # else an entry of a menu
            stretch, below = 0, True
            continue
        if _thread(said, index):
            _comments(said[index:])
        if _heads(line):
            stretch = 1
        elif stretch and _goes_on(said, index, stretch == 1 and below):
            stretch += 1
        else:
            stretch = 0
            if not _alone(line) or _runs_on(said, index):
                below = True
                continue
        line.kind = ZoneKind.BOILERPLATE


def _mail_header(said: Sequence[Line]) -> Iterator[Line]:
    """Lines of a mail's header that is in the text, three together or below what passes a mail on. The subject
    stays, which may be the only headline, and so does the day where no other line is a dateline.
    """
    headers = [line for run in _header_runs(said) for line in run]
    day = _only_day(said) if headers else None
    yield from (r for r in headers if r is not day and not r.folded.startswith(("objet", "sujet", "subject")))


def _header_runs(said: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each header, together."""
    field, passed = _header_patterns()
    run: list[Line] = []
    for line in [*said, None]:
        m = field.match(line.folded) if line is not None and line.words <= _EXCERPT else None
        if line is not None and (m is not None or not run and passed.match(line.folded)):
            run.append(line)
            continue
        sent = any(_SENDER.match(r.folded) for r in run)
        if sent and len(run) >= _HEADER or run and passed.match(run[0].folded):
            yield run
        run = []


def _only_day(said: Sequence[Line]) -> Line | None:
    """The line `Date : 16 mai 2011` where no other line has a dateline: it is that of what was sent."""
    found = [(line, dateline) for line in said if (dateline := read_dateline(line.text)) is not None]
    return found[0][0] if len(found) == 1 and found[0][1].alone and found[0][1].plain else None


@cache
def _header_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = read_list("residue")
    field = rf"{any_of(lists['header_fields'])}\s?:"
    return (
        re.compile(rf"[\W_]{{0,4}}{field}"),
        re.compile(rf"[\W_]{{0,20}}{any_of(lists['passed_on'])}(?:[\W_]{{0,20}}$|[\W_]{{1,20}}{field})"),
    )


def _heads(line: Line) -> bool:
    """True for a label alone on its line: below it stand titles of other pages, or the fields of a form."""
    return line.words <= _LABEL and _patterns()[0].fullmatch(line.folded) is not None


def _goes_on(said: Sequence[Line], index: int, first: bool) -> bool:
    """True if a line below a label is a title, an excerpt that was cut, or a field. The last short line over a
    paragraph is the paragraph's heading, unless it stands right below a label that stands below the text.
    """
    line = said[index]
    if line.words <= _EXCERPT and _CUT.search(line.text):
        return True
    if _prose(line) or line.words > _TITLE or line.text.endswith((";", ":")):
        return False
    under = index + 1
    if under < len(said) and (dateline := read_dateline(said[under].text)) is not None and dateline.alone:
        under += 1
    return first or line.bullet or not (under < len(said) and said[under].kind is None and _prose(said[under]))


def _prose(line: Line) -> bool:
    """True for a sentence: it ends like one, and is long or has a verb."""
    if line.text.endswith(("?", "!")):
        return line.words > _TITLE
    said = line.sentence and not _CUT.search(line.text) and (line.words > 12 or has_finite_verb(line.text))
    return line.words > 40 or said


def _runs_on(said: Sequence[Line], index: int) -> bool:
    """True for a line of a paragraph that continues in the next one: it stands for nothing alone."""
    below = said[index + 1] if index + 1 < len(said) else None
    return below is not None and below.start - said[index].end <= 1 and below.text[:1].islower()


def _alone(line: Line) -> bool:
    """True for a line that is residue by itself."""
    folded = line.folded
    if "\t" in line.view_text[line.start : line.end] or ("|" in folded and _RULED.search(folded)):
        return False
    _, teaser, _, _, banner, filed = _patterns()
    if _SIGNS.match(folded) or banner.match(folded) or (filed.match(folded) and not _prose(line)):
        return True
    if read_byline(line.text) is not None:
        return False  # `Temps de lecture` is next to who wrote it, and when
    if line.words <= _EXCERPT and (m := teaser.match(folded)) is not None and _points(line, m):
        return True
    if line.words <= _LABEL and any(part in folded for part in read_list("residue")["reading_time"]):
        return read_dateline(line.text) is None
    ended = folded.rstrip(" .").endswith(tuple(read_list("residue")["ends"]))
    if line.words <= _LABEL and (ended or _counts().fullmatch(folded.lstrip("-•* ")) or _download().search(folded)):
        return True
    return _button(line) or _bar(line) or _only(folded) or _control().fullmatch(folded) is not None


def _points(line: Line, m: re.Match[str]) -> bool:
    """True if a label comes before another page's title: separated by a sign, glued to it (`Lire aussiLa ligne
    rouvrira`), or by a space where the label says `aussi` and the line is not a sentence.
    """
    if m.group("sep").strip():
        return line.words <= _TITLE or not _prose(line)
    if not m.group("sep"):
        return line.text[m.end() : m.end() + 1].isupper()
    return "aussi" in m.group() and not _prose(line) and not line.text.endswith(".")


def _button(line: Line) -> bool:
    """True for a label of a button or a link: at the start of a short line that holds no figure, or one of few words.

    A sentence is not one, unless it asks the reader of the page for something: `Suivez-nous sur les réseaux.`
    """
    if line.words > _LABEL or (m := _label().search(line.folded)) is None:
        return False
    rest = line.folded[m.end() :]
    if ("ez" not in m.group() or m.start() > 3) and (
        _prose(line) or has_finite_verb(rest) or re.search(r"\w\s?:\s?\w", rest)
    ):
        return False
    bare = not any(c.isdigit() for c in line.folded) and "@" not in line.folded
    return bare and m.start() <= 3 or line.words <= 6 and len(m.group()) > 0.4 * len(line.folded)


def _bar(line: Line) -> bool:
    """True for the way to a page, and for a page's last line: `Accueil > Presse`, `© Orvelle | Mentions légales`."""
    items = [item.strip() for item in _ITEMS.split(line.folded)]
    if len(items) < 2 or line.words > _TITLE or _prose(line):
        return False
    if ">" in line.folded or "›" in line.folded:
        return items[0] == "accueil"
    return len(items) > 2 and any(_label().fullmatch(item) for item in items)


@cache
def _control() -> re.Pattern[str]:
    """`Partager la page`, `Agrandir le texte`: what one can do with the page."""
    lists = read_list("residue")
    control = rf"{any_of(lists['acts'])} (?:{any_form('determiner')} ?)?{any_of(lists['on'])}"
    return re.compile(rf"[\W_]{{0,4}}{control}(?: \(?[\w /-]{{1,24}}\)?)?[\W_]{{0,4}}")


@cache
def _counts() -> re.Pattern[str]:
    """`37 vues`, `0 commentaire · 12 partages`, `Pas de commentaire`."""
    one = rf"(?:\d{{1,6}}|pas (?:de |encore de )|aucune?|no) ?{any_of(read_list('residue')['counted'])}"
    return re.compile(rf"{one}(?:[\s|·•,-]{{1,3}}{one}){{0,4}}[\s.]{{0,2}}")


@cache
def _download() -> re.Pattern[str]:
    """The kind and the size of a file at the end of a line."""
    kinds = any_of(read_list("residue")["files"])
    return re.compile(rf"(?<!\w){kinds}[\s,:·–—-]{{1,4}}\d{{1,5}}(?:[.,]\d{{1,3}})? ?{any_form('file_size')}\W{{0,3}}$")


def _only(folded: str) -> bool:
    """True for a line made of nothing but the words of a share bar or a menu, or a number and one of them."""
    known = folded_set("residue", "only")
    first = _WORD.search(folded)
    if first is None or not (first.group().isdigit() or first.group() in known):
        return False
    found = _WORD.findall(folded)
    if len(found) == 2 and found[0].isdigit():
        return len(found[1]) > _COUNTED and found[1] in known
    return len(found) <= 12 and all(w in known for w in found) and found != ["x"]


def _menus(said: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Runs of short lines of which many are entries that every menu has; from the first such line to the last."""
    known = folded_set("residue", "menu")
    start = 0
    for end in range(len(said) + 1):
        if end < len(said) and _entry(said[end]):
            continue
        hits = [at for at in range(start, end) if said[at].folded.lstrip("-•*>· ") in known]
        if hits:
            run = said[hits[0] : hits[-1] + 1]
            if len(run) >= _MENU_LINES and 10 * len(hits) >= _MENU_KNOWN * len(run):
                yield run
        start = end + 1


def _entry(line: Line) -> bool:
    return line.kind is None and line.words <= _ENTRY + line.bullet and not line.text.endswith((".", ";", ":", ","))


def _thread(said: Sequence[Line], index: int) -> bool:
    """True if readers' comments begin: their head, below the text, with a reply or an author's line under it."""
    _, _, head, reply, _, _ = _patterns()
    if index <= _ABOVE_COMMENTS * len(said) or not head.fullmatch(said[index].folded):
        return False
    return any(reply.fullmatch(line.folded) for line in said[index + 1 : index + 12])


def _comments(below: Sequence[Line]) -> None:
    """Label what readers wrote, up to the article's own tail."""
    for line in below:
        if opens_tail(line):
            return
        line.kind = line.kind or ZoneKind.BOILERPLATE
