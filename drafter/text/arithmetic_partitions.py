"""Lists that must be complete by what they name: 男、女; 线上、线下; 第一期、第二期; 已完成、未完成; …、其他."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..patterns import lazy
from .arithmetic_adding import adds_up, statement, total_of
from .arithmetic_sums import COMPARED
from .arithmetic_terms import LONGEST, STOP, Relation, Term

# two names that leave nothing over
_PAIRS = re.findall(
    r"(\w+)/(\w+)",
    "男/女 线上/线下 城镇/农村 城镇/乡村 城市/农村 专职/兼职 公办/民办 公立/民办 公立/私立 国内/国外 境内/境外 "
    "省内/省外 市内/市外 区内/区外 县内/县外 室内/室外 在编/编外 正式/临时 全日制/非全日制 上半年/下半年 中央/地方 "
    "公开/非公开 合格/不合格 贫困/非贫困 局机关/基层 机关/基层 党员/群众 汉族/少数民族 白天/夜间 集中/分散 新增/存量",
)
_ORDINAL = lazy("^第([一二三四五六七八九十])|^([一二三四])季度|^(上|下)半年")
_ORDER = "一二三四五六七八九十"
_REST = lazy("^(?:其他|其它|其余|剩余)")
_SAYS_LIST = lazy("^[^，。；]{0,8}(?:[，：]?其中|[（(：:])")
_OVERLAP = lazy("女|少数民族|岁|学历|年轻|同比|首次|重点|新")
_DONE = lazy("已|完成|完工|竣工|办结|整改到位")
_OPEN = lazy("未|正在|在建|推进|办理中|整改中")
_LABEL = lazy("^[，、（(：:；]*(?:其中)?[，：:]?(?P<label>[\u4e00-\u9fffA-Za-z“”]{1,14})$")
_NO_PART = lazy("合计|共计|总计|累计|同比|上年|去年|共|比|较|增|减|平均|每")
_IN_ALL = lazy("^[，,；]?(?:上半年|全年|前三季度|今年)?(?:累计|共有?|共计|合计|总计|合并)[^，。；、]{0,8}$")
_FILLER = frozenset("，。；：、的年共全有现中内第一二三四五六七八九十总大小")
_A_SLIP = Decimal("1.25")
_NOW = lazy("^[\u4e00-\u9fff]*(?:目前|现有|其中)(?=[\u4e00-\u9fff])")
_PAST_TOTAL = lazy(r"^[^，。；\n]{1,10}(?=[，、（(：:])|^[，、（(：:]|^(?=其中)")


def partitions(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield every total with a list whose names say that it is complete, or that already says more than the total."""
    for place, total in enumerate(terms):
        if total.measure.group in ("percent", "date", "points", "multiple"):
            continue
        parts = _parts_behind(terms, place)
        if len(parts) > 1 and not COMPARED.search(total.before) and _must_add_up(parts, total):
            yield statement(total, parts, holds=adds_up(total, parts), sure=True)
        if _IN_ALL.search(total.before):
            parts = _parts_before(terms, place)
            if len(parts) > 1 and complete([_label(part) for part in parts]):
                yield statement(total, parts, holds=adds_up(total, parts), sure=True)


def _must_add_up(parts: Sequence[Term], total: Term) -> bool:
    """Return whether the list behind ``total`` must make it: it is complete, or says more than all."""
    labels = [_label(part) for part in parts]
    exceeds = total.high < total_of(parts)[0] < total.high * 2
    if _SAYS_LIST.search(total.after):
        # behind a comma the sentence may have gone on to another matter
        listed = all("、" in part.before for part in parts[1:]) and not any(map(_OVERLAP.search, labels))
        if exceeds and not listed and _one_matter(total, parts):
            return total_of(parts)[0] <= total.high * _A_SLIP
        return complete(labels) or (exceeds and listed)
    if not total.after.startswith("，") or total.before.startswith("、"):
        return False
    if _progress(labels):
        return complete(labels) or exceeds
    return complete(labels) and _REST.search(labels[-1]) is None


def complete(labels: Sequence[str]) -> bool:
    """Return whether things called ``labels`` leave nothing over."""
    if len(labels) == 2 and any(_opposed(labels[0], labels[1], *pair) for pair in _PAIRS):
        return True
    if len(labels) == 2 and (labels[1].startswith("非") and labels[0][:2] == labels[1][1:3]):
        return True
    numbers = [_ORDINAL.search(label) for label in labels]
    if all(numbers) and [_order(match) for match in numbers if match] == list(range(1, len(labels) + 1)):
        return True
    if _REST.search(labels[-1]):
        return True
    if re.fullmatch(f"(?:未|不|没有|没|未能|尚未|非|无){re.escape(labels[0])}", labels[-1]):
        # 采纳、部分采纳、未采纳
        return True
    return _DONE.search(labels[0]) is not None and any("未" in label for label in labels[1:])


def _opposed(first: str, second: str, one: str, other: str) -> bool:
    return (first.startswith(one) and second.startswith(other)) or (first.startswith(other) and second.startswith(one))


def _order(match: re.Match[str]) -> int:
    said = match[1] or match[2] or match[3]
    return "上下".index(said) + 1 if said in "上下" else _ORDER.index(said) + 1


def _one_matter(total: Term, parts: Sequence[Term]) -> bool:
    """Return whether the list parted by commas ends its sentence and each name shares a letter with the total's."""
    if not (STOP.match(parts[-1].after) or not parts[-1].after) or any(map(_OVERLAP.search, map(_label, parts))):
        return False
    named = set(total.before[-10:]) - _FILLER
    return all(part.figure.unit == total.figure.unit and named & set(_label(part)) for part in parts)


def _progress(labels: Sequence[str]) -> bool:
    """Return whether ``labels`` tell what is done and what is not yet; together they are at most all."""
    return _DONE.search(labels[0]) is not None and all(_OPEN.search(label) for label in labels[1:])


def _label(part: Term) -> str:
    match = _LABEL.search(part.before)
    label = match["label"] if match else ""
    return _NOW.sub("", label)


def _parts_behind(terms: Sequence[Term], place: int) -> list[Term]:
    """Return the labelled numbers of the total's kind that follow it without a break."""
    parts: list[Term] = []
    for term in terms[place + 1 : place + LONGEST]:
        before = term.before if parts else _PAST_TOTAL.sub("，", term.before, count=1)
        if STOP.search(before) or term.measure.group != terms[place].measure.group:
            break
        if not _LABEL.search(before) or _NO_PART.search(before) or not _label(term):
            break
        parts.append(term)
        if re.match("[）)]", term.after):
            break
    return parts


def _parts_before(terms: Sequence[Term], place: int) -> list[Term]:
    """Return the labelled numbers of the total's kind that stand right before it."""
    parts: list[Term] = []
    for term in reversed(terms[max(0, place - LONGEST) : place]):
        if term.measure.group != terms[place].measure.group or _NO_PART.search(term.before) or not _label(term):
            break
        parts.insert(0, term)
        if STOP.search(term.before):
            break
    return parts
