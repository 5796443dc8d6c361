"""DUP004: names of another place, organ or level left over in material taken from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Finding, Ground, Span
from .base import ReviewContext, Rule, here
from .duplication_reuse import copies, title_of

_PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}?[省市县区旗盟州镇乡]")
_NOT_A_PLACE = re.compile(
    r"[全各本该我在到于和与及从对为是市县区省的]|城市|小区|社区|园区|地区|城区|辖区|山区|景区|校区|街区|片区|林区|厂区|牧区"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """Two ways of naming the writer's own body or area that do not go together."""

    own: re.Pattern[str]
    """What the report calls it throughout."""
    other: re.Pattern[str]
    """What another unit would call it."""
    said: str
    """What to tell the writer."""
    least: int = 3
    """How often the report must say it its own way before another way is held against it."""


_LEVELS = (
    Level(
        own=re.compile(r"[局厅委]党组|(?<![\u4e00-\u9fff])党组(?:书记|班子|理论)"),
        other=re.compile(
            r"(?<![\u4e00-\u9fff）])党委(?=书记|主体责任|理论学习中心组|班子)|(?<=落实)党委(?=主体责任)|(?<![级关市县区镇乡省盟州旗工部司府团）社村院校])党委(?=理论学习中心组)|[局厅]党委"
        ),
        said="本单位通篇是党组，这里却写党委",
        least=1,
    ),
    Level(
        own=re.compile(r"[市县区](?:住房|住建|交通|教育|财政|民政)[\u4e00-\u9fff]{0,8}局|[局厅](?:党组|机关|属)"),
        other=re.compile(
            r"(?<![\u4e00-\u9fff])(?:我镇|我乡|我校|我院|镇机关|镇宣传栏|镇党委宣传栏)|(?:(?<=[在于])|(?<=发挥)|(?<=利用)|(?<=依托))[镇乡](?:宣传栏|广场|文化站)"
        ),
        said="本单位是局（厅），这里却是乡镇、学校的说法",
        least=2,
    ),
    Level(
        own=re.compile(r"全省|省(?:委|政府|直|住建厅|住房)"),
        other=re.compile(
            r"(?<![城矿园辖社小山片])全区(?=住房|住建|各|上下|党员|干部|系统|经济|[\u4e00-\u9fff]{2,8}(?:事业|系统|工作))"
        ),
        said="本单位在省一级，这里却写“全区”",
    ),
    Level(
        own=re.compile(r"市委|市政府|全市"),
        other=re.compile(r"行署|盟委"),
        said="“行署”“盟委”是盟（地区）的机构，与市委、市政府不能并称",
    ),
)


class ForeignName(Rule):
    """取自别处的材料里，留下了别的地名、单位或层级。

    做什么
        与往期报告相同的词句里，出现了那份报告所在地的名称而本单位、素材都没有的，是错误；本单位通篇是党组却写党委、
        是市却写行署、是省却写全区的，作警告。
    为什么
        把别家的稿子改一改用上，最后露馅的总是没改干净的名称。
    例
        衡川市住房和城乡建设局党建工作总结
        局党组召开会议12次，局党组书记讲党课，局党组成员带头。
        严格落实责任，党委书记是第一责任人。
    改为
        衡川市住房和城乡建设局党建工作总结
        局党组召开会议12次，局党组书记讲党课，局党组成员带头。
        严格落实责任，党组书记是第一责任人。
    """

    code = "DUP004"
    name = "foreign-name-residue"
    severity = "E"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield foreign places in copied text as errors, mixed levels as warnings."""
        yield from self._places(context)
        for level in _LEVELS:
            yield from self._mixed(context, level)

    def _places(self, context: ReviewContext) -> Iterator[Finding]:
        source = context.document.source
        own = f"{source.organisation or ''}{source.title or ''}"
        known = own + "".join(fact.text for fact in context.facts.facts) if context.facts else own
        if not source.organisation:
            return
        for copy in copies(context):
            if copy.past.source.organisation in (None, source.organisation):
                continue
            for place in places_in(copy.past.source.organisation or ""):
                if place in known:
                    continue
                for match in re.finditer(re.escape(place), copy.span.of(context.text)):
                    span = Span(start=copy.span.start + match.start(), end=copy.span.start + match.end())
                    title = title_of(copy.past.source)
                    yield self.finding(
                        context,
                        span,
                        f"“{place}”是《{title}》里的地名，本单位和素材都没有：请改为本地名称",
                        evidence=(Ground(kind="past", quote=copy.quote, source=title, span=copy.past_span),),
                    )

    def _mixed(self, context: ReviewContext, level: Level) -> Iterator[Finding]:
        own = list(level.own.finditer(context.text))
        others = list(level.other.finditer(context.text))
        # a report that mostly says it the other way has its reasons
        if len(own) < level.least or not others or len(others) > 2 * len(own) + 2:
            return
        first = Span(start=own[0].start(), end=own[0].end())
        for match in others:
            yield self.finding(
                context,
                Span(start=match.start(), end=match.end()),
                f"{level.said}：请核对是否取自其他单位的材料",
                evidence=(here(context, first),),
                severity="W",
            )


def places_in(organisation: str) -> tuple[str, ...]:
    """Return the place names an organisation's name begins with (衡川市, 安化县), suffix included."""
    found = []
    at = 0
    while (match := _PLACE.match(organisation, at)) is not None:
        if not _NOT_A_PLACE.search(match.group()[:-1]):
            found.append(match.group())
        at = match.end()
    return tuple(found)
