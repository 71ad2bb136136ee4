"""Files of records, each of which is an article: JSON Lines, Parquet, and the archives of web crawls (WARC).

The errors of a damaged file are those of the libraries.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from copydesk.batch.entry import Entry, File, failing, state_of
from copydesk.choices import LIMIT
from copydesk.errors import InputError
from copydesk.metadata import canonical
from copydesk.reading import library

__all__ = ["lines", "parquet", "warc"]

_FORMS = ("text", "html")
"""The keys of a record that may hold the article; each is also the name of its source."""


def lines(path: File, base: PurePosixPath) -> Iterator[Entry]:
    """One entry a line ``{"id": ..., "text": ...}``, or with ``html`` in place of ``text``. Other keys that are those
    of metadata are its metadata. ``base`` is the folder of the entries, for the names of documents."""
    changed = state_of(path).changed
    # No buffer of ours: it would lose the lines in it where the file turns out to be cut short.
    with path.open("rb") as packed, gzip.open(packed) if path.name.lower().endswith(".gz") else packed as stream:
        number = 0
        while line := stream.readline(2 * LIMIT):
            number += 1
            if not line.strip():
                continue
            try:
                record = _decoded(line)
            except (ValueError, RecursionError):
                record = None
            yield _entry(path, base, record, f"line-{number}", changed)


def parquet(path: File, base: PurePosixPath) -> Iterator[Entry]:
    """One entry a row, of the columns that ``lines`` takes as keys."""
    table = library("pyarrow.parquet", "parquet")
    changed, number = state_of(path).changed, 0
    with path.open("rb") as opened, table.ParquetFile(opened) as file:
        wanted = [name for name in file.schema_arrow.names if name in ("id", *_FORMS) or canonical(name)]
        for batch in file.iter_batches(batch_size=64, columns=wanted):
            for record in batch.to_pylist():
                number += 1
                yield _entry(path, base, record, f"row-{number}", changed)


def warc(path: File, base: PurePosixPath) -> Iterator[Entry]:
    """One entry a web page that a crawl got, named by its address."""
    iterator = library("warcio.archiveiterator", "warc")
    changed = state_of(path).changed
    with path.open("rb") as stream:
        for record in iterator.ArchiveIterator(stream):
            if _is_page(record):
                url = record.rec_headers.get_header("WARC-Target-URI")
                data = record.content_stream().read(LIMIT + 1)
                _check_whole(record, url)
                below = base / url.partition("://")[2].replace("/", "-")
                pairs = (("url", url),)
                yield Entry(f"{path}#{url}", below, None, partial(bytes, data), "", changed, "html", pairs, path)


def _check_whole(record: Any, url: str) -> None:
    """Raises EOFError for a record of a crawl of which less is there than its head says. The library does not."""
    while record.raw_stream.read(2**20):
        pass
    if getattr(record.raw_stream, "limit", 0):
        raise EOFError(f"it ends within {url}")


def _is_page(record: Any) -> bool:
    """Whether a record of a crawl is a web page that its server gave."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return False
    kind = (headers.get_header("Content-Type") or "").lower()
    return "html" in kind and bool(record.rec_headers.get_header("WARC-Target-URI"))


def _entry(path: File, base: PurePosixPath, record: Any, number: str, changed: float | None) -> Entry:
    """The entry of one record, which is called by its number if it has no ``id``."""
    form = next((key for key in _FORMS if isinstance(record, dict) and isinstance(record.get(key), str)), None)
    given = record.get("id") if isinstance(record, dict) else None
    name = _whole(str(given)) if isinstance(given, str | int) and str(given).strip() else number
    below = base / name.replace("/", "-")
    if form is None:
        wrong = 'it has no "text"' if isinstance(record, dict) else "it is no JSON object"
        error = InputError(f"{wrong} ({number})", 'Each is to be as {"id": "...", "text": "..."}')
        return failing(f"{path}#{name}", below, error, path)
    data = _whole(record[form]).encode()
    return Entry(f"{path}#{name}", below, None, partial(bytes, data), "", changed, form, _metadata(record), path)


def _decoded(line: bytes) -> Any:
    """The value of a line of JSON. Raises ValueError."""
    import msgspec

    try:
        return msgspec.json.decode(line)
    except msgspec.DecodeError:  # such as half a surrogate pair, which only the standard library reads
        return json.loads(line)


def _whole(text: str) -> str:
    """The text with its surrogate pairs joined, and U+FFFD for half ones."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _metadata(record: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """What a record says of its article. Values that are neither a text, a number nor a list of them are left out."""
    pairs: list[tuple[str, str]] = []
    for key, value in record.items():
        name = canonical(key)
        values = [
            _whole(str(each)) for each in (value if isinstance(value, list) else [value]) if isinstance(each, str | int)
        ]
        if name is not None and key not in ("id", *_FORMS) and any(values):
            pairs += [(name, each) for each in (values if name == "author" else [", ".join(values)]) if each]
    return tuple(pairs)
