"""Corrects a tree from outside so that every writer can write it: each word is kept, or a problem reports it.

JSON may contain what the readers of copydesk never make: two notes with one id, nameless persons, control characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from msgspec.structs import replace

from copydesk.errors import InputError
from copydesk.pictures import decoded
from copydesk.problems import Problem
from copydesk.reading._shared.combining_marks import capped
from copydesk.tree import (
    Article,
    BlockQuote,
    Byline,
    Contact,
    Emphasis,
    Link,
    List,
    Node,
    Note,
    Person,
    Picture,
    Section,
    Speech,
    Strong,
    Superscript,
)

__all__ = ["DEEPEST", "Sound", "check_depth", "is_web_address", "sound"]

DEEPEST = 40
"""The deepest nesting of quotations, lists and the like; layout programs cannot handle more."""

_CONTAINERS = (BlockQuote, Speech, List, Emphasis, Strong, Link, Superscript)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


class Sound(NamedTuple):
    """A tree that can be written, and the problems that report its corrections."""

    article: Article
    problems: tuple[Problem, ...] = ()


def sound(article: Article) -> Sound:
    """The article with unique ids of notes, without nameless persons, with only characters that documents may
    contain, without addresses that a document may not lead to, and with pictures that are decoded in full and have no
    metadata. Links keep theirs: writers leave out the unsafe ones.

    Raises InputError if quotations or lists are nested too deep, or a picture cannot be decoded.
    """
    check_depth(article)
    problems: list[Problem] = []
    article = _clean(article, problems)
    article = replace(article, head=replace(article.head, bylines=tuple(_bylines(article, problems))))
    article = _with_safe_addresses(article, problems)
    return Sound(replace(article, notes=tuple(_notes(article.notes, problems))), tuple(problems))


def check_depth(article: Article) -> None:
    """Raises InputError if quotations or lists are nested too deep."""
    pending: list[tuple[Any, int]] = [(part, 0) for part in (article.body, article.foot, article.notes)]
    while pending:
        node, depth = pending.pop()
        if depth > DEEPEST:
            raise InputError(
                f"quotations or lists are nested too deep, more than {DEEPEST} levels", "Remove some of the levels"
            )
        if isinstance(node, tuple):
            pending += [(part, depth) for part in node]
        elif isinstance(node, Node):
            deeper = depth + isinstance(node, _CONTAINERS)
            pending += [(getattr(node, name, ()), deeper) for name in ("blocks", "items", "inlines")]


def _notes(notes: tuple[Note, ...], problems: list[Problem]) -> Iterator[Note]:
    taken = {note.id for note in notes}
    seen: set[str] = set()
    for note in notes:
        new = note.id
        if note.id in seen:
            new = next(name for n in range(2, len(notes) + 2) if (name := f"{note.id}-{n}") not in taken)
            taken.add(new)
            message = f"a second note has the id {note.id!r}; it became {new!r}, and nothing refers to it"
            problems.append(Problem("role", None, message))
        seen.add(note.id)
        yield replace(note, id=new)


def _bylines(article: Article, problems: list[Problem]) -> Iterator[Byline]:
    for byline in article.head.bylines:
        nameless = [person for person in byline.persons if not person.name.strip()]
        for person in nameless:
            rest = ", ".join(filter(None, (getattr(person, name) for name in Person.__struct_fields__))).strip()
            problems.append(Problem("metadata", None, f"a person without a name is left out: {rest!r}"))
        yield replace(byline, persons=tuple(person for person in byline.persons if person not in nameless))


def _with_safe_addresses(article: Article, problems: list[Problem]) -> Article:
    """The article without addresses in its metadata and contacts that do not lead to the web."""

    def is_safe(address: str) -> bool:
        if not is_web_address(address):
            problems.append(Problem("unsafe_link", None, f"the address {address!r} is no web address and is left out"))
        return is_web_address(address)

    def with_safe(section: Section) -> Section:
        links = tuple(filter(is_safe, section.links)) if isinstance(section, Contact) else ()
        return replace(section, links=links) if isinstance(section, Contact) and links != section.links else section

    url = article.metadata.url
    if url is not None and not is_safe(url):
        article = replace(article, metadata=replace(article.metadata, url=None))
    return replace(article, body=tuple(map(with_safe, article.body)), foot=tuple(map(with_safe, article.foot)))


def is_web_address(address: str) -> bool:
    """Whether an address is one of the web, and not such as ``file:`` or ``javascript:``."""
    return re.fullmatch(r"https?://\S[^\x00-\x1f]*", address, re.IGNORECASE) is not None


def _clean(node: Any, problems: list[Problem]) -> Any:
    """The node with all its strings cleaned."""
    if isinstance(node, str):
        return _clean_string(node, problems)
    if isinstance(node, tuple):
        parts = tuple(_clean(part, problems) for part in node)
        return parts if any(new is not old for new, old in zip(parts, node, strict=True)) else node
    if isinstance(node, Picture):
        return _picture(node)
    if not isinstance(node, Node):
        return node
    changed = {
        name: new for name in node.__struct_fields__ if (new := _clean(old := getattr(node, name), problems)) is not old
    }
    return replace(node, **changed) if changed else node


def _picture(picture: Picture) -> Picture:
    try:
        new = decoded(picture.data)
    except ValueError as error:
        raise InputError(f"a picture cannot be shown: {error}", "Save the picture again, or leave it out") from None
    return picture if new == picture else new


def _clean_string(text: str, problems: list[Problem]) -> str:
    if text.isascii() and text.isprintable():
        return text
    clean, marks = capped(_SURROGATES.sub("\ufffd", _CONTROLS.sub("", text)))
    if clean == text:
        return text
    shown = clean if len(clean) <= 60 else f"{clean[:60]} …"
    left_out = "excess combining marks" if marks else "characters that no document may contain"
    problems.append(Problem("character", None, f"{left_out} were left out of {shown!r}"))
    return clean
