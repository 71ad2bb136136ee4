"""PDF by typst: tagged (PDF/UA-1), on request for archives (PDF/A-2a); it needs no Pango.

typst gets the article as JSON and opens no file but fonts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, NamedTuple

from copydesk import tree
from copydesk.errors import CopydeskError
from copydesk.problems import Problem
from copydesk.tree import Article
from copydesk.visit import plain, walk
from copydesk.writing._format import Output, Settings
from copydesk.writing._shared import font_files
from copydesk.writing._shared.facts import authors, dates, direction, running_head, title
from copydesk.writing._shared.word_check import check
from copydesk.writing.pdf.feet import notes_are_few
from copydesk.writing.pdf.typst import pages
from copydesk.writing.pdf.typst.design import FILE, design
from copydesk.writing.pdf.typst.gaps import Gaps
from copydesk.writing.pdf.typst.inlines import BOX, shown
from copydesk.writing.pdf.typst.press import Copy, MissingGlyphError, Sheet, warm
from copydesk.writing.pdf.typst.tokens import Page
from copydesk.writing.pdf.typst.visitor import TypstVisitor

NARROW = 38
"""The width of the text where a style's columns are left out, in ems."""

ROUNDS, MANY = 40, 4
"""How often an article is set again because no font has some of its characters; and the number of these from which all
characters near one in Unicode are left out with it."""

NAMED = 20
"""The most characters listed of those that no font has."""

_WESTERN = re.compile(
    "[\\s\x21-\u017f\u2010-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122\u2212\u2060\u2066-\u2069\ufeff]*"
)
"""Characters that the typefaces of our styles have, in italics too."""

_SHAPED = re.compile("[\u0590-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters of scripts that run from right to left, and of those whose syllables are drawn of several glyphs, perhaps in
another order than they are read: from Devanagari to Khmer."""

_ON_OTHERS = ("Mn", "Me", "Mc", "Cf", "Sk", "So")
"""The categories of characters that may join with those before them, which are then a box."""

_SCRIPTS = {"hans", "hant", "latn", "cyrl", "arab", "deva"}


class _Look(NamedTuple):
    """How an article is set: in which columns, with which characters as boxes, by which fonts."""

    columns: int
    at_foot: bool
    missing: frozenset[str]
    everywhere: bool


def write(article: Article, options: Settings) -> Output:
    """The article as a PDF on the paper of the options, in bytes that depend only on it, the style and the fonts.

    Raises MissingEngineError if typst is missing or no font is installed. It is thread-safe; calls run one at a time.
    """
    page = Page(article.lang, direction(article), options.paper)
    look = design(options.style, page)
    columns = 1 if _needs_width(article) else look["columns"]
    at_foot = notes_are_few(article)
    chosen = _Look(columns, at_foot, frozenset(), _needs_all_fonts(article, look, options))
    for _ in range(ROUNDS):
        try:
            return _written(article, options, page, chosen)
        except MissingGlyphError as error:
            if not chosen.everywhere:
                chosen = chosen._replace(everywhere=True)
                continue
            chosen = chosen._replace(missing=chosen.missing | _like(error.characters, article, chosen.missing))
    raise CopydeskError("typst cannot set this article: no font has its characters", "Use --pdf-engine weasyprint")


def prepare(options: Settings) -> None:
    """Loads what PDFs with these options need, so that the first is written sooner. Raises MissingEngineError."""
    design(options.style, Page("en", "ltr", options.paper))
    warm(options.style.fonts)


def _written(article: Article, options: Settings, page: Page, chosen: _Look) -> Output:
    look = design(options.style, page)
    visitor = TypstVisitor(article, Gaps(look, article.lang), at_foot=chosen.at_foot, missing=chosen.missing)
    content = {"head": visitor.head(), "body": visitor.body(), "notes": visitor.notes(), "foot": visitor.foot()}
    words = (visitor.boxed(word) for word in visitor.article_words())
    visitor.problems += check(
        "".join(shown(part for parts in content.values() for part in [["", {}, *parts]])), words, "PDF"
    )
    data = {**content, **_metadata(article, options, visitor), **_layout(look, chosen)}

    def press(cut: float, tight: bool) -> Copy:
        own = design(options.style, page, tight=True) if tight else look
        return Copy(
            Sheet({**data, "design": own}, visitor.pictures, chosen.everywhere, cut),
            options.style.fonts,
            ["ua-1", "a-2a"] if options.archive else ["ua-1"],
        )

    rtl = {"rtl": page.direction == "rtl"}
    copy = pages.best(press, {**look, **rtl}, chosen.columns, len(visitor.footnotes))
    if copy is None:
        return _written(article, options, page, chosen._replace(at_foot=False))
    return Output(copy.pdf(), (*visitor.problems, *_left_out(options), *_order(article), *_boxes(chosen.missing)))


def _metadata(article: Article, options: Settings, visitor: TypstVisitor) -> dict[str, Any]:
    """What is not text: the title, the persons, the language."""
    language, *subtags = article.lang.lower().split("-")
    iso_dates = dates(article)
    date = iso_dates.get("published") or iso_dates.get("updated") or ("1970-01-01" if options.archive else None)
    described = article.metadata.description or " ".join(plain(article.head.deck).split()) or None
    return {
        "title": title(article),
        "authors": list(authors(article)),
        "description": visitor.clean(described) if described else None,
        "keywords": [visitor.clean(keyword) for keyword in article.metadata.keywords],
        "date": [int(part) for part in date.split("-")] if date else None,
        "running": visitor.clean(running_head(article)),
        "rtl": direction(article) == "rtl",
        "lang": {"no": "nb"}.get(language, language) if re.fullmatch("[a-z]{2,3}", language) else "und",
        "region": next((tag for tag in subtags if re.fullmatch("[a-z]{2}", tag)), None),
        "script": next((tag for tag in subtags if tag in _SCRIPTS), None),
    }


def _layout(look: dict[str, Any], chosen: _Look) -> dict[str, Any]:
    """What the template needs for these columns."""
    _, right, _, left = look["margins"]
    spare = look["paper"][0] - left - right - NARROW * look["size"]
    narrow = spare / 2 if chosen.columns < look["columns"] and spare > 0 else 0
    return {"columns": chosen.columns, "narrow": round(narrow, 2)}


def _needs_width(article: Article) -> bool:
    """Whether a table needs the whole width and may be higher than a page: nothing that high can span columns."""
    from copydesk.writing.html.tables import is_wide
    from copydesk.writing.pdf.html import long

    tables = (node for node in article.body if isinstance(node, tree.Table))
    return any(is_wide(table.even()) and long(table) for table in tables)


def _needs_all_fonts(article: Article, look: dict[str, Any], options: Settings) -> bool:
    """Whether the fonts of the system are needed: for program text, for characters that our typefaces lack, or because
    the style names others."""
    ours = {face.family for face in font_files.faces(options.style.fonts)}
    if any(look["fonts"][name][0] not in ours for name in ("text", "display", "label")):
        return True
    if look["italics"]["text"] != look["fonts"]["text"]:
        return True
    for node in walk((article.head, article.body, article.notes, article.foot)):
        if isinstance(node, tree.Code | tree.Preformatted):
            return True
        words = getattr(node, "text", "")
        if isinstance(words, str) and not _WESTERN.fullmatch(words):
            return True
    return False


def _like(characters: str, article: Article, missing: frozenset[str]) -> frozenset[str]:
    """The characters of which typst has said that no font has one, besides those known before. If there are many, all
    others of their blocks; and if it is a box that cannot be shown, the marks that are on it."""
    lacking = frozenset(character for character in characters if not character.isspace()) or frozenset(characters)
    if lacking <= missing | {"?"}:
        return frozenset(each for each in plain(article) if unicodedata.category(each) in _ON_OTHERS)
    if len(missing) < MANY:
        return lacking
    blocks = {ord(character) >> 7 for character in lacking}
    return frozenset(character for character in plain(article) if ord(character) >> 7 in blocks) | lacking


def _left_out(options: Settings) -> Iterable[Problem]:
    """What the user asked for and typst cannot do."""
    style = options.style
    if style.own_css:
        yield Problem("unsupported", None, "of your own CSS typst uses only the custom properties of :root")
    if style.parent is not None and not (style.folder / FILE).is_file():
        yield Problem(
            "unsupported", None, f"the style {style.name} has no {FILE}: the PDF looks like {style.parent.name}"
        )


def _order(article: Article) -> Iterable[Problem]:
    """What is to be said of scripts whose letters typst stores as they are drawn: in the order in which they are seen,
    and a syllable of several glyphs once for each."""
    text = plain((article.head, article.body, article.notes, article.foot))
    if _SHAPED.search(text):
        yield Problem(
            "unsupported",
            None,
            "in this PDF some programs find and copy letters of right-to-left, Indic and Southeast Asian scripts in "
            "the wrong order or twice; --pdf-engine weasyprint stores them as they are read",
        )


def _boxes(missing: frozenset[str]) -> Iterable[Problem]:
    """The problem of characters that no font has."""
    named = [f"{character} (U+{ord(character):04X})" for character in sorted(missing - {BOX})]
    if named:
        more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
        listed = ", ".join(named[:NAMED]) + more
        yield Problem("glyph", None, f"no font has {listed}; each is shown as a box in the PDF")
