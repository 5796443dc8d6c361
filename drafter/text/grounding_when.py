"""When a figure holds, as the words before it say: 2023年, 去年, 上半年, 一季度, 3月15日."""

from __future__ import annotations

import re

from ..patterns import lazy

When = tuple[str, str]
"""Year (去年 for the last, 前年, 今年) and part of a year; '' for what is not said."""

NEVER: When = ("", "")
"""Nothing said."""
_WHEN = lazy(
    r"[上下]半年|第?[一二三四1-4]季度|前[一二三两]季度|(?P<last>去年|上年|上一年)|(?P<earlier>前年)|\d{1,2}月\d{1,2}日|(?P<year>(?:19|20)\d\d)年"
    r"|(?P<month>\d{1,2}(?:月?[—\-－至到]\d{1,2})?)月(?!末|底)|(?P<now>今年|全年|本年|一年来)|(?<![比较])年(?:初|末|底)"
)
_UP_TO = lazy(r"截[至止][^，。；]{0,10}|[到至][^，。；]{0,8}[底末]")
_PARTS = {"年底": "年末"} | {
    f"{first}{dash}{last}": part
    for first, last, part in (
        ("1", "6", "上半年"),
        ("7", "12", "下半年"),
        ("1", "3", "一季度"),
        ("4", "6", "二季度"),
        ("7", "9", "三季度"),
        ("10", "12", "四季度"),
        ("1", "9", "前三季度"),
    )
    for dash in "—-－至到"
}
_AT_MIDNIGHT = lazy(r"(?:24|0|零|二十四)(?:时|点|：00|:00)")
_ORDERED = lazy("要求|规定|部署|统一安排")
_STOP, _CUT = lazy("[。！？…\n]"), lazy("[，,。；;：:！？\n、|\t（）()]")
_REACH = 120
_YEAR = lazy(r"(?:19|20)\d\d")


def without_time(text: str) -> str:
    """Return ``text`` without the words that say when."""
    return _WHEN.sub("", _UP_TO.sub("", text))


def last_cut(pattern: re.Pattern[str], text: str, low: int, high: int) -> int:
    """Return where what follows the last ``pattern`` (one character) before ``high`` begins, ``low`` for none."""
    match = pattern.search(text[low:high][::-1])
    return high - match.start() if match else low


def when_in(text: str, sentence: int, clause: int, first: int) -> When:
    """Return when a figure at ``first`` holds: as its own clause says, else the part of its sentence before it."""
    for start, end in ((clause, first), (sentence, clause)):
        year = part = ""
        said = False
        for match in _WHEN.finditer(_UP_TO.sub("", text[start:end])):
            said = True
            if match["now"]:
                year, part = ("" if match["now"] == "全年" else "今年"), ""
            elif match["year"] or match["last"] or match["earlier"]:
                year = match["year"] or match["earlier"] or "去年"
            else:
                part = _PARTS.get(match["month"] or match.group(), match.group().lstrip("第"))
        if said:
            return year, part
    return "", ""


def when_of(text: str, first: int) -> When:
    """Return when the figure that begins at ``first`` holds."""
    sentence = last_cut(_STOP, text, max(0, first - _REACH), first)
    return when_in(text, sentence, last_cut(_CUT, text, sentence, first), first)


def last_year(text: str) -> int:
    """Return the last year of the 20th and 21st century that ``text`` names; 0 for none."""
    return max(map(int, _YEAR.findall(text)), default=0)


def agrees(one: When, other: When) -> bool:
    """Return whether both name the same year or part of one, and nothing they name differs."""
    return any(said and said == again for said, again in zip(one, other, strict=True)) and not conflicts(one, other)


def conflicts(one: When, other: When) -> bool:
    """Return whether both name a year, or a part of a year, and not the same."""
    (year, part), (again, later) = one, other
    years = bool(year and again) and year != again and (year.isdigit() == again.isdigit())
    return years or (bool(part and later) and part != later)


def set_apart(one: When, other: When) -> bool:
    """Return whether two facts of one kind each name a year, and not with the same word: 2023年 beside 今年."""
    return bool(one[0] and other[0]) and one[0] != other[0] and one[1] == other[1]


def set_by_others(sentence: str, day: str) -> bool:
    """Return whether ``day`` in ``sentence`` was set from above: 12月31日24时; 按照…要求，12月31日前完成."""
    before, _, behind = sentence.partition(day)
    at_midnight = _AT_MIDNIGHT.match(behind)
    behind = behind[at_midnight.end() :] if at_midnight is not None else behind
    return at_midnight is not None or (
        behind.startswith(("前", "之前", "以前")) and _ORDERED.search(before) is not None
    )
