"""The styles of a Word file and what they are based on, the same in every design.

Word's built-in names are used if there are any, so that its menus, its navigation pane and other programs recognise
them.
"""

from __future__ import annotations

from typing import NamedTuple

LIST_LEVELS = 3
"""The list levels that have their own style; deeper ones use the last."""


class Kind(NamedTuple):
    """A Word style: its base, and the style of the next paragraph when a user continues typing."""

    name: str
    kind: str
    based_on: str = ""
    then: str = ""
    builtin: str = ""  # Word's name for it, if it is built in
    alternatives: tuple[
        str, ...
    ] = ()  # alternative names in other documents: of pandoc, of LibreOffice, or less specific


def _paragraph(
    name: str, based_on: str = "Normal", then: str = "", builtin: str = "", alternatives: tuple[str, ...] = ()
) -> Kind:
    return Kind(name, "paragraph", based_on, then or name, builtin, alternatives)


def _character(name: str, builtin: str = "", alternatives: tuple[str, ...] = ()) -> Kind:
    return Kind(name, "character", "Default Paragraph Font", builtin=builtin, alternatives=alternatives)


def _levels(name: str, *alternatives: str) -> list[Kind]:
    first, *deeper = [name if level == 1 else f"{name} {level}" for level in range(1, LIST_LEVELS + 1)]
    return [
        _paragraph(first, "Body Text", builtin=first, alternatives=alternatives),
        *(_paragraph(other, first, builtin=other) for other in deeper),
    ]


KINDS: tuple[Kind, ...] = (
    Kind("Normal", "paragraph", builtin="Normal"),
    Kind("Default Paragraph Font", "character", builtin="Default Paragraph Font"),
    Kind("Normal Table", "table", builtin="Normal Table"),
    Kind("No List", "numbering", builtin="No List"),
    _paragraph("Kicker", then="Title", alternatives=("Overline", "Eyebrow")),
    _paragraph("Title", then="Subtitle", builtin="Title"),
    _paragraph("Subtitle", then="Byline", builtin="Subtitle"),
    _paragraph("Byline", then="Date", alternatives=("Author", "Authors")),
    _paragraph("Date", then="First Paragraph", builtin="Date"),
    _paragraph("Editor's Note", then="First Paragraph", alternatives=("Abstract",)),
    _paragraph("Head End", then="First Paragraph"),
    _paragraph("Body Text", builtin="Body Text", alternatives=("Text Body", "Normal")),
    _paragraph("First Paragraph", "Body Text", then="Body Text", alternatives=("Body Text", "Text Body", "Normal")),
    _paragraph("Paragraph After List", "First Paragraph", then="Body Text"),
    *(
        _paragraph(f"Heading {n}", "Normal" if n == 1 else f"Heading {n - 1}", "First Paragraph", f"heading {n}")
        for n in range(1, 6)
    ),
    _paragraph("Quote", "Body Text", builtin="Quote", alternatives=("Block Text", "Block Quote", "Quotations")),
    _paragraph("Quote 2", "Quote"),
    _paragraph("Quote Attribution", "Quote", then="Body Text"),
    _paragraph("Pull Quote", "Quote", alternatives=("Intense Quote",)),
    _paragraph("Pull Quote Attribution", "Quote Attribution", then="Body Text"),
    _paragraph("Speech", "Body Text", alternatives=("Dialogue", "Dialog")),
    _paragraph("Speaker Line", "Speech", then="Verse"),
    _paragraph("Verse", "Body Text", alternatives=("Poetry", "Poem")),
    *_levels("List Bullet", "List Paragraph", "Compact"),
    *_levels("List Number", "List Paragraph", "Compact"),
    *_levels("List Continue", "List Paragraph"),
    _paragraph("Figure", then="Caption"),
    _paragraph("Caption", then="Body Text", builtin="caption", alternatives=("Image Caption",)),
    _paragraph("Table Caption", "Caption", alternatives=("Caption",)),
    _paragraph("Table Heading", "Table Text", alternatives=("Table Header",)),
    _paragraph("Table Text", alternatives=("Table Contents", "Compact")),
    *(
        _paragraph(f"{name} {side}", name)  # a column of figures, and a centred one
        for name in ("Table Heading", "Table Text")
        for side in ("End", "Centre")
    ),
    Kind("Table", "table", "Normal Table", alternatives=("Table Grid",)),
    _paragraph("Table Space"),
    _paragraph("Preformatted", alternatives=("Source Code", "HTML Preformatted", "Preformatted Text", "Plain Text")),
    _paragraph("Break", then="First Paragraph"),
    _paragraph("Section End"),
    _paragraph("Foot Start"),
    _paragraph("Contact"),
    _paragraph("Author Bio"),
    _paragraph("Rights", alternatives=("Copyright",)),
    _paragraph("Related"),
    _paragraph("Notice"),
    _paragraph("Footnote Text", builtin="footnote text", alternatives=("Footnote",)),
    _paragraph("Masthead", alternatives=("Header",)),
    _paragraph("Header", builtin="header"),
    _paragraph("Footer", builtin="footer"),
    _character("Dateline"),
    _character("Speaker"),
    _character("Credit"),
    _character("Emphasis", "Emphasis"),
    _character("Strong", "Strong"),
    _character("Hyperlink", "Hyperlink", ("Internet Link",)),
    _character("Lost Link"),
    _character("Code", alternatives=("Verbatim Char", "HTML Code", "Source Text")),
    _character("Superscript"),
    _character("Footnote Reference", "footnote reference"),
    _character("Page Number", "page number"),
)
"""Every style that a document may use, in the order of Word's list."""


BULLET_LISTS, NUMBERED_LISTS = 0, 1
"""The numbering definitions of the list styles; each other numbering format has one after them."""


class Naming:
    """The keys of styles and numberings in a file: here those of copydesk; a reference document has its own."""

    first_definition = 0
    """The number of copydesk's first numbering definition (``w:abstractNum``)."""

    first_number = 1
    """The number of copydesk's first numbering (``w:num``)."""

    def style(self, name: str) -> str:
        """The key of the style called ``name`` in ``KINDS``."""
        return style_id(name)

    def has(self, name: str) -> bool:
        """Whether the file has this style."""
        return True

    def tied(self, name: str) -> tuple[int, int] | None:
        """The numbering definition and level of a list style; None if its paragraphs must specify them."""
        kind = {"List Bullet": BULLET_LISTS, "List Number": NUMBERED_LISTS}.get(name.rstrip(" 0123456789"))
        return None if kind is None else (self.first_definition + kind, list_level(name))


def list_level(name: str) -> int:
    """The level of a list style, counted from 0: ``"List Bullet 2"`` has 1."""
    return int(name[-1]) - 1 if name[-1].isdigit() else 0


def style_id(name: str) -> str:
    """Word's key for a style: ``"Editor's Note"`` has ``"EditorsNote"``."""
    return {"Normal Table": "TableNormal"}.get(name, "".join(filter(str.isalnum, name)))
