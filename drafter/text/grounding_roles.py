"""What a figure is to what it counts, as the words right before it say: how much more, a mean, a total, the rest."""

from __future__ import annotations

from ..patterns import lazy

_CUT = lazy(r"[，,。；;：:！？!?\n、（(）)\d]")
_ROLES = {
    "change": (
        "增长 增加 上升 提高 提升 上涨 下降 减少 降低 回落 下滑 下跌 多了 少了 增幅 降幅 净增 扩大 "
        "缩短 压缩 压减 收窄 快于 高于 低于"
    ),
    "mean": "日均 月均 年均 户均 人均 亩均 均价 平均 每人 每户 每亩 每天",
    "total": "总计 合计 共计 总共 累计 总数 总量 总额 总规模 总值",
    "rest": "剩余 余下 尚余 尚有 仍有 其余 剩下 结余",
    "share": "占比 比重 占",
    "norm": "常年 历年 往年 多年平均",
    "plan": "计划 任务 目标 拟 预计 力争 指标 预算 争取 确保",
}
_WORD = lazy("|".join(f"(?P<{role}>{'|'.join(words.split())})" for role, words in _ROLES.items()))
_REACH = 14
# 增至 and 提高到 give the new level, no change
_LEVEL = lazy("(?:[到至]|达到?|为)$")


def roles(text: str, first: int) -> frozenset[str]:
    """Return the roles that the words between the figure at ``first`` and what stands before it give it."""
    said = _CUT.split(text[max(0, first - _REACH) : first])[-1]
    found = {match.lastgroup for match in _WORD.finditer(said)}
    if "change" in found and _LEVEL.search(said):
        found.discard("change")
    return frozenset(role for role in found if role is not None)
