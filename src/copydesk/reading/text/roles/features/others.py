"""Others: what a piece has or lacks beside the marks of all pieces, and the authors that the article names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from copydesk.patterns import pattern
from copydesk.reading.text.recognisers.extent import is_dense, unspaced
from copydesk.reading.text.recognisers.marks import QUESTIONS, SENTENCE_ENDS
from copydesk.reading.text.roles.features.context import Article, in_evidence
from copydesk.reading.text.roles.features.reach import REACHABLE

_SHOWS_ADDRESS = REACHABLE | {"is_address", "in_address_lines", "near_address_line"}
_POSSESSIVE = re.compile(r"['’]s?$")
_ASKS = pattern(f"[^{SENTENCE_ENDS}]{{4,120}}[{QUESTIONS}]")


@in_evidence.any_of(
    lone_dash="A dash of dialogue opens it as a marker, and none opens the piece before or after.",
)
def lone_dashes(article: Article) -> Iterator[tuple[int, str]]:
    for index, names in enumerate(article.names):
        if (
            "dash" in names
            and _is_of_dialogue(article, article.pieces[index].text)
            and not {"after_marker", "before_marker"} & set(names)
        ):
            yield index, "lone_dash"


def _is_of_dialogue(article: Article, text: str) -> bool:
    """Whether a dash is long, or a word such as said follows it."""
    return text[0] == "–" or (text[0] == "-" and article.words.saying.search(text) is not None)


@in_evidence.any_of(
    no_address_cue="Neither it nor a line of its run says where to reach someone.",
    reachable_at_end="It is among the last pieces and says where to reach someone.",
    asks_and_reachable="The same; a question opens it, and it holds an e-mail address.",
)
def reachable(article: Article) -> Iterator[tuple[int, str]]:
    for index, names in enumerate(article.names):
        if _SHOWS_ADDRESS.isdisjoint(names):
            yield index, "no_address_cue"
        if not REACHABLE.isdisjoint(names) and ("last" in names or "near_end" in names):
            yield index, "reachable_at_end"
            if "holds_email" in names and "long" not in names and _ASKS.match(article.pieces[index].text):
                yield index, "asks_and_reachable"


@in_evidence.any_of(not_underlined_as_others="No line is drawn under it, and one is under two others or more.")
def not_underlined(article: Article) -> Iterator[tuple[int, str]]:
    bare = [index for index, names in enumerate(article.names) if "underlined" not in names]
    if len(article.names) - len(bare) > 1:
        yield from ((index, "not_underlined_as_others") for index in bare)


@in_evidence.any_of(
    begins_with_author="The name of an author opens it, and it is no byline.",
    says_who_author_is="The same, and it says who someone is.",
)
def authors(article: Article) -> Iterator[tuple[int, str]]:
    findings = article.findings
    credited = [each.credit for each in findings[:10] + findings[-4:] if each.credit]
    persons = [person.name for credit in credited for person in credit.persons]
    if not persons:
        return
    unspaced_names = tuple(name for name in persons if unspaced(name[0]) or is_dense(name[0]))
    surnames = {name.split()[-1] for name in persons if name not in unspaced_names}
    for index, (piece, names) in enumerate(zip(article.pieces, article.names, strict=True)):
        opening = {_POSSESSIVE.sub("", word.strip(".,*_")) for word in piece.text[:60].split()[:4]}
        begins = surnames & opening or piece.text.startswith(unspaced_names)
        if begins and not {"bare_names", "announced_names"} & set(names):
            yield index, "begins_with_author"
            if "says_who_someone_is" in names:
                yield index, "says_who_author_is"


@in_evidence.any_of(
    inset_and_stray_bullets="Bullets without words stand on its page, and its lines end before the measure.",
    bare_list_and_stray_bullets="Bullets without words stand on its page, and it is in a run after a colon.",
    not_long_and_stray_bullets="Bullets without words stand on its page, and it is not long; neither of the above.",
    bullets_on_other_pages="Bullets without words stand on other pages, and none on its own.",
)
def beside_stray_bullets(article: Article) -> Iterator[tuple[int, str]]:
    """On pages with bullets that lost their text items lost their bullets; on the other pages there are none."""
    if len(article.stray) < 2:
        return
    pages = [line.start for piece in article.pieces for line in piece.lines if line.cut]
    with_bullets = {bisect_right(pages, start) for start in article.stray}
    for index, (piece, names) in enumerate(zip(article.pieces, article.names, strict=True)):
        if bisect_right(pages, piece.lines[0].start) not in with_bullets:
            yield index, "bullets_on_other_pages"
        elif "inset" in names or "far_inset" in names:
            yield index, "inset_and_stray_bullets"
        elif "in_bare_list" in names or "in_bare_sentences" in names:
            yield index, "bare_list_and_stray_bullets"
        elif "long" not in names:
            yield index, "not_long_and_stray_bullets"
