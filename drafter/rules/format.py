"""FMT: what was meant to be filled in, and what only Word shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Finding, Span, touches
from .base import ReviewContext, Rule
from .format_layout import HeadingAndBodyType, PageAndNotes

_OPEN_MARK = re.compile(r"【待核实[：:][^】\n]{0,400}】")
_HAN = r"[\u4e00-\u9fff]"
# each: what is left over, and what to tell the writer
_RESIDUE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z0-9])|×{2,}|(?<=[\u4e00-\u9fff])[Xx](?=[年月日万亿个名件次户市县区镇局])"),
     "占位符没有填写"),
    (re.compile(r"【(?:待[\u4e00-\u9fff]{1,6}|此处[^】\n]{0,30}|请[^】\n]{0,30}|填写[^】\n]{0,30}|TODO[^】\n]{0,60})[：:]?[^】\n]{0,60}】"),
     "占位符没有填写"),
    (re.compile(r"[（(\[](?:待(?:补充?|核实?|填写?|定|确认|完善)|此处(?:填写|补充|插入)|请(?:填写|补充))[^）)\]\n]{0,30}[）)\]]"),
     "占位符没有填写"),
    (re.compile(r"\b(?:TODO|TBD|FIXME)\b"), "占位符没有填写"),
    (re.compile(r"〔(?:数|日期|人名)〕"), "遮盖符没有换成实际内容"),
    (re.compile(r"_{3,}|＿{2,}|﹍{2,}"), "空白没有填写"),
    (re.compile(r"(?<![\d〇○零一二三四五六七八九十*×Xx某 \u3000])[ \u3000]*年[ \u3000]+月[ \u3000]+日"
                r"|(?<=[，。；：、\s])年月日"),
     "日期没有填写"),
    (re.compile(r"(?:^|(?<=[\s，。；：、（“]))\*\*(?=[^\s*])[^*\n]{1,60}(?<=[^\s*])\*\*(?=$|[\s，。；：、）”])", re.M),
     "Markdown 标记残留"),
    (re.compile(r"^(?:#{1,6} |```|- \[[ x]\] |\|[ :\-|]+\|[ ]*$)", re.M), "Markdown 标记残留"),
    (re.compile(r"作为(?:一[个名款])?(?:AI|人工智能)(?:语言模型|大模型|助手)?(?=[，,])|(?:希望|以上内容?)(?:这[些份个])?[\u4e00-\u9fff]{0,6}对[您你]有(?:所)?帮助|(?:根据|按照)[您你]的(?:要求|指示)"),
     "生成工具的套话残留"),
    (re.compile(r"(?:汲取|吸取)案(?=的?教训)"), "“案”前的名称缺失"),
    (re.compile(r"(?<![\d.,])(?:19|20)\d{2}(?=[上下]半年|第?[一二三四]季度|1[0-2]月|[1-9]月)"), "年份后缺“年”字"),
)  # fmt: skip


class PlaceholderOrResidue(Rule):
    """占位符、遮盖符、标记符号没有清理干净。

    做什么
        找出 XX、××、【待补】、TODO、空白横线、未填的日期、Markdown 标记和生成工具的套话。
        “【待核实：……】”是留给撰稿人的记号：在系统起草的稿子里只作提示，在成稿里作警告。
    为什么
        占位符随正式文件发出去，比写错一个数字更难看。
    例
        完成投资XX亿元。
    改为
        完成投资12.5亿元。
    """

    code = "FMT001"
    name = "placeholder-or-residue"
    severity = "E"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding each; open marks as information in a draft of ours and as warnings in a finished text."""
        taken: list[list[Span]] = [[]]
        for match in _OPEN_MARK.finditer(context.text):
            span = Span(start=match.start(), end=match.end())
            taken[0].append(span)
            yield self.finding(
                context,
                span,
                "留有待核实记号：核实后写成正文，或删去",
                severity="W" if context.by_hand else "I",
            )
        for pattern, said in _RESIDUE:
            here: list[Span] = []
            for match in pattern.finditer(context.text):
                span = Span(start=match.start(), end=match.end())
                if span.start == span.end or any(touches(span, before) for before in taken):
                    continue
                here.append(span)
                yield self.finding(context, span, f"{said}：请补写或删去“{_short(match.group().strip())}”")
            taken.append(here)


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"


FORMAT: tuple[Rule, ...] = (PlaceholderOrResidue(), HeadingAndBodyType(), PageAndNotes())
"""The family, in order."""
