"""JSON -> Article: reads a tree back as the JSON writer wrote it, and refuses what a tree has no place for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import msgspec
from msgspec import inspect

from copydesk.errors import InputError
from copydesk.reading._shared.soundness import sound
from copydesk.reading._source import Reading, ReadOptions, Source, in_language
from copydesk.reading.text.decode import LIMIT
from copydesk.tree import Article, decoded


def read(data: bytes | str, options: ReadOptions) -> Reading:
    """The article of a tree in JSON, fit to be written. Raises InputError as ``read_json`` does, or if it is too
    large."""
    if len(data) > LIMIT:
        raise InputError(f"it holds more than {LIMIT // 2**20} MB", "Split it")
    return in_language(Reading(*sound(read_json(data))), options)


SOURCE = Source("json", (".json",), read)

_SCHEMA = "$schema"
"""The key by which editors know a schema; it says nothing of the article."""


def read_json(data: bytes | str) -> Article:
    """The tree that ``Article.to_json`` wrote, exactly. A byte order mark before it is passed over, and so is the
    address of a schema.

    What a tree of another's making may need before it is written, ``sound`` does.

    Raises InputError where the data is no JSON (with the line), not an article's, or has a key that is unknown or
    stands twice in one object (with the path of the field): its words would be lost.
    """
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data.removeprefix("\ufeff")
        text = _without_schema(text)
        article = decoded(text)
        _check_keys_stand_once(text)
    except UnicodeDecodeError as error:
        raise InputError(f"byte {error.start} of the JSON is not UTF-8", "Save it as UTF-8") from None
    except msgspec.ValidationError as error:
        raise _not_an_article(text, error) from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputError(f"the JSON cannot be read: {_place(text, error)}", "Mend the JSON") from None
    return article


def _without_schema(text: str) -> str:
    if f'"{_SCHEMA}"' not in text:
        return text
    members = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    members.pop(_SCHEMA, None)
    return msgspec.json.encode(members).decode()


def _not_an_article(text: str, error: msgspec.ValidationError) -> InputError:
    said = _MESSAGE.fullmatch(str(error))
    message, path = (said[1], (said[2] or "").removeprefix(".")) if said else (str(error), "")
    unknown = _UNKNOWN.fullmatch(message)
    if not unknown:
        remedy = "`copydesk -t json` shows what it should be"
        return InputError(f"the JSON is not an article's: {message}, at {path or 'the top'}", remedy)
    node, keys = _node(path, json.loads(text))
    meant = get_close_matches(unknown[1], keys, 1)
    remedy = f"Write {meant[0]!r}, or choose among" if meant else "Take it out, or choose among"
    message = f"{node!r} has no key {unknown[1]!r}, at {path or 'the top'}"
    return InputError(f"the JSON is not an article's: {message}", f"{remedy} {', '.join(keys)}")


_MESSAGE = re.compile(r"(.*?)(?: - at `\$([\w.\[\]]*)`)?", re.DOTALL)
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`", re.DOTALL)


def _node(path: str, value: Any) -> tuple[str, list[str]]:
    """The name of the node at a path of an article (``body[0]``), and the keys that it may have."""
    kind: inspect.Type = inspect.type_info(Article)
    for name, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path):
        kind = _one_of(kind, value)
        if isinstance(kind, inspect.StructType) and name:
            value = value[name]
            kind = next(field.type for field in kind.fields if field.encode_name == name)
        elif isinstance(kind, inspect.VarTupleType):
            value = value[int(index)]
            kind = kind.item_type
    kind = _one_of(kind, value)
    assert isinstance(kind, inspect.StructType)
    tag = [kind.tag_field] if kind.tag_field else []
    return str(kind.tag or path.rpartition(".")[2]), [*tag, *(field.encode_name for field in kind.fields)]


def _one_of(kind: inspect.Type, value: Any) -> inspect.Type:
    """The type, or the one among several that a JSON value is of."""
    if not isinstance(kind, inspect.UnionType):
        return kind
    held = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
    structs = [one for one in held if isinstance(one, inspect.StructType) and isinstance(value, dict)]
    return next((struct for struct in structs if struct.tag == value.get(struct.tag_field)), held[0])


# -------------------------------------------------------------------------------------------- keys that stand twice


class _Repeated(dict[str, Any]):
    """A JSON object in which a key stands twice."""

    key: str


def _check_keys_stand_once(text: str) -> None:
    """Raises InputError where an object has a key twice; parsers drop the first without a word."""
    found: list[_Repeated] = []

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            names = [name for name, _ in pairs]
            made = _Repeated(made)
            made.key = next(name for name in names if names.count(name) > 1)
            found.append(made)
        return made

    top = json.loads(text, object_pairs_hook=members)
    if found:
        path, key = next(_repeated(top, ""))
        message = f"the key {key!r} stands twice, at {path.removeprefix('.') or 'the top'}"
        raise InputError(f"the JSON is not an article's: {message}", "Take one of the two out")


def _repeated(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """The paths of the objects that have a key twice, with the key."""
    if isinstance(value, _Repeated):
        yield path, value.key
    if isinstance(value, dict):
        for name, child in value.items():
            yield from _repeated(child, f"{path}.{name}")
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _repeated(child, f"{path}[{index}]")


def _place(text: str, error: Exception) -> str:
    """What is wrong and in which line; msgspec tells only a byte, so Python's parser is asked."""
    try:
        json.loads(text)
    except json.JSONDecodeError as found:
        return f"{found.msg}, line {found.lineno}, column {found.colno}"
    except RecursionError:
        return "it is nested too deep"
    return str(error)
