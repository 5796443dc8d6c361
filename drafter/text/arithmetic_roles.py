"""Base, level, change and rate of one clause group, in whatever order: B，比上年的A增长r%; B，上年同期为A."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..patterns import lazy
from .arithmetic_changes import NOT_PLAIN, judged
from .arithmetic_terms import DOWN, UP, Relation, Term, segments
from .arithmetic_wording import same_matter, unlike_spans


def _bare(verbs: str) -> str:
    """Return ``verbs`` without those that carry 至 or 到: they name a level, not a change."""
    return "|".join(verb for verb in verbs.split("|") if verb[-1] not in "至到")


_RISE = _bare(UP) + "|增收|增产|多收|净增|攀升|回升|上浮|跃升|多|翻|增"
_FALL = _bare(DOWN) + "|减收|少收|缩短|压缩|压降|精简|缩小|收窄|缩减|降低|降|减|少"
_BASE = lazy(
    r"(?:由|从)[^，。；、]{0,24}$"
    # 较去年2000家增加500家
    r"|(?:比|较|与|是|为|相当于)(?:上年|去年|前年|上年度|上一年|年初|上月|上季度|(?:19|20)\d\d年)(?:同期|全年|末|底)?[（(]?$"
    # 村集体收入去年为160万元
    r"|(?:^|[，（(、])[^，。；、比较与由从增减均]{1,12}(?:上年|去年|上年度|上一年|前一年)(?:同期|全年)?(?:为|是|只有|仅有?)$"
    r"|(?:比|较|与)[^，。；、]{1,14}的[^，。；、]{0,8}$"
    r"|(?:^|[，（(、])(?:而)?(?:上年|去年|上年度|上一年|前一年)(?:同期|同月|全年)?(?!以来|末|底)(?:新增|[^，。；、比较由从增减]){0,8}$"
)
# it cannot do without one of these
_OF_BASE = frozenset("由从年月季比较与")
_LEVEL = lazy(rf"(?:{_RISE}|{_FALL}|扩大|发展|调整|变)[^，。；、]{{0,4}}(?:到|至|为|成)[^，。；、]{{0,12}}$|提至$")
CHANGE = lazy(
    rf"(?:^|[，、（(])(?:(?:比|较)[^，。；、]{{0,14}}|同比|年均|净|共|累计|实现|基本实现|相当于|当年|[一两二三四五六七八九十]年间?)*(?P<verb>{_RISE}|{_FALL})"
    r"(?:了|幅度?(?:为|达到?)?|的?幅度为|率为|达)?$"
)
# 信访总量同比下降30%，由…降至…: the change stands first, behind its subject
_FIRST = lazy(rf"(?<!人均)(?<!户均)(?P<verb>{_RISE}|{_FALL})(?:了|幅度?(?:为|达到?)?|率为|达|为)?$")
_STARTS_FROM = lazy(
    r"[，,（(：:](?:即|已)?(?:由|从)(?:上年|去年|年初|前年|(?:19|20)\d\d年|[一二三四五六七八九十]年前)?(?:同期|末|底)?的?"
)
_REACHED = lazy("^[，,]?(?:今年|本年|现)?(?:达到?|为|是)$")
_OPENING = lazy(rf"(?:同比|比上年|较上年)(?P<verb>{_RISE}|{_FALL})(?:了|幅度?(?:为|达到?)?|率为|达|为)?$")
# what grows at constant prices
_REAL = lazy("国内生产总值|GDP|生产总值|增加值|国民收入|总产值|国民生产|可比|不变价|名义|扣除")
_FELL = lazy(_FALL)
_LAST_YEAR = lazy("上年|去年|上一年|前一年|上月|上季|同期")
_COMPARED = lazy("[比较与同由从]")
_LONG_AGO = lazy(r"[两二三四五六七八九十\d]年前")
_OVER_YEARS = lazy("[两二三四五六七八九十]年间?")


def changes(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield what follows from base and level of a clause group that has one of each: its change, rate and multiple."""
    for group in segments(terms):
        found = base_and_level(group)
        if found is None:
            continue
        base, level = found
        for term in _beside(group, base, level):
            verb = _change_of(group, term).search(term.before)
            if verb is None or NOT_PLAIN.search(term.before + term.after[:6]) or _another_time(base, term):
                continue
            if term.measure.group == "percent" and _REAL.search(base.before + level.before):
                continue
            relation = judged(base, level, term, fell=fell(verb))
            if relation is not None:
                yield relation


def _another_time(base: Term, term: Term) -> bool:
    """Return whether the change is told of more years, or of fewer, than lie between base and level."""
    if _LAST_YEAR.search(base.before):
        return _OVER_YEARS.search(term.before) is not None
    if _LONG_AGO.search(term.before) and not _LONG_AGO.search(base.before):
        return True
    return _LONG_AGO.search(base.before) is not None and re.search("同比|[比较][上去]年", term.before) is not None


def _change_of(group: Sequence[Term], term: Term) -> re.Pattern[str]:
    """Return how the change ``term`` must be told: one that opens its group needs no 同比 right before 由A到B."""
    if term is not group[0]:
        return CHANGE
    return _FIRST if _STARTS_FROM.fullmatch(group[1].before) else _OPENING


def base_and_level(group: Sequence[Term]) -> tuple[Term, Term] | None:
    """Return the one base and the one level of its kind, or None where there are none or several to choose from."""
    based = [term for term in group if not _OF_BASE.isdisjoint(term.before) and _BASE.search(term.before)]
    bases = [term for term in based if not CHANGE.search(term.before)]
    if len(bases) != 1 or bases[0].measure.group in ("date", "points", "multiple") or bases[0].low <= 0:
        return None
    base = bases[0]
    if "计划" in base.before[-12:] or "亏损" in base.before[-6:]:
        return None
    alike = [term for term in group if term is not base and term.measure.group == base.measure.group]
    levels = [term for term in alike if _LEVEL.search(term.before) and not CHANGE.search(term.before)]
    if not levels:
        levels = [term for term in alike if not CHANGE.search(term.before)]
    if len(levels) > 1:
        levels = [term for term in levels if _REACHED.search(term.before)]
    if len(levels) != 1 or levels[0].measure.loose or base.measure.loose:
        return None
    if unlike_spans(base.before, levels[0].before) or _of_another(base, levels[0]):
        return None
    return base, levels[0]


def _of_another(base: Term, level: Term) -> bool:
    """Return whether a base behind its level names what that has not: 居民用电1.2亿度，去年工业用电3.0亿度."""
    lead = re.split("[，、（(：:]", base.before)[-1]
    behind = base.figure.span > level.figure.span and _COMPARED.search(lead) is None
    return behind and not same_matter(level.before, lead, base.figure.unit, closely=True)


def _beside(group: Sequence[Term], base: Term, level: Term) -> Iterator[Term]:
    """Yield the changes that stand next to base and level, with no number of another matter between them."""
    first, last = sorted((group.index(base), group.index(level)))
    yield from group[first + 1 : last]
    if first == 1 and base is group[first]:
        yield group[0]
    for term in group[last + 1 :]:
        if term.figure.unit == "倍" and term.before == "的":
            continue
        if not CHANGE.search(term.before):
            break
        yield term


def fell(verb: re.Match[str]) -> bool:
    """Return whether the verb of a change tells a fall."""
    return _FELL.fullmatch(verb["verb"]) is not None
