"""SEC: what must not go out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Edit, Finding, Fix, Span
from ..patterns import lazy
from ..text.secrecy import find_markings, find_personal
from .base import ReviewContext, Rule

_CARD = lazy(r"[645](?<![\d.].)(?:(?<=6)2\d{14}(?:\d{3})?|(?<=4)\d{15}|(?<=5)[1-5]\d{14})(?![\d.])")
_CALLED_CARD = lazy(
    r"(?:卡号|账号|账户|帐号|帐户|银行卡|存折|收款户)[^\d\n]{0,8}(?P<number>[1-9]\d{3}(?:[ \-]?\d){8,15})(?![\d.])"
)
_PROVINCE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
_PLATE = lazy(
    rf"{_PROVINCE}(?:(?<![\u4e00-\u9fffA-Za-z0-9].)|(?<=[牌号为车驶辆坐乘扣停有是及和、].))"
    r"[A-HJ-NP-Z][·.•]?(?=[A-Z]*\d)[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
)
# what a paper that stays in the house says of itself
_WITHIN = (
    r"(?:仅供|仅限|只供|只限|限)(?:本?(?:单位|系统|部门|机关)?内部|领导|党内|工作|会议|系统内|本单位|本部门|[局院校县市]内)(?:人员|同志|干部)?"
    r"(?:参考|参阅|使用|传阅|传达|掌握|交流|阅读|查阅|讨论|学习|发放|阅知|知悉)*"
)
_INNER = (
    r"(?:机关内部|内部|领导|党内)(?:资料|材料|文件|文稿|刊物|参考|参阅|传阅|讨论稿?|掌握|使用|传达|征求意见稿?|情况|通报|交流|阅件)"
    r"(?!室|会|制度|机制|系统)"
)
_FORBIDDEN = (
    r"(?:不得|不宜|暂不|请勿|严禁|禁止|切勿|不准|不可|勿|不)(?:擅自|私自|随意)?(?:外传|外泄|公开|对外(?:提供|发布|公布|传播|公开|使用)?"
    r"|向外|上网|登报|翻印|复印|复制|转载|转发|扩散|传播|拍照|带出|摘录|摘抄|张贴|发布|引用|网传|公布)"
)
_HANDLED = (
    r"注意(?:保密|保存)|妥善保管|(?:会后|阅后|用后|会毕)(?:即|请)?(?:收回|销毁|焚|退回|交回|回收|清退)|尚未公布"
    r"|未经(?:批准|许可|同意)不得[\u4e00-\u9fff]{2,6}|密件|非公开"
)
_KEPT = f"(?:{_WITHIN}|{_INNER}|{_FORBIDDEN}|{_HANDLED})"
_KEPT_ROW = rf"{_KEPT}(?:[，、；]{_KEPT})*"
# begins with one of the letters that all of these begin with, and so is found far faster
_SOME_KEPT = lazy(f"[仅只限机内领党不暂请严禁切勿注妥会阅用尚未密非](?<=(?={_KEPT}).)")
_INTERNAL = lazy(
    # a line of its own: 内部文件 严禁外传
    rf"^[ \u3000]*[【〔（(\[]?(?P<line>(?:本(?:材料|文件|报告|资料|稿|件)为?)?{_KEPT}"
    rf"(?:[，,、；; \u3000！!]*[\u4e00-\u9fff]{{0,8}}?{_KEPT}?){{0,3}})[】〕）)\]。！!]*[ \u3000]*$"
    # in brackets, anywhere: （以下内容不上网、不登报）
    rf"|[（(【〔](?P<inline>[^（）()【】〔〕。\n]{{0,12}}?{_KEPT}[^（）()【】〔〕。\n]{{0,16}})[）)】〕]"
    # at the head of a line, or said of this paper itself
    rf"|^[ \u3000]*(?P<head>{_KEPT_ROW})(?=[。！])"
    r"|(?:(?<=[本该此])|(?<=以下)|(?<=上述))(?:事项|材料|文件|报告|资料|稿|统计数据|数据|内容|总结|汇报|方案|名单|表)[^。\n]{0,14}?"
    rf"(?P<said>{_KEPT_ROW})",
    re.M,
)
_TERM = lazy(r"(?:绝密|机密|秘密)★")


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
        按校验码核对身份证号和银行卡号（写明是身份证号、卡号的不再看校验码），按号段核对手机号，按格式核对车牌号；
        可以一并打码。
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
        for kind, pattern in (("银行卡号", _CALLED_CARD), ("银行卡号", _CARD), ("车牌号", _PLATE)):
            for match in pattern.finditer(context.text):
                span = Span(start=match.start(match.lastgroup or 0), end=match.end())
                if any(span.overlaps(other) for _, other in found) or (pattern is _CARD and not luhn(match.group())):
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
        单独成行、括注或说到本件的“内部资料”“仅供内部参考”“不得公开”“阅后收回”等字样；Word文件里还没有处理的批注、修订和隐藏文字。
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
        for match in _INTERNAL.finditer(context.text) if _SOME_KEPT.search(context.text) else ():
            name = match.lastgroup or "line"
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
