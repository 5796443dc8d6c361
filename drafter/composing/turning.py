"""Turning: what a note names before the deed (制度修订6项) is said as a report says it (修订制度6项)."""

from __future__ import annotations

import re

from ..patterns import lazy

# Verbs whose object a note puts first. What stands before others may be who did it.
_TAKES_OBJECT = (
    r"新增|新创建|新开工|修订|备案|筹集|配租|(?<=商标)注册|拆除|补植|复耕|(?<=党费)收缴"
    r"|(?<=纠纷)调解|(?<=争议)调解|(?<=矛盾)调解|(?<=群)排查"
)
_OBJECT_FIRST = lazy(rf"^(?P<noun>[^\d，；：、（）《》]{{2,14}}?)(?P<verb>{_TAKES_OBJECT})(?P<count>\d[^，；：（）]*)$")
_NO_OBJECT = lazy(
    r"^(?:较|比|同比|其中|累计|上半年|下半年|全年|年内|已|再|共|全[市县区省局]|上年|去年|新|另)"
    r"|(?:市|县|区|镇|乡|村|街道|支部|中心|局|科|站|公司|学校|的|已|再|共|累计|上半年|全年|较年初|同比)$"
)
_DONE_LAST = lazy(r"^(?P<noun>[^\d，；：、]{2,20}(?:建设|改造|选举|整治|验收|编制|换届|选举))完成$")
# 业主开放日全年50场以上: when, then what.
_TIME = r"全年|年内|下半年|上半年|[一二三四]季度|年底前|\d{1,2}月底前"
_TIME_INSIDE = lazy(rf"^(?P<noun>[^\d，；：、]{{2,12}}?)(?P<time>{_TIME})(?P<count>\d[^，；：、]*)$")
TIMED = lazy(rf"^(?:{_TIME})(?=[^\d，；：、])")
_RATE = lazy(r"(率)(\d[\d.]*%(?:以上|以内|左右)?)$")


def turned(clause: str) -> str:
    """Return ``clause`` with its verb before its object, where it is sure which is which; else as it is."""
    inspected = re.match(r"^(政治巡察|巡察|专项督查)(?!反馈|整改|组)([^\d，；：、]{2,8})(\d+[个家])$", clause)
    if inspected:
        return f"对{inspected[3]}{inspected[2]}开展{inspected[1]}"
    elected = re.match(r"^完成(换届选举|换届|改选)([^\d，；：、]{2,8})(\d+个)$", clause)
    if elected:
        return f"完成{elected[3]}{elected[2]}{elected[1]}"
    done = _DONE_LAST.match(clause)
    if done:
        return f"完成{done['noun']}"
    match = _OBJECT_FIRST.match(clause)
    if match is None or _NO_OBJECT.search(match["noun"]) or match["verb"] in match["count"]:
        return clause
    return f"{match['verb']}{match['noun']}{match['count']}"


def time_first(clause: str) -> str:
    """Return 全年业主开放日50场 for 业主开放日全年50场."""
    match = _TIME_INSIDE.match(clause)
    return f"{match['time']}{match['noun']}{match['count']}" if match else clause


def aimed_at(clause: str) -> str:
    """Return a rate that is planned as one to be reached: 安检率99%以上 → 安检率达到99%以上."""
    return clause if re.search("完成|实现", clause) else _RATE.sub(r"\1达到\2", clause)
