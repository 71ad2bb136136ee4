"""The styles part of a Word file: each style of ``_docx_kinds`` as the look's ``docx.toml`` has it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from msgspec.structs import asdict, replace

from copydesk.writing._docx_kinds import KINDS, Kind, style_id
from copydesk.writing._docx_look import Border, Look, Looks
from copydesk.writing._docx_parts import BULLETS, NAMESPACES, NUMBERS, indents, twips, value

_ALIGN = {"start": "left", "end": "right", "centre": "center", "justify": "both"}
_NOT_SETTLED = Looks()


def styles(look: Look, combined: Iterable[tuple[str, ...]], *, lang: str, rtl: bool) -> str:
    """The ``w:styles`` part. ``combined`` are the sets of character styles that meet in one run, ``("Strong",
    "Emphasis")``: Word gives a run one style only, so each set has a style of its own, made of its members'."""
    text = look.fonts["text"]
    made = "".join(_style(kind, look, rtl=rtl) for kind in KINDS)
    for names in combined:
        joined = Kind(" ".join(names), "character", names[0])
        looks = _NOT_SETTLED
        for name in names[1:]:
            looks = replace(looks, **_told(look.styles.get(name, _NOT_SETTLED)))
        made += _style(joined, look, looks, rtl=rtl)
    script = lang.split("-", maxsplit=1)[0].lower()
    spoken = f' w:bidi="{escape(lang)}"' if rtl else ""
    spoken += f' w:eastAsia="{escape(lang)}"' if script in ("zh", "ja", "ko") else ""
    named = "x-none" if lang == "und" else escape(lang)  # what Word calls words that it is not to proofread
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{_typeface(text.name, look)}"
        f'<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="{named}"{spoken}/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
        f' w:defQFormat="0" w:count="376"/>{made}</w:styles>'
    )


def _told(looks: Looks) -> dict[str, Any]:
    return {key: value for key, value in asdict(looks).items() if value is not None}


def _style(kind: Kind, look: Look, looks: Looks | None = None, *, rtl: bool) -> str:
    looks = looks or _listed(kind.name, look.styles.get(kind.name, _NOT_SETTLED), look)
    default = ' w:default="1"' if not kind.based_on else ""
    custom = "" if kind.own else ' w:customStyle="1"'
    based_on = f'<w:basedOn w:val="{style_id(kind.based_on)}"/>' if kind.based_on else ""
    then = f'<w:next w:val="{style_id(kind.then)}"/>' if kind.then and kind.then != kind.name else ""
    hidden = "" if kind.based_on or kind.name == "Normal" else "<w:semiHidden/>"
    gallery = "<w:qFormat/>" if kind.kind in ("paragraph", "character") and not hidden else ""
    table = _table(looks) if kind.kind == "table" else ""
    paragraph = _paragraph_properties(kind.name, looks, rtl=rtl) if kind.kind == "paragraph" else ""
    run = _run_properties(looks, look) if kind.kind in ("paragraph", "character") else ""
    return (
        f'<w:style w:type="{kind.kind}"{default}{custom} w:styleId="{style_id(kind.name)}">'
        f'<w:name w:val="{escape(kind.own or kind.name)}"/>{based_on}{then}<w:uiPriority w:val="9"/>{hidden}{gallery}'
        f"{_wrap('w:pPr', paragraph)}{_wrap('w:rPr', run)}{table}</w:style>"
    )


def _wrap(tag: str, inside: str) -> str:
    return f"<{tag}>{inside}</{tag}>" if inside else ""


def _listed(name: str, looks: Looks, look: Look) -> Looks:
    """A list style's indent follows from its level, wherever the look does not say otherwise."""
    if not name.startswith("List "):
        return looks
    level = int(name[-1]) if name[-1].isdigit() else 1
    hanging = 0 if name.startswith("List Continue") else -look.list_indent
    return replace(looks, start=level * look.list_indent, first_line=hanging)


# ---------------------------------------------------------------------------------- properties, in the schema's order


def _switch(tag: str, on: bool | None) -> str:
    return "" if on is None else f"<w:{tag}/>" if on else f'<w:{tag} w:val="0"/>'


def _run_properties(looks: Looks, look: Look) -> str:
    capitals = {
        "small": "<w:smallCaps/>",
        "all": "<w:caps/>",
        "none": '<w:caps w:val="0"/><w:smallCaps w:val="0"/>',
        None: "",
    }[looks.capitals]
    size = None if looks.size is None else round(looks.size * 2)
    underline = None if looks.underline is None else "single" if looks.underline else "none"
    raised = None if looks.superscript is None else "superscript" if looks.superscript else "baseline"
    return (
        (_typeface(look.fonts[looks.font].name, look) if looks.font else "")
        + _switch("b", looks.bold)
        + _switch("bCs", looks.bold)
        + _switch("i", looks.italic)
        + _switch("iCs", looks.italic)
        + capitals
        + value("color", looks.colour)
        + value("spacing", None if looks.tracking is None else twips(looks.tracking))
        + value("sz", size)
        + value("szCs", size)
        + value("u", underline)
        + value("vertAlign", raised)
    )


def _typeface(name: str, look: Look) -> str:
    font = next(font for font in look.fonts.values() if font.name == name)
    name = escape(name)
    return (
        f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{escape(font.east_asian)}"'
        f' w:cs="{escape(font.complex)}"/>'
    )


def _paragraph_properties(name: str, looks: Looks, *, rtl: bool) -> str:
    level = f'<w:outlineLvl w:val="{int(name[-1]) - 1}"/>' if name.startswith("Heading") else ""
    return (
        _switch("keepNext", looks.keep_with_next)
        + _switch("keepLines", looks.keep_together)
        + _numbered(name)
        + _wrap("w:pBdr", _border("top", looks.above) + _border("left", looks.beside) + _border("bottom", looks.below))
        + ("" if looks.shade is None else f'<w:shd w:val="clear" w:color="auto" w:fill="{looks.shade}"/>')
        + _switch("suppressAutoHyphens", None if looks.hyphenate is None else not looks.hyphenate)
        + ("<w:bidi/>" if rtl and name == "Normal" else "")
        + _spacing(looks)
        + indents(looks)
        + _switch("contextualSpacing", looks.close_up)
        + value("jc", looks.align and _ALIGN[looks.align])
        + level
    )


def _numbered(name: str) -> str:
    numbering = BULLETS if name.startswith("List Bullet") else NUMBERS if name.startswith("List Number") else None
    if numbering is None:
        return ""
    level = f'<w:ilvl w:val="{int(name[-1]) - 1}"/>' if name[-1].isdigit() else ""
    return f'<w:numPr>{level}<w:numId w:val="{numbering}"/></w:numPr>'


def _border(side: str, border: Border | None) -> str:
    if border is None:
        return ""
    return (
        f'<w:{side} w:val="{border.kind}" w:sz="{round(border.width * 8)}" w:space="{round(border.space)}"'
        f' w:color="{border.colour}"/>'
    )


def _spacing(looks: Looks) -> str:
    told = ""
    if looks.before is not None:
        told += f' w:before="{twips(looks.before)}"'
    if looks.after is not None:
        told += f' w:after="{twips(looks.after)}"'
    if looks.exactly is not None:
        told += f' w:line="{twips(looks.exactly)}" w:lineRule="exact"'
    elif looks.leading is not None:
        told += f' w:line="{round(looks.leading * 240)}" w:lineRule="auto"'
    return f"<w:spacing{told}/>" if told else ""


def _table(looks: Looks) -> str:
    borders = _border("top", looks.above) + _border("bottom", looks.below) + _border("insideH", looks.between_rows)
    padding = twips(4 if looks.padding is None else looks.padding)
    margins = "".join(f'<w:{side} w:w="{padding}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    return (
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_wrap("w:tblBorders", borders)}'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
    )
