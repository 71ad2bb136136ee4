"""The title page of a LaTeX file: through pandoc in numbered divisions, and then into its document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from copydesk.reading.markdown.raw_html import words_of
from copydesk.reading.office.latex_authors import Author

Element = dict[str, Any]
_Blocks = list[Element]

_DIVISION = re.compile(r"titlepage-(\d+)")
_EMAIL = re.compile(r"(?:e-?mail\s*:?\s*)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_NO_PLACE = re.compile(r"https?://\S+|\S+@\S+|[\dX]{4}(?:-[\dX]{4}){2,3}")


class TitlePage(NamedTuple):
    """What a title page says, all in TeX: who wrote the article, notes on its title, keywords, lines beside it, an
    abstract that is no part of the text, and dedications."""

    authors: tuple[Author, ...] = ()
    title_notes: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    abstract: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()

    def pieces(self) -> str:
        """All of it, each piece in a division of its own."""
        return (
            "\n"
            + "".join(
                f"\\begin{{titlepage-{number}}}\n{piece}\n\\end{{titlepage-{number}}}\n"
                for number, piece in enumerate(self._pieces())
            )
            if self._pieces()
            else ""
        )

    def _pieces(self) -> list[str]:
        of_authors = [piece for author in self.authors for piece in (author.name, *chain(*author.details))]
        others = (*self.title_notes, *self.keywords, *self.asides, *self.abstract, *self.opening)
        return list(dict.fromkeys((*of_authors, *others)))

    def put_into(self, document: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
        """pandoc's document of a file with the pieces, with each in its place, and the words of the lines beside it."""
        pieces = self._pieces()
        read: dict[str, _Blocks] = {}
        blocks: _Blocks = []
        for block in document["blocks"]:
            name = next(iter(block["c"][0][1]), "") if block["t"] == "Div" else ""
            match = _DIVISION.fullmatch(name)
            if match and int(match[1]) < len(pieces):
                read[pieces[int(match[1])]] = block["c"][1]
            else:
                blocks.append(block)
        meta = dict(document["meta"])
        known = [_Known.of(author, read) for author in self.authors]
        if authors := [one.fields() for one in known if words_of(one.name)]:
            meta["author"] = {"t": "MetaList", "c": authors}
        has_title = "title" in meta
        if self.title_notes and has_title:
            notes = [{"t": "Note", "c": read.get(note, [])} for note in self.title_notes]
            meta["title"] = {"t": "MetaInlines", "c": [*meta["title"]["c"], *notes]}
        if self.keywords:
            words = [{"t": "MetaInlines", "c": _inlines(read.get(word, []))} for word in self.keywords]
            meta["keywords"] = {"t": "MetaList", "c": words}
        opening = [block for piece in (*self.opening, *self.abstract) for block in read.get(piece, [])]
        beside = (*self.asides, *(() if has_title else self.title_notes))
        asides = tuple(_line(read.get(piece, [])) for piece in beside)
        return {**document, "meta": meta, "blocks": [*opening, *blocks, *_biographies(known)]}, asides


NO_TITLE_PAGE = TitlePage()


class _Known(NamedTuple):
    """An author in pandoc's elements: the name with its notes, the e-mail address, places and other details."""

    name: _Blocks
    email: str
    places: tuple[str, ...]
    others: tuple[str, ...]

    @classmethod
    def of(cls, author: Author, read: Mapping[str, _Blocks]) -> _Known:
        groups = [[_line(read.get(detail, [])) for detail in details] for details in author.details]
        lines = list(chain(*groups))
        emails = [match[1] for line in lines if (match := _EMAIL.fullmatch(line))]
        others = tuple(line for line in lines if _EMAIL.fullmatch(line) or _NO_PLACE.fullmatch(line))
        places = (", ".join(line for line in group if line not in others) for group in groups)
        return cls(_inlines(read.get(author.name, [])), next(iter(emails), ""), tuple(filter(None, places)), others)

    def fields(self) -> Element:
        texts = {"affiliation": "; ".join(self.places), "email": self.email}
        fields = {key: {"t": "MetaString", "c": value} for key, value in texts.items() if value}
        return {"t": "MetaMap", "c": {"name": {"t": "MetaInlines", "c": self.name}, **fields}}


def _biographies(known: Sequence[_Known]) -> _Blocks:
    """For each place, or several of the same authors, a paragraph with these and it, as no byline says where its
    persons work."""
    places = dict.fromkeys(one.places for one in known if one.places or one.others)
    paragraphs = []
    for each in places:
        persons = [one for one in known if one.places == each and (each or one.others)]
        names = [f"{words_of(_without_notes(one.name))}{_in_brackets(one.others)}" for one in persons]
        paragraphs.append(": ".join(filter(None, (", ".join(names), "; ".join(each)))))
    return [
        {"t": "Div", "c": [["", ["bio"], []], [{"t": "Para", "c": [{"t": "Str", "c": words}]}]]} for words in paragraphs
    ]


def _in_brackets(details: Sequence[str]) -> str:
    return f" ({', '.join(details)})" if details else ""


def _without_notes(inlines: _Blocks) -> _Blocks:
    return [one for one in inlines if one["t"] != "Note"]


def _inlines(blocks: _Blocks) -> _Blocks:
    """The inlines of paragraphs, on one line."""
    inlines: _Blocks = []
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            line = [{"t": "Space"} if one["t"] in ("LineBreak", "SoftBreak") else one for one in block["c"]]
            inlines += [*([{"t": "Space"}] if inlines else []), *line]
    return inlines


def _line(blocks: _Blocks) -> str:
    """The words of paragraphs, on one line."""
    return " ".join(words_of(_inlines(blocks)).split())
