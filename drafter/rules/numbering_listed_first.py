"""Lists with their count behind: 《甲》《乙》两项制度, 甲、乙、丙三个镇, “净菜、净水”两大行动, 以上三点."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..patterns import lazy
from .numbering_lists import Count, Listed, differing
from .numbering_marks import read_numeral
from .numbering_runs import ONE, run_length

_COUNT = lazy(
    "(?:(?P<number>[二两三四五六七八九](?<![一二三四五六七八九十百千第近约].)|十[一二三四五六七八九]?(?<![一二三四五六七八九].)|[1-9]\\d?(?<![\\d.第近约].))"
    "(?P<measure>大|个|项|类|种|方面|条|道|省|市|县|区|镇|乡|村|街道|社区|座|家|所|支|门|条线|张|套|部|份|件))(?!半|月|多|余|以上|百分|字|大字)"
)
_ENDS = "，。；：（）()“”《》\n：:！？—"
_JOINED = lazy("和|与|以及|及|暨")
_MARKED = tuple(
    (end, lazy(rf"(?:{start}[^{start}{end}\n]+{end}(?:（[^（）\n]{{1,12}}）)?[、和与及]{{0,2}})+$"))
    for start, end in ("《》", "“”")
)
_KINDS = "镇乡村县市区省州街组站所校园厂馆库湖河山港桥局科室股队院"
# words that end or begin what is said of a thing, not its name
_VERBS = """
开展 完成 推进 推动 实施 做好 抓好 抓实 落实 组织 召开 举办 建立 建设 制定 制订 印发
出台 获得 荣获 取得 实现 突出 坚持 围绕 采取 通过 形成 签订 引进 承担 负责 牵头 联合
共同 分别 达成 提出 报送 整改 发现 排查 化解 解决 查处 办理 受理 新增 培育 打造 推出
申报 争取 投入 安排 设立 成立 参加 派出 提供 发放 修订 下设 加强 加快 强化 深化 优化
完善 健全 提升 提高 促进 保障 规范 创新 拓展 巩固 压实 夯实 聚焦 紧盯 严格 带动 覆盖
涉及 包括 涵盖 包含 走访 慰问 检查 督查 督导 调研 评选 表彰 审议 讨论 建成 新建 改造
修建 修缮 攻克 破解 构建 确定 确立 明确 选派 抽调 配备 购置 采购 培训 指导 帮助 支持
服务 创建 试点 打好 打赢 统筹 协调 学习 贯彻 编制 起草 申请 启动 开通 开设 举行 承办
承接 参与 接受 接待 收到 收集 征集 吸引 招引 签约 落户 投产 开工 竣工 验收 交付 运营
管理 处理 处置 整治 治理 清理 拆除 关闭 关停 取缔 兑现 拨付 下达 下发 转发 报告 汇报
通报 约谈 问责 处分 立案 审结 执结 起诉 批捕 抓获 侦破 破获 调解 接访 答复 办结 反馈
公布 公示 发布 宣传 宣讲 报道 刊发 播出 编印 制作 拍摄
"""
_VERB_HEAD = lazy("(?:" + "|".join(_VERBS.split()) + "|[抓强促建办创推保稳补扩管控防治查学讲做]).{2}")
_VERB_TAIL = lazy(
    "(?:" + "|".join(_VERBS.split()) + "|[有设为在对从的了以按把将向到至超前后每各另含计占达内上下中外"
    "这那其全经出成做抓办建获给被让使并又再还也都已曾共用])$"
)
# 一岗双责, 一站式 count nothing that a list could be of
_NUMERAL = lazy(
    "[二两三四五六七八九十百千万](?![责务岗级站])|\\d|一(?=[省市县区镇乡村个家名位人项类种条道座所支张套部份件户次处])"
)
# what a list enumerates, not what each of several kinds has some of: 市、县12个部门, 公安、消防8名同志
_SUMMED = lazy(
    "(?:以上|上述|前述|前面|这)(?P<number>十|[二两三四五六七八九]|\\d)(?P<measure>点|个方面|方面|项|条|类|个问题)(?!建议书)"
)
_COURSE = lazy("阶段|环节|步骤|程序|流程")
_FIRST = lazy(ONE)
_BACK, _FAR = 90, 900


def counts_behind(text: str) -> Iterator[Listed]:
    """Yield each count that the list right before it contradicts."""
    for match in _COUNT.finditer(text):
        at = match.start()
        number = 2 if match["number"] == "两" else read_numeral(match["number"]) or 0
        count = Count(start=at, number=number, measure=match["measure"], noun="", quoted=False)
        low = max(0, at - _BACK)
        before = text[low:at]
        # 等 may leave some out, never count fewer than are named
        open_list = before.endswith("等")
        before = before.removesuffix("等").removesuffix("共计").removesuffix("共").removesuffix("这")
        sizes = _sizes(before, match)
        if not sizes or number < 2 or number in sizes or (open_list and number > max(sizes)):
            continue
        yield differing(text, count, max(sizes))
    yield from _summed(text)


def _sizes(before: str, match: re.Match[str]) -> set[int]:
    for closing, marked in _MARKED:
        if before.endswith(closing):
            inside = before[before.rfind("“") + 1 : -1] if closing == "”" else ""
            # “人多、地少，投入高、产出低”: pairs, counted by who knows what
            if re.search("[，；]", inside):
                return set()
            if "、" in inside:
                parts = len(inside.split("、"))
                return set(range(parts, parts + 1 + len(_JOINED.findall(inside))))
            found = marked.search(before)
            # a list that reaches the edge of what was looked at may be longer
            whole = found is not None and (found.start() > 0 or len(before) < _BACK)
            size = found.group().count(closing) if found is not None else 0
            return {size} if whole and size > 1 else set()
    return _names(before, match)


def _names(before: str, match: re.Match[str]) -> set[int]:
    """Return how many names the clause ``before`` a count lists, as far as it lists names and nothing else."""
    if "、" not in before:
        return set()
    start = max(map(before.rfind, _ENDS)) + 1
    clause = before[start:]
    if (start == 0 and len(before) >= _BACK) or "、" not in clause:
        return set()
    parts = clause.split("、")
    counted = max((place for place, part in enumerate(parts) if place and _NUMERAL.search(part)), default=0)
    if counted:
        # 浙江、福建两省及重庆、天津: what follows the earlier count is a list of its own
        tail = re.split("和|与|以及|及|同", parts[counted])
        parts = [tail[-1], *parts[counted + 1 :]] if len(tail) > 1 and not _NUMERAL.search(tail[-1]) else []
    # 自查自纠、集中整治、总结提升三个阶段: of a course of work, verbs are the names
    course = _COURSE.match(match.string, match.end()) is not None and len(parts) > 2
    if len(parts) < 2 or any(not 1 <= len(part) <= 12 for part in parts):
        return set()
    if _VERB_TAIL.search(parts[-1]) and not course:
        return set()
    joined = sum(len(_JOINED.findall(part)) for part in parts)
    # 甲、推动乙、丙两个…: the list may begin at 乙
    begins = [0, *(place for place, part in enumerate(parts) if place and _VERB_HEAD.match(part))]
    sizes = {len(parts) - place + more for place in begins for more in range(joined + 1)}
    number = 2 if match["number"] == "两" else read_numeral(match["number"]) or 0
    return sizes if number in sizes or _is_a_list(parts, match["measure"], number) else set()


def _is_a_list(names: list[str], measure: str, number: int) -> bool:
    """Return whether names are alike enough, and the count near enough, for the count to be theirs."""
    if len(names) < 2 or len(names[-1]) < 1:
        return False
    tails = {name[-1] for name in names}
    if len(tails) == 1 and tails <= set(_KINDS):
        return measure[-1] in tails or abs(number - len(names)) <= 2
    alike = len({len(name) for name in names[1:]}) == 1 and len(names) >= 3
    return (alike or number < len(names)) and abs(number - len(names)) == 1 and len(names) >= 3


def _summed(text: str) -> Iterator[Listed]:
    """Yield 以上三点 behind a series of another length."""
    for match in _SUMMED.finditer(text):
        low = max(0, match.start() - _FAR)
        firsts = [
            found
            for found in _FIRST.finditer(text, low, match.start())
            if text[found.start() - 1 : found.start()] in ("", *"。；：\n，")
        ]
        if not firsts:
            continue
        first = firsts[-1]
        items = run_length(text[low : match.start()], first.start() - low, first.group())
        number = 2 if match["number"] == "两" else read_numeral(match["number"]) or 0
        if items > 1 and items != number:
            count = Count(start=match.start("number"), number=number, measure=match["measure"], noun="", quoted=False)
            yield differing(text, count, items)


_PAIR = lazy(
    "“?(?P<a>[二两三四五六七八九])(?P<x>[查看学讲比抓促建强评晒议访送改帮问思])(?P<b>[二两三四五六七八九])(?P<y>[\u4e00-\u9fff])”?[\u4e00-\u9fff]{0,6}(?:：|，即|——|，(?=(?P=x)))"
)


def pairs_of_verbs(text: str) -> Iterator[Listed]:
    """Yield 三查三看 before a list with another number of things that are 查 or 看."""
    for match in _PAIR.finditer(text):
        end = re.compile("[。\n]|$").search(text, match.end())
        assert end is not None
        parts = re.split("[，、；]", text[match.end() : end.start()])
        for name, verb in (("a", match["x"]), ("b", match["y"])):
            number, items = (
                2 if match[name] == "两" else read_numeral(match[name]) or 0,
                sum(part.startswith(verb) for part in parts),
            )
            if items > 0 and items != number:
                count = Count(start=match.start("a"), number=number, measure="", noun="", quoted=True)
                yield differing(text, count, items)
                break
