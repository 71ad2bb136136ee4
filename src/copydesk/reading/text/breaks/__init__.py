"""Does a new paragraph begin at a line? The evidence, a module for each group.

A module registers its evidence when it is imported; the order below is that of the groups in the file of the weights.
"""

from __future__ import annotations

# isort: off
from copydesk.reading.text.breaks import room  # noqa: F401
from copydesk.reading.text.breaks import ending  # noqa: F401
from copydesk.reading.text.breaks import beginning  # noqa: F401
from copydesk.reading.text.breaks import typeset  # noqa: F401

# isort: on
from copydesk.reading.text.breaks.context import BREAK, Join, Setting, at_line, at_typeset_line, setting_of

__all__ = ["BREAK", "Join", "Setting", "at_line", "at_typeset_line", "setting_of"]
