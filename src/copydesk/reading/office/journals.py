"""JATS, the XML of journals, rewritten so that pandoc keeps it: names, references, labels of figures and tables.

pandoc makes data of the references, for programs that print bibliographies, and drops labels and affiliations.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.reading._shared.xml import name_of, words_of

Element = dict[str, Any]

_CITATIONS = ("mixed-citation", "element-citation", "citation", "nlm-citation")
_TITLE = "References"
_MARKS = ("label", "sup")
_LABELLED = ("sec", "app", "app-group", "statement", "boxed-text", "supplementary-material", "ack", "glossary", "notes")
_TITLED = ("boxed-text", "supplementary-material", "abstract", "trans-abstract")
"""Parts whose titles pandoc drops, or makes headings of a level that is none of the text's."""
_MOST_SHARED = 3  # affiliations of all authors of a group; of more it is unknown whose they are


def remove_marks_of_places(root: Any) -> None:
    """Takes out of affiliations the marks by which authors refer to them."""
    marks = [one for one in root.iter() if name_of(one) in _MARKS and one.getparent() is not None]
    for mark in [one for one in marks if name_of(one.getparent()) == "aff"]:
        before, holder = mark.getprevious(), mark.getparent()
        if before is None:
            holder.text = (holder.text or "") + (mark.tail or "")
        else:
            before.tail = (before.tail or "") + (mark.tail or "")
        holder.remove(mark)


def with_parts_of_names(root: Any) -> bool:
    """Writes names that are one string in their parts, as pandoc reads them; returns whether there were any."""
    names = [one for one in root.iter() if name_of(one) == "string-name" and len(one) == 0 and (one.text or "").strip()]
    names = [one for one in names if one.getparent() is not None and name_of(one.getparent()) == "contrib"]
    for name in names:
        last, comma, given = (name.text or "").strip().partition(",")
        if not comma:
            given, _, last = last.rpartition(" ")
        tag = name.tag
        name.text = None
        name.tag = tag.replace("string-name", "name")
        for part, words in (("surname", last), ("given-names", given)):
            if words.strip():
                _added(name, part).text = words.strip()
    return bool(names)


def with_labels_in_captions(root: Any) -> bool:
    """Puts the labels of figures and tables before their captions; returns whether there were any."""
    labels = [
        one
        for one in root.iterdescendants()
        if name_of(one) == "label" and name_of(one.getparent()) in ("fig", "table-wrap")
    ]
    for label in labels:
        holder, words = label.getparent(), words_of(label)
        caption = next((one for one in holder if name_of(one) == "caption"), None)
        if caption is None:
            caption = _added(holder, "caption")
            holder.remove(caption)
            label.addnext(caption)
        line = next((one for one in caption if name_of(one) in ("title", "p")), None)
        if line is None:
            line = _added(caption, "p")
        line.text = f"{words} {line.text or ''}" if line.text or len(line) else words
        holder.remove(label)
    return bool(labels)


def with_labels_in_titles(root: Any) -> bool:
    """Puts the labels of sections, boxes and the like before their titles, and makes titles of those that have none;
    returns whether there were any."""
    labels = [
        one for one in root.iterdescendants() if name_of(one) == "label" and name_of(one.getparent()) in _LABELLED
    ]
    for label in labels:
        holder = label.getparent()
        places = [holder, *(one for one in holder if name_of(one) == "caption")]
        title = next((one for place in places for one in place if name_of(one) == "title"), None)
        if title is None:
            label.tag = label.tag.replace("label", "title")
            continue
        title.text = f"{words_of(label)} {title.text or ''}"
        holder.remove(label)
    return bool(labels)


def with_titles_as_lines(root: Any) -> bool:
    """Makes bold paragraphs of the titles of boxes and of the abstract; returns whether there were any."""
    parts = [one for one in root.iter() if name_of(one) in _TITLED]
    for caption in [one for part in parts for one in part if name_of(one) == "caption"]:
        for line in caption:
            caption.addprevious(line)
        caption.getparent().remove(caption)
    titles = [one for part in parts for one in part if name_of(one) == "title"]
    for title in titles:
        title.tag = title.tag.replace("title", "p")
        content, words = list(title), title.text
        bold = _added(title, "bold")
        bold.text, title.text = words, None
        for child in content:
            bold.append(child)
    return bool(titles)


def keywords_of(root: Any) -> tuple[str, ...]:
    """The keywords that the file states, each once."""
    entries = (one for one in root.iter() if name_of(one) == "kwd")
    return tuple(dict.fromkeys(filter(None, map(words_of, entries))))


def with_table_bodies(root: Any) -> bool:
    """Puts rows that stand in no part of their table into a body; returns whether there were any."""
    tables = [one for one in root.iter() if name_of(one) == "table" and any(name_of(row) == "tr" for row in one)]
    for table in tables:
        rows = [row for row in table if name_of(row) == "tr"]
        body = _added(table, "tbody")
        for row in rows:
            body.append(row)
    return bool(tables)


def with_printed_references(root: Any) -> bool:
    """Makes lists of references sections, each with a list in the place of its references; returns whether there were
    any."""
    lists = [one for one in root.iter() if name_of(one) == "ref-list"]
    for references in lists:
        references.tag = references.tag.replace("ref-list", "sec")
        if not any(name_of(one) == "title" for one in references) and name_of(references.getparent()) != "sec":
            title = _added(references, "title")
            title.text = _TITLE
            references.insert(0, title)
        entries = _added(references, "list")
        entries.set("list-type", "bullet")
        for reference in [one for one in references if name_of(one) == "ref"]:
            if entries.getprevious() is not reference and len(entries) == 0:
                reference.addprevious(entries)
            if words := _printed(reference):
                _added(_added(entries, "list-item"), "p").text = words
            references.remove(reference)
        if len(entries) == 0:
            references.remove(entries)
    return bool(lists)


def with_back_in_body(root: Any) -> bool:
    """Puts what stands behind the text, but for its notes, into the text, so that its headings are of the same level as
    others; returns whether there was any."""
    parts = {name_of(one): one for one in root}
    if not {"body", "back"} <= parts.keys():
        return False
    body = parts["body"]
    moved = [one for one in parts["back"] if name_of(one) not in ("", "fn-group")]
    for part in moved:
        body.append(part)
    return bool(moved)


def authors_of(root: Any) -> tuple[tuple[str, str], ...]:
    """The authors, each with the affiliation that the file gives; none where it gives no affiliation. Those of answers
    and reports that it holds besides are none of the article's."""
    front = next((one for one in root.iter() if name_of(one) == "article-meta"), root)
    places = [one for one in front.iter() if name_of(one) == "aff"]
    named = _references_to_places(front)
    shared: dict[Any, list[Any]] = {}
    for place in places:
        if place.get("id", "") not in named:
            shared.setdefault(place.getparent(), []).append(place)
    authors = [
        (_name(one), _affiliation(one, places, [*shared.get(one.getparent(), ()), *shared.get(front, ())]))
        for one in front.iter()
        if name_of(one) == "contrib" and one.get("contrib-type", "author") == "author"
    ]
    if not any(affiliation for _, affiliation in authors):
        return ()
    return tuple((name, affiliation) for name, affiliation in authors if name)


def _printed(reference: Any) -> str:
    """The words of a reference: as it is printed, or its parts with commas between them."""
    citation = next((one for one in reference if name_of(one) in _CITATIONS), None)
    if citation is None:
        return words_of(reference)
    label = [words_of(one) for one in reference if name_of(one) == "label"]
    if name_of(citation) == "mixed-citation" or (citation.text or "").strip():
        return " ".join([*label, *"".join(citation.itertext()).split()])
    return " ".join([*label, ", ".join(filter(None, _parts(citation)))])


def _parts(citation: Any) -> Iterator[str]:
    """The parts of a reference, of persons each one."""
    for part in citation:
        if name_of(part) in ("person-group", "collab"):
            yield from map(words_of, part) if len(part) else [words_of(part)]
        else:
            yield words_of(part)


def _name(contributor: Any) -> str:
    """The name of an author, the given names first."""
    parts = {
        name_of(one): words_of(one)
        for one in contributor.iter()
        if name_of(one) in ("given-names", "surname", "collab")
    }
    return " ".join(filter(None, (parts.get("given-names"), parts.get("surname")))) or parts.get("collab", "")


def _affiliation(contributor: Any, places: list[Any], shared: list[Any]) -> str:
    """The affiliation of an author: what stands with the name or is referred to, else that of all of the group."""
    named = _references_to_places(contributor)
    own = [one for one in places if one.getparent() is contributor or one.get("id", "") in named]
    return "; ".join(filter(None, map(_place, own or shared[:_MOST_SHARED])))


def _references_to_places(element: Any) -> set[str]:
    named = [one.get("rid", "") for one in element.iter() if name_of(one) == "xref" and one.get("ref-type") == "aff"]
    return set(" ".join(named).split())


def _place(affiliation: Any) -> str:
    """The words of an affiliation, its parts with commas between them where it has none of its own."""
    between = [affiliation.text or "", *(one.tail or "" for one in affiliation)]
    if any(map(str.strip, between)):
        return " ".join("".join(affiliation.itertext()).split())
    return ", ".join(filter(None, map(words_of, affiliation)))


def _added(parent: Any, name: str) -> Any:
    """A new element at the end of another, in its namespace."""
    namespace, mark, _ = parent.tag.rpartition("}")
    child = parent.makeelement(f"{namespace}{mark}{name}", {})
    parent.append(child)
    return child
