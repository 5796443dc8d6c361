"""Short names: where a text explains them, uses them, or does neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from ..model import Span
from ..patterns import lazy

_OPEN, _CLOSE = '“‘"「', '”’"」'
_SAYS = (
    r"(?:(?:以下|下文|下)(?:均|统一|一律)?(?:简称|统称|称|简写|缩写)|(?:英文)?(?:简称|缩写|统称))(?:为|作|是)?[：:]?"
)
_IN_BRACKETS = lazy(rf"[（(][^（）()\n]{{0,12}}?{_SAYS}(?P<names>[^（）()，。；\n]{{2,40}})[^（）()\n]{{0,12}}[）)]")
_IN_PASSING = lazy(
    rf"[，、](?:以下|下文|下)(?:均|统一)?(?:简称|统称|称)(?:为)?(?P<names>[{_OPEN}《][^{_CLOSE}》\n]{{2,16}}[{_CLOSE}》])"
)
_NAME = lazy(rf"[{_OPEN}](?P<quoted>[^{_OPEN}{_CLOSE}\n]{{2,20}})[{_CLOSE}]|(?P<title>《[^《》\n]{{2,20}}》)")
_MARKS = "。；！？\n"
_PART = lazy("[，。；：、“”（）\n]")
_TITLE = lazy("《[^《》\n]{1,60}》")
_HEAD_FIRST, _LEAST_COMMON, _LONG = 14, 3, 400
_SHORT_TITLE = lazy(
    "《(?P<title>(?:(?:若干|实施|行动|工作|管理|暂行|指导|总体|专项|三年行动|试行)?(?:办法|条例|意见|方案|规定|细则|规划|纲要|准则|措施|决定|要点|规程|指南|举措|规则|通则)))》"
)
_QUOTED = lazy("“(?P<name>[\u4e00-\u9fff]{2,6}(?:专班|中心|平台|小组|公司|联盟|指挥部|委|办|局|院))”")
# names every house has, used of this one only where they stand by themselves
_EVERYBODYS = (
    *("专班", "总院", "指挥部", "领导小组", "领导组", "工作组", "工作专班", "专项小组", "委员会", "办公室", "协调机制"),
    "联席会议",
)
_STANDS = lazy(
    "(?:(?:^|[^\u4e00-\u9fff])(?:全年|目前|今年|年内|年初|当前|同时|其中|期间|上半年|下半年|今年以来|截至目前|一年来)?|[由经向]|通过|依托)$"
)
_GOES_ON = lazy("[化式制型]|全覆盖")
_LONGEST = 8
"""Characters of a short title at most."""
_FEW = 200
"""How many quoted names, and uses of a name every house has, are looked at in one text."""


class Explained(NamedTuple):
    """One short name a text explains."""

    name: str
    """The name, without quotation marks; with those of a title."""
    span: Span
    """Where it is explained."""
    at: int
    """Where the explanation begins."""
    end: int
    """Where it ends."""


def explained(text: str) -> Iterator[Explained]:
    """Yield the short names that ``text`` explains: （以下简称“专班”）, in reading order."""
    found = [*_IN_BRACKETS.finditer(text), *_IN_PASSING.finditer(text)]
    for match in sorted(found, key=lambda match: match.start()):
        names, start = match["names"], match.start("names")
        quoted = list(_NAME.finditer(names))
        for one in quoted:
            group = "quoted" if one["quoted"] else "title"
            span = Span(start=start + one.start(group), end=start + one.end(group))
            yield Explained(one[group], span, match.start(), match.end())
        plain = names.strip()
        if not quoted and len(plain) > 1:
            yield Explained(plain, Span(start=start, end=start + len(plain)), match.start(), match.end())


def used_before(text: str, name: Explained) -> int:
    """Return where ``name`` stands by itself before the sentence that explains it; -1 for nowhere."""
    sentence = _sentence(text, name.at)
    if name.name in _EVERYBODYS:
        places = islice(_uses(text, name, 0, sentence), _FEW)
        return next((at for at in places if _is_bare(text, at, name.name)), -1)
    if len(name.name.strip("《》")) < _LEAST_COMMON and "《" not in name.name:
        # a common word of two letters
        return -1
    return next(_uses(text, name, 0, sentence), -1)


def _is_bare(text: str, at: int, name: str) -> bool:
    """Return whether ``name`` at ``at`` begins a clause and is no part of a longer one (各专班, 防汛指挥部, 专班化)."""
    return _STANDS.search(text, max(0, at - 6), at) is not None and not _GOES_ON.match(text, at + len(name))


def is_used(text: str, name: Explained) -> bool:
    """Return whether ``name`` stands by itself behind where it is explained."""
    return next(_uses(text, name, name.end, len(text)), -1) >= 0


def _uses(text: str, name: Explained, low: int, high: int) -> Iterator[int]:
    """Yield where ``name`` stands from ``low`` to ``high`` that is no end of its full name and no part of a title."""
    lead = _lead(text, name)
    short = name.name
    at = text.find(short, low, high)
    while at >= 0:
        ends_full = bool(lead) and text.endswith(lead, 0, at)
        if not ends_full and ("《" in short or not _in_title(text, at, short)):
            yield at
        at = text.find(short, at + 1, high)


def _sentence(text: str, at: int) -> int:
    """Return where the sentence at ``at`` begins, looking no farther back than a long one."""
    low = max(0, at - _LONG)
    return max(low, *(text.rfind(mark, low, at) + 1 for mark in _MARKS))


def _lead(text: str, name: Explained) -> str:
    """Return the character before the short name in its full name, where the full name ends with it; or ''."""
    sentence = _sentence(text, name.at)
    full = _PART.split(text[sentence : name.at])[-1]
    inside = full.find(name.name)
    return full[inside - 1 : inside] if inside > 0 else ""


def _in_title(text: str, at: int, short: str) -> bool:
    """Return whether what stands at ``at`` is part of a longer title: 条例 in 《物业管理条例》."""
    opens = text.rfind("《", max(0, at - 60), at)
    closes = text.rfind("》", max(0, at - 60), at)
    return opens > closes and text[opens + 1 : opens + 2 + len(short)] != f"{short}》"


def unexplained(text: str) -> Iterator[tuple[Span, str]]:
    """Yield (where a short name stands first, its full name) of those not explained whose full name is there."""
    known = {name.name.strip("《》") for name in explained(text)}
    titles: dict[str, str] = {}
    for match in _TITLE.finditer(text):
        title = match.group()[1:-1]
        for size in range(2, min(len(title) - 2, _LONGEST) + 1):
            titles.setdefault(title[-size:], match.group())
    done: set[str] = set()
    for match in _SHORT_TITLE.finditer(text):
        title = match["title"]
        if title not in known and title not in done and title in titles:
            done.add(title)
            yield Span(start=match.start(), end=match.end()), titles[title]
    for match in list(_QUOTED.finditer(text))[:_FEW]:
        name = match["name"]
        if name in known or name in done:
            continue
        done.add(name)
        full = _full_name(text, name)
        if full:
            yield Span(start=match.start("name"), end=match.end("name")), full


def _full_name(text: str, name: str) -> str:
    """Return a longer name in ``text`` with the characters of ``name`` in order and its last two together; or ''."""
    at = text.find(name[-2:])
    while at >= 0:
        start = max(0, at - _HEAD_FIRST)
        before = re.split("[，。；：、（）《》\n]", text[start:at])[-1]
        rest = list(name[:-2])
        place = len(before)
        while rest and place > 0:
            place = before.rfind(rest[-1], 0, place)
            if place < 0:
                break
            rest.pop()
        full = before[place:] + name[-2:]
        if not rest and place >= 0 and full.replace("“", "").replace("”", "") != name and name not in full:
            return full
        at = text.find(name[-2:], at + 1)
    return ""
