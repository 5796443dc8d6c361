"""COV002: claims of being first or best that no fact backs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Finding, Span
from ..patterns import lazy
from ..text.similarity import bigrams, containment
from .base import ReviewContext, Rule

_AREA = (
    r"(?:全国|全省|全市|全区|全州|全盟|全县|全镇|全行业|全系统|同类城市|国内|省内|市内|区内|县内|国际|世界|华中|华东|华南|华北|西北|西南|东北"
    r"|中部|西部|东部|同行业|业内|行业内?|系统)"
)
# 第一责任人, 第一时间, 第一季度, 第一次普查, 率先垂范, 首问负责 claim nothing
_FIRST = r"第[一二三](?:名|位|个|家|支|座|所|例|单|条|部|张|方阵|梯队)?(?![责时课步书产议季次届线医中人批阶要动资道])"
_CLAIM = lazy(
    "|".join(
        (
            rf"{_AREA}[\u4e00-\u9fff]{{0,6}}?(?:首[个家批次例创支座条部单]|{_FIRST}|率先(?!垂范|示范)|唯一|领先|前列|前茅|首位|榜首|之首|最前|最[高快多大好优早低短少])",
            rf"{_AREA}(?:一流|知名|先进水平|领跑|领军|闻名|推广|复制推广|标杆|样板|典范|示范样板)|一流的?水平",
            r"领跑[\u4e00-\u9fff]{0,2}[国省市县区州行系]|领先[国省市于全]|(?:独占|拔得|摘得|勇夺)(?:鳌头|头筹|桂冠)|独树一帜|首屈一指|独一无二|绝无仅有",
            r"首[个家例支座单](?![问席要位])(?!五年|百年|任期|工作日|交易日|月|季度|批次|阶段|周期|整年|完整)(?=[\u4e00-\u9fff]{2})|首创(?!精神|性)(?=[\u4e00-\u9fff“])|走在[\u4e00-\u9fff]{0,8}?(?:前列|前面|最前)|率先(?!垂范|示范)(?=[\u4e00-\u9fff]{2})",
            r"(?:位居|位列|名列|排名|排在|列|居)[\u4e00-\u9fff]{0,6}?(?:第[一二三](?![产批季])|首位|榜首|前列|前茅|之首|前[一二三四五十])|名列前茅",
            r"(?:开创?了?|首开)[\u4e00-\u9fff“”、]{0,14}?先河|最早(?=在|于|[开设建推试实启])|填补了?[\u4e00-\u9fff“”、]{0,12}空白|开[\u4e00-\u9fff]{1,4}之先",
            r"(?:创|刷新|达到?|再创)[\u4e00-\u9fff]{0,4}?(?:历史|新)(?:新高|最好|最高|纪录|记录|最佳)|历史(?:新高|最好水平|最高水平)|史无前例|前所未有|历史性突破",
            r"(?:在全国|在全省|在全市|向全国|向全省|向全市|全国|全省|全市)[\u4e00-\u9fff]{0,4}?(?:推广|推介|交流发言|作经验交流|作典型发言|点赞)",
            # 被上级作为典型经验推广, 做法由省厅向各地推介, 在省级会议上作交流推广
            r"(?:被|获|得到)[\u4e00-\u9fff]{0,14}?(?:复制推广|转发推广|推广|推介|刊发)(?=[，。；、）\n]|$|并|到|至)|(?:复制|转发)推广(?=[，。；、）\n]|$)"
            r"|在[^，。；\n]{1,14}?(?:会议?|论坛)上?[\u4e00-\u9fff]{0,6}?(?:[作做]?交流推广|作?经验交流|作?交流发言|作?典型发言|作?经验介绍|[作做]交流)",
            r"(?:获评|荣获|被评为|被授予|入选|斩获|摘得|评为|跻身)[\u4e00-\u9fff“”\d]{0,14}?(?:优秀|先进|第一|一等|二等|示范|标兵|称号|金奖|银奖|典型|百强|十强|十佳|最美|样板)",
            r"(?:获|得到|受到|赢得|收获)了?[\u4e00-\u9fff、]{0,14}?(?:充分肯定|高度肯定|高度评价|高度认可|一致好评|广泛好评|普遍好评|广泛赞誉|一致认可|肯定性?批示|通报表扬|肯定和?表扬|肯定)",
        )
    )
)
# a fact may say the same in figures, or tell of the honour
_BACKS = lazy(
    _CLAIM.pattern + r"|第\d|前\d|排名|荣获|获评|评为|授予|表彰|表扬|批示|肯定|好评|推广|典型|试点|示范|一等奖|先进"
)
# what is being built says little of what it is: only with what came of it
_BUILDING = lazy("打造|建设|创建|构建|培育")
_QUOTED = lazy("(?:“[^“”\n]{0,40}|《[^《》\n]{0,40})$")
_PLAN = lazy(
    r"对标|看齐|瞄准|锚定|冲刺|跻身|迈向|差距|不足|相比|距离|尚未|没有|未能|不够|学习借鉴|追赶|奔着|朝着|目标|要求|提出"
    r"|明年|力争|争取|努力|争当|争创|争先|确保|下一步|将|推动|奋力|计划|力求|致力|目标是|要走|要在|勇当"
)
# what a sentence says first of what is to come, goes for its later clauses too
_TO_COME = lazy("明年|来年|下一步|下一?阶段|今后|力争|争取|[我局院校站厅委]们?将|努力实现|奋力")
_BACKED = 0.4


class ClaimWithoutFact(Rule):
    """“首个”“率先”“走在前列”一类说法，素材里没有依据。

    做什么
        找出第一、首个、唯一、率先、前列、一流、领跑、先河、推广、获肯定一类说法，在素材里找不到说同一件事的依据的，提示补素材；打算、目标里的不算。
    为什么
        评价性的话最容易被追问依据；没有出处就不要写。
    例
        素材：办结信访件128件
        办结信访件128件，物业监管工作走在全省前列。
    改为
        素材：办结信访件128件
        素材：物业监管工作综合评价全省第二，走在全省前列
        办结信访件128件，物业监管工作走在全省前列。
    """

    code = "COV002"
    name = "claim-without-fact"
    severity = "I"
    preview = True
    needs = ("facts",)

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a claim without a fact that claims it too."""
        assert context.facts is not None
        claims = [bigrams(fact.text) for fact in context.facts.facts if _BACKS.search(fact.text)]
        for match in _CLAIM.finditer(context.text):
            span = Span(start=match.start(), end=match.end())
            clause = _clause(context.text, span)
            # a slogan between quotes claims nothing: 锚定“走在前列”
            sentence = context.sentence_at(span.start)
            whole = sentence.span.of(context.text) if sentence is not None else clause
            if _BUILDING.search(clause) and not re.search(r"\d", whole):
                continue
            earlier = whole[: whole.find(clause)] if clause in whole else ""
            if (
                _PLAN.search(clause)
                or _TO_COME.search(earlier)
                or _QUOTED.search(context.text, max(0, span.start - 40), span.start)
            ):
                continue
            words = bigrams(clause)
            if any(containment(words, pairs) >= _BACKED for pairs in claims):
                continue
            yield self.finding(context, span, f"“{match.group()}”在素材中没有依据：请补素材，或改为平实的说法")


def _clause(text: str, span: Span) -> str:
    """Return the words between the commas and stops around ``span``."""
    left = re.split("[，。；！？\n]", text[max(0, span.start - 60) : span.start])[-1]
    return left + span.of(text) + re.split("[，。；！？\n]", text[span.end : span.end + 60])[0]


CLAIMS: tuple[Rule, ...] = (ClaimWithoutFact(),)
"""COV002 alone."""
