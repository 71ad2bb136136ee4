"""Office documents and e-books -> Article: Word, OpenDocument, RTF, EPUB, and what else pandoc reads."""
