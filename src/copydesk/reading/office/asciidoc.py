"""AsciiDoc, rewritten so that pandoc reads it: comments, titles in two lines, titles of pictures, the date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.problems import Problem, counted

_PICTURE = re.compile(r"image::[^\s\[]*+\[(.*)\][ \t]*")
_TITLE = re.compile(r'\btitle="([^"]*)"')
_FENCE = re.compile(r"(-{4,}|\.{4,}|/{4,}|`{3,}|\+{4,})\s*")
_COMMENT = re.compile(r"//(?!/)[ \t]*(.*)")
_REVISION = re.compile(r"\d{4}-\d\d-\d\d\s*")
_UNDERLINE = re.compile(r"(([=~^+-])\2+)\s*")
_LEVELS = "=-~^+"
"""What the titles of each level are underlined with, the document's first."""

Comments = list[tuple[int, str]]
"""Lines of comments, each with its number."""


def for_pandoc(text: str) -> tuple[str, tuple[Problem, ...]]:
    """The text without its comments, which pandoc does not read everywhere, with titles of one line, as it knows no
    others, and with the date below the author as one; and what is said of the comments."""
    lines = text.split("\n")
    comments: Comments = []
    kept: list[str] = []
    fence = ""
    passed = 0
    for number, line in enumerate(lines, 1):
        if number <= passed:
            continue
        mark = _FENCE.fullmatch(line)
        title = "" if fence else _title(kept[-1:], lines[number - 1 : number + 1])
        if title:
            kept.append(title)
            passed = number + 1
        elif mark and (not fence or mark[1] == fence):
            fence = "" if fence else mark[1]
            if not mark[1].startswith("/"):
                kept.append(line)
        elif fence.startswith("/"):
            comments.append((number, line.strip()))
        elif fence:
            kept.append(line)
        elif comment := _COMMENT.fullmatch(line):
            comments.append((number, comment[1]))
        else:
            kept.append(_with_title_above(line))
    if len(kept) > 2 and kept[0].startswith("= ") and kept[1].strip() and _REVISION.fullmatch(kept[2]):
        kept[2] = f":revdate: {kept[2].strip()}"
    return "\n".join(kept), tuple(_left_out(comments))


def _title(above: list[str], lines: list[str]) -> str:
    """A title that is underlined, in the form of one line; empty if the lines are none. ``above`` is the line before,
    if there is one."""
    underline = _UNDERLINE.fullmatch(lines[1]) if len(lines) > 1 else None
    title = lines[0].strip()
    if underline is None or not any(map(str.isalnum, title)) or abs(len(title) - len(underline[1])) > 1:
        return ""
    if any(line.strip() and not line.startswith("[") for line in above):
        return ""
    return f"{'=' * (_LEVELS.index(underline[2]) + 1)} {title}"


def _with_title_above(line: str) -> str:
    """A picture with its title as a line of its own."""
    picture = _PICTURE.fullmatch(line)
    title = _TITLE.search(picture[1]) if picture else None
    if not picture or not title:
        return line
    attributes = f"{picture[1][: title.start()].rstrip(' ,')}{picture[1][title.end() :]}"
    return f".{title[1]}\n{line[: picture.start(1)]}{attributes}]"


def _left_out(comments: Comments) -> Iterator[Problem]:
    worded = [(line, words) for line, words in comments if any(map(str.isalnum, words))]
    if worded:
        line, words = worded[0]
        number = counted("%d {comment|comments} {is|are} left out; {it|the first} says ", len(worded))
        yield Problem("comment", line, f"{number}{words[:60]!r}")
