"""The XML of newsrooms and of editions -> Article: NITF and TEI.

An ``Elements`` (``elements.py``) for each vocabulary says what its elements are; they become those of pandoc's
document, without running pandoc, and the blocks of ``reading/markdown`` make nodes of them (``article.py``).
"""

from __future__ import annotations

from copydesk.reading._source import Reading, ReadOptions


def read_nitf(data: bytes | str, options: ReadOptions) -> Reading:
    """The article of a NITF file. Raises InputError if it cannot be read or has no words."""
    from copydesk.reading.xml.article import article_of
    from copydesk.reading.xml.nitf import Nitf

    return article_of(data, options, Nitf(), "nitf")


def read_tei(data: bytes | str, options: ReadOptions) -> Reading:
    """The article of a TEI file. Raises as ``read_nitf`` does."""
    from copydesk.reading.xml.article import article_of
    from copydesk.reading.xml.tei import Tei

    return article_of(data, options, Tei(), "TEI")
