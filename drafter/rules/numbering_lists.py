"""Counts and the lists that stand behind or before them within a sentence: 五项制度，即甲、乙、丙."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Span
from .numbering_marks import read_numeral

_NUMBER = r"(?P<number>十[一二三四五]|[二两三四五六七八九十]|(?<![\d.])\d{1,2})"
_HAN = r"[\u4e00-\u9fff]"
# 主要采取了五项措施：（1）…；（2）…  从三个方面推进。第一，…；第二，…
_MARKED = re.compile(
    rf"{_NUMBER}(?:个方面|方面|个|项|点|条|件|类|大|种){_HAN}{{0,8}}[：:。，](?=(?P<first>[（(](?:1|一)[）)]|第一(?:个|项|条)?[，、是：]|①))"
)
# 三个文件：《甲》《乙》
_TITLES = re.compile(
    rf"{_NUMBER}(?:个|部|份|项|件){_HAN}{{1,6}}[：:，]?(?:即|分别是)?(?P<list>《[^《》\n]{{1,60}}》(?:[、和与及]{{0,2}}《[^《》\n]{{1,60}}》)+)(?!等|[、和与及])"
)
# 五项制度，即甲、乙和丙；“四个一”活动，即…；四类问题：甲、乙、丙，均已…；两个专班（甲、乙）
_ENUMERATED = re.compile(
    rf"(?P<quote>“)?{_NUMBER}(?P<measure>个|项|类|种|大)?(?P<noun>一|(?:(?![一二三四五六七八九十省市县]){_HAN}){{1,6}}?)(?(quote)”)(?:目标|活动|要求|工作|机制|体系)?"
    rf"(?P<lead>，即|，分别是|，分别为|：即|：|（即|（)(?P<list>[^，。；：（）()\n]{{2,120}})(?=[，。；）)\n])"
)
# “三个突破”：融资取得突破，科创取得突破。
_SAID_EACH = re.compile(
    rf"“{_NUMBER}个(?P<noun>{_HAN}{{1,3}})”[^，。；：\n]{{0,12}}(?:，即|：)(?P<list>[^。；：\n]{{4,160}})(?=[。；\n])"
)
# 甲镇、乙镇、丙镇等两个镇: 等 may leave some out, never count fewer than are named
_NAMED = re.compile(
    rf"(?P<list>(?:{_HAN}{{1,6}}、){{1,12}}{_HAN}{{1,6}}?(?P<kind>[镇乡村县区市街组站所校园厂]))等{_NUMBER}个(?P=kind)"
)
_JOINED = re.compile("和|与|及|以及|、")
_LONGEST = 14
_DIGITS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A count that does not fit its list."""

    span: Span
    """Where the count stands, with what is counted."""
    number: int
    """What it says."""
    items: int
    """How many are listed."""


def listed_counts(text: str) -> Iterator[Listed]:
    """Yield each count within a sentence that its own list contradicts; lists that end in 等 may be longer."""
    for match in _MARKED.finditer(text):
        yield from _differs(match, {_marked(text, match)})
    for match in _TITLES.finditer(text):
        yield from _differs(match, {match["list"].count("》")})
    for match in _ENUMERATED.finditer(text):
        if match["measure"] or match["quote"]:
            yield from _differs(match, _sizes(match["list"]))
    for match in _SAID_EACH.finditer(text):
        yield from _differs(match, _each(match["list"], match["noun"]))
    for match in _NAMED.finditer(text):
        named = match["list"].split("、")
        if all(name.endswith(match["kind"]) for name in named) and len(named) > _number(match):
            yield from _differs(match, {len(named)})


def _differs(match: re.Match[str], sizes: set[int]) -> Iterator[Listed]:
    """Yield the count of ``match`` when none of the ways to count its list gives it; no size, no opinion."""
    number = _number(match)
    if sizes and min(sizes) > 1 and number not in sizes:
        start = match.start("number")
        end = re.match(r"[^，。；：:（(《\n]{1,14}", match.string[start:])
        assert end is not None
        yield Listed(span=Span(start=start, end=start + end.end()), number=number, items=min(sizes))


def _number(match: re.Match[str]) -> int:
    return 2 if match["number"] == "两" else read_numeral(match["number"]) or 0


def _marked(text: str, match: re.Match[str]) -> int:
    """Return how many markers of the first one's form follow it in order, within its paragraph."""
    first, at, count = match["first"], match.end(), 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    while True:
        digits = str(count + 1) if "1" in first else _DIGITS[count] if count < len(_DIGITS) else ""
        wanted = chr(ord("①") + count) if first == "①" else re.sub("[1一]", digits, first, count=1)
        at = text.find(wanted, at + 1, end) if digits else -1
        if at < 0:
            return count
        count += 1


def _sizes(listed: str) -> set[int]:
    """Return how many things ``listed`` may name; nothing where it ends in 等 or its parts are no names."""
    parts = listed.split("、")
    if re.search("等|是|一方面", listed) or len(parts) < 2 or any(not 1 < len(part) <= _LONGEST for part in parts):
        return set()
    joined = len(re.findall("和|与|以及|及", parts[-1]))
    if any(re.search("和|与|及", part) for part in parts[:-1]):
        return set()
    return {len(parts), len(parts) + joined} if joined else {len(parts)}


def _each(listed: str, noun: str) -> set[int]:
    """Return how many clauses say ``noun``, where all of them do."""
    parts = [part for part in re.split("[，、]", listed) if part]
    said = [part for part in parts if noun in part]
    return {len(said)} if len(said) == len(parts) or (len(said) > 1 and parts[: len(said)] == said) else set()
