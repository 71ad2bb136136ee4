"""Ranges of pages: ``3, 4, 5, 9`` -> ``3 to 5`` and ``9``."""

from __future__ import annotations

from collections.abc import Iterable


def page_ranges(numbers: Iterable[int]) -> list[list[int]]:
    """Page numbers in their order, those that follow one another together."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][-1] == number - 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    return ranges
