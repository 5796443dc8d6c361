"""Headings of a past report made fit for a new period: roles, markers, years, campaigns that are over."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from ..lexicon.events import events_in
from ..model import Document, Period, Role

_PROBLEM = re.compile(r"问题|不足|差距|困难|短板|原因|薄弱")
_PLAN = re.compile(r"下一?步|下半年|打算|计划|安排|思路|整改措施|明年|(20\d\d年)?重点(工作|任务)$|努力方向|今后")
_NOISE = re.compile(r"[\s，。、；：（）()《》“”‘’0-9０-９〇零一二三四五六七八九十百千万亿几两〔〕]+|〔[数日期人名]+〕")
_SHORTEST = 6


def role_of(path: Sequence[str]) -> Role:
    """Return what a section is for, from its headings, outermost first."""
    for title in path:
        if _PROBLEM.search(title):
            return "问题"
        if _PLAN.search(title):
            return "打算"
    return "成绩"


def heading_path(document: Document, index: int) -> tuple[str, ...]:
    """Return the headings above and including section ``index``, outermost first, the title left out."""
    path: list[str] = []
    at: int | None = index
    while at is not None:
        section = document.sections[at]
        if section.level != 0:
            path.append(section.title)
        at = section.parent
    return tuple(reversed(path))


def retitle(title: str, old: Period | None, new: Period) -> str:
    """Return a past heading for the new period: its year shifted, 下半年 and 明年 as the new period has it."""
    if role_of((title,)) == "打算":
        coming = "下半年" if new.end.month <= 6 else "明年"
        title = re.sub(r"(20\d\d年)?(下半年|明年|下一年|来年)", coming, title)
        title = re.sub(r"20\d\d年", coming, title)
    if old is None:
        return title
    shift = new.end.year - old.end.year
    return re.sub(r"20\d\d(?=年)", lambda m: str(int(m.group()) + shift), title)


def still_holds(title: str, period: Period) -> str | None:
    """Return ``title`` without clauses on campaigns of another time; None when those were its substance."""
    clauses = title.split("，")
    kept = [clause for clause in clauses if all(one.event.is_current(period) for one in events_in(clause))]
    gone = [clause for clause in clauses if clause not in kept]
    rest = "，".join(kept)
    if not gone:
        return title
    return rest if len(rest) >= max(_SHORTEST, *map(len, gone)) else None


def chinese(number: int) -> str:
    """Return 1–99 as a Chinese numeral, as headings print it."""
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    if tens == 0:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


MARKERS: Mapping[int, Callable[[int], str]] = {
    1: lambda number: f"{chinese(number)}、",
    2: lambda number: f"（{chinese(number)}）",
    3: lambda number: f"{number}.",
}
"""How a heading of each level is numbered."""


def grams(text: str) -> list[str]:
    """Return character bigrams with figures, dates, names and punctuation left out."""
    return [piece[i : i + 2] for piece in _NOISE.split(text) for i in range(len(piece) - 1)]
