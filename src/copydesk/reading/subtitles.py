"""Subtitles of films, in SubRip and WebVTT -> an article: what is said, by the reader of raw text, which sets numbers
and times aside. Tags are taken out of the words, and who speaks stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from msgspec.structs import replace

from copydesk.reading._source import Reading, ReadOptions
from copydesk.reading.copy import Copy, CopyLine, Stated
from copydesk.reading.text import read as read_text
from copydesk.reading.text.characters.decode import decode

_VOICE = re.compile(r"<v(?:\.[^\s>]+)*[ \t]+([^<>\n]+)>")
_TAG = re.compile(
    r"</?(?:[ibusv]|c|ruby|rt|font|lang)(?:[.\s][^<>\n]*)?>|<(?:\d+:)?\d\d:\d\d\.\d{3}>|\{\\[^{}\n]*\}", re.I
)
"""Tags of both forms, times within a line, and the commands that place a line on the picture."""
_LANGUAGE = re.compile(r"^Language:[ \t]*([A-Za-z-]{2,20})[ \t]*$", re.MULTILINE)
_HEAD = 500  # characters


def read(data: bytes | str, options: ReadOptions) -> Reading:
    """The article of a file of subtitles. Raises as the reader of raw text does."""
    text, encoding, problems = decode(data)
    language = _LANGUAGE.search(text[:_HEAD]) if text.startswith("WEBVTT") else None
    copy = Copy(tuple(_lines(text)), "subtitles", Stated(lang=language[1] if language else ""), problems)
    reading = read_text(copy, options)
    source = reading.article.source
    return reading._replace(
        article=replace(reading.article, source=replace(source, encoding=encoding) if source else None)
    )


def _lines(text: str) -> Iterator[CopyLine]:
    """The lines without tags; the name of a speaker stands before the first of what that one says."""
    speaker = ""
    for line in text.splitlines():
        if "-->" in line:
            yield CopyLine(line.strip())
            continue
        voice = _VOICE.search(line)
        name = " ".join(voice[1].split()) if voice else ""
        opening = f"{name}: " if name and name != speaker else ""
        speaker = name or speaker
        yield CopyLine(unescape(opening + _TAG.sub("", _VOICE.sub("", line)).strip()))
