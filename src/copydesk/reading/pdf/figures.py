"""The pictures of a PDF -> the figures of its article: with the captions beside them, or by themselves."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from copydesk.locales import locale, with_english
from copydesk.reading._shared.pictures import described_once, with_figures
from copydesk.reading.copy import Copy, CopyPicture, body_size
from copydesk.reading.text.roles.features.vocabulary import vocabulary
from copydesk.tree import Article, Figure, Origin, Paragraph, Section
from copydesk.visit import plain, walk

_BELOW, _ABOVE, _BESIDE = 40.0, 24.0, 30.0  # points between a picture and its caption
_WITHIN = 6.0  # points by which a caption may stand on its picture
_LONGEST_CAPTION = 400  # characters
_SMALLER = 0.95  # of the size of the text
_SHARED = 0.3  # of the narrower of both


def with_pictures(article: Article, copy: Copy) -> Article:
    """The article that was read of the copy, with the pictures of the copy."""
    if not copy.pictures:
        return article
    title = plain(article.head.headline).split()  # which describes a picture in files that need a description of each
    captioned = _captioned(article, copy.pictures)
    by_figure = {id(figure): copy.pictures[number] for number, figure in captioned.items()}

    def hung(figure: Figure) -> Figure:
        own = by_figure.get(id(figure))
        return described_once(replace(figure, picture=own.picture, alt=figure.alt or own.alt)) if own else figure

    others = [
        picture if picture.alt.split() != title else picture._replace(alt="")
        for number, picture in enumerate(copy.pictures)
        if number not in captioned
    ]
    body = _with_captions(_inserted(article.body, others, copy), others, _Settings(copy, article.lang))
    return with_figures(replace(article, body=body), hung)


def _captioned(article: Article, pictures: Sequence[CopyPicture]) -> dict[int, Figure]:
    """The figures of the article whose captions stand beside a picture, by the number of the picture: the nearest of
    both go together, but so that as few as can be are left over, as below one another each caption is near two
    pictures."""
    figures = [node for node in walk(article) if isinstance(node, Figure) and node.origin and node.picture is None]
    pairs = sorted(
        (distance, number, index)
        for number, picture in enumerate(pictures)
        for index, figure in enumerate(figures)
        if (distance := _distance(picture, figure.origin)) is not None
    )
    near: dict[int, list[int]] = {}
    for _, number, index in pairs:
        near.setdefault(number, []).append(index)
    owner: dict[int, int] = {}  # the number of the picture of each figure
    for _, number, index in pairs:
        if index not in owner and number not in owner.values():
            owner[index] = number
    for number in sorted(near.keys() - set(owner.values())):
        _hang(number, near, owner, set())
    return {number: figures[index] for index, number in owner.items()}


def _hang(number: int, near: Mapping[int, Sequence[int]], owner: dict[int, int], tried: set[int]) -> bool:
    """Gives a picture one of the figures ``near`` it, whose ``owner`` takes another of its own if it must; whether that
    is possible. ``tried`` are the figures that were asked for."""
    for index in near[number]:
        if index not in tried:
            tried.add(index)
            if index not in owner or _hang(owner[index], near, owner, tried):
                owner[index] = number
                return True
    return False


def _distance(picture: CopyPicture, origin: Origin | None) -> float | None:
    """How far a caption stands from a picture, in points, None if it is not its caption."""
    if origin is None or origin.page != picture.page or origin.box is None:
        return None
    left, top, right, bottom = origin.box
    box = picture.box
    across = min(right, box.right) - max(left, box.left)
    down = min(bottom, box.bottom) - max(top, box.top)
    if across > _SHARED * min(right - left, box.right - box.left):
        below, above = top - box.bottom, box.top - bottom
        if -_WITHIN <= below <= _BELOW:
            return max(0.0, below)
        if -_WITHIN <= above <= _ABOVE:
            return max(0.0, above) + 1
    elif down > _SHARED * min(bottom - top, box.bottom - box.top) and -across <= _BESIDE:
        return max(0.0, -across) + 2
    return None


def _inserted(body: tuple[Section, ...], pictures: Sequence[CopyPicture], copy: Copy) -> tuple[Section, ...]:
    """The body with figures of the pictures, each before the first section that begins behind it."""
    starts = copy.starts()
    firsts = [_first_line(section, starts) for section in body]
    result: list[Section] = []
    waiting = list(pictures)
    for section, first in zip(body, firsts, strict=True):
        while waiting and first is not None and waiting[0].before <= first:
            result.append(_figure(waiting.pop(0)))
        result.append(section)
    return (*result, *map(_figure, waiting))


def _with_captions(body: tuple[Section, ...], pictures: Sequence[CopyPicture], sets: _Settings) -> tuple[Section, ...]:
    """The body with the paragraphs right below pictures that are their captions: they repeat the description, open as
    captions do, or are set smaller than the text."""
    by_picture = {id(each.picture): each for each in pictures}
    result: list[Section] = []
    for section in body:
        above = result[-1] if result else None
        if isinstance(above, Figure) and above.picture and not above.caption and isinstance(section, Paragraph):
            is_repeated = plain(section).split() == above.alt.split()
            own = by_picture.get(id(above.picture))
            near = own is not None and _distance(own, section.origin) is not None
            if is_repeated or (near and sets.is_caption(section)):
                alt = "" if is_repeated else above.alt
                result[-1] = replace(above, caption=section.inlines, alt=alt, origin=section.origin)
                continue
        result.append(section)
    return tuple(result)


class _Settings:
    """Which paragraphs look like captions, by their words in the language of the article and by their size."""

    def __init__(self, copy: Copy, lang: str) -> None:
        self._starts = copy.starts()
        self._sizes = [line.typeset.size if line.typeset else 0.0 for line in copy.lines]
        self._body = body_size(zip(self._sizes, (len(line.text) for line in copy.lines), strict=True))
        self._opening = vocabulary(with_english(locale(lang))).openings["opens_as_caption"]

    def is_caption(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph right below a picture is its caption."""
        words = plain(paragraph)
        if len(words) > _LONGEST_CAPTION or paragraph.origin is None:
            return False
        lines = {bisect_right(self._starts, span.start) - 1 for span in paragraph.origin.spans}
        largest = max((self._sizes[line] for line in lines), default=0.0)
        return self._opening.match(words) is not None or 0 < largest < _SMALLER * self._body


def _figure(picture: CopyPicture) -> Figure:
    return Figure(alt=picture.alt, picture=picture.picture)


def _first_line(section: Section, starts: list[int]) -> int | None:
    """The index of the line that a section begins in, None if it was made of none."""
    spans = (span for node in walk(section) if (origin := getattr(node, "origin", None)) for span in origin.spans)
    start = min((span.start for span in spans), default=None)
    return None if start is None else bisect_right(starts, start) - 1
