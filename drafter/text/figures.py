"""The figure scanner: every figure and every decoy of a text, in reading order."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ..lexicon import Lexicon, load_lexicon
from ..model import Figure, FigureKind, Period, Span
from ..patterns import lazy
from .dates import Clock, DateHit, match_date
from .figure_context import Context
from .figure_decoys import (
    Brackets,
    Decoy,
    called_at,
    code_at,
    doc_number_at,
    find_brackets,
    find_phrases,
    holds_value,
    is_programme,
    marker_at,
    meeting_at,
    names_higher_meeting,
    numbers_paper,
    of_higher_body,
    standard_end,
)
from .figure_forms import fraction_at, half_at, halved_at, ratio_at, slash_fraction_at, tenths_at, time_taken_at
from .figure_quantities import ADDED, ARABIC_NUMERAL, CHINESE_NUMERAL, Quantity, ordinal_at, quantity_at
from .figure_values import INFINITY
from .numerals import MAX_CHARS, to_halfwidth
from .periods import make_period
from .units import units_by_start

_CANDIDATE = lazy(
    rf"(?P<a>{ARABIC_NUMERAL})"
    r"|(?P<o>第(?:[0-9]{1,4}|[一二三四五六七八九十百零〇]{1,6}))"
    rf"|(?P<c>{CHINESE_NUMERAL})"
    r"|(?P<w>[今去前明上本当]年|上一年|[上下]半年|年[初底末内]|全年|[每按](?:半年|年|月|季|周|日|天)|前[一二三]季度"
    r"|(?<![^，。；、：（“\n])前(?:1[0-2]|[2-9]|十[一二]?|[二三四五六七八九])个月)"
    r"|(?P<v>数[十百千万亿]+|[多数](?=[个次]))"
    r"|(?P<m>[*×xX＊]{1,4}(?=[个份次条名人户件项]))"
    r"|(?P<p>半(?=个[月小]|天|小时))"
)
_PRODUCT_TAIL = lazy(r"[A-Za-z0-9+\-.]*[A-Za-z][A-Za-z0-9+\-.]*|(?:\+[0-9A-Za-zＮＸ]+)+")
# words in letters that are counted like any other: 注册APP101人, 检查KTV12家
_COUNTED_LETTERS = frozenset(
    ("APP", "KTV", "PPT", "LED", "GPS", "ETC", "EPC", "PPP", "POS", "ATM", "DNA", "PCR", "BIM")
)
_LETTER = lazy(r"[A-Za-z_=&@#]|(?<=[A-Za-z0-9])/(?=[0-9]{3})")
_PRIZE = lazy(r"[特一二三四]等奖|[一二三]等功|[金银铜]奖")
_GRADE = lazy(r"[一二三四五甲乙]级|[0-9]级")
_CLOCK_TIME = lazy(r"[0-2]?[0-9][:：∶][0-9]{2}|[0-2]?[0-9][时点](?=[0-9许整半至—，。前后开起多左到])(?:[0-9]{1,2}分)?")
_DATE_NEXT = frozenset("年月日号季、-—–−~～―─至到./")
_CHINESE_DATE_NEXT = frozenset("年月季至到、—日世")
_TRIPLE = lazy(r"[0-9.]{1,6}(?:[:：∶][0-9.]{1,6}){2,5}")
_CALENDAR_NEXT = frozenset("年月日")
_HALVED_NEXT = frozenset("个年天")
_FORM_NEXT = frozenset("个年天分/:：∶时点小")
_SERIES = lazy(r"一[\u4e00-\u9fff]{1,2}一[\u4e00-\u9fff]")
_ENUMERATED = lazy(r"[，,]|、(?![0-9一二三四五六七八九十])")
_RANK = lazy(
    r"(?:[排居列位跃获升至]|保持|全国|全[省市区县州盟旗]|世界|全球|[国省]内|[西中东]部|各省|同类)[^，。；：、\n]{0,6}\Z"
)
_OPEN_MARK = lazy(r"【待核实：[^】\n]*】")
_YEAR_BARE = lazy(r"(?:19|20)[0-9]{2}\Z")


def find_figures(text: str, *, lexicon: Lexicon | None = None, period: Period | None = None) -> tuple[Figure, ...]:
    """Return every figure and decoy of ``text`` in reading order, none overlapping another.

    ``period`` resolves 上半年, 3月28日, 今年以来; without it they have no values unless the sentence gives the year.
    Decoys (set phrases, titles, document numbers, list markers …) are marked ``checkable=False``, and so is what
    an open mark 【待核实：…】 asks about: a question states nothing. Never raises; linear.
    """
    found = _Scan(text, lexicon or load_lexicon(), period).run()
    marks = [match.span() for match in _OPEN_MARK.finditer(text)]
    if not marks:
        return found
    asked = {number for number, one in enumerate(found) if any(a <= one.span.start < b for a, b in marks)}
    return tuple(replace(one, checkable=False) if number in asked else one for number, one in enumerate(found))


class _Scan:
    """One pass over one text."""

    def __init__(self, text: str, lexicon: Lexicon, period: Period | None) -> None:
        self.source = text
        self.text = to_halfwidth(text)
        self.units = units_by_start(lexicon)
        self.ordinal_units = frozenset(lexicon.tables.get("ordinal", {}).get("units", "").split())
        self.clock = Clock(self.text, period)
        self.brackets: Brackets = find_brackets(self.text)
        self.phrases = find_phrases(self.text, lexicon)
        self.out: list[Figure] = []
        self.end = 0
        self.title = self.quote = self.phrase = 0
        self.context = Context(self.text)

    def run(self) -> tuple[Figure, ...]:
        text, size, search = self.text, len(self.text), _CANDIDATE.search
        pos = 0
        while pos < size:
            m = search(text, pos)
            start = m.start() if m else size
            pos = self._phrases_before(start, m.end() if m else size)
            if m is None:
                break
            if pos > start:
                continue
            pos = max(self._candidate(m), m.start() + 1)
        return tuple(self.out)

    # -- decoys that cover the candidate -------------------------------------------------

    def _phrases_before(self, start: int, end: int) -> int:
        """Emit phrases that end before or cover ``start``; return where to go on."""
        phrases, i = self.phrases, self.phrase
        pos = start
        while i < len(phrases) and phrases[i].start <= start:
            decoy = phrases[i]
            i += 1
            if decoy.start < self.end or not holds_value(self.text, decoy.start, decoy.end):
                continue
            if decoy.kind == "idiom" and self._counted_before(decoy.start, self.text[decoy.start + 1 : decoy.end]):
                continue
            if decoy.end > start or decoy.end > self.end:
                self._add_decoy(decoy)
                pos = max(pos, decoy.end)
        self.phrase = i
        return pos if pos > start else start

    def _counted_before(self, start: int, unit: str) -> bool:
        """Return whether a count of the same unit stands shortly before: 整合16处，撤销四处，一处待建."""
        last = self.out[-1] if self.out and unit else None
        if last is None or last.unit != unit or not last.checkable or last.kind != "count" or last.low == 1:
            return False
        gap = self.text[last.span.end : start]
        return len(gap) <= 6 and gap[:1] in ("，", "、", "；")

    def _cover(self, spans: list[tuple[int, int]], at: int, start: int) -> tuple[int, bool]:
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        return at, at < len(spans) and spans[at][0] <= start

    # -- one candidate -------------------------------------------------------------------

    def _candidate(self, m: re.Match[str]) -> int:
        start, end, kind = m.start(), m.end(), m.lastgroup
        self.title, in_title = self._cover(self.brackets.titles, self.title, start)
        if in_title:
            return self._in_title(start, end)
        if end - start > MAX_CHARS:
            return end
        self.quote, quoted = self._cover(self.brackets.quotes, self.quote, start)
        if quoted:
            return self._add_decoy(Decoy(*self.brackets.quotes[self.quote], "set_phrase"))
        if kind == "a":
            return self._arabic(start, end)
        if kind == "c":
            return self._chinese(start, end)
        if kind == "w":
            return self._date(start) or end
        if kind == "o":
            return self._ordinal(start, end)
        return self._odd(m, start, end)

    def _in_title(self, start: int, end: int) -> int:
        stop = self.brackets.titles[self.title][1]
        hit = match_date(self.text, start, self.clock)
        if hit is None and end <= stop and _YEAR_BARE.fullmatch(self.text, start, end):
            year = int(self.text[start:end])
            hit = DateHit(end, "period", datetime.date(year, 1, 1), datetime.date(year, 12, 31), "年", False)
        if hit is not None and hit.end <= stop:
            return self._add(start, hit.end, "title", hit.low, hit.high, hit.unit, None, False)
        return self._add_decoy(Decoy(start, min(end, stop), "title"))

    def _arabic(self, start: int, end: int) -> int:
        text = self.text
        after = text[end : end + 1]
        if after == " ":
            after = text[end + 1 : end + 2]
            after = after if after in _CALENDAR_NEXT else " "
        if start and _LETTER.match(text, start - 1):
            return self._product(start, end)
        decoy = marker_at(text, start) or doc_number_at(text, start)
        if decoy is not None and (decoy.start >= self.end or decoy.kind == "doc_number"):
            return self._add_decoy(decoy)
        if after.isascii() and (after.isalpha() or after == "+"):
            return self._with_letters(start, end)
        if after in _DATE_NEXT and after and (date_end := self._date(start)):
            return date_end
        if after in _FORM_NEXT and after and (form_end := self._form(start, end)):
            return form_end
        got = quantity_at(text, start, end, self.units)
        if got is None:
            return end
        if got.kind == "number" and got.unit == "":
            code = code_at(text, start, end)
            if code is not None:
                return self._add_decoy(code)
            if _YEAR_BARE.match(text, start, end):
                return self._bare_year(start, end)
        return self._quantity(got)

    def _with_letters(self, start: int, end: int) -> int:
        """Read 5km, 10万+ and 5G."""
        text = self.text
        if text[end] == "+" and (ADDED.match(text, start) or text[start - 1 : start] == "+"):
            got = quantity_at(text, start, end, self.units)
            if got is not None and got.low is not None:
                return self._quantity(got)
        elif text[end] == "+":
            got = None if text[end + 1 : end + 2].isalnum() else quantity_at(text, start, end, self.units)
            if got is not None and got.low is not None:
                return self._quantity(got._replace(hedge="at_least", high=INFINITY))
        else:
            got = quantity_at(text, start, end, self.units)
            if got is not None and got.unit:
                return self._quantity(got)
        return self._product(start, end)

    def _form(self, start: int, end: int) -> int:
        """Read what a number begins besides counts and dates (1/3, 1:1.5, 9:30, 3年半); 0 where it is none."""
        text = self.text
        if text[end] in _HALVED_NEXT:
            got = halved_at(text, start, end)
            return self._quantity(got) if got is not None else 0
        got = fraction_at(text, start) or slash_fraction_at(text, start) or time_taken_at(text, start)
        if got is None:
            clock = _TRIPLE.match(text, start) or _CLOCK_TIME.match(text, start)
            if clock is not None:
                return self._add_decoy(Decoy(start, clock.end(), "decoy"))
            got = ratio_at(text, start)
        return self._quantity(got) if got is not None else 0

    def _bare_year(self, start: int, end: int) -> int:
        year = int(self.text[start:end])
        low, high = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        return self._add(start, end, "period", low, high, "年", None, True)

    def _product(self, start: int, end: int) -> int:
        text = self.text
        first = start
        while (
            first > self.end
            and start - first < MAX_CHARS
            and text[first - 1].isascii()
            and (text[first - 1].isalnum() or text[first - 1] == "_")
        ):
            first -= 1
        got = quantity_at(text, start, end, self.units) if text[first:start].upper() in _COUNTED_LETTERS else None
        if got is not None and got.kind == "count" and got.unit:
            return self._quantity(got)
        tail = _PRODUCT_TAIL.match(text, end, end + MAX_CHARS)
        return self._add_decoy(Decoy(first, tail.end() if tail else standard_end(text, end), "product"))

    def _chinese(self, start: int, end: int) -> int:
        text = self.text
        decoy = marker_at(text, start) or meeting_at(text, start) or called_at(text, start, end)
        if decoy is not None and decoy.start >= self.end:
            return self._add_decoy(decoy)
        after = text[end : end + 1]
        if after == "分" and (got := fraction_at(text, start)):
            return self._quantity(got)
        if after in _CHINESE_DATE_NEXT and after:
            if is_programme(text, end):
                return self._add_decoy(Decoy(start, end + 3, "set_phrase"))
            date_end = self._date(start)
            if date_end:
                return date_end
        if after == "成" and (tenths := tenths_at(text, start)):
            return self._quantity(tenths)
        if after == "等" and (prize := _PRIZE.match(text, start)):
            return self._prize(start, prize.end())
        if text[start] == "一" and (series := _SERIES.match(text, start)) and end - start == 1:
            return self._add_decoy(Decoy(start, series.end(), "idiom"))
        if after in _HALVED_NEXT and (got := halved_at(text, start, end)):
            return self._quantity(got)
        if after == "半":
            return self._half(start, end)
        got = quantity_at(text, start, end, self.units)
        if got is None:
            return self._shorter(start, end)
        if got.unit == "次" and text[got.end : got.end + 2] == "全会":
            return self._add_decoy(Decoy(got.start, got.end, "set_phrase"))
        if (
            got.unit == "次"
            and of_higher_body(text, got.start, got.end)
            and text[got.end : got.end + 2] in ("会议", "全会", "全体")
        ):
            return self._add_decoy(Decoy(got.start, got.end, "set_phrase"))
        if not got.checkable and got.low == 1 and self._counted_before(got.start, got.unit):
            got = got._replace(checkable=True)
        return self._quantity(got)

    def _shorter(self, start: int, end: int) -> int:
        # 一百分之… and 六十百分点 do not parse whole; a fraction may begin inside the run
        at = self.text.find("分之", start, end + 2)
        if at > start + 1 and (got := fraction_at(self.text, at - 1)):
            return self._quantity(got)
        return end

    def _half(self, start: int, end: int) -> int:
        text = self.text
        if text[start:end] == "一":
            return self._add(start, end + 1, "fraction", Decimal("0.5"), Decimal("0.5"), "", None, True)
        return end

    def _prize(self, start: int, end: int) -> int:
        rank = Decimal("特一二三四".index(self.text[start]))
        return self._add(start, end, "ordinal", rank, rank, self.text[start + 1 : end], None, True)

    def _ordinal(self, start: int, end: int) -> int:
        text = self.text
        if text.startswith("季度", end):
            return self._date(start) or end
        # 《…》（第一卷）: the volume belongs to the title
        if start > 1 and text[start - 2 : start] in ("》（", "》("):
            return self._add_decoy(Decoy(start, end, "title"))
        got = ordinal_at(text, start, end, self.units, self.ordinal_units)
        if got is None:
            return end
        if text[start - 1 : start] in ("", "\n", "。", "；") and got.unit == "" and _ENUMERATED.match(text, end):
            return self._add_decoy(Decoy(start, end, "list_marker"))
        if got.unit == "号" and numbers_paper(text, start):
            return self._add_decoy(Decoy(got.start, got.end, "doc_number"))
        meeting = meeting_at(text, start)
        if meeting is not None and meeting.end > got.end:
            return self._add_decoy(meeting)
        # 巡察 is what a city or a county does itself; 巡视 comes from above
        own = text.startswith("巡察", got.end)
        if got.unit in ("次", "届", "个", "轮") and not own and of_higher_body(text, got.start, got.end):
            return self._add_decoy(Decoy(got.start, got.end, "set_phrase"))
        if got.unit == "" and not (
            text[end : end + 1] in "，。；、）)\n" and _RANK.search(text, max(0, start - 10), start)
        ):
            return self._add_decoy(Decoy(got.start, got.end, "name"))
        return self._quantity(got)

    def _odd(self, m: re.Match[str], start: int, end: int) -> int:
        if m.lastgroup == "m":
            # 责任书*份: a value blanked by whoever published the report
            return self._add(start, end + 1, "count", None, None, self.text[end], None, False)
        got = half_at(self.text, start) or quantity_at(self.text, start, end, self.units)
        return self._quantity(got) if got is not None else end

    # -- writing down --------------------------------------------------------------------

    def _date(self, start: int) -> int:
        hit = match_date(self.text, start, self.clock)
        if hit is None or hit.end <= start:
            return 0
        if names_higher_meeting(self.text, start, hit.end):
            return self._add_decoy(Decoy(start, hit.end, "set_phrase"))
        return self._add_date(start, hit)

    def _add_date(self, start: int, hit: DateHit) -> int:
        if hit.low is not None and hit.high is not None and hit.low <= hit.high:
            self.context.turn_to(start)
            self.context.see_period(start, make_period(hit.low, hit.high))
        return self._add(start, hit.end, hit.kind, hit.low, hit.high, hit.unit, None, hit.checkable)

    def _quantity(self, got: Quantity) -> int:
        if got.start < self.end:
            return got.end
        return self._add(got.start, got.end, got.kind, got.low, got.high, got.unit, got.hedge, got.checkable)

    def _add_decoy(self, decoy: Decoy) -> int:
        start = max(decoy.start, self.end)
        if decoy.end <= start:
            return max(decoy.end, self.end)
        return self._add(start, decoy.end, decoy.kind, None, None, "", None, False)

    def _add(
        self, start: int, end: int, kind: FigureKind, low: Any, high: Any, unit: str, hedge: Any, checkable: bool
    ) -> int:
        noun, subject, period = "", "", None
        if checkable:
            self.context.turn_to(start)
            noun, subject, period = self.context.of_figure(start, end, kind)
        self.out.append(
            Figure(
                span=Span(start=start, end=end), text=self.source[start:end], kind=kind, low=low, high=high, unit=unit,
                hedge=hedge, noun=noun, subject=subject, period=period, checkable=checkable,
            )
        )  # fmt: skip
        self.end = end
        return end
