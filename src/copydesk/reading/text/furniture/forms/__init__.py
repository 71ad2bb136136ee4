"""The forms of files: a mail or a posting, a press release, the frame of an archive. Each says what its lines are.

========= ==============================================================================
mails     headers of mails and of postings to news groups, forwarded mails, signatures
========= ==============================================================================
"""

from __future__ import annotations

from copydesk.reading.text.furniture.forms.assigned import Assigned, Marked, with_assigned
from copydesk.reading.text.furniture.forms.mails import mails
from copydesk.reading.text.lines import Line

__all__ = ["Assigned", "Marked", "marked_by_form"]

_FORMS = (mails,)


def marked_by_form(lines: list[Line]) -> Marked:
    """The lines of a text, with what the form of its file says of them."""
    return with_assigned(lines, (each for form in _FORMS for each in form(lines)))
