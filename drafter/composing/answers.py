"""Answers: a plan in a note's few words becomes a task; what it only counts is named by the problem it answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..lexicon import load_lexicon
from ..model import Fact, Figure
from ..patterns import lazy
from ..text.figures import find_figures
from .shorthand import split_top
from .turning import TIMED, aimed_at
from .verbs import Speech, starts_with_verb

_HAS_OWN_VERB = lazy(
    r"^(?:谋划|补充|招录|筹建|搭建|力争|探索|构建|擦亮|打响|唱响|讲好|做[实强优精大]|争创|扩大|拓展|打通|盘活|压实|管好|用好|改进|改善|增加|增设|配齐|选派|接管|挖潜|严肃|全面|严格|牢固|进一步|持续|着力|突出|抓|扎实|加快|提高|提升|增强|完成|坚持|强化|立足|聚焦|紧盯)"
)
# 完成11公里, 剩余478套: counted, and not said what.
_BARE = lazy(r"(?:完成|剩余|其余|余下|改造|解决|整改|补齐|交付|更换|销号)$")
_ENDS_THERE = lazy(r"^(?=$|[，、；。]|年底|年内|前|全部|逐|按|的)")
_LEFT = lazy(r"(?:还剩|尚剩|剩余|剩下|尚有|仍有|还有|未|剩|余|有|的)+$")
_TASKS = ("改造", "整治", "建设", "维修", "更新", "治理")
# 抽查项目70个, 剩余478套: a thing of its own, and not one more count of the same
_OWN_COUNT = lazy(r"\D{3,}\d|剩余|其余")
# 年底前建成, 全部销号: what must have come about by then.
_MUST_BE = lazy(r"(?:底前|年内|全部|按期|如期)[^，]*(?:建成|完成|销号|落地|投用|交付|到位|通车|投产|办结|配齐|解决)$")
# 交通投资50亿元以上: a thing and how much of it.
_AIM = lazy(r"^(?P<noun>[^\d，、；：（）“]{2,10}(?:投资|收入|任务|产值|总量|吞吐量|客流量))\d[\d.]*[^\d，]*$")
_LEADS_TO = lazy(r"完成$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One plan."""

    text: str
    """What is to be done, still in the words of a note."""
    answers: tuple[str, ...]
    """Ids of the facts whose problem it takes up, where its words come from them."""


def task(item: str, problems: Sequence[Fact], speech: Speech) -> Task:
    """Return ``item`` of a plan as a task: its clauses apart, its bare counts named, its nouns with a verb."""
    clauses = [aimed_at(clause) for clause in _apart(item)]
    said: list[str] = []
    ids: list[str] = []
    for clause in clauses:
        named = _named(clause, problems, speech)
        said.append(named[0] if named else clause)
        ids += [named[1]] if named else []
    return Task(text=intended("，".join(said)), answers=tuple(dict.fromkeys(ids)))


def _apart(item: str) -> list[str]:
    """Return the clauses of a plan; 、 parts them too where what follows has its own time, verb or thing to count."""
    clauses: list[str] = []
    for clause in split_top(item, "，"):
        pieces = split_top(clause, "、")
        last = ""
        for piece in pieces:
            timed = TIMED.match(piece) is not None
            counted = re.search(r"\d", piece) and (starts_with_verb(piece) or _OWN_COUNT.match(piece))
            if last and (timed or (counted and re.search(r"\d", last))):
                clauses.append(last)
                last = piece
            else:
                last = f"{last}、{piece}" if last else piece
        clauses.append(last)
    return clauses


def _named(clause: str, problems: Sequence[Fact], speech: Speech) -> tuple[str, str] | None:
    """Return ``clause`` with the thing its bare count counts, and the id of the fact that names it; or None."""
    for figure in find_figures(clause):
        start, end = figure.span.start, figure.span.end
        if not figure.checkable or not _BARE.search(clause[:start]) or not _ENDS_THERE.match(clause[end:]):
            continue
        for fact in problems:
            noun = _noun_of(fact, figure)
            if noun is None:
                continue
            work = next((one for one in _TASKS if speech.attests(noun[-2:], one)), "任务")
            more = work if _LEADS_TO.search(clause[:start]) and not noun.endswith(_TASKS) else ""
            return clause[:end] + noun + more + clause[end:], fact.id
    return None


def _noun_of(fact: Fact, counted: Figure) -> str | None:
    """Return what ``fact`` says the same value and unit of: 保交房 of 保交房剩478套."""
    for figure in find_figures(fact.text):
        if not figure.checkable or (figure.low, figure.unit) != (counted.low, counted.unit):
            continue
        before = re.split(r"[，；：。、（]", fact.text[: figure.span.start])[-1]
        noun = _LEFT.sub("", before)
        if noun != before and re.fullmatch(r"[一-鿿]{2,14}", noun):
            return noun
    return None


def intended(item: str) -> str:
    """Return what a plan only names, with what is to be done about it: 意识形态领导权 → 掌握意识形态领导权."""
    item = re.sub(r"前期$", "前期工作", item)
    timed = TIMED.match(item)
    if timed and starts_with_verb(item[timed.end() :]):
        return item
    if _MUST_BE.search(item) and "，" not in item and not starts_with_verb(item) and not re.match("[以对将]", item):
        return f"确保{item}"
    if re.match(r"^(?:PM2\.5|[^，、\d将把]{2,10})控制在", item):
        return f"将{item}"
    aimed = _AIM.match(item)
    if aimed:
        return f"{'完成' if aimed['noun'].endswith(('投资', '收入', '任务', '产值')) else '实现'}{item}"
    if re.match(r"^[^，、\d]{2,8}(?:引入|接入|纳入|落地|上线)", item) and not starts_with_verb(item):
        return f"推动{item}"
    covers = re.match(r"^[^，、\d]{2,14}全?覆盖[^，、]*$", item)
    if covers and not starts_with_verb(item):
        return f"{'实现' if item.endswith('全覆盖') else '推动'}{item}"
    if starts_with_verb(item) or re.search(r"\d|[以对将]|为", item) or _HAS_OWN_VERB.search(item):
        return item
    if re.fullmatch(r"换届|招聘|招录|评优|体检|巡察|审计|普查|扩面|调研|培训", item):
        return f"做好{item}工作"
    pieces = [part for piece in split_top(item, "、") for part in _objects(piece)]
    groups: list[tuple[str, list[str]]] = []
    for piece in pieces:
        verb = _plan_verb(piece)
        # each thing has its own usual verb; one that is not known has no part in its neighbour's
        verb = verb or "抓好"
        if groups and verb == groups[-1][0]:
            groups[-1][1].append(piece)
        else:
            groups.append((verb, [piece]))
    return "，".join(verb + "、".join(things) for verb, things in groups)


def _objects(piece: str) -> list[str]:
    """Return the things 和 joins where they take different verbs: 二十大精神和主题教育 are two."""
    halves = re.split("[和与]", piece)
    verbs = [_plan_verb(half) for half in halves]
    apart = len(halves) == 2 and None not in verbs and verbs[0] != verbs[1]
    return halves if apart and "（" not in piece else [piece]


def _plan_verb(piece: str) -> str | None:
    bare = re.sub(r"（[^（）]*）$", "", piece)
    if re.fullmatch(r"清廉[^，、\d]{2,6}", bare):
        return "建设"
    table = load_lexicon().tables.get("plan_verbs", {})
    for thing in (re.split("[和与及]", bare)[0], bare):
        for verb, ends in table.items():
            if thing.endswith(tuple(ends)):
                return str(verb)
    return None
