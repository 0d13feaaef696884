"""Columns that many tables share, and the one `metadata` that holds all tables."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Float, ForeignKey, ForeignKeyConstraint, Integer, MetaData, String, Text, types
from sqlalchemy import cast as sql_cast
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import TypeEngine

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


def document_column(primary: bool = True) -> Column[str]:
    """The document that a row belongs to: it goes when the document goes."""
    return Column(
        "document_id", code(64), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=primary, nullable=False
    )


def position_column() -> Column[int]:
    """The place in the record's list."""
    return Column("position", Integer, primary_key=True, autoincrement=False)


def ref_column() -> Column[str]:
    """The record's own name for an item."""
    return Column("ref", TEXT, primary_key=True)


def span_columns(null: bool = False) -> tuple[Column[int], Column[int]]:
    """A half-open span in code points of `texts.text`."""
    return Column("span_start", Integer, nullable=null), Column("span_end", Integer, nullable=null)


def evidence_columns() -> tuple[Column[Any], ...]:
    """Which rule or model said it, and how sure it is (0 to 1)."""
    return Column("source", TEXT, nullable=False), Column("confidence", Float(53), nullable=False)


def mention_columns() -> tuple[Column[Any], ...]:
    """What a mention has: its letters, where they stand, who says so."""
    return (text_column("text"), *span_columns(), *evidence_columns())


def within(column: str, table: str) -> ForeignKeyConstraint:
    """A link to something else of the same document."""
    return ForeignKeyConstraint(["document_id", column], [f"{table}.document_id", f"{table}.ref"])
