"""What was counted before and is named again behind its number: 抓获逃犯23名 … 成功抓获的32名逃犯全部移交."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..patterns import lazy
from .repeated_metrics import LOOKED_BACK, Held, Mention, bare, bigrams, latest, when
from .repeated_pairs import (
    FAINT,
    FAINTER,
    GENERIC,
    LEAD,
    RESTRICTS,
    other_aspect,
    same_place,
    same_time,
)
from .repeated_values import CLOSE, FAR, HALF, SLIP, SWAPPED, closeness, differ
from .repeated_words import acts, alike

_RUN = lazy("(?:[余多])?(?:的)?[“《]?([\u4e00-\u9fffA-Za-z]{1,14})")
_NOUN_ENDS = lazy("全部|[均都已的在被将与和]|无一|悉数")
_STOP = lazy("[。！？\n]")
_LONGEST, _SHORT, _SAME_ACT = 10, 4, 3
_HANDED = lazy("[对把将](?!象)[^，]{0,4}$")
_OF = lazy("^[^，]{2,6}的(?=[^，]{2})")
_HANDING = lazy("(?<![认因作行])为(?![止期])|[对把将给](?!象)")
_SPECIAL = lazy("专项(?=[巡检行整治督])|[新]?(?=签约|登记|发现|入)")
_BY_ACT = lazy("(?P<act>[\u4e00-\u9fff]{2})(?:对象|家庭|人员|单位|项目|点位?|户|者)")
_NEAR = 20
_FAR_OFF = 600
"""Characters between both places beyond which a demonstrative points at nothing."""
_HEAD, _TAIL = 2, 2
_THIS = lazy("(?:这|这一|这些|该|该批|上述|以上|前述|此)$")
_ALL_BEFORE = lazy("(?:全体|所有|全部|全部的)$")
_OWN = lazy("(?:所属|下属|下辖|所辖|属下|辖区内?|管辖的?)$")
_ALL_BEHIND = lazy("[^，。；、]{0,10}?(?:全部|均|都(?!市)|无一|悉数|场场|件件|人人|个个|户户|逐[一户件个条人]|照单)")
_OF_ACT = lazy("(?P<act>[\u4e00-\u9fff]{2,6})(?:完成|好|了|过)?的$")
_SCOPE = lazy(
    "(?:全|我|本)(?P<level>[市县区省镇乡村局院校园街州盟旗馆所站社司行系集公部])|全(?![年部面程力新]|过程)[一-鿿]{1,2}$|机关|辖区|支部|中队|大队|支队|总队|班子"
)
_TARGET = lazy(
    "[对为给向将把让请使由以在与和就](?![象策外岗校])|组织|发动|围绕|针对|面对|通过|召集|要求|指导|督促|确保|我们|他们|她们|我|之所以|能够|可以|虽然|尽管|但|而且|而|其|了|的|所属|所|被|上|下|着|等|还|共|仅|只|有|是|至今|面向|依托|按照|根据|经过|截至|目前|今年|去年|全年|会上|会后|前后|期间|之后|以来"
)

_STOCK = lazy("现有|共有|下设|下辖|设有|拥有|在册|在编|登记|注册")
_GIVEN = lazy("(?:[为对给向把将以](?!象)|组织|发动|依托|围绕)[^，。]{0,6}$")


class _Name(NamedTuple):
    """One mention, and the words right behind its number."""

    mention: Mention
    behind: str
    left: str


def told_again(found: Sequence[Mention], held: Held, text: str) -> Iterator[tuple[Mention, Mention]]:
    """Yield mentions, and the later ones that name the same things behind their number with another value."""
    names = [_named(mention, text) for mention in found]
    ends: Held = {}
    for place, name in enumerate(names):
        group = name.mention.value.group
        if name.behind and name.mention.figure.kind != "percent":
            others: set[int] = set()
            for pair in bigrams(name.behind[: _HEAD + 4]):
                some = held.get((group, pair), ())
                if some and some[0] < place:
                    others.update(latest(some, place))
            for end in _ends(name):
                others.update(ends.get((group, end), ())[-LOOKED_BACK:])
            for other in sorted(others, reverse=True)[:LOOKED_BACK]:
                if _same_things(names[other], name, text):
                    yield names[other].mention, name.mention
                    break
        ends.setdefault((group, name.mention.core[-1:]), []).append(place)
        if name.behind:
            ends.setdefault((group, name.behind[:2]), []).append(place)


def _ends(name: _Name) -> Iterator[str]:
    """Yield what else one has to share with ``name`` to be looked at: the last of a short noun, or how both begin."""
    yield name.behind[:2]
    noun = _NOUN_ENDS.split(name.behind, maxsplit=1)[0]
    if 0 < len(noun) <= _SHORT:
        yield noun[-1]


def _named(mention: Mention, text: str) -> _Name:
    run = _RUN.match(text, mention.figure.span.end)
    behind = alike(run.group(1)) if run else ""
    return _Name(mention, behind, text[mention.clause : mention.figure.span.start])


def _head(first: _Name, second: _Name, text: str) -> tuple[str, str]:
    """Return the words for the things counted that both share, and what the first says of them before; or ''."""
    core = first.mention.core or first.mention.noun
    # 45处依法登记的宗教活动场所: the things stand behind 的
    behind = second.behind if second.behind[:_HEAD] in core else _OF.sub("", second.behind, count=1)
    for size in range(min(len(behind), _LONGEST), _HEAD - 1, -1):
        head = behind[:size]
        at = core.rfind(head)
        if at >= 0 and not FAINTER.sub("", FAINT.sub("", core[at + size :])):
            return head, core[:at]
        if len(head) > 2 and any(f"{to}{head}" in alike(first.left) for to in "为对给向"):
            # 为脑瘫儿童提供康复训练96名 … 69名脑瘫儿童
            return head, ""
    noun = _NOUN_ENDS.split(behind, maxsplit=1)[0]
    if noun and len(noun) <= _SHORT and core.endswith(noun[-1]):
        last = _left(second)[-1:]
        if len(noun) == 1 and last and core.endswith(last + noun):
            # 听课68节 … 听了86节课
            return last + noun, core[: -1 - len(noun)]
        full = core[-_SHORT:]
        if len(noun) > 1 and all(char in rest for rest in [iter(full)] for char in noun):
            return noun, core[:-_SHORT]
    before = text[first.mention.sentence : first.mention.figure.span.start]
    for size in range(2, 5):
        # 社会实践 … 组建团队42支 … 45支社会实践团队: what narrows it was said above
        if len(behind) > size + 1 and behind[:size] in before:
            at = core.rfind(behind[size : size + 2])
            if at >= 0 and at + 2 == len(core):
                return behind[: size + 2], core[:at]
    act = _BY_ACT.match(behind)
    if act is not None and act["act"] in core:
        # 帮扶困难家庭312户 … 332户帮扶对象
        return act.group(), ""
    size = 0
    while size < min(len(behind), len(first.behind)) and behind[size] == first.behind[size]:
        size += 1
    return (behind[:size], bare(first.left)) if size >= _HEAD else ("", "")


def _same_things(first: _Name, second: _Name, text: str) -> bool:
    one, other = first.mention, second.mention
    near = closeness(one, other)
    if near == FAR or one.part or other.part or not differ(one, other):
        return False
    if _STOP.search(text, one.figure.span.end, other.figure.span.start) is None:
        return False
    head, said = _head(first, second, text)
    if not head or not _same_time(first, second, text) or not same_place(one, other, text):
        return False
    if _scopes_apart(first, second):
        return False
    generic = head in GENERIC or not FAINT.sub("", head)
    swapped = near == SWAPPED or (near == SLIP and _swapped(one, other))
    more = other.size > one.size
    this = _THIS.search(second.left)
    if this:
        return other.start - one.figure.span.end < _FAR_OFF and (near >= SLIP or not generic or swapped)
    rest = _unknown(_left(second), first, text)
    kept = _unknown(said, second, text)
    if len(kept) == 1 and len(head) >= _SHORT and not RESTRICTS.search(kept):
        # half of a word the other says in other words: 档案业务指导 … 业务指导解决了归档不规范
        kept = ""
    if RESTRICTS.search(kept) and not swapped:
        return False
    if rest and (RESTRICTS.search(rest) or len(rest) > 2 or near < SLIP):
        return False
    definite = _definite(first, second, said, text)
    if generic and near != SWAPPED and definite < _SAME_ACT and (kept or len(said) < 2):
        return False
    if definite < 2 and other_aspect(one, other, text):
        return False
    if definite >= 2:
        return near >= HALF if len(head) + definite > 4 else near >= CLOSE
    counted = first.mention.core.endswith(head[-2:]) and first.mention.figure.kind == "count"
    named = len(head) > 2 or (len(_left(second)) > 1 and not rest)
    if more and near >= CLOSE and counted and named and not kept and not generic:
        # there cannot be more of them than there are
        return True
    if definite:
        return near >= SLIP or (more and near >= CLOSE)
    if not more and near != SWAPPED and not _GIVEN.search(second.left):
        # 楼宇党组织31个 … 13个楼宇党组织完成换届
        return False
    return swapped and (len(head) > 2 or near == SWAPPED or not (said or rest)) and not RESTRICTS.search(kept)


def _same_time(first: _Name, second: _Name, text: str) -> bool:
    """Return whether nothing says that both hold at two times; what there is is there on any day: 6月，组织18个支部."""
    one, other = first.mention, second.mention
    if same_time(one, other, text):
        return True
    (year, part), (again, later) = when(one, text), when(other, text)
    stock = _STOCK.search(text, one.clause, one.figure.span.start) or _GIVEN.search(
        text, other.clause, other.figure.span.start
    )
    return not part and "月" in later and year == again and stock is not None


def _swapped(one: Mention, other: Mention) -> bool:
    first, second = one.value.printed, other.value.printed
    return first is not None and second is not None and sorted(str(first)) == sorted(str(second))


def _definite(first: _Name, second: _Name, said: str, text: str) -> int:
    """Return how surely the second speaks of all that the first counts: 2, 1, or 0 where it may be some of them."""
    act = _OF_ACT.search(second.left)
    if act is not None:
        verbs, mine = set(acts().findall(alike(act["act"]))), acts().findall(said)
        # 管养公园29座 … 管养的27座公园: a verb no list knows, told again
        if verbs & set(mine) or act["act"][-2:] in said:
            return _SAME_ACT
        if act["act"][-1] in "".join(mine) or (_SCOPE.search(second.left) and not mine):
            return 2
        return 0 if mine else 1
    behind = acts().findall(alike(text[second.mention.figure.span.end : second.mention.figure.span.end + _NEAR]))
    if behind and _HANDED.search(second.left) and set(behind) & set(acts().findall(said)):
        # 对1650家单位的检查, 把24件积案成功化解
        return 2
    if _OWN.search(second.left) or _ALL_BEFORE.search(second.left):
        return 2
    if _SCOPE.search(second.left) and not acts().search(said):
        return 2
    if _ALL_BEHIND.match(text, second.mention.figure.span.end):
        return 1
    return 0


def _scopes_apart(first: _Name, second: _Name) -> bool:
    """Return whether one speaks of a county, say, and the other of a town."""
    here, there = (
        {match["level"] or match.group() for match in _SCOPE.finditer(name.left)} for name in (first, second)
    )
    return bool(here and there and not here & there)


def _left(name: _Name) -> str:
    # 每季度为全院现住的78位老人: what is done to them is not what narrows them
    return bare(_HANDING.split(name.left)[-1])


def _unknown(words: str, other: _Name, text: str) -> str:
    """Return the characters of ``words`` that say something the sentence and heading of ``other`` do not."""
    mention = other.mention
    known = set(text[mention.sentence : mention.figure.span.end + 30] + mention.heading + mention.words)
    words = _SPECIAL.sub("", LEAD.sub("", words, count=1))
    words = FAINT.sub("", acts().sub("", _TARGET.sub("", _SCOPE.sub("", words))))
    return "".join(char for char in words if char not in known)
