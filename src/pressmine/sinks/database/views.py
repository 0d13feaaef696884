"""Views that people ask for. They show documents in force: of a current source, not replaced, their embargo over.

Each line names its file, title, day of publication and issuer, so that an answer needs no join. Views are dropped and
made anew by every migration, so that they are written down here alone: a change to a view needs a migration, if an
empty one.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, text

from pressmine.french.places import departments, region_of

#: What the two databases spell differently; `{1}` is what is in the parentheses.
