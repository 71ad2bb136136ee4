"""Imports what packs Word documents."""

from contextlib import suppress
from importlib import import_module

with suppress(Exception):  # each article that needs it says what is missing
    import_module("docx")
