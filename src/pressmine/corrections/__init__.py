"""What people mend in records: kept as lines of a file, found again in the text, and put into every later record."""

from pressmine.corrections.apply import corrected
from pressmine.corrections.lines import Correction, read_corrections

__all__ = ["Correction", "corrected", "read_corrections"]
