"""People named in a text: beside a post or 同志, in lists, before what they do, names of parts (阿依·买买提)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence, Set

from ..lexicon.name_parts import load_names
from ..patterns import compiled, lazy

_PARTS = load_names()
_LETTER = "[\u4e00-\u9fff]"
_WORTHY = r"(?:同志|先生|女士|老师|教授)"


def _any(words: Sequence[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})"


POST = _any(_PARTS.posts)
"""Posts beside which people are named, as a pattern."""
_POST = lazy(POST)
_ROLE = lazy(_any(_PARTS.roles))
_ACT = lazy(_any(_PARTS.acts))
# what only people do: they make a name of what else would be an ordinary word (组长方向明主持)
_SURE_ACT = lazy(
    r"同志|主持|带队|率队|出席|讲话|强调|指出|致辞|担任|兼任|主讲|授课|任|为(?:组长|副组长|队长|成员|委员|书记|主任)"
)
_EDGE = lazy(r"$|[^\u4e00-\u9fff〇]")
_LINK = lazy(r"[、/]|和|与|及|以及")
_BEHIND_POST = lazy(r"[：:（( 　“]?(?:由|是|为)?")
# what stands before a name that its post or 同志 follows
_BEFORE = lazy(
    r"(?:^|[^\u4e00-\u9fff]|[由请是和与及向对以为经受即兼被给有在]|传达|学习|宣读|听取|贯彻|落实|邀请|陪同|会见|按照|根据|选举|推选|推荐|任命|聘任|聘请"
    r"|增补|免去|明确|确定|指定|特邀|表彰|表扬|慰问|看望|走访|追授|授予|给予|征求|请示|报请|代表|委托|跟随|尊敬的|我局|我市|本局|其中)$"
)
_APPOINTED = lazy(rf"(?:为|任|兼任|担任|出任|当选为?)(?!了)[^，。；、\n]{{0,16}}?{POST}")
_OTHERS = r"等(?:\d+|[一二两三四五六七八九十]+)?(?:名|位)?(?:同志|干部|党员|人(?![员才民口数]))"
_OUSTED = r"的[^，。；：、\n]{0,10}(?:职务|名字|先进事迹|事迹)"
# one of the letters that all of these begin with comes first: what begins by looking ahead is tried at every letter
_FIRST = "".join(sorted({post[0] for post in _PARTS.posts} | set("同先女老教等的为任兼担出当")))
_BESIDE = lazy(rf"[{_FIRST}](?<=(?={_WORTHY}|{POST}|{_OTHERS}|{_OUSTED}|{_APPOINTED.pattern}).)")
# 撰稿：周启明, （审核：许文静）
_LABEL = lazy(
    r"(?:撰稿|审核|校对|记者|通讯员|联系人|供稿|拟稿|核稿|编辑|摄影|主讲|授课|责任人|经办|签发|制表|填表|值班|带班)人?"
    r"[:： 　]+"
)
_OF_AN_ORGAN = lazy("[室科股处局站队委办院所厅部]$")
_LED_BY = lazy(
    r"(?:由|经|受|与|请|向|对|以|和|邀请|陪同|委托|选举|推选|任命|聘请|表彰|慰问|看望|传达|学习|听取|跟随|特邀)"
)
_COUNTED = lazy(r"等?(?:\d+|[一二两三四五六七八九十]+)?(?:名|位|人|同志)")
_LISTED = lazy(rf"(?P<first>{_LETTER}{{2}})(?:、{_LETTER}{{2,4}})*、(?={_LETTER})")
_ITEM = lazy(f"{_LETTER}+")
_MEMBERS = lazy(r"(?:成员|组员|人员|名单|代表|参加|出席|主持|记录|列席|缺席|请假|如下)[:：为有]?[ 　]*$")
_CALLED = lazy(rf"(?:{POST}|{_any(_PARTS.roles)})$")
_SALUTED = lazy(
    r"(?:(?<=尊敬的)|(?<=[、，：\n和])|(?<![\s\S]))(?P<name>[\u4e00-\u9fff])"
    r"(?:书记|局长|市长|县长|区长|省长|厅长|主任|部长|院长|校长|主席|秘书长|总)(?=[、，：:！\n]|和|同志|$)"
)
_MARKS = "·•・"
_RENDERING = "".join(sorted(_PARTS.foreign_letters))
_PART_ENDS = rf"(?=[·•・]|[^\u4e00-\u9fff]|$|{_any(_PARTS.acts)}|{POST})"
_PARTED = lazy(
    rf"[{_RENDERING}]{{1,6}}(?:[·•・](?:[{_RENDERING}]{{1,6}}{_PART_ENDS}|[{_RENDERING}\u4e00-\u9fff]{{1,6}}?{_PART_ENDS}))+"
)


Place = tuple[int, int]
"""Where a name stands: start and end offset."""


def find_people(text: str, *, eager: bool = False) -> tuple[Place, ...]:
    """Return where people are named: start and end offsets, in order, nothing overlapping.

    With ``eager`` also where only the looks of it tell: a clause that begins with a name, a list of names by
    themselves. For blanking, where a word too many does little harm; findings rest on what is sure.
    """
    found = {*_parted(text), *_after_posts(text, eager=eager), *_before_posts(text), *_led(text)}
    if eager:
        found |= {*_at_heads(text), *_alone_in_lists(text), *_saluted(text)}
    found |= _linked(text, found)
    return _kept(text, found)


def is_word(name: str) -> bool:
    """Return whether a name of two letters is an ordinary word as well (严明): it is not known at every mention."""
    return len(name) == 2 and name[1] in _PARTS.ordinary.get(name[0], frozenset())


def find_named(text: str, names: Set[str]) -> tuple[Place, ...]:
    """Return every mention of one of ``names``, wherever it stands, in order."""
    if not names:
        return ()
    return tuple(match.span() for match in _registered(frozenset(names)).finditer(text))


@functools.lru_cache(maxsize=64)
def _registered(names: frozenset[str]) -> re.Pattern[str]:
    return compiled("|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))))


def _kept(text: str, found: Set[Place]) -> tuple[Place, ...]:
    kept: list[Place] = []
    for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if text[start:end] not in _PARTS.people and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return tuple(kept)


def _readings(text: str, start: int) -> Iterator[tuple[int, bool]]:
    """Yield (end, whether it makes no ordinary word) of each name that may begin at ``start``, the longest first."""
    double = text[start : start + 2] in _PARTS.compound_surnames
    if not double and (start >= len(text) or text[start] not in _PARTS.surnames):
        return
    given = start + 1 + double
    if _POST.match(text, given):
        return
    plain = double or text[given : given + 1] not in _PARTS.ordinary.get(text[start], frozenset())
    for end in (given + 2, given + 1):
        letters = text[given:end]
        if end <= len(text) and re.fullmatch(f"{_LETTER}+", letters) and not _PARTS.not_given & set(letters):
            yield end, plain


def _closed(text: str, at: int) -> bool:
    """Return whether a name may end at ``at``: before a mark, a link, or what a person does."""
    return bool(_EDGE.match(text, at) or _LINK.match(text, at) or _ACT.match(text, at) or _POST.match(text, at))


def _named_at(text: str, start: int, *, open_end: bool = False, strict: bool = False) -> int | None:
    """Return where the name that begins at ``start`` ends, or None; ``open_end`` takes three letters as they are."""
    if start >= len(text):
        return None
    readings = list(_readings(text, start))
    closed = [(end, plain) for end, plain in readings if (plain and _closed(text, end)) or _told(text, start, end)]
    if strict and text[start : start + 1] in _PARTS.weak_surnames:
        return None
    if strict:
        closed = [(end, plain) for end, plain in closed if plain and end - start >= 3]
    if len(closed) == 2 and _belongs_behind(text, closed[0][0] - 1):
        return closed[1][0]
    if closed:
        return closed[0][0]
    if open_end and readings and text[start] not in _PARTS.weak_surnames:
        end, plain = readings[0]
        return end if plain and end - start > 2 else None
    return None


def _told(text: str, start: int, end: int) -> bool:
    """Return whether what follows makes a name even of letters that begin an ordinary word: 江建凯|部署."""
    if _SURE_ACT.match(text, end):
        return True
    return _is_likely(text, start, end) and bool(_EDGE.match(text, end) or _ACT.match(text, end))


def _is_likely(text: str, start: int, end: int) -> bool:
    """Return whether three letters and more look like a name although the first two make a word: 韩国|霞."""
    return end - start > 2 and text[start] not in _PARTS.weak_surnames and text[start + 1 : end] not in _PARTS.common


def _belongs_behind(text: str, at: int) -> bool:
    """Return whether the letter at ``at`` rather begins what the person does: 王明|作安排, but 陶安和|作辅导."""
    if text[at] in "和与及同":
        return not _ACT.match(text, at + 1)
    return text[at] in "作任带率主出参传赴深总讲"


def _after_posts(text: str, *, eager: bool) -> Iterator[Place]:
    for match in _POST.finditer(text):
        behind = _BEHIND_POST.match(text, match.end())
        for start in dict.fromkeys((match.end(), behind.end() if behind else match.end())):
            end = _named_at(text, start, open_end=eager)
            if end is not None:
                yield start, end
                break
    for match in _ROLE.finditer(text):
        end = _surely_at(text, match.end())
        if end is not None:
            yield match.end(), end
    for match in _LABEL.finditer(text):
        end = _named_at(text, match.end())
        if end is not None:
            yield match.end(), end


def _before_posts(text: str) -> Iterator[Place]:
    for match in _BESIDE.finditer(text):
        end = match.start()
        comrade = text.startswith("同志", end)
        for start in (end - 4, end - 3, end - 2):
            readings = dict(_readings(text, start)) if start >= 0 else {}
            # 于世玉同志: what might be a word elsewhere is none before 同志
            told = end in readings and (readings[end] or (comrade and end - start > 2) or _is_likely(text, start, end))
            if told and (_begun(text, start) or (comrade and _OF_AN_ORGAN.search(text[max(0, start - 1) : start]))):
                yield start, end
                break


def _begun(text: str, start: int) -> bool:
    """Return whether a name may begin at ``start``: behind a mark, a post, or a word that names stand behind."""
    before = text[max(0, start - 6) : start]
    return bool(_BEFORE.search(before) or _CALLED.search(before))


def _led(text: str) -> Iterator[Place]:
    for match in _LED_BY.finditer(text):
        end = _surely_at(text, match.end())
        if end is not None and _ACT.match(text, end) and text[match.end()] not in _PARTS.led_astray:
            yield match.end(), end


def _surely_at(text: str, start: int) -> int | None:
    """Return where a name ends that is no ordinary word, before what a person does, or with three letters closed."""
    end = _named_at(text, start)
    if end is None or not dict(_readings(text, start))[end]:
        return None
    act = _ACT.match(text, end)
    does = act is not None and len(act[0]) > 1
    return end if does or (end - start > 2 and text[start] not in _PARTS.weak_surnames) else None


def _at_heads(text: str) -> Iterator[Place]:
    for match in re.finditer(r"(?<![^，。；：、！？\n（“\s])(?=[\u4e00-\u9fff])", text):
        end = _named_at(text, match.start(), strict=True)
        act = _ACT.match(text, end) if end is not None else None
        if end is not None and act is not None and len(act[0]) > 1:
            yield match.start(), end


def _alone_in_lists(text: str) -> Iterator[Place]:
    """Yield names of lists that hold nothing else: three letters each, or counted (林淑芬、郑怀远3名), or told."""
    for match in _LISTED.finditer(text):
        first = match.end("first")
        head = next((at for at in (first - 4, first - 3, first - 2) if _may_begin_list(text, at, first)), None)
        last = next((end for end, _ in _readings(text, match.end()) if _ends_list(text, end)), None)
        if head is None:
            continue
        places = [(head, first), *((m.start(), m.end()) for m in _ITEM.finditer(text, first, match.end()))]
        places += [(match.end(), last)] if last is not None else []
        told = bool(last and _COUNTED.match(text, last)) or bool(_MEMBERS.search(text, 0, head))
        if len(places) > 1 and _are_names(text, places, told=told):
            yield from places


def _may_begin_list(text: str, start: int, end: int) -> bool:
    return start >= 0 and end in dict(_readings(text, start)) and _begun(text, start)


def _are_names(text: str, places: Sequence[Place], *, told: bool) -> bool:
    """Return whether the items of a list are all names; where it is told that people follow, some must look so."""
    sure: list[bool] = []
    for start, end in places:
        plain = dict(_readings(text, start)).get(end)
        if plain is None:
            return False
        sure.append(plain and (told or (end - start > 2 and text[start] not in _PARTS.weak_surnames)))
    return 3 * sum(sure) >= len(sure) if told else all(sure)


def _ends_list(text: str, at: int) -> bool:
    return bool(_EDGE.match(text, at) or _COUNTED.match(text, at) or _POST.match(text, at) or _ACT.match(text, at))


def _saluted(text: str) -> Iterator[Place]:
    for match in _SALUTED.finditer(text):
        if match["name"] in _PARTS.surnames - _PARTS.not_saluted:
            yield match.span("name")


def _parted(text: str) -> Iterator[Place]:
    for match in _PARTED.finditer(text) if any(mark in text for mark in _MARKS) else ():
        if text.find("·", *match.span()) != match.start() + 1 or not re.match(
            _LETTER, text[match.start() - 1 : match.start()]
        ):
            yield match.span()


def _linked(text: str, found: Set[Place]) -> set[Place]:
    """Return names joined to those found by 、 or 和, forwards and backwards, as far as they go."""
    more: set[Place] = set()
    todo = list(found)
    while todo:
        start, end = todo.pop()
        for place in (_next(text, end), _previous(text, start)):
            if place is not None and place not in found and place not in more:
                more.add(place)
                todo.append(place)
    return more


def _next(text: str, end: int) -> Place | None:
    link = _LINK.match(text, end)
    if link is None:
        return None
    start = link.end()
    for last, plain in _readings(text, start):
        sure = plain or (last - start > 2 and text[end] == "、")
        if sure and (_closed(text, last) or _COUNTED.match(text, last)):
            return start, last
    return None


def _previous(text: str, start: int) -> Place | None:
    if start == 0 or text[start - 1] not in "、和与及":
        return None
    end = start - 1
    for first in (end - 4, end - 3, end - 2):
        if (
            first >= 0
            and (end, True) in list(_readings(text, first))
            and (_begun(text, first) or text[first - 1] in "、")
        ):
            return first, end
    return None
