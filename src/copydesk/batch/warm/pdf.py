"""Imports what sets PDFs."""

from contextlib import suppress

from copydesk.writing import pdf

with suppress(Exception):  # each article that needs it says what is missing
    pdf.load()
