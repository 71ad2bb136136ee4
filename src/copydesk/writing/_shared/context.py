"""Where in a document a writer is: inside a quotation, a link, a cell.

The writer's context is one frozen value. A part of the document is written ``within`` another one; behind it, or after
an error in it, the writer has the former again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

C = TypeVar("C")


class InContext(Generic[C]):
    """A writer with a ``context``, which its subclass sets before the first node."""

    context: C

    @contextmanager
    def within(self, context: C) -> Iterator[None]:
        """Writes in this context; the former one returns at the end."""
        before, self.context = self.context, context
        try:
            yield
        finally:
            self.context = before
