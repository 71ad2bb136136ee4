"""LaTeX, rewritten so that pandoc keeps it: the title page, mottoes, large initials, titles that are only set large."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.problems import Problem
from copydesk.reading.office.latex_authors import LINE, OF_PERSONS, Authors
from copydesk.reading.office.tex_commands import Edit, commands, divided, edited, environments, unwrapped
from copydesk.reading.office.title_page import TitlePage

_SCALED = re.compile(r"\\newcommand\*?\\pandocbounded\[1\]\{.{0,2000}?^\}", re.DOTALL | re.MULTILINE)
_TIGHT = re.compile(r"\\tightlist(?![a-zA-Z}])")
_DOTLESS = re.compile(
    r"(\\(?:['`^\"~=.]|[uvHcbdkr](?![a-zA-Z])))\s*(?:\{\\([ij])\s*\}|\\([ij])(?![a-zA-Z])(?:\{\}| )?)"
)
"""An accent over a letter without its dot, which typesetting needs and Unicode does not."""
_WIDEST_LABEL = re.compile(r"(\\begin\{thebibliography\})\{[^{}\n]*\}")
_TERM = re.compile(r"\\item\[([^\[\]\\{}$]*)\]")
_IN_TEXT = {
    "epigraphhead": ("", ""),
    "epigraph": ("\\begin{quote}", "\n\n--- ", "\\end{quote}\n"),
    "IEEEPARstart": ("", "", ""),
    "lettrine": ("", "", ""),
    "frametitle": ("\\subsection{", "}"),
    "bmhead": ("\\paragraph{", "}\n\n"),
    "email": ("", ""),
    "today": ("",),
}
"""Commands of the text, and what stands around their arguments instead."""
_ASIDE = (
    "preprint",
    "received",
    "revised",
    "accepted",
    "ccsdesc",
    "titlerunning",
    "authorrunning",
    "pacs",
    "subjclass",
)
_KEYWORDS = ("keywords", "kwd", "keyword", "IEEEkeywords")
"""Commands and environments that hold keywords."""
_OPENING = ("dedicatory", "dedication")
_SECTIONS = ("part", "chapter", "section", "subsection", "paragraph")
_SEPARATOR = re.compile(r"\\(?:sep|and)(?![A-Za-z])|[,;]")
_FRAME = re.compile(r"\\begin\{frame\}(?:<[^>\n]{0,40}>|\[[^\]\n]{0,200}\]){0,3}\{([^{}]*)\}")
_BEGIN = "\\begin{document}"
_CENTRED = ("titlepage", "center", "flushleft")
_LARGE = re.compile(r"\\(?:LARGE|Large|large|Huge|huge)(?![A-Za-z])\s*")
_PARAGRAPH = re.compile(rf"{LINE.pattern}|\n[ \t]*\n")


class ForPandoc(NamedTuple):
    """A LaTeX file for pandoc, what its title page says, the terms of its lists, which pandoc may drop, and what is
    left out."""

    text: str
    title_page: TitlePage
    terms: tuple[str, ...]
    problems: tuple[Problem, ...]


def for_pandoc(text: str) -> ForPandoc:
    """The file without two commands of pandoc's own template, of which one makes pandoc's reader drop the term that
    follows, and the other scales pictures and would be text; without the widest label of a bibliography, which is a
    measure; with the title page in a form that pandoc keeps."""
    text = _DOTLESS.sub(lambda match: f"{match[1]}{{{match[2] or match[3]}}}", text)
    text = _WIDEST_LABEL.sub(r"\1{}", text)
    text = _TIGHT.sub("", _SCALED.sub(lambda _: r"\newcommand{\pandocbounded}[1]{#1}", text))
    dated = any(True for _ in commands(text, {"today": 0}))
    classified = list(environments(text, ["CCSXML"], len(text)))
    text = edited(text, ((one.start, one.end, "") for one in classified))
    text = _with_title(_FRAME.sub(r"\\begin{frame}\n\\subsection{\1}", text))
    title_page, edits = _title_page(text)
    messages = {
        "the day on which the file is set, \\today, is left out": dated,
        "the subjects in CCSXML, for programs, are left out": bool(classified),
    }
    problems = tuple(Problem("unsupported", None, message) for message, is_so in messages.items() if is_so)
    return ForPandoc(unwrapped(edited(text, edits), _IN_TEXT), title_page, tuple(_TERM.findall(text)), problems)


def _title_page(text: str) -> tuple[TitlePage, list[Edit]]:
    """What the commands above the first section say, and the changes that move it to the beginning of the text."""
    named = {"title": 1, "maketitle": 0, **dict.fromkeys(_SECTIONS, 1)}
    marks = [command for command in commands(text, named) if not command.depth]
    first = next((mark.start for mark in marks if mark.name in _SECTIONS), len(text))
    made = next((mark.start for mark in marks if mark.name == "maketitle"), first)
    has_title = any(mark.name == "title" for mark in marks)
    authors = Authors()
    words: dict[str, list[str]] = {}
    edits: list[Edit] = []
    kinds = {"abstract": "abstract", **dict.fromkeys(OF_PERSONS, "person")}
    kinds |= dict.fromkeys(_ASIDE, "aside") | dict.fromkeys(_KEYWORDS, "keywords") | dict.fromkeys(_OPENING, "opening")
    for command in commands(text, {"markboth": 2, **dict.fromkeys(kinds, 1)}):
        kind = kinds.get(command.name, "aside")
        is_of_letter = command.name in ("name", "address") and not has_title
        if command.depth or is_of_letter or command.start >= (made if kind == "person" else first):
            continue
        contents = [text[start:end] for start, end in command.arguments]
        if kind == "person":
            authors.take(command, contents[0])
        else:
            words.setdefault(kind, []).extend(contents)
        edits.append((command.start, command.end, ""))
    for one in environments(text, _KEYWORDS, first):
        words.setdefault("keywords", []).append(one.content)
        edits.append((one.start, one.end, ""))
    title_page = TitlePage(
        authors=authors.authors(),
        title_notes=tuple(authors.title_notes),
        keywords=tuple(_parts(words.get("keywords", []))),
        asides=tuple(filter(str.strip, (*words.get("aside", []), *authors.of_nobody()))),
        abstract=tuple(words.get("abstract", [])),
        opening=tuple(words.get("opening", [])),
    )
    begin = text.find(_BEGIN)
    at = begin + len(_BEGIN) if begin >= 0 else 0
    pieces = title_page.pieces()
    return title_page, [*edits, (at, at, pieces)] if pieces else edits


def _parts(lists: list[str]) -> Iterator[str]:
    for words in lists:
        yield from (part.strip(" \t\n.") for part in divided(words, _SEPARATOR) if part.strip(" \t\n."))


def _with_title(text: str) -> str:
    """A file without a title, but with a first centred line that is set large above its sections, with that as its
    title and the lines below it as paragraphs."""
    if any(True for _ in commands(text, {"title": 1})):
        return text
    first = next((one.start for one in commands(text, dict.fromkeys(_SECTIONS, 1)) if not one.depth), len(text))
    centred = next(environments(text, _CENTRED, first), None)
    lines = divided(centred.content, _PARAGRAPH) if centred else []
    title, *others = [line for line in lines if line.strip(" \t\n{}")] or [""]
    if centred is None or not _LARGE.search(title):
        return text
    paragraphs = "\n\n".join([f"\\title{{{_LARGE.sub('', title).strip()}}}", *others])
    return edited(text, [(centred.start, centred.end, paragraphs)])
