"""Large initials that web pages and e-books set in elements of their own."""

from __future__ import annotations

import pytest

from copydesk.reading._shared import xml
from copydesk.reading._shared.initials import join_initials
from copydesk.reading.html.markup import parse
from copydesk.reading.office.epub.book import page_root


def text_of(root: object) -> str:
    return " ".join("".join(root.itertext()).split())  # type: ignore[attr-defined]  # an element of lxml


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<div class="dropcap">O</div> <p>nce it rained.</p>', "Once it rained."),
        ('<span class="drop-cap">T</span><p><i>he</i> gate</p>', "The gate"),
        ('<div><span class="first-letter">T</span></div><div><p>he gate</p></div>', "The gate"),
        ('<p class="chapter-initial">“W</p><p>e went home.</p>', "“We went home."),
        ('<p><span class="dropcap">W</span>hen it rained</p>', "When it rained"),
        ('<p><span class="lettrine">W</span>\nhen it rained</p>', "When it rained"),
        ('<p style="float: left; font-size: 300%">N</p><p>o one</p>', "No one"),
        ('<p><img src="i.png" alt="N"/>obody came</p>', "Nobody came"),
        ('<div class="dropcap"><img src="i.png" alt="N"/></div><p>obody came</p>', "Nobody came"),
        # words of one letter
        ('<p><span class="dropcap">A</span> tree fell</p>', "A tree fell"),
        ('<p><span class="dropcap">A</span>cross it fell</p>', "Across it fell"),
        ('<div class="dropcap">A</div><p>tree fell</p>', "A tree fell"),
        ('<div class="dropcap">A</div><p>nd a tree fell</p>', "And a tree fell"),
        ('<div class="dropcap">A</div><p>lthough a tree fell</p>', "Although a tree fell"),
        ('<div class="dropcap">I</div><p>was there</p>', "I was there"),
        ('<div class="dropcap">I</div><p>magine it. To imagine is free.</p>', "Imagine it. To imagine is free."),
        ('<div class="dropcap">E</div><p>Russian ships</p>', "E Russian ships"),
        ('<div class="dropcap">M</div><p>cDonald came</p>', "McDonald came"),
        ('<div class="dropcap">O</div><p>NCE it rained</p>', "ONCE it rained"),
        ('<div class="dropcap">E</div><p>very tree fell</p>', "Every tree fell"),
    ],
)
def test_an_initial_joins_its_word(markup: str, text: str) -> None:
    page = f"<html><body><div>{markup}</div></body></html>"
    assert text_of(parse(page).root) == text
    assert text_of(page_root(page.encode(), "a.xhtml")) == text


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="dropcap">One</div><p>came.</p>',
        '<div class="letter">O</div><p>nce it rained.</p>',
        '<div class="dropcap">o</div><p>nce it rained.</p>',
        '<div class="dropcap">O</div><p>– once</p>',
        '<div class="dropcap">O</div><hr/><p>nce</p>',
        '<div class="dropcap">O</div>',
        '<p><img alt="N" src="a.png"/> The north wind</p>',
        '<p><span class="dropcap">O</span><script>let it = 1</script>nce</p>',
        '<p><span class="dropcap">O</span><style>p {}</style>nce</p>',
        '<h2 class="initial">B</h2><p>bear</p>',
        '<h2><span class="initial">B</span></h2><p>bear</p>',
        '<ul><li class="first-letter">B</li><li>bear</li></ul>',
        '<p><span class="initial">J</span> <b>Brown</b></p>',
    ],
)
def test_all_else_stays(markup: str) -> None:
    root = xml.parse(f"<div>{markup}</div>")
    before = xml.parse(f"<div>{markup}</div>")
    join_initials(root)
    assert list(root.itertext()) == list(before.itertext())
    assert len(list(root.iter())) == len(list(before.iter()))
