"""The cover of a report or a thesis, a page of short lines: its title, author and date become those of the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from copydesk.reading.office.flow import Document, Flow, Grid, Para, Run, without_marks
from copydesk.reading.office.head import HeadReader, language_of
from copydesk.reading.office.paragraph_styles import HEAD_ROLES, kind_of

_FEWEST, _MOST = 3, 25  # lines of a cover
_LONGEST = 300  # characters of one, such as what a thesis is submitted for
_LARGER = 1.15  # times the type of most lines
_LINES_OF_TITLE = 3


def with_cover(document: Document) -> Document:
    """The document with the lines of its cover that belong to the head of the article above the others, in the styles
    of the head. A cover ends at a table of contents or at a new page; one whose title does not show is left as it is.
    """
    end = _end(document.flow)
    lines = [block for block in document.flow[:end] if isinstance(block, Para) and not block.is_empty]
    titles = _titles(lines, document) if end else []
    if not titles:
        return document
    words = "\n".join(block.text for block in document.flow if isinstance(block, Para))
    reader = HeadReader(language_of(words, document.stated.lang))
    head = [_title([lines[at] for at in titles])]
    others: list[Para] = []
    kept = list(_with_lone_by([line for at, line in enumerate(lines) if at not in titles], reader))
    for line in kept:
        role = _role(line, reader, document)
        if role and not (role == "byline" and any(kind_of(one) == role for one in head)):
            head.append(_styled(line, role))
        else:
            others.append(line)
    rest = [*others, *document.flow[end:]]
    return document._replace(flow=[*head, *rest])


def _end(flow: Flow) -> int:
    """Where the cover ends; 0 if there is none."""
    filled = 0
    for at, block in enumerate(flow):
        if isinstance(block, Para) and block.is_empty and not block.setting.new_page:
            continue
        kind = "table" if isinstance(block, Grid) else kind_of(block)
        if kind == "contents" or (isinstance(block, Para) and block.setting.new_page and filled):
            return at if _FEWEST <= filled <= _MOST else 0
        if not isinstance(block, Para) or kind not in ("paragraph", *HEAD_ROLES) or len(block.text) > _LONGEST:
            return 0
        filled += 1
    return 0


def _titles(lines: Sequence[Para], document: Document) -> list[int]:
    """Which lines are the title: by their style, by what the file states, or by their type."""
    styled = [at for at, line in enumerate(lines) if kind_of(line) == "headline"]
    if styled:
        return styled
    stated = " ".join(document.stated.title.split()).casefold()
    same = [at for at, line in enumerate(lines) if stated and " ".join(line.text.split()).casefold() == stated]
    if same:
        return same[:1]
    sizes = Counter(line.setting.size for line in lines)
    largest, usual = max(sizes), sizes.most_common(1)[0][0]
    large = [at for at, line in enumerate(lines) if line.setting.size == largest > _LARGER * usual]
    bold = [at for at, line in enumerate(lines) if line.setting.bold]
    chosen = large or bold
    together = all(second == first + 1 for first, second in pairwise(chosen))
    return chosen if together and len(chosen) <= min(_LINES_OF_TITLE, len(lines) - 2) else []


def _with_lone_by(lines: Sequence[Para], reader: HeadReader) -> Iterator[Para]:
    """The lines, a ``by`` on a line of its own with the name below it as one byline."""
    passed = False
    for line, following in pairwise((*lines, None)):
        if passed:
            passed = False
        elif line is not None and following is not None and reader.announces(line.text, following.text):
            yield _styled(line, "byline")._replace(runs=(*line.runs, Run(" "), *following.runs))
            passed = True
        elif line is not None:
            yield line


def _role(line: Para, reader: HeadReader, document: Document) -> str:
    """The role in the head of a line of the cover; empty if it has none."""
    words = " ".join(line.text.split())
    if kind_of(line) in HEAD_ROLES:
        return kind_of(line)
    if reader.is_date(words):
        return "date"
    return "byline" if words in document.stated.authors or reader.names_author(words) else ""


def _title(lines: Sequence[Para]) -> Para:
    """The lines of a title as one paragraph, without the bold type that it is set in anyway."""
    runs: list[Run] = []
    for line in lines:
        plain = without_marks(line.runs, "strong") if line.setting.bold else line.runs
        runs += [*([Run("\n")] if runs else []), *plain]
    return _styled(lines[0], "title")._replace(runs=tuple(runs))


def _styled(line: Para, role: str) -> Para:
    return line._replace(styles=(role,), outline=0, item=None)
