"""What says that two figures are of two times, places, aspects or doers, and not of one."""

from __future__ import annotations

from ..patterns import lazy
from .linkage_stated import Stated
from .linkage_words import EVERYBODY

_STOP = lazy("[。！？；\n]")
_ANY_TIME = lazy("年|月|季度|目前|截至|截止|累计|至今|学期|阶段|期间")
_THIS_ONE = lazy("此次|本次|这次|该次|该|上述|此[项场]")
_ASPECT = lazy("(?:^|[。！？；\n：])(?:在)?(?P<name>[\u4e00-\u9fff]{2,8})(?:方面|领域|工作中)，[^，。！？；\n]*$")
_ANY_DOER = lazy("领导|部门|机关|窗口|车站|我|人员")
_LOWER = lazy("[^，]{0,3}(?:支部|中队|大队|科室|班组|[科股]室?|窗口|分局|站所)(?=[^，]{2})")
_ALL = lazy("全[市县区省]")
_SMALL_PLACES = ("镇", "乡", "村", "街道")
_NAME = 5
"""Characters of one long name that both end in."""


def times_differ(one: Stated, other: Stated) -> bool:
    """Return whether one speaks of a year, or a part of one, that the other does not.

    What follows at once and names no time is of the time just named; a day is told once: 9月28日晚的汇演 … 此次汇演.
    """
    (year, part), (again, later) = one.when, other.when
    if part != later:
        first = other.figure.span.start
        day = "月" in part and not later and _THIS_ONE.search(other.text, other.part, first) is not None
        inherited = part != "" and not later and _ANY_TIME.search(other.sentence) is None
        next_to = inherited and len(_STOP.findall(one.text[one.figure.span.end : first])) == 1
        named = not (part and later) and len(one.words) >= _NAME and one.words[-_NAME:] == other.words[-_NAME:]
        if not day and not next_to and not named:
            return True
    return year != again and ("去年" in (year, again) or bool(year and again))


def places_differ(one: Stated, other: Stated) -> bool:
    """Return whether something says that one speaks of one town or body, and the other of another."""
    first, second = one.figure.subject, other.figure.subject
    if first and second and first not in second and second not in first and not _whole(first) and not _whole(second):
        return True
    if one.place and other.place:
        return one.place != other.place
    for part, whole in ((one, other), (other, one)):
        if _LOWER.match(part.core) and EVERYBODY.search(whole.left):
            return True
    small = (one.place or other.place).endswith(_SMALL_PLACES)
    return small and (_ALL.search(one.sentence) is not None or _ALL.search(other.sentence) is not None)


def _whole(subject: str) -> bool:
    return subject[0] in "全我本各该此其"


def aspects_differ(one: Stated, other: Stated) -> bool:
    """Return whether both open with an aspect of their own: 行政复议方面，… and 行政应诉方面，…."""
    first, second = _aspect(one), _aspect(other)
    return bool(first and second) and first not in second and second not in first


def _aspect(claim: Stated) -> str:
    found = _ASPECT.search(claim.text[max(0, claim.part - 1) : claim.figure.span.start])
    return found["name"] if found is not None else ""


def doers_differ(one: Stated, other: Stated) -> bool:
    """Return whether both name who did it, and not the same: 公司本部职工247人, 子公司职工274人."""
    first, second = one.doer, other.doer
    if not first or not second or first in second or second in first:
        return False
    return _ANY_DOER.search(first) is None and _ANY_DOER.search(second) is None
