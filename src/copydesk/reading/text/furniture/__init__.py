"""Page numbers, running heads and other lines that a page added: set aside, never deleted.

========= ==============================================================================
marks     lines without a letter: drawn rules, specks, bullets that lost their text
forms     what the form of the file says of its lines: a mail, a release, the frame of an archive
labels    lines that say what they are: buttons, ``(continued)``, ``ENDS``
jumps     ``Continued on Page Four``, between the halves of an article
folios    page numbers, and where pages begin and end
heads     running heads: lines repeated where pages end
lone      running heads and folios that appear only once
========= ==============================================================================

What a publication declares comes first. A line stays unless something shows that a page, a web page or a mail added it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import NamedTuple

from copydesk.problems import Problem
from copydesk.reading.conventions import DECLARED, NO_CONVENTIONS, Conventions, footer_role, matches
from copydesk.reading.copy import Box, body_size
from copydesk.reading.text.furniture.folios import Pages, stem
from copydesk.reading.text.furniture.forms import marked_by_form
from copydesk.reading.text.furniture.jumps import jumps
from copydesk.reading.text.furniture.labels import labels, words_kept
from copydesk.reading.text.furniture.lines import FurnitureLine, Trace
from copydesk.reading.text.furniture.lone_pages import lone_folios, lone_heads
from copydesk.reading.text.furniture.marks import marks, stray_bullets, without_column_rules
from copydesk.reading.text.furniture.running_heads import RunningHeads
from copydesk.reading.text.furniture.words import page_patterns
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines
from copydesk.reading.text.recognisers.marks import ends_sentence
from copydesk.tree import FurnitureKind

__all__ = ["Cleared", "FurnitureLine", "remove_furniture", "stray_bullets", "summary"]

_PAGE_ENDS: frozenset[str] = frozenset({"page_number", "running_head", "cut_mark"})
_MOST_REPEATED = 1 / 3  # of the lines of a text, those that may be set aside because they are repeated
_FEW_REPEATED = 6  # lines that may be
_LEVEL = 1.0  # points by which the tops of two lines on one level differ
_AMID_BESIDE = 3  # lines above a cell of a table, and one less below it
_AMID = 4  # lines above, and below, what stands amid a page
_DISPLAY = 1.15  # times the size of the text
_LONG = 40  # characters of a line that a running head seldom has


class Cleared(NamedTuple):
    """The lines of the article, those after a page's end marked as cut; the furniture; and what is doubtful in it."""

    lines: list[Line]
    furniture: list[FurnitureLine]
    problems: tuple[Problem, ...] = ()


def remove_furniture(
    lines: list[Line], credit_lines: CreditLines, conventions: Conventions = NO_CONVENTIONS, *, keep_all: bool = False
) -> Cleared:
    """Separate the article's lines from furniture. The locales of ``credit_lines`` are those whose words count,
    ``conventions`` declare running heads and other lines to set aside. With ``keep_all``, all lines belong to the
    article."""
    if keep_all:
        return Cleared(lines, [])
    lines, apart = _without_set_apart(lines)
    lines, cut, whole = marked_by_form(lines, credit_lines)
    lines, bars = without_column_rules(lines)
    patterns = page_patterns(credit_lines.locales)
    pages = Pages(lines, patterns)
    running = RunningHeads(pages)
    heads, problems = _unless_most_of_the_text(running, lines)
    heads |= lone_heads(pages, frozenset({*heads, *pages.folios}))
    amid = _amid_page(lines)
    displayed = _displayed(lines) | amid
    heads = {index: line for index, line in heads.items() if index not in displayed}
    jump_lines, jumps_kept = jumps(lines, patterns, pages.prose)
    furniture = _declared(lines, conventions) | whole
    cells = _cells(lines)
    named = [(index, line) for index, line in labels(lines, patterns, pages.prose) if index not in cells]
    for index, line in (*marks(lines), *named, *jump_lines):
        furniture.setdefault(index, line)
    for index, line in (*heads.items(), *_folios(pages, heads).items(), *lone_folios(pages, frozenset(heads)).items()):
        if index not in amid | cells:
            furniture.setdefault(index, line)
    if conventions is not NO_CONVENTIONS:  # what it declares for the foot is no furniture
        furniture = {
            index: line
            for index, line in furniture.items()
            if line.declared or not footer_role(conventions, line.line.text)
        }
    furniture = {index: line for index, line in furniture.items() if not lines[index].role}
    ordered = sorted((*apart, *cut, *bars, *furniture.values()), key=lambda each: each.line.start)
    stay = (*pages.doubtful(), *jumps_kept, *words_kept(lines, patterns, pages.prose))
    return Cleared(_without_furniture(lines, furniture), ordered, (*problems, *_doubts(furniture), *stay))


def _without_set_apart(lines: list[Line]) -> tuple[list[Line], list[FurnitureLine]]:
    """The lines without those that their source shows to be furniture, and these."""
    apart = {
        index: FurnitureLine(line, line.typeset.furniture, 1.0, "it stands apart from the text of its page")
        for index, line in enumerate(lines)
        if line.typeset and line.typeset.furniture
    }
    return (_without_furniture(lines, apart) if apart else lines), list(apart.values())


def _displayed(lines: list[Line]) -> frozenset[int]:
    """The indices of lines that are set larger than the text, as headlines are and running heads are not."""
    sizes = [line.typeset.size if line.typeset else 0.0 for line in lines]
    body = body_size(zip(sizes, (len(line.text) for line in lines), strict=True))
    return frozenset(index for index, size in enumerate(sizes) if body and size > _DISPLAY * body)


def _amid_page(lines: list[Line]) -> frozenset[int]:
    """The indices of lines that stand amid others of their page, as cells of tables do and page numbers do not."""
    return frozenset(index for index, (above, below, _) in _places(lines).items() if min(above, below) >= _AMID)


def _cells(lines: list[Line]) -> frozenset[int]:
    """The indices of lines that stand beside another, and some way from the head and the foot of their page: cells of
    tables that no rules show."""
    return frozenset(
        index
        for index, (above, below, beside) in _places(lines).items()
        if beside and above >= _AMID_BESIDE and below >= _AMID_BESIDE - 1
    )


def _places(lines: list[Line]) -> dict[int, tuple[int, int, bool]]:
    """For each line of a page how many lines stand above it and below it, and whether one stands beside it on its
    level."""
    boxes: dict[int, list[Box]] = {}
    for line in lines:
        if line.typeset and line.typeset.box:
            boxes.setdefault(line.typeset.page, []).append(line.typeset.box)
    ends = {page: sorted(box.bottom for box in on_page) for page, on_page in boxes.items()}
    starts = {page: sorted(box.top for box in on_page) for page, on_page in boxes.items()}
    places: dict[int, tuple[int, int, bool]] = {}
    for index, line in enumerate(lines):
        if line.typeset and (box := line.typeset.box):
            page = line.typeset.page
            above = bisect_right(ends[page], box.top)
            below = len(starts[page]) - bisect_left(starts[page], box.bottom)
            level = bisect_right(starts[page], box.top + _LEVEL) - bisect_left(starts[page], box.top - _LEVEL)
            places[index] = above, below, level > 1
    return places


def _declared(lines: list[Line], conventions: Conventions) -> dict[int, FurnitureLine]:
    """The lines that the publication says are running heads, or to be set aside."""
    kinds: dict[FurnitureKind, tuple[str, ...]] = {
        "running_head": conventions.running_heads,
        "web_debris": conventions.footer.set_aside,
    }
    return {
        index: FurnitureLine(line, kind, 1.0, DECLARED, declared=True)
        for kind, patterns in kinds.items()
        for index, line in enumerate(lines)
        if matches(line.text, patterns)
    }


def _folios(pages: Pages, heads: dict[int, FurnitureLine]) -> dict[int, FurnitureLine]:
    """The page numbers: those with evidence of pages, and those beside a running head."""
    reasons = pages.folios | {
        index: "it is a number beside a running head"
        for index in pages.numbers
        if index - 1 in heads or index + 1 in heads
    }
    alone = len(reasons) == 1 and not pages.are_marked  # nothing else shows that the text has pages
    folios = {}
    for index, reason in reasons.items():
        number = pages.numbers[index]
        doubtful = alone and not number.formed and not number.of_total
        folios[index] = FurnitureLine(pages.lines[index], "page_number", 0.9, reason, doubtful=doubtful)
    return folios


def _unless_most_of_the_text(
    running: RunningHeads, lines: list[Line]
) -> tuple[dict[int, FurnitureLine], list[Problem]]:
    """The running heads; none where they would be most of the text, which then repeats itself."""
    if len(running.heads) <= max(_FEW_REPEATED, _MOST_REPEATED * len(lines)):
        return running.heads, running.problems
    first = lines[min(running.heads)]
    message = (
        f"{len(running.heads)} lines come again and may be running heads; as they are so many, they stay in the text"
    )
    return {}, [Problem("furniture", first.number, message)]


def _doubts(furniture: dict[int, FurnitureLine]) -> list[Problem]:
    """A problem for each line set aside for its words alone, or though it reads like a paragraph."""
    problems = []
    for index, each in sorted(furniture.items()):
        before = furniture.get(index - 1)
        if each.doubtful:
            reason = f"set aside as furniture, though no page shows that it is: {each.line.text!r}"
            problems.append(Problem("furniture", each.line.number, reason))
        elif before and _is_one_sentence(before, each):
            reason = f"two lines that may be of one sentence are set aside: {before.line.text!r} and {each.line.text!r}"
            problems.append(Problem("furniture", before.line.number, reason))
    return problems


def _is_one_sentence(first: FurnitureLine, second: FurnitureLine) -> bool:
    text, onward = first.line.text, second.line.text
    undeclared = not (first.declared or second.declared) and first.kind == second.kind == "running_head"
    follows = not second.line.gap and stem(onward).folio is None and not onward.isupper()
    return undeclared and follows and len(text) >= _LONG and not ends_sentence(text)


def _without_furniture(lines: list[Line], furniture: dict[int, FurnitureLine]) -> list[Line]:
    article_lines: list[Line] = []
    cut, gap = False, 0
    for index, line in enumerate(lines):
        gap = max(gap, line.gap)
        cut = cut or line.cut
        if index in furniture:
            cut = cut or furniture[index].kind in _PAGE_ENDS
            if furniture[index].trace is Trace.UNDERLINE and article_lines:
                article_lines[-1] = article_lines[-1]._replace(underlined=True)
                gap = max(gap, 1)
            elif furniture[index].trace is Trace.BLANK:
                gap = max(gap, 1)
            continue
        if index - 1 in furniture and _is_mark_in_sentence(furniture[index - 1], article_lines, line):
            gap = 0
        article_lines.append(line if (cut, gap) == (line.cut, line.gap) else line._replace(cut=cut, gap=gap))
        cut, gap = False, 0
    return article_lines


def _is_mark_in_sentence(aside: FurnitureLine, above: list[Line], below: Line) -> bool:
    """Whether a page's number between brackets stands in mid-sentence: the blank lines around it are its own."""
    in_brackets = aside.kind == "page_number" and aside.line.text[0] in "[{"
    return in_brackets and bool(above) and not ends_sentence(above[-1].text) and below.text[0].islower()


_QUIET: frozenset[str] = frozenset({"page_number", "rule", "stray_mark", "unreadable"})
_NAMES: dict[FurnitureKind, tuple[str, str]] = {
    "running_head": ("running head", "running heads"),
    "page_number": ("page number", "page numbers"),
    "cut_mark": ("cut mark", "cut marks"),
    "end_mark": ("end mark", "end marks"),
    "web_debris": ("label of a web page", "labels of a web page"),
    "navigation": ("line of navigation", "lines of navigation"),
    "mail_header": ("line of a mail's header", "lines of a mail's header"),
    "cover_note": ("line of the mail that passes the article on", "lines of the mail that passes the article on"),
    "frame": ("line of a frame", "lines of a frame"),
    "comment": ("comment beside the text", "comments beside the text"),
}


def summary(furniture: list[FurnitureLine]) -> Problem | None:
    """What was set aside, in one line, if it is more than page numbers and marks."""
    counts = Counter(each.kind for each in furniture)
    if set(counts) <= _QUIET:
        return None
    parts = [f"{count} {_NAMES[kind][count > 1]}" for kind in _NAMES if (count := counts[kind])]
    return Problem("set_aside", None, f"set aside: {', '.join(parts)}; see copydesk explain")
