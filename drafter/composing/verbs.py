"""Verbs: what a house says before a counted thing, learnt from its past reports, else what the genre says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..lexicon import load_lexicon
from ..model import Figure
from ..patterns import lazy

DOING = (
    r"(?:召开|举办|开展|组织|印发|制定|修订|提出|查找|排查|检视|签订|推送|发布|发放|接收|讲授|讲(?!话)|作(?!风|用|品|为)|设立|评选|表彰|颁发|收集|征集|采纳"
    r"|受理|办结|办理|核发|检查(?!人员|组)|发现|建成|新建改造|新建|新增|改造|筹集|新开工|开工|完成|处置|更新|征求|转移|布设|接入|补植|争取|配租|更换"
    r"|清退|承办|组建|成立|安排|确定|培养|拨付|下发|归集|化解|追讨|约谈|出动|反馈|审核|备案|抽查|梳理|绘制|完善|建立|开设|编印|选树"
    r"|认定|追回|清缴|查补|调解(?!室|委)|打击|取缔|没收|移送|引进|查扣|报废|翻检|压减|兑现|核实|挽回|抢通|放映|接待(?!室|站|能力)"
    r"|拆违|发送|新登记|新认定|新评定|新改建|新签|清运|栽植|铺设|扑灭|帮销|巡护|创建(?!活动|工作)|资助(?!金|政策|对象)|缴获|销毁|成交(?!额|量|金额|均?价)"
    r"|走访|慰问|推出|打造|实施|提取|收缴|投放|查处|整改|获评|惠及|复核|设(?!计|施|备)|献)"
)
STARTS_WITH_VERB = lazy(
    rf"^(?:拟|已|再|共|累计|先后|上半年|全年|联合|深入)*(?:{DOING}|邀请|请|赴|听取|学习|传达|启动|观看|视频观看|查看|研究|通过|出台|推进|落实|配合|对照|参加"
    r"|上线|开通|获|被|为|按照|按|经|将|由|以|与|依据|围绕|结合|依托|选出|补选|明确|指出|通报|宣传|讨论|引入|采取|立查|补缴|返回|分两批|补贴"
    r"|筹办|带头|另|涉及|占|属|达|来|报请|宣读|肯定|参观|下基层|加强|强化|巩固|深化|健全|规范|推行|抓好|做好|办好|破解|引导|启动|确保|实现|总结|推广|净化|整治)"
)
_BARE_IN = lazy(r"^在(?!职|建|岗|编|校|册|逃|线)")
_ALREADY = lazy(
    r"^(已|再|未|余|其余|还剩|其中|累计|合计|共|新增|新开工|新建|基本建成|开工|竣工|建成|完成|交付|办结|同比|较|另|均|占|上年|去年|每|第|约|近"
    r"|面积|套数|户数|金额|件数|合格率|整改率)"
)
_HAS_VERB = lazy(
    r"解决|修订|编制|修编|处理|协调|交办|反映|指出|化解|反馈|整治|查|改|办|学|(?<!党)建(?![设议筑])|发|收|评|报|培训|交流|采用|转|选|运行|少|多|增|减|剩|到位|拨付|带动|追讨|化解|接入|达|获"
)
# Heads that name too many things for a verb learnt from some of them.
_GENERIC = lazy(r"企业|人员|单位|项目|资金|面积|问题|金额|党员|干部|群众|工作|支部")
_WHO = lazy(r"^(班子成员|局领导|支部书记|分管领导|领导干部|处级|科级|副处级)")
# What was founded once is not founded again because it is counted again.
_ONCE = frozenset(("组建", "成立"))
# What was counted last time with an outcome or at a stage is not said to have come as far now; what the house always
# calls the work itself (新建改造管网, 补植行道树) says no more than that it was done.
_OUTCOMES = lazy(r"处置|化解|解决|开工|竣工|建成|新增|清退|整改|办结|完成|追讨|查处|惠及")
_SHORT_AGREES, _AGREES = 1.0, 0.75
# 接入151个: what was taken in is what the house always takes in.
_TAKES_IN = lazy(r"(?<=[一-鿿])(?P<verb>接入|纳入|覆盖|入驻)(?P<count>\d+(?P<unit>[个家户座台]))$")
# How many characters may stand before the thing a verb is known for.
FARTHEST = 8


@dataclass(frozen=True, slots=True)
class Speech:
    """How the house speaks."""

    verbs: dict[str, str]
    """Counted noun → verb: 党员大会 → 召开."""
    name: str
    """The house's short name, used as subject."""
    past: str = ""
    """All past wording, to see whether words have stood together."""
    pour: Callable[[str], str | None] = lambda clauses: None
    """Clauses of a note → the same in a past mould, or None."""

    def verb(self, noun: str) -> str | None:
        """Return the verb for ``noun``, by the whole noun or its head; None for what has a verb or is an adverb."""
        noun = noun if "“" in noun.strip("“”") or "”" in noun.strip("“”") else noun.strip("“”")
        if not noun or _ALREADY.match(noun) or _WHO.match(noun) or (starts_with_verb(noun) and not self.is_thing(noun)):
            return None
        for size in dict.fromkeys((len(noun), 4, 3, 2)):
            tail = noun[-size:]
            if tail in self.verbs and len(noun) - len(tail) <= 4 and not _HAS_VERB.search(noun[: -len(tail) or None]):
                return self.verbs[tail]
        return self.genre_verb(noun)

    def genre_verb(self, noun: str) -> str | None:
        """Return the verb the genre puts before ``noun``, counted or not, or None."""
        table = load_lexicon().tables.get("genre_verbs", {})
        bare = re.sub(r"“[^”]*”", "", noun)
        ends = ((thing.strip("“”"), verb) for verb, things in table.items() for thing in things)
        fitting = [
            (len(thing), verb)
            for thing, verb in ends
            if noun.endswith(thing) and len(bare) - len(thing) <= FARTHEST and not _HAS_VERB.search(bare[: -len(thing)])
        ]
        return max(fitting)[1] if fitting else None

    def is_thing(self, words: str) -> bool:
        """Return whether ``words`` name a thing the genre has a verb for: 实施方案 is one, 实施检查 is not."""
        return any(words in things for things in load_lexicon().tables.get("genre_verbs", {}).values())

    def complete(self, clause: str) -> str:
        """Return 平台接入在建工程151个 for 平台接入151个, where the house has said the same there twice."""
        match = _TAKES_IN.search(clause)
        if match is None:
            return clause
        said = re.findall(rf"{match['verb']}([一-鿿]{{2,6}})(?<!的)\d+{match['unit']}", self.past)
        if len(said) < 2 or len(set(said)) > 1:
            return clause
        return f"{clause[: match.end('verb')]}{said[0]}{match['count']}"

    def attests(self, *words: str) -> bool:
        """Return whether ``words`` stood side by side in a past report."""
        return bool(self.past) and "".join(words) in self.past


def starts_with_verb(text: str) -> bool:
    """Return whether ``text`` begins with what somebody does."""
    return bool(STARTS_WITH_VERB.match(text) or _BARE_IN.match(text))


def learn_verbs(sentences: Sequence[tuple[str, Sequence[Figure]]]) -> dict[str, str]:
    """Return counted noun → the verb past reports put before it, where they agree."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for noun, verb in _verb_noun_pairs(sentences):
        seen[noun][verb] += 1
    agreed: dict[str, str] = {}
    for noun, counts in seen.items():
        verb = max(sorted(counts), key=lambda one: counts[one])
        if not verb or verb in _ONCE or _OUTCOMES.search(verb):
            continue
        share = counts[verb] / counts.total()
        # Two characters name too many things: only where the house never says it otherwise.
        if share >= (_SHORT_AGREES if len(noun) == 2 else _AGREES) and (len(noun) > 2 or counts[verb] >= 2):
            agreed[noun] = verb
    return {noun: verb for noun, verb in agreed.items() if not _GENERIC.fullmatch(noun)}


_VERB_NOUN = lazy(rf"({DOING})([^，。；、：\d“”《》（）]{{2,10}})$")


def _verb_noun_pairs(sentences: Sequence[tuple[str, Sequence[Figure]]]) -> Iterator[tuple[str, str]]:
    for text, figures in sentences:
        for figure in figures:
            if not figure.checkable or figure.kind in ("date", "period", "percent"):
                continue
            before = re.split(r"[，。；、：]", text[: figure.span.start])[-1]
            match = _VERB_NOUN.search(before)
            noun, verb = (match[2], match[1]) if match else (before, "")
            # What is counted without a verb, or with one not known here, speaks against every verb.
            yield from ((noun[-size:], verb) for size in sorted({len(noun), 4, 3, 2}) if 2 <= size <= len(noun))
