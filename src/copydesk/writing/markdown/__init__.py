"""The article as Markdown, with a front matter in YAML that holds the head, in one of three flavours.

Users can correct it by hand and read it again: nodes without markup in CommonMark become HTML elements with Markdown
inside, which every renderer shows. pandoc's own CommonMark writer is not used, as it changes words that look like
markup.

    ---
    title: "The Aurora sails again"
    author:
      - "Ana Ruiz"
    ---

    The ferry left at noon.[^n1]

    <div class="bio">

    Ana Ruiz writes on lakes.

    </div>

    [^n1]: By the harbour's clock.

In pandoc's flavour such elements are fenced divisions and spans, verse is a line block, and the strings of the front
matter are Markdown, as pandoc reads them.
"""

from __future__ import annotations

from copydesk.tree import Article
from copydesk.writing._format import Output, Settings
from copydesk.writing._shared.word_check import check_each, words
from copydesk.writing.markdown import front_matter
from copydesk.writing.markdown.escaping import COMMONMARK, GITHUB, GLUE
from copydesk.writing.markdown.pandoc import PandocMarkdown
from copydesk.writing.markdown.visitor import Markdown


def write(article: Article, options: Settings) -> Output:
    """The article as UTF-8 Markdown. Of the ``options`` only ``flavour`` and ``wrap`` are used.

    A missing word of the article is a problem of kind ``lost``.
    """
    if options.flavour == "pandoc":
        writer: Markdown = PandocMarkdown(article, options.wrap)
        front = front_matter.of_pandoc(article, writer.one_line, writer.labels)
    else:
        writer = Markdown(article, GITHUB if options.flavour == "gfm" else COMMONMARK, options.wrap)
        front = front_matter.of_sites(article, writer.one_line, writer.labels)
    parts = (front, writer.blocks(article.body), writer.foot(article.foot), writer.notes(article.notes))
    text = "\n\n".join(part for part in parts if part).replace(GLUE, " ")
    lost = check_each(text, words(article.head, article.body, article.foot, article.notes), "Markdown")
    return Output(f"{text}\n".encode("utf-8", "replace") if text else b"", (*writer.problems, *lost))
