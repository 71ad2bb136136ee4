"""A page as programs and sites write it -> the elements that any other page has for the same."""

from __future__ import annotations

from copydesk.reading._shared.stanzas import mark_verse
from copydesk.reading.html.figures import as_figures
from copydesk.reading.html.google_docs import as_document
from copydesk.reading.html.images import as_images
from copydesk.reading.html.markup import Element
from copydesk.reading.html.sidenotes import as_footnotes
from copydesk.reading.html.style_sheets import Styles
from copydesk.reading.html.threads import parted
from copydesk.reading.html.word_pages import with_lists_and_quotations


def prepare(root: Element) -> None:
    """Gives pictures, figures, lists, quotations, notes, entries and verse of a page their elements."""
    styles = Styles(root)
    styles.set_type(root)
    as_document(root, styles)
    as_images(root)
    as_figures(root)
    with_lists_and_quotations(root)
    as_footnotes(root)
    parted(root)
    mark_verse(root)
