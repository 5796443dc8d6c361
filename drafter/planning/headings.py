"""Headings of a past report made fit for a new period: roles, markers, years, campaigns that are over."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from ..model import Document, Period, Role
from ..patterns import lazy
from ..text.current import is_current

_PROBLEM = lazy(r"问题|不足|差距|困难|短板|原因|薄弱")
_PLAN = lazy(r"下一?步|下半年|打算|计划|安排|思路|整改措施|明年|(20\d\d年)?重点(工作|任务)$|努力方向|今后")
_NOISE = lazy(r"[\s，。、；：（）()《》“”‘’0-9０-９〇零一二三四五六七八九十百千万亿几两〔〕]+|〔[数日期人名]+〕")
_SHORTEST = 6
# 住房保障稳步提升, 风险防控更加有力: a subject and how it fared. With 推动 before it, it is what was aimed at.
_FARED = lazy(
    r"(?:提升|提高|改善|增强|向好|好转|优化|巩固|稳定|企稳|回升|回稳|加快|提速|增效|提质|扩面|升级|见效|突破|有力|有效|高效|坚实"
    r"|牢固|夯实|筑牢|破解|淬炼|凸显|彰显|明显|显著|健全|应用|从严|发力|有序|推进|一新|走实|深入|深化|清朗|更[加为]?.{1,3})$"
)
_SETS_OUT = lazy(
    r"^(?:坚持|突出|强化|完善|建立|扩大|统筹|稳妥|着力|加快|拓展|提升|提高|夯实|筑牢|深化|聚焦|优化|规范|严格|培育|带动|层层|落细|讲好"
    r"|加强|推进|推动|促进|抓|做好|打造|开创|严肃|持续|扎实|以|把|将|防范|守护|加大|支撑|服务|激发|维护|确保|压[紧实]|全力|全面|深入|积极"
    r"|切实|不断|紧扣|紧盯|围绕|立足|落实|贯彻|巩固|实施|用好|改善|增强|引领|凝聚|释放|破解|守牢|守好|扛牢|树牢|牢记|牢固|充分|发挥"
    r"|通过|依托|健全|创新|改进|汇聚|组织|开展|对标|保障)"
)
# What a heading says was done once must be done again before it is said again.
_DONE = lazy(
    r"(?:完成|实现|(?<!党)建成|成立|荣获|获评|荣膺|组建|开展|举办|承办|创建)(?P<what>(?!情况|成效|工作).{2,})$"
)
_LEANS_BACK = lazy(r"^(?:通过|以|并|从而|使|让)")
# Of what was done, this share of its bigrams must stand in the facts.
_SPOKEN_OF = 0.34


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
    kept = [clause for clause in clauses if is_current(clause, period)]
    gone = [clause for clause in clauses if clause not in kept]
    rest = "，".join(kept)
    if not gone:
        return title
    return rest if len(rest) >= max(_SHORTEST, *map(len, gone)) else None


def neutral(title: str, said: str) -> str | None:
    """Return ``title`` without what only last year can say of itself; None when that was its substance.

    How a thing fared becomes what was aimed at (住房保障稳步提升 → 推动住房保障稳步提升); a deed or a number that is
    not in ``said``, the words of the new facts, goes.
    """
    known = set(grams(said))
    kept: list[str] = []
    for clause in title.split("，"):
        done = _DONE.search(clause)
        theirs = grams(done["what"]) if done else []
        if theirs and sum(gram in known for gram in theirs) < _SPOKEN_OF * len(theirs):
            continue
        if any(number not in said for number in re.findall(r"\d+", clause)):
            continue
        fared = _FARED.search(clause) and not _SETS_OUT.match(clause) and clause not in said
        kept.append(f"推动{clause}" if fared else clause)
    if len(kept) < len(title.split("，")) and kept and _LEANS_BACK.match(kept[0]):
        return None
    return "，".join(kept) or None


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
