"""Shorthand: how clerks shorten in notes, and how the same stands in a report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..patterns import lazy

_OPEN, _CLOSE = "（(《“‘〔【", "）)》”’〕】"
_TITLE, _HOLDS = lazy(r"《[^《》]*》"), "《\ue000\ue000\ue000》"
_THOUSANDS = lazy(r"(?<=\d),(?=\d{3}(?!\d))")
_SPELLED_OUT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (lazy(pattern), full)
    for pattern, full in (
        (r"(?:^|(?<=[，；]))我们(?!的)", "我局"),
        (r"(?:^|(?<=[，；]))为了(?=[^，；]{2,12}，)", "为"),
        (r"(?<=共)查了(?=\d)", "检查"),
        (r"(?<=[一-鿿])设了(?=“|\d|[一-鿿]{2,})", "设立了"),
        (r"(?<=[初底月])开(?=[^，；、开展]{2,8}会(?:[、，；]|$))", "召开"),
        (r"(?<=[、，])定(?=(?:年度|工作|学习|实施)?(?:计划|方案)(?:[、，；]|$))", "制定"),
        (r"(?<![前后外])来调研", "前来调研"),
        (r"装配式(?=\d)", "装配式建筑"),
        (r"(?<=[日，])(?=党员大会换届(?:[，；]|$))", "召开"),
        (r"大会换届(?=[，；]|$)", "大会进行换届"),
        (r"(?<=[，；、：])发(?=宣传[册单]|宣传资料|宣传品|资料|手册)", "发放"),
        (r"(巡察组?反馈)(?=\d+[个条项])", r"\1问题"),
        (r"(?<=[，：])((?:检查|执法)人员\d+人次)[、，](?=[^\d，、]{2,6}\d+[个处家])", r"出动\1，检查"),
        (r"(?:^|(?<=[；，]))([^\d，；：、（）“]{2,10}[制度责任])落实(?=[；，。]|$)", r"落实\1"),
        (r"(?:^|(?<=[；，]))((?:[^\d，；：、（）]{2,6}\d+[家个所户]、?){2,})(?=(?:检查|排查)一[遍轮])", r"对\1"),
        (r"（(首次(?!开展)[^（），]{2,12})）(?=[；，。]|$)", r"，\1"),
        (r"(完成|整改|交付|建成|收缴|化解|办结)(\d[\d.]*)([个项条件处户套])，累计(?=\d[\d.]*\3)", r"\1\2\3，累计\1"),
        (r"(?<![新递])增(?=\d[\d.]*%)", "增长"),
        (r"(?<=[数率额量失比])降(?=\d)", "下降"),
        (r"(?:^|(?<=[，；]))剩(?=\d[\d.]*[家个项户处套条件])", "其余"),
        (r"(?:^|(?<=[；，、：]))发(?=补贴|补助|奖金|慰问金|救助金)", "发放"),
        (r"(?:^|(?<=[；，]))第一议题(?=\d)", "“第一议题”学习"),
        (r"(?<=中心组)(?=\d+次)", "学习"),
        (r"(?<=率)提到(?=\d)", "提高到"),
        (r"(同比|环比)[+＋](?=\d)", r"\1增长"),
        (r"(同比|环比)[-－−](?=\d)", r"\1下降"),
        (r"(?<=（)[+＋](?=\d[\d.]*%）)", "增长"),
        (r"(?<=（)[-－−](?=\d[\d.]*%）)", "下降"),
        (r"(?<![观收查察])看(?=《|“)", "观看"),
        (r"(?<=[员工部])看(?=[^，；《》]{2,6}《)", "观看"),
        (r"(?<![观收查察])看(?=项目)", "查看"),
        (r"(?<!习近平)(?<!支部)(?<!委)(?<!第一)(?<!同志)总书记", "习近平总书记"),
        (r"同比降(?=\d)", "同比下降"),
        (r"同比少(?=\d)", "同比减少"),
        (r"同比增(?=\d)", "同比增长"),
        (r"同比多(?=\d)", "同比增加"),
        (r"^下步", "下一步"),
        (r"购书(?=\d)", "购买学习用书"),
        (r"(?:^|(?<=[；，])|(?<=中心组)|(?<=党组)|(?<=支部)|(?<=干部)|(?<=半年)|(?<=全年))学[：:]", "先后学习"),
        (r"(?<![继承履约])签(?=承诺|责任|《)", "签订"),
        (r"(?<=[成员导人])(副组长|组长)(?=[，；。]|$)", r"任\1"),
        (r"(?<=负责人|工作者)成员(?=[，；。]|$)", "任成员"),
        (r"(?<=办公室)设(?=[局市县区机])", "设在"),
        (r"(?<=[一-鿿])兼(?=(办公室)?主任|组长|书记)", "兼任"),
        (r"结果作(?!为|出)", "结果作为"),
        (r"(?<![一-鿿])领导小组(?=[^，；、]{2,4}任组长)", "领导小组由"),
        (r"^([^，：]{2,6}专题)，(?=中心组|党组|各支部)", r"围绕\1，"),
        (r"^(\d+个[^，；、]{0,6}问题)(?=逐项|逐一)", r"对\1"),
        (r"^(?![以将把学])([^，；、]*精神)(?=为(?:首要|重要|重大)[^，；]{0,4}任务$)", r"以学习贯彻\1"),
        (r"^(?![以将把])([^，；、]+)(?=为(?:首要|重要|重大)[^，；]{0,4}任务$)", r"以\1"),
        (r"(?<=[。；，])(?!实现|已|基本)(?=[^，；。、\d]{2,10}全覆盖(?:[，；]|$))", "实现"),
        (r"主持(?!召开|会议|[了的])(?=[^，；]{2,20}会(?:[，；]|$))", "主持召开"),
        (r"讲(?=《)", "讲授"),
        (r"(?:^|(?<=[；，]))(原则|方针|目标)(“[^”]{2,20}”)(?=[；，。]|$)", r"坚持\2\1"),
        (r"^([^，；“]{2,14}[与和同][^，；“]{2,14})(?=“[^”]{2,12}(?:机制|制度)”(?:[；，。]|$))", r"\1实行"),
        (r"(?<![由从自为达到至将])(?<![\d.])(\d[\d.]*[个条项名家件人])(增至|减至|升至|降至)(?=\d)", r"由\1\2"),
        (r"(?<![剩结其多])余(?=\d)", "其余"),
        (r"(?<=[一-鿿])(?<!仅)(?<!还)(?<!尚)(?<!剩)剩(?=\d)", "还剩"),
    )
)


def spell_out(text: str) -> str:
    """Return a note with a clerk's shorthand written out."""
    text = without_thousands(text.strip().rstrip("。；，;, ").replace(";", "；"))
    # what a title says is not shorthand
    titles = _TITLE.findall(text)
    text = _TITLE.sub(_HOLDS, text)
    for pattern, full in _SPELLED_OUT:
        text = pattern.sub(full, text)
    for title in titles:
        text = text.replace(_HOLDS, title, 1)
    return text


def without_thousands(text: str) -> str:
    """Return ``text`` with 1,020 as 1020: a report prints no commas inside a number."""
    return _THOUSANDS.sub("", text)


def split_top(text: str, marks: str) -> list[str]:
    """Return ``text`` cut at ``marks`` that stand outside brackets and quotes; unbalanced brackets do no harm."""
    pieces, depth, start = [], 0, 0
    for at, character in enumerate(text):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif character in marks and depth == 0:
            pieces.append(text[start:at])
            start = at + 1
    return [piece.strip() for piece in [*pieces, text[start:]] if piece.strip()]


def keeps_every_word(note: str, said: str) -> bool:
    """Return whether every character of ``note`` but its marks stands in ``said``, as often, and no digit besides."""
    left = list(re.sub(r"\W", "", said))
    for character in re.sub(r"\W", "", note):
        if character not in left:
            return False
        left.remove(character)
    return not any(character.isdigit() for character in left)


def join_listed(items: Iterable[str]) -> str:
    """Return items joined by 、, or by ， where one of them has a clause of its own."""
    found = list(items)
    return ("，" if any("，" in item for item in found) else "、").join(found)
