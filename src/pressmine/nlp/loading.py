"""The model is loaded without what its language brings for texts that no model was trained on.

spaCy's French has a pattern of 1.4 million characters for words with hyphens: compiling it takes longer than all else
that a start does. The model's tokenizer has the same pattern; here it is written shorter, and says the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_OPENS, _BETWEEN, _CLOSES = "(?iu)(?:", ")|(?:", ")"
#: One of the long classes of letters, or several, each with how often it comes.
_LETTERS = r"(?:\[[^\[\]]{300,}\][*+]?)"
_LEAD, _TAIL = re.compile(rf"\^{_LETTERS}*"), re.compile(rf"{_LETTERS}*\$\Z")


def load(path: Path, exclude: Sequence[str]) -> Language:
    """The model in a folder, without the components that `exclude` names; its tokens and entities are those of
    `spacy.load`.
    """
    import srsly
    from spacy.language import Language
    from spacy.util import get_model_meta, load_config

    class French(Language):  # type: ignore[no-untyped-call]
        lang = "fr"

    nlp = French.from_config(load_config(path / "config.cfg"), exclude=exclude, meta=get_model_meta(path))
    nlp.from_disk(path, exclude=[*exclude, "tokenizer"])
    said = srsly.msgpack_loads((path / "tokenizer").read_bytes())
    if said.get("token_match"):
        said["token_match"] = shortened(said["token_match"])
    tokenizer: Any = nlp.tokenizer
    tokenizer.from_bytes(srsly.msgpack_dumps(said), exclude=["vocab"])
    return nlp


def recognizer(nlp: Language) -> Any:
    """The pipeline's `ner`, which does not look through the tokens of each Doc for labels to learn: there are none."""
    from spacy.pipeline import EntityRecognizer

    class Recognizer(EntityRecognizer):  # type: ignore[misc]
        def _ensure_labels_are_added(self, docs: Sequence[Doc]) -> int:
            return 0

    given: Any = nlp.get_pipe("ner")
    return Recognizer(given.vocab, given.model, moves=given.moves)


def shortened(pattern: str) -> str:
    """A pattern of alternatives that begin and end alike, with each beginning and end said once.

    What is not written as spaCy writes it stays as it is.

    >>> shortened("(?iu)(?:^anti-a$)|(?:^pro-a$)"), shortened("a|b")
    ('(?iu)^(?:anti-a|pro-a)$', 'a|b')
    """
    if not (pattern.startswith(_OPENS) and pattern.endswith(_CLOSES)):
        return pattern
    alike: dict[tuple[str, str], list[str]] = {}
    for said in pattern[len(_OPENS) : -len(_CLOSES)].split(_BETWEEN):
        lead, tail = _LEAD.match(said), _TAIL.search(said)
        if lead is None or tail is None:
            return pattern
        end = max(lead.end(), tail.start())
        alike.setdefault((lead.group(), said[end:]), []).append(said[lead.end() : end])
    return "(?iu)" + "|".join(f"{lead}(?:{'|'.join(between)}){tail}" for (lead, tail), between in alike.items())
