"""Full-text search over `search.stems`, with the database's own index."""

from alembic import op

revision = "0002"
down_revision = "0001"

SQLITE = (
    """CREATE VIRTUAL TABLE search_fts USING fts5(
        stems, content='search', content_rowid='number', tokenize='ascii', detail='none', columnsize=0)""",
    """CREATE TRIGGER search_added AFTER INSERT ON search BEGIN
        INSERT INTO search_fts(rowid, stems) VALUES (new.number, new.stems);
    END""",
    """CREATE TRIGGER search_removed AFTER DELETE ON search BEGIN
        INSERT INTO search_fts(search_fts, rowid, stems) VALUES ('delete', old.number, old.stems);
    END""",
    """CREATE TRIGGER search_changed AFTER UPDATE ON search BEGIN
        INSERT INTO search_fts(search_fts, rowid, stems) VALUES ('delete', old.number, old.stems);
        INSERT INTO search_fts(rowid, stems) VALUES (new.number, new.stems);
    END""",
)
POSTGRESQL = ("CREATE INDEX ix_search_stems ON search USING gin (to_tsvector('simple', stems))",)


def upgrade() -> None:
    """Make the index."""
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
