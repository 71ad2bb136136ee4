"""The forms of bylines: ``"{name} in {place}"``, and the values in a line of that form."""

from __future__ import annotations

import re
from functools import lru_cache

SLOTS = ("name", "place", "role", "affiliation", "email")
"""The names that a form may have in braces."""

_SLOT = re.compile(r"\{([^{}]*)\}")


def fault(form: str) -> str | None:
    """Why a form is invalid, None if it is valid."""
    words, slots = _parts(form)
    unknown = [slot for slot in slots if slot not in SLOTS]
    if unknown:
        return f"{{{unknown[0]}}} is not known"
    if slots.count("name") != 1 or len(set(slots)) != len(slots):
        return "it has no {name}" if "name" not in slots else "something in braces stands twice"
    if any("{" in word or "}" in word for word in words):
        return "a brace is not closed"
    return None if all(word.strip() for word in words[1:-1]) else "nothing stands between two things in braces"


def read_form(form: str, text: str) -> dict[str, str] | None:
    """The values in a line of this form, by the names in braces; None if it has another form.

    ``"{name} in {place}"`` and ``Ana Ruiz in Lima`` -> ``{"name": "Ana Ruiz", "place": "Lima"}``
    """
    words, slots = _parts(form)
    line = " ".join(text.split())
    if not line.startswith(words[0]) or not line.endswith(words[-1]) or len(line) < len(words[0]) + len(words[-1]):
        return None
    starts, ends = [len(words[0])], []
    for word in words[1:-1]:
        position = line.find(word, starts[-1])
        if position < 0:
            return None
        ends.append(position)
        starts.append(position + len(word))
    ends.append(len(line) - len(words[-1]))
    values = {slot: line[start:end].strip() for slot, start, end in zip(slots, starts, ends, strict=True)}
    return values if all(values.values()) else None


def opens_with_words(form: str) -> bool:
    """Whether a form has words before its first braces, as ``"Words: {name}"`` has."""
    return bool(_parts(form)[0][0].strip())


@lru_cache(256)
def _parts(form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a form, and the names in braces between them, one fewer."""
    split = _SLOT.split(" ".join(form.split()))
    return tuple(split[::2]), tuple(split[1::2])
