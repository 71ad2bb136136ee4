"""The forms of files: a mail or a posting, a press release, the frame of an archive. Each says what its lines are.

============ ===========================================================================
code_fences  fences around program text
line_numbers numbers that count the lines of pages
subtitles    numbers and times above what is said
manuals      pages of a manual
mails        headers of mails and of postings to news groups, quoted mails, signatures
memos        the fields above a memo or telegram
letters      what a letter to a paper opens with, the headline above it
web_pages    menus, buttons and lists of links of a web page pasted whole
archives     the frame of Project Gutenberg, heads marked with hashes
plays        acts and scenes
releases     the words and contacts above a press release, the marks below it
resolutions  paragraphs of one sentence
clippings    the paper, the date and the page above a headline, notes of those who typed it
issue_lines  the name, the day and the page of a paper on a line above the headline
inserts      notes and pictures between brackets
signatures   lines to sign on
boxes        boxes and rules drawn with stars and other marks
recipes      ingredients and steps
questions    questions of an interview that open with a dash
transcripts  questions and answers behind letters, and who else speaks
dialogue     what people say, each time behind a dash and a space
opening_lists a list above all else, or right below the title
lists        items with marks that are no bullets elsewhere
timelines    years with what happened in them
addresses    a name, a street and a town on lines of their own
results      results of games, fixtures and standings
references   works with numbers in brackets, with hanging indents
minutes      items of minutes, with the numbers of a year
fields       labels with their values on lines of their own
definitions  words with what they mean
verses       stanzas that step in, lines in two halves
specks       marks of a scan before wrapped lines
============ ===========================================================================
"""

from __future__ import annotations

from copydesk.reading.text.furniture.forms.addresses import addresses
from copydesk.reading.text.furniture.forms.archives import archives
from copydesk.reading.text.furniture.forms.assigned import Assigned, Marked, with_assigned
from copydesk.reading.text.furniture.forms.boxes import boxes
from copydesk.reading.text.furniture.forms.clippings import clippings
from copydesk.reading.text.furniture.forms.code_fences import code_fences
from copydesk.reading.text.furniture.forms.correspondence.letters import letters
from copydesk.reading.text.furniture.forms.correspondence.mails import mails
from copydesk.reading.text.furniture.forms.correspondence.memos import memos
from copydesk.reading.text.furniture.forms.definitions import definitions
from copydesk.reading.text.furniture.forms.dialogue import dialogue
from copydesk.reading.text.furniture.forms.fields import fields
from copydesk.reading.text.furniture.forms.inserts import inserts
from copydesk.reading.text.furniture.forms.issue_lines import issue_lines
from copydesk.reading.text.furniture.forms.line_numbers import line_numbers
from copydesk.reading.text.furniture.forms.lists import lists
from copydesk.reading.text.furniture.forms.manuals import manuals
from copydesk.reading.text.furniture.forms.minutes import minutes
from copydesk.reading.text.furniture.forms.opening_lists import opening_lists
from copydesk.reading.text.furniture.forms.plays import plays
from copydesk.reading.text.furniture.forms.questions import questions
from copydesk.reading.text.furniture.forms.recipes import recipes
from copydesk.reading.text.furniture.forms.references import references
from copydesk.reading.text.furniture.forms.releases import releases
from copydesk.reading.text.furniture.forms.resolutions import resolutions
from copydesk.reading.text.furniture.forms.results import results
from copydesk.reading.text.furniture.forms.signatures import signatures
from copydesk.reading.text.furniture.forms.specks import specks
from copydesk.reading.text.furniture.forms.subtitles import subtitles
from copydesk.reading.text.furniture.forms.timelines import timelines
from copydesk.reading.text.furniture.forms.transcripts import transcripts
from copydesk.reading.text.furniture.forms.verses import verses
from copydesk.reading.text.furniture.forms.web_pages import web_pages
from copydesk.reading.text.lines import Line
from copydesk.reading.text.recognisers.credit_lines import CreditLines

__all__ = ["Assigned", "Marked", "marked_by_form"]

_FORMS = (
    code_fences,
    subtitles,
    manuals,
    line_numbers,
    mails,
    memos,
    letters,
    web_pages,
    archives,
    plays,
    releases,
    resolutions,
    clippings,
    issue_lines,
    inserts,
    signatures,
    boxes,
    recipes,
    questions,
    transcripts,
    dialogue,
    opening_lists,
    lists,
    timelines,
    addresses,
    results,
    minutes,
    references,
    fields,
    definitions,
    verses,
    specks,
)


def marked_by_form(lines: list[Line], credit_lines: CreditLines) -> Marked:
    """The lines of a text, with what the form of its file says of them; of two forms the first counts."""
    return with_assigned(lines, (each for form in _FORMS for each in form(lines, credit_lines)))
