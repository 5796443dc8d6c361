"""Problems and plans: a bullet listing them becomes 一是…二是…, a plan taking up the problem it answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lexicon import load_lexicon
from ..lexicon.short_forms import in_full
from ..model import Brief, Fact
from ..text.assembly import Written
from .house import House
from .notes import realise
from .shorthand import spell_out, split_top
from .verbs import starts_with_verb

_NUMERALS = "一二三四五六七八九十"
_HEAD = re.compile(
    r"^(存在)?(的)?(主要)?(问题|不足|差距|困难|短板|原因|下一?步(工作|打算|安排|重点)?|下半年(工作|重点|安排)?|打算|计划|措施)"
    r"[^：]{0,12}："
)
_COUNT = re.compile(rf"(\d+|[{_NUMERALS}]+)(个方面|个|项|条|点)")
_HAS_OWN_VERB = re.compile(
    r"^(?:严肃|全面|严格|牢固|进一步|持续|着力|突出|抓|扎实|加快|提高|提升|增强|完成|坚持|强化|立足|聚焦|紧盯)"
)
# a count of the items stands at the head of the bullet, if anywhere
_HEAD_CHARS = 12


def list_section(brief: Brief, house: House) -> list[Written]:
    """Return the sentences of a section of problems or plans: a lead-in that counts them, then each as its own item."""
    items = [(item, fact) for fact in brief.facts for item in _items(fact)]
    causes = [pair for pair in items if pair[1].text.startswith("原因")]
    main = [pair for pair in items if pair not in causes]
    written = _numbered(brief, main, _lead_in(brief, len(main)), house)
    if causes:
        written += _numbered(brief, causes, f"产生上述问题的原因主要有{_count(len(causes))}条：", house, paragraph=True)
    return written


def _numbered(
    brief: Brief, items: Sequence[tuple[str, Fact]], lead: str, house: House, *, paragraph: bool = False
) -> list[Written]:
    ids = tuple(dict.fromkeys(fact.id for _, fact in items))
    first = Written(section_id=brief.plan.id, text=lead, fact_ids=ids, passage_ids=(), new_paragraph=paragraph)
    if len(items) == 1:
        said = Written(section_id=brief.plan.id, text=_finished(items[0][0], house), fact_ids=ids, passage_ids=())
        return [said]
    return [
        first,
        *(
            Written(
                section_id=brief.plan.id,
                text=f"{_count(number)}是{_finished(_intended(item) if brief.plan.role == '打算' else item, house)}",
                fact_ids=(fact.id,),
                passage_ids=(),
            )
            for number, (item, fact) in enumerate(items, 1)
        ),
    ]


def _finished(item: str, house: House) -> str:
    return realise(in_full(item, house.period), house.speech)


def _intended(item: str) -> str:
    """Return what a plan only names, with what is to be done about it: 意识形态领导权 → 牢牢掌握意识形态领导权."""
    if starts_with_verb(item) or re.search(r"\d|[以对将]|为", item) or _HAS_OWN_VERB.search(item):
        return item
    head = re.sub(r"（[^（）]*）$", "", split_top(item, "、")[0])
    first = re.split("[和与及]", head)[0]
    table = load_lexicon().tables.get("plan_verbs", {})
    for thing in (first, head):
        for verb, ends in table.items():
            if thing.endswith(tuple(ends)):
                return f"{verb}{item}"
    return f"抓好{item}"


def _items(fact: Fact) -> list[str]:
    """Return the things a bullet lists: 问题3个：甲；乙；丙 → 甲, 乙, 丙; a bullet that lists nothing is one thing."""
    text = spell_out(fact.text)
    head = _HEAD.match(text)
    body = text[head.end() :] if head else text
    items = split_top(body, "；")
    stated = _COUNT.search(head[0]) if head else None
    if stated and len(items) == 1:
        # 问题3个：甲，乙，丙 or 甲、乙、丙: only when the count agrees.
        for marks in ("，", "、"):
            pieces = split_top(body, marks)
            if _count(len(pieces)) == stated[1] or str(len(pieces)) == stated[1]:
                return pieces
    return items


def _lead_in(brief: Brief, number: int) -> str:
    """Return what announces the items; counted only where the notes themselves count them."""
    stated = {match[1] for fact in brief.facts if (match := _COUNT.search(fact.text[:_HEAD_CHARS]))}
    counted = stated & {str(number), _count(number)}
    many = ("两" if number == 2 else _count(number)) if counted else ""
    if brief.plan.role == "问题":
        said = f"{many}个方面的" if many else "一些"
        return f"对照上级要求和工作实际，还存在{said}问题和不足："
    return f"下一步，将重点抓好以下{many}{'项' if many else ''}工作："


def _count(number: int) -> str:
    """Return 1–99 as a Chinese numeral."""
    tens, ones = divmod(number, 10)
    digits = "零" + _NUMERALS
    if tens == 0:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
