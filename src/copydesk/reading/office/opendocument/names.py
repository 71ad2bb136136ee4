"""The namespaces of OpenDocument as lxml writes them."""

from __future__ import annotations

from typing import Any

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{_OASIS}office:1.0}}"
TEXT = f"{_OASIS}text:1.0}}"
TABLE = f"{_OASIS}table:1.0}}"
STYLE = f"{_OASIS}style:1.0}}"
DRAW = f"{_OASIS}drawing:1.0}}"
FO = f"{_OASIS}xsl-fo-compatible:1.0}}"
SVG = f"{_OASIS}svg-compatible:1.0}}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
XLINK = "{http://www.w3.org/1999/xlink}"


def attribute(element: Any, namespace: str, name: str) -> str:
    """An attribute of an element; empty if it has none."""
    value: str = element.get(namespace + name, "")
    return value
