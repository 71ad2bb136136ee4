"""Word's XML: its namespaces, and elements put where the schema wants them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Word's namespace, as it stands before the names of elements and attributes."""

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

STYLES = "docDefaults latentStyles style"
"""What a styles part may hold, in the schema's order; and so for what follows."""

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
    """XML as the elements of python-docx."""
    from docx.oxml.parser import parse_xml

    return parse_xml(xml.encode())


def declared(xml: str) -> str:
    """One element of ours with the namespaces that it needs to stand alone."""
    return xml if "xmlns:" in xml else re.sub(r"^<w:\w+", rf"\g<0> {NAMESPACES}", xml)


def place(order: str) -> Callable[[Any], int]:
    """What sorts elements into the schema's order; those that it does not name come last."""
    places = {f"{W}{name}": number for number, name in enumerate(order.split())}
    return lambda element: places.get(element.tag, len(places))


def put(parent: Any, element: Any, order: str) -> None:
    """Add an element at its place in the schema's order, instead of the one of its name if there is any."""
    for other in parent.findall(element.tag):
        parent.remove(other)
    parent[:] = sorted([*parent, element], key=place(order))


def child(parent: Any, name: str, order: str) -> Any:
    """The child of this name, made at its place in the order if there is none."""
    found = parent.find(f"{W}{name}")
    if found is None:
        found = parse(declared(f"<w:{name}/>"))
        put(parent, found, order)
    return found
