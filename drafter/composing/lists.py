"""Problems and plans: a bullet listing them becomes 一是…二是…, a plan taking up the problem it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..lexicon.short_forms import in_full
from ..model import Brief, Fact
from ..patterns import lazy
from ..text.assembly import Written
from .answers import task
from .brackets import end_parts, parts_with_units, problem_in_words, said_in_words
from .house import House
from .notes import realise
from .shorthand import spell_out, split_top

_NUMERALS = "一二三四五六七八九十"
_HEAD = lazy(
    r"^(存在)?(的)?(主要)?(问题|不足|差距|困难|短板|原因|下一?步(工作|打算|安排|重点)?|下半年(工作|重点|安排)?|下一?学期|下一?季度|下一?阶段|明年|来年|今后|努力方向|20\d\d年(?:重点)?(?:工作)?|打算|计划|措施)"
    r"[^：]{0,12}："
)
_PROBLEMS = lazy(r"^(存在)?(的)?(主要)?(问题|不足|差距|困难|短板)(?!整改|线索)")
_ONLY_PROBLEMS = lazy(r"^(存在)?(的)?(主要)?(问题|不足|差距|困难|短板)(和不足)?$")
_QUARTER = lazy(r"^(?=[一二三四]季度)")
_COUNT = lazy(rf"(\d+|[{_NUMERALS}]+)(个方面|个|项|条|点)")
# a count of the items stands at the head of the bullet, if anywhere
_HEAD_CHARS = 12
# 下半年：甲；乙: when the plans are for.
_COMING = lazy(r"下半年|明年|下一?学期|下一?季度|下一?阶段|20\d\d年|[二三四]季度(?=\d|[：:])")


@dataclass(frozen=True, slots=True)
class _Item:
    """One problem or plan."""

    text: str
    fact_ids: tuple[str, ...]


def list_section(brief: Brief, house: House, problems: Sequence[Fact] = ()) -> list[Written]:
    """Return the sentences of a section of problems or plans: a lead-in that counts them, then each as its own item.

    A plan that only counts what one of ``problems`` names (完成11公里) says what it counts, and rests on both.
    """
    causes = [_Item(item, (fact.id,)) for fact in brief.facts if _is_cause(fact) for item in items_of(fact)]
    main: list[_Item] = []
    for fact in brief.facts:
        for item in items_of(fact) if not _is_cause(fact) else ():
            if brief.plan.role == "打算":
                planned = task(item, problems, house.speech)
                main.append(_Item(planned.text, (fact.id, *planned.answers)))
            else:
                main.append(_Item(problem_in_words(item), (fact.id,)))
    written = _numbered(brief, main, _lead_in(brief, len(main)), house)
    if causes:
        written += _numbered(brief, causes, f"产生上述问题的原因主要有{_count(len(causes))}条：", house, paragraph=True)
    return written


def _is_cause(fact: Fact) -> bool:
    return fact.text.startswith("原因")


def _numbered(
    brief: Brief, items: Sequence[_Item], lead: str, house: House, *, paragraph: bool = False
) -> list[Written]:
    # what announces a list states none of it: it stands for the first of its facts
    ids = items[0].fact_ids[:1] if items else ()
    if len(items) == 1:
        return [_written(brief, _finished(items[0].text, house, brief.plan.role), items[0].fact_ids)]
    first = Written(section_id=brief.plan.id, text=lead, fact_ids=ids, passage_ids=(), new_paragraph=paragraph)
    return [
        first,
        *(
            # 三是三季度 trips the tongue
            _written(
                brief,
                f"{_count(number)}是{_QUARTER.sub('在', _finished(item.text, house, brief.plan.role))}",
                item.fact_ids,
            )
            for number, item in enumerate(items, 1)
        ),
    ]


def _written(brief: Brief, text: str, fact_ids: tuple[str, ...]) -> Written:
    return Written(section_id=brief.plan.id, text=text, fact_ids=fact_ids, passage_ids=())


def _finished(item: str, house: House, role: str) -> str:
    text = in_full(item, house.period)
    if role == "问题":
        # what is wrong is how things are, and no deed: no verb is put before it (受理热线352件, 开展研判不足)
        return end_parts(said_in_words(parts_with_units(spell_out(text)))) + "。"
    return realise(text, house.speech)


def names_problems(fact: Fact) -> bool:
    """Return whether a bullet, or the heading it stands under, says that it lists problems."""
    return bool(_PROBLEMS.match(fact.text) or _ONLY_PROBLEMS.match(fact.section_hint or ""))


def items_of(fact: Fact) -> list[str]:
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
    """Return what announces the items; problems are counted where the notes themselves count them."""
    if brief.plan.role != "问题":
        coming = next((match[0] for fact in brief.facts if (match := _COMING.match(fact.text))), None)
        coming = coming or next(
            (m[0] for fact in brief.facts if (m := _COMING.match(fact.section_hint or ""))), "下一步"
        )
        return f"{coming}，将重点抓好以下工作："
    heads = [fact.text[:_HEAD_CHARS] for fact in brief.facts if not _is_cause(fact)]
    stated = {match[1]: match[2] for head in heads if (match := _COUNT.search(head))}
    unit = stated.get(str(number)) or stated.get(_count(number))
    many = ("两" if number == 2 else _count(number)) if unit else ""
    # counted as the notes count them: 3条 are not three 方面
    said = f"{many}个方面的" if unit in ("个", "个方面") else f"以下{many}{unit}" if unit else "一些"
    return f"对照上级要求和工作实际，还存在{said}问题和不足："


def _count(number: int) -> str:
    """Return 1–99 as a Chinese numeral."""
    tens, ones = divmod(number, 10)
    digits = "零" + _NUMERALS
    if tens == 0:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
