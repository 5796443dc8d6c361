"""Shorthand: how clerks shorten in notes, and how the same stands in a report."""

from __future__ import annotations

import re
from collections.abc import Iterable

_OPEN, _CLOSE = "（(《“‘〔【", "）)》”’〕】"
_SPELLED_OUT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), full)
    for pattern, full in (
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
        (r"^(?![以将把])([^，；、]+)(?=为(?:首要|重要|重大)[^，；]{0,4}任务$)", r"以\1"),
        (r"(?<=[。；，])(?=[^，；。、\d]{2,10}全覆盖(?:[，；]|$))", "实现"),
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
    text = text.strip().rstrip("。；，;, ").replace(";", "；")
    for pattern, full in _SPELLED_OUT:
        text = pattern.sub(full, text)
    return text


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
