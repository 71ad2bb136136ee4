"""Trees to test with: one of everything, an ordinary one, and any legal one.

What the reader makes, and the writers may count on, is a *normal* tree:

- A ``Text`` holds at least one character; no control character, lone surrogate, line end or mark that turns the
  direction of writing; of white space only single ordinary spaces and, inside words, no-break and other Unicode
  spaces. Two Texts never stand side by side, nor do two Emphasis, Strong, Superscript, Code or Link nodes.
- The inlines of a block, line, cell or marked inline (Emphasis, Link, ...) neither begin nor end with
  white space or a LineBreak; no space stands beside a LineBreak, and no two LineBreaks meet.
- No inline is empty. An Emphasis holds no Emphasis at any depth, and so for Strong, Link and Superscript;
  a Link or Superscript holds no NoteRef. Code is one line with no space at its ends.
- A link's target is an absolute http, https, mailto or tel URL without white space.
- A NoteRef names a note of the article and bears its mark; a note holds no NoteRef. The id of a note is made
  of ASCII letters, digits, ``-`` and ``_``, and ids differ by more than case.
- No block is empty: a quotation, speech, item, contact or note holds a block, a list an item, a verse a line, and a
  speech has a speaker. A verse
  neither begins nor ends with an empty line, no two meet, and its lines hold no LineBreak. A table's rows are
  of one length, its header too if it has one, and its ``align`` unless that is empty, as where it says nothing;
  cells may be empty. A figure has a source, caption or
  credit, and an ``alt`` only with a source. Preformatted text holds of control characters only line ends and
  tabs, and neither begins nor ends with a line end.
- The strings of the head and of the metadata are words on one line; empty ones are None.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from copydesk import visit
from copydesk.tree import (
    Article,
    Bio,
    Block,
    BlockQuote,
    Break,
    Byline,
    Code,
    Contact,
    Correction,
    Dateline,
    Deck,
    EditorsNote,
    Emphasis,
    Figure,
    Furniture,
    Head,
    Heading,
    Headline,
    Inline,
    Kicker,
    LineBreak,
    Link,
    List,
    Metadata,
    Note,
    NoteRef,
    Origin,
    Paragraph,
    Person,
    Picture,
    Preformatted,
    PubDate,
    PullQuote,
    Related,
    Rights,
    Section,
    Source,
    Span,
    Speech,
    Strong,
    Superscript,
    Table,
    Text,
    Verse,
)


def words_of(article: Article) -> list[str]:
    """The words of an article in the order of output: head (as in ``visit.HEAD_ORDER``), body, notes, foot.

    A note's mark, a figure's ``alt`` and the metadata are no words of the text.
    """
    return visit.plain((article.head, *article.body, *article.notes, *article.foot)).split()


def words(text: str) -> tuple[Inline, ...]:
    """Inlines that are one run of words."""
    return (Text(text),)


def paragraph(*inlines: Inline | str) -> Paragraph:
    """``paragraph("It rained ", Emphasis(words("again")), ".")``"""
    return Paragraph(tuple(Text(inline) if isinstance(inline, str) else inline for inline in inlines))


def plain_article() -> Article:
    """An ordinary small article: headline, byline, date, three paragraphs, a heading, a link."""
    return Article(
        lang="en",
        head=Head(
            headline=Headline(words("Ferry returns to the upper lake")),
            deck=Deck(words("After nine years the crossing opens again on Monday")),
            bylines=(Byline("By Marta Oyelaran", (Person("Marta Oyelaran"),)),),
            dates=(PubDate("12 May 2025", iso="2025-05-12"),),
        ),
        body=(
            paragraph("The old ferry will cross the upper lake again from Monday, the harbour office said."),
            paragraph("It carries forty people and, ", Emphasis(words("for the first time")), ", their bicycles."),
            Heading(2, words("A long repair")),
            paragraph("The hull was rebuilt at ", Link(words("the Lindqvist yard"), "https://example.org/yard"), "."),
        ),
    )


def everything() -> Article:
    """One article with every node type in every position where it may stand, as the readers build it."""
    return Article(
        lang="en",
        head=_head(),
        body=(*_blocks(), _quote(), _nested_list(), *_sections("body")),
        foot=(*_sections("foot"), paragraph("A last line below the fold."), _list("Foot")),
        notes=(
            Note("n1", "1", (paragraph("The harbour log of ", Emphasis(words("1911")), ", page 4."),)),
            Note("n2", "*", (paragraph("Two things are unsure:"), _list("Unsure"), Preformatted("sum = 4\n  + 5"))),
        ),
        furniture=(
            Furniture("Page 3 of 5", "page_number", origin=Origin((Span(100, 111),), "folio", 0.98)),
            Furniture("THE LAKE POST", "running_head"),
            Furniture("continued on page 4", "cut_mark"),
            Furniture("-30-", "end_mark"),
            Furniture("________", "rule"),
            Furniture("Share this", "web_debris"),
            Furniture("\ufffd", "unreadable"),
        ),
        metadata=Metadata(
            publisher="Lake Post Press",
            description="What the ferry means to the shore.",
            keywords=("ferries", "lakes"),
            rights="All rights reserved by the press.",
            identifier="urn:lakepost:2025-118",
            url="https://example.org/ferry?id=118&page=2",
        ),
        source=Source("ferry.txt", "utf-8", 4711, "0" * 64),
    )


def notes_and_foot() -> Article:
    """An article with a note that its body refers to, one that only its foot does, and one that nothing does."""
    return Article(
        lang="en",
        head=Head(headline=Headline(words("The ledger"))),
        body=(paragraph("The body ends.", NoteRef("n1", "1")),),
        notes=(
            Note("n1", "1", (paragraph("Of the body."),)),
            Note("n2", "2", (paragraph("Of the foot."),)),
            Note("n3", "3", (paragraph("Of nothing."),)),
        ),
        foot=(
            Contact((Heading(2, words("Write to us")), paragraph("The desk."))),
            Rights((Text("© Lake Post"), NoteRef("n2", "2"))),
        ),
    )


def _head() -> Head:
    origin = Origin((Span(0, 15),), "headline", 0.9, ("first line", "short"))
    return Head(
        kicker=Kicker(words("Transport")),
        headline=Headline((Text("What the "), Emphasis(words("Aurora")), Text(" carried")), origin=origin),
        deck=Deck((Text("A ferry, a ledger and "), Strong(words("one")), Text(" passenger"), NoteRef("n2", "*"))),
        bylines=(
            Byline(
                "By Marta Oyelaran and Jon Lind in Vester",
                (
                    Person("Marta Oyelaran", role="Words", place="Vester", email="marta@example.org"),
                    Person("Jon Lind", affiliation="Lake Institute", place="Vester"),
                ),
            ),
            Byline("Photographs by Inez Park", (Person("Inez Park", role="Photographs"),)),
            Byline("From our own correspondent"),
        ),
        dates=(
            PubDate("Monday, 12 May 2025", iso="2025-05-12"),
            PubDate("Updated in June", kind="updated"),
        ),
        editors_note=EditorsNote((Text("This report was "), Link(words("first read"), "https://example.org/r"))),
        dateline=Dateline("VESTER, Upper Lake (LPN) —", place="VESTER, Upper Lake", agency="LPN"),
    )


def _inlines(label: str) -> tuple[Inline, ...]:
    """Every inline, and each inside every other that may contain it."""
    return (
        Text(f"{label} has words, "),
        Emphasis((Text("stress with "), Strong(words("weight")), Text(" inside"))),
        Text(", "),
        Strong((Text("weight with "), Emphasis(words("stress")), Text(" inside"))),
        Text(", a "),
        Link((Text("link with "), Code("a*b|c"), Text(" in it")), "https://example.org/a_(b)?c=d&e=f"),
        Text(", a "),
        Link((Text("link that is "), Emphasis(words("lost"))), None),
        Text(", the 19"),
        Superscript(words("th")),
        Text(" century, "),
        Code("x = `y`"),
        Text(","),
        LineBreak(),
        Text("a new line"),
        NoteRef("n1", "1"),
        Text(" and an end."),
    )


PICTURE = Picture(
    "image/png",
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAADAAAAAgAgMAAAApuhOPAAAACVBMVEXw8PDIFBQUFMiZHv/hAAAATUlEQVR42r3QoQ2AMBQE0MdX"
        "HYWFQDNKR0HDQoxS1eBoBSgC5565XG6YwA5Cl48QW4fR2pClC0HcFyTkNwvKY0Gl9nNKw2FpqPM/V8EJlnYLQBv/jagAAAAASUVO"
        "RK5CYII="
    ),
    48,
    32,
)
"""A drawing, red on the left with a blue disc on the right."""


def pictured() -> Article:
    """An article that holds pictures: one described, one with a caption, one with neither, one in a note."""
    note = Note("n", "1", (paragraph("A note with a picture."), Figure(words("In a note"), picture=PICTURE)))
    body = (
        paragraph("The keeper drew what he saw.", NoteRef("n", "1")),
        Figure(words("What he saw"), words("Drawing: Inez Park"), alt="A blue disc", picture=PICTURE),
        paragraph("He drew it again."),
        Figure(words("What he saw again"), source="again.png", picture=PICTURE),
        Figure(picture=PICTURE),
        paragraph("Nobody has seen the others."),
        Figure(words("What nobody saw"), source="lost.png"),
    )
    return Article(lang="en", head=Head(headline=Headline(words("A disc in the sky"))), body=body, notes=(note,))


def _figure(label: str) -> Figure:
    return Figure(
        caption=(Text(f"{label}: the pier in "), Emphasis(words("winter"))),
        credit=words("Photograph: Inez Park"),
        source="pictures/pier.jpg",
        alt="A pier under snow",
    )


def _table(label: str) -> Table:
    return Table(
        caption=words(f"{label}: crossings"),
        header=(words("Year"), words("Crossings")),
        rows=((words("1911"), (Text("two "), Strong(words("hundred")))), (words("1912"), ())),
    )


def _verse(label: str) -> Verse:
    return Verse(
        (words(f"{label}, the lake lay still"), (Text("and "), Emphasis(words("grey"))), (), words("till dawn"))
    )


def _speech(label: str) -> Speech:
    return Speech(words("Inez Park:"), (paragraph(f"{label}: how ", Emphasis(words("cold")), " was it?"),))


def _list(label: str) -> List:
    return List(((paragraph(f"{label} one"),), (paragraph(f"{label} two"),)))


def _numbered(label: str) -> List:
    return List(((paragraph(f"{label} four"),), (paragraph(f"{label} five"),)), ordered=True, start=4)


def _blocks(label: str = "Body") -> tuple[Block, ...]:
    """Every block that holds no blocks, and lists of each numbering."""
    return (
        Paragraph(_inlines(label)),
        Heading(2, (Text(f"{label} section "), Emphasis(words("two")))),
        Heading(3, words(f"{label} section three")),
        _verse(label),
        _speech(label),
        Speech((Text("THE "), Emphasis(words("PILOT"))), (paragraph(f"{label}: cold."), paragraph("And wet."))),
        Speech(words("CHORUS."), (_verse(f"{label} sung"),)),
        _list(label),
        _numbered(label),
        List(((paragraph(f"{label} letter"),),), ordered=True, numbering="lower_alpha"),
        List(((paragraph(f"{label} numeral"),),), ordered=True, start=3, numbering="upper_roman"),
        _figure(label),
        Figure(caption=words(f"{label}: a picture that is not there")),
        _table(label),
        Table(((words(f"{label} cell"), words("another")), (words("third"), words("fourth"))), align=("center", None)),
        Preformatted(f"{label} to the letter\n  two spaces\n\n\ta tab, <b>no tag</b>"),
        Break(),
        paragraph(f"{label} goes on."),
    )


def _quote() -> BlockQuote:
    inner = BlockQuote((paragraph("A quotation in a quotation."),))
    return BlockQuote((*_blocks("Quote"), inner), attribution=(Text("Ada Brandt, "), Emphasis(words("Ferry Years"))))


def _nested_list() -> List:
    deep = List(((paragraph("deeper one"),), (paragraph("deeper two"), _numbered("deepest"))))
    return List(
        (
            (paragraph("outer one"), deep),
            (paragraph("outer two"), *_blocks("Item"), BlockQuote((paragraph("quoted in an item"),))),
            (paragraph("outer three"),),
        ),
        ordered=True,
    )


def _sections(label: str) -> tuple[Section, ...]:
    mail = Link(words("desk@example.org"), "mailto:desk@example.org")
    return (
        PullQuote((Text(f"The {label} crosses "), Emphasis(words("again")), Text("."))),
        PullQuote(words(f"It was the {label} that we missed"), attribution=words("Rosa Lind, pilot")),
        Bio((Emphasis(words("Marta Oyelaran")), Text(f" writes on lakes for the {label}."))),
        Correction((Text(f"Correction in the {label}: the pier is "), Strong(words("older")), Text("."))),
        Related((Text("See also: "), Link(words(f"More of the {label}"), None))),
        Rights(words(f"© 2025 Lake Post, {label}")),
        Contact(
            (paragraph("Write to ", mail, LineBreak(), f"or ring the {label} desk."), _list("Ring")),
            links=("https://example.org/contact",),
            emails=("desk@example.org",),
            phones=("+46 8 555 01 02",),
        ),
    )


# --------------------------------------------------------------------------------------- any legal tree

_NASTY = (
    *"*_`#-+=~^$|\\<>&[](){}!:;.,'\"/@%?0123456789",
    *(
        "---",
        "***",
        "===",
        "~~~",
        "```",
        ":::",
        "1.",
        "2)",
        "- ",
        "+ ",
        "* ",
        "# ",
        "> ",
        "    ",
        "--",
        "...",
        "...",
        "<!--",
    ),
    *(
        "<b>",
        "</b>",
        "<div>",
        "</script>",
        "<br/>",
        "&amp;",
        "&copy;",
        "&#42;",
        "&",
        "$x$",
        "$5",
        "@cite",
        "[^1]",
        "[^n1]:",
    ),
    *(
        "![a](b)",
        "[a](b)",
        "[a]: b",
        "a_b_c",
        "http://example.org/a_b",
        "www.example.org",
        "ana@example.org",
        "\\*",
        "a\\",
    ),
    *(
        "%s",
        "{0}",
        "{{ x }}",
        "{.class}",
        "#+title",
        "\\input{x}",
        "=cmd",
        "|-|-|",
        "-|-",
        ":-",
        "key: value",
        "- item",
    ),
    *(
        "don't",
        "“so”",
        "«non»",
        "naïve",
        "e\u0301",
        "a\u0301\u0323\u0308",
        "\u00a0",
        "a\u00a0b",
        "\u202f",
        "\u00ad",
        "\u200d",
    ),
    *(
        "שלום",
        "مرحبا",
        "漢字",
        "かな。",
        "한국",
        "हिन्दी",
        "Ελλάδα",
        "🙂",
        "👩‍👩‍👧",
        "€",
        "—",
        "–",
        "…",
        "№",
        "½",
        "\u200f",
        "ﬁ",
    ),
    *("lorem", "Ipsum", "and", "the", "A", "i", "word", "another", "x"),
)
_ANY = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Cn"), max_codepoint=0x1FAFF),
    min_size=1,
    max_size=6,
)
_SPACES = re.compile(r" {2,}")


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


_RAW = st.lists(st.one_of(st.sampled_from(_NASTY), st.just(" "), _ANY), min_size=1, max_size=7).map("".join)


def lines_of_words() -> st.SearchStrategy[str]:
    """Words on one line, of characters that are difficult for formats."""
    return _RAW.map(_one_line).filter(bool)


def _optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


_HOSTS = st.sampled_from(
    ("https://example.org/", "http://example.org/b", "mailto:a@example.org", "tel:+1608555", "HTTPS://e.org/")
)
_PATHS = st.text("ab/_*()[]&?=#%20;~^'\"!$,.:@\\|é漢-+<>`{}", max_size=12)


def targets() -> st.SearchStrategy[str]:
    """Absolute URLs with every character that a person may have typed in one."""
    return st.builds(str.__add__, _HOSTS, _PATHS)


def _tidy(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Inlines as a normal tree has them: Texts merged, and of two other neighbours of one kind the second gone."""
    kept: list[Inline] = []
    for inline in inlines:
        last = kept[-1] if kept else None
        if isinstance(last, Text) and isinstance(inline, Text):
            kept[-1] = Text(last.text + inline.text)
        elif type(last) is not type(inline) or isinstance(inline, NoteRef):
            kept.append(inline)
    return _trim([Text(_SPACES.sub(" ", inline.text)) if isinstance(inline, Text) else inline for inline in kept])


def _trim(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Without white space or line breaks at the ends, or white space beside a line break."""
    while True:
        before = list(inlines)
        while inlines and isinstance(inlines[0], LineBreak):
            inlines.pop(0)
        while inlines and isinstance(inlines[-1], LineBreak):
            inlines.pop()
        for index, inline in enumerate(inlines):
            if isinstance(inline, Text):
                text = inline.text
                if index == 0 or isinstance(inlines[index - 1], LineBreak):
                    text = text.lstrip()
                if index == len(inlines) - 1 or isinstance(inlines[index + 1], LineBreak):
                    text = text.rstrip()
                inlines[index] = Text(text)
        inlines = [inline for inline in inlines if not (isinstance(inline, Text) and not inline.text)]
        inlines = [
            inline
            for index, inline in enumerate(inlines)
            if index == 0 or type(inline) is not type(inlines[index - 1]) or isinstance(inline, NoteRef)
        ]
        if inlines == before:
            return tuple(inlines)


_MARKED: dict[str, type[Emphasis | Strong | Superscript]] = {
    "emphasis": Emphasis,
    "strong": Strong,
    "superscript": Superscript,
}
_WORDS = lines_of_words()
_TARGETS = st.none() | targets()


@st.composite
def some_inlines(
    draw: st.DrawFn, refs: tuple[NoteRef, ...] = (), without: frozenset[str] = frozenset()
) -> tuple[Inline, ...]:
    """Inlines of a normal tree, at least one; ``without`` names the kinds that they stand in, or must not hold."""
    kinds = ["text", "text", "text", "code", "line_break", *_MARKED, "link", *(["note_ref"] if refs else [])]
    if len(without - {"line_break"}) > 1:
        kinds = ["text", "text", "code"]
    drawn = draw(st.lists(st.sampled_from([kind for kind in kinds if kind not in without]), min_size=1, max_size=4))
    return _tidy([_an_inline(draw, kind, refs, without | {kind}) for kind in drawn]) or words("word")


def _an_inline(draw: st.DrawFn, kind: str, refs: tuple[NoteRef, ...], without: frozenset[str]) -> Inline:
    if kind == "text":
        return Text(draw(_RAW))
    if kind == "code":
        return Code(draw(_WORDS))
    if kind == "line_break":
        return LineBreak()
    if kind == "note_ref":
        return draw(st.sampled_from(refs))
    if kind == "link":
        return Link(draw(some_inlines((), without)), draw(_TARGETS))
    return _MARKED[kind](draw(some_inlines(() if kind == "superscript" else refs, without)))


_PREFORMATTED = (
    st.lists(st.sampled_from(("\n", "\t", "  ", *_NASTY)), min_size=1, max_size=9)
    .map(lambda parts: "".join(parts).strip("\n"))
    .filter(lambda text: bool(text.strip()))
)


def _lines(inlines: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    stanza = st.lists(inlines, min_size=1, max_size=3)
    stanzas = st.lists(stanza, min_size=1, max_size=2)
    return stanzas.map(lambda some: tuple(some[0]) if len(some) == 1 else (*some[0], (), *some[1]))


@st.composite
def _tables(draw: st.DrawFn, inlines: st.SearchStrategy[Any]) -> Table:
    width = draw(st.integers(1, 3))
    row = st.tuples(*[st.just(()) | inlines] * width)
    header = draw(row)
    header = header if any(header) else ()
    rows = draw(st.lists(row, min_size=1, max_size=3))
    align = draw(st.tuples(*[st.sampled_from((None, "left", "right", "center"))] * width))
    return Table(tuple(rows), header, draw(st.just(()) | inlines), align if any(align) else ())


_NUMBERINGS = ("decimal", "decimal", "lower_alpha", "upper_alpha", "lower_roman", "upper_roman")
_SOURCES = st.sampled_from(("a.jpg", "https://example.org/p_1.png"))
_FLAT = ("paragraph", "paragraph", "paragraph", "heading", "verse", "figure", "table", "preformatted", "break")


@st.composite
def blocks(draw: st.DrawFn, refs: tuple[NoteRef, ...] = (), depth: int = 2) -> Block:  # noqa: PLR0911 -- one a kind
    """One block of a normal tree; quotations, speeches and lists nest ``depth`` deep."""
    inlines = some_inlines(refs)
    optional = st.just(()) | inlines
    kind = draw(st.sampled_from((*_FLAT, *(("block_quote", "list", "list", "speech") if depth else ()))))
    if kind == "paragraph":
        return Paragraph(draw(inlines))
    if kind == "heading":
        return Heading(draw(st.integers(2, 6)), draw(inlines))
    if kind == "verse":
        return Verse(draw(_lines(some_inlines(refs, frozenset({"line_break"})))))
    if kind == "figure":
        if draw(st.booleans()):
            return Figure(draw(optional), draw(optional), draw(_SOURCES), draw(st.just("") | _WORDS))
        return Figure(draw(inlines), draw(optional))
    if kind == "table":
        return draw(_tables(inlines))
    if kind == "preformatted":
        return Preformatted(draw(_PREFORMATTED))
    if kind == "break":
        return Break()
    inner = st.lists(blocks(refs, depth - 1), min_size=1, max_size=2).map(tuple)
    if kind == "block_quote":
        return BlockQuote(draw(inner), draw(optional))
    if kind == "speech":
        return Speech(draw(inlines), draw(inner))
    items = draw(st.lists(inner, min_size=1, max_size=3).map(tuple))
    if draw(st.booleans()):
        return List(items)
    return List(items, True, draw(st.integers(0, 12)), draw(st.sampled_from(_NUMBERINGS)))


def _sections_of(refs: tuple[NoteRef, ...]) -> st.SearchStrategy[Any]:
    inlines = some_inlines(refs)
    some = st.lists(blocks(refs, 1), min_size=1, max_size=2).map(tuple)
    words_tuple = st.lists(lines_of_words(), max_size=2).map(tuple)
    return st.one_of(
        blocks(refs),
        blocks(refs),
        *(st.builds(kind, inlines) for kind in (Bio, Rights, Related, Correction)),
        st.builds(PullQuote, inlines, st.just(()) | inlines),
        st.builds(Contact, some, st.lists(targets(), max_size=2).map(tuple), words_tuple, words_tuple),
    )


_PERSONS = st.lists(st.builds(Person, lines_of_words(), *[_optional(lines_of_words())] * 4), max_size=3).map(tuple)
_DATES = st.builds(
    PubDate,
    lines_of_words(),
    _optional(st.dates(date(1800, 1, 1)).map(date.isoformat)),
    st.sampled_from(("published", "updated")),
)


def heads(refs: tuple[NoteRef, ...] = ()) -> st.SearchStrategy[Head]:
    """Any head."""
    inlines = some_inlines(refs)
    return st.builds(
        Head,
        kicker=_optional(st.builds(Kicker, inlines)),
        headline=_optional(st.builds(Headline, inlines)),
        deck=_optional(st.builds(Deck, inlines)),
        bylines=st.lists(st.builds(Byline, lines_of_words(), _PERSONS), max_size=2).map(tuple),
        dates=st.lists(_DATES, max_size=2).map(tuple),
        editors_note=_optional(st.builds(EditorsNote, inlines)),
        dateline=_optional(
            st.builds(Dateline, lines_of_words(), _optional(lines_of_words()), _optional(lines_of_words()))
        ),
    )


_METADATA = st.builds(
    Metadata,
    publisher=_optional(lines_of_words()),
    description=_optional(lines_of_words()),
    keywords=st.lists(lines_of_words(), max_size=2).map(tuple),
    rights=_optional(lines_of_words()),
    identifier=_optional(lines_of_words()),
    url=_optional(targets().filter(lambda target: target.lower().startswith("http"))),
)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Any normal tree, with words that look like the markup of every format."""
    marks = draw(st.lists(st.sampled_from(("1", "2", "*", "†", "a")) | lines_of_words(), max_size=3))
    refs = tuple(NoteRef(f"n{number}", mark) for number, mark in enumerate(marks, start=1))
    sections = st.lists(_sections_of(refs), max_size=3).map(tuple)
    note_blocks = st.lists(blocks((), 1), min_size=1, max_size=2).map(tuple)
    return Article(
        lang=draw(st.sampled_from(("und", "en", "de-AT", "ar", "he"))),
        head=draw(heads(refs)),
        body=draw(sections),
        foot=draw(sections),
        notes=tuple(Note(ref.note, ref.mark, draw(note_blocks)) for ref in refs),
        furniture=draw(st.lists(st.builds(Furniture, lines_of_words(), st.just("web_debris")), max_size=1).map(tuple)),
        metadata=draw(_METADATA),
    )
