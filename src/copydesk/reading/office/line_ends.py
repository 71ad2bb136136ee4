"""Line ends within paragraphs that were pasted from a page or a scan: the lines of a text go on, those of a list are
items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from copydesk.locales import Locale
from copydesk.reading.office.flow import Flow, Grid, Para, Run, cut
from copydesk.reading.office.paragraph_styles import kind_of
from copydesk.reading.office.typed_items import opens_as_item
from copydesk.reading.text.joining.hyphens import is_broken, rejoin
from copydesk.reading.text.joining.vocabulary import Vocabulary
from copydesk.reading.text.recognisers.marks import ends_sentence

_SHORTEST = 25  # characters of a line of running text
_FULL = 0.6  # of the longest line
_GO_ON = 0.6  # of the lines, in a paragraph that was wrapped


def with_joined_lines(flow: Flow, locale: Locale) -> list[Para | Grid]:
    """The flow with paragraphs of wrapped lines as running text, and with lines that open as items each as one."""
    texts = [block for block in flow if isinstance(block, Para) and "\n" in block.text.strip()]
    if not texts:
        return list(flow)
    lines = [line.strip() for block in flow if isinstance(block, Para) for line in block.text.split("\n")]
    vocabulary = Vocabulary(line for line in lines if line)
    return [part for block in flow for part in _parts(block, vocabulary, locale)]


def _parts(block: Para | Grid, vocabulary: Vocabulary, locale: Locale) -> Iterator[Para | Grid]:
    lines = block.text.split("\n") if isinstance(block, Para) and kind_of(block) == "paragraph" else []
    if len(lines) < 2 or not isinstance(block, Para):
        yield block
    elif _is_wrapped(lines):
        yield block._replace(runs=tuple(_joined(block.runs, lines, vocabulary, locale)))
    elif not block.item and all(opens_as_item(line) for line in lines):
        rest: Sequence[Run] = block.runs
        for line in lines[:-1]:
            own, rest = cut(rest, len(line))
            _, rest = cut(rest, 1)
            yield block._replace(runs=tuple(own), pictures=())
        yield block._replace(runs=tuple(rest))
    else:
        yield block


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines are full, and most go on in the next one in the middle of a sentence, in small letters."""
    bare = [line.strip() for line in lines]
    longest = max(map(len, bare))
    if longest < _SHORTEST or len(bare) < 3 or any(len(line) < _FULL * longest for line in bare[:-1]):
        return False
    going_on = [not ends_sentence(one) and two[:1].islower() for one, two in pairwise(bare)]
    return sum(going_on) >= _GO_ON * len(going_on)


def _joined(runs: Iterable[Run], lines: Sequence[str], vocabulary: Vocabulary, locale: Locale) -> Iterator[Run]:
    """The runs with a space for each line end, and none where it breaks a word."""
    pairs = [(one.strip(), two.strip()) for one, two in pairwise(lines)]
    broken = [bool(one and two) and is_broken(one, two, locale) for one, two in pairs]
    drops = [
        is_word and not rejoin(one, two, vocabulary, locale).keeps_hyphen
        for is_word, (one, two) in zip(broken, pairs, strict=True)
    ]
    number = 0
    for run in runs:
        first, *others = run.text.split("\n")
        words = first
        for other in others:
            words = words.rstrip(" ")
            words = (words[:-1] if drops[number] else words) + ("" if broken[number] else " ") + other.lstrip(" ")
            number += 1
        yield run._replace(text=words)
