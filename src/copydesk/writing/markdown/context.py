"""Where in Markdown a writer is."""

from __future__ import annotations

from typing import NamedTuple


class Context(NamedTuple):
    """What surrounds a node."""

    measure: int
    """The columns of a line, 0 for any number."""

    bare: bool = False
    """Whether ``[^1]`` would not be read as a reference."""

    in_cell: bool = False
    in_link: bool = False

    def narrowed(self, columns: int) -> Context:
        """The context of content that will be indented by this many columns."""
        return self._replace(measure=max(self.measure - columns, 1) if self.measure else 0)
