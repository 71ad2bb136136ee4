"""The hashes that mark headings in Markdown."""

from __future__ import annotations

import re

HASHES = re.compile(r"(#{1,6})\s+(?=[^\s=])(?!of\b)")
"""The marks before a heading as Markdown has them; ``# = number`` explains a sign, ``# of primes`` counts, and neither
is one."""


CLOSING_HASHES = re.compile(r"(?:\s+#+)?\s*$")
"""The marks behind it, if any: those of ``## C# ##``, but not of ``## C#``."""
