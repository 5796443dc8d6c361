"""Whose a report is, and the words of another house that copied material still holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..model import Source
from ..patterns import compiled, lazy
from ..text.foreign import SAID
from ..text.naming import Names, find_names
from ..text.people import find_people
from ..text.places import find_places, short_of
from .duplication_levels import TIERS, places_in
from .duplication_reuse import Copy

_SHORTEST_ORGAN = 3
_HAN = "[\u4e00-\u9fff]"
_HOUSES = (
    *(
        "法院",
        "检察院",
        "委",
        "会",
        "局",
        "学校",
        "院",
        "大学",
        "中学",
        "小学",
        "中心",
        "街道",
        "社区",
        "镇",
        "乡",
        "村",
        "馆",
        "所",
        "队",
    ),
    *(
        "站",
        "公司",
        "集团",
        "联",
        "办",
        "厅",
        "部",
        "社",
        "署",
        "处",
        "园",
        "政府",
        "党工委",
        "银行",
        "学会",
        "支行",
        "分局",
        *(
            "农场",
            "林场",
            "牧场",
            "渔场",
            "茶场",
            "厂",
            "矿",
            "机场",
            "电视台",
            "气象台",
            "广播台",
            "报社",
            "剧团",
            "歌舞团",
        ),
        *("基地", "支部", "法庭", "水库", "景区", "开发区", "高新区", "监狱", "医共体", "食堂", "福利院", "商会", "库"),
    ),
)
_TITLED = lazy(
    rf"(?P<house>{_HAN}{{3,22}}?)(?:关于)?(?=(?:19|20)\d\d|二〇|[上下]半年|全年|年度|党建|党组|工作|述职|意识形态|安全生产|法治)"
)
_BRACKETED = lazy(rf"[（(](?P<house>{_HAN}{{3,22}})[）)]$")
_SMALL = "镇乡村"
# what leads up to a company's name at the head of a clause
_VERB = lazy(
    "(?:督促|支持|协助|引导|帮助|指导|推动|联合|引进|组织|依托|委托|协调|会同|走访|服务|助力|邀请|对接|责令|约谈|[与由对向])+"
)
_BRANCH = lazy("[\u4e00-\u9fff]{2}(?:分局|支行|分公司|支局|分院|分校)$")
_SENTENCE = 200
_LOWEST, _TOWN, _BEFORE = 4, 3, 4
# what is called by its level alone, or known all over the country
_ANYBODYS = lazy(
    "^[省市县区州镇乡村本我全各该]|北京|上海|天津|重庆|深圳|[省]$|^(?:国家|中央|全国|中国|中铁|中建|中交|中石)|小区$|花园$|家园$"
)
# what a place of another rank says of itself: 全镇, 我县, 镇党委
_OWN_WORDS = (
    "(?<![\u4e00-\u9fff])[我本全]{level}|(?<=[在是为对使让])[我本全]{level}|[我本全]{level}(?=各|上下|[\u4e00-\u9fff])"
)
_COMMITTEES = "|(?<![\u4e00-\u9fff乡]){level}(?:党委|政府|党政|两委|村|属|直|域)"
# who commands them, is below us: 落实县委审计委员会部署要求 in a report of a city
_BELOW_US = (
    "|(?:(?<=落实)|(?<=贯彻)|(?<=按照)|(?<=围绕)|(?<=执行)|(?<=根据)|(?<=在)|(?<=经))"
    "{level}(?:委|政府)(?=[\u4e00-\u9fff、])"
)
# what two houses do with each other
_TOGETHER = lazy(
    "考察|学习|交流|签订|签署|协作|联合|对接|合作|来访|邀请|帮扶|对口|参加|会同|结对|友好|互认|跨省|协同|共建|移交|函|经验|调研|先后|分别|等地|、"
)


class Left(NamedTuple):
    """A word of another house in copied words."""

    kind: str
    """地名, 单位, 人名 or 说法 (of another level)."""
    name: str
    """The word."""
    start: int
    """Where it stands in the text."""
    sure: bool = True
    """Whether it can be nobody's but theirs."""


def house_of(source: Source) -> str | None:
    """Return the organisation of a report: as it is known, else as its title begins or ends with it."""
    if source.organisation:
        return source.organisation
    title = (source.title or "").strip()
    for match in (_TITLED.match(title), _BRACKETED.search(title)):
        if match is not None and match["house"].endswith(_HOUSES):
            return match["house"]
    return None


def names_left(copy: Copy, text: str, own: str) -> Iterator[Left]:
    """Yield names and words of the copy's own house that the copied words hold; ``own`` is whose report the text is."""
    house = house_of(copy.past.source) or ""
    quote, shift = copy.span.of(text), copy.span.start
    for name, at in (*_whole(quote, house), *_organs_in(quote, house)):
        yield Left(kind="单位", name=name, start=shift + at)
    for name, at in _places_left(quote, house):
        yield Left(kind="地名", name=name, start=shift + at)
    # eager: in copied text only, where the source has the very same words
    for start, end in find_people(text[: copy.span.end + 1], eager=True):
        if start >= shift and end <= copy.span.end and text[start:end] in copy.quote:
            yield Left(kind="人名", name=text[start:end], start=start)
    yield from _others_left(copy, text, house, own)
    for name, at in _levels_left(quote, house, own):
        yield Left(kind="说法", name=name, start=shift + at, sure=False)


def _others_left(copy: Copy, text: str, house: str, own: str) -> Iterator[Left]:
    """Yield the towns, villages and organs in the copied words that theirs alone can be: none of ours has its rank."""
    tier = TIERS.get(level_of(own) or "", _LOWEST)
    low, shift = max(0, copy.span.start - _BEFORE), copy.span.start
    for name in find_names(text[low : copy.span.end + 1], Names()):
        start = low + name.start
        if name.kind not in ("place", "organ") or start < shift or name.text not in copy.quote:
            continue
        if name.text in house or _ANYBODYS.search(name.text) or text.count(name.text) > 1:
            continue
        rank = level_of(name.text)
        # a city or province above both is everybody's; what is below or beside us is theirs
        if name.kind == "place" and TIERS.get(rank or "", _LOWEST) < max(tier, _TOWN if rank is None else tier):
            continue
        company = name.text.endswith("公司") and rank is None
        if name.kind == "organ" and not company and (rank is None or TIERS.get(rank, _LOWEST) < tier):
            continue
        verb = _VERB.match(name.text)
        cut = verb.end() if verb is not None and company else 0
        yield Left(kind=SAID[name.kind], name=name.text[cut:], start=start + cut, sure=False)


def _whole(quote: str, house: str) -> Iterator[tuple[str, int]]:
    if len(house) > _SHORTEST_ORGAN:
        yield from ((house, match.start()) for match in re.finditer(re.escape(house), quote))


def _places_left(quote: str, house: str) -> Iterator[tuple[str, int]]:
    """Yield the places of a house, whole and as the root of other names: 云岭市, 云岭古城."""
    places = dict.fromkeys((*places_in(house), *(house[start:end] for start, end in find_places(house))))
    for place in places:
        yield from ((place, match.start()) for match in re.finditer(re.escape(place), quote))
    branch = _BRANCH.search(house)
    if branch is not None:
        name = branch.group()
        yield from ((name, match.start()) for match in re.finditer(re.escape(name), quote))
    for place in places:
        root = short_of(place)
        if root and len(root) >= 2:
            yield from ((root, match.start()) for match in re.finditer(re.escape(root), quote))


def _organs_in(quote: str, house: str) -> Iterator[tuple[str, int]]:
    """Yield (name, where) of a house named whole, by its level, or shortened: 县交通运输局, 县交通局, 宁丰县城管局."""
    places = places_in(house)
    bare = house[sum(len(place) for place in places) :]
    if not places or len(bare) < _SHORTEST_ORGAN:
        return
    level, last = re.escape(places[-1][-1]), re.escape(bare[-1])
    before = "|".join(re.escape(place[:-1]) for place in places)
    for match in re.finditer(rf"(?:{before})?{level}(?P<short>[{re.escape(bare)}]{{1,{len(bare) - 1}}}?{last})", quote):
        letters = iter(bare)
        # shortened names keep the order of the letters
        if len(match["short"]) >= _SHORTEST_ORGAN - 1 and all(letter in letters for letter in match["short"]):
            yield match.group(), match.start()


def _levels_left(quote: str, house: str, own: str) -> Iterator[tuple[str, int]]:
    """Yield what only a place of their rank says of itself, where ours is another: 镇党委 in a bureau of a city."""
    theirs, ours = level_of(house), level_of(own)
    if theirs is None or ours is None or theirs == ours or TIERS.get(theirs) == TIERS.get(ours):
        return
    pattern = _OWN_WORDS + (_COMMITTEES if theirs in _SMALL else "")
    if TIERS[theirs] > TIERS[ours]:
        pattern += _BELOW_US
    for match in re.finditer(pattern.format(level=theirs), quote):
        yield match.group(), match.start()


def other_houses(text: str, own: str, known: str) -> Iterator[tuple[str, int]]:
    """Yield (name, where) of a house like ours of another place of our rank that does what the report tells of us."""
    places = places_in(own)
    bare = own[sum(len(place) for place in places) :]
    if not places or len(bare) < _SHORTEST_ORGAN:
        return
    named = rf"(?P<place>{_HAN}(?<!{_HAN}.){_HAN}{{1,2}}){places[-1][-1]}{re.escape(bare)}"
    for match in compiled(named).finditer(text):
        start, end = max(0, match.start() - _SENTENCE), match.end() + _SENTENCE
        start = max(start, *(text.rfind(mark, start, match.start()) + 1 for mark in "。\n"))
        end = min((at for mark in "。\n" if (at := text.find(mark, match.end(), end)) >= 0), default=end)
        theirs = match["place"] + places[-1][-1]
        if theirs in places or match.group() in known or not find_places(match.group()):
            continue
        if not _TOGETHER.search(text, start, end):
            yield match.group(), match.start()


def level_of(house: str) -> str | None:
    """Return 市, 县, 镇 … of the last place a house's name begins with, None where it names none."""
    places = [house[start:end] for start, end in find_places(house)] or list(places_in(house))
    return places[-1][-1] if places and places[-1][-1] in TIERS else None
