"""What the words say of one number, in a report or in a note: the same for both, so that the two can be compared."""

from __future__ import annotations

from typing import NamedTuple

from ..patterns import lazy
from .grounding_heads import head
from .grounding_tokens import tokens
from .grounding_when import When

_STRONG, _CUT = lazy(r"[；;。！？\n]"), lazy(r"[，,。；;：:！？!?\n、（）()|\t“”《》→]")
_BEHIND = lazy(r"[，,。；;：:！？!?\n、（）()\d“”《》→+\-]")
_NUMBERS, _WORDLESS = lazy(r"\d[\d.]*"), lazy("[、，,（(~～以上余多近约超达共为是了和及 ]+")
_SAID = lazy(r"[一-鿿A-Za-z+＋\-→]")
_CHANGE = lazy(
    r"(?:[+＋]|同比|较上年|增长|增幅|上升|提高|增加|多|净增|扩大|下降|降低|减少|少|降幅|回落|缩短|压减|[-－—↑↓增降减])\s*(?:了|约|近|超|超过|逾)?$"
)
_LEVEL = lazy("(?:[到至]|达到?|为)(?:了|约|近|超)?$")
_FROM = lazy(r"(?:由|从|原|年初|期初|上年|去年)[^，。；：\d]{0,14}$")
_AHEAD, _TO = lazy(r"\s*(?:→|[提升增降减下压缩]?[高长加升少低降缩]?[到至](?!\d*月))"), lazy(r"[到至→]\s*$")
_KINDS = {
    "plan": "设计|规划|目标|任务|计划|预算|概算|应|拟|预计|限额|力争|在册|指标",
    "cumulative": "累计|十四五|以来|历年|历次|五年",
    "whole": "全市|全省|全国|全县|全区|全社会",
    "mean": "平均|人均|户均|日均|次均|均",
    "total": "合计|总|共",
    "extreme": "最高|最低|首日|单日|高峰|最大|最小|峰值",
    "not": "未|不|非|无",
    "rest": "其中|部分|剩余|尚|余|另|其他|待|在办|限期|仍",
    "first": "首次|第一次|首",
    "again": "第二|二次|再次|复",
    "old": "原|[整造理]前|前期|上[年届个期季次轮月半]|去年|[此之]前|初|同期|基期|旧|由|从",
    "new": "现|[整造]后|本[届期次年]|[年期]末|年底|目前|实际|决算|增加到|[增升降]至|降到|达到|[今当]年",
    "norm": "标准|要求|规定|国标|不低于|控制|以内|参考",
    "share": "占|比重",
}
"""What a number may be told as, by the words that say so: two that differ in it are rarely one."""
KINDS = tuple(_KINDS)
_KIND = lazy("|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items()))
_LEFT, _PART, _RIGHT = 40, 90, 8


class Spot(NamedTuple):
    """What stands around one number."""

    words: str
    """The words of its own clause before it, back to the number before."""
    near: frozenset[str]
    """Tokens of these, and of what it counts."""
    lead: frozenset[str]
    """Tokens of its part of a sentence, up to it."""
    label: frozenset[str]
    """What all of it hangs on: the head of a note; the sentence, its heading and the sentence before of a report."""
    led: frozenset[str]
    """All of ``near`` and ``lead``."""
    every: frozenset[str]
    """These and the ``label``."""
    head: str
    """The words right before it, without those any metric may have there."""
    kinds: frozenset[str]
    """What it is told as (`KINDS`)."""
    change: bool
    """Whether it is how much something rose or fell by."""
    starts: bool
    """Whether something moved from it."""
    ends: bool
    """Whether something moved to it."""
    when: When
    """When it holds."""
    shared: bool
    """Whether it has no words of its own but those of the number before: 78批143人次."""


class Bounds(NamedTuple):
    """Where a number stands, and what is around it."""

    first: int
    """Where it begins."""
    last: int
    """Where it ends."""
    start: int
    """Where its sentence begins."""
    before: int
    """Where the number before it ends; ``start`` for none."""
    after: int
    """Where the number behind it begins."""


def spot_of(
    text: str,
    at: Bounds,
    label: frozenset[str],
    when: When,
    previous: Spot | None,
    words: str | None,
    *,
    led: bool = True,
) -> Spot:
    """Return what ``text`` says of the number ``at``.

    ``previous`` is what is said of the number right before it, and ``words`` what a list hands to it (甲、乙分别…).
    Without ``led`` its part of the sentence is left out.
    """
    first, start = at.first, at.start
    own = words if words is not None else _CUT.split(text[max(start, at.before, first - _LEFT) : first])[-1]
    right = _BEHIND.split(text[at.last : min(at.after, at.last + _RIGHT)], 1)[0]
    near = tokens(f"{own}，{right}")
    between = text[at.before : first]
    shared = previous is not None and not _SAID.search(_WORDLESS.sub("", between)) and not _STRONG.search(between)
    said = own + right
    if shared and previous is not None:
        near, said = near | previous.near, said + previous.words
    part = _STRONG.split(text[max(start, first - _PART) : first])[-1] if led else ""
    lead = tokens(_NUMBERS.sub("，", part)) if led else frozenset()
    before = text[max(0, first - _LEFT // 2) : first]
    leads_to = _TO.search(before) is not None
    return Spot(
        words=own,
        near=near,
        lead=lead,
        label=label,
        led=near | lead,
        every=near | lead | label,
        head=head(text, first),
        kinds=frozenset(match.lastgroup or "" for match in _KIND.finditer(said)),
        change=_CHANGE.search(before) is not None and not _LEVEL.search(before),
        starts=_FROM.search(before) is not None or _AHEAD.match(text, at.last) is not None,
        ends=leads_to,
        when=when,
        shared=shared,
    )


def label_of(note: str, first: int) -> str:
    """Return what a note says of all its numbers: up to its colon, else up to its first mark or number."""
    before = note[:first]
    for colon in "：:":
        if colon in before:
            return before.partition(colon)[0]
    return _LABEL_END.split(before, 1)[0]


_LABEL_END = lazy(r"[，,。；;\d（(]")


def without_numbers(text: str) -> str:
    """Return ``text`` with a comma for each number."""
    return _NUMBERS.sub("，", text)
