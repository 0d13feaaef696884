"""Events without what has lasted since before the release: a view is another, the tables stay as they are."""

from __future__ import annotations

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Nothing to change in the tables: views are made anew behind every migration."""
