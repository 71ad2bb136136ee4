"""How a file of XML begins: in which encoding it is, what stands before its outermost element, and what that is."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import NamedTuple

_INSTRUCTION = r"<\?(?>[^?]|\?(?!>))*+\?>"
_COMMENT = r"<!--(?>[^-]|-(?!->))*+-->"
_DOCTYPE = r"<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>"
_PROLOG = rf"\s*+(?:(?:{_INSTRUCTION}|{_COMMENT}|{_DOCTYPE})\s*+)*+"
_OPENING = re.compile(rf"({_PROLOG})<((?:[^\W\d][\w.-]*:)?[^\W\d][\w.-]*)(?=[\s/>])")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before that of UTF-16, with which it begins
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WITHOUT_MARK = (
    (re.compile(rb"[^\0]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0[^\0]"), "utf-32-be"),
    (re.compile(rb"[^\0]\0[^\0]\0"), "utf-16-le"),
    (re.compile(rb"\0[^\0]\0[^\0]"), "utf-16-be"),
)
"""By their first four bytes, as XML 1.0 says in its appendix F."""
_EBCDIC = b"\x4c\x6f\xa7\x94"  # "<?xm"; in all its code pages the declaration, which names one of them, is the same
_CODE_PAGE = re.compile(r"encoding\s*=\s*[\"'](?:ibm|cp)-?(\d{3,4})", re.IGNORECASE)
_DECLARED = re.compile(
    rb"\s*<\?xml\s[^>]*?\bencoding\s*=\s*[\"']"
    rb"((?:iso|windows|cp|latin|koi8|mac|shift|x-sjis|euc|big5|gb|us-ascii|utf-8)[\w.:-]{,40})",
    re.IGNORECASE,
)
"""The encodings of texts, in which a declaration can be read as if it were ASCII."""
_UNUSED = re.compile("[\x80-\x9f]")


class Opening(NamedTuple):
    """What stands before the outermost element, that one's name as it is written, and the text from its tag on."""

    prolog: str
    qualified: str
    text: str

    @property
    def name(self) -> str:
        """The name of the outermost element without its prefix."""
        return self.qualified.rpartition(":")[2]


def encoding_of(beginning: bytes) -> str | None:
    """The encoding of a file whose first bytes are not those of ASCII, by these; None for all others."""
    if beginning.startswith(_EBCDIC):
        return _code_page(beginning)
    marked = next((encoding for mark, encoding in _MARKS if beginning.startswith(mark)), None)
    return marked or next((encoding for first, encoding in _WITHOUT_MARK if first.match(beginning)), None)


def _code_page(beginning: bytes) -> str:
    """The code page of EBCDIC that a file declares; the most usual one where Python has none of this name."""
    declared = _CODE_PAGE.search(beginning[:200].decode("cp037"))
    try:
        return codecs.lookup(f"cp{declared[1]}").name if declared else "cp037"
    except LookupError:
        return "cp037"


@lru_cache(maxsize=1)  # several forms are asked for one file
def text_of(beginning: bytes) -> str:
    """The beginning of a file as text, without its mark: in the encoding that its bytes or its declaration show, else
    as if it were UTF-8."""
    encoding = encoding_of(beginning) or _declared(beginning) or "utf-8"
    try:
        return beginning.decode(encoding, "replace").removeprefix("\ufeff")
    except LookupError:
        return beginning.decode("utf-8", "replace")


def text_in(data: bytes, encoding: str, errors: str = "replace") -> str:
    """The text of a file in an encoding that it has; the lines of EBCDIC end as others do. Raises LookupError for an
    encoding that is unknown."""
    text = data.decode(encoding, errors)
    return text.replace("\x85", "\n") if data.startswith(_EBCDIC) else text


def _declared(beginning: bytes) -> str | None:
    declared = _DECLARED.match(beginning)
    return declared[1].decode() if declared else None


def declared_text(data: bytes) -> str | None:
    """The text of a file of XML in the encoding that its first bytes show, or that it declares; None if that is none
    that is known, or if not all of its bytes are letters in it."""
    encoding = encoding_of(data) or _declared(data)
    try:
        text = text_in(data, encoding, "strict").removeprefix("\ufeff") if encoding else None
    except (LookupError, ValueError):
        return None
    return None if text is None or _UNUSED.search(text) else text


def opening_of(beginning: bytes) -> Opening | None:
    """How a file of XML begins; None if it does not begin with an element."""
    text = text_of(beginning)
    match = _OPENING.match(text)
    return Opening(match[1], match[2], text[match.end(1) :]) if match else None


def root_name(beginning: bytes) -> str:
    """The name of the outermost element of a file, without its prefix; empty if it has none."""
    opening = opening_of(beginning)
    return opening.name if opening else ""


def has_root(name: str, beginning: bytes) -> bool:
    """Whether the outermost element of a file has this name."""
    return root_name(beginning) == name


_NEAR = 2_000  # characters


def begins_with(pattern: str, beginning: bytes) -> bool:
    """Whether a file begins as XML and soon shows a pattern, such as that of its namespace or its type of document."""
    text = text_of(beginning).lstrip()
    return text.startswith("<") and re.search(pattern, text[:_NEAR]) is not None
