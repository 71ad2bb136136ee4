"""TOML with many lists of words, parsed in a fraction of the time.

``tomllib`` goes through a list letter by letter, and the locales are lists of words, all of which every new process
reads. Here the plain ones are taken out first, which are lists in JSON too; ``tomllib`` parses the rest.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

_ITEM = r'[\s,]+|"[^"\\\n]*"|#[^\n]*(?=\n)'
_LIST = re.compile(rf"^([\w.]+ *= *)\[((?:{_ITEM}|\[(?:{_ITEM})*+\])*+)\]", re.MULTILINE)
"""A key and its list of strings without escapes, or of lists of these, with comments, on one line or several."""

_COMMENT = re.compile(r'("[^"]*")|#[^\n]*')
_STAND_IN = "\ue000"
"""What stands for a list meanwhile, before its number: a character for private use."""


def loads(text: str) -> dict[str, Any]:
    """As ``tomllib.loads``."""
    if '"""' in text or "'''" in text or _STAND_IN in text:
        return tomllib.loads(text)
    lists: list[Any] = []

    def take(match: re.Match[str]) -> str:
        content = _COMMENT.sub(r"\1", match[2]) if "#" in match[2] else match[2]
        content = content.rstrip()
        try:
            lists.append(json.loads(f"[{content[:-1] if len(content) > 1 and content[-1] == ',' else content}]"))
        except ValueError:
            return match[0]  # which JSON writes in another way, or that is wrong, as tomllib will say
        return f'{match[1]}"{_STAND_IN}{len(lists) - 1}"'

    table: dict[str, Any] = _with_lists(tomllib.loads(_LIST.sub(take, text)), lists)
    return table


def _with_lists(value: Any, lists: list[Any]) -> Any:
    if isinstance(value, dict):
        return {key: _with_lists(inner, lists) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_lists(inner, lists) for inner in value]
    if isinstance(value, str) and value.startswith(_STAND_IN):
        return lists[int(value[1:])]
    return value
