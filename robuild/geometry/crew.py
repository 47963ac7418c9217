"""Workers on one file until every shape is measured or given up: crashes, hangs, restarts."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue
from typing import Any

from robuild.geometry.child_process import Heard, Worker
from robuild.geometry.worker import Job
from robuild.terms.vocabulary import ShapeStatus

MOST_RESTARTS = 25
"""Per file; what is left after so many is given up."""
WORTH_TWO = 250
"""Items from which a second process pays for opening the file once more."""
_MOST_WORKERS = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one body."""

    status: ShapeStatus
    detail: str = ""
    key: str | None = None
    kernel: str | None = None
    measures: dict[str, float | None] = field(default_factory=dict)
    place: dict[str, Any] = field(default_factory=dict)


@dataclass
class FileShapes:
    """What the workers said of one file."""

    listed: dict[str, list[int]] = field(default_factory=dict)
    """Item -> its bodies."""
    told: dict[int, Told] = field(default_factory=dict)
    meshes: dict[str, dict[str, str]] = field(default_factory=dict)
    """Shape key -> its mesh as the worker told it, where it was asked to draw."""
    meshed: int = 0
    """Shapes that went through the kernel."""
    unreadable: str = ""
    left: ShapeStatus = ShapeStatus.FAILED
    """Status of what nothing was said of."""


class Crew:
    """The workers of one file."""

    def __init__(
        self,
        job: Job,
        *,
        timeout_s: float,
        until: float | None,
        advanced: Callable[[int], None],
    ) -> None:
        self._job = job
        self._timeout_s = timeout_s
        self._until = until
        self._advanced = advanced
        self._heard: SimpleQueue[Heard] = SimpleQueue()
        self._workers: dict[int, Worker] = {}
        self._started = 0
        self._restarts = 0
        self.found = FileShapes()

    def run(self) -> FileShapes:
        """Work until all is said or given up."""
        shares = _shares(len(self._job.components) + len(self._job.spaces))
        try:
            for share in range(shares):
                self._start(replace(self._job, share=share, shares=shares))
            while self._workers:
                self._wait()
        finally:
            for worker in self._workers.values():
                worker.stop()
        return self.found

    def _start(self, job: Job) -> None:
        self._started += 1
        self._workers[self._started] = Worker(self._started, job, self._heard)

    def _wait(self) -> None:
        now = time.monotonic()
        if self._until is not None and now >= self._until:
            self._give_up_all()
            return
        silent = min(self._workers.values(), key=lambda worker: worker.last_heard)
        deadline = silent.last_heard + self._timeout_s
        if self._until is not None:
            deadline = min(deadline, self._until)
        try:
            heard = self._heard.get(timeout=max(deadline - now, 0.001))
        except Empty:
            if time.monotonic() >= silent.last_heard + self._timeout_s:
                self._lost(silent, ShapeStatus.TIMED_OUT)
            return
        worker = self._workers.get(heard.worker)
        if worker is None:  # words of one that was given up
            return
        worker.last_heard = time.monotonic()
        if heard.message is not None:
            self._hear(worker, heard.message)
        elif worker.finished:
            self._dismiss(worker)
        else:
            self._lost(worker, ShapeStatus.CRASHED)

    def _hear(self, worker: Worker, message: dict[str, Any]) -> None:
        say = message.get("say")
        if say == "listed":
            self.found.listed = message["items"]
        elif say == "start":
            worker.begun = message["numbers"]
        elif say == "shape":
            self.found.meshed += 1
            if "mesh" in message:
                self.found.meshes[message["key"]] = message["mesh"]
            for number, place in message["places"].items():
                self.found.told[int(number)] = Told(
                    ShapeStatus.MEASURED, "", message["key"], message["kernel"],
                    message["measures"], place,
                )  # fmt: skip
        elif say == "none":
            self._blame(message["numbers"], ShapeStatus(message["status"]), message["detail"])
        elif say == "unreadable":
            self.found.unreadable = message["detail"]
            worker.finished = True
        elif say == "end":
            worker.finished = True
        if say in ("shape", "none"):
            self._advanced(len(worker.begun))
            worker.begun = []

    def _blame(self, numbers: Sequence[int], status: ShapeStatus, detail: str = "") -> None:
        for number in numbers:
            self.found.told[number] = Told(status, detail)

    def _lost(self, worker: Worker, status: ShapeStatus) -> None:
        """A worker crashed or hangs: give up what it had begun, and go on with the rest."""
        self._dismiss(worker)
        self._blame(worker.begun, status)
        self._advanced(len(worker.begun))
        self.found.left = status
        self._restarts += 1
        if worker.begun and self._restarts <= MOST_RESTARTS:
            self._start(replace(worker.job, done=sorted(self.found.told)))

    def _give_up_all(self) -> None:
        self.found.left = ShapeStatus.TIMED_OUT
        for worker in list(self._workers.values()):
            self._dismiss(worker)

    def _dismiss(self, worker: Worker) -> None:
        del self._workers[worker.number]
        worker.stop()


def _shares(items: int) -> int:
    cores = os.cpu_count() or 1
    return min(_MOST_WORKERS, cores) if items >= WORTH_TWO else 1
