"""Elements of an e-book -> the names and classes that ``read_pandoc`` knows.

pandoc drops the classes of paragraphs and captions and the names of most elements; so what they say becomes a ``div``
or a ``span`` of that class before.
"""

from __future__ import annotations

import re
from typing import Any

from copydesk.reading._shared.stanzas import VERSE, mark_verse
from copydesk.reading.office.epub.elements import types_of, words_in

_DIVISIONS = frozenset(["header", "footer", "aside", "section", "article", "main", "address", "hgroup", "center"])
_CLASSES = frozenset(
    [
        "kicker", "deck", "byline", "pub-date", "editors-note", "bio", "rights", "related", "correction", "contact",
        "pull-quote", "verse", "speech", "figure", "notes", "note", "head", "foot",
    ]
)  # fmt: skip
_VERSE = frozenset({"z3998:verse", "z3998:poem", "z3998:song", "z3998:hymn"})
_KEPT = frozenset(["class", "href", "src", "alt", "title", "start", "type", "colspan", "rowspan", "style", "dir"])
_CAPTION = re.compile(
    r"(?:.*[-_])?(?:(?:img|image|pic|photo|fig)?caption|legend|legende|bildunterschrift)(?:[-_].*)?", re.IGNORECASE
)
_PULLED = ("pullquote", "pull_quote", "pullQuote")
_SIDES = ("left", "right", "center")


def put_in_known_terms(body: Any) -> None:
    """Gives elements the names and classes that are read further."""
    mark_verse(body)
    _name_captions(body)
    for element in [element for element in body.iter() if isinstance(element.tag, str)]:
        classes = element.get("class", "").split()
        is_typed = types_of(element) & _VERSE and element.tag in _DIVISIONS | {"div", "blockquote"}
        is_verse = bool(is_typed) or element.get(VERSE) is not None
        if not set(classes).isdisjoint(_PULLED):
            classes = ["pull-quote"]
            element.set("class", "pull-quote")
        for name in [name for name in element.attrib if name not in _KEPT]:
            del element.attrib[name]
        if is_verse and "verse" not in classes:
            element.tag, classes = "div", ["verse"]
            element.set("class", "verse")
        if element.tag in _DIVISIONS:
            _division(element, classes)
        elif element.tag == "figure":
            _figure(element, classes)
        elif element.tag == "blockquote":
            _cited(element)
        elif element.tag == "time" or (element.tag == "b" and "speaker" in classes):
            element.tag = "span"
        elif element.tag in ("td", "th"):
            _aligned(element, classes)
        elif element.tag in ("p", "figcaption") and _CLASSES & set(classes):
            _boxed(element)
    for quote in body.iter("div"):
        if "pull-quote" in quote.get("class", ""):
            _cited(quote)


def _name_captions(body: Any) -> None:
    """Makes a figure of a picture and the line below it that is called its caption."""
    for line in [each for each in body.iter("p", "div") if any(map(_CAPTION.fullmatch, each.get("class", "").split()))]:
        holder, before = line.getparent(), line.getprevious()
        words = words_in(line)
        if not words or next(line.iter("img", "figure"), None) is not None or before is None:
            continue
        if holder.tag == "div" and words_in(holder) == words and len(list(holder.iter("img"))) == 1:
            holder.tag, line.tag = "figure", "figcaption"
        elif before.tag in ("img", "p", "div") and _only_shows(before) and not (before.tail or "").strip():
            figure = line.makeelement("figure")
            before.addprevious(figure)
            before.tail, figure.tail, line.tail = None, line.tail, None
            figure.extend([before, line])
            line.tag = "figcaption"


def _only_shows(element: Any) -> bool:
    """Whether an element holds one picture, and no words."""
    return len(list(element.iter("img"))) == 1 and not words_in(element)


def _division(element: Any, classes: list[str]) -> None:
    if element.tag == "footer" and "foot" in classes:
        element.set("class", "footer")
    element.tag = "div"


def _aligned(element: Any, classes: list[str]) -> None:
    side = next((name for name in classes if name in _SIDES), "")
    if side:
        element.set("style", f"text-align: {side}")


def _boxed(element: Any) -> None:
    """Puts a paragraph into a division of its class."""
    from lxml import etree

    box = etree.Element("div")
    box.set("class", element.get("class"))
    box.tail, element.tail = element.tail, None
    element.getparent().replace(element, box)
    element.attrib.pop("class", None)
    element.tag = "p"
    box.append(element)


def _attributed(figure: Any) -> None:
    """Moves the attribution of a quotation into it, as ``read_pandoc`` expects it."""
    quote, caption = figure.find("blockquote"), figure.find("figcaption")
    if caption is not None:
        caption.tag = "p"
        caption.set("class", "attribution")
        quote.append(caption)
    figure.tag = "div"
    figure.attrib.pop("class", None)


def _cited(quote: Any) -> None:
    """Marks the last paragraph of a quotation that is its attribution."""
    from lxml import etree

    last = quote[-1] if len(quote) else None
    if last is None or last.tag != "p":
        return
    whole = (
        len(last) == 1 and last[0].tag == "cite" and not (last.text or "").strip() and not (last[0].tail or "").strip()
    )
    if "attribution" not in last.get("class", "") and not whole:
        return
    span = etree.Element("span")
    span.set("class", "cite")
    span.text = last.text
    span.extend(list(last))
    last.text = None
    last.append(span)


def _figure(figure: Any, classes: list[str]) -> None:
    """A quotation with its source, or a figure of copydesk's: words in place of the picture, a caption and a credit."""
    from lxml import etree

    if figure.find("blockquote") is not None:
        _attributed(figure)
        return
    if "figure" not in classes:
        return
    figure.tag = "div"
    for child in list(figure):
        if child.tag == "p" and "alt" in child.get("class", ""):
            picture = etree.Element("img")
            picture.set("alt", words_in(child))
            picture.set("src", "")
            figure.replace(child, picture)
        elif child.tag == "figcaption":
            child.tag = "div"
            child.set("class", "figcaption")
            for line in child:
                if "credit" in line.get("class", ""):
                    line.set("class", "attribution")
            _cited(child)
