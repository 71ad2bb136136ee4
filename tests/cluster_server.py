"""A Dask cluster for tests: a scheduler and workers in processes of their own on this machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.store_server import free_port
from tests.tools import PATIENCE, ROOT


class ClusterServer:
    """A scheduler at ``address`` with workers of one thread each, which a nanny starts again when they die."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.address = f"tcp://127.0.0.1:{self.port}"
        self._folder = folder
        self._scheduler = self._start_scheduler()
        self._workers: list[subprocess.Popen[bytes]] = []

    def _start(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{program}", *arguments],
            env={**os.environ, "PYTHONPATH": path},
            cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def _start_scheduler(self) -> subprocess.Popen[bytes]:
        return self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")

    def add_workers(self, number: int) -> None:
        options = ["--nthreads", "1", "--nworkers", str(number), "--no-dashboard", "--host", "127.0.0.1"]
        self._workers.append(self._start("worker", self.address, *options, "--local-directory", str(self._folder)))

    def wait(self) -> None:
        """Waits until the scheduler answers."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.05)
                continue
            return

    def workers(self) -> list[int]:
        """The processes of the workers, which their nannies have started."""
        nannies = {process.pid for process in self._workers}
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = int(stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
                command = (stat.parent / "cmdline").read_bytes()
            except OSError:
                continue
            if parent in nannies and b"spawn_main" in command:
                found.append(int(stat.parent.name))
        return found

    def restart_scheduler(self) -> None:
        """Kills the scheduler, and starts another at the same address; so with the workers."""
        self.stop()
        self._workers.clear()
        self._scheduler = self._start_scheduler()
        self.wait()
        self.add_workers(2)

    def stop_scheduler(self) -> None:
        self._scheduler.kill()
        self._scheduler.wait()

    def stop(self) -> None:
        _kill(*self._workers, self._scheduler)

    def stop_workers(self) -> None:
        """Kills the workers, with what would start them again."""
        _kill(*self._workers)
        self._workers.clear()


def _kill(*processes: subprocess.Popen[bytes]) -> None:
    for process in processes:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except OSError:
            continue
        process.wait()


@contextmanager
def cluster_server(folder: Path, workers: int = 2) -> Iterator[ClusterServer]:
    server = ClusterServer(folder)
    try:
        server.wait()
        if workers:
            server.add_workers(workers)
        yield server
    finally:
        server.stop()
