"""PUN002–PUN005: marks between titles and quotes, half-width marks, marks after 第一 and 首先, nested marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Edit, Finding, Fix, Span
from ..patterns import lazy
from ..text.needles import matches_behind, matches_from
from .base import ReviewContext, Rule

_HAN = r"\u4e00-\u9fff"
_BESIDE = lazy(r"、(?<=[》”].)(?=[《“])")
# “甲”、“乙”、丙: the row goes on with a member that has no marks, and needs its 顿号
_MIXED = lazy(r"(?:“[^“”\n]{1,60}”|《[^《》\n]{1,80}》)(?:、?(?:“[^“”\n]{1,60}”|《[^《》\n]{1,80}》))*、(?![“《])")
_FULL = {
    ",": "，",
    ";": "；",
    ":": "：",
    "?": "？",
    "!": "！",
    "(": "（",
    ")": "）",
    ".": "。",
    "﹑": "、",
    "﹐": "，",
    "﹔": "；",
}
_FULL |= {"﹕": "：", "｡": "。", "､": "、"}
# a half-width mark between Han characters, or between one and a number or a word: 12个,占3% not 9:30, 1,200, ab,cd
_BEFORE, _AFTER = rf"[{_HAN}”’》）%]", rf"[{_HAN}“‘《（]"
_HALF = lazy(
    rf"(?<={_BEFORE})(?:[,;](?=[\dA-Za-z])|[,;:?!](?= ?{_AFTER}|$|\n))"
    rf"|(?<=[\dA-Z])[,;?!](?={_AFTER})|(?<=[{_HAN}]):(?=\d)"
    rf"|(?<=[{_HAN}”’》）])(?:\.(?=[ \u3000]*$|{_AFTER})|[﹑﹐﹔﹕｡､](?={_AFTER}|\d))",
    re.M,
)
# what is looked for first: most reports have none
_SOME_HALF = lazy(r"[,;:?!﹑﹐﹔﹕｡､]|\.(?!\d)")
_HALF_PAIR = lazy(rf"(?<=[{_HAN}”》])\((?P<inside>[^()（）\n]{{1,40}})\)|\((?P<alone>[{_HAN}][^()（）\n]{{0,40}})\)")
# one mark of a pair in half width, the other in full: (含公厕）
_HALF_OF_PAIR = lazy(r"(?P<open>\()[^()（）\n]{1,40}）|（[^()（）\n]{1,40}(?P<close>\))")
_ASCII_QUOTES = lazy(rf'"(?=[^"\n]{{1,40}}")(?P<inside>[^"\n]*[{_HAN}][^"\n]*)"')
# ’80后, 90' (minutes) and rock 'n' roll are none: both marks have Han letters beside them
_ASCII_SINGLE = lazy(rf"(?<![A-Za-z0-9])'(?P<inside>[{_HAN}][^'\n]{{0,40}})'(?![A-Za-z0-9])")
_DOUBLED = lazy(
    r"[，、；：。,;？！](?=[，、；：。,;？！])(?:(?<=[，、；：。])(?:[，、；：。,;]+|(?<!。)[？！])"
    r"|(?<=[,;])(?:[，、；：。]+|(?<=[\u4e00-\u9fff].)[,;]+)|(?<=[？！])[，、；：。])"
)
# one dash between two names or stages is a link (中国—东盟); after a closing mark it is half of a 破折号
_DASH = lazy(rf"[—－-](?:(?<=[》〉>”][—－])(?![—－])(?=\d{{4}}年|[{_HAN}])|(?<=-)(?<![-—].)-(?![-—]))")
_DOTS = lazy(rf"[.。…](?<=[{_HAN}].)(?:(?<=\.)\.{{2,5}}|(?<=。)。{{2,}}|(?<=…)(?!…))(?<!……)")
_ORDERED = (
    r"第[一二三四五六七八九十]{1,2}|其[一二三四五六七]|[一二三四五六七八九十]{1,2}[是要则]"
    r"|首先|其次|再次|再者|最后|此外|另外|总之"
)
_BEFORE_SEQUENCE = lazy(rf"[。；：，！？\n](?=[ \u3000]*{_ORDERED}、)")
_SEQUENCE = lazy(rf"(?:(?<=[。；：，！？\n])|^)[ \u3000]*(?P<word>{_ORDERED})(?P<mark>、)", re.M)
# GB/T 15834 was first issued in December 1995; before, 第一、 was as good as 第一，
_RULED = 1996
_HEADING_TAIL = lazy(
    r"^[ \u3000]*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)"
    r"[^。；\n]{2,40}(?P<mark>[，、；：])[ \u3000]*$",
    re.M,
)
_NUMBER = lazy(
    rf"(?<=[{_HAN}])[\[［【(（](?P<year>(?:19|20)\d{{2}})年?[\]］】)）](?=第?\d{{1,4}}号)"
    r"|(?<=〔)(?P<short>\d{2})年?(?=〕\d{1,4}号)|(?<=〔)(?P<full>(?:19|20)\d{2})年(?=〕)"
    rf"|(?<=[{_HAN}])(?P<open>[<〈《{{])(?P<year3>(?:19|20)\d{{2}})年?[>〉》}}](?=第?\d{{1,4}}号)"
    r"|(?<=[发函字])(?<![印下制转签颁分刊散编公收]发)(?P<year4>(?:19|20)\d{2})年?第?(?=\d{1,3}号)"
    r"|〔(?P<year2>(?:19|20)\d{2})〕(?:第(?=\d{1,4}号)|0+(?=[1-9]\d{0,2}号))"
)
_NUMBER_BEGINS = lazy(r"[\[［【(（<〈《{〔\d](?:(?<!\d)|(?<=[〔发函字].))")
_QUOTED = lazy(r"[“”]|‘(?P<words>[^“”‘’\n]{1,40})’")
# (where a mark is one level off, what to say, what belongs on its left and right)
_LEVELS = (
    (
        lazy(r"《[^《》\n]{0,60}(?P<open><)(?P<words>[^<>《》\n]{1,60})>"),
        "书名号里再用书名号，内层写作“〈〉”",
        "〈",
        "〉",
    ),
    (
        lazy(r"《[^《》\n]{0,60}(?P<open>《)(?P<words>[^《》\n]{1,60})》[^《》\n]{0,40}》"),
        "书名号里再用书名号，内层写作“〈〉”",
        "〈",
        "〉",
    ),
)


def _replaced(span: Span, text: str, *, safe: bool = True) -> Fix:
    return Fix(edits=(Edit(span=span, text=text),), safe=safe)


class BetweenTitles(Rule):
    """书名号、引号之间多用了顿号。

    做什么
        并列的书名号之间、引号之间紧挨着的顿号可以不用。中间夹有括注或其他字、末尾还有不带引号的并列项的不算；法律文本仍习惯用顿号，
        故只作提示，改不改由人定。
    为什么
        GB/T 15834—2011 4.5.3.5：标有引号、书名号的并列成分之间通常不用顿号。
    例
        学习《条例》、《准则》。
    改为
        学习《条例》《准则》。
    """

    code = "PUN002"
    name = "dun-between-quoted"
    severity = "I"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a mark."""
        for match in _BESIDE.finditer(context.text):
            if _MIXED.match(context.text, match.end()):
                continue
            span = Span(start=match.start(), end=match.end())
            yield self.finding(context, span, "并列的书名号或引号之间通常不用顿号", fix=_replaced(span, "", safe=False))


class WrongCharacter(Rule):
    """中文里用了半角标点，或标点重复。

    做什么
        前后都是汉字的半角逗号、分号、冒号、括号，直引号，连用的句号逗号，只有一半的破折号和省略号。网址、小数、版本号、序号不算。
    为什么
        半角标点在排版后挤作一团；重复的标点多是删改时留下的。
    例
        工作扎实,成效明显。
    改为
        工作扎实，成效明显。
    """

    code = "PUN003"
    name = "wrong-punctuation-character"
    severity = "W"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a place."""
        text = context.text
        for match in _HALF.finditer(text) if _SOME_HALF.search(text) else ():
            span = Span(start=match.start(), end=match.end())
            right = _FULL[match.group()]
            yield self.finding(context, span, f"中文里应使用全角标点“{right}”", fix=_replaced(span, right))
        for match in _HALF_PAIR.finditer(text) if "(" in text else ():
            if (match["alone"] or "").isascii() and match["inside"] is None:
                continue
            first, last = Span(start=match.start(), end=match.start() + 1), Span(start=match.end() - 1, end=match.end())
            fix = Fix(edits=(Edit(span=first, text="（"), Edit(span=last, text="）")), safe=True)
            yield self.finding(context, Span(start=first.start, end=last.end), "中文里应使用全角括号“（）”", fix=fix)
        for match in _HALF_OF_PAIR.finditer(text) if "(" in text or ")" in text else ():
            name = "open" if match["open"] else "close"
            span = Span(start=match.start(name), end=match.end(name))
            right = _FULL[match[name]]
            yield self.finding(context, span, f"中文里应使用全角标点“{right}”", fix=_replaced(span, right))
        for match in (
            *(_ASCII_QUOTES.finditer(text) if '"' in text else ()),
            *(_ASCII_SINGLE.finditer(text) if "'" in text else ()),
        ):
            span = Span(start=match.start(), end=match.end())
            yield self.finding(context, span, "中文里应使用弯引号“”", fix=_replaced(span, f"“{match['inside']}”"))
        for match in _DOUBLED.finditer(text):
            span = Span(start=match.start(), end=match.end())
            # 。， leaves open which of the two was meant
            alike = len(set(match.group())) == 1
            right = match.group()[0]
            yield self.finding(context, span, f"标点“{match.group()}”重复", fix=_replaced(span, right, safe=alike))
        yield from self._long_marks(context)

    def _long_marks(self, context: ReviewContext) -> Iterator[Finding]:
        for pattern, right, name in ((_DASH, "——", "破折号"), (_DOTS, "……", "省略号")):
            for match in pattern.finditer(context.text):
                span = Span(start=match.start(), end=match.end())
                fix = _replaced(span, right, safe=False)
                yield self.finding(context, span, f"{name}应占两格，写作“{right}”", fix=fix)


class SequenceMark(Rule):
    """“第一、”“首先、”之后误用顿号；标题末尾误用标点。

    做什么
        “第一”“首先”一类次序词后用逗号；单独成行的标题末尾不用逗号、顿号、分号、冒号。1996年以前的报告照当时的写法，次序词不查。
    为什么
        GB/T 15834—2011 4.5：顿号只用于“一、”这样的汉字序号之后。
    例
        第一、抓学习，完善制度。
    改为
        第一，抓学习，完善制度。
    """

    code = "PUN004"
    name = "sequence-punctuation"
    severity = "W"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a place."""
        year = context.document.source.year
        for match in (
            matches_behind(_BEFORE_SEQUENCE, _SEQUENCE, context.text) if year is None or year >= _RULED else ()
        ):
            span = Span(start=match.start("mark"), end=match.end("mark"))
            # 第一、第二产业; 第一、二季度
            if re.match(r"[第其]?[一二三四五六七八九十](?![是要则])", context.text[span.end : span.end + 3]):
                continue
            yield self.finding(context, span, f"“{match['word']}”后用逗号，不用顿号", fix=_replaced(span, "，"))
        for match in _HEADING_TAIL.finditer(context.text):
            span = Span(start=match.start("mark"), end=match.end("mark"))
            yield self.finding(context, span, "标题末尾不用标点", fix=_replaced(span, "", safe=False))


class NestingAndNumber(Rule):
    """引号、书名号的层次和文号括号用错。

    做什么
        双引号里再用双引号的，内层改用单引号；书名号里的“<>”改用“〈〉”；文号年份用六角括号“〔〕”，年份写全、序号不加“第”、不编虚位。
    为什么
        GB/T 15834—2011 4.8、4.15，GB/T 9704—2012 发文字号。
    例
        印发衡政发[2024]15号文件。
    改为
        印发衡政发〔2024〕15号文件。
    """

    code = "PUN005"
    name = "nesting-and-document-number"
    severity = "W"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a place."""
        text = context.text
        for match in matches_from(_NUMBER_BEGINS, _NUMBER, text):
            span = Span(start=match.start(), end=match.end())
            year = match["year"] or match["year2"] or match["year3"] or match["year4"]
            right = f"〔{year}〕" if year else match["full"] or f"20{match['short']}"
            yield self.finding(
                context, span, f"文号宜写作“{right}”", fix=_replaced(span, right, safe=bool(match["year"]))
            )
        for pattern, said, left, right in _LEVELS:
            for match in pattern.finditer(text):
                first, last = (Span(start=at, end=at + 1) for at in (match.start("open"), match.end("words")))
                fix = Fix(edits=(Edit(span=first, text=left), Edit(span=last, text=right)), safe=True)
                yield self.finding(context, Span(start=first.start, end=last.end), said, fix=fix)
        for paragraph in context.paragraphs():
            yield from self._nested(context, paragraph)
            yield from self._outer_single(context, paragraph)

    def _outer_single(self, context: ReviewContext, paragraph: Span) -> Iterator[Finding]:
        """Yield single quotes that stand in no double ones, of a paragraph whose double quotes are balanced."""
        line = paragraph.of(context.text)
        if "‘" not in line or line.count("“") != line.count("”"):
            return
        depth = 0
        for match in _QUOTED.finditer(line):
            depth += {"“": 1, "”": -1}.get(match.group(), 0)
            # a title may quote: 《…‘…’…》 stands as it was printed
            if (
                match["words"]
                and depth == 0
                and line.count("《", 0, match.start()) == line.count("》", 0, match.start())
            ):
                first, last = (paragraph.start + at for at in (match.start(), match.end() - 1))
                fix = Fix(
                    edits=(
                        Edit(span=Span(start=first, end=first + 1), text="“"),
                        Edit(span=Span(start=last, end=last + 1), text="”"),
                    ),
                    safe=False,
                )
                span = Span(start=first, end=last + 1)
                yield self.finding(context, span, "引号先用双引号“”，里面再用引号才用单引号", fix=fix)

    def _nested(self, context: ReviewContext, paragraph: Span) -> Iterator[Finding]:
        """Yield double quotes inside double quotes of one paragraph whose quotes are balanced."""
        marks = [(m.start(), m.group()) for m in re.finditer("[“”]", paragraph.of(context.text))]
        if 2 * sum(mark == "“" for _, mark in marks) != len(marks):
            return
        depth, inner = 0, 0
        for at, mark in marks:
            depth += 1 if mark == "“" else -1
            if mark == "“" and depth == 2:
                inner = at
            elif mark == "”" and depth == 1:
                first, last = paragraph.start + inner, paragraph.start + at
                edits = (
                    Edit(span=Span(start=first, end=first + 1), text="‘"),
                    Edit(span=Span(start=last, end=last + 1), text="’"),
                )
                yield self.finding(
                    context,
                    Span(start=first, end=last + 1),
                    "引号里再用引号，内层用单引号‘’",
                    fix=Fix(edits=edits, safe=True),
                )
            elif depth < 0:
                return
