"""What a person should know of the pages of a PDF: which are damaged, hidden or in letters that cannot be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from copydesk.problems import Problem
from copydesk.reading.pdf.flow import Margins
from copydesk.reading.pdf.letters import doubtful_words
from copydesk.reading.pdf.page_ranges import page_ranges
from copydesk.reading.pdf.pages import PageLines

_UNMAPPED = 0.02  # of the characters of a page, those whose letters are unknown


def page_problems(pages: Mapping[int, PageLines], margins: Margins) -> Iterator[Problem]:
    """What a person should know of the pages, by their numbers: scans, characters that cannot be told."""
    if margins.has_cover and 1 in pages:
        yield Problem(
            "set_aside", None, "page 1 was set aside: it is the cover sheet of the archive that gave the file"
        )
    damaged = [number for number, page in pages.items() if page.is_damaged]
    if damaged:
        yield Problem("lost", None, f"{listed(damaged)} been left out: damaged, they cannot be read")
    if unmapped := [number for number, page in pages.items() if page.unmapped]:
        many = any(page.unmapped > _UNMAPPED * page.characters for page in pages.values())
        message = f"{listed(unmapped)} letters in a font that does not say which they are"
        count = sum(page.unmapped for page in pages.values())
        yield Problem("decoding", None, message + ("; some are missing" if many else f": {count} in all"))
    doubtful = {number: doubtful_words(line.text for line in page.lines) for number, page in pages.items()}
    if mixed := [number for number, words in doubtful.items() if words]:
        example = doubtful[mixed[0]][0]
        message = f"{listed(mixed)} words such as {example!r} in a font that says wrongly which letters it shows"
        yield Problem("decoding", None, f"{message}: compare them with the page")
    if across := [number for number, page in pages.items() if page.is_across]:
        message = f"{listed(across)} lines with a wide gap in one place: if they are two columns, they are read across"
        yield Problem("order", None, f"{message}; compare them with the page")
    if around := [number for number, page in pages.items() if page.is_around]:
        message = f"{listed(around)} text on both sides of a picture: if its lines go on behind the picture, they are"
        yield Problem("order", None, f"{message} read in the wrong order; compare them with the page")
    if unread := [number for number, page in pages.items() if page.beside.has_unread]:
        message = f"{listed(unread)} a stamp or a signature whose words are not read: look at the page"
        yield Problem("unsupported", None, message)
    if unseen := [number for number, page in pages.items() if page.has_unseen]:
        message = f"{listed(unseen)} a layer that is switched off, and so is not shown: set aside"
        yield Problem("set_aside", None, message)
    hidden = [number for number, page in pages.items() if page.hidden > page.characters / 2]
    if hidden:
        message = f"{listed(hidden)} a hidden layer of text, perhaps recognised from a scan, with its misreadings"
        yield Problem("decoding", None, message)
    if unshown := [number for number, page in pages.items() if 0 < page.hidden <= page.characters / 2]:
        message = f"{listed(unshown)} words that are not shown, which are read as text; compare them with the page"
        yield Problem("decoding", None, message)


def listed(numbers: Sequence[int]) -> str:
    """``pages 3 to 5 and 9 have``: the numbers of pages as the subject of a sentence."""
    parts = [f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in page_ranges(numbers)]
    shown = parts if len(parts) <= 6 else [*parts[:5], f"{len(parts) - 5} others"]
    pages = ", ".join(shown[:-1]) + " and " + shown[-1] if len(shown) > 1 else shown[0]
    return f"page {pages} has" if len(numbers) == 1 else f"pages {pages} have"
