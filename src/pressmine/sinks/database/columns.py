"""Columns that many tables share, and the one `metadata` that holds all tables."""

from __future__ import annotations

from functools import cache
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from sqlalchemy import Column, Float, ForeignKey, ForeignKeyConstraint, Integer, MetaData, String, Text, types
from sqlalchemy import cast as sql_cast
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import TypeEngine

from pressmine.record_types import Model

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


class NativeJson(types.UserDefinedType[str]):
    """PostgreSQL's `json`, which keeps the text letter for letter, bound and read as text."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """The type's name."""
        return "JSON"

    def bind_expression(self, bindvalue: Any) -> ColumnElement[Any]:
        """Bind the text as it is."""
        return sql_cast(bindvalue, self)

    def column_expression(self, colexpr: Any) -> ColumnElement[Any]:
        """Read the text back instead of what the driver makes of it."""
        return sql_cast(colexpr, Text)


#: Text that PostgreSQL compares by code points, as SQLite does: the same order and the same answers in both.
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
JSON_TEXT = Text().with_variant(NativeJson(), "postgresql")


def code(length: int) -> TypeEngine[str]:
    """Text of a known length at most, such as a digest; compared as TEXT is."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def text_column(name: str, null: bool = False) -> Column[str]:
    """A column of text, not null unless said."""
    return Column(name, TEXT, nullable=null)


def document_column() -> Column[str]:
    """The document that a row belongs to: it goes when the document goes."""
    return Column(
        "document_id", code(64), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, nullable=False
    )


def position_column() -> Column[int]:
    """The place in the record's list."""
    return Column("position", Integer, primary_key=True, autoincrement=False)


def ref_column() -> Column[str]:
    """The record's own name for an item."""
    return Column("ref", TEXT, primary_key=True)


#: Fields of the record whose columns have another name: SQL has these words, or they say more.
RENAMED = {"start": "span_start", "end": "span_end", "of": "of_what", "party": "for_organisation"}
_TYPES: dict[type, TypeEngine[Any]] = {str: TEXT, int: Integer(), float: Float(53)}


def columns_of(model: type[Model], but: str = "ref") -> list[Column[Any]]:
    """A column for each field of a model of the record that holds one value, null if the field may be.

    Lists are tables of their own, `but` is a link that stands otherwise. A span is half-open and counts code points of
    `texts.text`.
    """
    return [
        Column(RENAMED.get(name, name), _TYPES[kind], nullable=null)
        for name, (kind, null) in single_fields(model).items()
        if name != but
    ]


@cache
def single_fields(model: type[Model]) -> dict[str, tuple[type, bool]]:
    """The fields of a model that hold one value, each with its type and whether it may be null."""
    found: dict[str, tuple[type, bool]] = {}
    for name, field in model.model_fields.items():
        parts = [part for part in (get_args(field.annotation) or (field.annotation,)) if part is not NoneType]
        if get_origin(field.annotation) is tuple:
            continue
        kind = get_args(parts[0])[0] if get_origin(parts[0]) is Annotated else parts[0]
        kind = kind if isinstance(kind, type) else str  # what is left is one of some words
        kind = kind if kind in _TYPES else str
        found[name] = kind, NoneType in get_args(field.annotation)
    return found


def within(column: str, table: str) -> ForeignKeyConstraint:
    """A link to something else of the same document."""
    return ForeignKeyConstraint(["document_id", column], [f"{table}.document_id", f"{table}.ref"])
