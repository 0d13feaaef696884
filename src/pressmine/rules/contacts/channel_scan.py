"""Phone numbers and e-mail addresses: their positions and values."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from pressmine.document import Document
from pressmine.offsets import ViewSpan
from pressmine.rules.contacts.mail_addresses import mailboxes
from pressmine.rules.contacts.phone_numbers import phones
from pressmine.rules.lists import any_of, word_list

_FAX = re.compile(rf"(?<![\w-]){any_of(word_list('contacts')['fax'])}\.?\s?[:.]?\s{{0,2}}$")


@dataclass(frozen=True, slots=True)
class Channel:
    """A phone number (`value` in E.164) or an e-mail address (lower case); `fax` numbers are recognised but are no
    contact.
    """

    span: ViewSpan
    kind: str
    value: str


def channels(document: Document) -> tuple[Channel, ...]:
    """All phone numbers and e-mail addresses of the article, in text order."""
    found = [Channel(span, "email", address) for span, address in mailboxes(document)]
    boxes = [c.span for c in found]
    for span, number in phones(document):
        before = bisect_left(boxes, span.end, key=lambda box: box.start)
        if before and boxes[before - 1].overlaps(span):
            continue
        label = document.folded[max(0, span.start - 16) : span.start]
        found.append(Channel(span, "fax" if _FAX.search(label) else "phone", number))
    return tuple(sorted(found, key=lambda c: c.span))
