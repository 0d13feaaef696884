"""What people are told for the keys and codes of a record, in each language."""

from __future__ import annotations

from typing import Literal

from pressmine.tables import read_toml

Lang = Literal["fr", "en"]


def in_french() -> dict[str, str]:
    """The French of every key and code."""
    return read_toml("pressmine", "wording.toml")["french"]  # type: ignore[no-any-return]


def say(lang: Lang, code: str) -> str:
    """What is said for a key or a code of the record: `local_authority` is *local authority* and *collectivité*.

    What is not a code stays as it is.

    >>> say("en", "local_authority"), say("fr", "local_authority"), say("fr", "SIREN")
    ('local authority', 'collectivité', 'SIREN')
    """
    french = in_french()
    if code not in french:
        return code
    return french[code] if lang == "fr" else code.replace("_", " ")
