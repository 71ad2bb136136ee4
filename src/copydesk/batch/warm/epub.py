"""Imports what packs EPUBs."""

from contextlib import suppress
from importlib import import_module

with suppress(Exception):  # each article that needs it says what is missing
    import_module("ebooklib.epub")
