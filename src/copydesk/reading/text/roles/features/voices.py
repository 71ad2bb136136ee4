"""Voices: whether a piece speaks as its article does, or is what another says: quotations and dialogue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.locales import locale
from copydesk.patterns import pattern
from copydesk.reading.text.recognisers.language import detect
from copydesk.reading.text.recognisers.marks import CLOSING_QUOTES, DASHES, OPENING_QUOTES, SENTENCE_ENDS
from copydesk.reading.text.roles.features.context import Article, Context, in_evidence, in_piece, unquoted

_REACH = 160  # characters at the end of the piece before among which a word such as said stands
_OPENING = '“„«"'
_QUOTES_OTHERS = pattern(rf"(?<=\w)[ ,:;(]+[{_OPENING}][^“”„«»\"]{{12,}}[”“»\"]")
_SPEECH_DASH = re.compile(rf"(?:[{DASHES}]|--)[^\W\d_]|(?:[{DASHES}]|--)[¡¿«“\"]|[—―] ")
_NAME = r"[^\W\d_a-z][\w.’'-]*"
_TWO = r"(?=[^\W\d_a-z][\w.’'-]*?[ ,]*[^\W\d_a-z])"  # names, or one name of two capitals or more
_CREDIT = pattern(
    rf"(?:[{DASHES}]| --?) ?{_TWO}(?:{_NAME}+[ ,]*+){{1,7}}(?:\d{{4}})?[.)]?$"
    rf"|\((?:{_NAME}[ ,]*){{1,5}}\d{{4}}\)[.]?$"
    rf"|[{CLOSING_QUOTES}],? {_TWO}(?:{_NAME}+[ ,]*+){{1,5}}$"
)
_MAY_HOLD_CREDIT = re.compile(rf"[{DASHES}({CLOSING_QUOTES}-]")
"""What each of those holds: quick to see, and few pieces hold any near their end."""

_SIGNED = pattern(
    rf"[{SENTENCE_ENDS}{CLOSING_QUOTES}]\s+(?:[{DASHES}]|--?)\s?"
    rf"{_NAME}(?:(?: {_NAME}){{1,4}}(?:, [^.!?]{{2,60}})?|, [^.!?]{{2,40}})[.]?$"
)
_LONGEST_CREDIT = 90  # characters
_SHORTEST_CREDITED = 40  # letters of a piece that is more than a credit
_SHORTEST_LEAD = 40  # letters of a piece that says who speaks next
_OFTEN = 0.4  # of the pieces that speak in the first person
_MANY_SPEECHES = 4
_SHARE_OF_SPEECHES = 0.2  # of the pieces, in an article with dialogue
_FEWEST_WORDS = 8  # of a piece whose language can be recognised
_FOREIGN = 0.12  # of its words that are function words of the article's language, at the most
_WORDS_COUNTED = 60


def _is_speech(here: Context | None) -> bool:
    """Whether a quotation mark or the dash of dialogue opens a piece."""
    return here is not None and (here.text[0] in OPENING_QUOTES or _SPEECH_DASH.match(here.text) is not None)


@in_piece.any_of(
    speech_dash="The dash of dialogue opens it.",
    speech_beside="A quotation mark or the dash of dialogue opens the piece before or after.",
)
def dialogue(here: Context) -> Iterator[str]:
    if _SPEECH_DASH.match(here.text):
        yield "speech_dash"
    if _is_speech(here.before) or _is_speech(here.after):
        yield "speech_beside"


@in_evidence.any_of(dash_and_capitals="It is a dash and a name, and most of its words begin with capitals.")
def sources(article: Article) -> Iterator[tuple[int, str]]:
    """A dash and a source, ``— Jo Park, “The Quay”``, where a dash of dialogue may stand as well."""
    for index, names in enumerate(article.names):
        if "dash_and_name" in names and "title_case" in names:
            yield index, "dash_and_capitals"


@in_evidence.any_of(
    among_speeches="Four pieces or more, and a fifth of them all, open with a quotation mark or the dash of dialogue.",
)
def among_speeches(article: Article) -> Iterator[tuple[int, str]]:
    speeches = sum(map(_is_speech, article.contexts))
    if speeches >= max(_MANY_SPEECHES, _SHARE_OF_SPEECHES * len(article.contexts)):
        yield from ((here.index, "among_speeches") for here in article.contexts)


@in_piece.feature
def colon_without_saying(here: Context) -> bool:
    """The piece before ends in a colon and in no word such as said, and stands no further out."""
    before, words = here.before, here.article.words
    if before is None or before.end != "ends_in_colon" or words.saying.search(before.text[-_REACH:]):
        return False
    return here.piece.lines[0].indent <= before.piece.lines[0].indent


@in_piece.feature
def quotes_others(here: Context) -> bool:
    """Words stand before a quotation in it: it reports what others say."""
    return any(mark in here.text for mark in _OPENING) and _QUOTES_OTHERS.search(here.text) is not None


@in_piece.feature
def ends_in_credit(here: Context) -> bool:
    """It ends in a name after a dash or a quotation mark, or in a name and a year between brackets."""
    tail = here.text[-_LONGEST_CREDIT:]
    return (
        here.size > _SHORTEST_CREDITED
        and _MAY_HOLD_CREDIT.search(tail) is not None
        and _CREDIT.search(tail) is not None
    )


@in_piece.feature
def signed(here: Context) -> bool:
    """Behind the end of a sentence, a dash and a name end it, perhaps with what that person is."""
    return here.size > _SHORTEST_CREDITED and _SIGNED.search(here.text[-_LONGEST_CREDIT:]) is not None


@in_evidence.any_of(
    speaks_after_saying="It is in the first person; the pieces around it are not, and the one before says who speaks.",
    first_person_as_others="It is in the first person, and so are two fifths of the article's pieces or more.",
)
def persons(article: Article) -> Iterator[tuple[int, str]]:
    contexts, speaks = article.contexts, article.speaks
    often = sum(speaks) >= _OFTEN * len(speaks)
    for index in range(1, len(speaks) - 1):
        if speaks[index] and often:
            yield index, "first_person_as_others"
        elif speaks[index] and not (speaks[index - 1] or speaks[index + 1] or _is_speech(contexts[index])):
            before = unquoted(contexts[index - 1].text).casefold()
            if len(before) > _SHORTEST_LEAD and article.words.saying.search(before[-_REACH:]):
                yield index, "speaks_after_saying"


@in_piece.feature
def in_other_language(here: Context) -> bool:
    """It is in another language than the article."""
    own = here.article.locales[0]
    words = here.article.word_lists[here.index][:_WORDS_COUNTED]
    if len(words) < _FEWEST_WORDS or not own.function_words:
        return False
    if sum([word in own.function_words for word in words]) > _FOREIGN * len(words):
        return False
    tag = detect(here.text)
    return tag != "und" and locale(tag).name != own.name


@in_evidence.any_of(
    not_indented_as_others="It is not indented, and other pieces of the text are that no marker opens.",
)
def not_indented(article: Article) -> Iterator[tuple[int, str]]:
    """Where a text keeps its indents, what stands at the margin is no quotation."""
    indented = [
        index
        for index, names in enumerate(article.names)
        if "indented" in names and "past_the_head" in names and article.contexts[index].marker is None
    ]
    if 0 < len(indented) * 3 <= len(article.names):
        for index, names in enumerate(article.names):
            if "indented" not in names:
                yield index, "not_indented_as_others"
