"""FictionBooks, rewritten so that pandoc keeps them: tables, code that is a block, mottoes and their sources; and what
they state."""

from __future__ import annotations

from typing import Any

from copydesk.metadata import is_language
from copydesk.problems import Problem
from copydesk.reading._shared.xml import name_of, words_of

Element = dict[str, Any]

_OF_NOTES = ("notes", "comments", "footnotes")
_MARK = "\ufdd0"


def tables_of(root: Any) -> dict[str, Element]:
    """The tables of a FictionBook, each replaced in it by a paragraph of one word."""
    tables: dict[str, Element] = {}
    for table in [one for one in root.iter() if name_of(one) == "table"]:
        rows = [
            [
                (" ".join("".join(cell.itertext()).split()), name_of(cell))
                for cell in row
                if name_of(cell) in ("td", "th")
            ]
            for row in table.iter()
            if name_of(row) == "tr"
        ]
        if any(rows):
            key = f"{_MARK}{len(tables)}{_MARK}"
            tables[key] = _table([row for row in rows if row])
            tag, tail = table.tag, table.tail
            table.clear()
            table.tag, table.text, table.tail = tag.replace("table", "p"), key, tail
    return tables


def with_code_in_paragraphs(root: Any) -> bool:
    """Puts code that is a block of its own into a paragraph, as pandoc reads it; returns whether there was any."""
    codes = [
        one
        for one in root.iterdescendants()
        if name_of(one) == "code" and name_of(one.getparent()) in ("section", "body")
    ]
    for code in codes:
        paragraph = code.makeelement(code.tag.replace("code", "p"), {})
        code.addprevious(paragraph)
        paragraph.tail, code.tail = code.tail, None
        paragraph.append(code)
    return bool(codes)


def without_repeated_titles(root: Any) -> bool:
    """Takes the title out of a body that repeats the book's own and its authors, and that of the notes; returns whether
    there was any."""
    heads = [one for one in root.iter() if name_of(one) == "title-info"]
    stated = {words_of(one) for head in heads for one in head if name_of(one) in ("author", "book-title")}
    titles = [one for one in root.iter() if name_of(one) == "title" and name_of(one.getparent()) == "body"]
    repeated = [
        title
        for title in titles
        if title.getparent().get("name") in _OF_NOTES
        or (len(title) > 0 and all(words_of(line) in stated for line in title))
    ]
    for title in repeated:
        title.getparent().remove(title)
    return bool(repeated)


def language_in(root: Any) -> str:
    """The language that the book states, empty if it states none."""
    stated = (one.text or "" for one in root.iter() if name_of(one) == "lang")
    return next((tag.strip() for tag in stated if is_language(tag.strip())), "")


def left_out_of(root: Any) -> tuple[Problem, ...]:
    """What to say of the translators, whom no article names."""
    names = [words_of(one) for one in root.iter() if name_of(one) == "translator"]
    return tuple(Problem("metadata", None, f"the translator {name!r} is left out") for name in names if name)


def with_quotations(root: Any) -> bool:
    """Makes mottoes quotations, and the source of each a citation in it; pandoc knows neither. A subtitle without words
    is a line of ornaments. Returns whether there was any."""
    changed = [one for one in root.iterdescendants() if name_of(one) in ("epigraph", "text-author", "subtitle")]
    for element in changed:
        within = name_of(element.getparent())
        namespace = element.tag.removesuffix(name_of(element))
        if name_of(element) == "epigraph" and within != "body":  # where pandoc reads them, and no cite
            element.tag = f"{namespace}cite"
        elif name_of(element) == "text-author" and within in ("cite", "epigraph"):
            source = element.makeelement(f"{namespace}style", {"name": "cite"})
            source.text, element.text = element.text, None
            source.extend(element[:])
            element.append(source)
            element.tag = f"{namespace}p"
        elif name_of(element) == "subtitle" and not any(map(str.isalnum, "".join(element.itertext()))):
            tail = element.tail
            element.clear()
            element.tag, element.tail = f"{namespace}empty-line", tail
    return bool(changed)


def _table(rows: list[list[tuple[str, str]]]) -> Element:
    """A table in pandoc's form."""
    nothing = ["", [], []]
    width = max(map(len, rows))

    def row(cells: list[tuple[str, str]]) -> list[Any]:
        texts = [words for words, _ in cells] + [""] * (width - len(cells))
        content = [[{"t": "Plain", "c": [{"t": "Str", "c": words}]}] if words else [] for words in texts]
        return [nothing, [[nothing, {"t": "AlignDefault"}, 1, 1, blocks] for blocks in content]]

    titles = 1 if len(rows) > 1 and all(tag == "th" for _, tag in rows[0]) else 0
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * width
    head, body = [nothing, list(map(row, rows[:titles]))], [nothing, 0, [], list(map(row, rows[titles:]))]
    return {"t": "Table", "c": [nothing, [None, []], columns, head, [body], [nothing, []]]}
