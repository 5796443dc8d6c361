"""Numbers of one kind in one text under two forms: 五月中旬 and 6月上旬, 第4次 and 第五次, 30% and 百分之四十."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ..model import Span
from ..patterns import lazy

_ONE = "一二三四五六七八九"
_PART = "份|上旬|中旬|下旬|初|底|末"
# a pattern that begins with a set of letters is looked for far faster than one that begins by looking behind
_CN_MONTH = lazy(
    rf"(?P<month>[{_ONE}十](?:(?<![\d农历〇二十百千年].)|(?<=[今去当本每前同]年.))(?:(?<=十)[一二])?)月(?:{_PART}|[{_ONE}十]{{1,3}}日)(?![革会])"
)
_AR_MONTH = lazy(rf"(?<!\d)(?P<month>[1-9]|1[0-2])月(?:{_PART}|\d{{1,2}}日)")
_ORDINAL = lazy(
    rf"第(?:(?P<arabic>\d{{1,2}})|(?P<han>[{_ONE}十]{{1,3}}))(?P<of>季度|[次届批期轮场组类档名位个阶站])(?P<noun>(?:(?![和与及至到第])[\u4e00-\u9fff]){{0,2}})"
)
_OF_A_NAME = lazy("(?:届|代表大会|委员会|全委会|全会|人大|政协)[^，。；：\n]{0,14}$")
_PERCENT = lazy(r"(?P<arabic>\d+(?:\.\d+)?[%％])|(?P<han>百分之[一二三四五六七八九十点零]{2,7}(?!百))")
# GB/T 15835: what is measured and counted is told in Arabic figures; 十 and below are words of everyday
_MEASURES = (
    "件|户|名(?!单)|人次|场次|万元|亿元|公里|亩|万人|家企业|个百分点|人(?!民)|吨|张|台|辆|份|册"
    "|本|处|盏|棵|株|尾|套|袋|箱|平方米|米"
)
_COUNTS = lazy(
    rf"(?P<han>[{_ONE}两十](?<![第\d.点〇零{_ONE}十百千万亿].)"
    rf"(?:(?<=[{_ONE}两])百(?:零?[{_ONE}]|[{_ONE}]?十[{_ONE}]?)?|(?<=[二三四五六七八九])十[{_ONE}]?|(?<=十)[{_ONE}]))"
    rf"(?=(?:{_MEASURES}))(?!人大|人团|名著|户部|人工智)"
)
_ROUND = lazy("^(?:[二三四五六七八九]十|[一二三四五六七八九两]百)$")
_FIGURE_COUNT = lazy(rf"\d(?:{_MEASURES})")
# a date with its day in Han numerals is the form of signatures
_HAN_DATE = lazy(rf"(?P<date>[一二][〇○零{_ONE}]{{3}}年(?:(?:[{_ONE}]|十[一二]?)月)?)(?!代|度|[{_ONE}十]{{1,3}}[月日])")
_ARABIC_DATE = lazy(r"(?<!\d)(?:19|20)\d\d年(?!代)")
_FEW = 3
_SENTENCE = 200


class Mixed(NamedTuple):
    """A number in a form that others of its kind in the text do not have."""

    span: Span
    """Where it stands."""
    other: Span | None
    """One of the same kind in the other form; None where the kind alone tells."""
    right: str
    """How it is written like the others; '' where only a reader can say."""
    said: str
    """What to tell the writer."""


def mixed_kinds(text: str, *, ruled: bool) -> Iterator[Mixed]:
    """Yield numbers whose form differs from that of their kind; ``ruled``: the text is no older than the standard."""
    yield from _ordinals(text)
    if ruled:
        yield from _years(text)
        yield from _months(text)
        yield from _percents(text)
        yield from _counts(text)


def _months(text: str) -> Iterator[Mixed]:
    han = list(_CN_MONTH.finditer(text))
    arabic = list(_AR_MONTH.finditer(text)) if han else []
    if not arabic or len(han) > _FEW < len(arabic):
        return
    few, many = (han, arabic) if len(han) <= len(arabic) else (arabic, han)
    said = "本文其他日期用阿拉伯数字，宜一致" if few is han else "本文其他日期用汉字数字，宜一致"
    for match in few:
        month = match["month"]
        right = str(_value(month)) if few is han else _in_han(int(month))
        other = Span(start=many[0].start(), end=many[0].end())
        yield Mixed(span=_span(match, "month"), other=other, right=right, said=said)


def _years(text: str) -> Iterator[Mixed]:
    """Yield dates under two forms within one sentence: 二〇二四年三月开工，2024年9月竣工; not those quoted."""
    if "〇" not in text and "○" not in text:
        return
    for match in _HAN_DATE.finditer(text):
        low, high = max(0, match.start() - _SENTENCE), match.end() + _SENTENCE
        low = max(low, *(text.rfind(mark, low, match.start()) + 1 for mark in "。\n"))
        high = min((at for mark in "。\n" if (at := text.find(mark, match.end(), high)) >= 0), default=high)
        quoted = any(text.rfind(a, low, match.start()) > text.rfind(b, low, match.start()) for a, b in ("《》", "“”"))
        beside = next(_ARABIC_DATE.finditer(text, low, high), None)
        if beside is not None and not quoted:
            other = Span(start=beside.start(), end=beside.end())
            yield Mixed(span=_span(match, "date"), other=other, right="", said="同类日期写法应一致")


def _ordinals(text: str) -> Iterator[Mixed]:
    """Yield ordinals of one thing under two forms: 第4次联席会, 第五次联席会."""
    if not re.search(r"第\d", text):
        return
    kinds: defaultdict[tuple[str, str], list[re.Match[str]]] = defaultdict(list)
    for match in _ORDINAL.finditer(text):
        # 随后召开第一次会议: the first of its kind is a word
        if match["of"] == "次" and match["han"] == "一":
            continue
        # 十四届全国人大第三次会议 is a name
        if match["of"] == "次" and _OF_A_NAME.search(text, max(0, match.start() - 24), match.start()):
            continue
        kinds[match["of"], match["noun"] if match["of"] != "季度" else ""].append(match)
        sentence = max(text.rfind(mark, max(0, match.start() - _SENTENCE), match.start()) for mark in "。\n")
        beside = kinds[match["of"], f"@{sentence}"]
        # 第二批和第3批项目: one noun for both
        if not beside or not (beside[-1]["noun"] and match["noun"] and beside[-1]["noun"] != match["noun"]):
            beside.append(match)
    for found in kinds.values():
        arabic = [match for match in found if match["arabic"]]
        han = [match for match in found if match["han"]]
        if not arabic or not han:
            continue
        few, many = (arabic, han) if len(arabic) <= len(han) else (han, arabic)
        for match in few[:_FEW]:
            right = _in_han(int(match["arabic"])) if few is arabic else str(_value(match["han"]))
            name, other = ("arabic" if few is arabic else "han"), Span(start=many[0].start(), end=many[0].end("of"))
            yield Mixed(span=_span(match, name), other=other, right=right, said="同类序数写法应一致")


def _percents(text: str) -> Iterator[Mixed]:
    """Yield 百分之四十 beside 30% within one paragraph."""
    if "百分之" not in text or not re.search("[%％]", text):
        return
    breaks = [place.start() for place in re.finditer("\n", text)]
    found = list(_PERCENT.finditer(text))
    arabic = {bisect_left(breaks, match.start()): match for match in found if match["arabic"]}
    for match in found:
        other = arabic.get(bisect_left(breaks, match.start()))
        if match["han"] and other is not None:
            there = Span(start=other.start(), end=other.end())
            yield Mixed(span=_span(match, "han"), other=there, right="", said="同类数字写法应一致")


def _counts(text: str) -> Iterator[Mixed]:
    """Yield what is counted in Han numerals; round ones only where the sentence counts in figures too."""
    found = []
    for match in _COUNTS.finditer(text):
        start, end = max(0, match.start() - _SENTENCE), match.end() + _SENTENCE
        start = max(start, *(text.rfind(mark, start, match.start()) + 1 for mark in "。\n"))
        end = min((at for mark in "。\n" if (at := text.find(mark, match.end(), end)) >= 0), default=end)
        beside = _FIGURE_COUNT.search(text, start, end)
        if beside is not None or not _ROUND.match(match["han"]):
            other = Span(start=beside.start(), end=beside.end()) if beside else None
            found.append(Mixed(span=_span(match, "han"), other=other, right="", said="计量的数字应用阿拉伯数字"))
    # many of a kind are how the text is written
    yield from found if len(found) <= _FEW else ()


def _span(match: re.Match[str], name: str) -> Span:
    return Span(start=match.start(name), end=match.end(name))


def _value(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    return (_ONE.index(tens) + 1 if tens else 1 if ten else 0) * 10 + (_ONE.index(ones) + 1 if ones else 0)


def _in_han(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_ONE[tens - 1]}十") + (_ONE[ones - 1] if ones else "")
