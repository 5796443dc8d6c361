"""SEC: what must not go out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Edit, Finding, Fix, Span
from ..text.secrecy import find_markings, find_personal
from .base import ReviewContext, Rule

_CARD = re.compile(r"(?<![\d.])(?:62\d{14}|62\d{17}|4\d{15}|5[1-5]\d{14})(?![\d.])")
_PLATE_BODY = r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·.]?[A-HJ-NP-Z0-9]{5,6}"
_PLATE = re.compile(rf"(?:(?<![\u4e00-\u9fffA-Za-z0-9])|(?<=车牌)|(?<=[号为车])){_PLATE_BODY}(?![A-Za-z0-9])")
_WORDS = "内部资料|内部文件|内部使用|内部参考|不得公开|不得外传|注意保存|请勿外传|严禁外传|会后收回"
_INTERNAL = re.compile(
    rf"^[ \u3000【〔（(]*(?P<mark>{_WORDS})[^\n]{{0,8}}$|[（(【](?P<inline>{_WORDS})[^）)】\n]{{0,6}}[）)】]", re.M
)
_TERM = re.compile(r"(?:绝密|机密|秘密)★")


class SecrecyMarking(Rule):
    """出现密级标志。

    做什么
        找出绝密、机密、秘密的标志；标志缺“★”、写法不规范的一并说明。出现密级标志的文件不导出、不联网调用模型。
    为什么
        涉密文件不得在本系统处理。GB/T 9704—2012：密级和保密期限之间用“★”分隔。
    例
        机密1年
        关于有关情况的报告。
    改为
        关于保密工作情况的报告。
    """

    code = "SEC001"
    name = "secrecy-marking"
    severity = "E"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a marking."""
        for one in find_markings(context.text):
            quote = one.span.of(context.text)
            form = "" if _TERM.search(quote) else "；标志写法也不规范（应如“机密★1年”）"
            yield self.finding(context, one.span, f"出现密级标志“{quote}”：请立即停止处理，转到涉密渠道{form}")


class PersonalData(Rule):
    """出现个人信息：身份证号、手机号、银行卡号、车牌号。

    做什么
        按校验码核对身份证号和银行卡号，按号段核对手机号，按格式核对车牌号；可以一并打码。
    为什么
        公开发布或报送的材料不应含个人敏感信息（个人信息保护法）。
    例
        联系人周启明，电话13800138000。
    改为
        联系人周启明，电话见通讯录。
    """

    code = "SEC002"
    name = "personal-data"
    severity = "E"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a number."""
        found = [(one.kind, one.span) for one in find_personal(context.text)]
        for kind, pattern in (("银行卡号", _CARD), ("车牌号", _PLATE)):
            for match in pattern.finditer(context.text):
                span = Span(start=match.start(), end=match.end())
                if any(span.overlaps(other) for _, other in found) or (kind == "银行卡号" and not luhn(match.group())):
                    continue
                found.append((kind, span))
        for kind, span in sorted(found, key=lambda pair: pair[1]):
            quote = span.of(context.text)
            masked = quote[:3] + "*" * max(len(quote) - 5, 1) + quote[-2:]
            fix = Fix(edits=(Edit(span=span, text=masked),), safe=False)
            yield self.finding(context, span, f"出现{kind}：请删去或打码（如{masked}）", fix=fix)


def luhn(number: str) -> bool:
    """Return whether the digits of a bank card number hold their check digit."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


class InternalOrHidden(Rule):
    """内部字样，或Word文件里残留的批注、修订、隐藏文字。

    做什么
        单独成行或括注的“内部资料”“不得公开”等字样；Word文件里还没有处理的批注、修订和隐藏文字。
    为什么
        批注和修订里常有不便公开的意见，定稿发出前必须清理。
    例
        内部资料
        全年办结信访件128件。
    改为
        全年办结信访件128件。
    """

    code = "SEC003"
    name = "internal-or-hidden"
    severity = "W"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding each."""
        for match in _INTERNAL.finditer(context.text):
            name = "mark" if match["mark"] else "inline"
            span = Span(start=match.start(name), end=match.end(name))
            yield self.finding(context, span, f"有“{match[name]}”字样：请确认能否对外报送")
        layout = context.document.layout
        if layout is None:
            return
        for kind, marks in (("批注", layout.comments), ("修订", layout.revisions), ("隐藏文字", layout.hidden)):
            for mark in marks:
                text = mark.text.strip()
                text = text if len(text) <= 20 else text[:19] + "…"
                author = f"（{mark.author}）" if mark.author else ""
                yield self.finding(context, mark.span, f"残留{kind}{author}：“{text}”，定稿前请清理")


SECRECY: tuple[Rule, ...] = (SecrecyMarking(), PersonalData(), InternalOrHidden())
"""The family, in order."""
