"""The table that an extraction gives: a column for each field of the record, typed as the record's models say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pyarrow as pa
from pydantic import BaseModel

from pressmine.batch.plain import Sheet
from pressmine.errors import Failure
from pressmine.record import Record

#: What stands before the record's own fields. `file` and `position` give the order of a local run.
OUTCOME, RECORD, FAILURE = "outcome", "record", "failure"
_OWN = (
    (OUTCOME, pa.string()),  # `record` or `failure`
    ("file", pa.string()),  # the article as it was given
    ("position", pa.int32()),  # of what it gave, from 0: a mail gives its own record, then those of its attachments
    ("path", pa.string()),  # the record's `document.source`, the failure's path
    ("stage", pa.string()),
    ("reason", pa.string()),
    ("json", pa.string()),  # the line of records.jsonl, without its line break
)
_PLAIN: dict[Any, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
_SQL = {pa.string(): "string", pa.int32(): "int", pa.int64(): "bigint", pa.float64(): "double", pa.bool_(): "boolean"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of column, and what makes a value of it from a value of the record's JSON."""

    arrow: pa.DataType
    fit: Callable[[Any], Any]


@cache
def schema() -> pa.Schema:
    """The Arrow schema. Raises TypeError if a model has a field that no column can hold."""
    return pa.schema([*_OWN, *((name, kind.arrow) for name, kind in _record().items())])


def ddl() -> str:
    """The same schema as Spark writes it, `name type, …`."""
    return ", ".join(f"`{field.name}` {_sql(field.type)}" for field in schema())


def row(file: str, position: int, outcome: Sheet | Failure) -> dict[str, Any]:
    """What became of an article, as a row."""
    if isinstance(outcome, Failure):
        return _own(FAILURE, file, position, outcome.path, outcome.stage, outcome.reason, None)
    line = outcome.line.removesuffix("\n")
    data = json.loads(line)
    fields = {name: kind.fit(data[name]) for name, kind in _record().items()}
    return {**_own(RECORD, file, position, outcome.source, None, None, line), **fields}


def _own(*values: str | int | None) -> dict[str, Any]:
    return dict(zip((name for name, _ in _OWN), values, strict=True))


def batch(rows: Iterable[dict[str, Any]]) -> pa.RecordBatch:
    """Rows as Arrow holds them."""
    return pa.RecordBatch.from_pylist(list(rows), schema=schema())


@cache
def _record() -> dict[str, Kind]:
    return _fields(Record)


def _fields(model: type[BaseModel]) -> dict[str, Kind]:
    """The fields of a model under the names that its JSON has."""
    out = {}
    for name, field in model.model_fields.items():
        key = field.serialization_alias or field.alias or name
        out[key] = _kind(field.annotation, f"{model.__name__}.{name}")
    return out


def _kind(annotation: Any, where: str) -> Kind:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _kind(arguments[0], where)
    if origin in (Union, UnionType):
        rest = [part for part in arguments if part is not NoneType]
        if len(rest) == 1:
            kind = _kind(rest[0], where)
            return Kind(kind.arrow, lambda value: None if value is None else kind.fit(value))
    elif origin is Literal:
        types = {type(value) for value in arguments}
        if len(types) == 1:
            return _kind(types.pop(), where)
    elif origin is tuple and arguments[1:] == (...,):
        item = _kind(arguments[0], where)
        return Kind(pa.list_(item.arrow), lambda values: [item.fit(value) for value in values])
    elif origin is dict and arguments[0] is str:
        item = _kind(arguments[1], where)
        of = pa.map_(pa.string(), item.arrow)
        return Kind(of, lambda values: [(key, item.fit(value)) for key, value in values.items()])
    elif annotation is Any:  # what a rule of a user's gives: text, a number, a list
        return Kind(pa.string(), lambda value: json.dumps(value, ensure_ascii=False))
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        inner = _fields(annotation)
        of = pa.struct([(key, kind.arrow) for key, kind in inner.items()])
        return Kind(of, lambda value: {key: kind.fit(value[key]) for key, kind in inner.items()})
    elif annotation in _PLAIN:
        # whole numbers are in JSON without a point: a column of floats takes them as floats only
        return Kind(_PLAIN[annotation], annotation)
    raise TypeError(f"{where}: no column holds {annotation}")


def _sql(kind: pa.DataType) -> str:
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'`{f.name}`: {_sql(f.type)}' for f in kind.fields)}>"
    if pa.types.is_list(kind):
        return f"array<{_sql(kind.value_type)}>"
    if pa.types.is_map(kind):
        return f"map<{_sql(kind.key_type)}, {_sql(kind.item_type)}>"
    return _SQL[kind]
