"""Names whose marks belong to them: ``__FUNCTION__`` of a program, ``/PRNewswire/`` of an agency."""

from __future__ import annotations

from functools import cache

from copydesk.locales import every_locale
from copydesk.reading.text.recognisers.marks import COLONS
from copydesk.reading.text.recognisers.people.name_words import name_words

_WORDS = """
abs aenter aexit aiter all annotations anext attribute author bases builtins bytes call cached class closure cplusplus
deepcopy defaults del delattr delete delitem dict dir doc enter eq exit file floordiv format func future ge getattr
getattribute getitem getstate gt hash iadd import init inline invert iter ivert kwdefaults le len loader lshift lt
main matmul mod module mro mul name ne neg new next package path pos post_init pow proto qualname radd repr restrict
reversed rshift set setattr setitem setstate sizeof slots spec str sub subclasses subclasshook truediv typename typeof
unused version volatile warningregistry wrapped xor
"""
_IDENTIFIERS = frozenset(_WORDS.split())
"""The names that languages reserve, in small letters, without words that writers may stress."""


def is_identifier(words: str, text: str, start: int, end: int) -> bool:
    """Whether ``words``, which stand between double lines at ``start`` to ``end`` of a text, are the name of something
    in a program: a reserved one, or one in capitals that is not the label of a paragraph."""
    if words.islower():
        return words in _IDENTIFIERS
    is_label = not text[:start].strip() or text[end : end + 1] in (*COLONS, "!")
    return words.isupper() and words.isidentifier() and words.isascii() and not is_label


def is_agency(words: str) -> bool:
    """Whether ``words``, which stand between slashes, are an agency: one that is known, or a name with a capital within
    its first word, as those have that send releases."""
    first = words.split(None, 1)[0]
    if any(map(str.isupper, first[1:])):
        return not first.isupper() or first.casefold() in _initials()
    capitals = all(word[0].isupper() for word in words.split())
    return capitals and any(word.casefold() in name_words().sending for word in words.split())


@cache
def _initials() -> frozenset[str]:
    return frozenset(name.casefold() for locale in every_locale() for name in locale.agencies.initials)
