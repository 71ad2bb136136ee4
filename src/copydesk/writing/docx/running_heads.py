"""The running heads and feet of a reference document, as far as they can stay."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from copydesk.problems import Problem
from copydesk.writing._shared.links import safe_target
from copydesk.writing.docx.xml import W

if TYPE_CHECKING:
    from docx.document import Document

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def kept_running_heads(document: Document, sections: Iterable[Any], problems: list[Problem]) -> str:
    """The references to the running heads and feet of the last section, which may inherit them from earlier ones.

    All others are dropped, as are those that contain more than words, pictures and links: these add to the problems.
    """
    references: dict[tuple[str, str], str] = {}
    for section in sections:
        for one in section:
            name = str(one.tag).removeprefix(W)
            if name in ("headerReference", "footerReference"):
                references[name, one.get(f"{W}type", "default")] = one.get(_ID)
    rels = document.part.rels
    kept = {slot: key for slot, key in references.items() if key in rels and _can_stay(rels[key], problems)}
    for key, rel in list(rels.items()):
        if rel.reltype.endswith(("/header", "/footer")):
            if key not in kept.values():
                del rels[key]
        elif not rel.is_external:
            others = rel.target_part.rels
            for other in [other for other, held in others.items() if not _is_harmless(held)]:
                del others[other]
    return "".join(f'<w:{name} w:type="{pages}" r:id="{key}"/>' for (name, pages), key in kept.items())


def _can_stay(rel: Any, problems: list[Problem]) -> bool:
    if all(map(_is_harmless, rel.target_part.rels.values())):
        return True
    name = rel.target_part.partname.rpartition("/")[2]
    problems.append(
        Problem(
            "unsupported",
            None,
            f"{name} of the reference document is left out: it contains more than words, pictures and links",
        )
    )
    return False


def _is_harmless(rel: Any) -> bool:
    """Whether a part may refer to this: pictures, fonts and safe links, but no objects and external files."""
    kind = rel.reltype.rpartition("/")[2]
    if rel.is_external:
        return kind == "hyperlink" and safe_target(rel.target_ref) is not None
    return kind in ("image", "font")
