"""JSON -> Article: reads a tree back as the JSON writer wrote it."""

from __future__ import annotations

import json

import msgspec

from copydesk.errors import InputError
from copydesk.tree import Article


def read_json(data: bytes | str) -> Article:
    """The tree that ``Article.to_json`` wrote, exactly. A byte order mark before it is passed over.

    What a tree of another's making may need before it is written, ``sound`` does.

    Raises InputError where the data is no JSON (with the line), or not an article's (with the path of the field).
    """
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data.removeprefix("\ufeff")
        return Article.from_json(text)
    except UnicodeDecodeError as error:
        raise InputError(f"byte {error.start} of the JSON is not UTF-8", "Save it as UTF-8") from None
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at ")
        where = path.strip("`").removeprefix("$.") or "the top"
        remedy = "`copydesk -t json` shows what it should be"
        raise InputError(f"the JSON is not an article's: {message}, at {where}", remedy) from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputError(f"the JSON cannot be read: {_place(text, error)}", "Mend the JSON") from None


def _place(text: str, error: Exception) -> str:
    """What is wrong and in which line; msgspec tells only a byte, so Python's parser is asked."""
    try:
        json.loads(text)
    except json.JSONDecodeError as found:
        return f"{found.msg}, line {found.lineno}, column {found.colno}"
    except RecursionError:
        return "it is nested too deep"
    return str(error)
