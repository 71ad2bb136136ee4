"""JSON -> Article: reads a tree as the JSON writer wrote it; unknown keys are errors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import msgspec
from msgspec import inspect

from copydesk.errors import InputError
from copydesk.reading._shared.pictures import with_pictures
from copydesk.reading._shared.soundness import sound
from copydesk.reading._source import Reading, ReadOptions, in_language
from copydesk.tree import Article, decoded


def read(data: bytes | str, options: ReadOptions) -> Reading:
    """The article of a tree in JSON, corrected so that every writer can write it. Raises InputError as ``read_json``
    does."""
    article, corrections = sound(read_json(data))
    taken = with_pictures(article)
    return in_language(Reading(taken.article, (*corrections, *taken.problems)), options)


_SCHEMA = "$schema"
"""The key that names the schema for editors; it is no part of the article."""


def read_json(data: bytes | str) -> Article:
    """The tree that ``Article.to_json`` wrote, exactly. A byte order mark and the address of a schema are ignored.

    ``sound`` corrects trees that other programs made.

    Raises InputError for data that is not JSON (with the line), that is not an article, or that has a key unknown or
    repeated in an object (with the path of the field): its words would be lost.
    """
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data.removeprefix("\ufeff")
        text = _without_schema(text)
        article = decoded(text)
        _check_unique_keys(text)
    except UnicodeDecodeError as error:
        raise InputError(f"byte {error.start} of the JSON is not UTF-8", "Save it as UTF-8") from None
    except msgspec.ValidationError as error:
        raise _not_an_article(text, error) from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise _unreadable(_syntax_fault(text) or str(error)) from None
    return article


def _without_schema(text: str) -> str:
    if f'"{_SCHEMA}"' not in text:
        return text
    members = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    members.pop(_SCHEMA, None)
    return msgspec.json.encode(members).decode()


def _not_an_article(text: str, error: msgspec.ValidationError) -> InputError:
    fault = _syntax_fault(text)
    if fault:
        return _unreadable(fault)
    match = _MESSAGE.fullmatch(str(error))
    message, path = (match[1], (match[2] or "").removeprefix(".")) if match else (str(error), "")
    unknown = _UNKNOWN.fullmatch(message)
    if not unknown:
        remedy = "See `copydesk schema`, or the output of `copydesk -t json`"
        return InputError(f"the JSON is not an article: {message}, at {path or 'the top'}", remedy)
    node, keys = _node(path, json.loads(text))
    meant = get_close_matches(unknown[1], keys, 1)
    remedy = f"Write {meant[0]!r}, or choose among" if meant else "Remove it, or choose among"
    message = f"{node!r} has no key {unknown[1]!r}, at {path or 'the top'}"
    return InputError(f"the JSON is not an article: {message}", f"{remedy} {', '.join(keys)}")


_MESSAGE = re.compile(r"(.*?)(?: - at `\$([\w.\[\]]*)`)?", re.DOTALL)
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`", re.DOTALL)


def _node(path: str, value: Any) -> tuple[str, list[str]]:
    """The name of the node at a path in an article (``body[0]``), and its valid keys."""
    kind: inspect.Type = inspect.type_info(Article)
    for name, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path):
        kind = _matching_type(kind, value)
        if isinstance(kind, inspect.StructType) and name:
            value = value[name]
            kind = next(field.type for field in kind.fields if field.encode_name == name)
        elif isinstance(kind, inspect.VarTupleType):
            value = value[int(index)]
            kind = kind.item_type
    kind = _matching_type(kind, value)
    assert isinstance(kind, inspect.StructType)
    tag = [kind.tag_field] if kind.tag_field else []
    return str(kind.tag or path.rpartition(".")[2]), [*tag, *(field.encode_name for field in kind.fields)]


def _matching_type(kind: inspect.Type, value: Any) -> inspect.Type:
    """The type itself, or of a union the variant that a JSON value belongs to."""
    if not isinstance(kind, inspect.UnionType):
        return kind
    variants = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
    structs = [one for one in variants if isinstance(one, inspect.StructType) and isinstance(value, dict)]
    return next((struct for struct in structs if struct.tag == value.get(struct.tag_field)), variants[0])


# -------------------------------------------------------------------------------------------- repeated keys


class _Repeated(dict[str, Any]):
    """A JSON object with a repeated key."""

    key: str


def _check_unique_keys(text: str) -> None:
    """Raises InputError for an object with a repeated key; parsers silently drop the first value."""
    repeated: list[_Repeated] = []

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        entry = dict(pairs)
        if len(entry) < len(pairs):
            names = [name for name, _ in pairs]
            entry = _Repeated(entry)
            entry.key = next(name for name in names if names.count(name) > 1)
            repeated.append(entry)
        return entry

    top = json.loads(text, object_pairs_hook=members)
    if repeated:
        path, key = next(_repeated(top, ""))
        message = f"the key {key!r} is repeated, at {path.removeprefix('.') or 'the top'}"
        raise InputError(f"the JSON is not an article: {message}", "Remove one of the two")


def _repeated(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """The paths of the objects with a repeated key, and the key."""
    if isinstance(value, _Repeated):
        yield path, value.key
    if isinstance(value, dict):
        for name, child in value.items():
            yield from _repeated(child, f"{path}.{name}")
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _repeated(child, f"{path}[{index}]")


def _unreadable(fault: str) -> InputError:
    return InputError(f"the JSON cannot be read: {fault}", "Correct the JSON")


def _syntax_fault(text: str) -> str:
    """The syntax error, with line and column from Python's parser, for msgspec gives only the byte; empty if there is
    none."""
    try:
        json.loads(text)
    except json.JSONDecodeError as syntax_error:
        return f"{syntax_error.msg}, line {syntax_error.lineno}, column {syntax_error.colno}"
    except RecursionError:
        return "it is nested too deep"
    return ""
