"""Batches: plans which file becomes which document, and runs the jobs on any ``concurrent.futures`` executor.

A failure affects its own document only; the others are still made.
"""

from copydesk.batch.planning import Found, Job, Target, check, find, numbered, plan
from copydesk.batch.results import Failure, Result, failure
from copydesk.batch.running import processes, run, work

__all__ = [
    "Failure",
    "Found",
    "Job",
    "Result",
    "Target",
    "check",
    "failure",
    "find",
    "numbered",
    "plan",
    "processes",
    "run",
    "work",
]
