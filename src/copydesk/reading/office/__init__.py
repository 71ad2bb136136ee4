"""Office documents and e-books -> Article: Word, OpenDocument, RTF, EPUB, and what else pandoc reads."""

from __future__ import annotations

from copydesk.reading._source import Source
from copydesk.reading.office import through_pandoc
from copydesk.reading.office.legacy import is_doc, read_doc
from copydesk.reading.office.packages import read_docx, read_epub, read_odt, shows

_LIMIT = 256 * 2**20
"""The largest package with its pictures, in bytes."""

SOURCES: tuple[Source, ...] = (
    Source("docx", (".docx", ".docm", ".dotx"), read_docx, "a Word document", shows("docx"), _LIMIT),
    Source("odt", (".odt", ".ott"), read_odt, "an OpenDocument text", shows("odt"), _LIMIT),
    Source("epub", (".epub",), read_epub, "an EPUB e-book", shows("epub"), _LIMIT),
    Source("doc", (".doc", ".dot"), read_doc, "an old Word file (by LibreOffice)", is_doc),
    *through_pandoc.SOURCES,
)
