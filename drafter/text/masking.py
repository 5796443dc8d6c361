"""Masking: the same sentence with its figures, dates and people blanked, so that nothing stale can leak or match."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Figure
from .figures import find_figures

NUMBER, DATE, PERSON = "〔数〕", "〔日期〕", "〔人名〕"
"""What stands in the place of a figure, a date or period, and a person's name."""

_DATES = frozenset({"date", "period"})
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝"
    "孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝"
    "左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边么乌"
)
"""One-character surnames."""
POST = (
    "(?:党组书记|党委书记|总支书记|支部书记|副书记|书记|副局长|局长|副主任|主任|副厅长|厅长|副市长|市长|副县长|县长|副区长|区长|副镇长|镇长|副省长|省长|"
    "主席|副处长|处长|副科长|科长|副部长|部长|秘书长|董事长|总经理|总理|校长|院长|所长|站长|队长|组长|委员|研究员|调研员|巡视员|教授|老师)"
)
"""Posts beside which people are named, as a pattern."""
COMPOUND_SURNAMES = "(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐)"
"""Surnames of two characters, as a pattern."""
_NAME = rf"(?:{COMPOUND_SURNAMES}[\u4e00-\u9fff]{{1,2}}|[{SURNAMES}][\u4e00-\u9fff]{{1,2}})"
_AFTER_POST = re.compile(
    rf"{POST}(?P<name>{_NAME})(?=同志|[、，。；（）()\n]|为|任|主持|带队|作|做|讲|出席|参加|传达|到|在|对|深入|率|代表|就|宣读|总结|强调|指出|$)"
)
# 传达郑怀远书记讲话: the verb that tells of a speech stands right before its speaker.
_TOLD = "传达|学习|宣读|听取|贯彻|落实|邀请|陪同|会见|按照|根据"
_BEFORE_POST = re.compile(
    rf"(?:(?<=[^\u4e00-\u9fff])|(?<=[由请是和与及向对以为])|(?<={_TOLD})|\A)(?P<name>{_NAME})(?=同志|{POST})"
)
_NO_NAME = re.compile(r"全|本|该|各|任|为|的|等|带|主|作|做|和|[委部处组站所院厅局县区市]|单位|房管")


def mask(text: str, figures: Sequence[Figure] | None = None) -> str:
    """Return ``text`` with values as 〔数〕 (集中学习〔数〕次), dates and periods as 〔日期〕, people as 〔人名〕.

    ``figures`` are those of ``text`` when they are known already. Set phrases, list markers, idioms and places stay;
    years inside titles and year and number of documents (〔日期〕…〔数〕号) are blanked too, since they go stale.
    """
    pieces: list[str] = []
    at = 0
    for start, end, word in _stretches(text, figures):
        pieces.append(text[at:start])
        pieces.append(word)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def find_people(text: str) -> tuple[tuple[int, int], ...]:
    """Return where people are named beside a post or 同志 (局长周启明, 林淑芬同志): start and end offsets, in order."""
    found = {
        m.span("name")
        for pattern in (_AFTER_POST, _BEFORE_POST)
        for m in pattern.finditer(text)
        if not _NO_NAME.search(m["name"])
    }
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


def _stretches(text: str, figures: Sequence[Figure] | None) -> list[tuple[int, int, str]]:
    rows = [row for figure in (find_figures(text) if figures is None else figures) for row in _of_figure(figure)]
    taken = list(rows)
    for start, end in find_people(text):
        if all(end <= a or b <= start for a, b, _ in taken):
            rows.append((start, end, PERSON))
    return sorted(rows)


_YEAR = re.compile(r"(?:19|20)[0-9]{2}年")
_DIGITS = re.compile(r"[0-9０-９]+")


def _of_figure(figure: Figure) -> Iterator[tuple[int, int, str]]:
    start, end = figure.span.start, figure.span.end
    if figure.kind == "doc_number":
        runs = [m.span() for m in _DIGITS.finditer(figure.text)]
        for i, (a, b) in enumerate(runs):
            yield start + a, start + b, DATE if i == 0 else NUMBER
    elif figure.kind in _DATES and figure.low is None and not figure.checkable:
        return
    elif figure.kind in _DATES or (figure.kind == "title" and figure.low is not None):
        yield start, end, DATE
    elif not figure.checkable:
        # the year in the name of a higher body's meeting goes stale as well
        for m in _YEAR.finditer(figure.text):
            yield start + m.start(), start + m.end(), DATE
    else:
        start += figure.kind == "ordinal" and figure.text.startswith("第")
        unit = len(figure.unit) if figure.unit and figure.text.endswith(figure.unit) else 0
        yield start, end - unit if end - unit > start else end, NUMBER
