"""Pages of a manual as ``man`` prints them: a first line such as ``LS(1)    User Commands    LS(1)``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.reading.text.furniture.forms.assigned import Assigned, aside
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import HYPHENS

_FIRST = re.compile(r"(?P<page>[\w.:+-]+\(\d\w{0,8}\))(?:\s{2,}.*)?\s{2,}(?P=page)")
_GAP = re.compile(r"\t| {2,}")
_FEWEST_HEADINGS = 2
_REASON = "it is of a page of a manual"


def manuals(lines: list[Line], credit_lines: CreditLines) -> Iterator[Assigned]:
    """The headings, which are capitals at the margin, and what stands set in below them; the line that closes the
    page, with its name again, is set aside."""
    first = _FIRST.fullmatch(lines[0].text) if lines and lines[0].text[-1] == ")" else None
    if first is None:
        return
    headings = {index for index, line in enumerate(lines) if index and not line.indent and line.text.isupper()}
    if len(headings) < _FEWEST_HEADINGS:
        return
    name = first["page"].split("(", 1)[0].casefold()
    for index, line in enumerate(lines[1:], 1):
        if line.text.endswith(first["page"]) and not line.indent and index == len(lines) - 1:
            yield aside(index, "running_head", "it closes a page of a manual")
        elif index in headings:
            yield Assigned(index, "frame", _REASON, role="heading", begins=True)
        else:
            command = line.text.casefold().startswith((f"{name} [", f"{name} -"))
            begins = command or _begins(line, lines[index - 1])
            yield Assigned(index, "frame", _REASON, role="paragraph", begins=begins)


def _begins(line: Line, above: Line) -> bool:
    """Whether a line begins a paragraph: below a blank line, or set in otherwise than the one above; what hangs below
    the words of an option, ``-f file   Program text is``, or goes on with a broken word does not."""
    if line.gap or line.indent == above.indent:
        return line.gap > 0
    hangs = line.indent > above.indent and _GAP.search(above.text) is not None
    return not hangs and above.text[-1] not in HYPHENS
