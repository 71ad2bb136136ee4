"""The article tree: the data structure that reading and writing share.

A tree is made of frozen, tagged structs. Each becomes a JSON object with its name in snake case under
``"type"``; sequences are tuples, so that every node can be hashed, compared and pickled. Fields with their
default value are left out of the JSON.

Two families of node never mix: *inlines* (text and its markup) are inside *blocks*. An article is
its head, body, notes and foot, read in that order, and the furniture that the reader set aside.

Every node from ``Headline`` down to ``Furniture`` may have an ``origin``: where in the raw text it came from
and why. The spans of an article's origins never overlap: a container (a quotation, a speech, a list) owns only
the characters that none of its children owns, such as its bullets. Inlines belong to their block, ``Person`` to
its byline and ``Picture`` to its figure, so they have none. Compare two trees without their origins by
``bare(a) == bare(b)``.

Names follow the standards of the field: NITF (hedline, byline, dateline), schema.org ``NewsArticle``,
EPUB 3 structural semantics and the tagged PDF structure types, as `docs/architecture.md` sets out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, ClassVar, Literal, TypeVar

import msgspec

from copydesk.errors import InputError, type_of
from copydesk.image_files import MediaType, check_size, header

# ---------------------------------------------------------------------------------------------- origins


class Span(msgspec.Struct, frozen=True, array_like=True):
    """Characters ``start`` up to, not including, ``end`` of the raw text; in JSON ``[start, end]``.

    Positions count characters of the decoded text, without a byte order mark, with the original line ends.
    """

    start: int
    end: int


class Origin(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where a node came from and why the reader made it.

    ``rule`` names the decision in a word or two, ``confidence`` is from 0 to 1, ``reasons`` give the
    evidence in words. Where the source has pages, ``page`` is that on which the node begins, from 1, and ``box`` the
    rectangle of its lines there: left, top, right and bottom in points, from the page's upper left corner.
    """

    spans: tuple[Span, ...]
    rule: str = ""
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


def _snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


class Node(
    msgspec.Struct, frozen=True, omit_defaults=True, tag_field="type", tag=_snake_case, forbid_unknown_fields=True
):
    """The base of all nodes: immutable, tagged with its name in snake case; unknown keys are errors."""


class Located(Node, frozen=True, kw_only=True):
    """A node that records where in the raw text it came from."""

    origin: Origin | None = None


# ---------------------------------------------------------------------------------------------- inlines


class Text(Node, frozen=True):
    """A run of words. ``Text("Rain at last")``"""

    text: str


class Emphasis(Node, frozen=True):
    """Emphasised words, a title, a foreign word: ``*Le Monde*`` in the raw text; set in italics."""

    inlines: tuple[Inline, ...]


class Strong(Node, frozen=True):
    """Strongly emphasised words, or an interview's question: ``**never**`` in the raw text; set in bold."""

    inlines: tuple[Inline, ...]


class Link(Node, frozen=True):
    """A link. ``target`` is an absolute URL, or None if the raw text has lost it."""

    inlines: tuple[Inline, ...]
    target: str | None = None


class Superscript(Node, frozen=True):
    """Raised text, such as the ``th`` of ``19^th^``; a reference to a note is a ``NoteRef``."""

    inlines: tuple[Inline, ...]


class Code(Node, frozen=True):
    """Program text inside a sentence, verbatim."""

    text: str


class LineBreak(Node, frozen=True):
    """A line end that matters, as in an address."""


class NoteRef(Node, frozen=True):
    """A reference to a note: the ``id`` of a ``Note`` of the article, and its mark."""

    note: str
    mark: str


Inline = Text | Emphasis | Strong | Link | Superscript | Code | LineBreak | NoteRef

# ------------------------------------------------------------------------------------------------- head


class Kicker(Located, frozen=True):
    """The few words above a headline that name its series or subject (NITF slugline)."""

    inlines: tuple[Inline, ...]


class Headline(Located, frozen=True):
    """The title of the article (NITF hl1)."""

    inlines: tuple[Inline, ...]


class Deck(Located, frozen=True):
    """The line or two below a headline that sum the article up; also standfirst, subtitle (NITF hl2)."""

    inlines: tuple[Inline, ...]


class Person(Node, frozen=True):
    """One author, as the byline names them: ``Person("Ana Ruiz", role="Photographs", place="Lima")``"""

    name: str
    role: str | None = None
    affiliation: str | None = None
    place: str | None = None
    email: str | None = None


class Byline(Located, frozen=True):
    """Who wrote it: the line as printed, ``By Ana Ruiz and Jo Park in Lima``, and the persons in it."""

    text: str
    persons: tuple[Person, ...] = ()


class Dateline(Located, frozen=True):
    """Where it was filed: ``LA CROSSE, Wis. (AP) —``. Writers run it in with the first paragraph."""

    text: str
    place: str | None = None
    agency: str | None = None


class PubDate(Located, frozen=True):
    """A date as printed, and as ISO 8601 (``2025-08-14``) if it has day, month and year."""

    text: str
    iso: str | None = None
    kind: Literal["published", "updated"] = "published"


class EditorsNote(Located, frozen=True):
    """A note by the editor before the article begins."""

    inlines: tuple[Inline, ...]


class Head(Node, frozen=True, kw_only=True):
    """Everything before the text. Reading order: kicker, headline, deck, bylines, dates, editor's note,
    and the dateline, which opens the body."""

    kicker: Kicker | None = None
    headline: Headline | None = None
    deck: Deck | None = None
    bylines: tuple[Byline, ...] = ()
    dates: tuple[PubDate, ...] = ()
    editors_note: EditorsNote | None = None
    dateline: Dateline | None = None


# ----------------------------------------------------------------------------------------------- blocks


class Heading(Located, frozen=True):
    """A heading inside the text; ``level`` 2 (a section) to 6. Only the headline is level 1."""

    level: Annotated[int, msgspec.Meta(ge=1, le=6)]
    inlines: tuple[Inline, ...]


class Paragraph(Located, frozen=True):
    """A paragraph."""

    inlines: tuple[Inline, ...]


class BlockQuote(Located, frozen=True):
    """A quotation set off from the text, and its attribution if that has a line of its own."""

    blocks: tuple[Block, ...]
    attribution: tuple[Inline, ...] = ()


class PullQuote(Located, frozen=True):
    """A sentence of the text, or a part of one, that is repeated for display, and its attribution."""

    inlines: tuple[Inline, ...]
    attribution: tuple[Inline, ...] = ()


class Verse(Located, frozen=True):
    """Lines of poetry; an empty line separates two stanzas."""

    lines: tuple[tuple[Inline, ...], ...]

    def stanzas(self) -> list[list[tuple[Inline, ...]]]:
        """The lines of each stanza; none is empty."""
        stanzas: list[list[tuple[Inline, ...]]] = [[]]
        for line in self.lines:
            if line:
                stanzas[-1].append(line)
            else:
                stanzas.append([])
        return [stanza for stanza in stanzas if stanza]


class Speech(Located, frozen=True):
    """What one person says in a transcript, an interview or a play: who speaks, as printed, with the mark behind the
    name if there is one (``Q:``, ``THE CHAIRMAN.``), and the words.

    Writers run the speaker in with the first paragraph; a name without a mark stands on the line above it.
    """

    speaker: tuple[Inline, ...]
    blocks: tuple[Block, ...]


class List(Located, frozen=True):
    """A list; each item is a tuple of blocks, so lists nest. ``start`` and ``numbering`` apply only if it is
    ordered."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    numbering: Literal["decimal", "lower_alpha", "upper_alpha", "lower_roman", "upper_roman"] = "decimal"


class Picture(Node, frozen=True):
    """The bytes of a picture, a JPEG or PNG file, and its size in pixels. In JSON, ``data`` is in base64.

    Raises ValueError for bytes that do not begin as such a file or are of another size; ``pictures.decoded`` makes one
    of any picture, and decodes it in full.
    """

    media_type: MediaType
    data: bytes
    width: int
    height: int

    def __post_init__(self) -> None:
        kind = header(self.data)
        check_size(len(self.data), kind.width, kind.height)
        stated, actual = (self.media_type, self.width, self.height), (kind.media_type, kind.width, kind.height)
        if stated != actual:
            described = ("{} of {} by {} pixels".format(*picture) for picture in (stated, actual))
            raise ValueError("the picture is called {} and is {}".format(*described))

    def __repr__(self) -> str:
        size = f"{self.width}, {self.height}"
        return f"Picture({self.media_type!r}, <{len(self.data):,} bytes>, {size})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("media_type", self.media_type), ("bytes", len(self.data)), ("size", (self.width, self.height))]


class Figure(Located, frozen=True):
    """A picture that the raw text mentions: its caption and credit. ``source`` is its address and is never fetched;
    ``picture`` is the picture itself, if the article holds it."""

    caption: tuple[Inline, ...] = ()
    credit: tuple[Inline, ...] = ()
    source: str | None = None
    alt: str = ""
    picture: Picture | None = None


Align = Literal["left", "right", "center"]
"""The alignment of a table column."""


class Table(Located, frozen=True):
    """Rows of cells, each cell a tuple of inlines; ``header`` is the row of column titles, empty if none.

    ``align`` has the alignment of each column, None for that of text; it is empty if none is given,
    and a writer may then align columns of figures right.
    """

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    header: tuple[tuple[Inline, ...], ...] = ()
    caption: tuple[Inline, ...] = ()
    align: tuple[Align | None, ...] = ()

    def even(self) -> Table:
        """The same table with short rows filled up with empty cells: accessible tables need rows of equal length."""
        width = max(map(len, (self.header, *self.rows)))
        header, *rows = ((*row, *[()] * (width - len(row))) for row in (self.header, *self.rows))
        return msgspec.structs.replace(self, header=header if self.header else (), rows=tuple(rows))


class Preformatted(Located, frozen=True):
    """Text whose spaces and line ends matter, verbatim."""

    text: str


class Break(Located, frozen=True):
    """A pause between sections: ``* * *`` in the raw text."""


class Contact(Located, frozen=True):
    """How to reach the author or publisher: the words as printed, and the addresses in them.

    ``links`` are absolute URLs, ``emails`` addresses, ``phones`` numbers as written.
    """

    blocks: tuple[Block, ...]
    links: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


class Bio(Located, frozen=True):
    """A line about an author: ``Ana Ruiz teaches history in Lima.``"""

    inlines: tuple[Inline, ...]


class Rights(Located, frozen=True):
    """A copyright or licence line."""

    inlines: tuple[Inline, ...]


class Related(Located, frozen=True):
    """A pointer to other articles: ``Read more: ...``"""

    inlines: tuple[Inline, ...]


class Correction(Located, frozen=True):
    """A correction or clarification printed with the article."""

    inlines: tuple[Inline, ...]


class Note(Located, frozen=True):
    """A footnote or endnote; ``id`` is the one that its ``NoteRef`` names, ``mark`` its printed mark (``1``, ``*``)."""

    id: str
    mark: str
    blocks: tuple[Block, ...]


Block = Paragraph | Heading | BlockQuote | Speech | Verse | List | Figure | Table | Preformatted | Break
"""The blocks of the body, of quotations, speeches, list items and notes."""

Section = Block | PullQuote | Contact | Bio | Rights | Related | Correction
"""The blocks of the top level of body and foot."""

# -------------------------------------------------------------------------------------------- furniture

FurnitureKind = Literal[
    "page_number",
    "running_head",
    "cut_mark",
    "end_mark",
    "rule",
    "web_debris",
    "navigation",
    "mail_header",
    "cover_note",
    "frame",
    "stray_mark",
    "unreadable",
    "comment",
    "replaced",
]


class Furniture(Located, frozen=True):
    """Text that a page, mail or site added to the article, set aside and never deleted.

    ``cut_mark`` is a trace of a page or column break (``continued on page 4``), ``end_mark`` the ``-30-`` of
    a wire story, ``rule`` a drawn line, ``web_debris`` share bars, reading times and buttons, ``navigation`` the menu
    and breadcrumbs of a web page, ``mail_header`` the header of a mail or a news posting, ``cover_note`` the words of
    one who passes an article on, ``frame`` what an archive or a licence puts around a text, ``stray_mark`` a bullet or
    speck without text, ``unreadable`` characters that no document may contain, such as U+FFFD, ``comment`` what a
    reviewer wrote beside the text, ``replaced`` printed words of the head that the user's metadata corrected.
    """

    text: str
    kind: FurnitureKind


class Source(Node, frozen=True):
    """The raw text an article was read from: its file's name if it had one, the encoding it was decoded from,
    its length in characters and the SHA-256 of its UTF-8 form."""

    name: str | None = None
    encoding: str = "utf-8"
    characters: int = 0
    sha256: str = ""


class Metadata(Node, frozen=True, kw_only=True):
    """Metadata that is not in the text of the article: set by a user, never guessed."""

    publisher: str | None = None
    description: str | None = None
    keywords: tuple[str, ...] = ()
    rights: str | None = None
    identifier: str | None = None
    url: str | None = None


class Article(Node, frozen=True, kw_only=True):
    """One article. ``lang`` is a BCP 47 tag, ``und`` if unknown."""

    lang: str = "und"
    head: Head = Head()
    body: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
    foot: tuple[Section, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    metadata: Metadata = Metadata()
    source: Source | None = None

    _repr_html_: ClassVar[Callable[..., str]]
    """How a notebook shows the article; set by the package ``copydesk``, since the tree imports no writer."""

    def to_json(self, *, indent: int = 2) -> bytes:
        """The tree as UTF-8 JSON; ``from_json`` is the exact inverse. ``indent`` 0 writes one line."""
        data = msgspec.json.encode(self)
        return msgspec.json.format(data, indent=indent) if indent else data

    @classmethod
    def from_json(cls, data: bytes | str) -> Article:
        """The tree that ``to_json`` wrote.

        Raises InputError for anything that is not JSON or not an article; the message has the path of the field or of
        the unknown key.
        """
        if not isinstance(data, bytes | str):
            raise InputError(f"JSON is str or bytes, not {type_of(data)}", "Pass the result of `to_json`")
        try:
            return decoded(data)
        except msgspec.ValidationError as error:
            raise InputError(f"the JSON is not an article: {error}", "See `copydesk schema`") from error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise InputError(f"it is not JSON: {error}", "Correct the JSON") from error

    @staticmethod
    def json_schema() -> dict[str, Any]:
        """The JSON Schema (2020-12) of what ``to_json`` writes."""
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Article)}


class _Tagged(msgspec.Struct):
    """Any JSON object with a ``type``. msgspec also accepts an object without one as the struct that it expects."""

    type: Any


_TAGGED_DECODER = msgspec.json.Decoder(_Tagged)
_DECODER = msgspec.json.Decoder(Article)


def decoded(data: bytes | str) -> Article:
    """The article in JSON, whose outermost object must have a ``type``.

    Raises msgspec.ValidationError for JSON that is not an article, and the errors of msgspec's decoder for invalid
    JSON."""
    article = _DECODER.decode(data)
    _TAGGED_DECODER.decode(data)
    return article


Anything = TypeVar("Anything")


def bare(node: Anything) -> Anything:
    """The same node (or tuple of nodes) without origins or source, so that trees can be compared by ``==``."""
    if isinstance(node, tuple):
        return tuple(bare(child) for child in node)  # type: ignore[return-value]
    if not isinstance(node, Node):
        return node
    changed = {
        name: None if name in ("origin", "source") else bare(getattr(node, name)) for name in node.__struct_fields__
    }
    if isinstance(node, Figure):  # a figure's source is its picture's address
        changed["source"] = node.source
    return type(node)(**changed)
