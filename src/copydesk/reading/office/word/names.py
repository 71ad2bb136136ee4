"""The names of WordprocessingML as lxml writes them."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MOST = 10**9
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
"""The namespaces of the strict form, and those of the usual one."""


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment or an instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(parent: Any, name: str, default: str = "") -> str:
    """The ``w:val`` of a child such as ``pStyle``; the default if there is none."""
    child = None if parent is None else parent.find(W + name)
    return default if child is None else child.get(f"{W}val", default)


def switch(parent: Any, name: str) -> bool | None:
    """Whether a property such as ``b`` is on, None if it is not stated."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def number(text: str | None, default: float = 0.0) -> float:
    """A number of an attribute; the default if it is none."""
    try:
        parsed = float(text or "")
    except ValueError:
        return default
    return parsed if abs(parsed) < _MOST else default
