"""Long jobs: run in threads of their own, tell what happens as numbered events on disk, can be cancelled."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, RLock, Semaphore, Thread
from typing import Any

from ..errors import DrafterError
from .desk import Desk, Folder, Missing, now

EVENTS = "events.jsonl"
OVER = frozenset({"done", "failed", "cancelled", "interrupted"})
"""Names of events after which nothing follows; also the states of a job that is over."""
AT_A_TIME = 4
STOPPED = "已停下；写好的部分都留着，可以接着写"


class Cancelled(DrafterError):
    """The job was asked to stop."""


@dataclass(slots=True)
class Job:
    """One long job; its thread tells, any number of readers listen."""

    folder: Folder
    subject: str
    """Where its result is shown: a path of the page."""
    events: list[dict[str, Any]] = field(default_factory=list)
    """Everything told so far; the place in the list is the event's number."""
    stop: Event = field(default_factory=Event)
    over: Event = field(default_factory=Event)
    _lock: Any = field(default_factory=RLock)

    @property
    def id(self) -> str:
        """Its id."""
        return self.folder.id

    @property
    def state(self) -> str:
        """Return running, or how it ended."""
        last = self.events[-1]["event"] if self.events else ""
        return last if last in OVER else "running"

    def tell(self, event: str, **data: Any) -> None:
        """Add an event, on disk first; nothing is told after the end."""
        with self._lock:
            if self.state != "running":
                return
            row = {"id": len(self.events), "event": event, "data": data}
            with (self.folder.path / EVENTS).open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
            self.events.append(row)
            if event in OVER:
                self.over.set()

    def go_on(self) -> None:
        """Raise Cancelled when the job has been asked to stop."""
        if self.stop.is_set():
            raise Cancelled("已停止")

    def progress(self, stage: str, done: int, total: int) -> None:
        """Tell how far it is, as the pipeline does."""
        self.go_on()
        self.tell("progress", stage=stage, done=done, total=total)


class Jobs:
    """All jobs of one server."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._jobs: dict[str, Job] = {}
        self._lock = RLock()
        self._room = Semaphore(AT_A_TIME)

    def start(self, kind: str, subject: str, work: Callable[[Job], None]) -> Job:
        """Start ``work`` in a thread and return its job; what work raises becomes the job's last event."""
        folder = self._desk.new("jobs")
        folder.save({"id": folder.id, "kind": kind, "subject": subject, "created": now()})
        job = Job(folder=folder, subject=subject)
        with self._lock:
            self._jobs[folder.id] = job
        Thread(target=self._run, args=(job, work), daemon=True, name=f"job-{folder.id}").start()
        return job

    def _run(self, job: Job, work: Callable[[Job], None]) -> None:
        with self._room:
            try:
                job.go_on()
                work(job)
            except Cancelled:
                job.tell("cancelled", message=STOPPED)
            except DrafterError as error:
                job.tell("failed", message=str(error))
            except Exception as error:
                job.tell("failed", message=f"程序出错（{type(error).__name__}）：请把这份材料与时间告诉维护人员")
                raise
            else:
                job.tell("done")

    def get(self, id: str) -> Job:
        """Return a job of this server or an earlier one; raise Missing for an unknown one."""
        with self._lock:
            job = self._jobs.get(id)
            return job if job is not None else self._earlier(id)

    def cancel(self, id: str) -> Job:
        """End a job and return it; its thread stops at its next step, and nothing it makes after this counts."""
        job = self.get(id)
        job.stop.set()
        job.tell("cancelled", message=STOPPED)
        return job

    def _earlier(self, id: str) -> Job:
        """Return a job whose server is gone: over, and interrupted unless it had ended."""
        folder = self._desk.folder("jobs", id)
        job = Job(folder=folder, subject=folder.state()["subject"])
        for line in folder.text(EVENTS).splitlines() if folder.has(EVENTS) else ():
            # a line cut off by a power failure ends the record
            if not line.endswith("}"):
                break
            job.events.append(json.loads(line))
        job.tell("interrupted", message="服务曾中断；写好的部分都留着，可以接着做")
        self._jobs[id] = job
        return job

    def forget(self, id: str) -> None:
        """Remove the record of a job that is over; one that is running or unknown stays as it is."""
        if self.running(id) is None:
            with self._lock:
                self._jobs.pop(id, None)
                self._desk.folder("jobs", id).remove()

    def running(self, id: str | None) -> Job | None:
        """Return the job when it is known and still running."""
        if id is None:
            return None
        try:
            job = self.get(id)
        except Missing:
            return None
        return job if job.state == "running" else None
