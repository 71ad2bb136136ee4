"""Office documents and e-books -> Article: Word, OpenDocument, RTF, EPUB, and what else pandoc reads."""

from __future__ import annotations

from copydesk.reading._source import Source
from copydesk.reading.office import through_pandoc
from copydesk.reading.office.legacy import is_doc, read_doc
from copydesk.reading.office.packages import is_odt, read_docx, read_epub, read_odt, shows

SOURCES: tuple[Source, ...] = (
    Source("docx", (".docx", ".docm", ".dotx"), read_docx, "a Word document", shows("docx")),
    Source("odt", (".odt", ".ott", ".fodt"), read_odt, "an OpenDocument text", is_odt),
    Source("epub", (".epub",), read_epub, "an EPUB e-book", shows("epub")),
    Source("doc", (".doc", ".dot"), read_doc, "an old Word file (by LibreOffice)", is_doc),
    *through_pandoc.SOURCES,
)
