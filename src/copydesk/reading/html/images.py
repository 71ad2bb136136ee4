"""Elements that show pictures in other ways than ``img`` does -> ``img``: those of AMP, those for browsers without
scripts, and where the parser takes what follows a ``source`` for its content. And the addresses of pictures that are
loaded late, or in one of several sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from copydesk.reading.html.markup import Element, tag_of

_OTHERS = ("amp-img", "amp-anim")
_LATE = ("data-src", "data-original", "data-lazy-src")
_ADDRESSES = (*_LATE, "src")  # the last may be that of a blank picture
_NEAR = 2  # elements before a picture for browsers without scripts, or after it, among which is the one that it repeats
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\#?]")
_CANDIDATE = re.compile(r"(?<![^\s,])(\S*[^\s,])(?:\s+([\d.]+)[wx])?\s*(?:,|$)")


def as_images(root: Element) -> None:
    """Makes every picture of a page an ``img``."""
    for element in [*root.iter("source", "track")]:
        _emptied(element)
    for element in [*root.iter(*_OTHERS)]:
        _as_image(element)
    for element in [*root.iter("noscript")]:
        _for_all(element)


def _emptied(element: Element) -> None:
    """Puts the content of an element that has none in HTML behind it."""
    for child in reversed(element):
        element.addnext(child)
    if element.text:
        element.tail, element.text = element.text + (element.tail or ""), None


def _as_image(element: Element) -> None:
    """A picture of AMP; its content is for when it cannot be shown."""
    for child in list(element):
        element.remove(child)
    element.tag, element.text = "img", None
    element.set("data-amp", "")


def _for_all(element: Element) -> None:
    """Puts the pictures for browsers without scripts where all see them. One that repeats a picture beside it says what
    that one shows, which may have no address yet, or that of a blank."""
    beside = list(_pictures_beside(element))
    for image in list(element.iter("img")):
        address, alt = address_in(image), image.get("alt") or ""
        same = [one for one in beside if _is_blank(one) or (one.get("alt") or "") == alt]
        if not same:
            image.tail = None
            element.addprevious(image)
        elif address and not any(same[0].get(name) for name in _LATE):
            same[0].set("src", address)
            same[0].set("alt", same[0].get("alt") or alt)


def _is_blank(element: Element) -> bool:
    return address_in(element)[:5].lower() in ("", "data:")


def _pictures_beside(element: Element) -> Iterator[Element]:
    """The picture right before an element, and the one right after it."""
    for preceding in (True, False):
        for sibling in islice(element.itersiblings(preceding=preceding), _NEAR):
            if tag_of(sibling) == "noscript":
                break
            images = [*sibling.iter("img")]
            if images:
                yield images[-1 if preceding else 0]
                break


def address_in(element: Element) -> str:
    """The address that an ``img`` shows, as its page writes it: the real one of those loaded late, the largest of
    several. Empty if it has none."""
    candidates = list(_addresses(element))
    return next((each for each in candidates if each[:5].lower() != "data:"), next(iter(candidates), ""))


def name_in(element: Element) -> str:
    """The first address of an ``img`` that names a file where the page is, empty if there is none."""
    return next((each for each in _addresses(element) if not _ELSEWHERE.match(each)), "")


def _addresses(element: Element) -> Iterator[str]:
    around = element.getparent()
    sources = around.iterchildren("source") if around is not None and tag_of(around) == "picture" else ()
    yield from filter(None, ((element.get(name) or "").strip() for name in _ADDRESSES))
    for each in (element, *sources):
        yield from filter(None, (_largest(each.get(name) or "") for name in _SETS))


def _largest(srcset: str) -> str:
    """The address of the largest picture in a ``srcset``."""
    sizes = [(float(size or 0), address) for address, size in _CANDIDATE.findall(srcset) if _is_number(size)]
    return max(sizes, key=lambda pair: pair[0], default=(0.0, ""))[1]


def _is_number(size: str) -> bool:
    return re.fullmatch(r"(?:\d+\.?\d*|\.\d+)?", size) is not None
