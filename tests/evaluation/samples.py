"""A small suite in a folder of its own: three invented reports, past ones, and a model that answers in this process."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from drafter.evaluation.cases import PASSAGES, Suite, load_suite
from drafter.evaluation.desk import EvalDesk
from drafter.evaluation.freezing import freeze
from drafter.evaluation.judged import Judged, judge, masked_grams
from drafter.evaluation.writing import brief_of, outline_of, sheet_of
from drafter.model import CallRow, Document, EvalCase, EvalResult, MadeWith, Message, Score
from drafter.readers import read_text
from drafter.text.assembly import Written, assemble
from drafter.text.callkey import call_key
from drafter.text.reuse import build_past

SUITE = """
primary = "fact_coverage"
guarded = ["figure_recall", "unsupported"]
past = "past"

[[run]]
version = "compose"

[[run]]
version = "draft_section@v1"
model = "fake"
tag = "standing"

[[compare]]
a = "compose"
b = "draft_section@v1"
"""
REPORT = """
title = "衡川市住房和城乡建设局2025年上半年{name}工作总结"
organisation = "衡川市住房和城乡建设局"
kind = "{name}工作总结"
period = "2025H1"
outline = ["一、主要工作情况", "（一）抓好学习教育", "二、存在的问题"]

[[case]]
id = "{id}-study"
heading = "（一）抓好学习教育"
role = "成绩"
length = 90
tags = ["standing", "sum"]
facts = [
  "各支部集中学习{{{a}次}}，交流发言{{{b}人次}}",
  "印发《{name}学习方案》，全年{{=未发生}}违规问题",
]
forbidden = ["{c}人"]
reference = "各支部集中学习{a}次，交流发言{b}人次。"

[[case]]
id = "{id}-gaps"
heading = "二、存在的问题"
role = "问题"
length = 60
facts = ["还有{{{b}个}}问题没有整改"]
"""
PAST = """衡川市住房和城乡建设局{year}年上半年{name}工作总结

{year}年上半年，我局抓好各项{name}工作，现将情况汇报如下：
一、主要工作情况
（一）抓好学习教育。各支部坚持集中学习制度，开展集中学习{a}次，交流发言{b}人次，邀请专家辅导{c}场，党员参学率达到九成以上，形成了比学赶超的良好氛围。
二、存在的问题
（一）整改推进不够快。检视发现的问题中还有{c}个没有整改到位，个别科室办理超过时限，督促检查的力度有待加强，长效机制还不够健全。
"""
NAMES = {"party": "党建", "water": "排水", "rent": "住房保障"}


def folder(top: Path) -> Path:
    """Write the suite below ``top`` and return its folder."""
    cases, past = top / "evals" / "cases", top / "evals" / "past"
    for one in (cases, past):
        one.mkdir(parents=True)
    (cases / "suite.toml").write_text(SUITE, encoding="utf-8")
    for number, (id, name) in enumerate(NAMES.items()):
        text = REPORT.format(id=id, name=name, a=41 + number, b=23 + number, c=71 + number)
        (cases / f"{id}.toml").write_text(text, encoding="utf-8")
        old = PAST.format(year=2023 + number % 2, name=name, a=88 + number, b=66 + number, c=5 + number)
        (past / f"{id}.txt").write_text(old, encoding="utf-8")
    suite = load_suite(top / "evals")
    freeze(suite.cases, past_of(suite), cases / PASSAGES)
    return top / "evals"


def past_of(suite: Suite) -> tuple[Document, ...]:
    return tuple(read_text(path.read_text(encoding="utf-8")) for path in sorted(suite.past.glob("*.txt")))


def case_of(facts: Sequence[str], top: Path, **more: Any) -> EvalCase:
    """Return a case with ``facts`` (marks as in the files); ``more`` replaces fields."""
    cases = top / "cases"
    cases.mkdir(parents=True, exist_ok=True)
    (cases / "suite.toml").write_text('primary = "fact_coverage"\nguarded = []\npast = "past"\n', encoding="utf-8")
    head = REPORT.split("[[case]]")[0].format(name="党建")
    lines = json.dumps(facts, ensure_ascii=False)
    plan = 'id = "one"\nheading = "（一）抓好学习教育"\nrole = "成绩"\nlength = 60\n'
    body = f"[[case]]\n{plan}facts = {lines}\n"
    (cases / "one.toml").write_text(head + body, encoding="utf-8")
    return replace(load_suite(top).cases[0], **more)


def judged(
    case: EvalCase,
    *sentences: str | tuple[str, tuple[str, ...]],
    past: Sequence[Document] = (),
    call: CallRow | None = None,
) -> Judged:
    """Return ``sentences`` (each with the facts it names; all facts by default) as a judged section."""
    ids = tuple(fact.id for fact in case.facts)
    written = [
        Written(section_id="S1", text=one, fact_ids=ids, passage_ids=())
        if isinstance(one, str)
        else Written(section_id="S1", text=one[0], fact_ids=one[1], passage_ids=())
        for one in sentences
    ]
    outline = replace(outline_of(case), sections=(case.plan,))
    draft = assemble(outline, (brief_of(case),), written, sheet=sheet_of(case), made_with=MadeWith(engine="model"))
    known = build_past(past) if past else None
    return judge(case, draft, call=call, past=known, past_grams=masked_grams(past), price=None)


def result(case: str, report: str, version: str, sample: int = 0, /, **scores: float | None) -> EvalResult:
    """Return a result with just ``scores``."""
    return EvalResult(
        case=case, report=report, version=version, model=version if version == "compose" else "fake", sample=sample,
        text=f"题目\n\n（一）抓好学习教育。{case}各支部学习{sample}次。\n",
        failure=None, tokens_in=10, tokens_out=5, seconds=1.0,
        scores=tuple(Score(metric=name, value=value, reason="") for name, value in scores.items()),
    )  # fmt: skip


Answer = Callable[[str], str]


class Model:
    """A model in this process, standing where the chat's network would be."""

    def __init__(self, answer: Answer) -> None:
        self.answer, self.asked = answer, 0

    def __call__(self, messages: Sequence[Message], **how: Any) -> CallRow:
        self.asked += 1
        prompt = messages[-1].content
        return CallRow(
            key=str(self.asked), model="judge", prompt=str(how.get("pin", "")), tokens_in=1, tokens_out=1, seconds=0.0,
            reply=self.answer(prompt), finish="stop",
        )  # fmt: skip


def obedient(prompt: str) -> str:
    """Return what an obedient model writes: each fact as it stands."""
    facts = re.findall(r"^- \[(F\d+)\] (.*)$", prompt, re.M)
    items = [{"text": text + "。", "facts": [id], "passages": [], "paragraph": False} for id, text in facts]
    return json.dumps({"sentences": items}, ensure_ascii=False)


def record(desk: EvalDesk, answer: Answer = obedient) -> None:
    """Put replies for everything the suite asks onto its tapes, as a recording would."""
    from drafter.evaluation.runner import open_tapes
    from drafter.evaluation.writing import messages_of, schema_for

    jobs = desk.jobs()
    tapes = open_tapes(jobs, desk.bench(record=True))
    for job in jobs:
        if job.version.prompt is None:
            continue
        messages = messages_of(job.case, job.version)
        request: Mapping[str, Any] = {
            "model": job.model, "messages": [{"role": one.role, "content": one.content} for one in messages],
            **job.version.options, "seed": job.sample, "response_format": schema_for(job.case, job.version),
        }  # fmt: skip
        reply = answer(messages[-1].content)
        tapes[job.version.label, job.model].put(
            CallRow(
                key=call_key(request),
                model=job.model,
                prompt=job.version.label,
                tokens_in=100,
                tokens_out=50,
                seconds=1.5,
                reply=reply,
                finish="stop",
            )
        )
