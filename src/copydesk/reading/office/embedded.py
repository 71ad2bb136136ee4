"""The pictures that stand as letters in the files of other forms, by the names that pandoc gives them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha1
from typing import Any

import msgspec

from copydesk.reading._shared.data_uris import content_of

Pictures = dict[str, Callable[[], bytes]]
"""The functions that return the bytes of pictures, by name; they raise ValueError if these are damaged."""

_BINARY = re.compile(r"<binary\b([^>]{0,400})>([^<]*)<")
_ID = re.compile(r"\bid\s*=\s*[\"']([^\"'<>]{1,200})[\"']")
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/bmp": "bmp"}


def of_fiction_book(text: str) -> Pictures:
    """The pictures in a FictionBook, which stand behind its text."""
    found = ((_ID.search(match[1]), match[2]) for match in _BINARY.finditer(text))
    return {key[1]: partial(_bytes, content) for key, content in found if key}


def of_notebook(text: str) -> Pictures:
    """The pictures in a notebook: those attached to its cells, by the cell and their names, and those that its programs
    drew, which pandoc names after the SHA-1 of their bytes."""
    try:
        notebook = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return {}
    pictures: Pictures = {}
    for cell in _dicts(notebook, "cells"):
        for name, bundle in _of(cell, "attachments"):
            for _, letters in _pictures_in(bundle):
                for key in (f"{cell.get('id', '')}-{name}", name):
                    pictures.setdefault(key, partial(_bytes, letters))
        for output in _dicts(cell, "outputs"):
            for kind, letters in _pictures_in(output.get("data")):
                try:
                    content = _bytes(letters)
                except ValueError:
                    continue
                name = sha1(content, usedforsecurity=False).hexdigest()
                pictures[f"{name}.{_ENDINGS[kind]}"] = partial(_bytes, letters)
    return pictures


def _bytes(letters: str) -> bytes:
    return content_of(f"data:;base64,{letters}")


def _dicts(value: Any, name: str) -> Iterator[dict[str, Any]]:
    """The objects in a list of an object."""
    listed = value.get(name) if isinstance(value, dict) else None
    yield from (entry for entry in listed if isinstance(entry, dict)) if isinstance(listed, list) else ()


def _of(value: dict[str, Any], name: str) -> Iterator[tuple[str, Any]]:
    """The pairs of an object in an object."""
    pairs = value.get(name)
    yield from pairs.items() if isinstance(pairs, dict) else ()


def _pictures_in(bundle: Any) -> Iterator[tuple[str, str]]:
    """The types and letters of the pictures among the forms of one output."""
    for kind, letters in bundle.items() if isinstance(bundle, dict) else ():
        joined = "".join(map(str, letters)) if isinstance(letters, list) else letters
        if kind in _ENDINGS and isinstance(joined, str):
            yield kind, joined
