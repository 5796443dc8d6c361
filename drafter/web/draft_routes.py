"""Routes of the room of drafts."""

from __future__ import annotations

import operator
from collections.abc import Callable
from itertools import islice
from threading import Lock
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Header, UploadFile
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup
from pydantic import BaseModel

from ..errors import InputError
from ..exporters.html_view import build_view
from ..model import Engine, Outline, Span, to_plain
from .desk import Folder
from .drafts import DRAFT, NOTES, PLAN, Sheaf, own_waivers
from .jobs import Job
from .plans import FRAME
from .review_routes import attachment
from .reviews import key_of
from .rooms import Rooms, Within
from .uploads import pasted, taken
from .views import Drawn, page

router = APIRouter()
_starting = Lock()
Accept = Annotated[str, Header(include_in_schema=False)]


class PlanBody(BaseModel):
    """Changes to the plan."""

    moves: dict[str, str] = {}
    """Fact id → section id; '' for no section."""
    titles: dict[str, str] = {}
    """Section id → heading."""


class EditBody(BaseModel):
    """A change by hand."""

    start: int
    """Offset of the first code point that is replaced."""
    end: int
    """Offset after the last."""
    old: str
    """The words that stand there, as a check that nobody changed them meanwhile."""
    text: str
    """The words that shall stand there."""


class FillBody(BaseModel):
    """What is put in place of a 【待核实：…】."""

    at: int
    """An offset within the mark."""
    text: str
    """The words; '' takes the mark out."""
    fact: bool = True
    """Whether the sentence joins the notes as a fact."""


class ReasonBody(BaseModel):
    """Why a finding may stand."""

    reason: str
    """In one line."""


class FactsBody(BaseModel):
    """Late facts."""

    text: str
    """One a line."""


@router.post("/api/drafts", status_code=201, tags=["写稿"], summary="交素材，得提纲")
def create(
    rooms: Within,
    notes: Annotated[UploadFile | None, File(description="素材：md、txt 或 docx")] = None,
    text: Annotated[str, Form(description="不传文件时，直接给素材")] = "",
    kind: Annotated[str, Form(description="报告种类，如 业务工作总结；不填则由素材判断")] = "",
    organisation: Annotated[str, Form(description="单位；不填则由素材判断")] = "",
    period: Annotated[str, Form(description="报告期，如 2025H1；不填则由素材判断")] = "",
    engine: Annotated[str, Form(description="compose 套写，不联网；model 用配置的模型")] = "",
) -> dict[str, Any]:
    """Return the plan."""
    given = (
        taken(notes) if notes is not None and (notes.filename or notes.size) else pasted("粘贴的素材.md", text, ".md")
    )
    folder = rooms.drafts.create(given, kind=kind, organisation=organisation, period=period, engine=_engine(engine))
    _plan_drawn(rooms, folder)
    return _planned(rooms, folder)


@router.get("/api/drafts", tags=["写稿"], summary="写过的稿")
def listing(rooms: Within) -> list[dict[str, Any]]:
    """Return what is known of each draft, the newest first."""
    return [folder.state() for folder in rooms.desk.folders("drafts")]


@router.get("/api/drafts/{id}", tags=["写稿"], summary="一份稿：提纲、正文、逐句依据、审核意见")
def one(id: str, rooms: Within) -> dict[str, Any]:
    """Return a draft as far as it is."""
    folder = rooms.desk.folder("drafts", id)
    return _plain(rooms.drafts.get(id)) if folder.has(DRAFT) else _planned(rooms, folder)


@router.delete("/api/drafts/{id}", tags=["写稿"], summary="删去一份稿", status_code=204)
def remove(id: str, rooms: Within) -> None:
    """Forget a draft with all that belongs to it."""
    rooms.drafts.remove(id)


@router.put("/api/drafts/{id}/plan", tags=["写稿"], summary="改提纲：素材换一节，标题改字")
def replan(id: str, body: PlanBody, rooms: Within, accept: Accept = "") -> Any:
    """Change the plan and return it."""
    rooms.drafts.replan(id, body.moves, body.titles)
    if "text/html" in accept:
        return plan_body(id, rooms)
    return _planned(rooms, rooms.desk.folder("drafts", id))


@router.post("/api/drafts/{id}/write", tags=["写稿"], summary="照提纲起草（任务）", status_code=202)
def write(id: str, rooms: Within) -> dict[str, Any]:
    """Start writing and return the job to follow; one job at a time for a draft."""
    return _begin(rooms, id, lambda job: _write(rooms, id, job))


@router.post("/api/drafts/{id}/facts", tags=["写稿"], summary="补充素材，只重写有变的各节（任务）", status_code=202)
def late(id: str, body: FactsBody, rooms: Within) -> dict[str, Any]:
    """Add late facts, start writing what they change, and return the job to follow."""
    _free(rooms, rooms.desk.folder("drafts", id))
    rooms.drafts.add_facts(id, body.text)
    return _begin(rooms, id, lambda job: _write(rooms, id, job, late=True))


@router.post("/api/drafts/{id}/edits", tags=["写稿"], summary="改一处文字，随即再审")
def edit(id: str, body: EditBody, rooms: Within, accept: Accept = "") -> Any:
    """Change the text and return the draft."""
    _free(rooms, rooms.desk.folder("drafts", id))
    return _answered(rooms.drafts.edit(id, Span(start=body.start, end=body.end), body.old, body.text), accept)


@router.post("/api/drafts/{id}/fills", tags=["写稿"], summary="填上一处【待核实】，随即再审")
def fill(id: str, body: FillBody, rooms: Within, accept: Accept = "") -> Any:
    """Fill an open mark and return the draft."""
    _free(rooms, rooms.desk.folder("drafts", id))
    return _answered(rooms.drafts.fill(id, body.at, body.text, as_fact=body.fact), accept)


@router.post("/api/drafts/{id}/findings/{key}/fix", tags=["写稿"], summary="采纳一条意见的改法，随即再审")
def fix(id: str, key: str, rooms: Within, accept: Accept = "") -> Any:
    """Apply a fix and return the draft."""
    _free(rooms, rooms.desk.folder("drafts", id))
    return _answered(rooms.drafts.fix(id, key), accept)


@router.post("/api/drafts/{id}/findings/{key}/silence", tags=["写稿"], summary="一条意见不改，写明理由")
def silence(id: str, key: str, body: ReasonBody, rooms: Within, accept: Accept = "") -> Any:
    """Let a finding stand and return the draft."""
    _free(rooms, rooms.desk.folder("drafts", id))
    return _answered(rooms.drafts.silence(id, key, body.reason), accept)


@router.delete("/api/drafts/{id}/waivers/{number}", tags=["写稿"], summary="撤回一条准予，随即再审")
def unsilence(id: str, number: int, rooms: Within, accept: Accept = "") -> Any:
    """Take back a leave given in this draft and return the draft."""
    _free(rooms, rooms.desk.folder("drafts", id))
    return _answered(rooms.drafts.unsilence(id, number), accept)


@router.post("/api/drafts/{id}/undo", tags=["写稿"], summary="撤回上一次修改")
def undo(id: str, rooms: Within, accept: Accept = "") -> Any:
    """Return to the draft before the last change."""
    _free(rooms, rooms.desk.folder("drafts", id))
    return _answered(rooms.drafts.undo(id), accept)


@router.post("/api/drafts/{id}/again", tags=["写稿"], summary="再审一遍")
def again(id: str, rooms: Within, accept: Accept = "") -> Any:
    """Review anew and return the draft."""
    return _answered(rooms.drafts.again(id), accept)


@router.get("/api/drafts/{id}/report", tags=["写稿"], summary="取回文稿：docx、markdown、html、json、text")
def download(id: str, rooms: Within, format: str = "docx") -> Response:
    """Return the draft as a file."""
    name, data = rooms.drafts.file(id, format)
    return attachment(name, data)


@router.get("/write", include_in_schema=False)
def room(rooms: Within) -> HTMLResponse:
    """Return the room: hand in notes, or go on with a draft."""
    records = rooms.drafter.corpus.documents()
    kinds = sorted({row.source.kind for row in records if row.source.kind})
    houses = sorted({row.source.organisation for row in records if row.source.organisation})
    chat = rooms.drafter.settings.chat if rooms.drafter.engine == "model" else None
    cases = listing(rooms)
    values = {"kinds": kinds, "houses": houses, "chat": chat, "cases": cases, "stored": len(records)}
    return HTMLResponse(page("write_room.html.j2", room="write", **values))


@router.get("/write/{id}", include_in_schema=False)
def shown(id: str, rooms: Within, plan: bool = False) -> HTMLResponse:
    """Return the plan, how far the writing is, or the draft."""
    folder = rooms.desk.folder("drafts", id)
    state = folder.state()
    job = rooms.jobs.get(state["job"]) if state["job"] else None
    if job is not None and job.state == "running":
        return HTMLResponse(page("write_wait.html.j2", room="write", case=state, job=job))
    failed = job if job is not None and job.state != "done" else None
    if folder.has(DRAFT) and not plan:
        drawn = _drawn.of(id, rooms.drafts.get(id))
        return HTMLResponse(page("write.html.j2", room="write", failed=failed, case=state, drawn=drawn))
    chat = rooms.drafter.settings.chat
    values = {"case": state, "chat": chat, "written": folder.has(DRAFT), "drawn": _plan_drawn(rooms, folder)}
    return HTMLResponse(page("write_plan.html.j2", room="write", failed=failed, **values))


@router.get("/write/{id}/body", include_in_schema=False)
def body(id: str, rooms: Within) -> HTMLResponse:
    """Return the draft alone, for a page that is open."""
    return HTMLResponse(_drawn.of(id, rooms.drafts.get(id)))


@router.get("/write/{id}/rest", include_in_schema=False)
def rest(id: str, rooms: Within) -> HTMLResponse:
    """Return what stands below the draft, which a page fetches once the draft is on the screen."""
    return HTMLResponse(_below.of(id, rooms.drafts.get(id)))


@router.get("/write/{id}/plan", include_in_schema=False)
def plan_body(id: str, rooms: Within) -> HTMLResponse:
    """Return the plan alone, for a page that is open."""
    return HTMLResponse(_plan_drawn(rooms, rooms.desk.folder("drafts", id)))


def _answered(sheaf: Sheaf, accept: str) -> Any:
    """Return the changed draft: as the part of the page that shows it where that is asked for, else as JSON."""
    if "text/html" in accept:
        return HTMLResponse(_drawn.of(sheaf.folder.id, sheaf))
    return _plain(sheaf)


def _write(rooms: Rooms, id: str, job: Job, *, late: bool = False) -> None:
    """Write, and draw what was written before anybody opens it."""
    rooms.drafts.write(id, job, late=late)
    _drawn.of(id, rooms.drafts.get(id))


def _begin(rooms: Rooms, id: str, work: Callable[[Job], None]) -> dict[str, Any]:
    folder = rooms.desk.folder("drafts", id)
    with _starting:
        _free(rooms, folder)
        job = rooms.jobs.start("draft", f"/write/{id}", work)
        folder.save({**folder.state(), "job": job.id})
    return {"id": id, "job": job.id, "state": job.state, "page": f"/write/{id}"}


def _free(rooms: Rooms, folder: Folder) -> None:
    if rooms.jobs.running(folder.state()["job"]) is not None:
        raise InputError("这份稿正在写：请等它写完，或先停下")


def _engine(name: str) -> Engine | None:
    known: dict[str, Engine | None] = {"": None, "compose": "compose", "model": "model"}
    if name not in known:
        raise InputError(f"没有“{name}”这种写法：compose 套写，model 用模型")
    return known[name]


def _planned(rooms: Rooms, folder: Folder) -> dict[str, Any]:
    sheet = rooms.drafts.sheet(folder)
    return {
        **folder.state(),
        "page": f"/write/{folder.id}",
        "outline": to_plain(rooms.drafts.outline(folder)),
        "facts": to_plain(sheet.facts),
        "open_questions": to_plain(sheet.open_questions),
    }


def _plain(sheaf: Sheaf) -> dict[str, Any]:
    review = to_plain(sheaf.review)
    for row, finding in zip(review["findings"], sheaf.review.findings, strict=True):
        row["key"] = key_of(finding)
    state = {**sheaf.folder.state(), "page": f"/write/{sheaf.folder.id}"}
    return {**state, "draft": to_plain(sheaf.draft), "review": review}


def _plan_drawn(rooms: Rooms, folder: Folder) -> Markup:
    """Return the plan as it is shown, drawn anew when plan or notes have changed."""
    return _plans.of(folder.id, (rooms, folder, *(folder.text(name) for name in (PLAN, NOTES))))


def _plan_values(rooms: Rooms, folder: Folder) -> dict[str, Any]:
    outline, sheet = rooms.drafts.outline(folder), rooms.drafts.sheet(folder)
    return {
        "outline": outline,
        "homes": _homes(outline),
        "facts": {fact.id: fact.text for fact in sheet.facts},
        "questions": sheet.open_questions,
    }


def _homes(outline: Outline) -> dict[str, str]:
    """Return the sections a fact can be moved to: those with a heading and nothing deeper below."""
    plans = outline.sections
    return {
        section.id: f"{section.marker}{section.title}"
        for number, section in enumerate(plans)
        if section.role not in FRAME and not (number + 1 < len(plans) and plans[number + 1].level > section.level)
    }


def _values(sheaf: Sheaf) -> dict[str, Any]:
    findings = dict(enumerate(sheaf.review.findings, 1))
    return {
        "case": sheaf.folder.state(),
        "view": build_view(sheaf.draft, sheaf.review),
        "keys": {number: key_of(finding) for number, finding in findings.items()},
        # what a fix changes, so that the page shows it before the rules have run
        "fixable": {
            number: [(edit.span.start, edit.span.end, edit.text) for edit in finding.fix.edits]
            for number, finding in findings.items()
            if finding.fix is not None
        },
        "undo": sheaf.folder.has("before.json"),
        "facts": sheaf.draft.facts,
    }


def warm(rooms: Rooms) -> None:
    """Have the newest draft, or its plan, drawn before somebody opens it."""
    for folder in islice(rooms.desk.folders("drafts"), 1):
        if folder.has(DRAFT):
            _drawn.of(folder.id, rooms.drafts.get(folder.id))
        else:
            _plan_drawn(rooms, folder)


_plans = Drawn(lambda asked: page("plan_body.html.j2", **_plan_values(*asked[:2])), same=operator.eq)
_drawn = Drawn(lambda sheaf: page("write_body.html.j2", **_values(sheaf)))


def _rest_values(sheaf: Sheaf) -> dict[str, Any]:
    """Return what stands below a draft, and which of its leaves can be taken back here."""
    given = {waiver: number for number, waiver in enumerate(own_waivers(sheaf.folder))}
    own = {at: given[one.waiver] for at, one in enumerate(sheaf.review.silenced) if one.waiver in given}
    return {"view": build_view(sheaf.draft, sheaf.review), "own": own, "id": sheaf.folder.id}


_below = Drawn(lambda sheaf: page("write_rest.html.j2", **_rest_values(sheaf)))
