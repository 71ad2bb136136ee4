"""Imported by the process that all workers of a batch are forked from: what each would do first is then done once.

It reads a short article and writes it as Markdown, which imports and compiles what nearly every article needs; a module
here imports what a format needs besides. None writes a PDF: its libraries then hold what processes must not share. What
any of them raised would end the process, and the batch with it.
"""

from contextlib import suppress

from copydesk import reading, writing
from copydesk.batch.starting import clear_at_exit

clear_at_exit()

_ARTICLE = """\
The ferry is late

By Mara Lindqvist

12 May 2024

The last ferry of the season left an hour late on Sunday, with one passenger, and nobody on the quay could say why.

"It leaves when it is full," the harbour master said. "Or when I am cold."
"""

with suppress(Exception):  # what is missing or at fault is said for each article
    writing.write(reading.read(_ARTICLE), "markdown")
