"""Documents that Google Docs exports: paragraphs that are titles by their class and quotations by their indent, lists
whose inner lists stand beside them, and comments."""

from __future__ import annotations

import re

from copydesk.reading.html.markup import Element, tag_of
from copydesk.reading.html.style_sheets import Styles
from copydesk.reading.html.word_pages import wrap

_DOCUMENT = "doc-content"  # the class of the body
_POINTS = re.compile(r"(\d+(?:\.\d+)?)pt")
_FEWEST_POINTS = 24.0  # by which a quotation is set in
_MOST = 0.5  # the share of the paragraphs that may be set in and be quotations
_LIST = re.compile(r"(?:^|\s)(lst-kix_\w+)-(\d)(?:\s|$)")


def as_document(root: Element, styles: Styles) -> None:
    """Makes headlines, quotations and lists of the paragraphs and lists that are these, and sets comments aside."""
    if not any(_DOCUMENT in (body.get("class") or "").split() for body in root.iter("body")):
        return
    paragraphs = [each for each in root.iter("p") if "".join(each.itertext()).strip()]
    set_in = [each for each in paragraphs if _is_set_in(each, styles)]
    for paragraph in paragraphs:
        if "title" in (paragraph.get("class") or "").split():
            paragraph.tag = "h1"
    for paragraph in set_in if len(set_in) <= _MOST * len(paragraphs) else ():
        _quote(paragraph)
    for each in [*root.iter("ul", "ol")]:
        _join(each)
    for link in [*root.iter("a")]:
        if (link.get("href") or "").startswith("#cmnt"):
            del link.attrib["href"]
            around = link.getparent()
            around.set("class", f"{around.get('class') or ''} noprint")


def _is_set_in(paragraph: Element, styles: Styles) -> bool:
    match = _POINTS.fullmatch(styles.of(paragraph, "margin-left"))
    return match is not None and float(match[1]) >= _FEWEST_POINTS and tag_of(paragraph.getparent()) in ("body", "div")


def _quote(paragraph: Element) -> None:
    """Makes a quotation of a paragraph, or puts it into that above it."""
    above = paragraph.getprevious()
    if above is not None and tag_of(above) == "blockquote":
        above.append(paragraph)
    else:
        wrap(paragraph, "blockquote")


def _join(lower: Element) -> None:
    """Puts the items of a list into the one above it that they go on with, or the list into the last item of that."""
    above = lower.getprevious()
    if above is None or tag_of(above) not in ("ul", "ol") or (above.tail or "").strip() or len(above) == 0:
        return
    match, match_above = _LIST.search(lower.get("class") or ""), _LIST.search(above.get("class") or "")
    if match is None or match_above is None or match[1] != match_above[1] or match[2] < match_above[2]:
        return
    outer, levels = above, int(match[2]) - int(match_above[2])
    above.tail, lower.tail = lower.tail, None
    while levels and len(outer[-1]) and tag_of(outer[-1][-1]) in ("ul", "ol"):
        outer, levels = outer[-1][-1], levels - 1
    if levels:
        outer[-1].append(lower)
    else:
        outer.extend(list(lower))
        lower.getparent().remove(lower)
