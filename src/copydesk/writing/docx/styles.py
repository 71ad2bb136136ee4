"""The styles part of a Word file: each style of ``kinds`` with the formatting of ``docx.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from html import escape
from typing import Any

from msgspec.structs import replace

from copydesk.writing.docx.design import Border, Design, Formatting
from copydesk.writing.docx.kinds import KINDS, Kind, Naming, list_level, style_id
from copydesk.writing.docx.parts import attributes, indents, language_attributes, twips, value
from copydesk.writing.docx.xml import NAMESPACES, RUN, W, declared, insert, parse

_ALIGN = {"start": "left", "end": "right", "centre": "center", "justify": "both"}
NO_FORMATTING = Formatting()


def styles(design: Design, *, lang: str, rtl: bool) -> str:
    """The ``w:styles`` part of a file without a reference document."""
    ours = Naming()
    text = design.fonts["text"]
    definitions = "".join(
        style(kind, design.styles.get(kind.name, NO_FORMATTING), design, ours, rtl=rtl) for kind in KINDS
    )
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{_typeface(text.name, design)}"
        f'<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang{attributes(language_attributes(lang, rtl=rtl))}/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
        f' w:defQFormat="0" w:count="376"/>{definitions}</w:styles>'
    )


def style(kind: Kind, formatting: Formatting, design: Design, naming: Naming, *, rtl: bool) -> str:
    """One style as a ``w:style``, with the keys of styles in the file."""
    key = naming.style
    formatting = _listed(kind.name, formatting, design)
    default = ' w:default="1"' if not kind.based_on else ""
    apart = key(kind.name) != style_id(kind.name)  # another kind of style has the name
    name = f"{kind.name} (added)" if apart else kind.builtin or kind.name
    custom = "" if kind.builtin and not apart else ' w:customStyle="1"'
    based_on = f'<w:basedOn w:val="{key(kind.based_on)}"/>' if kind.based_on else ""
    then = f'<w:next w:val="{key(kind.then)}"/>' if kind.then not in ("", kind.name) and naming.has(kind.then) else ""
    hidden = "" if kind.based_on or kind.name == "Normal" else "<w:semiHidden/>"
    gallery = "<w:qFormat/>" if kind.kind in ("paragraph", "character") and not hidden else ""
    table = _table(formatting) if kind.kind == "table" else ""
    paragraph = _paragraph_properties(kind.name, formatting, naming, rtl=rtl) if kind.kind == "paragraph" else ""
    run = _run_properties(formatting, design) if kind.kind in ("paragraph", "character") else ""
    return (
        f'<w:style w:type="{kind.kind}"{default}{custom} w:styleId="{key(kind.name)}">'
        f'<w:name w:val="{escape(name)}"/>{based_on}{then}<w:uiPriority w:val="9"/>{hidden}{gallery}'
        f"{_wrap('w:pPr', paragraph)}{_wrap('w:rPr', run)}{table}</w:style>"
    )


def join(root: Any, combined: Iterable[tuple[str, ...]], naming: Naming) -> None:
    """Adds styles that combine several character styles of one run, ``("Strong", "Emphasis")``.

    A run in Word has only one style, so each combination gets its own: based on the first, with the properties of the
    others.
    """
    by_key = {one.get(f"{W}styleId"): one for one in root.iter(f"{W}style")}
    for names in combined:
        name = " ".join(names)
        if naming.style(name) in by_key:
            continue
        xml = (
            f'<w:style w:type="character" w:customStyle="1" w:styleId="{naming.style(name)}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="{naming.style(names[0])}"/><w:uiPriority w:val="9"/><w:qFormat/><w:rPr/></w:style>'
        )
        joined = parse(declared(xml))
        for other in names[1:]:
            for run_property in by_key[naming.style(other)].iterfind(f"{W}rPr/*"):
                insert(joined[-1], deepcopy(run_property), RUN)
        root.append(joined)


def _wrap(tag: str, inside: str) -> str:
    return f"<{tag}>{inside}</{tag}>" if inside else ""


def _listed(name: str, formatting: Formatting, design: Design) -> Formatting:
    """The formatting of a style; a list style gets the indents of its level."""
    if not name.startswith("List "):
        return formatting
    level = list_level(name) + 1
    hanging = 0 if name.startswith("List Continue") else -design.list_indent
    return replace(formatting, start=level * design.list_indent, first_line=hanging)


# ---------------------------------------------------------------------------------- properties, in the schema's order


def _switch(tag: str, on: bool | None) -> str:
    return "" if on is None else f"<w:{tag}/>" if on else f'<w:{tag} w:val="0"/>'


def _run_properties(formatting: Formatting, design: Design) -> str:
    capitals = {
        "small": "<w:smallCaps/>",
        "all": "<w:caps/>",
        "none": '<w:caps w:val="0"/><w:smallCaps w:val="0"/>',
        None: "",
    }[formatting.capitals]
    size = None if formatting.size is None else round(formatting.size * 2)
    underline = None if formatting.underline is None else "single" if formatting.underline else "none"
    raised = None if formatting.superscript is None else "superscript" if formatting.superscript else "baseline"
    return (
        (_typeface(design.fonts[formatting.font].name, design) if formatting.font else "")
        + _switch("b", formatting.bold)
        + _switch("bCs", formatting.bold)
        + _switch("i", formatting.italic)
        + _switch("iCs", formatting.italic)
        + capitals
        + _switch("noProof", (formatting.font is not None and design.fonts[formatting.font].family == "modern") or None)
        + value("color", formatting.colour)
        + value("spacing", None if formatting.tracking is None else twips(formatting.tracking))
        + value("sz", size)
        + value("szCs", size)
        + value("u", underline)
        + value("vertAlign", raised)
    )


def _typeface(name: str, design: Design) -> str:
    font = next(font for font in design.fonts.values() if font.name == name)
    name = escape(name)
    return (
        f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{escape(font.east_asian)}"'
        f' w:cs="{escape(font.complex)}"/>'
    )


def _paragraph_properties(name: str, formatting: Formatting, naming: Naming, *, rtl: bool) -> str:
    level = f'<w:outlineLvl w:val="{int(name[-1]) - 1}"/>' if name.startswith("Heading") else ""
    return (
        _switch("keepNext", formatting.keep_with_next)
        + _switch("keepLines", formatting.keep_together)
        + _numbered(name, naming)
        + _wrap("w:pBdr", _borders(formatting, rtl=rtl))
        + ("" if formatting.shade is None else f'<w:shd w:val="clear" w:color="auto" w:fill="{formatting.shade}"/>')
        + _stops(formatting)
        + _switch("suppressAutoHyphens", None if formatting.hyphenate is None else not formatting.hyphenate)
        + ("<w:bidi/>" if rtl and name == "Normal" else "")
        + _spacing(formatting)
        + indents(formatting)
        + _switch("contextualSpacing", formatting.close_up)
        + value("jc", formatting.align and _ALIGN[formatting.align])
        + level
    )


def _numbered(name: str, naming: Naming) -> str:
    tied = naming.tied(name)
    if tied is None:
        return ""
    definition, level = tied
    number = naming.first_number + definition - naming.first_definition
    return f'<w:numPr>{value("ilvl", level or None)}<w:numId w:val="{number}"/></w:numPr>'


def _borders(formatting: Formatting, *, rtl: bool) -> str:
    beside = _border("right" if rtl else "left", formatting.beside)  # unlike an indent, it does not turn with the text
    top, bottom = _border("top", formatting.above), _border("bottom", formatting.below)
    return f"{top}{bottom}{beside}" if rtl else f"{top}{beside}{bottom}"


def _border(side: str, border: Border | None) -> str:
    if border is None:
        return ""
    return (
        f'<w:{side} w:val="{border.kind}" w:sz="{round(border.width * 8)}" w:space="{round(border.space)}"'
        f' w:color="{border.colour}"/>'
    )


def _stops(formatting: Formatting) -> str:
    pairs = zip(("center", "right"), formatting.stops or (), strict=False)
    return _wrap("w:tabs", "".join(f'<w:tab w:val="{kind}" w:pos="{twips(stop)}"/>' for kind, stop in pairs))


def _spacing(formatting: Formatting) -> str:
    values = ""
    if formatting.before is not None:
        values += f' w:before="{twips(formatting.before)}"'
    if formatting.after is not None:
        values += f' w:after="{twips(formatting.after)}"'
    if formatting.exactly is not None:
        values += f' w:line="{twips(formatting.exactly)}" w:lineRule="exact"'
    elif formatting.leading is not None:
        values += f' w:line="{round(formatting.leading * 240)}" w:lineRule="auto"'
    return f"<w:spacing{values}/>" if values else ""


def _table(formatting: Formatting) -> str:
    borders = (
        _border("top", formatting.above)
        + _border("bottom", formatting.below)
        + _border("insideH", formatting.between_rows)
    )
    padding = twips(4 if formatting.padding is None else formatting.padding)
    margins = "".join(f'<w:{side} w:w="{padding}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    return (
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_wrap("w:tblBorders", borders)}'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
    )
