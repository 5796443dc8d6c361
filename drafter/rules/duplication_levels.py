"""Words for the writer's own body or area that do not go together: 党组 and 党委, 市 and 盟, 局 and 镇."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ..model import Span
from ..patterns import compiled, lazy
from ..text.needles import matches_from
from .base import ReviewContext

TIERS = {"省": 0, "市": 1, "盟": 1, "州": 1, "县": 2, "区": 2, "旗": 2, "镇": 3, "乡": 3}
"""Levels of government, the highest first; names of one tier exclude one another."""
_PLACE = lazy(r"[\u4e00-\u9fff]{2,3}?[省市县区旗盟州镇乡]")
_NOT_A_PLACE = lazy(
    r"[全各本该我在到于和与及从对为是市县区省的]|城市|小区|社区|园区|地区|城区|辖区|山区|景区|校区|街区|片区|林区|厂区|牧区"
)
_SAID = lazy(
    r"(?<![\u4e00-\u9fff])[全我](?P<a>[省市盟州县旗镇乡])|(?P<b>[省市盟州县旗])委、?(?P=b)政府|全(?P<c>[省市盟州县旗镇])"
)
_MAY_SAY = lazy("[全我省市盟州县旗](?=[省市盟州县旗镇乡委])")
# whose report it is may stand in its title alone
_TITLE_HEAD = lazy(
    r"^(?:关于|中共|在)+|^[\u4e00-\u9fff]{0,2}[全各].*|^(?!.*(?:总结|报告|述职|要点|计划|情况|汇报)).*", re.S
)
_LEAST = 3
_CLEAR = 4
_BEHIND = (
    "在|按照|根据|围绕|落实|贯彻|执行|服从|对照|紧扣|遵照|经|向|受|对|由|和|与|为|将|把|是|坚持|制定|健全|纳入|完善|发挥|接受|提请|召开|加强|压实|"
    "履行|强化|作为|推动|督促|协助|严格|认真"
)


def _head(words: str) -> str:
    """Return a pattern for the head of a clause, or the place behind one of ``words``."""
    return r"(?:(?<![\u4e00-\u9fff）])|" + "|".join(f"(?<={word})" for word in words.split("|")) + ")"


# what stands behind the head is looked for first (?=…): the many places of a head are tried only there
# what the writer's own body is called stands at the head of a clause, or behind one of these
_HEAD = _head(_BEHIND)
_UNDER = _head("在|按照|根据|围绕|落实|贯彻|执行|服从|紧扣|遵照")
_AREA = "上下|各级|各地|住建|住房|干部|党员|城[镇乡市]|农村|保障|建筑|系统|经济|房|物业|人民|群众|安全|推广|人居|社会"
_FROM_ABOVE = "领导|部署|要求|全会|常委会|决策|各项|工作报告|工作安排|安排"


class Mixed(NamedTuple):
    """One word that another unit would use."""

    span: Span
    """Where it stands."""
    own: Span
    """Where the report says it its own way first; empty when only the unit's name tells."""
    said: str
    """What to tell the writer."""


class _Level(NamedTuple):
    own: re.Pattern[str]
    other: re.Pattern[str]
    begins: re.Pattern[str]
    """What each of ``other`` begins with: looked for first, since they look behind."""
    said: str
    least: int = 3
    house: re.Pattern[str] | None = None
    """What the unit's name or the title has to hold."""


_LEVELS = (
    _Level(
        own=lazy(r"[局厅委院署社联会办党](?:(?<!党)党组|(?<=党)(?<![\u4e00-\u9fff].)组(?:书记|班子|理论))"),
        other=lazy(
            rf"(?=党委){_HEAD}党委(?=书记|主体责任|班子|委员(?!会)|统一领导|落实全面从严治党)"
            r"|(?<![级关市县区镇乡省盟州旗工部司府团）社村院校])党委(?=理论学习中心组)|[局厅]党委"
        ),
        begins=lazy("[党局厅](?=委|党委)"),
        said="本单位通篇是党组，这里却写党委",
        least=1,
    ),
    _Level(
        own=lazy(
            r"[市县区局厅](?:(?<=[局厅])(?:党组|机关|属)|(?<![局厅])(?:住房|住建|交通|教育|财政|民政)[\u4e00-\u9fff]{0,8}局)"
        ),
        other=lazy(
            r"(?<![\u4e00-\u9fff])(?:我镇|我乡|我校|我院|镇机关|镇宣传栏|镇党委宣传栏)"
            r"|(?:(?<=[在于])|(?<=发挥)|(?<=利用)|(?<=依托))[镇乡](?:宣传栏|广场|文化站)"
            rf"|(?=[镇乡][党政]){_HEAD}[镇乡](?:党委|政府)(?=[、，]|书记|班子|高度重视|统一|部署|安排|要求|领导|主要)"
        ),
        begins=lazy("[我镇乡](?=[镇乡校院机宣党政广文])"),
        said="本单位是局（厅），这里却是乡镇、学校的说法",
        least=2,
    ),
    _Level(
        own=lazy(r"全省|省(?:委|政府|直|住建厅|住房)"),
        other=lazy(
            r"全区(?<![城矿园辖社小山片]..)(?=住房|住建|各|上下|党员|干部|系统|经济|[\u4e00-\u9fff]{2,8}(?:事业|系统|工作))"
        ),
        begins=lazy("全区"),
        said="本单位在省一级，这里却写“全区”",
    ),
    _Level(
        own=lazy(r"市委|市政府|全市"),
        other=lazy(r"行署|盟委"),
        begins=lazy("行署|盟委"),
        said="“行署”“盟委”是盟（地区）的机构，与市委、市政府不能并称",
    ),
    _Level(
        own=lazy("街道|我办|本办|办事处"),
        other=lazy(rf"(?=[镇乡][党政机]|我[镇乡]){_HEAD}(?:[镇乡](?:党委|政府|机关|党政班子)|我[镇乡](?!村))"),
        begins=lazy("[镇乡](?=党委|政府|机关|党政)|我(?=[镇乡])"),
        said="本单位是街道，这里却是乡镇的说法",
        least=1,
        house=lazy(r"街道(?:办事处|党工委|工委|\d|$)"),
    ),
    _Level(
        own=lazy("[镇乡](?:党委|政府)|[我全][镇乡]"),
        other=lazy(rf"(?=街道[党办纪]|我街){_HEAD}(?:街道(?:党工委|办事处|纪工委)|我街道)"),
        begins=lazy("街道(?=党工委|办事处|纪工委)|我(?=街道)"),
        said="本单位是乡镇，这里却是街道的说法",
        least=1,
        house=lazy(r"[镇乡](?:人民政府|政府|党委|机关|\d|$)"),
    ),
)


def mixed_levels(context: ReviewContext) -> Iterator[Mixed]:
    """Yield what another unit would say, in reading order of each kind; titles in 《》 are nobody's own words."""
    name = _name(context)
    for level in _LEVELS:
        if level.house is not None and not level.house.search(name):
            continue
        own = list(level.own.finditer(context.text))
        found = matches_from(level.begins, level.other, context.text)
        others = [m for m in found if not _in_title(context.text, m.start())]
        # a report that mostly says it the other way has its reasons
        if len(own) >= level.least and len(others) <= 2 * len(own) + 2:
            first = Span(start=own[0].start(), end=own[0].end())
            for match in others:
                yield Mixed(span=Span(start=match.start(), end=match.end()), own=first, said=level.said)
    yield from _other_areas(context)


def own_level(context: ReviewContext) -> tuple[str, Span] | None:
    """Return (省, 市, 盟 …, where the text first says so): by the unit's name, or by what the text says throughout."""
    name = _name(context)
    levels = [place[-1] for place in places_in(name)] if name else []
    places: dict[str, list[Span]] = {}
    for match in matches_from(_MAY_SAY, _SAID, context.text):
        level = match["a"] or match["b"] or match["c"]
        places.setdefault(level, []).append(Span(start=match.start(), end=match.end()))
    if levels:
        first = places.get(levels[-1])
        return levels[-1], first[0] if first else Span(start=0, end=0)
    counts = Counter({level: len(found) for level, found in places.items()})
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _LEAST or (len(ranked) > 1 and ranked[1][1] * _CLEAR > ranked[0][1]):
        return None
    return ranked[0][0], places[ranked[0][0]][0]


def _name(context: ReviewContext) -> str:
    """Return the unit's name, or what of the title may hold it."""
    return context.document.source.organisation or _TITLE_HEAD.sub("", context.document.source.title or "")


def _other_areas(context: ReviewContext) -> Iterator[Mixed]:
    own = own_level(context)
    if own is None:
        return
    level, first = own
    # a higher level is everybody's; 区 may be the autonomous region above
    others = "".join(one for one, tier in TIERS.items() if one != level and tier >= TIERS[level])
    if "自治区" in context.text:
        others = others.replace("区", "")
    if not others:
        return
    for match in matches_from(*_of_others(others), context.text):
        if not _in_title(context.text, match.start()):
            said = f"本单位在{level}一级，这里却是“{match.group()}”"
            yield Mixed(span=Span(start=match.start(), end=match.end()), own=first, said=said)


@functools.lru_cache(maxsize=64)
def _of_others(others: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what the levels ``others`` say of themselves, and of theirs, behind what it may begin with."""
    return compiled(f"[我全{others}](?=[{others}委政])"), compiled(
        rf"(?=我){_HEAD}我[{others}](?![们国军])"
        rf"|(?=全){_HEAD}全[{others.replace('区', '') or others}](?={_AREA})"
        rf"|(?=[{others}][委政]){_UNDER}[{others}](?:委|政府)(?=、|的?(?:坚强|正确|统一)|{_FROM_ABOVE})"
    )


def _in_title(text: str, at: int) -> bool:
    """Return whether ``at`` stands inside 《》 or “” of its line."""
    line = text.rfind("\n", 0, at) + 1
    before = text[line:at]
    return before.rfind("《") > before.rfind("》") or before.rfind("“") > before.rfind("”")


def places_in(organisation: str) -> tuple[str, ...]:
    """Return the place names an organisation's name begins with (衡川市, 安化县), suffix included."""
    found = []
    at = 0
    while (match := _PLACE.match(organisation, at)) is not None:
        if not _NOT_A_PLACE.search(match.group()[:-1]):
            found.append(match.group())
        at = match.end()
    return tuple(found)
