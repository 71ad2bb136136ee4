"""Notes that are typed at the end of a document with styles: below a rule, each behind its number in brackets, which
stands in the text too."""

from __future__ import annotations

import re

from copydesk.reading.office.flow import Document, Grid, Para, Run, cut
from copydesk.tree import Furniture, NoteRef

_RULE = re.compile(r"[_—–\-]{5,}")
_NOTE = re.compile(r"\[(\d{1,3})\]\s+(?=\S)")


def with_typed_notes(document: Document) -> tuple[Document, list[Furniture]]:
    """The document with such notes, counted from 1, as notes where their numbers stand in the text, each once; and the
    rule above them."""
    flow = [block for block in document.flow if isinstance(block, Grid) or not block.is_empty]
    rule = next((at for at in reversed(range(len(flow))) if _is_rule(flow[at])), len(flow))
    paras = [block for block in flow[rule + 1 :] if isinstance(block, Para)]
    labels = [match[1] for para in paras if (match := _NOTE.match(para.text))]
    text = "".join(block.text for block in flow[:rule] if isinstance(block, Para))
    are_all = 0 < len(labels) == len(flow[rule + 1 :]) and labels == [str(n) for n in range(1, len(labels) + 1)]
    if not are_all or any(text.count(f"[{label}]") != 1 for label in labels):
        return document, []
    notes = {f"typed-{label}": (label, [_without_label(para)]) for label, para in zip(labels, paras, strict=True)}
    line = flow[rule]
    assert isinstance(line, Para)
    kept = [_with_references(block, labels) for block in flow[:rule]]
    with_notes = document._replace(flow=kept, notes={**document.notes, **notes})
    return with_notes, [Furniture(line.text.strip(), "rule")]


def _is_rule(block: Para | Grid) -> bool:
    return isinstance(block, Para) and _RULE.fullmatch(block.text.strip()) is not None


def _without_label(para: Para) -> Para:
    match = _NOTE.match(para.text)
    return para._replace(runs=tuple(cut(para.runs, match.end() if match else 0)[1]), item=None)


def _with_references(block: Para | Grid, labels: list[str]) -> Para | Grid:
    if not isinstance(block, Para):
        return block
    for label in labels:
        at = block.text.find(f"[{label}]")
        if at >= 0:
            before, rest = cut(block.runs, at)
            after = cut(rest, len(label) + 2)[1]
            block = block._replace(runs=(*before, Run("", note=NoteRef(f"typed-{label}", label)), *after))
    return block
