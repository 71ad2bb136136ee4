"""The custom properties of a style's ``print.css``, which both engines share: colours, sizes, margins, columns.

Only rules for ``:root`` are read; their conditions (language, direction, paper) are evaluated here, with the cascade of
CSS: the more specific rule wins, then the later one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"(:root[^{}@]*)\{([^{}]*)\}")
_PROPERTY = re.compile(r"(--[\w-]+)\s*:\s*([^;]*?)\s*(?:;|$)")
_VAR = re.compile(r"var\((--[\w-]+)\)")
_CONDITION = re.compile(
    r"""\[(?P<attribute>dir|lang)="?(?P<value>[\w-]+)"?\]|:(?P<name>[\w-]+)(?P<open>\()?|(?P<class>\.[\w-]+)|,|\s+"""
)

DEEPEST = 8
"""How deep a property may refer to others."""


class Page(NamedTuple):
    """What the conditions of rules ask for: the language, the direction, and the paper's key."""

    lang: str
    direction: str
    paper: str


def tokens(css: str, page: Page) -> dict[str, str]:
    """The custom properties that apply to a page, by name without hyphens in front, with all ``var()`` replaced.

    ``tokens(':root { --a: 1pt; --b: var(--a); }', Page("en", "ltr", "a4"))`` is ``{"a": "1pt", "b": "1pt"}``.
    """
    chosen: dict[str, tuple[int, str]] = {}
    for selectors, block in _RULE.findall(_COMMENT.sub("", css)):
        weights = [weight for selector in _split(selectors) if (weight := _weight(selector, page)) is not None]
        if not weights:
            continue
        for name, value in _PROPERTY.findall(block):
            if name not in chosen or chosen[name][0] <= max(weights):
                chosen[name] = (max(weights), value)
    values = {name: value for name, (_, value) in chosen.items()}
    for _ in range(DEEPEST):
        values = {name: _resolved(value, values) for name, value in values.items()}
    return {name.removeprefix("--"): " ".join(value.split()) for name, value in values.items()}


def _resolved(value: str, values: Mapping[str, str]) -> str:
    """A value with each ``var()`` in it replaced, of those in what replaces it none."""
    return _VAR.sub(lambda match: values.get(match[1], ""), value)


def _split(selectors: str) -> Iterator[str]:
    """The selectors of a list, divided at its outermost commas."""
    depth, start = 0, 0
    for index, character in enumerate(selectors):
        depth += (character == "(") - (character == ")")
        if character == "," and not depth:
            yield selectors[start:index].strip()
            start = index + 1
    yield selectors[start:].strip()


def _weight(selector: str, page: Page) -> int | None:
    """How specific a compound selector is, None if it does not match or has a condition that is not known."""
    weight = 0
    while selector:
        match = _CONDITION.match(selector)
        if match is None:
            return None
        argument = ""
        rest = selector[match.end() :]
        if match["open"]:
            argument, rest = _argument(rest)
        added = _condition(match, argument, page)
        if added is None:
            return None
        weight += added
        selector = rest
    return weight


def _argument(text: str) -> tuple[str, str]:
    """What is in brackets that have just been opened, and what follows them."""
    depth = 1
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if not depth:
            return text[:index], text[index + 1 :]
    return text, ""


def _condition(match: re.Match[str], argument: str, page: Page) -> int | None:
    """The weight of one condition, None if it is not fulfilled."""
    if match["attribute"]:
        return 1 if match["value"] == (page.direction if match["attribute"] == "dir" else page.lang) else None
    if match["class"]:
        return 1 if match["class"] == f".paper-{page.paper}" else None
    name = match["name"]
    if name == "root":
        return 1
    if name == "lang":
        tag, wanted = page.lang.lower(), argument.strip().lower()
        return 1 if tag == wanted or tag.startswith(f"{wanted}-") else None
    weights = [_weight(each, page) for each in _split(argument)]
    fulfilled = [weight for weight in weights if weight is not None]
    if name == "not":
        return None if fulfilled else max(1, len(weights))
    if name not in ("is", "where", "has") or not fulfilled:
        return None
    return 0 if name == "where" else max(fulfilled)
