"""One worker as the house sees it: lines on a queue, an end that is always noticed."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from robuild.geometry.worker import Job

WORKER_COMMAND = [sys.executable, "-P", "-m", "robuild.geometry.worker"]
"""`-P`: nothing is imported from the folder the user happens to stand in."""
_PATIENCE_S = 10.0


@dataclass(frozen=True, slots=True)
class Heard:
    """A line of a worker; `message` is `None` when it has ended."""

    worker: int
    message: dict[str, Any] | None


class Worker:
    """A running process; stop it before it is let go."""

    def __init__(self, number: int, job: Job, heard: SimpleQueue[Heard]) -> None:
        self.number = number
        self.job = job
        self.begun: list[int] = []
        """Bodies it is working on."""
        self.finished = False
        """It has said everything."""
        self._heard = heard
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            WORKER_COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        assert self._process.stdin is not None
        with contextlib.suppress(OSError), self._process.stdin as stdin:  # it may be gone already
            stdin.write(job.line().encode("utf-8"))
        self.last_heard = time.monotonic()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            # a line that is cut off by a crash is no message
            with contextlib.suppress(ValueError):
                self._heard.put(Heard(self.number, json.loads(line)))
        self._heard.put(Heard(self.number, None))

    def stop(self) -> None:
        """End the process, however it is, and close what it had open."""
        if self._process.poll() is None and not self.finished:
            self._process.kill()
        try:
            self._process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(_PATIENCE_S)
        if self._process.stdout is not None:
            self._process.stdout.close()


def _environment() -> dict[str, str]:
    """The same robuild as here, wherever it was imported from."""
    root = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([root, known]) if known else root
    # one worker keeps one core busy
    return {**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
