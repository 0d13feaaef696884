"""What the package index shows: the README with links that lead somewhere outside of the repository."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"\]\((?!https?:|#)([^)]+)\)")


class Readme(MetadataHookInterface):
    """Puts the address of the source in front of every link into the repository."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the README of the package."""
        source = metadata["urls"]["Source"]
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        shown = _LINK.sub(lambda link: f"]({source}/blob/main/{link[1]})", text)
        metadata["readme"] = {"content-type": "text/markdown", "text": shown.replace(".png)", ".png?raw=true)")}
