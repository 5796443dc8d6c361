"""Counts told by ranks and set words: 分三级：一级…，二级…; 市、县、乡三级; “早、快”三字诀; 七个岗位，甲、乙各一名."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lexicon.name_parts import load_names
from ..patterns import lazy
from ..text.needles import matches
from .numbering_lists import Count, Listed, differing
from .numbering_marks import read_numeral, write_numeral

_HAN = "[\u4e00-\u9fff]"
_N = "(?P<number>[二两三四五六七八九2-9](?<![一二三四五六七八九十百千第\\d.].))"
# 分三级：一级…，二级…: the count of a division, and its first part, which takes the measure for its name
_DIVIDED = lazy(
    rf"(?P<verb>分|分为|分成|划为|划分为|设|设立|设置|有|共|组成|编为|编成|实行|召开|开展|组织|进行|举行|举办|抓|把|抓好|走|迈)了?"
    rf"{_N}个?(?P<measure>级|档|类|期|批次?|组|步|阶段|次|轮|标段|队|班|层|区|线|圈|梯队|梯次|环|场|版|道|关|片区|部分|板块|章|曰|步骤|环节)"
    rf"(?P<noun>{_HAN}{{0,8}})(?P<mark>[：:，（。]|——)(?=(?P<first>第?一(?P=measure)))"
)
_IN_TURN = frozenset(("期", "批", "批次", "轮", "次", "场"))
"""What comes one after another may still be to come."""
_PARTED = frozenset(("部分", "章", "级", "档", "组", "步", "板块", "层"))
"""What is told to the end once it is begun, even behind a comma."""
_REST = lazy("其余|其他|剩余|剩下|余下|及以|以上|以下|后[两二三四]|前[两二三四]|另|还|[两二三四]者|最后")
_LEVEL = (
    "(?:国家|中央|省|市|州|盟|县|区|旗|乡|镇|村|组|街道|社区|乡镇|镇街|县区|区县|网格|户)"
    "(?:[（(][^（）()\n]{1,6}[）)])?"
)
_LEVELS = lazy(rf"(?<![、和])(?P<list>{_LEVEL}(?:、{_LEVEL})+|[省市县区乡镇村组]{{3,6}}){_N}级(?![以响应医甲乙及])")
_PAIRED = lazy("乡镇|县区|区县|镇街|市州|市县|市区|村组|镇村")
_PEOPLE = lazy(
    rf"(?P<list>{_HAN}{{2,6}}(?:、{_HAN}{{2,3}}){{1,9}}(?:[和与及]{_HAN}{{2,3}})?){_N}(?:名|位|人)(?=同志|干部|党员|队员|职工|代表|教师|民警|法官)"
)
# 由住建局和城管局三家单位
_TWO = lazy(
    rf"(?<![、{_HAN[1:-1]}])(?:由|经|与|会同|联合|协同|请|向|和)?(?P<list>{_HAN}{{2,12}}(?P<end>[局委办厅院校所站镇乡村])[和与]{_HAN}{{1,12}}(?P=end))"
    rf"(?P<number>[三四五六七八九])(?:家|个|大)?(?:单位|部门|镇|乡|村|局)"
)
_ONE_EACH = lazy(
    rf"(?:设|设有|设置|设立|有|配|配备|配齐|分|下设|开设|建|建立|安排|选配|选派)了?{_N}(?:个|类|种|名|处)(?P<noun>{_HAN}{{1,8}})，"
    rf"(?P<list>{_HAN}{{2,8}}(?:、{_HAN}{{2,8}}){{1,9}}(?:[和与]{_HAN}{{2,8}})?)各(?:设|配|有|选派?|安排)?[一1](?:[名个人位张处间台套支份辆])"
)
_DUTIES = lazy(
    rf"{_N}方(?:主体)?(?:责任|力量|单位)?，(?P<list>{_HAN}{{2,6}}(?:、{_HAN}{{2,6}}){{1,9}})(?:单位|方)?各(?:司其职|负其责|尽其责|尽其能)"
)
_SAYING = lazy(
    rf"“(?P<list>[^“”\n，；]{{1,6}}(?:、[^“”\n，；]{{1,6}})+)”的?{_N}(?:字诀|字方针|字经|字法|字要求|字工作法)"
)
_ROLES = lazy(
    rf"(?P<list>{_HAN}{{1,4}}(?:书记|委员|主任|局长|科长|部长|队长|院长|校长|镇长|乡长|主席|经理|员)(?:、{_HAN}{{0,4}}(?:书记|委员|主任|局长|科长|部长|队长|院长|校长|镇长|乡长|主席|经理|员)){{1,6}}){_N}(?:名|位|类)"
)
# 三镇一乡：…, 两馆，即…: all that is listed ends as what is counted does
_KINDS = lazy(
    rf"{_N}(?P<x>{_HAN})(?:(?P<more>[一二两三四五六七八九])(?P<y>{_HAN}{{1,2}}))?(?:建设|融合|联动|联建|共建)?(?:：|（|——|，(?:即|分别[是为]))"
    rf"(?P<list>{_HAN}{{2,8}}(?:[、和与]{_HAN}{{2,8}}){{1,9}})(?=[，。；）—\n]|$)"
)
_VERB = lazy(
    rf"“{_N}(?P<verb>[查看学讲比抓促建强评晒议访送改帮问思进走亮解定包督帮])”(?:{_HAN}{{0,6}})(?:，|：|，即|——)(?P<list>[^。\n“”]{{4,120}})"
)

_IN_LEVELS = lazy("[二两三四五六七八九2-9]级")
_SOME_PEOPLE = lazy(f"、{_HAN}{{2,3}}(?:[和与及]{_HAN}{{2,3}})?[二两三四五六七八九2-9][名位人][同干党队职代教民法]")
_MORE_THAN_TWO = lazy("[局委办厅院校所站镇乡村][三四五六七八九][家个大]?[单部镇乡村局]")
_POSTS = lazy("[记员任长席理][二两三四五六七八九2-9][名位类]")


def counts_of_ranks(text: str) -> Iterator[Listed]:
    """Yield the counts that ranks, sayings and people named beside them contradict."""
    yield from _divided(text)
    for core, pattern, sizes in (
        (_IN_LEVELS, _LEVELS, _levels),
        (_SOME_PEOPLE, _PEOPLE, _people),
        (_MORE_THAN_TWO, _TWO, _two),
        (None, _SAYING, _saying),
        (_POSTS, _ROLES, _roles),
        (None, _KINDS, _kinds),
    ):
        for match in matches(pattern, text) if core is None else _matches_by(core, pattern, text):
            yield from _told(text, match, sizes(text, match))
    for pattern in (_ONE_EACH, _DUTIES):
        for match in matches(pattern, text):
            parts = match["list"].split("、")
            joined = len(re.findall("[和与]", match["list"]))
            near = {len(parts) + more for more in range(joined + 1)}
            if min(abs(size - _number(match)) for size in near) <= 2:
                yield from _told(text, match, near)
    for match in matches(_VERB, text):
        parts = [part for part in re.split("[、，；]", match["list"]) if part]
        begun = [part.startswith(match["verb"]) for part in parts]
        if all(begun) and len(begun) > 1 and not parts[-1].endswith("等"):
            yield from _told(text, match, {len(begun)})


def _matches_by(core: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of ``pattern``, none of which goes beyond a line, in lines that hold ``core``, found faster."""
    done = 0
    for found in core.finditer(text):
        if found.start() >= done:
            start, done = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end()) % (len(text) + 1)
            yield from pattern.finditer(text, start, done)


def _number(match: re.Match[str]) -> int:
    return 2 if match["number"] == "两" else read_numeral(match["number"]) or 0


def _told(text: str, match: re.Match[str], sizes: set[int]) -> Iterator[Listed]:
    number = _number(match)
    if sizes and number not in sizes:
        count = Count(start=match.start("number"), number=number, measure="", noun="", quoted=False)
        yield differing(text, count, max(sizes))


def _divided(text: str) -> Iterator[Listed]:
    """Yield the counts of a division whose parts go on farther, or, where all should be told, end sooner."""
    for match in _DIVIDED.finditer(text):
        end = text.find("\n", match.end())
        stretch = text[match.end() : end if end >= 0 else len(text)][:600]
        if match["mark"] in "：:（" or match["mark"] == "，":
            stretch = stretch.partition("。")[0] if match["first"][0] != "第" else stretch
        before, name = ("第" if match["first"][0] == "第" else ""), match["measure"]
        told = [number for number in range(1, 13) if before + write_numeral(number) + name in stretch]
        number = _number(match)
        if len(told) < 2 or told != list(range(1, len(told) + 1)) or len(told) == number or _REST.search(stretch):
            continue
        parted = match["mark"] == "，" and name in _PARTED and len(told) == number - 1
        if len(told) > number or parted or (match["mark"] in "：:（" and name not in _IN_TURN):
            yield from _told(text, match, {len(told)})


def _levels(text: str, match: re.Match[str]) -> set[int]:
    listed = match["list"]
    if "、" in listed:
        return {len(listed.split("、"))}
    # 衡川市县乡村: the first letter may belong to the name before it
    attached = re.match(_HAN, text[match.start() - 1 : match.start()]) is not None
    sizes = {len(listed) - less for less in range(len(_PAIRED.findall(listed)) + 1)}
    return sizes | ({size - 1 for size in sizes} if attached else set())


def _people(text: str, match: re.Match[str]) -> set[int]:
    first, *others = re.split("[、和与及]", match["list"])
    surnames = load_names().surnames
    begins = any(first[-size : -size + 1] in surnames for size in (2, 3) if len(first) >= size)
    if not begins or any(name[0] not in surnames for name in others) or not any(len(name) == 3 for name in others):
        return set()
    return {1 + len(others)}


def _two(text: str, match: re.Match[str]) -> set[int]:
    return set() if "等" in match["list"] else {2}


def _saying(text: str, match: re.Match[str]) -> set[int]:
    parts = match["list"].split("、")
    return {len(parts), sum(map(len, parts))}


def _roles(text: str, match: re.Match[str]) -> set[int]:
    parts = match["list"].split("、")
    deputies = any(re.match("副|各|以及|及", part) for part in parts)
    return set() if deputies or abs(len(parts) - _number(match)) != 1 else {len(parts)}


def _kinds(text: str, match: re.Match[str]) -> set[int]:
    parts = re.split("[、和与]", match["list"])
    ends = (match["x"], *([match["y"]] if match["y"] else []))
    if not all(part.endswith(ends) for part in parts) or parts[-1].endswith("等"):
        return set()
    more = (read_numeral(match["more"].replace("两", "二")) or 0) if match["more"] else 0
    # what is told is the first count; both together are to make the list
    return {len(parts) - more}
