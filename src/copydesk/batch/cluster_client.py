"""The connection to a Dask cluster: whether it is there, and whether its workers are fit for a batch."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any, cast

from copydesk.batch.cluster_host import Finished, differing, hashes
from copydesk.conversion import ConvertOptions
from copydesk.errors import CopydeskError, UsageError
from copydesk.reading import library
from copydesk.style import is_shipped
from copydesk.writing import WriteOptions

__all__ = ["check_files", "checked_address", "connected", "result_of", "with_absolute_paths"]

_PATIENCE = 10
"""Seconds for the scheduler to answer, and for a first worker to be there."""

_TALKATIVE = ("distributed", "distributed.client", "tornado.application")
"""The loggers that tell of workers and connections that are lost, which is said here where it matters."""

_FILES = ("css", "reference_doc", "style")
"""The options of writing that name a file or a folder, a style unless it is one of copydesk's own."""

_ADDRESS = re.compile(r"(?:tcp|tls|ucx|wss?)://\S+:\d+")


def checked_address(address: str) -> str:
    """The address of a scheduler. Raises UsageError for what cannot be one."""
    if not _ADDRESS.fullmatch(address):
        raise UsageError(f"{address!r} is no address of a scheduler", "Write it as in --cluster tcp://host:8786")
    return address


def connected(address: str, versions: dict[str, str]) -> Any:
    """A client of the scheduler at an address. Raises CopydeskError if it does not answer, has no workers, or these
    are of other versions, and MissingEngineError if the library for it is not installed."""
    distributed = library("distributed", "cluster")
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    library("dask", "cluster").config.set({"distributed.admin.large-graph-warning-threshold": "1 GB"})
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise CopydeskError(
            f"there is no scheduler at {address}: {reason}", "Start one: `dask scheduler`; see --cluster"
        ) from None
    try:
        _check_workers(client, address, versions)
    except BaseException:
        client.close(timeout=1)
        raise
    return client


def _check_workers(client: Any, address: str, versions: dict[str, str]) -> None:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError:
        raise CopydeskError(
            f"the scheduler at {address} has no workers", f"Start some: `dask worker {address}`"
        ) from None
    try:
        answers = client.run(differing, versions)
    except (ImportError, AttributeError) as error:
        raise CopydeskError(
            f"the workers of {address} have no copydesk, or another: {error}",
            f"Install copydesk {versions['copydesk']} where they run",
        ) from None
    for worker, different in answers.items():
        if different:
            raise CopydeskError(f"the worker {worker} has other versions: {different}", "Install the same everywhere")


def with_absolute_paths(options: ConvertOptions) -> ConvertOptions:
    """The options with the files that they name by paths that mean the same in any working folder."""
    given = {name: str(value) for name, value in options.write.items() if name in _FILES and value}
    paths = {
        name: str(Path(value).absolute())
        for name, value in given.items()
        if Path(value).exists() and not (name == "style" and is_shipped(value))
    }
    return options._replace(write=cast("WriteOptions", {**options.write, **paths}))


def check_files(client: Any, options: ConvertOptions) -> None:
    """Raises CopydeskError if a file that the options name, by its absolute path, is not the same on all workers."""
    given = [Path(str(options.write.get(name) or "")) for name in _FILES]
    named = [path for path in given if path.is_absolute()]
    files = [file for each in named for file in (sorted(each.rglob("*")) if each.is_dir() else [each])]
    paths = [str(file) for file in files if file.is_file()]
    here = _hashes_here(paths)
    for worker, there in client.run(hashes, paths).items() if paths else ():
        for path, one, other in zip(paths, here, there, strict=True):
            if one != other:
                raise CopydeskError(
                    f"{path} is not the same on the worker {worker}", "Put it on a disk that all of them see"
                )


_hashes_here = hashes


def result_of(future: Any) -> tuple[list[Finished], BaseException | None]:
    """The result of a chunk, or the error; what a worker had that has died since is lost, which is one too."""
    lost = RuntimeError("the result is lost")
    try:
        if future.status == "finished":
            return future.result(timeout=6 * _PATIENCE), None
        if future.status in ("error", "cancelled"):
            return [], future.exception(timeout=_PATIENCE) or lost
    except Exception as error:
        return [], error
    return [], lost
