"""Places with the region that they lie in: a view has a column more, the tables stay as they are."""

from __future__ import annotations

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Nothing to change in the tables: views are made anew behind every migration."""
