"""HTML as browsers and e-book readers know it: elements that say what they hold, which a tagged PDF has no use for.

Sources: the HTML standard for what may stand in what; DPUB-ARIA for roles; WCAG for what can be reached by keyboard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from copydesk import tree
from copydesk.problems import Problem
from copydesk.visit import plain, walk
from copydesk.writing.html.visitor import HtmlVisitor, attributes

_OUTSIDE = re.compile(r"""/\*.*?\*/|url\(\s*["']?(?!data:|\#)([^"')\s]+)""", re.DOTALL | re.IGNORECASE)


def fetched(css: str) -> Iterator[Problem]:
    """Tells what a style sheet would have fetched by whoever opens the document, which is to stand alone."""
    for url in dict.fromkeys(filter(None, _OUTSIDE.findall(css))):
        yield Problem("unsupported", None, f"the style sheet names {url}, which the document does not hold")


class WebVisitor(HtmlVisitor):
    """Each node in the element made for it."""

    elements: ClassVar = {
        **HtmlVisitor.elements,
        "head": "header",
        "foot": "footer",
        "pull-quote": "aside",
        "contact": "address",
    }

    def headings(self) -> str:
        """A headline that has a kicker or deck makes one group with it."""
        made = super().headings()
        head = self.article.head
        return f"<hgroup>\n{made}</hgroup>\n" if head.headline and (head.kicker or head.deck) else made

    def block_quote(self, node: tree.BlockQuote) -> str:
        """Whom a quotation is credited to is no part of it, so it stands outside of the ``blockquote``."""
        if not node.attribution:
            return super().block_quote(node)
        quoted = f"<blockquote>\n{self.all(node.blocks)}</blockquote>\n"
        credit = f'<figcaption class="attribution">{self.all(node.attribution)}</figcaption>\n'
        return f'<figure class="block-quote">\n{quoted}{credit}</figure>\n'

    def framed(self, alt: str, captions: str) -> str:
        caption = f"<figcaption>\n{captions}</figcaption>\n" if captions else ""
        return f'<figure class="figure">\n{alt}{caption}</figure>\n'

    def table(self, node: tree.Table) -> str:
        """A column without a title has no header cell: one without words says nothing."""
        return re.sub('<th scope="col"([^>]*)></th>', r"<td\1></td>", super().table(node))

    def wide(self, made: str, node: tree.Table) -> str:
        """A table that may be scrolled sideways, by keyboard too."""
        named = {"role": "group", "aria_label": self.clean(" ".join(plain(node.caption).split()))}
        told = attributes(class_="wide", tabindex=0, **(named if node.caption else {}))
        return f"<div{told}>\n{made}</div>\n"

    def preformatted(self, node: tree.Preformatted) -> str:
        return super().preformatted(node).replace("<pre", '<pre dir="ltr"', 1)

    def contact(self, node: tree.Contact) -> str:
        """An ``address`` may hold no heading."""
        if any(isinstance(inner, tree.Heading) for inner in walk(node.blocks)):
            return f'<div class="contact">\n{self.all(node.blocks)}</div>\n'
        return super().contact(node)
