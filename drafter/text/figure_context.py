"""What the clause around a figure says: what is counted or measured, whose it is, and when."""

from __future__ import annotations

import re

from ..model import FigureKind, Period

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
    "参加|完成|获得|实现|被|进行|进入|达到|受到|提出|提供|开展|开工|落实|建成|建设|组成|纳入|奔赴|签订|签署|投入|投用|投产|发放|出席|入选|入库|全部|全覆盖|并|均|已|占|同比|增长|增至|下降|"
    "为|是|在|由|对|向|给|以|将|把|等|到|通过|分别|共|和|与|及|或|的|了|得|于|上榜|当选|保持|位居|居|较|比|超|惠及|面向|用于|覆盖|通车|运营|起到|同时|先后|深入|接受|荣获|获批|获|落地|上线|启用|报名|受益"
)
_AFTER = re.compile(
    rf"(?:以上|以下|以内|左右|上下|之多)?+(?P<of>的)?+(?!{_END})(?P<noun>[\u4e00-\u9fff]{{2,14}}?)(?={_END}|[^\u4e00-\u9fff]|\Z)"
)
_TRAILING = re.compile(
    r"(?:[了着过为有达至到共各仅约近超逾又占比居从由是在再的、，—]|共计|合计|累计|总计|达到|超过|突破|不足|不少于|不低于|至少|最多|其中|分别|同比|比上年|较上年|年均|实现|完成|"
    r"增加|增长|下降|提高|上升|减少|增至|升至|降至|新增|净增|扩大|降低|缩短|提前|高于|低于|名列|位居|位列|排名|存在|以上|大约|将近|接近|共有|总数|总共|预计|先后|提升|稳定|保持|连续|"
    r"实际|平均|每年|人均|改善|压缩|压减|精简|递增|回升|上涨|下跌|增幅|降幅|增速|已|还|"
    r"(?:[0-9]{4}年|去年|今年|上年|同期)(?:底|末|初)?)+\Z"
)
_LEADING = re.compile(
    r"(?:[^，。；：\n]{0,12}?(?:[0-9一二三四五六七八九十](?:月(?:[上中下]旬|[初底份])?|日|年(?:度|底|初|末|来)?)|上半年|下半年|以来|期间|其中|同时|此外|目前|先后|全年|今年|去年))?(?:以来)?"
)
_VERB_WORDS = (
    "开展|召开|组织|举办|完成|实施|推送|发布|印发|签订|提出|制定|建成|新建|改建|扩建|续建|改造|更新|培训|办理|受理|解决|化解|发放|查处|检查|建立|成立|培育|引进|新增|修订|修复|新造|讲授|带头|"
    "发展|吸收|培养|表彰|评选|深入|查找|发现|检视|梳理|整改|投入|落实|争取|安排|带动|帮扶|慰问|走访|参加|编制|出台|报送|审议|提请|讨论|观看|获得|荣获|获批|存在|共有|共|已|全面|持续|加快|推动|推进|"
    "支持|增设|惠及|接待|认定|布局|开工|建设|打造|拟|先后|累计|并|又|再|还|切实|授予|有序|规范|指导|收到|征集|处置|排查|整治|关停|取缔|创建|命名|推出|降低|减轻|免费为|使|让"
)
_VERBS = re.compile(rf"(?:{_VERB_WORDS})")
_BODY = (
    "党支部|支部|党委|党组|党总支|委员会|机关|处室|科室|单位|部门|中心|公司|学校|医院|社区|街道|工作组|突击队|企业|集团|协会|人大|政协|法院|检察院|专班|班子成员|领导干部|"
    "局|厅|办|镇|乡|县|市|省|州|盟|旗|院|所"
)
_SUBJECT = re.compile(
    rf"(?:(?:各|全|我|本|该)(?:{_BODY}|[市县区省盟旗州镇乡局厅院校国系统]{{1,2}}(?:各?(?:{_BODY}))?|级(?:{_BODY}|党组织)?)"
    rf"|(?!{_VERB_WORDS})[甲乙丙丁][镇村县乡市区组]|(?!{_VERB_WORDS})[\u4e00-\u9fff]{{1,9}}?(?:{_BODY}))(?=[\u4e00-\u9fff“]|\Z)"
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
_SPLIT = re.compile(r"[、和与及]|以及")
_RESPECTIVELY = re.compile(r"[^。；：\n，]*分别")


def clause_before(text: str, start: int) -> str:
    """Return the words between the last stop and ``start``, at most `WINDOW` characters."""
    piece = text[max(0, start - WINDOW) : start]
    cut = -1
    for char in "，。；：、！？\n）》":
        at = piece.rfind(char)
        if at > cut:
            cut = at
    return piece[cut + 1 :]


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
        bare = bare[len(subject) :]
    while (verb := _VERBS.match(bare)) is not None and len(bare) - verb.end() > 1:
        bare = bare[verb.end() :]
    return bare.strip("的了对共，、 “”")[-20:]


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
    ):
        return ""
    return m[0]


_JOINS = ("、", "和", "与", "及", "以及", "，")


class Context:
    """What the sentence has said so far: subject, period, and the list that 分别 hands out in order."""

    __slots__ = ("_handed_to", "_items", "_period", "_period_once", "_seen", "_subject", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen = 0
        self._reset()

    def _reset(self) -> None:
        self._subject = ""
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
        self._subject = subject_of(clause) or self._subject
        period = self._period_once or self._period
        self._period_once = None
        if kind in ("date", "period"):
            return "", self._subject, period
        noun = self._handed(clause, start, end)
        return noun or noun_of(self._text, end, kind, clause), self._subject, period

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
