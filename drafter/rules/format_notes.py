"""Attachment notes after GB/T 9704—2012: “附件：1. 名称”, numbered by figures, names without marks around or behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..model import Edit, Span
from ..patterns import lazy

_BLANK = "[ \\u3000\\t]*"
_HAN = "[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]"
_SIGNS = "①-⑳⑴-⒇㈠-㈩❶-❿⒈-⒛Ⅰ-Ⅻ"
# what numbers an attachment; figures with a stop are right, all others are words of other places
_NUMBERED = (
    r"(?P<number>\d{1,2})(?P<mark>[、.．，,：:;；)）]+(?!\d)|[ \u3000]+(?=[\u4e00-\u9fff《“]))"
    rf"|(?P<word>第{_HAN}{{1,2}}[，,、：:]|{_HAN}是|{_HAN}{{1,2}}[、.．，,：:]|[（(](?:{_HAN}{{1,2}}|\d{{1,2}})[）)][、.．]?"
    rf"|[{_SIGNS}][、.．]*|[A-Za-z][.．、)）](?![A-Za-z])|附件{_BLANK}(?:\d{{1,2}}|{_HAN}{{1,2}})[：:、.．]?{_BLANK})"
)
_NOTE = lazy(
    rf"{_BLANK}附{_BLANK}(?P<full>件)?{_BLANK}"
    rf"(?:(?P<said>目录|清单|名称|材料|如下|包括|有|是|为)?(?P<colon>[:：])|(?P<wrong>[；;，,、。．.])(?={_BLANK}\d{{1,2}}[、.．]))?{_BLANK}"
)
_ITEM = lazy(rf"{_BLANK}(?:{_NUMBERED})?{_BLANK}(?P<name>[^\n]{{1,80}}?)(?P<stop>[。；;，,、！!：:.．？?…]+)?{_BLANK}$")
# 附件1：名单, 附件一, 附件（1）: at the head of an attachment stands 附件1, and nothing else
_HEADED = lazy(
    rf"{_BLANK}附{_BLANK}件{_BLANK}(?:(?P<figures>\d{{1,2}}){_BLANK}(?P<mark>[：:、.．])(?!\d)|(?P<han>第?{_HAN}{{1,3}}|[（(](?:\d{{1,2}}|{_HAN}{{1,2}})[）)]"
    rf"|[{_SIGNS}])(?P<after>[：:、.．]?)){_BLANK}(?P<name>[^\n]{{0,60}})$"
)
# 1.方案；2.名单 in one line
_ANOTHER = lazy(rf"(?:[，,；;、。]{_BLANK}|[ \u3000]+)\d{{1,2}}{_BLANK}[.．、)）](?!\d)")
_PROSE = lazy("附件\\d|已|请|均|详见|随文|报送|所列|规定")
SAID = "附件说明宜写作“附件：1. 名称”，名称不加书名号，后面不加标点"
_ORDER = "附件序号从1起逐个排列"
_LINES = "每个附件名称各占一行，后面不加标点"
_HEAD = "附件左上角只写“附件”和阿拉伯数字序号，如“附件1”；附件说明写作“附件：1. 名称”"


@dataclass(slots=True)
class Notes:
    """The attachment notes of a text, read line by line."""

    listing: bool = False
    """Whether the line before belongs to a note."""
    count: int = field(default=0)
    """How many numbered attachments the note has had."""

    def read(self, line: str, start: int) -> Iterator[tuple[Span, str, tuple[Edit, ...]]]:
        """Yield (where, what to tell, how to put it right) of the line that stands at ``start``."""
        note = _NOTE.match(line)
        if note is not None and (note["full"] or note["colon"]):
            headed = _HEADED.match(line)
            if headed is not None and note["colon"] is None and note["wrong"] is None:
                self.listing = headed["figures"] is not None and bool(headed["name"])
                self.count = int(headed["figures"] or 0)
                if not _PROSE.search(headed["name"]):
                    at = start + len(line) - len(line.lstrip())
                    yield Span(start=at, end=start + len(line.rstrip())), _HEAD, ()
                return
            yield from self._first(line, start, note)
        elif self.listing:
            item = _ITEM.match(line)
            self.listing = item is not None and (item["number"] is not None or item["word"] is not None)
            if self.listing and item is not None:
                yield from self._item(line, start, item, None)

    def _first(self, line: str, start: int, note: re.Match[str]) -> Iterator[tuple[Span, str, tuple[Edit, ...]]]:
        self.count = 0
        item = _ITEM.match(line, note.end())
        if item is None:
            self.listing = note["colon"] is not None
            return
        numbered = item["number"] is not None or item["word"] is not None
        plain = note["colon"] is not None and note["full"] is not None and note["said"] is None
        self.listing = plain or (numbered and not _PROSE.search(item["name"]))
        if self.listing:
            yield from self._item(line, start, item, note)

    def _item(
        self, line: str, start: int, item: re.Match[str], note: re.Match[str] | None
    ) -> Iterator[tuple[Span, str, tuple[Edit, ...]]]:
        """Yield what is wrong of one attachment, in one finding."""
        edits, said = list(_edits(item, start)), ""
        if note is not None:
            edits.extend(_lead(note, start))
        if item["number"] is not None:
            self.count += 1
            if int(item["number"]) != self.count:
                said = _ORDER
                self.count = int(item["number"])
        if _ANOTHER.search(line, item.start("name")):
            said, edits = _LINES, []
            self.count += len(_ANOTHER.findall(line, item.start("name")))
        if edits or said:
            edits.sort(key=lambda edit: edit.span.start)
            first = (note or item).start()
            first += len(line[first:]) - len(line[first:].lstrip())
            span = Span(start=start + first, end=start + len(line.rstrip()))
            yield span, said or SAID, tuple(edits)


def _lead(note: re.Match[str], start: int) -> Iterator[Edit]:
    """Yield the repairs of what stands before the first name: 附:, 附件清单：, 附件；."""
    if note["full"] is None:
        at = start + note.start() + note.group().index("附") + 1
        yield Edit(span=Span(start=at, end=at), text="件")
    if note["said"]:
        yield Edit(span=Span(start=start + note.start("said"), end=start + note.end("said")), text="")
    for name in ("colon", "wrong"):
        if note[name] and note[name] != "：":
            yield Edit(span=Span(start=start + note.start(name), end=start + note.end(name)), text="：")


def _edits(item: re.Match[str], start: int) -> Iterator[Edit]:
    """Yield the repairs of one name: its number, the marks round it and behind it."""
    number = item["number"]
    if number and not number.isascii():
        yield Edit(span=Span(start=start + item.start("number"), end=start + item.end("number")), text=str(int(number)))
    for name, right in (("mark", "."), ("word", ""), ("stop", "")):
        if item[name] and item[name] != right:
            text = ". " if name == "mark" and not item[name].strip() else right
            yield Edit(span=Span(start=start + item.start(name), end=start + item.end(name)), text=text)
    title = re.match(r"《([^《》]+)》(?=$|[（(][^（()）]*[）)]$)", item["name"])
    if title is not None:
        at = start + item.start("name")
        yield Edit(span=Span(start=at, end=at + 1), text="")
        yield Edit(span=Span(start=at + title.end() - 1, end=at + title.end()), text="")
