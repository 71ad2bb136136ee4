"""Word's XML: its namespaces, and inserting elements in the order of the schema."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Word's namespace, as a prefix of the names of elements and attributes."""

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

STYLES = "docDefaults latentStyles style"
"""The children of a styles part in the schema's order; the constants below are those of other elements."""

DEFAULTS = "rPrDefault pPrDefault"
STYLE = (
    "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal"
    " personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
)
PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
RUN = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish"
    " webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
    " eastAsianLayout specVanish oMath"
)
NUMBERING = "numPicBullet abstractNum num numIdMacAtCleanup"
SECTION = (
    "footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg"
    " textDirection bidi rtlGutter docGrid"
)
SETTINGS = (
    "zoom embedTrueTypeFonts saveSubsetFonts mirrorMargins bordersDoNotSurroundHeader bordersDoNotSurroundFooter"
    " gutterAtTop defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps"
    " evenAndOddHeaders characterSpacingControl noLineBreaksAfter noLineBreaksBefore footnotePr compat themeFontLang"
    " clrSchemeMapping decimalSymbol listSeparator"
)


def parse(xml: str) -> Any:
    """XML parsed into elements of python-docx."""
    from docx.oxml.parser import parse_xml

    return parse_xml(xml.encode())


def declared(xml: str) -> str:
    """The XML of one element with the namespace declarations that it needs."""
    return xml if "xmlns:" in xml else re.sub(r"^<w:\w+", rf"\g<0> {NAMESPACES}", xml)


def schema_order(order: str) -> Callable[[Any], int]:
    """A sort key for elements in the schema's order; unknown ones come last."""
    positions = {f"{W}{name}": number for number, name in enumerate(order.split())}
    return lambda element: positions.get(element.tag, len(positions))


def insert(parent: Any, element: Any, order: str) -> None:
    """Inserts an element in the schema's order; it replaces any child of the same name."""
    for other in parent.findall(element.tag):
        parent.remove(other)
    parent[:] = sorted([*parent, element], key=schema_order(order))


def child(parent: Any, name: str, order: str) -> Any:
    """The child of this name; it is inserted in the schema's order if there is none."""
    element = parent.find(f"{W}{name}")
    if element is None:
        element = parse(declared(f"<w:{name}/>"))
        insert(parent, element, order)
    return element
