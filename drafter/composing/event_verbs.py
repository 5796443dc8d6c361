"""Event verbs: a meeting is 召开, a class 举办, a campaign 开展."""

from __future__ import annotations

import re

from ..patterns import lazy

_EVENT_VERBS: tuple[tuple[re.Pattern[str], str], ...] = (
    (lazy(r"(?<![环季细情章春明秋庆动午])节$"), "举办"),
    (
        lazy(r"(报告会|宣讲会|分享会|交易会|展示会|展览会|博览会|洽谈会|招聘会|运动会|联欢会|展销会|房交会)$"),
        "举办",
    ),
    (lazy(r"(会|会议|大会|座谈会|评议会|部署会|推进会|动员会|例会|大会换届)$"), "召开"),
    (lazy(r"(音乐会|培训班|读书班|培训|讲座|论坛|竞赛|比赛|宣讲会|大讲堂|仪式)$"), "举办"),
    (
        lazy(
            r"(活动|检查|调研|献血|演练|教育|行动|督查|巡查|排查|整治|辅导|走访|宣传|试点|主题党日|学习|轮训|研讨|备案|抽查|测试|体检|研判|家访|评选|评价|分析|共建|联建|比武|座谈|宣讲|检测|抽检|扫描|筛查|专项|治理|清理|回访|巡诊|义诊)$"
        ),
        "开展",
    ),
)


_CAMPAIGN = lazy(r"(?:宣传|安全生产|质量|服务|活动|咨询|纪念|开放|减灾|节能|读书|志愿)[月周日](?:咨询日)?”?$")


def campaign(head: str) -> str | None:
    """Return 开展…活动 for a month, week or day of something (基金监管宣传月), or None for what is none."""
    return f"开展{head}活动" if _CAMPAIGN.search(head) and not re.search(r"\d[年月]|启动|仪式", head) else None


def event_verb(head: str) -> str | None:
    """Return the verb an event noun takes (部署会 → 召开), or None for what is no bare event."""
    if re.search(r"(?:工|委员|理事|协|学|商|基金|职代)会$|^到", head):
        return None
    bare = re.sub(r"《[^《》]*》|“[^“”]*”|（[^（）]*）|\d+[期次场]$", "", head)
    if any(verb in bare for _, verb in _EVENT_VERBS) or re.search(
        r"听取|主持|赴|参加|出席|通过|入选|获|亮相|开幕|闭幕", bare
    ):
        return None
    return next((verb for pattern, verb in _EVENT_VERBS if pattern.search(bare)), None)
