"""The links between the references to notes and the notes."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk import tree
from copydesk.tree import Article
from copydesk.visit import children
from copydesk.writing.html.words import attributes


class NoteLinks:
    """The links of one document, which is made in reading order: note 1 is ``note-1``, its first reference ``ref-1``.

    ``numbers`` has the number of each note by its id, ``referred`` the ids with a reference so far."""

    def __init__(self, article: Article) -> None:
        self.numbers = {note.id: number for number, note in enumerate(article.notes, 1)}
        self.referred: set[str] = set()
        self._linked = frozenset(_linked((article.head, article.body, article.notes, article.foot)))

    def is_linked(self, note: tree.Note) -> bool:
        """Whether the document has a reference that links to the note."""
        return note.id in self._linked

    def back(self, note: tree.Note, mark: str) -> str:
        """The mark of a note, a link to its first reference if there is one."""
        if not self.is_linked(note):
            return f'<span class="note-mark">{mark}</span>'
        return f'<a class="note-mark" href="#ref-{self.numbers[note.id]}" role="doc-backlink">{mark}</a>'

    def reference(self, node: tree.NoteRef, mark: str) -> str:
        """The mark of a reference, a link to its note."""
        number = self.numbers[node.note]
        name = None if node.note in self.referred else f"ref-{number}"
        self.referred.add(node.note)
        return f"<a{attributes(id=name, href=f'#note-{number}', role='doc-noteref')}>{mark}</a>"


def _linked(node: object) -> Iterator[str]:
    """The ids of the notes that can be linked: those with a reference that is not inside a link."""
    for child in children((node,)):
        if isinstance(child, tree.NoteRef):
            yield child.note
        elif not isinstance(child, tree.Link):
            yield from _linked(tuple(children(child)))
