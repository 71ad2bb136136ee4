"""What the names of elements, their classes and roles say about the text in them: menus, share bars, captions."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Literal

from copydesk.reading.html.markup import HEADINGS, Element, tag_of
from copydesk.reading.html.units import Unit, ancestors, is_hidden

Kind = Literal["navigation", "web_debris", "frame"]

_TAGS: dict[str, Kind] = {
    "nav": "navigation",
    "menu": "navigation",
    "button": "web_debris",
    "select": "web_debris",
    "option": "web_debris",
    "textarea": "web_debris",
    "label": "web_debris",
    "form": "web_debris",
    "dialog": "web_debris",
    "amp-sidebar": "navigation",
    "amp-consent": "web_debris",
    "amp-user-notification": "web_debris",
    "amp-ad": "web_debris",
}
OF_AMP = tuple(tag for tag in _TAGS if tag.startswith("amp-"))
"""Elements of AMP that hold no article."""

_ROLES: dict[str, Kind] = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "search": "web_debris",
    "dialog": "web_debris",
    "alert": "web_debris",
    "alertdialog": "web_debris",
    "tablist": "navigation",
    "button": "web_debris",
    "contentinfo": "frame",
    "banner": "frame",
}
_PARTS: dict[Kind, str] = {
    "navigation": (
        "nav|navbar|navigation|menu|submenu|breadcrumbs?|pagination|pager|sidebar|related|recommended|recommendations|"
        "recirc|recirculation|teasers?|more-?(?:from|on|stories|news|posts)|read-?more|read-?next|see-?also|"
        "most-?(?:read|popular|viewed)|popular|trending|latest|outbrain|taboola|zergnet|yarpp|jp-relatedposts|"
        "related-?(?:posts?|stories|articles?|content|links?|topics)|next-?(?:post|article|up)|prev(?:ious)?-?(?:post|article)|"
        "post-?navigation|tags?|tag-?(?:list|cloud|links)|topics?-?list|post-?tags|skip-?link|toc|"
        "cat-?links?"
    ),
    "web_debris": (
        "shar(?:e|ing|ed)(?:-?(?:bar|buttons?|links|tools|this|box|icons|widget))?|sharedaddy|sd-sharing|"
        "social(?:-?(?:media|bar|buttons?|links?|icons?|share|sharing|tools|follow))?|addthis|addtoany|a2a_kit|"
        "comments?(?:-?(?:area|list|section|form|count|wrapper|container|thread))?|disqus(?:_thread)?|respond|"
        "ads?|advert(?:s|ising|isement)?|ad-?(?:slot|unit|container|wrapper|label|placeholder|break)|adsbygoogle|"
        "sponsor(?:ed)?|promo(?:tion)?s?|newsletters?|signup|sign-?up|subscri(?:be|ption)s?|paywall|popup|pop-?up|modal|"
        "cookies?|consent|gdpr|toolbar|print-?(?:button|link)|email-?(?:link|button)|buttons?|btn|rating|ratings|votes?|"
        "sr-only|screen-?reader(?:-?text)?|visually-?hidden|visuallyhidden|hidden|"
        "noprint|no-print|widget|search(?:-?form)?|"
        "scrim|post-?profile|user-?(?:stats|rank)|overlay|lightbox|off-?canvas|login|donate|donation|cta|call-?to-?action|player|video-?player|audio-?player|poll|quiz|reactions|follow-?us|"
        "app-?banner|tooltip|dropdown"
    ),
    "frame": (
        "site-?footer|page-?footer|site-?sub|colophon|copyright-?bar|masthead|site-?header|page-?header|topbar|legal|disclaimer"
    ),
}
_TOOLS = re.compile(
    "mw-editsection|headerlink|header-?(?:link|anchor)|heading-?(?:link|anchor)|anchor-?link|anchorjs-link",
    re.IGNORECASE,
)
"""What stands in a heading and is none of its words. The heading itself may be named after it."""

_CAPTION = re.compile(
    r"(?:.*[-_])?(?:(?:wp-|thumb)?caption(?:-?text)?|figcaption|photo-?credit|image-?credit|image-?caption|credit|legende?)"
    r"(?:[-_].*)?",
    re.IGNORECASE,
)
_PICTURE_CREDIT = re.compile(rf"{_CAPTION.pattern}|(?:.*-)?(?:attribution|copyright)", re.IGNORECASE)
_BOXES = frozenset(
    ("factbox", "fact-box", "facts", "key-facts", "infobox", "info-box", "box", "boxout", "box-out", "breakout",
     "callout", "explainer", "note", "pullquote", "pull-quote")
)  # fmt: skip
"""Classes of asides that are of their article."""

_BIOS = frozenset(("author-bio", "author-biography", "about-author", "about-the-author", "bio", "byline-bio"))
"""Classes of lines on the author of an article."""

_LARGEST_CAPTION, _LONGEST_CAPTION = 20, 60  # elements and words of a table that holds a picture and its caption
_LONGEST_NAMED = 120  # words of a caption that a class names
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(rf"(?:{words})", re.IGNORECASE)) for kind, words in _PARTS.items())


def tokens(element: Element) -> tuple[str, ...]:
    """The classes and the id of an element, each in small letters with hyphens: ``shareBar`` is ``share-bar``."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _tokens(names) if names != " " else ()


@cache
def _tokens(names: str) -> tuple[str, ...]:
    return tuple(_CAMEL.sub("-", name).replace("_", "-").lower() for name in names.split())


@cache
def _kind_of_token(token: str) -> Kind | None:
    """The kind of furniture that a class names."""
    return next((kind for kind, pattern in _patterns() if _names(pattern, token)), None)


def _names(pattern: re.Pattern[str], token: str) -> bool:
    """Whether a class is of this form, by the whole of it or, of a compound, by its first or last words."""
    words = token.split("-")
    parts = {token, words[0], words[-1], "-".join(words[:2]), "-".join(words[-2:])} if len(words) > 1 else {token}
    return any(map(pattern.fullmatch, parts))


@cache
def _is_of_tool(token: str) -> bool:
    return _names(_TOOLS, token)


def own_kind(element: Element) -> Kind | None:
    """The kind of furniture that an element declares itself to be, None if it does not."""
    tag = tag_of(element)
    if tag in ("body", "html", "main", "article"):
        return None
    if tag in _TAGS:
        return _TAGS[tag]
    role = (element.get("role") or "").lower()
    if role in _ROLES:
        return _ROLES[role]
    if tag == "div" and element.get("title") in ("header", "footer"):
        return "frame"  # running heads of LibreOffice
    names = tokens(element)
    if any(map(_is_of_tool, names)) and next(element.iter(*HEADINGS), None) is None:
        return "web_debris"
    return next(filter(None, map(_kind_of_token, names)), None)


def kind_within(element: Element, top: Element | None) -> Kind | None:
    """The kind of furniture that an element or one around it, below ``top``, declares itself to be."""
    return next(filter(None, map(_kind_of, ancestors(element, top))), None)


def is_controlled(element: Element, top: Element | None) -> bool:
    """Whether an element is within furniture, below ``top``, that readers are to fill in or press."""
    declared = next(filter(_kind_of, ancestors(element, top)), None)
    return declared is not None and next(declared.iter("form", "button", "input"), None) is not None


def _kind_of(element: Element) -> Kind | None:
    kind = own_kind(element)
    if kind is None and is_hidden(element):
        return "web_debris"
    if kind is None and tag_of(element) == "aside" and _BOXES.isdisjoint(tokens(element)):
        return "navigation"
    return kind


def is_unprinted(element: Element) -> bool:
    """Whether an element is within one that is not to be printed by its class."""
    return any("noprint" in (outer.get("class") or "").lower().split() for outer in ancestors(element))


def is_boxed(element: Element, top: Element | None) -> bool:
    """Whether an element is within a box of facts, or a line on the author, that belongs to an article."""
    return any(
        (tag_of(outer) == "aside" and not _BOXES.isdisjoint(tokens(outer))) or not _BIOS.isdisjoint(tokens(outer))
        for outer in ancestors(element, top)
    )


def is_caption(element: Element, top: Element | None) -> bool:
    """Whether an element is, or is within, the caption of a picture."""
    for outer in ancestors(element, top):
        if tag_of(outer) in ("figcaption", "figure"):
            return True
        if any(map(_CAPTION.fullmatch, tokens(outer))) and _is_short(outer):
            return True
        if tag_of(outer) == "td" and _is_below_picture(outer):
            return True
    return False


def _is_short(element: Element) -> bool:
    """Whether an element holds no more than a caption does: a block of a mail may be named after what it may hold."""
    return next(element.iter(*HEADINGS), None) is None and len("".join(element.itertext()).split()) <= _LONGEST_NAMED


def is_credited(unit: Unit) -> bool:
    """Whether a unit holds words that are of a caption by their classes, such as who took the picture."""
    within = (element for element, behind in unit.slots if not behind and element is not unit.parent)
    return any(map(_PICTURE_CREDIT.fullmatch, (name for element in within for name in tokens(element))))


def _is_below_picture(cell: Element) -> bool:
    """Whether a cell is of a table of a picture and the words below it, as old pages set captions."""
    table = next((outer for outer in ancestors(cell) if tag_of(outer) == "table"), None)
    inner = [] if table is None else list(islice(table.iter(), _LARGEST_CAPTION + 1))
    images = [element for element in inner if tag_of(element) == "img"]
    if table is None or len(images) != 1 or len(inner) > _LARGEST_CAPTION:
        return False
    if any(tag_of(element) in ("table", "th") for element in inner[1:]):
        return False
    if any(tag_of(element) == "td" and _is_beside_another(element) for element in inner):
        return False
    around = set(ancestors(images[0]))
    before = inner[: inner.index(images[0])]
    texts = [text for each in before for text in (each.text, None if each in around else each.tail)]
    return (
        not any((text or "").strip() for text in texts) and len("".join(table.itertext()).split()) <= _LONGEST_CAPTION
    )


def _is_beside_another(cell: Element) -> bool:
    return any(tag_of(other) == "td" for other in (*cell.itersiblings(), *cell.itersiblings(preceding=True)))
