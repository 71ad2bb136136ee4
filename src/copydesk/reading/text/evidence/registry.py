"""The names of evidence: each is registered with what it looks for, beside the function that finds it.

A decision has one `Registry`. Its functions are called in stages, for the later ones use the results of the earlier.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

Subject = TypeVar("Subject")


class Feature(NamedTuple):
    """A piece of evidence: its name, what it looks for in one sentence, and the group it belongs to."""

    name: str
    meaning: str
    group: str


class Registry:
    """All evidence of one decision, in the order in which it was registered.

    ``groups`` are the modules that register some, each with the first line of its docstring.
    """

    def __init__(self) -> None:
        self.features: dict[str, Feature] = {}
        self.groups: dict[str, str] = {}

    def add(self, name: str, meaning: str | None, module: str) -> None:
        """Register a name. Raises ValueError if it is taken, or if nothing says what it looks for."""
        if name in self.features:
            raise ValueError(f"two features are called {name}")
        if not meaning:
            raise ValueError(f"{name} has no docstring")
        group = module.rpartition(".")[2]
        self.groups.setdefault(group, (sys.modules[module].__doc__ or "").partition("\n")[0])
        self.features[name] = Feature(name, " ".join(meaning.split()), group)

    def add_all(self, meanings: Mapping[str, str], function: Callable[..., object]) -> None:
        """Register the names that a function returns, each with what it looks for."""
        for name, meaning in meanings.items():
            self.add(name, meaning, function.__module__)


class Stage(Generic[Subject]):
    """Functions of one decision that are called for each subject in one stage."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._tests: list[tuple[str, Callable[[Subject], bool]]] = []
        self._choices: list[Callable[[Subject], str]] = []
        self._finders: list[Callable[[Subject], Iterable[str]]] = []

    def feature(self, test: Callable[[Subject], bool]) -> Callable[[Subject], bool]:
        """Register a test under its own name; its docstring says what it looks for."""
        self._registry.add(test.__name__, test.__doc__, test.__module__)
        self._tests.append((test.__name__, test))
        return test

    def one_of(self, **meanings: str) -> Callable[[Callable[[Subject], str]], Callable[[Subject], str]]:
        """Register names that exclude one another, each with what it looks for; the function returns one, or ``""``."""

        def register(choice: Callable[[Subject], str]) -> Callable[[Subject], str]:
            self._registry.add_all(meanings, choice)
            self._choices.append(choice)
            return choice

        return register

    def any_of(
        self, **meanings: str
    ) -> Callable[[Callable[[Subject], Iterable[str]]], Callable[[Subject], Iterable[str]]]:
        """Register names that build on one another, each with what it looks for; the function yields those it finds."""

        def register(finder: Callable[[Subject], Iterable[str]]) -> Callable[[Subject], Iterable[str]]:
            self._registry.add_all(meanings, finder)
            self._finders.append(finder)
            return finder

        return register

    def names(self, subject: Subject) -> list[str]:
        """The names that are found in a subject."""
        names = [name for name, test in self._tests if test(subject)]
        for choice in self._choices:
            if name := choice(subject):
                names.append(name)
        for finder in self._finders:
            names += finder(subject)
        return names


class Survey(Generic[Subject]):
    """Functions of one decision that look at all positions of a subject together."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._finders: list[Callable[[Subject], Iterable[tuple[int, str]]]] = []

    def any_of(
        self, **meanings: str
    ) -> Callable[[Callable[[Subject], Iterable[tuple[int, str]]]], Callable[[Subject], Iterable[tuple[int, str]]]]:
        """Register names, each with what it looks for; the function yields indices, each with a name found there."""

        def register(
            finder: Callable[[Subject], Iterable[tuple[int, str]]],
        ) -> Callable[[Subject], Iterable[tuple[int, str]]]:
            self._registry.add_all(meanings, finder)
            self._finders.append(finder)
            return finder

        return register

    def names(self, subject: Subject) -> Iterable[tuple[int, str]]:
        """All names that are found, each with its index."""
        return [pair for finder in self._finders for pair in finder(subject)]
