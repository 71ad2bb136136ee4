"""The publication's name at the top of the first page, or beside a folio or the address of its site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from copydesk.reading.text.furniture.folios import EDGE, stem
from copydesk.reading.text.furniture.lines import LONGEST_LABEL, FurnitureLine, letters_and_figures
from copydesk.reading.text.lines import Line

MOST_WORDS = 5
"""Words of a publication's name at the most."""

_SHORTEST_STEM = 15  # characters of a headline that is cut short


def is_paper(lines: list[Line], index: int, papers: frozenset[str]) -> bool:
    """Whether a line names a publication: by a word for a paper, its site, or a site on the next line."""
    names = stem(lines[index].text).words.split()
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    return (
        not papers.isdisjoint(names[:2])
        or any(name.endswith(tuple(papers)) for name in names[-1:])
        or names_site(lines[index].text)
        or bool(_DOMAIN.fullmatch(below) and names_site(f"{lines[index].text} {below}"))
    )


def shortened(lines: list[Line]) -> Iterator[int]:
    """Lines that end in an ellipsis and begin as the headline does."""
    top = " ".join(line.text for line in lines[:EDGE]).casefold()
    for index, line in enumerate(lines[EDGE:], EDGE):
        if line.text[-1] == "…" or line.text.endswith("..."):
            opening = line.text.rstrip("… .").casefold()
            if _SHORTEST_STEM <= len(opening) <= LONGEST_LABEL and top.startswith(opening):
                yield index


_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]{3,}(?:\.[a-z0-9-]{2,})+)/?(?=$|[\s|·•])", re.IGNORECASE)
_HOST = re.compile(r"(?:@|://|www\.)(?:www\.)?([a-z0-9-]{6,})\.[a-z]{2,}", re.IGNORECASE)
_FOOT_LINES = 6  # from the end, in which an article says whom to write to
_ARTICLE = 3  # letters that a name has before those of its site: "the"
_MORE_LETTERS = 12  # of a publication's name than of its site's: "the northern star" at star.example


def names_site(text: str) -> bool:
    """``The Weir Gazette weirgazette.example``: a name and the domain made from it, and nothing else."""
    domain = _DOMAIN.search(text) if len(text) <= LONGEST_LABEL else None
    if domain is None:
        return False
    other_letters = letters_and_figures(text[: domain.start()] + text[domain.end() :])
    site = domain[1].removeprefix("www.").split(".")[0].casefold().replace("-", "")
    return (
        not other_letters
        or other_letters in site
        or (site in other_letters and len(other_letters) <= len(site) + _MORE_LETTERS)
    )


def masthead(lines: list[Line], heads: dict[int, FurnitureLine], papers: frozenset[str]) -> dict[int, str]:
    """The lines at the top of the first page that are the running head in parts: its site on a line of its own, or its
    name above or below its site, or its name beside the number 1."""
    top = [index for index in range(min(EDGE, len(lines))) if index not in heads]
    head_words = [set(stem(head.line.text).words.split()) for head in heads.values()]
    parts = {
        index: "it is a part of the running head"
        for index in top
        if _DOMAIN.fullmatch(lines[index].text)
        and any(set(stem(lines[index].text).words.split()) <= head for head in head_words)
    }
    for first, second in permutations(top, 2):
        if _DOMAIN.fullmatch(lines[second].text) and names_site(f"{lines[first].text} {lines[second].text}"):
            parts |= {first: "it names the publication", second: "it is the publication's site"}
    if top[:1] == [0] and not parts:
        if names_site(lines[0].text):
            parts[0] = "it names the publication and its site"
        elif _is_named_at_foot(lines):
            parts[0] = "it names the publication that is written to in the foot"
        elif _numbers_first_page(lines, papers):
            parts[0] = "it names the publication beside the number of the first page"
    return parts


def _is_named_at_foot(lines: list[Line]) -> bool:
    """Whether the first line, above one that may be the headline, is a name that an address at the foot is made from:
    ``The Weir Gazette`` above ``letters@weirgazette.example``."""
    name, below = lines[0].text, lines[1:3]
    if (
        len(lines) <= _FOOT_LINES + 2
        or len(name) > LONGEST_LABEL
        or len(name.split()) > MOST_WORDS
        or name[-1] in ".:,"
    ):
        return False
    apart = [line for line in below[:1] if line.gap and len(line.text) <= LONGEST_LABEL and line.text[-1] not in ".:,"]
    sites = {
        match[1].casefold().replace("-", "") for line in lines[-_FOOT_LINES:] for match in _HOST.finditer(line.text)
    }
    letters = letters_and_figures(name)
    return bool(apart) and any(letters.endswith(site) and len(letters) <= len(site) + _ARTICLE for site in sites)


_LEAST_BELOW = 4  # lines of an article with a running head


def _numbers_first_page(lines: list[Line], papers: frozenset[str]) -> bool:
    """``1 The Weir Gazette`` alone above the rest, as on a page cut out of a paper: the number 1 and a paper's name in
    a few words."""
    words, folio = stem(lines[0].text)
    return folio == 1 and len(lines) >= _LEAST_BELOW and len(words.split()) <= MOST_WORDS and is_paper(lines, 0, papers)
