"""Places and organs named in a text: 石岭县, 东屏区政府, 衡川市住房和城乡建设局 and what it is called for short."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from ..lexicon.name_parts import load_names
from ..patterns import compiled, lazy

_PARTS = load_names()
_HAN = "[\u4e00-\u9fff]"


def _any(words: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})"


_LEVEL = lazy(
    "自治县|自治州|自治旗|街道|社区|行政村|自然村|小区|花园|家园|大道|大街"
    "|(?<![公铁道线网思出销电水陆之])路(?=[0-9]+号|[东西南北中]段|沿线|沿街|两侧|[、和与及至]|改造|整治|提升|拓宽|片区|路口)"
    "|市(?![长场民值面](?!政))|县(?![长级处])|区(?![长域间块位别])|镇(?![长江静痛])|(?<!家)乡(?![长村镇亲愁土音贤])"
    "|村(?![长庄民干级集镇容貌])|盟(?![长友约员])|州(?!长)|旗(?![长帜下舰手袍号])"
)
# levels whose names go without them: 衡川, 石岭; a village's does not
_TOWNS = lazy("(?:自治[县州旗]|[市县区盟州旗])$")
_PROVINCE = lazy(
    rf"(?<!隆)(?<!复)(?<!巴丹)(?<!陆)(?!苏州河|河南岸|山东侧|海口岸|江西岸|重庆祝|延安全){_any(_PARTS.provinces)}"
)
# behind these a name begins; they are no part of it
_BEFORE = lazy(
    r"(?:^|[^\u4e00-\u9fff\d万亿.]|(?<![\u4e00-\u9fff])经|[年月日时在赴到于与和及对向从由至往是为以驻受给省市县区州盟旗镇乡]|走进|下到|奔赴|赶赴|援助|援建"
    r"|深入|前往|来到|走遍|抵达|辗转|挂包|联系|位于|走访|指导|督导|支援|帮扶|对接|其中|包括|以及|涉及|覆盖|选取|选择|推荐|我[市县]"
    r"|调研|检查|召开|听取|会同|联合|邀请|组织|协调|督促|推动|支持|抽调|安排|经过|途经|考察|推广|总结|通报|表扬|约谈|批评|指定|命名|反馈|要求|责成|责令|督办|表彰|学习|借鉴|全省|分别)$"
)
_ORGAN = lazy(rf"{_any(_PARTS.organs)}{{0,8}}{_any(_PARTS.organ_ends)}(?!员)")
_COMPANY = lazy(
    r"(?:(?<=[^\u4e00-\u9fff])|(?<=[与和对向由及在赴到对]))(?P<name>[\u4e00-\u9fff（）()]{2,16}?(?:有限责任公司|股份有限公司|有限公司))"
)
_SHORTEST = 3

Place = tuple[int, int]


def find_places(text: str) -> tuple[Place, ...]:
    """Return where cities, counties, districts, towns, villages and provinces are named, in order.

    A place is known by 市, 县, 区 … behind a name of two or three letters that begins where a name may begin; places
    in one another (石岭县云溪镇) are found each by itself.
    """
    found: list[Place] = []
    for match in _LEVEL.finditer(text):
        start = _start_of_name(text, match.start(), found[-1][1] if found else -1)
        if start is not None and (not found or start >= found[-1][1]):
            found.append((start, match.end()))
    taken = {at for start, end in found for at in range(start, end)}
    found += [match.span() for match in _PROVINCE.finditer(text) if match.start() not in taken]
    return tuple(sorted(found))


def _start_of_name(text: str, end: int, last: int) -> int | None:
    for size in (2, 3, 4):
        start = end - size
        name = text[max(start, 0) : end]
        if start < 0 or not re.fullmatch(f"{_HAN}+", name):
            return None
        begins = start == last or _BEFORE.search(text[max(0, start - 3) : start])
        if begins and not _is_word(name):
            return start
    return None


def _is_word(name: str) -> bool:
    """Return whether ``name`` is, or holds, what stands before 市, 县 … in ordinary words (试验区, 城市社区)."""
    if name in _PARTS.kept_places:
        return False
    if _PARTS.not_in_places & set(name) or name[-1] in _PARTS.not_last_in_places:
        return True
    if len(name) > 3:
        return not set(name) <= _PARTS.letters_of_long_places
    if any(name[at:] in _PARTS.no_places for at in range(len(name) - 1)):
        return True
    return any(name[at : at + 2] in _PARTS.common for at in range(len(name) - 1))


def short_of(place: str) -> str | None:
    """Return 衡川 for 衡川市; None where the bare name may be an ordinary word, or is too short."""
    bare = _TOWNS.sub("", place) if len(place) > 2 else place
    named = len(bare) >= 2 and bare != place and bare not in _PARTS.no_short_places and bare not in _PARTS.common
    return bare if named and not _PROVINCE.fullmatch(bare) else None


def find_organs(text: str, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return where organs are named with the place they belong to (临桥区城管局), and companies, in order."""
    found: list[Place] = []
    for start, end in places:
        organ = _longest_organ(text, end)
        if organ is not None:
            found.append((start, organ))
    found += [match.span("name") for match in _COMPANY.finditer(text)]
    return tuple(sorted(found))


def _longest_organ(text: str, at: int) -> int | None:
    organ = _ORGAN.match(text, at)
    return organ.end() if organ else None


@functools.lru_cache(maxsize=256)
def own_forms(organisation: str) -> re.Pattern[str] | None:
    """Return a pattern of what an organisation is called: whole, or short with its level (市住建局, 衡川住建局)."""
    found = [
        organisation[start:end]
        for start, end in find_places(organisation)
        if organisation.startswith(organisation[:start])
    ]
    bare = organisation
    for place in found:
        bare = bare.removeprefix(place)
    forms = [re.escape(organisation)]
    if found and len(bare) >= _SHORTEST:
        level, last = re.escape(found[-1][-1]), re.escape(bare[-1])
        before = "|".join(re.escape(place[:-1]) for place in found)
        forms.append(rf"(?:(?:{before}){level}?|(?<![\u4e00-\u9fff全]){level}|{level}){_shortened(bare[:-1])}{last}")
    return compiled("|".join(forms))


def _shortened(words: str) -> str:
    """Return a pattern for two and more of the letters of ``words``, in their order."""
    return "(?=[" + re.escape(words) + "]{2})" + "".join(f"{re.escape(letter)}?" for letter in words)


def find_own(text: str, organisation: str) -> Iterator[Place]:
    """Yield where ``organisation`` is named, whole or short."""
    pattern = own_forms(organisation)
    if pattern is not None:
        for match in pattern.finditer(text):
            yield match.span()
