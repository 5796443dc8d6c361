"""Brackets and lists: what a note puts in brackets or behind a colon, said in the words of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..patterns import lazy
from .shorthand import split_top
from .verbs import starts_with_verb

COUNT_END = lazy(
    r"(\d+(?:\.\d+)?)(万(?!元|平))?(?:人次|人|名|个|件|条|次|项|套|户|处|份|场|期|批|篇|家|册|种|亿元|万元|元|%|公里|米|吨|起|宗|座|栋|台|部|幅"
    r"|张|本|门|课|天|小时|支|对|枚|所|公顷|亩|平方米|万平方米)$"
)
# 责任清单4个层面（甲、乙、丙、丁）: as many things as counted.
_COUNTED_LIST = lazy(
    r"(?P<noun>[^，；：。、（）\d]{0,12}?)(?P<count>\d+|[两三四五六七八九十])(?P<unit>个|种|份|项|本|类|部|篇)(?P<what>(?:\d{4}年)?[^\d，；：。、（）]{0,6})(?P<more>\d+[册本份套])?"
    r"(?:（(?P<in>[^（）]*)）|：(?P<out>[^；。，：]*))(?=$|[，；。])"
)
_BARE_PARTS = lazy(
    r"(?P<lead>^|[，；：])(?P<parts>(?:[^，；：、\d（）]{2,12}\d+(?:、|，(?=[^，；：、\d]{2,12}\d+(?:[、；]|$)))?){2,})"
    r"(?=[；。，]|$)"
)
# What a figure is compared with stays in its brackets.
_BASIS = lazy(r"上年|同期|首次")
# 以旧换新、购房补贴等5个方面、措施15条
_FROM_SIDES = lazy(
    r"(?<=，)(?P<sides>[^，；。]*、[^，；。、]*等\d+个(?:方面|领域))、?(?P<done>(?:政策)?(?:措施|举措)\d+[条项])"
)
# 1620套，占年度任务的50.6%：新建450套、改建470套、盘活700套
_PARTS_AFTER_COLON = lazy(r"：((?:[^，；：、\d（）]{1,10}\d+(?:\.\d+)?([^\d，；：、（）]{1,4})、?){2,})(?=$|[；。，])")
# How something was done, and what it was about: 学习2次（集中学习、自学）, 培训2期（党员义务、先锋模范作用）.
_FORM = lazy(
    r"(?:集中|个人|线上|线下|脱产|专题)?(?:学习|自学|研学|研讨|交流|讨论|宣讲|辅导|授课|讲座|参观|观摩|座谈|测试|答题)$"
)
_TAUGHT = lazy(r"(?:学习|研讨|培训|讲座|辅导|宣讲|授课|轮训|教育)[^\d，；]{0,4}\d+[次期场课班]$")
_MEASURES = lazy(r"(?:措施|任务|建议|意见|举措|承诺)\d+[条项个]$")
# 上级补助资金2亿元（甲1亿元、乙1亿元），上年同期1亿元: what it is held against says of what it is.
_HELD_AGAINST = lazy(
    r"(?P<now>\d[^，；：（）]*（[^（）]*）)，(?P<when>(?:上年|去年)同期)(?P<then>\d[^，；：、（）]*)(?=$|；)"
)
_LABELLED_LISTS = lazy(r"（([^（）：]{1,6}：[^（）：]+(?:；[^（）：]{1,6}：[^（）：]+)+)）")
_LAST_YEARS = lazy(r"(?:上年|去年)同期(\d[\d.]*[^\d，；：、（）]{1,4}(?:、\d[\d.]*[^\d，；：、（）]{1,4})*)$")
_LACKS = lazy(r"(?:不足|不够|不强|不高|不齐|薄弱|缺乏|欠缺|滞后|偏[少低弱慢]|少|弱|低)$")
_PARTS_END = lazy(r"(其中[^，；。：]*、[^，；。：]*)，(?!其中)")


def number_of(text: str) -> float | None:
    """Return the number a phrase such as 党员124人 ends in; 12345热线 ends in none."""
    match = COUNT_END.search(text)
    return float(match[1]) * (10_000 if match[2] else 1) if match else None


def said_in_words(text: str) -> str:
    """Return ``text`` with brackets that hold parts, lists or a speaker turned into clauses; other brackets stay."""
    text = _LABELLED_LISTS.sub(lambda match: "，" + match[1].replace("：", "为").replace("；", "，"), text)
    text = re.sub(r"（(其余\d[^（）]*)）", r"，\1", text)
    text = _FROM_SIDES.sub(r"从\g<sides>提出\g<done>", text)
    text = re.sub(r"([^，；：（）]*\d[^，；：（）]{0,6})（([^（）]*)）", _parts, text)
    return re.sub(r"（([^（）《》，]{2,24})，(《[^《》]+》)）", r"，由\1讲授\2", text)


def _parts(match: re.Match[str]) -> str:
    """Return 19次（甲8次、乙11次） as 19次，其中甲8次、乙11次; 37条（甲、乙等） as 37条，包括甲、乙等."""
    total, parts = number_of(match[1]), _with_unit(match[1], split_top(match[2], "、，"))
    numbers = [number_of(part) for part in parts]
    counted = total is not None and None not in numbers
    if len(parts) < 2 or _BASIS.search(match[2]) or (not counted and re.search(r"[，《〔]|其余", match[2])):
        return match[0]
    if None not in numbers:
        whole = total is not None and sum(number for number in numbers if number is not None) == total
        return f"{match[1]}，其中{'、'.join(parts)}" if whole else match[0]
    if re.search(r"\d", match[2]) or not re.search(r"\d+[^\d]{1,6}$", match[1]):
        return match[0]
    return f"{match[1]}，{_as_listed(match[1], match[2], parts)}"


def _with_unit(counted: str, parts: list[str]) -> list[str]:
    """Return 书记2、委员3 behind 党课5次 as 书记2次、委员3次, where they add up to what is counted."""
    unit = re.search(r"\d([^\d，；：、（）]{1,2})$", counted)
    bare = [re.fullmatch(r"[^\d，；：]{1,10}?(\d+)", part) for part in parts]
    if unit is None or len(parts) < 2 or not all(bare):
        return parts
    whole = sum(int(one[1]) for one in bare if one) == number_of(counted)
    return [part + unit[1] for part in parts] if whole else parts


def _as_listed(counted: str, inside: str, parts: Sequence[str]) -> str:
    """Return what brackets list as what it is: the ways it was done, what it was about, or what there is of it."""
    if all(_FORM.search(part.removesuffix("等")) for part in parts):
        return f"采取{inside}{'' if inside.endswith(('方式', '形式')) else '方式'}"
    if _TAUGHT.search(counted):
        return f"内容涵盖{inside}"
    if _MEASURES.search(counted):
        return f"涉及{inside}{'方面' if inside.endswith('等') else ''}"
    return f"包括{inside}"


def last_years_beside(text: str) -> str:
    """Return ``text`` with bare figures of 上年同期 put in brackets behind those of this period that they belong to.

    检查9次，隐患2处，整改率97%；上年同期8次、1处 → 检查9次，隐患2处（上年同期8次、1处），整改率97%
    """
    text = _HELD_AGAINST.sub(r"\g<now>；\g<when>为\g<then>", text)
    segments = split_top(text, "；")
    for number in range(len(segments) - 1, 0, -1):
        bare = _LAST_YEARS.fullmatch(segments[number])
        end = _end_of_units(segments[number - 1], re.findall(r"\d[\d.]*([^\d、]+)", bare[1])) if bare else None
        if end is not None:
            before = segments[number - 1]
            segments[number - 1 : number + 1] = [f"{before[:end]}（{segments[number]}）{before[end:]}"]
    return "；".join(segments)


def _end_of_units(text: str, units: Sequence[str]) -> int | None:
    """Return where the figures with ``units``, in this order, end in ``text``; None where one is not there."""
    at = 0
    for unit in units:
        match = re.compile(rf"\d{re.escape(unit)}(?![一-鿿])").search(text, at)
        if match is None:
            return None
        at = match.end()
    return at


def problem_in_words(text: str) -> str:
    """Return a problem without the brackets at its end: 不均衡（新支部） → 不均衡，涉及新支部."""
    match = re.fullmatch(r"(.+)（([^（）：]{2,30})）", text)
    if match is None:
        return text
    whole = _LACKS.search(match[2]) or starts_with_verb(match[2]) or re.search(r"^[^\d]+\d|占\d", match[2])
    return f"{match[1]}，{'' if whole else '涉及'}{match[2]}"


def lists_first(text: str) -> str:
    """Return 清单3个层面：甲、乙、丙 as 甲、乙、丙3个层面清单, where as many things stand there as are counted."""
    return _COUNTED_LIST.sub(_list_first, text)


def _list_first(match: re.Match[str]) -> str:
    inside = match["in"] if match["in"] is not None else match["out"]
    titles = inside.startswith("《")
    things = (
        re.findall(r"《[^《》]+》(?:（[^（）]+）|第[一二三四五六七八九十]卷)?", inside)
        if titles
        else split_top(inside, "、")
    )
    if len(things) != _worth(match["count"]) or len(things) < 2 or any(re.search(r"\d", thing) for thing in things):
        return match[0]
    noun, verb = _without_verb(match["noun"])
    counted = f"{match['count']}{match['unit']}{match['what']}{match['more'] or ''}"
    joined = "".join(things) if titles else "、".join(things)
    if match["what"] or not noun:
        return f"{verb}{joined}{counted}{noun}"
    return f"{verb}{noun}{joined}{counted}"


def _worth(count: str) -> int:
    return int(count) if count.isdigit() else "零一两三四五六七八九十".index(count)


def _without_verb(noun: str) -> tuple[str, str]:
    """Return (noun, what stands before it) of 完善责任清单: the verb goes before the list."""
    verb = re.match(r"^(?:制定|完善|通过|购买|印发|明确|修订|建立|讨论通过|研究通过)+", noun)
    return (noun[verb.end() :], verb[0]) if verb else (noun, "")


def parts_with_units(text: str, before: str = "") -> str:
    """Return ``text`` with the unit of a total put behind parts without one, where they add up to the total.

    立案31起：质量类15、市场类16 → 立案31起，其中质量类15起、市场类16起. ``before`` is what was said just before.
    """

    def with_units(match: re.Match[str]) -> str:
        parts = [part for part in re.split("[、，]", match["parts"]) if part]
        total = sum(int(re.findall(r"\d+$", part)[0]) for part in parts)
        inside = re.search(rf"(?<![\d.]){total}([个户起件家项人处名条套])", text[: match.start()])
        earlier = inside or re.search(rf"(?<![\d.]){total}([个户起件家项人处名条套])", before)
        if earlier is None:
            return match[0]
        said = "、".join(part + earlier[1] for part in parts)
        return f"，其中{said}" if inside else f"{match['lead']}{said}"

    return _PARTS_AFTER_COLON.sub(_colon_parts, _BARE_PARTS.sub(with_units, text))


def _colon_parts(match: re.Match[str]) -> str:
    """Return 其中甲450套、乙470套 for ：甲450套、乙470套 where they add up to what the text before counts."""
    before, unit = match.string[: match.start()], match[2]
    numbers = [float(number) for number in re.findall(r"(\d+(?:\.\d+)?)" + re.escape(unit), match[1])]
    totals = [float(number) for number in re.findall(r"(?<![\d.])(\d+(?:\.\d+)?)" + re.escape(unit), before)]
    whole = len(numbers) >= 2 and any(abs(sum(numbers) - total) < 1e-6 for total in totals)
    return f"，其中{match[1]}" if whole and not before.endswith(unit) else match[0]


def end_parts(text: str) -> str:
    """Return ``text`` with what follows a list of parts set off by ；: it must not read as one more part."""
    return _PARTS_END.sub(r"\1；", text)
