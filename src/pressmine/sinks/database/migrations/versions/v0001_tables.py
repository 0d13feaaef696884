"""The first tables. They are written down as SQL, since what a version was must not change with `tables.py`."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None

SPELLED = {
    "sqlite": {
        "text": "TEXT",
        **{f"text{length}": f"VARCHAR({length})" for length in (16, 32, 64)},
        "json": "TEXT",
        "double": "FLOAT",
        "bigint": "INTEGER",
        "serial": "INTEGER NOT NULL",
    },
    "postgresql": {
        "text": 'TEXT COLLATE "C"',
        **{f"text{length}": f'VARCHAR({length}) COLLATE "C"' for length in (16, 32, 64)},
        "json": "JSON",
        "double": "DOUBLE PRECISION",
        "bigint": "BIGINT",
        "serial": "SERIAL NOT NULL",
    },
}


def upgrade() -> None:
    """Make the tables and their indexes."""
    sql = Path(__file__).with_name("v0001_tables.sql").read_text(encoding="utf-8")
    for statement in sql.format_map(SPELLED[op.get_bind().dialect.name]).split(";\n"):
        if statement.strip():
            op.execute(statement)
