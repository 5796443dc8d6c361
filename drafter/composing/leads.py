"""Leads: a sentence that opens a section by naming what its facts are about; no figure, no judgement, no new word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lexicon.short_forms import in_full
from ..model import Fact, Period
from ..patterns import lazy
from .events import DATED
from .labels import labelled
from .shorthand import spell_out, split_top
from .verbs import starts_with_verb

# A section of fewer facts needs no guide: a lead would only repeat its heading and its first words.
FACTS, FEWEST, MOST, LONGEST = 7, 3, 3, 12
_FRAMES = ("统筹推进{}等工作。", "扎实做好{}等工作。", "持续抓好{}等工作。")
# What one can be said to do: 水质检测, 教师培训, 公租房配租; a thing (老旧小区) is not done.
_WORK = lazy(
    r"(?:建设|改造|治理|整治|检查|抽查|排查|培训|审查|监管|管理|保障|配套|加固|保持|服务|宣传|维权|监测|检测|抽检|登记|审批|执法|评价|演练"
    r"|创建|试点|学习|研讨|评议|测评|换届|筹集|配租|复核|体检|防汛|抗旱|防控|帮扶|资助|招聘|轮岗|办学|教育|修复|认证|普查|调研|联建|共建"
    r"|整改|竞赛|安全|应急|评选|培育|救助|监督|评审|推广|推介|转化|攻关|储备|巡查|维护|养护|清理|消防|消费维权|志愿服务|发展党员|交易|许可|下访|保交房|信访|调解)$"
)
_TRIMMED = lazy(r"（[^（）]*）|^(?:全[市县区省局]|各(?:党)?支部|我[局市县区]|\d+个(?:乡镇|村|社区|项目)?)")


def is_work(words: str) -> bool:
    """Return whether ``words`` name what one can be said to do: 水质检测, 消防; 诉求量 is not done."""
    return bool(_WORK.search(words))


def lead(facts: Sequence[Fact], period: Period, number: int) -> tuple[str, tuple[str, ...]] | None:
    """Return (the sentence, ids of the facts it names) for a section, or None; ``number`` varies its wording."""
    if len(facts) < FACTS:
        return None
    named: dict[str, str] = {}
    for fact in facts:
        topic = topic_of(fact, period)
        if topic is not None and not any(topic in other or other in topic for other in named):
            named[topic] = fact.id
    chosen = list(named.items())[:MOST]
    if len(chosen) < FEWEST:
        return None
    topics = "、".join(topic for topic, _ in chosen)
    return _FRAMES[number % len(_FRAMES)].format(topics), tuple(id for _, id in chosen)


def topic_of(fact: Fact, period: Period) -> str | None:
    """Return the work ``fact`` tells of, in its own words: its label, else what its first clause counts."""
    segment = next(iter(split_top(spell_out(in_full(fact.text, period)), "；。")), "")
    dated = DATED.match(segment)
    label, rest = labelled(segment[dated.end() :] if dated else segment)
    if rest is None:
        # what only its first count names (烟花爆竹零售点春节前检查) is no work one speaks of
        return None
    words = label
    words = re.sub(r"班$", "", _TRIMMED.sub("", words))
    if (
        words.count("“") != words.count("”")
        or not 2 <= len(words) <= LONGEST
        or re.search(r"\d", words)
        or starts_with_verb(words)
    ):
        return None
    return words if _WORK.search(words) else None
