"""HTML for browsers and e-book readers: semantic elements, which a tagged PDF does not use.

Sources: the HTML standard for content models; DPUB-ARIA for roles; WCAG for keyboard access.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from copydesk import tree
from copydesk.problems import Problem
from copydesk.visit import plain, walk
from copydesk.writing.html.visitor import HtmlVisitor
from copydesk.writing.html.words import attributes

_OUTSIDE = re.compile(r"""/\*.*?\*/|url\(\s*["']?(?!data:|\#)([^"')\s]+)""", re.DOTALL | re.IGNORECASE)


def external_resources(css: str) -> Iterator[Problem]:
    """A Problem for each resource outside the document that a style sheet names: documents are self-contained."""
    for url in dict.fromkeys(filter(None, _OUTSIDE.findall(css))):
        yield Problem("unsupported", None, f"the style sheet names {url}, which is not part of the document")


class WebVisitor(HtmlVisitor):
    """Each node as its semantic element."""

    elements: ClassVar = {
        **HtmlVisitor.elements,
        "head": "header",
        "foot": "footer",
        "pull-quote": "aside",
        "contact": "address",
    }

    def headings(self) -> str:
        """A headline with a kicker or deck forms one group with it."""
        html = super().headings()
        head = self.article.head
        return f"<hgroup>\n{html}</hgroup>\n" if head.headline and (head.kicker or head.deck) else html

    def block_quote(self, node: tree.BlockQuote) -> str:
        """The attribution is no part of the quotation, so it is outside of the ``blockquote``."""
        if not node.attribution:
            return super().block_quote(node)
        quoted = f"<blockquote>\n{self.all(node.blocks)}</blockquote>\n"
        credit = f'<figcaption class="attribution">{self.all(node.attribution)}</figcaption>\n'
        return f'<figure class="block-quote">\n{quoted}{credit}</figure>\n'

    def framed(self, shown: str, captions: str) -> str:
        caption = f"<figcaption>\n{captions}</figcaption>\n" if captions else ""
        return f'<figure class="figure">\n{shown}{caption}</figure>\n'

    def table(self, node: tree.Table) -> str:
        """A column without a title has no header cell, as an empty one is of no use."""
        return re.sub('<th scope="col"([^>]*)></th>', r"<td\1></td>", super().table(node))

    def wide(self, html: str, node: tree.Table) -> str:
        """A table that can be scrolled sideways, also by keyboard."""
        named = {"role": "group", "aria_label": self.clean(" ".join(plain(node.caption).split()))}
        box = attributes(class_="wide", tabindex=0, **(named if node.caption else {}))
        return f"<div{box}>\n{html}</div>\n"

    def preformatted(self, node: tree.Preformatted) -> str:
        return super().preformatted(node).replace("<pre", '<pre dir="ltr"', 1)

    def contact(self, node: tree.Contact) -> str:
        """An ``address`` must not contain a heading."""
        if any(isinstance(inner, tree.Heading) for inner in walk(node.blocks)):
            return f'<div class="contact">\n{self.all(node.blocks)}</div>\n'
        return super().contact(node)
