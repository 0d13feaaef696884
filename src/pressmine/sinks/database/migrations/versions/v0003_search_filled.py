"""The search index of SQLite holds what was loaded before there was one."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Fill it. PostgreSQL does so by itself where it makes an index."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("INSERT INTO search_fts(search_fts) VALUES ('rebuild')")
