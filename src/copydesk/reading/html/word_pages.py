"""Pages that word processors save: paragraphs that are items of lists or quotations by their styles -> elements."""

from __future__ import annotations

import re

from copydesk.reading.html.markup import Element, tag_of

_ITEM = re.compile(r"mso-list\s*:\s*(l\d+)\s+level(\d)", re.IGNORECASE)
_NUMBER = re.compile(r"[(\[]?(?:(\d{1,3})|([a-z]{1,4}))[.)\]]{1,2}", re.IGNORECASE)
_MARK = re.compile(rf"{_NUMBER.pattern}|[·•o§\u25aa\u25cf-]", re.IGNORECASE)
_QUOTES = frozenset(("msoquote", "msointensequote", "msoblocktext"))
_LONGEST_MARK = 8  # characters


def with_lists_and_quotations(root: Element) -> None:
    """Makes lists and quotations of the paragraphs that are these by their styles."""
    for paragraph in [*root.iter("p")]:
        if not _QUOTES.isdisjoint((paragraph.get("class") or "").lower().split()):
            wrap(paragraph, "blockquote")
    items = [each for each in root.iter("p") if _ITEM.search(each.get("style") or "") or _is_filtered_item(each)]
    open_lists: list[Element] = []
    last: Element = None
    for item in items:
        match = _ITEM.search(item.get("style") or "")
        level = int(match[2]) if match else 1
        if last is None or item.getprevious() is not last or (last.tail or "").strip():
            open_lists = []
        before = open_lists[0] if open_lists else None
        del open_lists[level:]
        mark = _taken_mark(item)
        if len(open_lists) < level:
            around = next(iter(open_lists[-1][-1:]), None) if open_lists else None
            fresh = _list(item, mark)
            if around is None:
                item.addprevious(fresh)
            else:
                around.append(fresh)
            open_lists += [fresh] * (level - len(open_lists))
        item.tag, tail = "li", item.tail
        item.tail = None
        open_lists[-1].append(item)
        last = before if before is not None else open_lists[0]
        last.tail = tail


def _is_filtered_item(paragraph: Element) -> bool:
    """Whether a paragraph is an item on a page that Word has filtered: by its class, with a mark and a gap before it.
    The mark is put into the element of the gap, as on other pages of Word."""
    first = next(iter(paragraph), None)
    if first is None or not (paragraph.get("class") or "").lower().startswith("msolistparagraph"):
        return False
    mark, within = (paragraph.text or "").strip(), "".join(first.itertext()).strip()
    if tag_of(first) != "span" or not _MARK.fullmatch(mark or within) or (mark and within):
        return False
    if mark:
        first.text, paragraph.text = f"{mark}{first.text or ''}", None
    return True


def wrap(element: Element, tag: str) -> None:
    """Puts an element into a new one of this name, in its place."""
    outer = element.makeelement(tag)
    element.addprevious(outer)
    outer.tail, element.tail = element.tail, None
    outer.append(element)


def _taken_mark(item: Element) -> str:
    """The mark or number that opens an item, which it no longer has: the element of its list prints it."""
    first = next(iter(item), None)
    if first is None or tag_of(first) != "span" or (item.text or "").strip():
        return ""
    mark = "".join(first.itertext()).strip()
    if len(mark) > _LONGEST_MARK or (any(map(str.isalnum, mark)) and not _NUMBER.fullmatch(mark) and mark != "o"):
        return ""
    item.text = (first.tail or "").lstrip()
    item.remove(first)
    return mark


def _list(item: Element, mark: str) -> Element:
    """An empty list whose items have marks like this one."""
    match = _NUMBER.fullmatch(mark)
    if match is None:
        return item.makeelement("ul")
    if match[1]:
        return item.makeelement("ol", {"start": str(int(match[1]))})
    kind = "i" if match[2] in ("i", "I") else "a"
    return item.makeelement("ol", {"type": kind.upper() if match[2].isupper() else kind})
