"""Routes of the room of evaluations."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from ..errors import EvalError
from ..evaluation.report import summary
from ..evaluation.verdicts import in_words
from ..model import to_plain
from .evals import SHOWN, TITLES, spec_of
from .rooms import Rooms, Within
from .views import page

router = APIRouter()


@router.get("/api/evals", tags=["评测"], summary="上一次评测：各版本各指标的平均")
def runs(rooms: Within) -> dict[str, Any]:
    """Return the sides of the last run and the table of means."""
    results = rooms.evals.results()
    columns, rows = summary(results)
    return {"ran": rooms.evals.ran(), "sides": _specs(rooms), "columns": columns, "rows": rows}


@router.post("/api/evals/run", status_code=202, tags=["评测"], summary="按录音重放一遍（任务），不调用模型")
def run(rooms: Within) -> dict[str, Any]:
    """Start a run and return the job to follow."""
    rooms.evals.desk()
    job = rooms.jobs.start("evals", "/evals", rooms.evals.run)
    return {"job": job.id, "state": job.state, "page": "/evals"}


@router.get("/api/evals/compare", tags=["评测"], summary="两个版本逐例比较：差、区间、判定")
def compare(a: str, b: str, rooms: Within) -> list[dict[str, Any]]:
    """Return the comparison on every metric."""
    return [to_plain(row) for row in rooms.evals.versus(a, b, shown=0).rows]


@router.get("/api/prompts", tags=["评测"], summary="提示词的各版")
def prompts(rooms: Within) -> list[dict[str, Any]]:
    """Return every prompt version with its digest, its note and whether it is in use."""
    found = rooms.evals.prompts()
    return [
        {"name": one.name, "version": one.version, "digest": one.digest, "note": one.note, "after": one.after,
         "active": found.active(one.name) == one}
        for one in found.versions
    ]  # fmt: skip


@router.get("/api/prompts/diff", tags=["评测"], summary="两版提示词的差别")
def diff(a: str, b: str, rooms: Within) -> dict[str, str]:
    """Return the unified difference of two versions, named as in draft_section@v2."""
    found = rooms.evals.prompts()
    found.get(a), found.get(b)
    return {"a": a, "b": b, "diff": rooms.evals.diff(a, b)}


@router.get("/evals", include_in_schema=False)
def room(rooms: Within, a: str = "", b: str = "", cases: int = SHOWN) -> HTMLResponse:
    """Return the last run, and two of its sides against each other where they are named."""
    values: dict[str, Any] = {"versions": prompts(rooms), "trouble": "", "versus": None, "a": a, "b": b}
    try:
        results = rooms.evals.results()
        rooms.evals.desk()
        values["specs"], values["ran"] = _specs(rooms), rooms.evals.ran()
        values["columns"], values["rows"] = summary(results) if results else ((), [])
        values["a"], values["b"] = a or _asked(rooms)[0], b or _asked(rooms)[1]
        if a and b:
            values["versus"] = rooms.evals.versus(a, b, shown=min(max(cases, 0), 1000))
    except EvalError as error:
        values.update({"specs": [], "ran": None, "columns": (), "rows": [], "trouble": str(error)})
    return HTMLResponse(page("evals.html.j2", room="evals", titles=TITLES, words=in_words, raw=Markup, **values))


def _specs(rooms: Rooms) -> list[str]:
    return list(dict.fromkeys(spec_of(one) for one in rooms.evals.results()))


def _asked(rooms: Rooms) -> tuple[str, str]:
    """Return the comparison the suite asks for first, as sides of the last run."""
    specs = _specs(rooms)
    for left, right in rooms.evals.desk().suite.comparisons:
        found = [next((spec for spec in specs if spec.startswith(name)), "") for name in (left, right)]
        if all(found):
            return found[0], found[1]
    return (specs[0], specs[-1]) if specs else ("", "")
