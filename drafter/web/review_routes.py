"""Routes of the room of reviews."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Header, UploadFile
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel

from ..errors import InputError
from ..exporters.html_view import build_view
from ..model import to_plain
from ..text.similarity import align
from .desk import Missing
from .jobs import Job
from .reviews import REVIEW, Case, Compare, Decision, key_of
from .rooms import Rooms, Within
from .uploads import given, pasted, taken
from .views import Drawn, page

router = APIRouter()
WAIT_S = 60.0
"""Seconds a request that wants the result in hand is kept waiting before it gets the job instead."""


class DecisionBody(BaseModel):
    """What is decided about a finding."""

    decision: Decision
    """accept: take the fix; silence: leave it, with a reason; open: undecided again."""
    reason: str = ""
    """Why nothing is changed."""


@router.post("/api/reviews", status_code=201, tags=["审稿"], summary="交一份报告来审")
def create(
    rooms: Within,
    report: Annotated[UploadFile | None, File(description="报告：docx、txt 或 md")] = None,
    text: Annotated[str, Form(description="不传文件时，直接给正文")] = "",
    facts: Annotated[UploadFile | None, File(description="素材，用来核对数字")] = None,
    facts_text: Annotated[str, Form(description="不传文件时，直接给素材")] = "",
    past: Annotated[list[UploadFile] | None, File(description="往年稿，用来查重")] = None,
    compare: Annotated[
        Compare, Form(description="与什么比：store 库中往年稿，none 不比；传了 past 就与 past 比")
    ] = "store",
    period: Annotated[str, Form(description="报告期，如 2025H1；不填则由文稿判断")] = "",
    profile: Annotated[str, Form(description="用 drafter.toml 里的哪一套规则；不填则用工作目录的")] = "",
    wait: Annotated[bool, Form(description="等审完再答复")] = True,
) -> dict[str, Any]:
    """Return the case; with ``wait`` also what was found, else the job to follow."""
    if report is not None and (report.filename or report.size):
        upload = taken(report)
    else:
        upload = pasted("粘贴的文稿.txt", text)
    sheets = given([facts] if facts else [])
    if not sheets and facts_text.strip():
        sheets = [pasted("粘贴的素材.md", facts_text, ".md")]
    folder = rooms.reviews.create(
        upload, facts=sheets[0] if sheets else None, past=given(past), compare=compare,
        period=period.strip() or None, profile=profile.strip() or None,
    )  # fmt: skip
    job = start(rooms, folder.id)
    if wait and job.over.wait(WAIT_S):
        if job.state == "failed":
            folder.remove()
            raise InputError(job.events[-1]["data"]["message"])
        return plain(rooms.reviews.get(folder.id))
    return {"id": folder.id, "state": "running", "job": job.id, "page": f"/review/{folder.id}"}


def start(rooms: Rooms, id: str) -> Job:
    """Start reviewing what lies in a folder, and note the job there."""
    folder = rooms.desk.folder("reviews", id)

    def work(job: Job) -> None:
        case = rooms.reviews.run(folder, lambda stage: job.progress(stage, 0, 0))
        _drawn.of(id, case)

    job = rooms.jobs.start("review", f"/review/{id}", work)
    folder.put("job.txt", job.id)
    return job


@router.get("/api/reviews", tags=["审稿"], summary="审过的报告")
def listing(rooms: Within) -> list[dict[str, Any]]:
    """Return what is known of each report, the newest first."""
    return [folder.state() for folder in rooms.desk.folders("reviews")]


@router.get("/api/reviews/{id}", tags=["审稿"], summary="一份报告的审核意见、数字台账、素材覆盖")
def one(id: str, rooms: Within) -> dict[str, Any]:
    """Return a reviewed report."""
    return plain(rooms.reviews.get(id))


@router.delete("/api/reviews/{id}", tags=["审稿"], summary="删去一份报告", status_code=204)
def remove(id: str, rooms: Within) -> None:
    """Forget a report with all that belongs to it."""
    rooms.reviews.remove(id)


@router.post("/api/reviews/{id}/again", tags=["审稿"], summary="再审一遍（素材、词表或库有变时）")
def again(id: str, rooms: Within, accept: Annotated[str, Header(include_in_schema=False)] = "") -> Any:
    """Review anew and return the result; decisions about what is found again stand."""
    job = start(rooms, id)
    job.over.wait(WAIT_S)
    if job.state == "failed":
        raise InputError(job.events[-1]["data"]["message"])
    return body(id, rooms) if "text/html" in accept else plain(rooms.reviews.get(id))


@router.put("/api/reviews/{id}/findings/{key}", tags=["审稿"], summary="采纳一条意见的改法、静音（写明理由）或撤回")
def decide(id: str, key: str, body: DecisionBody, rooms: Within) -> dict[str, Any]:
    """Keep a decision."""
    case = rooms.reviews.decide(id, key, body.decision, body.reason)
    return {"id": id, "key": key, **case.decisions().get(key, {"decision": "open"})}


@router.post(
    "/api/reviews/{id}/findings/{key}/waiver",
    tags=["审稿"],
    summary="把静音的一条写入 waivers.toml，以后审同名文件不再报",
)
def note(id: str, key: str, rooms: Within) -> dict[str, Any]:
    """Write a silenced finding into the workspace's waivers.toml."""
    return {"id": id, "key": key, **rooms.reviews.note(id, key).decisions()[key]}


@router.delete("/api/reviews/{id}/findings/{key}/waiver", tags=["审稿"], summary="把撤回的一条从 waivers.toml 里也删去")
def unnote(id: str, key: str, rooms: Within) -> dict[str, Any]:
    """Take a leave out of the workspace's waivers.toml; what else stands in it stays as it is."""
    return {"id": id, "key": key, "removed": rooms.reviews.unnote(id, key)}


@router.get("/api/reviews/{id}/report", tags=["审稿"], summary="取回报告：docx 带批注与修订，text 为采纳后的正文")
def download(id: str, rooms: Within, format: str = "docx") -> Response:
    """Return the report as a file."""
    name, data = rooms.reviews.file(id, format)
    return attachment(name, data)


@router.get("/review", include_in_schema=False)
def room(rooms: Within) -> HTMLResponse:
    """Return the room: hand something in, or go on with something."""
    stored = len(rooms.drafter.corpus.documents())
    cases = [folder.state() for folder in rooms.desk.folders("reviews")]
    profiles = [one.name for one in rooms.drafter.settings.review_profiles]
    return HTMLResponse(page("review_room.html.j2", room="review", cases=cases, stored=stored, profiles=profiles))


@router.get("/review/{id}", include_in_schema=False)
def shown(id: str, rooms: Within) -> HTMLResponse:
    """Return a report with its findings in the margin, or how far its review is."""
    folder = rooms.desk.folder("reviews", id)
    job = rooms.jobs.running(folder.text("job.txt") if folder.has("job.txt") else None)
    if job is not None or not folder.has(REVIEW):
        last = rooms.jobs.get(folder.text("job.txt")) if folder.has("job.txt") else None
        return HTMLResponse(page("review_wait.html.j2", room="review", case=folder.state(), job=job or last))
    case = rooms.reviews.get(id)
    values = {"case": case.state, "plain": not case.review.findings, "drawn": _drawn.of(id, case)}
    return HTMLResponse(page("review.html.j2", room="review", **values))


@router.get("/review/{id}/body", include_in_schema=False)
def body(id: str, rooms: Within) -> HTMLResponse:
    """Return the report alone, for a page that is open."""
    return HTMLResponse(_drawn.of(id, rooms.reviews.get(id)))


@router.get("/review/{id}/rest", include_in_schema=False)
def rest(id: str, rooms: Within) -> HTMLResponse:
    """Return what stands below the report, which a page fetches once the report is on the screen."""
    return HTMLResponse(_below.of(id, rooms.reviews.get(id)))


@router.get("/review/{id}/aside/{key}/{number}", include_in_schema=False)
def aside(id: str, key: str, number: int, rooms: Within) -> HTMLResponse:
    """Return a finding's words beside the words they repeat, differences marked."""
    finding = rooms.reviews.get(id).finding(key)
    if not 0 <= number < len(finding.evidence):
        raise Missing("这条意见没有可并排看的原文")
    ground = finding.evidence[number]
    steps = [(s.change, s.left.of(finding.quote), s.right.of(ground.quote)) for s in align(finding.quote, ground.quote)]
    # one common character says nothing
    rows = [(change == "equal" and len(old) > 1, old, new) for change, old, new in steps]
    return HTMLResponse(page("aside.html.j2", finding=finding, ground=ground, steps=rows))


def attachment(name: str, data: bytes) -> Response:
    """Return a file to be saved, never shown: what is in it was written by others."""
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(data, media_type="application/octet-stream", headers=headers)


def plain(case: Case) -> dict[str, Any]:
    """Return a case as JSON: its state, the review, and a key for each finding."""
    review = to_plain(case.review)
    for row, finding in zip(review["findings"], case.review.findings, strict=True):
        row["key"] = key_of(finding)
    return {
        **case.state,
        "state": "done",
        "page": f"/review/{case.folder.id}",
        "text": case.document.text,
        "review": review,
    }


def _values(case: Case) -> dict[str, Any]:
    findings = dict(enumerate(case.review.findings, 1))
    keys = {number: key_of(finding) for number, finding in findings.items()}
    decisions = case.decisions()
    return {
        "case": case.state,
        "view": build_view(case.document, case.review),
        "keys": keys,
        "decided": {number: decisions[key] for number, key in keys.items() if key in decisions},
        "fixable": {number for number, finding in findings.items() if finding.fix is not None},
        # what can be laid side by side: words of another report, or of another place in this one
        "asides": {
            number: [
                at for at, ground in enumerate(finding.evidence) if ground.kind in ("past", "here") and ground.quote
            ]
            for number, finding in findings.items()
            if finding.code.startswith("DUP")
        },
    }


def warm(rooms: Rooms) -> None:
    """Have the newest report drawn before somebody opens it."""
    for folder in islice(rooms.desk.folders("reviews"), 1):
        if folder.has(REVIEW):
            _drawn.of(folder.id, rooms.reviews.get(folder.id))


_drawn = Drawn(lambda case: page("review_body.html.j2", **_values(case)))
_below = Drawn(lambda case: page("report_rest.html.j2", view=build_view(case.document, case.review, case.facts())))
