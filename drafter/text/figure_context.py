"""What the clause around a figure says: what is counted, and whose it is."""

from __future__ import annotations

import re

_STOPS = "，。；：、！？\n“”《》（）()"
_CLAUSE_START = re.compile(r"[，。；：！？\n]")
_AFTER = re.compile(
    r"(?:以上|以下|以内|左右|上下)?的?(?P<noun>[\u4e00-\u9fff]{1,14}?)"
    r"(?=[参完获实被进达受得提开落建组加纳奔签投发入出全并已均占同比增下的和与及为是在由对向给以于将把等到通分共]|[^\u4e00-\u9fff]|\Z)"
)
_TRAILING = re.compile(
    r"(?:[了着过为有达至到共各仅约近超逾又]|共计|合计|累计|总计|达到|超过|突破|不足|不少于|至少|最多|其中|分别|同比|比上年|较上年|年均|实现|完成|"
    r"增加|增长|下降|提高|上升|减少|增至|升至|降至|新增|净增|扩大|降低|缩短|提前|占|比|高于|低于|名列|位居|位列|居|排名|存在|以上|大约|将近|接近|共有|总数|总共|预计|"
    r"先后|，)+\Z"
)
_LEADING = re.compile(
    r"(?:[^，。；：\n]*?(?:[0-9一二三四五六七八九十]月(?:[上中下]旬|[初底份])?|[0-9]日|[0-9]年|上半年|下半年|以来|其中|同时|此外|目前|先后|全年|今年|去年))?"
)
_VERBS = re.compile(
    r"(?:开展|召开|组织|举办|完成|实施|推送|发布|印发|签订|提出|制定|建成|新建|改造|培训|办理|受理|解决|化解|发放|查处|检查|建立|成立|培育|引进|新增|修订|"
    r"讲授|带头|发展|吸收|培养|表彰|评选|深入|查找|发现|检视|梳理|整改|投入|落实|争取|安排|带动|帮扶|慰问|走访|参加|编制|出台|报送|审议|讨论|观看|学习|获得|荣获|获批)"
)
_SUBJECT = re.compile(
    r"(?:各|全|我|本|市|县|区|局|省|该|[甲乙丙丁]|[\u4e00-\u9fff]{1,8}?)?"
    r"(?:党支部|支部|党委|党组|委员会|机关|处室|科室|单位|部门|中心|公司|学校|医院|社区|街道|工作组|突击队|企业|集团|协会|局|厅|镇|乡|县|市|省|区|州|村|盟|旗|院|所|站)"
)
WINDOW = 28
"""Characters looked at on either side; keeps a scan linear on any text."""


def noun_after(text: str, pos: int) -> str:
    """Return what is counted when it follows the unit (41条‖问题 → 问题), or ''."""
    m = _AFTER.match(text, pos, pos + WINDOW)
    return m["noun"] if m else ""


def clause_before(text: str, start: int) -> str:
    """Return the words between the last stop and ``start``, at most `WINDOW` characters."""
    piece = text[max(0, start - WINDOW) : start]
    cut = -1
    for char in "，。；：、！？\n）”》":
        at = piece.rfind(char)
        if at > cut:
            cut = at
    return piece[cut + 1 :]


def noun_before(clause: str) -> str:
    """Return what is measured when it precedes the figure (国内生产总值达到‖39.8万亿元 → 国内生产总值), or ''."""
    m = _TRAILING.search(clause)
    bare = clause[: m.start()] if m else clause
    if not bare:
        return ""
    lead = _LEADING.match(bare)
    if lead is not None and lead.end() < len(bare):
        bare = bare[lead.end() :]
    subject = _SUBJECT.match(bare)
    if subject is not None and subject.end() < len(bare):
        bare = bare[subject.end() :]
    while (verb := _VERBS.match(bare)) is not None and verb.end() < len(bare):
        bare = bare[verb.end() :]
    return bare.strip("的了对共，、 “")[-16:]


def subject_of(clause: str) -> str:
    """Return whose the figure is, when the clause before it names a body (各支部集中学习 → 各支部), or ''."""
    lead = _LEADING.match(clause)
    m = _SUBJECT.match(clause, lead.end() if lead else 0)
    return m[0] if m is not None and m[0] else ""
