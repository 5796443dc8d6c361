"""What the clause around a figure says: what is counted or measured, whose it is, and when."""

from __future__ import annotations

from ..model import FigureKind, Period
from ..patterns import lazy

WINDOW = 36
"""Characters looked at on either side; keeps a scan linear on any text."""

_MEASURED = frozenset(
    {
        "percent",
        "points",
        "multiple",
        "fraction",
        "money",
        "area",
        "length",
        "weight",
        "volume",
        "energy",
        "duration",
        "score",
        "number",
    }
)
# Where a noun after its unit ends: verbs, links, particles.
_END = (
    "参加|参会|参训|参演|参展|完成|获得|实现|被|进行|进入|形成|实施|组织|驻|保留|拓展|布局|缺少|讨论|研究|能(?!力)|各|高效|逐项|中(?![小学心医央国药介间部风等高共期青]|\\Z)|延伸|优秀|进企|进小|达到|达标|受到|提出|提供|开展|开工|开通|落实|建成|建设|建立|组成|纳入|奔赴|签订|签署|投入|投用|投产|发放|出席|入选|入库|"
    "全部|全面|全覆盖|基本|正式|稳定|并|均|已|占|同比|增长|增至|下降|突破|融入|退出|移交|结对|合格|挂牌|列入|接入|之一|无|未|尚|仍|年内|力争|"
    "为|是|在|由|对|向|给|以|将|把|等|到|通过|分别|共|和|与|及|或|的|了|得|于|上榜|当选|保持|位居|居|较|比|超|惠及|面向|用于|覆盖|通车|运营|起到|同时|先后|深入|接受|荣获|获批|获|落地|上线|启用|报名|受益"
)
_AFTER = lazy(
    rf"(?:以上|以下|以内|左右|上下|之多)?+(?P<of>的)?+(?!{_END})(?P<noun>[\u4e00-\u9fff]{{2,14}}?)(?={_END}|[^\u4e00-\u9fff]|\Z)"
)
_TRAILING = lazy(
    r"(?:[了着过为有达至到共各均仅约近超逾又占比居从由是在再的、，—]|共计|合计|累计|总计|达到|超过|突破|不足|不少于|不低于|至少|最多|其中|分别|同比|比上年|较上年|年均|实现|完成|"
    r"增加|增长|下降|提高|上升|减少|增至|升至|降至|新增|净增|扩大|降低|缩短|提前|名列|位居|位列|排名|存在|以上|大约|将近|接近|共有|总数|总共|预计|先后|提升|稳定|保持|连续|"
    r"实际|平均|每年|人均|改善|压缩|压减|精简|连续[一二三四五六七八九十]+年|递增|回升|上涨|下跌|增幅|降幅|增速|已|还|尚|仍|跨上|跃上|未能|占比|(?<=[业户人员目位区])中|"
    r"(?:(?:高|低|快|好|优|多|少)于|超过|位居|位列|居|列)?(?:全国|全省|全市|全区)(?:平均水平|平均)?|(?:高|低|快|好|优|多|少)于|"
    r"[比较](?:[0-9]{4}年|年初|上年末|去年|今年|上年|上季度|上半年|同期)|(?:[0-9]{4}年|去年|今年|上年|同期)(?:底|末|初)?)+\Z"
)
_LEADING = lazy(
    r"(?:[^，。；：\n]{0,12}?(?:[0-9一二三四五六七八九十](?:月(?:[上中下]旬|[初底份])?|日|年(?:度|底|初|末|来|(?!均)))|上半年|下半年|以来|期间|其中|同时|此外|目前|先后|全年|今年|去年|年内|年底前|月底前|季度))?"
    r"(?:以来)?(?:截至(?:年底|目前|月底)|将|占|力争|计划|预计|尚未|全部|由|(?:共|现|另|还|设)?有(?![效机关害限])|[一二三四五]是)?"
)
_VERB_WORDS = (
    "新建成|新创建|开展|召开|组织|举办|完成|实施|推送|发布|印发|签订|提出|制定|建成|新建|改建|扩建|续建|改造|更新|培训|办理|受理|解决|化解|发放|查处|检查|建立|成立|培育|引进|新增|修订|修复|新造|讲授|带头|"
    "发展|吸收|培养|表彰|评选|深入|查找|发现|检视|梳理|整改|投入|落实|争取|安排|带动|帮扶|慰问|走访|参加|编制|出台|报送|审议|提请|讨论|观看|获得|荣获|获批|存在|共有|共(?![享产青同建])|已|全面|持续|加快|推动|推进|"
    "支持|增设|惠及|接待|认定|布局|开工|建设|打造|拟|先后|累计|并|又|再|还|切实|授予|有序|规范(?!性)|指导|收到|征集|处置|排查|整治|关停|取缔|创建|命名|推出|降低|减轻|免费为|使|让|"
    "筹集|编印|晋升|成交|选派|配租|购置|采购|储备|清掏|补植|开辟|修改废止|宣布失效|专题研究|承办|承接|对接|直接联系|注销|设(?![施备计])|协助|提供|复盘|跨越|翻|评出|督促|压减|涉及|覆盖|支持|整合|保留|增加|减少|采纳|办结|推广|下发|帮助|年内|力争|尚未|连续"
)
_VERBS = lazy(rf"(?:{_VERB_WORDS})")
_NO_NOUN = lazy(rf"(?:{_VERB_WORDS}|位列|分布|贡献)*\Z")
_BODY = (
    "党支部|支部|党委|党组|党总支|委员会|机关|处室|科室|单位|部门|中心|公司|学校|医院|社区|街道|工作组|突击队|企业|集团|协会|人大|政协|法院|检察院|专班|班子成员|领导干部|"
    "局|厅|办|镇|乡|县|市|省|州|盟|旗|院|所"
)
_SUBJECT = lazy(
    rf"(?:(?:各|全|我|本|该)(?:{_BODY}|[市县区省盟旗州镇乡局厅院校国系统]{{1,2}}(?:各?(?:{_BODY}))?|级(?:{_BODY}|党组织)?)"
    rf"|(?!{_VERB_WORDS})[甲乙丙丁][镇村县乡市区组]|(?!{_VERB_WORDS})[\u4e00-\u9fff]{{1,9}}?(?:{_BODY}))(?![场域级内村士长]|(?<=办)[法理公事学结]|(?<=所)[有以]|组(?!织))(?=[\u4e00-\u9fff“]|\Z)"
)
_NO_SUBJECT = (
    "综合",
    "省级",
    "市级",
    "企业",
    "机关",
    "单位",
    "部门",
    "中心",
    "公司",
    "学校",
    "医院",
    "社区",
    "街道",
    "上市",
    "城市",
    "超市",
    "公办",
    "民办",
)
# 承办, 留省, 对新纳入支部, 并在全市: the body's last word is part of a verb, or what comes before it is no name
_NOT_SUBJECT = lazy(
    r"[承举主协督交转代帮开创筹待经查兴]办\Z|[留跨进出来离返入驻]省\Z|^[对向为与和将把给在]|[并在]全|^每|到.|推[动进]|^(?:被|主持|消除|转化|选优|加强|外埠|认定|召开)"
)
_SPLIT = lazy(r"[、和与及]|以及")
_RESPECTIVELY = lazy(r"[^。；：\n，]*分别")


def clause_before(text: str, start: int) -> str:
    """Return the words between the last stop and ``start``, at most `WINDOW` characters."""
    piece = text[max(0, start - WINDOW) : start]
    return piece[max(map(piece.rfind, "，。；：、！？\n（）()》")) + 1 :]


def noun_of(text: str, end: int, kind: FigureKind, clause: str) -> str:
    """Return what a figure counts (41条‖问题) or measures (国内生产总值达到‖39.8万亿元), or ''."""
    m = _AFTER.match(text, end, end + WINDOW)
    if m is not None and (kind not in _MEASURED or m["of"]):
        return m["noun"]
    return noun_before(clause)


def noun_before(clause: str) -> str:
    """Return what stands before a figure without time, subject, verbs and links: 各支部集中学习共‖24次 → 集中学习."""
    bare = clause
    for link in ("从", "由"):
        at = bare.find(link)
        if at > 1:
            bare = bare[:at]
    m = _TRAILING.search(bare)
    if m is not None:
        bare = bare[: m.start()]
    if not bare:
        return ""
    lead = _LEADING.match(bare)
    if lead is not None and lead.end() < len(bare):
        bare = bare[lead.end() :]
    subject = _subject(bare)
    if subject and len(subject) < len(bare):
        bare = bare[len(subject) :].lstrip("和与及")
    while (verb := _VERBS.match(bare)) is not None and len(bare) - verb.end() > 1:
        bare = bare[verb.end() :].lstrip("和与及")
    if _NO_NOUN.match(bare):
        return ""
    bare = bare.strip("的了，、 ")[-20:]
    if bare[:1] in ("对", "共") and bare[1:2] not in _KEEP_FIRST:
        bare = bare[1:]
    # 创建“红色物业”示范小区 keeps its marks; half of a pair says nothing
    return bare if bare.count("“") == bare.count("”") else bare.strip("“”")


def subject_of(clause: str) -> str:
    """Return whose the figure is, when the clause before it names a body (各支部集中学习 → 各支部), or ''."""
    lead = _LEADING.match(clause)
    return _subject(clause[lead.end() :] if lead else clause)


def _subject(clause: str) -> str:
    m = _SUBJECT.match(clause)
    if (
        m is None
        or "了" in m[0]
        or m[0].endswith(("地市", "上市", "城市", "城镇", "城乡", "集镇"))
        or m[0] in _NO_SUBJECT
        or _NOT_SUBJECT.search(m[0])
    ):
        return ""
    return m[0]


_KEEP_FIRST = frozenset("接口比象外策标应产青同享建")
_JOINS = ("、", "和", "与", "及", "以及", "，")


class Context:
    """What the sentence has said so far: subject, period, and the list that 分别 hands out in order."""

    __slots__ = ("_handed_to", "_items", "_last", "_noun", "_period", "_period_once", "_seen", "_subject", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen = self._last = 0
        self._reset()

    def _reset(self) -> None:
        self._subject = self._noun = ""
        self._period: Period | None = None
        self._period_once: Period | None = None
        self._items: list[str] = []
        self._handed_to = 0

    def turn_to(self, start: int) -> None:
        """Move on to ``start``; a sentence end in between forgets everything."""
        if self._text.find("。", self._seen, start) >= 0 or self._text.find("\n", self._seen, start) >= 0:
            self._reset()
        self._seen = max(start, self._seen)

    def see_period(self, start: int, period: Period) -> None:
        """Note a date at ``start``: after 由 it holds for the next figure only, after 比 for none."""
        before = self._text[start - 1 : start]
        if before in ("从", "由", "自"):
            self._period_once = period
        elif before not in ("比", "较", "与", "同", "对"):
            self._period = period
            self._period_once = None

    def of_figure(self, start: int, end: int, kind: FigureKind) -> tuple[str, str, Period | None]:
        """Return noun, subject and period of the figure at ``start:end``; a date counts nothing, its noun is empty."""
        clause = clause_before(self._text, start)
        before = self._subject
        self._subject = subject_of(clause) or before
        period = self._period_once or self._period
        self._period_once = None
        if kind in ("date", "period"):
            return "", self._subject, period
        noun = self._handed(clause, start, end)
        if not noun:
            listed = start - self._last <= 2 and self._text[self._last : start] in ("", *_JOINS)
            noun = noun_of(self._text, end, kind, "" if listed else clause)
        self._last = end
        # 251条，同比下降8.4%; 36人参加: what is meant was named before
        self._noun = noun or self._noun or self._last_clause(start - len(clause))
        if self._subject == self._noun:
            # 石岭县108户、沙屏县96户: each is what is counted, and none whose the rest is
            self._subject = before if before != self._noun else ""
            return self._noun, "", period
        return self._noun, self._subject, period

    def _last_clause(self, end: int) -> str:
        """Return the noun of the clause that a comma right before ``end`` closes, or ''."""
        return noun_before(clause_before(self._text, end - 1)) if self._text[end - 1 : end] == "，" else ""

    def _handed(self, clause: str, start: int, end: int) -> str:
        """Return the item that 分别 gives to this figure (甲、乙分别增长10%、7.9%), or ''."""
        if "分别" in clause:
            head = self._text[max(0, start - 2 * WINDOW) : start]
            lists = _RESPECTIVELY.findall(head)
            self._items = [item for item in _SPLIT.split(lists[-1][:-2]) if item] if lists else []
            if len(self._items) < 2:
                self._items = []
        elif start > self._handed_to + 2 or self._text[self._handed_to : start] not in _JOINS:
            self._items = []
        if not self._items:
            return ""
        self._handed_to = end
        return noun_before(self._items.pop(0))
