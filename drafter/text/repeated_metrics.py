"""The metric a figure stands for, freed of filler, so that 全年共办结复议案件120件 and 一年来办结复议案件118件 meet."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CUT = re.compile("[，。；：！？\n、]")
_REACH = 60
_FILLER = re.compile(
    r"全年|一年来|今年以来|年来|今年|过去一年|上半年|下半年|本年度|年内|(?:19|20)\d{2}年(?:度)?|\d{1,2}月(?:份)?|截至目前|目前|"
    r"先后|共有|现有|共计|合计|总计|共|已|实现|完成|稳定在|保持在|维持在|达到|达|为|约|近|超过|超|逾|了|有|的|是|总数|总量|总额|累计|我们|"
    r"全[市县区省镇乡局院校街州盟旗]|我[市县区省镇乡局院校街]|本[市县区局院校]|各[级地]"
)
# 中央财政安排51亿元，用于…; 年均增长8%: what it is about stands elsewhere
_OBJECT_FOLLOWS = re.compile(
    "安排|投入|拨付|下达|支持|补助|争取|增长|增速|增幅|下降|提高|占|平均|年均|发现|参与|参加|涉及|其|该"
)
_ITSELF = 4
# the clause opens its sentence, or only 一年来， 产业发展方面， stands before it
_OPENS = re.compile(
    r"(?:^|[。！？；\n：]|[）、.](?=[\u4e00-\u9fff]))(?:[^，。！？；\n]{0,10}(?:来|年|方面|全年|目前|底|月)，)?[^，。！？；\n]*$"
)
_ASPECT = re.compile("(?:^|[。！？；\n：])(?:在)?(?P<name>[\u4e00-\u9fff]{2,8})(?:方面|领域|工作中)，[^，。！？；\n]*$")
_DATED = re.compile(r"(?:^|[，。！？；\n：])(?:全年|今年|一年来|(?:19|20)\d\d年(?:全年)?)[^，。！？；\n]*$")
_HAS = re.compile("(?:下设|设立|设有|下辖|拥有|建立|建成|新建|配备)$")
_STOP = re.compile("[。；！？\n]")
_DIGIT = re.compile(r"\d")
_HAN = re.compile("[\u4e00-\u9fff]")
_NOT_NOUN = re.compile("[，。；：、！？\n（）()“”《》\\d%]")


def core_of(text: str, start: int, end: int) -> str:
    """Return what the clause around the number at ``start:end`` says is counted, without filler, or ''."""
    backwards = text[max(0, start - _REACH) : start][::-1]
    cut = _CUT.search(backwards)
    clause = backwards[: cut.start() if cut else len(backwards)][::-1]
    core = _FILLER.sub("", clause)
    if len(_HAN.findall(core)) < 2 or _HAS.fullmatch(core):
        # 全市134家养老机构: what is counted stands behind the number
        behind = _NOT_NOUN.split(text[end : end + 12], maxsplit=1)[0]
        core += _FILLER.sub("", behind)
    return "".join(_HAN.findall(core))


def names_itself(text: str, start: int, core: str) -> bool:
    """Return whether the clause before ``start`` needs no other to say what is counted: it opens its sentence."""
    return len(core) >= _ITSELF and _OPENS.search(text[max(0, start - _REACH) : start]) is not None


def dated_itself(text: str, start: int, core: str) -> bool:
    """Return whether the clause before ``start`` says its own year: 2024年实现旅游收入…, wherever it stands."""
    return len(core) >= _ITSELF and _DATED.search(text[max(0, start - _REACH) : start]) is not None


def core_in_aspect(text: str, start: int, core: str) -> str:
    """Return ``core`` with what 在行政复议方面， adds to it, or '' where no such words open the sentence."""
    aspect = _ASPECT.search(text[max(0, start - _REACH) : start])
    return aspect["name"] + core if aspect is not None and aspect["name"] not in core else ""


def clause_above(text: str, start: int) -> str:
    """Return the clause with a number right before the one of ``start`` in its sentence, without filler, or ''."""
    clauses = _STOP.split(text[max(0, start - _REACH) : start])[-1].split("，")
    said = _FILLER.sub("", clauses[-2]) if len(clauses) > 1 else ""
    return said if len(said) > 6 and _DIGIT.search(said) else ""


def is_plain(core: str) -> bool:
    """Return whether ``core`` names a thing counted, not how something changed or what was spent on something."""
    return _OBJECT_FOLLOWS.search(core) is None


def alike(left: str, right: str) -> float:
    """Return how much of the shorter of two cores the longer one holds, in pairs of characters (0 to 1)."""
    first, second = _pairs(left), _pairs(right)
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def slip_keys(digits: str) -> Iterator[str]:
    """Yield keys that two numbers share when one digit differs or two neighbours are swapped; three digits and more."""
    if len(digits) < 3:
        return
    yield "".join(sorted(digits))
    for place in range(len(digits)):
        yield f"{digits[:place]}?{digits[place + 1 :]}"


def is_slip(left: str, right: str) -> bool:
    """Return whether ``right`` is ``left`` with one digit changed, or two neighbouring digits swapped."""
    if len(left) != len(right) or len(left) < 3 or left == right:
        return False
    places = [place for place, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    if len(places) == 1:
        return True
    return (
        len(places) == 2
        and places[1] == places[0] + 1
        and left[places[0]] == right[places[1]]
        and left[places[1]] == right[places[0]]
    )


def _pairs(core: str) -> set[str]:
    return {core[place : place + 2] for place in range(len(core) - 1)}
