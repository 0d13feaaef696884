"""Records in the forms of other tools: annotation, web, news, calendars; and annotations back as corrections."""

from pressmine.exchange.annotations import Annotation, annotations_of, corrections_from
from pressmine.exchange.forms import FORMS, IMPORTED, read_form, shown_in, write_form

__all__ = [
    "FORMS",
    "IMPORTED",
    "Annotation",
    "annotations_of",
    "corrections_from",
    "read_form",
    "shown_in",
    "write_form",
]
