"""An article in the terminal: colours where there are some, brackets where there are none."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from pressmine.record import Record
from pressmine.report.marks import parts_of
from pressmine.report.page import by_kind
from pressmine.report.values import values_of
from pressmine.report.words import shown

#: Colour and line for each kind; the widest kinds have a line only.
_STYLES = {
    "organisation": "bold blue",
    "person": "bold yellow",
    "place": "green",
    "date": "bold magenta",
    "figure": "bold cyan",
    "contact": "underline",
    "extra": "bold red",
    "quote": "italic",
    "agreement": "",
}


def print_marked(record: Record, console: Console | None = None) -> None:
    """Print the text with its values marked, then the values by kind."""
    console = console or Console(soft_wrap=True, highlight=False)
    values = values_of(record)
    kinds = {value.key: value.kind for value in values}
    out = Text()
    open_: tuple[str, ...] = ()
    for part in parts_of(record, values):
        for segment in part.segments:
            if not console.is_terminal:
                out.append(_brackets(open_, segment.keys, kinds))
            style = " ".join(_STYLES[kinds[key]] for key in segment.keys) or ("dim" if part.aside else "")
            out.append(segment.text, style=style)
            open_ = segment.keys
    if not console.is_terminal:
        out.append(_brackets(open_, (), kinds))
    console.print(out, markup=False)
    for kind, group in by_kind(values):
        console.print(Text(f"\n{kind}s" if kind != "extra" else "\nextra", style=_STYLES[kind] or "bold"))
        for value in group:
            facts = " · ".join(f"{name} {text}" for name, text, _ in value.facts)
            console.print(Text(f"  {shown(value.label)}{'  ' + facts if facts else ''}"))


def _brackets(before: tuple[str, ...], now: tuple[str, ...], kinds: dict[str, str]) -> str:
    """What closes and opens between two segments: `⟦date …⟧`. The values nest as far as their bounds do."""
    closed = sum(key not in now for key in before)
    return "⟧" * closed + "".join(f"⟦{kinds[key]} " for key in now if key not in before)
