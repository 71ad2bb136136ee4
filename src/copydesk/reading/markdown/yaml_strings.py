r"""The strings of a front matter as plain words: pandoc would read them as Markdown, and no maker of sites does.

    title: "A *star*"     ->     title: "A \\*star\\*"

pandoc still reads the YAML itself. What is rewritten is what people write: strings in quotation marks or bare, on the
line of their key or hyphen, and lists in brackets. A block scalar (``|``, ``>``), or what is no such string, is left as
Markdown.
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
_HARMLESS = re.compile(r"[\w.:+/-]*\w|~|")  # a number, a date, true: a word that no markup can be in


def is_pandoc(text: str) -> bool:
    """Whether the front matter says ``markup: pandoc``: the text is pandoc's own Markdown."""
    found = FRONT_MATTER.match(text)
    return found is not None and re.search(r"""^markup: *["']?pandoc["']? *$""", found[1], re.MULTILINE) is not None


class Repeated(NamedTuple):
    """A key of a front matter that stands there again further down: its line, from 1, and its value as it was typed."""

    line: int
    key: str
    value: str


def repeated_keys(text: str) -> list[Repeated]:
    """The keys of the front matter whose value a later one of the same name takes away."""
    found = FRONT_MATTER.match(text)
    keys = list(_KEY.finditer(found[1])) if found else []
    last = {match[1].strip("\"'"): match.start() for match in keys}
    return [
        Repeated(match.string.count("\n", 0, match.start()) + 2, key, " ".join(match[2].split()))
        for match in keys
        if last[key := match[1].strip("\"'")] != match.start()
    ]


def literal(text: str) -> str:
    """The Markdown text with the strings of its front matter escaped, so that pandoc reads them as they stand."""
    found = FRONT_MATTER.match(text)
    if not found:
        return text
    return text[: found.start(1)] + "\n".join(_lines(found[1].split("\n"))) + text[found.end(1) :]


def _lines(lines: list[str]) -> Iterator[str]:
    following = [0] * len(lines)  # how deep the next line that says something stands
    for index in range(len(lines) - 2, -1, -1):
        following[index] = _indent(lines[index + 1]) if lines[index + 1].strip() else following[index + 1]
    deeper_than: int | None = None  # in a block scalar or a string of several lines
    for index, line in enumerate(lines):
        if deeper_than is not None and (not line.strip() or _indent(line) > deeper_than):
            yield line
            continue
        deeper_than = None
        found = _LINE.fullmatch(line)
        placed = found is not None and (found["key"] or found["lead"].strip())
        if found is None or not placed or not found["value"] or found["value"].startswith("#"):
            yield line
            continue
        # what goes on must stand deeper than its key, or than the hyphen of its item
        indent = len(found["lead"]) if found["key"] else max(found["lead"].rfind("-"), _indent(line))
        if found["value"][0] in "|>&*!" or following[index] > indent:
            deeper_than = indent
            yield line
        else:
            yield found["lead"] + (found["key"] or "") + _value(found["value"])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _value(value: str) -> str:
    """A string, or a list of strings in brackets; anything else as it stood."""
    if value.startswith("["):
        inside = re.fullmatch(r"\[(.*)\](\s+#.*|\s*)", value)
        made = _items(inside[1]) if inside else None
        return f"[{', '.join(made)}]{inside[2]}" if inside and made is not None else value
    if value[0] not in "\"'":  # a bare string on a line of its own may hold commas and brackets
        comment = re.search(r"\s#", value)
        bare = (value[: comment.start()] if comment else value).rstrip()
        unusual = bare[:1] in "[]{},#&*!|>%@`" or re.search(r":(?:\s|$)", bare)
        return value if unusual else _bare(bare)
    found = _SCALAR.match(value)
    made_one = _scalar(found) if found else None
    rest = value[found.end() :] if found else ""
    return made_one + rest if made_one is not None and _COMMENT.fullmatch(rest) else value


def _items(inside: str) -> list[str] | None:
    """The strings between brackets, None if it holds something else."""
    made: list[str] = []
    at = 0
    while at < len(inside):
        while at < len(inside) and inside[at].isspace():
            at += 1
        found = _SCALAR.match(inside, at)
        one = _scalar(found) if found else None
        if found is None or one is None:
            return made if at >= len(inside) else None
        made.append(one)
        after = _NEXT.match(inside, found.end())
        if after is None:
            return None
        at = after.end()
    return made


def _scalar(found: re.Match[str]) -> str | None:
    if found["double"] is not None:
        try:
            return _escaped(json.loads(found["double"], strict=False))
        except ValueError:  # YAML knows more escapes than JSON
            return None
    if found["single"] is not None:
        return _escaped(found["single"].replace("''", "'"))
    return _bare(found["bare"].strip())


def _bare(text: str) -> str:
    return text if _HARMLESS.fullmatch(text) else _escaped(text)


def _escaped(text: str) -> str:
    quoted = json.dumps(_PUNCTUATION.sub(r"\\\g<0>", text), ensure_ascii=False)
    return _NOT_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
