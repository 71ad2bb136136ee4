r"""Escapes the strings of a front matter: pandoc would read them as Markdown, but site generators do not.

    title: "A *star*"     ->     title: "A \\*star\\*"

pandoc still parses the YAML. Only common forms are rewritten: strings with or without quotation marks, on the line of
their key or hyphen, and lists in brackets. Block scalars (``|``, ``>``) and anything else are left as Markdown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_LINE = re.compile(
    r"""(?P<lead>\s*(?:-[ ]+)*)"""
    r"""(?P<key>(?:[^\s"'\[\]{},#:&*!|>%@`-][^:#"'\[\]{},]*|"[^"]*"|'[^']*'):(?:\s+|$))?"""
    r"""(?P<value>.*)"""
)
_SCALAR = re.compile(
    r"""(?P<double>"(?:[^"\\]|\\.)*")|'(?P<single>(?:[^']|'')*)'|(?P<bare>[^\s"'\[\]{},#&*!|>%@`](?:[^,\[\]{}#]|(?<!\s)\#)*)"""
)
_KEY = re.compile(r"""^([^\s#"'-][^:\n]*|"[^"\n]*"|'[^'\n]*'):((?:[ \t].*)?(?:\n(?:[ \t-].*)?)*)""", re.MULTILINE)
_COMMENT = re.compile(r"\s+#.*|\s*$")
_NEXT = re.compile(r"\s*(?:,|$)")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_HARMLESS = re.compile(r"[\w.:+/-]*\w|~|")  # a number, a date, true: no markup is possible


def is_pandoc(text: str) -> bool:
    """Whether the front matter says ``markup: pandoc``: the text is pandoc's Markdown."""
    match = FRONT_MATTER.match(text)
    return match is not None and re.search(r"""^markup: *["']?pandoc["']? *$""", match[1], re.MULTILINE) is not None


class Repeated(NamedTuple):
    """A repeated key of a front matter: its line, from 1, and its value as typed."""

    line: int
    key: str
    value: str


def repeated_keys(text: str) -> list[Repeated]:
    """The keys of the front matter whose value is overridden by a later one of the same name."""
    front_matter = FRONT_MATTER.match(text)
    keys = list(_KEY.finditer(front_matter[1])) if front_matter else []
    last = {match[1].strip("\"'"): match.start() for match in keys}
    return [
        Repeated(match.string.count("\n", 0, match.start()) + 2, key, " ".join(match[2].split()))
        for match in keys
        if last[key := match[1].strip("\"'")] != match.start()
    ]


def literal(text: str) -> str:
    """The Markdown text with the strings of its front matter escaped, so that pandoc reads them literally."""
    match = FRONT_MATTER.match(text)
    if not match:
        return text
    return text[: match.start(1)] + "\n".join(_lines(match[1].split("\n"))) + text[match.end(1) :]


def _lines(lines: list[str]) -> Iterator[str]:
    following = [0] * len(lines)  # indent of the next non-blank line
    for index in range(len(lines) - 2, -1, -1):
        following[index] = _indent(lines[index + 1]) if lines[index + 1].strip() else following[index + 1]
    deeper_than: int | None = None  # in a block scalar or a string of several lines
    for index, line in enumerate(lines):
        if deeper_than is not None and (not line.strip() or _indent(line) > deeper_than):
            yield line
            continue
        deeper_than = None
        match = _LINE.fullmatch(line)
        placed = match is not None and (match["key"] or match["lead"].strip())
        if match is None or not placed or not match["value"] or match["value"].startswith("#"):
            yield line
            continue
        # a continuation is indented more than its key or the hyphen of its item
        indent = len(match["lead"]) if match["key"] else max(match["lead"].rfind("-"), _indent(line))
        if match["value"][0] in "|>&*!" or following[index] > indent:
            deeper_than = indent
            yield line
        else:
            yield match["lead"] + (match["key"] or "") + _value(match["value"])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _value(value: str) -> str:
    """A string, or a list of strings in brackets, escaped; anything else unchanged."""
    if value.startswith("["):
        content = re.fullmatch(r"\[(.*)\](\s+#.*|\s*)", value)
        items = _items(content[1]) if content else None
        return f"[{', '.join(items)}]{content[2]}" if content and items is not None else value
    if value[0] not in "\"'":  # a bare string on its own line may contain commas and brackets
        comment = re.search(r"\s#", value)
        bare = (value[: comment.start()] if comment else value).rstrip()
        unusual = bare[:1] in "[]{},#&*!|>%@`" or re.search(r":(?:\s|$)", bare)
        return value if unusual else _bare(bare)
    match = _SCALAR.match(value)
    scalar = _scalar(match) if match else None
    rest = value[match.end() :] if match else ""
    return scalar + rest if scalar is not None and _COMMENT.fullmatch(rest) else value


def _items(inside: str) -> list[str] | None:
    """The strings between brackets, escaped; None if there is anything else."""
    items: list[str] = []
    position = 0
    while position < len(inside):
        while position < len(inside) and inside[position].isspace():
            position += 1
        match = _SCALAR.match(inside, position)
        scalar = _scalar(match) if match else None
        if match is None or scalar is None:
            return items if position >= len(inside) else None
        items.append(scalar)
        after = _NEXT.match(inside, match.end())
        if after is None:
            return None
        position = after.end()
    return items


def _scalar(match: re.Match[str]) -> str | None:
    if match["double"] is not None:
        try:
            return _escaped(json.loads(match["double"], strict=False))
        except ValueError:  # YAML has more escapes than JSON
            return None
    if match["single"] is not None:
        return _escaped(match["single"].replace("''", "'"))
    return _bare(match["bare"].strip())


def _bare(text: str) -> str:
    return text if _HARMLESS.fullmatch(text) else _escaped(text)


def _escaped(text: str) -> str:
    quoted = json.dumps(_PUNCTUATION.sub(r"\\\g<0>", text), ensure_ascii=False)
    return _NOT_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
