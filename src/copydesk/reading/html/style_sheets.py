"""The style sheets within a page, as programs that export documents write them: what classes say of type and indents
of elements."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from copydesk.reading.html.markup import Element, tag_of

_LARGEST = 300_000  # characters of style sheets that are read: those of exported documents have a few thousand
_PROPERTIES = ("font-weight", "font-style", "margin-left")
_SELECTOR = re.compile(r"([a-z0-9]*)\.([\w-]+)", re.IGNORECASE)
_IN_LINE = ("span", "font")
_PLAIN = ("normal", "400", "inherit", "initial", "unset")
_MOST = 0.5  # the share of a page's letters that may be in bold, or in italics, and mean something by it


class _Rule(NamedTuple):
    """What a class says of an element with the name ``tag``, or of any if that is empty; ``place`` counts the rules."""

    place: int
    tag: str
    declarations: dict[str, str]


class Styles:
    """What the style sheets of a page say of its elements, where a class alone is the selector."""

    def __init__(self, root: Element) -> None:
        self._rules: defaultdict[str, list[_Rule]] = defaultdict(list)
        sheet = "\n".join(each.text or "" for each in root.iter("style"))
        if len(sheet) > _LARGEST or not any(name in sheet for name in _PROPERTIES):
            return
        import tinycss2  # slow to import, and seldom needed

        for place, node in enumerate(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)):
            if node.type != "qualified-rule":
                continue
            declared = {
                each.lower_name: tinycss2.serialize(each.value).strip()
                for each in tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
                if each.type == "declaration" and each.lower_name in _PROPERTIES
            }
            for selector in tinycss2.serialize(node.prelude).split(",") if declared else ():
                if match := _SELECTOR.fullmatch(selector.strip()):
                    self._rules[match[2]].append(_Rule(place, match[1].lower(), declared))

    def of(self, element: Element, name: str) -> str:
        """The value of a property of an element by its classes, empty if they say nothing of it."""
        rules = [rule for each in (element.get("class") or "").split() for rule in self._rules.get(each, ())]
        meant = [rule for rule in rules if rule.tag in ("", tag_of(element)) and name in rule.declarations]
        return max(meant, key=lambda rule: rule.place).declarations[name] if meant else ""

    def set_type(self, root: Element) -> None:
        """Gives the words in a line their bold type and italics as ``style``, unless most of the page is set in it."""
        letters = _letters(root.find("body")) if self._rules and root.find("body") is not None else 0
        for name in ("font-weight", "font-style") if letters else ():
            marked = [
                (each, value) for each in root.iter(*_IN_LINE) if (value := self.of(each, name)) not in ("", *_PLAIN)
            ]
            if sum(_letters(each) for each, _ in marked) > _MOST * letters:
                continue
            for element, value in marked:
                if _letters(element) > 1:  # no large initial
                    element.set("style", f"{name}:{value};{element.get('style') or ''}")


def _letters(element: Element) -> int:
    return sum(map(str.isalnum, "".join(element.itertext())))
