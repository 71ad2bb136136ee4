"""The styles of an OpenDocument text for what pandoc has no style for.

pandoc refers to a style by its name and does not define it; so the definitions are added to its file. They have the
names of the styles in copydesk's Word files.
"""

from __future__ import annotations

from html import escape

from copydesk.writing._shared.archive import pack, unpack

STYLES = {
    "kicker": "Kicker",
    "deck": "Subtitle",
    "byline": "Byline",
    "date": "Date",
    "editors-note": "Editor's Note",
    "attribution": "Quote Attribution",
    "pull-quote": "Pull Quote",
    "pull-quote-attribution": "Pull Quote Attribution",
    "speech": "Speech",
    "speaker-line": "Speaker Line",
    "verse": "Verse",
    "figure": "Figure",
    "caption": "Caption",
    "contact": "Contact",
    "bio": "Author Bio",
    "rights": "Rights",
    "related": "Related",
    "correction": "Notice",
    "dateline": "Dateline",
    "speaker": "Speaker",
    "credit": "Credit",
    "lost-link": "Lost Link",
}
"""The names of the styles by the classes of pandoc's elements."""

_CHARACTER = ("Dateline", "Speaker", "Credit", "Lost Link")
_BOLD = ("Dateline", "Speaker")
_THERE = ("Subtitle", "Date", "Caption", "Figure")
"""The styles that pandoc's file defines."""
_PARENTS = {"Quote Attribution": "Quotations", "Pull Quote": "Quotations", "Pull Quote Attribution": "Quotations"}
_END = b"</office:styles>"


def with_styles(data: bytes) -> bytes:
    """pandoc's OpenDocument text with the definitions of the styles that it refers to."""
    files = unpack(data)
    used = files["content.xml"]
    names = [name for name in dict.fromkeys(STYLES.values()) if name not in _THERE and _key(name) in used]
    definitions = "".join(map(_definition, names)).encode()
    files["styles.xml"] = files["styles.xml"].replace(_END, definitions + _END, 1)
    return pack(files, stored=("mimetype",))


def _key(name: str) -> bytes:
    return f'style-name="{escape(name)}"'.encode()


def _definition(name: str) -> str:
    shown = escape(name)
    if name in _CHARACTER:
        bold = '<style:text-properties fo:font-weight="bold"/>' if name in _BOLD else ""
        return f'<style:style style:name="{shown}" style:family="text">{bold}</style:style>'
    parent = _PARENTS.get(name, "Text_20_body")
    return f'<style:style style:name="{shown}" style:family="paragraph" style:parent-style-name="{parent}"/>'
