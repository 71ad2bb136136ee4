"""What a PDF states of itself: its title, author and language; what a program filled in by itself is none of these.

The dates that it states are those of the file, not of the article, and are left out.
"""

from __future__ import annotations

import ctypes
import re
from typing import Any

from copydesk.errors import UsageError
from copydesk.metadata import check_language
from copydesk.reading.copy import Stated

_FILE_NAME = re.compile(
    r"(?:microsoft (?:office )?(?:word|powerpoint|excel)|powerpoint)\b.*|.*[^.\s]\.[a-z][a-z0-9]{1,4}"
    r"|(?:untitled|ohne titel|sans titre|unbenannt|sin título)\W*\d*"
    r"|(?:document|dokument|layout|slide|print|scan)\W*\d*"
    r"|\S*[_\d]\S*|[\W\d_]*",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"(?:admin(?:istrator)?|user|owner|anonymous|unknown|author|default|guest|pc|root|\S*\d\S*|[\W_]*)", re.IGNORECASE
)
_BETWEEN_AUTHORS = re.compile(r"\s*;\s*")
_LONGEST = 300  # characters of a title


def stated_in(raw: Any, document: Any) -> Stated:
    """The title, the authors and the language that a document states."""
    values = document.get_metadata_dict()
    title = " ".join(values.get("Title", "").split())
    authors = (" ".join(name.split()) for name in _BETWEEN_AUTHORS.split(values.get("Author", "")))
    return Stated(
        title="" if _FILE_NAME.fullmatch(title) or len(title) > _LONGEST else title,
        authors=tuple(name for name in authors if not _NO_PERSON.fullmatch(name)),
        lang=_language(raw, document),
    )


def _language(raw: Any, document: Any) -> str:
    length = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < length <= 2 * _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFCatalog_GetLanguage(document.raw, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    lang = buffer.raw[: length - 2].decode("utf-16-le", "replace")
    try:
        check_language(lang)
    except UsageError:
        return ""
    return lang
