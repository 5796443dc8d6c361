"""What a report says of itself: title, organisation, kind, period; what it does not say stays unknown."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..model import Period
from ..patterns import lazy
from .periods import parse_period

_HEAD_LINES, _HEAD_CHARS, _TAIL_CHARS = 4, 900, 160
_WHEN = lazy(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)年?度?"
    r"(?:-?(?P<code>[Hh][12]|[Qq][1-4])(?![0-9A-Za-z])|(?P<half>[上下]?半年)|第?(?P<quarter>[一二三四])季度|(?P<first>前三季度)"
    r"|(?P<months>\d{1,2}月?[—–~～至到-]\d{1,2}月)|(?P<month>\d{1,2}月份?)(?P<day>\d{1,2}日)?)?"
)
# 二〇二四年 and full-width digits are years too; one character for one, so offsets stay
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_CN_YEAR = lazy(r"[一二][〇○零Ｏ九][〇○零Ｏ一二三四五六七八九]{2}(?=年)")
_CN_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")
# 2025 年上半年, as many type it
_BLANK = lazy(r"(?<=[\d年])[ \t　]+(?=[\u4e00-\u9fff])")
_DAY = lazy(r"(?<!\d)(?P<year>(?:19|20)\d\d)年\d{1,2}月\d{1,2}日")
_BEFORE_DATE = " \t　—–-（("
_KIND = lazy(
    r"(?P<subject>抓?(?:党建|意识形态|党风廉政建设(?:和反腐败)?|全面从严治党|法治政府建设|安全生产|信访|保密|宣传思想"
    r"|精神文明建设|机关党的建设|基层党建)?)(?:工作)?(?:开展)?(?:情况)?(?:的)?"
    r"(?P<form>政府工作报告|总结|汇报|述职述廉报告|述职报告|述职|发言材料|发言|报告|要点|自查报告)"
)
_FORMS = {"述职述廉报告": "述职报告", "述职": "述职报告", "发言": "发言材料"}
_ORGANISATION = lazy(
    r"[\u4e00-\u9fff*×]{0,16}?(?:人民政府|住房和城乡建设[局厅委]|住建[局厅委]"
    r"|[\u4e00-\u9fff]{1,12}(?:局|委员会|厅|办公室|管委会|中心)|\*局)"
)
_NOT_OF_A_NAME = lazy(
    r"^(?:关于|现将|在|对|由|全|各|本|我)|[委会]员兼|[大布格结开]局$|(?:今年|以来|坚持|同志|书记|局长|贯彻|会议|推进|落实|开展)"
)
# a file name puts dates, brackets and the like between its parts
_NAME_PARTS = lazy(r"[\W\d_]+|年|关于")
_ANNOUNCED = lazy(r"现(?:将|就)(?P<said>[^。：:]{2,80}?)(?:汇报|报告|总结)?(?:汇报|报告|总结|通报)?如下")


class Description(NamedTuple):
    """What a report says of itself; None where it does not."""

    title: str | None
    """Title line."""
    organisation: str | None
    """The reporting unit, as the report writes it."""
    kind: str | None
    """总结, 汇报, 述职报告, 发言材料, 报告, with its subject where stated: 党建工作总结."""
    period: Period | None
    """What it covers."""
    year: int | None
    """The period's year."""


def describe(text: str, *, title: str | None = None, path: str | None = None) -> Description:
    """Return what ``text`` says of itself; ``title`` counts before the text, the file name of ``path`` after it."""
    headline = title or _title_line(text)
    opening = text[:_HEAD_CHARS]
    announced = _ANNOUNCED.search(opening)
    said = announced["said"] + announced[0][-6:] if announced else ""
    name = re.split(r"[\\/]", path)[-1].rsplit(".", 1)[0] if path else ""
    sources = [source for source in (headline or "", announced[0] if announced else "", name) if source]
    period, year = _period([_BLANK.sub("", _plain_years(one)) for one in sources], _plain_years(opening))
    if period is None and year is None:
        year = _date_line(headline or "", text)
    return Description(
        title=headline,
        organisation=_organisation(headline, said, text) or _organisation_in_name(name),
        kind=_kind(sources),
        period=period,
        year=year,
    )


def _title_line(text: str) -> str | None:
    """Return the first line when it reads as a title: short, no closing punctuation, naming a kind of report."""
    for line in text[:_HEAD_CHARS].splitlines()[:_HEAD_LINES]:
        line = line.strip()
        if not line:
            continue
        heading = re.search(r"[。；，,：:]$", line) or re.match(r"[一二三四五六七八九十]、|（", line)
        return line if len(line) <= 60 and not heading else None
    return None


def _kind(sources: list[str]) -> str | None:
    for source in sources:
        found = [match for match in _KIND.finditer(source) if match["form"]]
        if found:
            match = max(found, key=lambda m: (len(m["subject"]), m.end()))
            form = _FORMS.get(match["form"], match["form"])
            subject = match["subject"].removeprefix("抓")
            if form == "总结":
                return f"{subject}工作总结"
            if form == "汇报":
                return f"{subject}工作情况汇报"
            return form
    return None


def _period(sources: list[str], opening: str) -> tuple[Period | None, int | None]:
    """Return the period of the first source that names a year; a bare 上半年 takes its year from the opening."""
    for source in sources:
        for match in _WHEN.finditer(source):
            if match["day"] is None:  # a day is when something was said, not what it covers
                return _as_period(match), int(match["year"])
    half = next((m[0] for source in sources if (m := re.search(r"上半年|下半年", source))), None)
    years = [int(m["year"]) for m in _WHEN.finditer(opening)]
    if half and years:
        return parse_period(f"{max(years)}年{half}"), max(years)
    return None, None


def _plain_years(text: str) -> str:
    """Return ``text`` with full-width digits and 二〇二四年 as plain digits, of the same length."""
    return _CN_YEAR.sub(lambda match: match[0].translate(_CN_DIGITS), text.translate(_DIGITS))


def _date_line(headline: str, text: str) -> int | None:
    """Return the year of a day named in the title or on a line of its own below it: （2025年3月4日）."""
    below = text[:_HEAD_CHARS].splitlines()[1 : 2 + _HEAD_LINES]
    lines = [_plain_years(line).strip().lstrip(_BEFORE_DATE) for line in below]
    named = [_DAY.search(_plain_years(headline)), *(_DAY.match(line) for line in lines if len(line) <= 60)]
    return next((int(match["year"]) for match in named if match), None)


def _as_period(match: re.Match[str]) -> Period | None:
    if match["code"]:
        return parse_period(match["year"] + match["code"])
    quarter = f"第{match['quarter']}季度" if match["quarter"] else ""
    month = (match["month"] or "").removesuffix("份")
    half = "上半年" if match["half"] == "半年" else match["half"]
    tail = half or match["months"] or month or quarter or match["first"] or ""
    return parse_period(f"{match['year']}{'年' + tail if tail else ''}")


def _organisation(headline: str | None, said: str, text: str) -> str | None:
    """Return the unit named before the year of the title, in the announcing sentence, or in the signature."""
    before = _WHEN.split(headline)[0] if headline and _WHEN.search(headline) else headline or ""
    own_line = [line.strip() for line in text[:_HEAD_CHARS].splitlines()[1:5] if 0 < len(line.strip()) <= 40]
    first_words = re.match(r"(?:今年以来，|近年来，)?(.{1,24}?)(?=党建工作|党组|坚持|认真|深入|在市|以习近平)", text)
    for source in (before, said, *_signature(text), *own_line, first_words[1] if first_words else ""):
        match = _ORGANISATION.match(source.strip())
        if match and not _NOT_OF_A_NAME.search(match[0]):
            return match[0].removeprefix("中共")
    return None


def _organisation_in_name(name: str) -> str | None:
    """Return the unit a file name gives as a part of its own or in front of the kind of report."""
    for part in _NAME_PARTS.split(_plain_years(name)):
        match = _ORGANISATION.match(part)
        if (
            match
            and not _NOT_OF_A_NAME.search(match[0])
            and re.match(r"$|党组|党委|机关", _without_kind(part[match.end() :]))
        ):
            return match[0].removeprefix("中共")
    return None


def _without_kind(words: str) -> str:
    return _KIND.sub("", words, count=1)


def _signature(text: str) -> list[str]:
    lines = [line.strip() for line in text[-_TAIL_CHARS:].splitlines() if line.strip()]
    return [line for line in lines[-3:] if len(line) <= 30]
