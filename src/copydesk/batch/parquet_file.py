"""A Parquet file of a batch's articles, made of its file of lines: the same keys, in columns with types.

It is written a group of rows at a time, so that it takes little memory whatever its size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from copydesk.reading import library

__all__ = ["check", "write"]

_ROWS = 1000
_BYTES = 32 * 2**20
"""A group of rows is written when it has so many rows, or is made of lines of so many bytes."""


class _Problem(msgspec.Struct):
    kind: str
    line: int | None
    message: str


class _Line(msgspec.Struct):
    """A line, of which the tree stays as it is."""

    id: str
    title: str | None
    authors: list[str]
    date: str | None
    lang: str
    given: dict[str, str]
    text: str
    problems: list[_Problem]
    article: msgspec.Raw


def check() -> None:
    """Raises MissingEngineError if no Parquet file can be written."""
    library("pyarrow.parquet", "parquet")


def write(lines: Iterable[bytes], path: Path) -> None:
    """Writes a Parquet file of these lines. Raises OSError; a file that is half-written then stays."""
    schema = _schema()
    with library("pyarrow.parquet", "parquet").ParquetWriter(path, schema, compression="zstd") as file:
        for group in _groups(lines):
            file.write_table(library("pyarrow", "parquet").Table.from_pylist(group, schema))


def _schema() -> Any:
    arrow = library("pyarrow", "parquet")
    text = arrow.string()
    problem = arrow.struct([("kind", text), ("line", arrow.int32()), ("message", text)])
    return arrow.schema(
        [
            arrow.field("id", text, nullable=False),
            ("title", text),
            ("authors", arrow.list_(text)),
            ("date", text),
            ("lang", text),
            ("given", arrow.map_(text, text)),
            ("text", arrow.large_string()),
            ("problems", arrow.list_(problem)),
            ("article", arrow.large_string()),
        ]
    )


def _groups(lines: Iterable[bytes]) -> Iterator[list[dict[str, Any]]]:
    decoder = msgspec.json.Decoder(_Line)
    group: list[dict[str, Any]] = []
    size = 0
    for line in lines:
        record = decoder.decode(line)
        row = {name: getattr(record, name) for name in _Line.__struct_fields__}
        problems = [msgspec.structs.asdict(problem) for problem in record.problems]
        row |= {"problems": problems, "given": list(record.given.items()), "article": bytes(record.article).decode()}
        group.append(row)
        size += len(line)
        if len(group) >= _ROWS or size >= _BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group
