"""Whether two mentions name one thing, whatever is done with it: 推送政务微信738条, 政务微信发布信息783条."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..patterns import lazy
from .grounding_values import significant
from .repeated_blocks import blocks
from .repeated_metrics import LOOKED_BACK, Mention, bare_words, bigrams, is_plain, is_sure
from .repeated_pairs import (
    FAINT,
    FAINTER,
    GENERIC,
    LEAD,
    RESTRICTS,
    leads_apart,
    other_aspect,
    same_place,
    same_time,
    sentence_of,
    topics_meet,
)
from .repeated_values import CLOSE, SLIP, SWAPPED, closeness, differ
from .repeated_words import acts, alike, in_conflict

_FUNCTION = lazy(
    "[由为对把将向给于以用从被让等及与和或并其所该此每个内里中的了着过也已均都又再还仍约者]|在(?![建编校册岗职读用库押园])|总?[数量额](?![字据])|人数|情况|工作|信息|方面|其他"
)
_TELLS_APART = frozenset("新未非无不首初末男女东西南北上下前后大小甲乙丙丁农城省县镇乡村一二三四五六七八九十公民")
_PEOPLE, _TIMES = ("count:人", "count:人次"), "count:次"
_MUCH, _LONG, _DIGITS = 4, 6, 2
_ANY_ACT = frozenset(
    ("完成", "开展", "举办", "组织", "实施", "建设", "建成", "新增", "发放", "投入", "安排", "达到", "实现", "召开")
)
"""Verbs that go with whatever is counted."""
_HAN = lazy("[\u4e00-\u9fff]{2}")
_RUN = lazy("(?!的)(?:(?!全部|悉数|无一|[均都已在被将与和])[\u4e00-\u9fff]){2,10}")


def one_thing(one: Mention, other: Mention, near: int, text: str) -> bool:
    """Return whether two mentions with values so `near` name one thing, their verbs and order of words left out."""
    if near < CLOSE or one.part or other.part or one.sentence == other.sentence or not differ(one, other):
        return False
    if _set_apart(one, other, near, text) or not topics_meet(one, other, text):
        return False
    swapped = near == SWAPPED and one.figure.kind != "percent"
    left, right = ((noun_of(each, behind_number(each, text) if swapped else "")) for each in (one, other))
    shared, left_rest, right_rest = blocks(left, right)
    lefts, rights = _rests(left_rest, right_rest), _rests(right_rest, left_rest)
    lefts, rights = _unsaid(lefts, other, text), _unsaid(rights, one, text)
    if RESTRICTS.search(f"{lefts}，{rights}") or _tell_apart(lefts, rights):
        return False
    if swapped:
        # two digits that changed places are seldom met by chance: what both name, and nothing that sets them apart
        apart = len(lefts) > 1 and len(rights) > 1
        return not apart and shared >= 2 and (shared > 2 or right not in GENERIC)
    # 中央财政安排423亿元，用于…: what it is for stands behind
    if lefts + rights or shared < 2 or not is_plain(one.words) or not is_plain(other.words):
        return False
    if near == CLOSE:
        sure = is_sure(one, text) and is_sure(other, text)
        return shared > 2 and _one_act(one, other) and (sure or blocks(one.words, other.words)[0] >= _LONG)
    return blocks(one.words, other.words)[0] >= _MUCH


def _one_act(one: Mention, other: Mention) -> bool:
    """Return whether both name one verb, or one of them only such as go with anything, and neither narrows it."""
    first, second = (set(acts().findall(each.words)) for each in (one, other))
    apart = (first ^ second) - _ANY_ACT
    return not apart or (not (first and second) and not RESTRICTS.search("，".join(apart)))


def _set_apart(one: Mention, other: Mention, near: int, text: str) -> bool:
    """Return whether time, place, aspect or verbs say that two mentions are of two matters."""
    if not same_time(one, other, text, near) or not same_place(one, other, text) or other_aspect(one, other, text):
        return True
    here, there = (alike(text[each.clause : each.figure.span.start]) + each.noun for each in (one, other))
    return leads_apart(one, other) or in_conflict(here, there)


def behind_number(mention: Mention, text: str) -> str:
    """Return the words right behind the number of ``mention``."""
    run = _RUN.match(text, mention.figure.span.end)
    return alike(run.group()) if run is not None else ""


def _rests(rest: str, other: str) -> str:
    """Return the characters of ``rest`` that ``other`` has not, in whatever order."""
    return "".join(char for char in rest if char not in other and char != "，")


def noun_of(mention: Mention, behind: str = "") -> str:
    """Return what ``mention`` names, without verbs; with the words ``behind`` its number."""
    lead = LEAD.match(mention.core)
    words = mention.core[lead.end() if lead else 0 :] + (behind or mention.noun)
    return names_only(words)


def names_only(words: str) -> str:
    """Return ``words`` without verbs and without what names little."""
    return FAINTER.sub("", FAINT.sub("", _FUNCTION.sub("", acts().sub("", words))))


def _tell_apart(left: str, right: str) -> bool:
    """Return whether a single character sets two things apart: 甲方 and 乙方."""
    return any(len(rest) <= 2 and not _TELLS_APART.isdisjoint(rest) for rest in (left, right))


def _unsaid(rest: str, other: Mention, text: str) -> str:
    said = sentence_of(other, text) + other.heading
    return "".join(char for char in rest if char not in said)


def changed_places(found: Sequence[Mention], text: str) -> Iterator[tuple[Mention, Mention]]:
    """Yield mentions and the later ones with the same digits in another order that speak of the same matter.

    Two numbers of a report seldom are each other's digits turned round by chance, so that words shared tell much.
    """
    held: dict[tuple[str, str], list[Mention]] = {}
    for mention in found:
        printed = mention.value.printed
        digits = significant(printed) if printed is not None else ""
        if len(digits) < _DIGITS or mention.figure.kind == "percent":
            continue
        group = mention.value.group
        key = (_kind(group) if len(digits) > _DIGITS else group, "".join(sorted(digits)))
        for earlier in reversed(held.get(key, ())[-LOOKED_BACK:]):
            if closeness(earlier, mention) >= SLIP and _one_matter(earlier, mention, text):
                yield earlier, mention
                break
        held.setdefault(key, []).append(mention)


def _kind(group: str) -> str:
    """Return what kind of things a unit class counts: people, times, or whatever else is counted."""
    if group in _PEOPLE:
        return "people"
    return "things" if group.startswith("count:") and group != _TIMES else group


def _one_matter(one: Mention, other: Mention, text: str) -> bool:
    """Return whether two mentions whose digits changed places share a noun, and nothing sets them apart."""
    if one.part or other.part or one.sentence == other.sentence or not differ(one, other):
        return False
    if other.figure.text in sentence_of(one, text) or one.figure.text in sentence_of(other, text):
        # 合作社35家、种植大户53家, told twice
        return False
    if _set_apart(one, other, closeness(one, other), text):
        return False
    left, right = (noun_of(each, behind_number(each, text)) for each in (one, other))
    lefts, rights = _unsaid(left, other, text), _unsaid(right, one, text)
    if RESTRICTS.search(f"{lefts}，{rights}") or _tell_apart(lefts, rights):
        return False
    if set(left).isdisjoint(right) and len(one.words) > 2 < len(other.words):
        # 充电车位634个 … 供水燃气类364件: each names a thing of its own
        return False
    rests = sorted((len(lefts), len(rights)))
    few = closeness(one, other) < SWAPPED
    if rests[0] > 1 - few or (few and (rests[1] > 1 or not topics_meet(one, other, text))):
        return False
    first, second = sentence_of(one, text) + one.heading, sentence_of(other, text) + other.heading
    shared = [pair for words, said in ((left, second), (right, first)) for pair in bigrams(words) if pair in said]
    if any(pair not in GENERIC and not FAINT.search(pair) for pair in shared):
        return True
    verbs = [set(acts().findall(each.words)) - _ANY_ACT for each in (one, other)]
    if shared and verbs[0] & verbs[1]:
        return True
    return bool(shared) and _same_matter(first, second, shared)


def _same_matter(first: str, second: str, shared: Sequence[str]) -> bool:
    """Return whether two sentences name one thing more than the ``shared`` words that name little."""
    here, there = (bigrams(bare_words(acts().sub("，", alike(sentence)))) for sentence in (first, second))
    more = here & there
    return any(
        _HAN.fullmatch(pair) and pair not in GENERIC and pair not in shared and not FAINT.search(pair) for pair in more
    )
