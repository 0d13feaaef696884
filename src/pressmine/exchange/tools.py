"""Annotation tools: Label Studio, BRAT, spaCy, CoNLL. Each writes a record and reads its annotations back.

Label Studio counts in UTF-16, since it runs in a browser; BRAT and spaCy count code points; CoNLL has no offsets, so
that ours carries them in a comment a token.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pressmine.exchange.annotations import Annotation, annotations_of
from pressmine.exchange.offsets import Utf16
from pressmine.record import Record

#: What reading a form back gives: the article, and its annotations.
Read = tuple[str, list[Annotation]]
#: A word with its accents where they are characters of their own and with what only joins its parts (a soft hyphen), or
#: another sign with what changes it: an emoji is often several characters.
_ACCENTS = r"\u0300-\u036f"
_JOINERS = r"[\u00ad\u200b-\u200d\u2060]"
_CHANGES = rf"[{_ACCENTS}\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]"
_TOKEN = re.compile(rf"\w+(?:[{_ACCENTS}]\w*|{_JOINERS}+\w+)*|[^\w\s]{_CHANGES}*(?:\u200d[^\w\s]{_CHANGES}*)*")


def to_labelstudio(record: Record) -> str:
    """One task with a prediction, as JSON."""
    at = Utf16(record.text)
    found = [
        {
            "id": f"a{number}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": at.to_utf16(a.start),
                "end": at.to_utf16(a.end),
                "text": record.text[a.start : a.end],
                "labels": [a.label],
            },
        }
        for number, a in enumerate(annotations_of(record))
    ]
    data = {"text": record.text, "source": record.document.source, "id": record.document.id}
    prediction = {"model_version": f"pressmine-{record.produced_by.pressmine}", "result": found}
    return json.dumps({"data": data, "predictions": [prediction]}, ensure_ascii=False)


def from_labelstudio(text: str) -> Iterator[Read]:
    """The tasks of an export, or of what `to_labelstudio` wrote: annotations where there are some, else predictions."""
    tasks = json.loads(text) if text.lstrip().startswith("[") else [json.loads(line) for line in _lines(text)]
    for task in tasks:
        at = Utf16(task["data"]["text"])
        results = (task.get("annotations") or task.get("predictions") or [{"result": []}])[-1]["result"]
        yield (
            task["data"]["source"],
            [
                Annotation(at.to_points(r["value"]["start"]), at.to_points(r["value"]["end"]), label)
                for r in results
                if r.get("type") == "labels"
                for label in r["value"]["labels"]
            ],
        )


def to_brat(record: Record) -> str:
    """The stand-off lines. A span over several lines is one fragment a line, as BRAT wants it."""
    lines = []
    for number, a in enumerate(annotations_of(record), start=1):
        said = record.text[a.start : a.end]
        parts = [(a.start + m.start(), a.start + m.end()) for m in re.finditer(r"[^\r\n]+", said)]
        spans = ";".join(f"{start} {end}" for start, end in parts)
        lines.append(f"T{number}\t{a.label} {spans}\t{' '.join(record.text[s:e] for s, e in parts)}\n")
    return "".join(lines)


def from_brat(text: str) -> list[Annotation]:
    """The text-bound annotations of an `.ann` file."""
    found = []
    for line in _lines(text):
        if line.startswith("T"):
            label, _, spans = line.split("\t")[1].partition(" ")
            bounds = [int(number) for number in re.findall(r"\d+", spans)]
            found.append(Annotation(min(bounds), max(bounds), label))
    return found


def to_spacy(record: Record) -> str:
    """A line of JSON with `text` and `spans` (start, end, label), as spaCy's training formats are made from."""
    spans = [[a.start, a.end, a.label] for a in annotations_of(record)]
    meta = {"source": record.document.source, "id": record.document.id}
    return json.dumps({"text": record.text, "spans": spans, "meta": meta}, ensure_ascii=False)


def from_spacy(text: str) -> Iterator[Read]:
    """The lines that `to_spacy` wrote."""
    for line in _lines(text):
        data = json.loads(line)
        yield data["meta"]["source"], [Annotation(start, end, label) for start, end, label in data["spans"]]


def to_conll(record: Record) -> str:
    """A token a line with its label in BIO and its bounds; the widest label where spans overlap. A blank line ends
    a line of the text.
    """
    marks = sorted(annotations_of(record), key=lambda a: (a.start, -a.end))
    out, last = [f"# source = {record.document.source}\n"], 0
    open_: Annotation | None = None
    waiting = iter(marks)
    following = next(waiting, None)
    for token in _TOKEN.finditer(record.text):
        if "\n" in record.text[last : token.start()] and last:
            out.append("\n")
        last = token.end()
        if open_ is not None and token.start() >= open_.end:
            open_ = None
        inside = open_
        while following is not None and following.start <= token.start():
            if open_ is None and token.start() < following.end:
                open_ = following
            following = next(waiting, None)
        label = "O" if open_ is None else f"{'I' if open_ is inside else 'B'}-{open_.label}"
        out.append(f"{token.group()}\t{token.start()}\t{token.end()}\t{label}\n")
    return "".join(out) + "\n"


def from_conll(text: str) -> Iterator[Read]:
    """The articles that `to_conll` wrote."""
    source, found = "", list[Annotation]()
    for line in text.splitlines():
        if line.startswith("# source = "):
            if source:
                yield source, found
            source, found = line.removeprefix("# source = "), []
        elif line.count("\t") == 3:
            _, start, end, label = line.split("\t")
            if label.startswith("B-"):
                found.append(Annotation(int(start), int(end), label[2:]))
            elif label.startswith("I-") and found:
                found[-1] = Annotation(found[-1].start, int(end), label[2:])
    if source:
        yield source, found


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
