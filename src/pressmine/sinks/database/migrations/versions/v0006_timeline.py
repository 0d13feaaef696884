"""A line of the timeline for each date that a document names, however often: a view is another, the tables stay."""

from __future__ import annotations

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Nothing to change in the tables: views are made anew behind every migration."""
