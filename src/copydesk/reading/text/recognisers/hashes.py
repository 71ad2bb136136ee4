"""The hashes that mark headings in Markdown."""

from __future__ import annotations

import re

HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
"""The marks before a heading as Markdown has them."""


CLOSING_HASHES = re.compile(r"(?:\s+#+)?\s*$")
"""The marks behind it, if any: those of ``## C# ##``, but not of ``## C#``."""
