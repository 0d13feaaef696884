"""The reference, the JSON Schema and the template of rule files: made from the keys, settings and slots themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pressmine.rules.declared.keys import DENIED, FILE, HEADER, LISTS, RULE, TYPES, VERSION, Key
from pressmine.rules.declared.settings import SETTINGS
from pressmine.rules.declared.slots import SLOTS
from pressmine.rules.declared.specs import THRESHOLD, USUAL

_SHAPES = {
    "text": "text",
    "texts": "text, or a list",
    "whole": "whole number",
    "number": "number",
    "truth": "true or false",
    "choice": "one of",
    "choices": "one or a list of",
    "any": "text, mapping or list",
    "map": "mapping",
    "maps": "list of mappings",
    "words": "texts and mappings",
    "terms": "list, or name of a .csv file",
    "tokens": "list of patterns",
    "lists": "mapping",
    "find": "mapping",
    "set": "mapping",
    "field": "field",
}


def reference() -> str:
    """The reference as Markdown."""
    lines = [
        "# Rule files: the reference",
        "",
        "Made by `pressmine rules reference` from the code that reads them; `docs/rules.md` is the way in.",
        "",
        "## The file",
        "",
        *_keys(FILE),
        "",
        "## A rule",
        "",
        *_keys(RULE),
    ]
    for key in RULE:
        if key.inside:
            lines += ["", f"### `{key.name}`", "", *_keys(key.inside)]
            for inner in key.inside:
                if inner.inside:
                    lines += ["", f"### `{key.name}.{inner.name}`", "", *_keys(inner.inside)]
    lines += ["", "## Fields, and what `set` may say", ""]
    lines.append(f"Fields: {', '.join(f'`{n}`' for n in LISTS)}, `extra.NAME` (a field of your own), ")
    lines.append(f"`document.` and one of {', '.join(HEADER)}; `not.` and one of {', '.join(DENIED)}.")
    for field, settings in SETTINGS.items():
        lines += ["", f"### `set` for `{field}`", "", "| key | |", "|---|---|"]
        lines += [f"| `{key}` | {says} |" for key, says in settings.items()]
    lines += ["", "## Slots", "", "| slot | matches | as in | type | attributes |", "|---|---|---|---|---|"]
    lines += [
        f"| `{{{name}}}` | {slot.says} | {slot.example} | {slot.type} | {', '.join(slot.attributes)} |"
        for name, slot in SLOTS.items()
    ]
    lines.append(
        "| `{liste}` | A word of the list `liste` of the file's `lists`. | solaire | text | text, name, type, code |"
    )
    return "\n".join(lines) + "\n"


def _keys(keys: tuple[Key, ...]) -> Iterator[str]:
    yield "| key | is | |"
    yield "|---|---|---|"
    for key in keys:
        shape = _SHAPES[key.shape]
        if key.choices:
            shape += " " + ", ".join(f"`{choice}`" for choice in key.choices)
        example = f" Example: `{key.name}: {key.example}`".replace("|", "\\|") if key.example else ""
        must = "**Required.** " if key.required else ""
        yield f"| `{key.name}` | {shape} | {must}{key.says}{example} |"


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a rule file, for editors. The reader says more than a schema can."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://pressmine.example/schemas/rules-{VERSION}.json",
        "title": "A rule file of pressmine",
        **_object(FILE),
    }


def _object(keys: tuple[Key, ...]) -> dict[str, Any]:
    out: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: {"description": key.says, **_schema(key)} for key in keys},
    }
    required = [key.name for key in keys if key.required]
    return {**out, "required": required} if required else out


def _schema(key: Key) -> dict[str, Any]:
    text = {"type": ["string", "number", "boolean"]}
    bounds = {k: v for k, v in (("minimum", key.low), ("maximum", key.high)) if v is not None}
    if key.shape == "choice":
        return {"enum": list(key.choices)}
    if key.shape == "choices":
        one = {"enum": list(key.choices)}
        return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}
    if key.shape in ("map", "find"):
        return _object(key.inside)
    if key.shape == "maps":
        one = _object(key.inside)
        return (
            {"type": "array", "items": one}
            if key.name == "rules"
            else {"anyOf": [one, {"type": "array", "items": one}]}
        )
    if key.shape == "words":
        entry = {"anyOf": [text, _object(key.inside)]}
        return {"anyOf": [*entry["anyOf"], {"type": "array", "items": entry}]}
    plain: dict[str, dict[str, Any]] = {
        "text": {"type": "string"},
        "texts": {"anyOf": [text, {"type": "array", "items": text, "minItems": 1}]},
        "whole": {"type": "integer", **bounds},
        "number": {"type": "number", **bounds},
        "truth": {"type": "boolean"},
        "any": {},
        "set": {"type": "object"},
        "lists": {"type": "object"},
        "terms": {"type": ["string", "array"]},
        "tokens": {"type": "array", "minItems": 1},
        "field": {
            "type": "string",
            "pattern": rf"^({'|'.join(LISTS)}|extra\.[a-z_][a-z0-9_]*|document\.\w+|not\.\w+)$",
        },
    }
    return plain[key.shape]


def template() -> str:
    """A rule file to start from: every key on its own line, with an explanation; its tests pass."""
    return _TEMPLATE.format(version=VERSION, usual=USUAL, threshold=THRESHOLD, types=", ".join(TYPES))


_TEMPLATE = """\
# Un fichier de règles pour pressmine. Essayez-le :
#   pressmine rules test FICHIER.yaml
#   pressmine rules try "Orvelle recrutera 40 techniciens d'ici juin 2026." --rules FICHIER.yaml

# La version du format.
pressmine: {version}

# Des listes de mots pour les cases des motifs ; une liste peut être un fichier CSV (name, alias, type, code).
lists:
  metiers: [technicien, techniciens, ingénieur, ingénieurs, opérateur, opérateurs]

rules:
    # Le nom de la règle : il sera la `source` de ce qu'elle trouve.
  - id: emploi.recrutement
    # Ce qu'elle lit, en une phrase.
    says: Un recrutement annoncé, avec le nombre de postes.
    # La liste de la notice qu'elle remplit, ou un champ à vous sous `extra.`.
    field: extra.recrutements
    # Pour un champ sous `extra.` : {types}.
    type: object
    # Où chercher : sans `where`, partout sauf dans ce qui entoure l'article.
    where:
      zones: [headline, subtitle, lead, body, list]
    # Quoi chercher : terms, pattern, regex, tokens ou python.
    find:
      # <recruter> : toutes les formes du mot ; [ ] facultatif ; (a|b) l'un ou l'autre ; {{COUNT:postes}} un nombre.
      pattern: "<recruter|embaucher> [encore] {{COUNT:postes}} [nouveaux|nouvelles] {{metiers:metier}}"
    # Ce que deviennent les cases.
    set:
      value:
        postes: "{{postes}}"
        metier: "{{metier}}"
    # Si l'un de ces mots est dans la phrase, la règle se tait.
    unless: ["<stagiaire>", "<bénévole>"]
    # Des mots proches qui rendent plus sûr (ou moins sûr).
    context:
      - words: ["d'ici", "<annoncer>", "<prévoir>"]
        within: sentence
        by: 0.1
    # À quel point c'est sûr, de 0 à 1 ({usual} sans cette ligne) ; sous {threshold}, rien n'est trouvé.
    confidence: 0.8
    # Entre deux valeurs qui se chevauchent, la plus haute priorité l'emporte.
    priority: 0
    # Au moins un texte où elle trouve, et ce qu'elle y trouve ; au moins un où elle ne doit rien trouver.
    tests:
      match:
        - text: Orvelle recrutera 40 techniciens d'ici juin 2026.
          gives:
            text: recrutera 40 techniciens
            value: {{postes: 40, metier: techniciens}}
      no_match:
        - Orvelle compte 40 techniciens.
        - Orvelle recrute 12 opérateurs stagiaires.
"""
