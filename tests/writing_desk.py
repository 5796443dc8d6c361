"""A small report to be drafted, with real facts, real rules, and a model that answers as a test says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from drafter.drafting import draft
from drafter.model import (
    Brief,
    CallRow,
    Document,
    Draft,
    Evidence,
    Message,
    Outline,
    Passage,
    Period,
    Review,
    SectionPlan,
    Source,
    Span,
)
from drafter.prompts import load_prompts
from drafter.revising import revise
from drafter.rules import review_draft
from drafter.text.factsheet import FactSheet, parse_notes
from drafter.text.masking import mask
from drafter.text.reuse import build_past

NAMES = ("draft_section", "opening_closing", "revise_section")
TITLES = (
    "抓理论学习",
    "抓城市更新",
    "抓住房保障",
    "抓物业管理",
    "抓燃气安全",
    "抓城市排水",
    "抓招标投标",
    "抓消防验收",
)
ACTS = ("开展专题学习", "召开调度会议", "组织现场检查", "举办业务培训", "受理群众诉求")
PERIOD = Period(label="2025H1", start=date(2025, 1, 1), end=date(2025, 6, 30))
Item = dict[str, Any]


def notes(sections: int = 3, each: int = 3) -> FactSheet:
    """Return a sheet whose facts have figures of their own each: F1 … in the order of sections."""
    lines = ["报告：衡川市住房和城乡建设局2025年上半年工作总结；报告期 2025-01-01 至 2025-06-30", ""]
    for number in range(sections * each):
        title, act = TITLES[number // each % 8][1:], ACTS[number % each % 5]
        lines.append(f"- {title}方面{act}{number * 7 + 11}次，{number * 13 + 217}人参加")
    return parse_notes("\n".join(lines))


def passage(text: str, number: int = 1) -> Evidence:
    source = Source(title="2024年上半年工作总结", period=None, year=2024)
    return Evidence(
        passage=Passage(
            id=f"past:{number}", source=source, heading_path=("一、学习",), text=text, masked_text=mask(text),
            span=Span(start=0, end=len(text)), role="成绩",
        ),
        score=1.0,
    )  # fmt: skip


def plans(sheet: FactSheet, sections: int = 3) -> tuple[SectionPlan, ...]:
    ids = [fact.id for fact in sheet.facts]
    each = len(ids) // sections

    def plan(id: str, title: str, role: Any, facts: Sequence[str]) -> SectionPlan:
        marker = "一二三四五六七八"[int(id[1:]) - 1] + "、" if title else ""
        return SectionPlan(
            id=id, marker=marker, level=1 if title else 0, title=title, fact_ids=tuple(facts), role=role,
            target_chars=200, pattern_section=None,
        )  # fmt: skip

    body = [plan(f"S{n + 1}", TITLES[n], "成绩", ids[n * each : (n + 1) * each]) for n in range(sections)]
    return (plan("S98", "", "开头", ()), *body, plan("S99", "", "结尾", ()))


def desk(sheet: FactSheet, sections: int = 3, past: str = "各支部集中学习88次。") -> tuple[Outline, tuple[Brief, ...]]:
    planned = plans(sheet, sections)
    outline = Outline(
        title="衡川市住房和城乡建设局2025年上半年工作总结", organisation="衡川市住房和城乡建设局", kind="工作总结",
        period=PERIOD, sections=planned, unassigned=(), pattern=None,
    )  # fmt: skip
    briefs = tuple(
        Brief(plan=one, facts=tuple(fact for fact in sheet.facts if fact.id in one.fact_ids), evidence=(passage(past),))
        for one in planned
    )
    return outline, briefs


def checking(sheet: FactSheet, past: Sequence[Document] = ()) -> Callable[[Draft], Review]:
    known = build_past(past) if past else None
    return lambda one: review_draft(one, facts=sheet, past=known)


class Model:
    """A model in this process; ``write`` and ``repair`` change what an obedient one would answer."""

    def __init__(
        self,
        write: Callable[[list[Item], str], list[Item]] = lambda items, prompt: items,
        repair: Callable[[list[Item], str], list[Item]] = lambda items, prompt: items,
    ) -> None:
        self.write, self.repair = write, repair
        self.prompts: list[str] = []

    def __call__(self, messages: Sequence[Message], **how: Any) -> CallRow:
        prompt = "\n".join(message.content for message in messages)
        self.prompts.append(prompt)
        items = self.repair(repairs(prompt), prompt) if "<漏写>" in prompt else self.write(sentences(prompt), prompt)
        reply = json.dumps({"sentences": items}, ensure_ascii=False)
        return CallRow(
            key=str(len(self.prompts)), model="fake", prompt=how.get("pin", ""), tokens_in=10, tokens_out=5,
            seconds=0.1, reply=reply, finish="stop",
        )  # fmt: skip

    def asked(self, pin: str) -> list[str]:
        return [prompt for prompt in self.prompts if pin in prompt]


def corrections(prompt: str) -> Item | None:
    """Return what an obedient model says to a plan that it finds in order; None for any other prompt."""
    return {"moves": [], "headings": []} if "<备用标题>" in prompt else None


def given(prompt: str, tag: str = "素材") -> list[tuple[str, str]]:
    """Return the (id, text) lines a prompt fences in ``tag``."""
    fenced = prompt.split(f"<{tag}>\n")[-1].split(f"</{tag}>")[0]
    return re.findall(r"^- \[([A-Z]\d+)\] (.*)$", fenced, re.M)


def sentences(prompt: str) -> list[Item]:
    """Return what an obedient model writes: each fact as it stands; a frame sentence for openings and closings."""
    if "<正文>" in prompt:
        words = "上半年，各项工作有序推进。" if "要写的部分：开头" in prompt else "下一步，将继续抓好落实。"
        return [{"text": words, "facts": [], "passages": ["E1"], "paragraph": True}]
    return [{"text": f"{text}。", "facts": [id], "passages": [], "paragraph": False} for id, text in given(prompt)]


def repairs(prompt: str) -> list[Item]:
    """Return what an obedient model repairs: failing sentences rewritten to the first fact, missing facts added."""
    facts = dict(given(prompt))
    failing = dict.fromkeys(re.findall(r"^- 第(\d+)句", prompt, re.M))
    first = next(iter(facts))
    items: list[Item] = [
        {"number": int(number), "text": "对照要求逐项抓好落实。", "facts": [first], "passages": []}
        for number in failing
    ]
    return items + [
        {"number": 0, "text": f"{text}。", "facts": [id], "passages": []} for id, text in given(prompt, "漏写")
    ]


def write(model: Any, sheet: FactSheet | None = None, sections: int = 3, **more: Any) -> Draft:
    """Return the report the model drafts."""
    sheet = sheet or notes(sections)
    outline, briefs = desk(sheet, sections, **({"past": more.pop("past")} if "past" in more else {}))
    if "unassigned" in more:
        outline = replace(outline, unassigned=more.pop("unassigned"))
    check = more.pop("check", None) or checking(sheet)
    shelf = load_prompts()
    return draft(
        outline,
        more.pop("briefs", briefs),
        sheet,
        ask=model,
        prompts={name: shelf.active(name) for name in NAMES},
        check=check,
        repair=partial(revise, prompt=shelf.active("revise_section"), check=check, sheet=sheet),
        **more,
    )
