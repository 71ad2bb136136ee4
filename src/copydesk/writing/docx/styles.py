"""The styles part of a Word file: each style of ``_docx_kinds`` as the look's ``docx.toml`` has it."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from html import escape
from typing import Any

from msgspec.structs import replace

from copydesk.writing.docx.kinds import KINDS, Kind, Naming, list_level, style_id
from copydesk.writing.docx.look import Border, Look, Looks
from copydesk.writing.docx.parts import attributes, indents, spoken, twips, value
from copydesk.writing.docx.xml import NAMESPACES, RUN, W, declared, parse, put

_ALIGN = {"start": "left", "end": "right", "centre": "center", "justify": "both"}
NOT_SETTLED = Looks()


def styles(look: Look, *, lang: str, rtl: bool) -> str:
    """The ``w:styles`` part of a file whose look is ours alone."""
    ours = Naming()
    text = look.fonts["text"]
    made = "".join(style(kind, look.styles.get(kind.name, NOT_SETTLED), look, ours, rtl=rtl) for kind in KINDS)
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{_typeface(text.name, look)}"
        f'<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang{attributes(spoken(lang, rtl=rtl))}/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
        f' w:defQFormat="0" w:count="376"/>{made}</w:styles>'
    )


def style(kind: Kind, looks: Looks, look: Look, naming: Naming, *, rtl: bool) -> str:
    """One style as a ``w:style``, its name and those it speaks of as the file has them."""
    key = naming.style
    looks = _listed(kind.name, looks, look)
    default = ' w:default="1"' if not kind.based_on else ""
    apart = key(kind.name) != style_id(kind.name)  # where another kind of style bears the name
    name = f"{kind.name} (added)" if apart else kind.own or kind.name
    custom = "" if kind.own and not apart else ' w:customStyle="1"'
    based_on = f'<w:basedOn w:val="{key(kind.based_on)}"/>' if kind.based_on else ""
    then = f'<w:next w:val="{key(kind.then)}"/>' if kind.then not in ("", kind.name) and naming.has(kind.then) else ""
    hidden = "" if kind.based_on or kind.name == "Normal" else "<w:semiHidden/>"
    gallery = "<w:qFormat/>" if kind.kind in ("paragraph", "character") and not hidden else ""
    table = _table(looks) if kind.kind == "table" else ""
    paragraph = _paragraph_properties(kind.name, looks, naming, rtl=rtl) if kind.kind == "paragraph" else ""
    run = _run_properties(looks, look) if kind.kind in ("paragraph", "character") else ""
    return (
        f'<w:style w:type="{kind.kind}"{default}{custom} w:styleId="{key(kind.name)}">'
        f'<w:name w:val="{escape(name)}"/>{based_on}{then}<w:uiPriority w:val="9"/>{hidden}{gallery}'
        f"{_wrap('w:pPr', paragraph)}{_wrap('w:rPr', run)}{table}</w:style>"
    )


def join(root: Any, combined: Iterable[tuple[str, ...]], naming: Naming) -> None:
    """Add to a styles part what stands for several character styles in one run, ``("Strong", "Emphasis")``.

    Word gives a run one style only, so each such set has a style of its own: based on its first, with what the others
    say besides.
    """
    known = {one.get(f"{W}styleId"): one for one in root.iter(f"{W}style")}
    for names in combined:
        name = " ".join(names)
        if naming.style(name) in known:
            continue
        made = (
            f'<w:style w:type="character" w:customStyle="1" w:styleId="{naming.style(name)}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="{naming.style(names[0])}"/><w:uiPriority w:val="9"/><w:qFormat/><w:rPr/></w:style>'
        )
        joined = parse(declared(made))
        for other in names[1:]:
            for told in known[naming.style(other)].iterfind(f"{W}rPr/*"):
                put(joined[-1], deepcopy(told), RUN)
        root.append(joined)


def _wrap(tag: str, inside: str) -> str:
    return f"<{tag}>{inside}</{tag}>" if inside else ""


def _listed(name: str, looks: Looks, look: Look) -> Looks:
    """A list style's indent follows from its level, wherever the look does not say otherwise."""
    if not name.startswith("List "):
        return looks
    level = list_level(name) + 1
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
        + _switch("noProof", (looks.font is not None and look.fonts[looks.font].family == "modern") or None)
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


def _paragraph_properties(name: str, looks: Looks, naming: Naming, *, rtl: bool) -> str:
    level = f'<w:outlineLvl w:val="{int(name[-1]) - 1}"/>' if name.startswith("Heading") else ""
    return (
        _switch("keepNext", looks.keep_with_next)
        + _switch("keepLines", looks.keep_together)
        + _numbered(name, naming)
        + _wrap("w:pBdr", _borders(looks, rtl=rtl))
        + ("" if looks.shade is None else f'<w:shd w:val="clear" w:color="auto" w:fill="{looks.shade}"/>')
        + _stops(looks)
        + _switch("suppressAutoHyphens", None if looks.hyphenate is None else not looks.hyphenate)
        + ("<w:bidi/>" if rtl and name == "Normal" else "")
        + _spacing(looks)
        + indents(looks)
        + _switch("contextualSpacing", looks.close_up)
        + value("jc", looks.align and _ALIGN[looks.align])
        + level
    )


def _numbered(name: str, naming: Naming) -> str:
    tied = naming.tied(name)
    if tied is None:
        return ""
    definition, level = tied
    number = naming.first_number + definition - naming.first_definition
    return f'<w:numPr>{value("ilvl", level or None)}<w:numId w:val="{number}"/></w:numPr>'


def _borders(looks: Looks, *, rtl: bool) -> str:
    beside = _border("right" if rtl else "left", looks.beside)  # unlike an indent, it does not turn with the text
    top, bottom = _border("top", looks.above), _border("bottom", looks.below)
    return f"{top}{bottom}{beside}" if rtl else f"{top}{beside}{bottom}"


def _border(side: str, border: Border | None) -> str:
    if border is None:
        return ""
    return (
        f'<w:{side} w:val="{border.kind}" w:sz="{round(border.width * 8)}" w:space="{round(border.space)}"'
        f' w:color="{border.colour}"/>'
    )


def _stops(looks: Looks) -> str:
    pairs = zip(("center", "right"), looks.stops or (), strict=False)
    return _wrap("w:tabs", "".join(f'<w:tab w:val="{kind}" w:pos="{twips(stop)}"/>' for kind, stop in pairs))


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
