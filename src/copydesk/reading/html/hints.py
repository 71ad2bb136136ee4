"""What the names of elements, their classes and roles say about the text in them: menus, share bars, captions."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from copydesk.reading.html.markup import Element, tag_of
from copydesk.reading.html.units import ancestors

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
        "login|donate|donation|cta|call-?to-?action|player|video-?player|audio-?player|poll|quiz|reactions|follow-?us|"
        "mw-editsection|headerlink|header-?(?:link|anchor)|heading-?(?:link|anchor)|anchor-?link|anchorjs-link|app-?banner|tooltip|dropdown"
    ),
    "frame": (
        "site-?footer|page-?footer|site-?sub|colophon|copyright-?bar|masthead|site-?header|page-?header|topbar|legal|disclaimer"
    ),
}
_CAPTION = re.compile(
    r"(?:.*[-_])?(?:(?:wp-|thumb)?caption(?:-?text)?|figcaption|photo-?credit|image-?credit|image-?caption|credit|legend)"
    r"(?:[-_].*)?",
    re.IGNORECASE,
)
_BOXES = frozenset(
    ("factbox", "fact-box", "facts", "key-facts", "infobox", "info-box", "box", "boxout", "box-out", "breakout",
     "callout", "explainer", "note", "pullquote", "pull-quote")
)  # fmt: skip
"""Classes of asides that are of their article."""

_BIOS = frozenset(("author-bio", "author-biography", "about-author", "about-the-author", "bio", "byline-bio"))
"""Classes of lines on the author of an article."""

_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
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
    """The kind of furniture that a class names, by the whole of it or, of a compound, by its first or last words."""
    words = token.split("-")
    parts = {token, words[0], words[-1], "-".join(words[:2]), "-".join(words[-2:])} if len(words) > 1 else {token}
    for kind, pattern in _patterns():
        if any(pattern.fullmatch(part) for part in parts):
            return kind
    return None


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
    return next(filter(None, map(_kind_of_token, tokens(element))), None)


def is_hidden(element: Element) -> bool:
    """Whether an element itself is not shown."""
    return (
        element.get("hidden") is not None
        or bool(_HIDDEN.search(element.get("style") or ""))
        or (element.get("type") or "").lower() == "hidden"
    )


def kind_within(element: Element, top: Element | None) -> Kind | None:
    """The kind of furniture that an element or one around it, below ``top``, declares itself to be."""
    for outer in ancestors(element, top):
        kind = own_kind(outer)
        if kind:
            return kind
        if is_hidden(outer):
            return "web_debris"
        if tag_of(outer) == "aside" and _BOXES.isdisjoint(tokens(outer)):
            return "navigation"
    return None


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
        if any(map(_CAPTION.fullmatch, tokens(outer))):
            return True
    return False
