"""What people mend in records: kept as lines of a file, found again in the text, and put into every later record."""

from pressmine.corrections.apply import corrected
from pressmine.corrections.known import add_to_list, known_bodies
from pressmine.corrections.lines import Correction, read_corrections

__all__ = ["Correction", "add_to_list", "corrected", "known_bodies", "read_corrections"]
