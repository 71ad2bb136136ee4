"""The pictures that come with a mail: those that its page shows in the text, and those that are attached."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote

from msgspec.structs import replace

from copydesk.problems import Problem
from copydesk.reading._shared.pictures import Shelf, Taken, with_figures
from copydesk.reading.mail.letter import Attachment, listed
from copydesk.tree import Article, Figure, Located, Picture

_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".bmp", ".avif", ".heic")
_SCHEME = "cid:"
_FEWEST = (200, 120)  # pixels across and down: logos of signatures, buttons and badges have less


def is_picture(attachment: Attachment) -> bool:
    """Whether an attached file is a picture, by what the mail says of it."""
    return attachment.kind.startswith("image/") or attachment.name.lower().endswith(_ENDINGS)


class _Pictures:
    """The pictures of a mail as they go into its article."""

    def __init__(self, attachments: Sequence[Attachment]) -> None:
        self._attachments = [one for one in attachments if is_picture(one)]
        self._by_id = {one.cid: number for number, one in enumerate(self._attachments) if one.cid}
        self._pictures: dict[int, Picture | None] = {}
        self._placed: set[int] = set()
        self._named: set[int] = set()
        self.shelf = Shelf()

    def place(self, figure: Figure) -> Figure | None:
        """A figure of the mail's page with its picture. None if it says nothing, and its picture is as small as those
        that decorate a mail, or is missing."""
        source = figure.source or ""
        if source[: len(_SCHEME)].lower() != _SCHEME:
            return figure
        says = bool(figure.caption or figure.credit or len(figure.alt.split()) > 1)
        number = self._by_id.get(unquote(source[len(_SCHEME) :]))
        if number is None:
            return figure if says else None
        self._named.add(number)
        picture = self._taken(number)
        if picture is None or not (says or _is_large(picture)):
            return figure if says else None
        self._placed.add(number)
        return replace(figure, picture=picture, source=None)

    def attached(self) -> tuple[list[tuple[Figure, Attachment]], list[str]]:
        """The figures of the pictures that the page shows nowhere, and the names of those that are left out: the page
        that was read does not show them, or they decorate it."""
        figures, others = [], []
        for number, attachment in enumerate(self._attachments):
            if number in self._placed:
                continue
            hidden = bool(self._named) and attachment.cid != ""
            picture = None if hidden else self._taken(number)
            if picture is not None and _is_large(picture):
                figures.append((Figure(picture=picture), attachment))
            elif hidden or picture is not None:
                others.append(attachment.title)
        return figures, others

    def _taken(self, number: int) -> Picture | None:
        if number not in self._pictures:
            attachment = self._attachments[number]
            self._pictures[number] = self.shelf.take(attachment.content, attachment.title)
        return self._pictures[number]


def _is_large(picture: Picture) -> bool:
    return picture.width >= _FEWEST[0] and picture.height >= _FEWEST[1]


def with_attached_pictures(article: Article, attachments: Sequence[Attachment], starts: Sequence[int] = ()) -> Taken:
    """The article of a mail with its pictures. Those that its page does not show stand where they are among its texts,
    which begin at ``starts`` in the text of the article, or at its end."""
    pictures = _Pictures(attachments)
    article = with_figures(article, pictures.place)
    figures, others = pictures.attached()
    problems = list(pictures.shelf.problems())
    if others:
        problems.append(Problem("set_aside", None, f"pictures that decorate the mail were left out: {listed(others)}"))
    body = list(article.body)
    last: list[Figure] = []
    names: list[str] = []
    for figure, attachment in reversed(figures):
        after = attachment.after
        at = None if after is None or after >= len(starts) else _place(body, starts[after])
        if at is None:
            last.insert(0, figure)
            names.insert(0, attachment.title)
        else:
            body.insert(at, figure)
    if names:
        message = f"attached pictures were put at the end of the text: {listed(names)}"
        problems.append(Problem("set_aside", None, message))
    return Taken(replace(article, body=(*body, *last)), tuple(problems))


def _place(body: Sequence[Located], start: int) -> int | None:
    """The index of the first block that begins at this position of the text or behind it, None if none does."""
    for at, block in enumerate(body):
        if block.origin and block.origin.spans and block.origin.spans[0].start >= start:
            return at
    return None
