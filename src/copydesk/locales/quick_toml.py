"""Plain TOML, parsed in a fraction of the time.

``tomllib`` goes through a text letter by letter, and every new process reads all locales, which are tables of lists of
words. A file that holds nothing but tables, lists, strings, numbers and ``true`` or ``false`` is taken apart by one
pattern, and its values are parsed as JSON; any other is left to ``tomllib``, and so is what is wrong.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

_ORDINARY = r'[^"\\\x00-\x1f\x7f]*+'
_BASIC = rf'"{_ORDINARY}(?:\\(?:["\\bfnrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{{4}}){_ORDINARY})*+"'  # as in JSON
_LITERAL = r"'[^'\x00-\x1f\x7f]*+'"
_LONG = r'"""(?:[^"\\]|"(?!""))*+"""'
_STRING = rf"(?:{_BASIC}|{_LITERAL})"
_NAME = rf"(?:[A-Za-z0-9_-]++|{_STRING})"
_NAMES = rf"{_NAME}(?:\.{_NAME})*+"
_PLAIN = rf"(?:{_LONG}|(?!\"\"\"|''){_STRING}|-?\d+(?:\.\d+)?|true|false)"
_PAIR = rf"{_NAME} *= *{_PLAIN}"
_ITEM = rf"[ \t\n,]++|(?!''){_STRING}|-?\d+(?:\.\d+)?|#[^\n]*+\n"
_STATEMENT = re.compile(
    rf"(?:[ \t\n]++|#[^\n]*+\n)*+(?:\[(?P<table>{_NAMES})\]|(?P<keys>{_NAMES}) *= *(?:(?P<plain>{_PLAIN})"
    rf"|\[(?P<list>(?:{_ITEM}|\[(?:{_ITEM})*+\])*+)\]|\{{ *(?P<pairs>{_PAIR}(?: *, *{_PAIR})*+)? *\}}))"
    r"[ \t]*+(?:#[^\n]*+)?(?:\n|\Z)"
)
"""A table's name, or a key with its value."""

_REST = re.compile(r"(?:[ \t\n]++|#[^\n]*+(?:\n|\Z))*+\Z")
_NAME_IN = re.compile(_NAME)
_PAIR_IN = re.compile(rf"({_NAME}) *= *({_PLAIN})")
_NOT_JSON = re.compile(rf"({_BASIC})|({_LITERAL})|#[^\n]*")
_LAST_COMMA = re.compile(rf"({_BASIC})|(?<=[\"\]\d]),(?=\s*\])")


def loads(text: str) -> dict[str, Any]:
    """As ``tomllib.loads``."""
    table = _plain(text)
    return tomllib.loads(text) if table is None else table


def _plain(text: str) -> dict[str, Any] | None:
    """The table of a plain text; None if it is not plain, or wrong."""
    root: dict[str, Any] = {}
    tables: dict[tuple[str, ...], dict[str, Any]] = {(): root}  # by the parts of their names
    here, path, done = root, tuple[str, ...](), 0
    places: list[tuple[dict[str, Any], str]] = []
    values: list[str] = []  # of these places, in JSON

    def inner(table: dict[str, Any], path: tuple[str, ...], names: list[str]) -> dict[str, Any] | None:
        """The table of these names in another, which is at a path; None if a value has one of the names."""
        for name in names:
            path = (*path, name)
            if path not in tables:
                if name in table:
                    return None
                tables[path] = table[name] = {}
            table = tables[path]
        return table

    while match := _STATEMENT.match(text, done):
        done = match.end()
        *above, last = map(_unquoted, _NAME_IN.findall(match["table"] or match["keys"]))
        place = inner(root, (), above) if match["table"] else inner(here, path, above)
        if place is None or last in place:
            return None
        if match["table"]:
            here = place[last] = tables[path := (*above, last)] = {}
        elif (plain := match["plain"]) is not None:
            place[last] = None
            places.append((place, last))
            values.append(_as_json(plain))
        elif (items := match["list"]) is not None:
            place[last] = None
            places.append((place, last))
            values.append(f"[{_without_last_commas(_as_json(items))}]")
        else:
            pairs = place[last] = dict[str, Any]()
            written = _PAIR_IN.findall(match["pairs"] or "")
            for name, value in written:
                pairs[_unquoted(name)] = None
                places.append((pairs, _unquoted(name)))
                values.append(_as_json(value))
            if len(pairs) < len(written):
                return None
    if not _REST.match(text, done):
        return None
    try:
        parsed = json.loads(f"[{','.join(values)}]")
    except ValueError:
        return None
    for (table, name), value in zip(places, parsed, strict=True):
        table[name] = value
    return root


def _unquoted(name: str) -> str:
    return json.loads(_as_json(name)) if name[0] in "\"'" else name


def _as_json(value: str) -> str:
    """A value without its comments, and with quotation marks as JSON has them."""
    if value.startswith('"""'):
        return json.dumps(value[3:-3].removeprefix("\n"))
    if "'" not in value and "#" not in value:
        return value
    return _NOT_JSON.sub(lambda match: match[1] or (json.dumps(match[2][1:-1]) if match[2] else ""), value)


def _without_last_commas(items: str) -> str:
    """The items of a list without the comma that may stand behind the last, and within them likewise."""
    items = items.rstrip()
    items = items[:-1] if items[-1:] == "," and items != "," else items
    return _LAST_COMMA.sub(lambda match: match[1] or "", items) if "]" in items else items
