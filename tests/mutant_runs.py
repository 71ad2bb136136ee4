"""A plugin of pytest that runs, for each of a list of mutants, the tests that reach its function. See ``mutants.py``.

The tests are collected once; a forked process then runs those of one mutant, the quickest first, up to the first that
fails. A mutant is detected if a test fails, or if the tests take several times as long as without it.
"""

from __future__ import annotations

import json
import os
import resource
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NoReturn

import pytest
from hypothesis import Phase, settings
from mutmut.mutation.trampoline import set_mutant_under_test

Outcome = Literal["failed", "slow", "passed", "no tests"]

LONGER = 4
"""The greatest time of the tests, as a multiple of their time without the mutant."""
LONGEST = 2
"""Seconds of a test that is run: those that take longer would take most of the time, for each mutant that they pass."""
SLACK = 20
"""Seconds of processor time that they may take in addition."""


def pytest_configure() -> None:
    """Any failing example is enough: shrinking it would take longer than all tests."""
    settings.register_profile("mutants", parent=settings(), phases=(Phase.explicit, Phase.generate))
    settings.load_profile("mutants")


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Reads the names of mutants from ``MUTANTS`` and writes the outcome of each to ``MUTANT_OUTCOMES``, as JSON."""
    names = json.loads(Path(os.environ["MUTANTS"]).read_text(encoding="utf-8"))
    statistics = json.loads(Path("mutmut-stats.json").read_text(encoding="utf-8"))
    outcomes = _Runs(session, statistics).outcomes(names)
    Path(os.environ["MUTANT_OUTCOMES"]).write_text(json.dumps(outcomes), encoding="utf-8")
    return True


class _Runs:
    def __init__(self, session: pytest.Session, statistics: Mapping[str, Any]) -> None:
        self._items = {item.nodeid: item for item in session.items}
        self._session = session
        self._reaching: Mapping[str, list[str]] = statistics["tests_by_mangled_function_name"]
        self._seconds: Mapping[str, float] = statistics["duration_by_test"]

    def outcomes(self, names: list[str]) -> dict[str, Outcome]:
        """The outcome of each mutant; as many run at once as there are processors."""
        outcomes: dict[str, Outcome] = {}
        running: dict[int, str] = {}
        for name in names:
            tests = self._tests(name)
            if not tests:
                outcomes[name] = "no tests"
                continue
            if len(running) == os.cpu_count():
                _wait_for_one(running, outcomes)
            running[self._start(name, tests)] = name
        while running:
            _wait_for_one(running, outcomes)
        return outcomes

    def _tests(self, name: str) -> list[str]:
        """The tests that reach the function of a mutant and do not take long, the quickest first."""
        function = name.rpartition("__mutmut_")[0]
        reaching = (test for test in self._reaching.get(function, ()) if test in self._items)
        return sorted((test for test in reaching if self._seconds[test] <= LONGEST), key=self._rank)

    def _rank(self, test: str) -> tuple[float, str]:
        return self._seconds[test], test

    def _start(self, name: str, tests: list[str]) -> int:
        """The process that runs the tests of a mutant."""
        process = os.fork()
        if not process:
            self._run(name, tests)
        return process

    def _run(self, name: str, tests: list[str]) -> NoReturn:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        limit = int(LONGER * sum(self._seconds[test] for test in tests)) + SLACK
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        signal.alarm(10 * limit)  # for a process that waits and takes no processor time
        set_mutant_under_test(name)
        for test, following in zip(tests, [*tests[1:], None], strict=True):
            item = self._items[test]
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following and self._items[following])
            if self._session.testsfailed:
                os._exit(1)
        os._exit(0)


def _wait_for_one(running: dict[int, str], outcomes: dict[str, Outcome]) -> None:
    process, status = os.wait()
    if process in running:
        outcome: Outcome = "slow" if os.WIFSIGNALED(status) else "failed" if os.WEXITSTATUS(status) else "passed"
        outcomes[running.pop(process)] = outcome
