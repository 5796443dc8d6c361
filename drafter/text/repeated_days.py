"""One event told with two days: 3月15日召开党风廉政建设工作会议 … 3月18日召开的党风廉政建设工作会议."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..model import Document, Figure
from ..patterns import lazy

_HELD = "(?:主持|组织)?(?:召开|举行|举办|开展|承办|启动)"
_EVENT = (
    "(?:会议|[大动部座表报现推]会|动员会|部署会|座谈会|表彰会|报告会|现场会|推进会|培训班|开班式|开幕式|闭幕式|仪式|运动会"
    "|演练|竞赛|比赛|汇演|晚会|文艺演出|博览会|交易会|展览会|招聘会|论坛|研讨会|听证会|发布会|反馈会)"
)
_SAID = "[^，。；：、\n“”《》（）\\d]"
_BEHIND = lazy(
    f"(?:上午|下午|晚上?|当天|当日)?，?{_SAID}{{0,14}}?{_HELD}(?P<that>的?)了?(?P<what>{_SAID}{{4,26}}{_EVENT})"
)
_AFTER = lazy(f"(?:的|，)?(?P<what>{_SAID}{{4,26}}{_EVENT})(?:在|于)?{_SAID}{{0,12}}{_HELD}")
_BEFORE = lazy(f"(?:^|[。！？；\n，])(?P<what>{_SAID}{{4,26}}{_EVENT})已?于$")
_ONCE = lazy(
    "仪式|开[幕班]式|闭幕式|运动会|汇演|晚会|博览会|交易会|代表大会|成立大会|表彰|年度|报告会|第[一二三四五六七八九十]+[届次]"
)
_AGAIN = lazy(
    "再次|又|分别|先后|每[月季周]|首场|第二场|分批|两次|多次|例会|办公会|党组会|党委会|常委会|局务会|中心组|支委会|支部大会|党日|党员大会|调度|联席"
)
_LITTLE = lazy("了|在|全[市县区省局院校镇系]|我[市县区省局院校镇]|本[市县区省局院校镇]|此次|[市县区局省]委|局里")
_DAY = lazy("(?:(?P<year>[0-9]{4})年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日号]")
_STOP = lazy("[。！？；\n]")
_LEAST, _WINDOW, _ABOVE = 6, 60, 30


class _Event(NamedTuple):
    figure: Figure
    name: str
    that: bool
    """Whether it is spoken of as known: 3月18日召开的…会议."""
    again: bool
    """Whether there may be others of its name."""


def days_apart(document: Document) -> Iterator[tuple[Figure, Figure, str]]:
    """Yield days on which one named event is told to be held, and the later, other day told of it, and its name."""
    text = document.text
    held: dict[str, _Event] = {}
    for event in _events(document):
        first = held.setdefault(event.name, event)
        if first is event or first.again or event.again or not (event.that or _ONCE.search(event.name)):
            continue
        one, other = _DAY.search(first.figure.text), _DAY.search(event.figure.text)
        if one is None or other is None or one.group("month", "day") == other.group("month", "day"):
            continue
        apart = _STOP.search(text, first.figure.span.end, event.figure.span.start) is not None
        if apart and (not one["year"] or not other["year"] or one["year"] == other["year"]):
            yield first.figure, event.figure, event.name


def _events(document: Document) -> Iterator[_Event]:
    """Yield the days that are told of a named event, in reading order."""
    text = document.text
    for figure in document.figures:
        if figure.kind != "date" or not figure.checkable or not figure.text.endswith(("日", "号")):
            continue
        start, end = figure.span.start, figure.span.end
        match = _BEHIND.match(text, end, end + _WINDOW)
        that = match is not None and bool(match["that"])
        match = match or _AFTER.match(text, end, end + _WINDOW) or _BEFORE.search(text, max(0, start - _ABOVE), start)
        if match is None:
            continue
        name = _LITTLE.sub("", match["what"])
        if len(name) >= _LEAST:
            around = _STOP.split(text[max(0, start - _ABOVE) : start])[-1] + match.group()
            yield _Event(figure, name, that, _AGAIN.search(around) is not None)
