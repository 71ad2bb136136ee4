"""What office documents state of themselves, outside of their text: title, author, language, publisher and dates.

It is weak evidence: programs fill it in, and templates hand it on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from copydesk.metadata import is_date, is_language
from copydesk.reading.copy import Stated
from copydesk.reading.office.package import Package

_NO_PERSON = re.compile(
    r"(?:administrator|admin|author|autor|user|users?|owner|guest|default|unknown|anonymous|nobody|test|me|"
    r"python-docx|pandoc|microsoft.*|ms ?office.*|.*office user|libreoffice.*|openoffice.*|apple|hp|dell|lenovo|asus|"
    r"acer|toshiba|sony|samsung|windows.*|pc|.*\b(?:pc|laptop|computer|inc|ltd|llc|gmbh|corp|corporation|company|verlag|press|"
    r"university|universität|department|institute|office|team|editors?|staff|redaktion|group|books|ebooks)\b.*)\.?",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(?:microsoft word\b.*|document ?\d*|dokument ?\d*|documento ?\d*|untitled.*|unbenannt.*|sans titre.*|"
    r"unknown(?: title)?|\[?no title\]?|unbekannt(?:er titel)?|ohne titel|inconnu|titre inconnu|sin t[íi]tulo|"
    r"desconocido|sem t[íi]tulo|desconhecido|senza titolo|sconosciuto|zonder titel|onbekend|без названия|неизвестно|"
    r"無題|无标题|제목 없음|"
    r"powerpoint.*|title|titel|word document|.*\.(?:docx?|odt|rtf|dotx?|txt|pdf|indd|qxd)|.*template)",
    re.IGNORECASE,
)


def is_person(name: str) -> bool:
    """Whether the stated author is plainly the name of a person: two words or more, none of a firm or a program."""
    words = name.replace(".", ". ").split()
    if not 2 <= len(words) <= 5 or _NO_PERSON.fullmatch(" ".join(words)):
        return False
    return not any(map(str.isdigit, name)) and not set("@/\\_;:|()") & set(name)


def is_title(title: str) -> bool:
    """Whether a stated title may be that of an article, and no name of a file or a template."""
    return len(title.split()) > 1 and any(map(str.isalpha, title)) and not is_placeholder(title)


def is_placeholder(title: str) -> bool:
    """Whether a stated title is what a program writes where nobody states one."""
    return _NO_TITLE.fullmatch(title.strip()) is not None


def core_properties(package: Package) -> Stated:
    """What a Word file states."""
    root = package.xml_or_none("docProps/core.xml")
    return stated(lambda name: [] if root is None else root.findall(f"{{*}}{name}"), creator="creator")


def stated(find: Callable[[str], list[Any]], creator: str) -> Stated:
    """What the elements state, found by their local names."""

    def texts(name: str) -> list[str]:
        return [words for element in find(name) if (words := " ".join("".join(element.itertext()).split()))]

    title = next(iter(texts("title")), "")
    authors = [name.strip() for entry in texts(creator) for name in entry.split(";")]
    lang = next(iter(texts("language")), "").replace("_", "-")
    day = next(iter(texts("date")), "")[:10]
    return Stated(
        title=title,
        authors=tuple(name for name in authors if is_person(name)),
        date=day if is_date(day) else "",
        lang=lang if is_language(lang) else "",
        publisher=next(iter(texts("publisher")), ""),
    )
