"""Pages of many kinds of sites, made from `sites/`, and what of them is article and what is not.

Every site frames every article in its own markup: what stands in an article must be kept, what a site says around it
must not. Names are invented.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

SITES = Path(__file__).parent / "sites"

#: A part of an article: its tag and its text.
Part = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page, the strings that a reader must find in its article (the title first), and those that are none of it.

    `published` and `author` are what the page says beside an article that says neither itself.
    """

    name: str
    markup: str
    article: tuple[str, ...]
    around: tuple[str, ...]
    published: str | None = None
    author: str | None = None


def pages() -> list[Page]:
    """All of them: every site with every article."""
    articles = tomllib.loads((SITES / "articles.toml").read_text("utf-8"))["articles"]
    sites = tomllib.loads((SITES / "sites.toml").read_text("utf-8"))
    made = []
    for site, says in sites.items():
        frame = (SITES / f"{site}.html").read_text("utf-8")
        for number, article in enumerate(articles):
            parts = [(tag, text) for tag, text in article["parts"]]
            said = [
                s for tag, text in parts for s in (text.replace("//", "|").split("|") if tag == "table" else [text])
            ]
            markup = _filled(frame, article["title"], parts)
            whole = (article["title"], *said, *says.get("inside", ()))
            head = (None, None) if article.get("dated") else (says.get("published"), says.get("author"))
            made.append(Page(f"{site}-{number}", markup, whole, tuple(says["around"]), *head))
    return made


def _filled(frame: str, title: str, parts: list[Part]) -> str:
    """A site's page with an article in it, laid out as the site asks for."""
    half = len(parts) // 2
    layouts = {
        "title": title,
        "article": _plain(parts),
        "first half": _plain(parts[:half]),
        "second half": _plain(parts[half:]),
        "soup": "\n".join(map(_soup, parts)),
        "wrapped": "\n".join(f'<div class="para">{_element(*part)}</div>' for part in parts),
        "lines": "<br><br>".join(text.replace("//", "<br>").replace("|", " : ") for _, text in parts),
    }
    for name, said in layouts.items():
        frame = frame.replace(f"{{{{{name}}}}}", said)
    return frame


def _plain(parts: list[Part]) -> str:
    return "\n".join(_element(*part) for part in parts)


def _element(tag: str, text: str) -> str:
    if tag == "table":
        rows = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in text.split("//"))
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    return f"<ul><li>{text}</li></ul>" if tag == "li" else f"<{tag}>{text}</{tag}>"


def _soup(part: Part) -> str:
    """A block that is nothing but `div` and `span`, as page builders write it."""
    if part[0] in ("table", "li"):
        return _element(*part)
    return f'<div class="_3xKq"><div data-testid="richText"><span style="font-size:16px">{part[1]}</span></div></div>'
