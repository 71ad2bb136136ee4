"""Pages that were scanned sideways or upside down: Tesseract tells their orientation where it has data for that.

Only a page of few sure words is asked about: nearly all lie upright.
"""

from __future__ import annotations

import io
import re

from copydesk.reading.scan import tesseract

_ORIENTATION = "osd"
"""What Tesseract calls its data for orientation."""
_SURE = 60.0
"""The confidence, to 100, above which a word is sure."""
_FEW = 0.7
"""The share of sure words below which a page may lie on its side."""
_TURN = re.compile(rb"^Rotate: (90|180|270)\s*$", re.MULTILINE)


def recognise_upright(png: bytes, resolution: float, code: str) -> bytes:
    """The words of a picture as ``tesseract.recognise`` returns them, those of the turned picture where that has more
    sure words. Raises as that does."""
    table = tesseract.recognise(png, resolution, code)
    sure = _sure_words(table)
    if sure >= _FEW * _words(table) or _ORIENTATION not in tesseract.installed_languages():
        return table
    turn = _TURN.search(tesseract.orientation(png, resolution))
    if not turn:
        return table
    other = tesseract.recognise(_turned(png, int(turn[1])), resolution, code)
    return other if _sure_words(other) > sure else table


def _confidences(table: bytes) -> list[float]:
    rows = (row.split(b"\t") for row in table.splitlines()[1:])
    return [float(row[10]) for row in rows if len(row) > 11 and row[0] == b"5" and row[11].strip()]


def _words(table: bytes) -> int:
    return len(_confidences(table))


def _sure_words(table: bytes) -> int:
    return sum(confidence >= _SURE for confidence in _confidences(table))


def _turned(png: bytes, degrees: int) -> bytes:
    """The picture turned clockwise."""
    from PIL import Image

    stream = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        picture.rotate(-degrees, expand=True).save(stream, "PNG")
    return stream.getvalue()
