"""What is done to a file before pandoc reads it, so that pandoc keeps its words, and which words it has.

The words of a file in XML are those of its elements. Of other forms only those are known that pandoc is known to drop.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from copydesk.errors import InputError
from copydesk.problems import Problem
from copydesk.reading._shared.xml import name_of, parse_as_written
from copydesk.reading.office import asciidoc, latex
from copydesk.reading.office.fiction_books import (
    language_in,
    left_out_of,
    tables_of,
    with_code_in_paragraphs,
    with_quotations,
    without_repeated_titles,
)
from copydesk.reading.office.journals import (
    authors_of,
    keywords_of,
    remove_marks_of_places,
    with_back_in_body,
    with_labels_in_captions,
    with_labels_in_titles,
    with_parts_of_names,
    with_printed_references,
    with_table_bodies,
    with_titles_as_lines,
)
from copydesk.reading.office.title_page import NO_TITLE_PAGE, TitlePage

Element = dict[str, Any]

_NO_TABLES: Mapping[str, Element] = {}


class Prepared(NamedTuple):
    """A file for pandoc: its text, its words if they are known, passages that pandoc may drop, its tables in pandoc's
    form by the words that stand for each, its authors with the affiliations that pandoc drops, what is left out, the
    language and the keywords that it states and pandoc drops, and its title page."""

    text: str
    words: str = ""
    passages: tuple[str, ...] = ()
    tables: Mapping[str, Element] = _NO_TABLES
    authors: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    lang: str = ""
    keywords: tuple[str, ...] = ()
    title_page: TitlePage = NO_TITLE_PAGE

    def completed(self, document: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
        """pandoc's document with the tables in their places, the affiliations of its authors and what its title page
        says, and lines of that which are beside the article."""
        if self.authors:
            authors = [{"t": "MetaMap", "c": _fields(name=name, affiliation=place)} for name, place in self.authors]
            document = {**document, "meta": {**document["meta"], "author": {"t": "MetaList", "c": authors}}}
        if self.lang:
            document = {**document, "meta": {**document["meta"], "lang": {"t": "MetaString", "c": self.lang}}}
        if self.keywords:
            keywords = [{"t": "MetaString", "c": keyword} for keyword in self.keywords]
            document = {**document, "meta": {**document["meta"], "keywords": {"t": "MetaList", "c": keywords}}}
        return self.title_page.put_into(self._with_tables(document) if self.tables else document)

    def _with_tables(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._with_tables(one) for one in value]
        if not isinstance(value, dict):
            return value
        if value.get("t") == "Para" and len(value["c"]) == 1 and value["c"][0]["t"] == "Str":
            return self.tables.get(value["c"][0]["c"], value)
        return {key: self._with_tables(one) for key, one in value.items()}


def _fields(**values: str) -> Element:
    return {key: {"t": "MetaString", "c": value} for key, value in values.items() if value}


def prepared(text: str, form: str) -> Prepared:
    """A file of a form, by the name of pandoc's reader."""
    make = _FORMS.get(form.partition("-")[0])
    return make(text) if make else Prepared(text)


# --------------------------------------------------------------------------------------------------- plain markup


def _latex(text: str) -> Prepared:
    source = latex.for_pandoc(text)
    return Prepared(source.text, passages=source.terms, problems=source.problems, title_page=source.title_page)


_PLANNED = re.compile(r"^[ \t]*((?:(?:DEADLINE|SCHEDULED|CLOSED):[ \t]*[<\[][^>\]\n]*[>\]][ \t]*)+)$", re.MULTILINE)


_STATE = re.compile(r"^(\*+ +)(TODO|DONE|NEXT|WAITING|STARTED|CANCELLED)(?: +\[#[A-Z]\])? +(?=\S)", re.MULTILINE)
_TAGS = re.compile(r"^(\*+ .*\S)[ \t]+:([\w@#%:]+):[ \t]*$", re.MULTILINE)


def _org(text: str) -> Prepared:
    """Without the state of the work and the tags that headings bear for those who plan it."""
    states, tags = [match[2] for match in _STATE.finditer(text)], [match[2] for match in _TAGS.finditer(text)]
    aside = ", ".join(dict.fromkeys([*states, *(f":{words}:" for words in tags)]))
    note = Problem("set_aside", None, f"the states and the tags of headings are left out: {aside}")
    text = _TAGS.sub(r"\1", _STATE.sub(r"\1", text))
    return Prepared(text, passages=tuple(_PLANNED.findall(text)), problems=(note,) if aside else ())


_REFERENCES = re.compile(r"<references\s*(?:/>|>\s*</references>)", re.IGNORECASE)


_CATEGORY = re.compile(
    r"^[ \t]*\[\[(?:category|kategorie|catégorie|categoría|categoria|categorie|kategoria|kategori|kategória|luokka|"
    r"категория|категорія|κατηγορία|קטגוריה|تصنيف|श्रेणी|분류|分类|分類|カテゴリ):"
    r"([^\]|\n]+)(?:\|[^\]\n]*)?\]\][ \t]*\n?",
    re.MULTILINE | re.IGNORECASE,
)
"""A line that files a page of a wiki, by the word for categories in the languages that copydesk knows."""


def _mediawiki(text: str) -> Prepared:
    """Without the mark that says where the notes stand: they stand where a document has its notes. The categories that
    a page is filed under are its keywords."""
    categories = dict.fromkeys(" ".join(name.split()) for name in _CATEGORY.findall(text))
    return Prepared(_CATEGORY.sub("", _REFERENCES.sub("", text)), keywords=tuple(filter(None, categories)))


_CODE_CAPTION = re.compile(r"^[ \t]+:caption:[ \t]*(.+)$", re.MULTILINE)


_SUBSTITUTION = re.compile(r"^\.\. +\|([^|\n]+)\| +replace:: *(\S.*(?:\n +\S.*)*)$", re.MULTILINE)
_RST_NOTE = re.compile(r"^\.\. +\[[^\]\n]+\].*(?:\n(?:[ \t]*\n)*[ \t]+\S.*)*", re.MULTILINE)
_SUBSTITUTED = re.compile(r"\|([^|\s](?:[^|\n]*[^|\s])?)\|")


def _rst(text: str) -> Prepared:
    """With the words that stand for others in notes, where pandoc does not put them."""
    words = {" ".join(name.split()).lower(): " ".join(value.split()) for name, value in _SUBSTITUTION.findall(text)}

    def in_place(match: re.Match[str]) -> str:
        return words.get(" ".join(match[1].split()).lower(), match[0])

    if words:
        text = _RST_NOTE.sub(lambda note: _SUBSTITUTED.sub(in_place, note[0]), text)
    return Prepared(text, passages=tuple(_CODE_CAPTION.findall(text)))


def _asciidoc(text: str) -> Prepared:
    text, problems = asciidoc.for_pandoc(text)
    return Prepared(text, problems=problems)


# ------------------------------------------------------------------------------------------------------------- XML

_NEVER_TEXT = {
    "docbook": "indexterm math",
    "jats": "journal-meta article-id article-categories pub-date pub-history history permissions self-uri"
    " related-article kwd-group funding-group counts custom-meta-group volume issue fpage lpage elocation-id contrib-id"
    " email xref tex-math math fn-group author-notes",
    "fb2": "binary book-title author document-info publish-info src-title-info genre lang src-lang date id"
    " custom-info stylesheet keywords translator",
}
"""Elements whose words stand in no article: what libraries file it by."""


def _xml(text: str, form: str) -> Prepared:
    """The words of its elements; tables that pandoc does not read, and names, in a form that it does."""
    from lxml import etree

    try:
        root: Any = parse_as_written(text)
    except InputError:
        return Prepared(text)  # pandoc says why, or reads it all the same
    if form == "jats":
        remove_marks_of_places(root)
    never = set(_NEVER_TEXT.get(form, "").split())
    is_fiction = form == "fb2"
    lang, left_out = (language_in(root), left_out_of(root)) if is_fiction else ("", ())
    without = is_fiction and without_repeated_titles(root)
    words = " ".join(_texts(root, never))
    tables = tables_of(root) if is_fiction else {}
    rewritten = [rewrite(root) for rewrite in _REWRITTEN.get(form, ())]
    authors, keywords = (authors_of(root), keywords_of(root)) if form == "jats" else ((), ())
    changed = bool(tables) or without or any(rewritten)
    kept = etree.tostring(root, encoding="unicode") if changed else text
    return Prepared(kept, words, tables=tables, authors=authors, problems=left_out, lang=lang, keywords=keywords)


def _texts(root: Any, never: set[str]) -> Iterator[str]:
    """The text of an element, without that of elements that are never text."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, left = stack.pop()
        if left:
            yield element.tail or ""
            continue
        if element is not root:
            stack.append((element, True))
        if isinstance(element.tag, str) and name_of(element) not in never:
            yield element.text or ""
            stack += [(child, False) for child in reversed(element)]


def _with_spaced_parts(root: Any) -> bool:
    """Puts spaces between the parts of names and of copyrights, which pandoc runs together; returns whether there were
    any."""
    held = [
        one for one in root.iter() if name_of(one) in ("personname", "author", "editor", "copyright") and len(one) > 1
    ]
    for element in held:
        for part in element[:-1]:
            part.tail = f"{part.tail or ''} "
    return bool(held)


_REWRITTEN: dict[str, tuple[Callable[[Any], bool], ...]] = {
    "docbook": (_with_spaced_parts,),
    "fb2": (with_code_in_paragraphs, with_quotations),
    "jats": (
        with_parts_of_names,
        with_labels_in_captions,
        with_labels_in_titles,
        with_titles_as_lines,
        with_table_bodies,
        with_printed_references,
        with_back_in_body,
    ),
}
_FORMS: dict[str, Callable[[str], Prepared]] = {
    "latex": _latex,
    "org": _org,
    "rst": _rst,
    "mediawiki": _mediawiki,
    "asciidoc": _asciidoc,
    "docbook": lambda text: _xml(text, "docbook"),
    "jats": lambda text: _xml(text, "jats"),
    "fb2": lambda text: _xml(text, "fb2"),
}
