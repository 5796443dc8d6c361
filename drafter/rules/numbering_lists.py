"""Counts and the lists behind or before them within a sentence: 五项制度，即甲、乙、丙; 甲、乙、丙五项制度."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..lexicon.name_parts import load_names
from ..model import Span
from ..patterns import lazy
from ..text.needles import matches_from
from .numbering_marks import read_numeral
from .numbering_runs import ONE, run_length

_HAN = "[\u4e00-\u9fff]"
_NUMBER = (
    "(?P<number>(?<![一二三四五六七八九十百千第近约])(?:十[一二三四五六七八九]?|[二两三四五六七八九])|(?<![\\d.第近约])(?:1\\d|[2-9]))"
    "(?![\\d.多余几百千万亿])"
)
# what counts with these is often done to, not listed: 走访四家企业：送政策、送服务; the list itself must show it
_LOOSE = (
    "次(?<!二次)(?![性要序日年数元])|场|名|位(?!一体|数|次)|家(?![村子渠])|支|座|所|份|张|本(?<!二本)|册|间|篇"
    "|部(?![门分委队署长])|方(?![面式案法针向米位可])|化|部门"
    "|起(?![义步点诉])|宗|趟|栋|片|块|桩|款|幅|首(?![先要])|门(?!类)|色"
)
_JOINT = frozenset(("方", "部门"))
"""What the list in brackets behind them need not be alike in: 五方责任（建设、勘察、设计、施工、监理）."""
_MEASURE = f"(?P<measure>个方面|方面|个|项|点|条|件|类|大|种|道|步|招|套|处|层|级|重|记|{_LOOSE})"
_IS_LOOSE = lazy(f"^(?:{_LOOSE})$")
# what stands right before the list: a count between quotes with a word or two behind, or a count with its noun
_QUOTED = lazy(
    rf".*“(?:[^“”\n一二两三四五六七八九十]{{0,6}}?){_NUMBER}{_MEASURE}?(?P<noun>[^“”\n二两三四五六七八九十]{{0,8}})”(?P<behind>{_HAN}{{0,8}})$",
    re.S,
)
_PLAIN = lazy(rf".*{_NUMBER}{_MEASURE}(?P<noun>[^，。；：:“”\n\d]{{0,16}})$", re.S)
# 以下三点意见，供参考：
_BELOW = lazy(
    rf".*(?:以下|如下|下列){_NUMBER}{_MEASURE}(?P<noun>[^，。；：:“”\n\d]{{0,12}}，[^，。；：:“”\n\d]{{2,8}})$", re.S
)
_AFTER = "(?P<count>[二两三四五六七八九])个"
_ALONE = lazy(rf".*(?:有|为|共){_NUMBER}(?P<measure>)(?P<noun>)$", re.S)
_LEAD = r"(?:(?:具体|分别|依次|主要|即|就|也就是|包括|涵盖|指的?|是)(?:是|为|有|包括)?[：:，]?)?"
# the words that say that a list follows right behind what is counted, no mark between: 这四类案件即…
_SAID = (
    "即(?![使将便时可日刻行位兴付查知席改办来到期接转收签发整报完验])|(?:分别|依次|具体)[是为]"
    "|包括|涵盖|指(?![导定挥派出示数标明引控责认向战])|就?是(?![否指])"
)
_ANCHOR = lazy(rf"[：:（(]|——|，(?={_SAID}|分别|依次|具体|也就是|《|“)|[，。](?={ONE})|(?<=”)，|(?={_SAID})")
_ANCHOR_BEGINS = lazy(
    r"[：:（(—即分依具包涵指就是，。](?:(?<![，。])|(?=[即分依具包涵指就是也《“一第其首（(1①])|(?<=”，))"
)
_WHOLE = lazy("即|分别|依次|具体")
# 分别获评优秀、先进: what each came to, not what they are
_DOES = lazy("分别[获被在对由与向以从列居占达比同完实开召组研负承]")
# 4家三级医院: a rank, no count
_RANKED = lazy(
    "$|联动|网络|体系|责任|架构|管理|防控|审核|审批|响应|预警|治理|服务|平台|机制|调解|河长|林长|监管|组织|党组织|把关|培训|网格"
)
_MORE_BEHIND = lazy("另|还|其余|其他|此外|以及")
_FIRST = lazy(rf"{_LEAD}(?P<first>{ONE})")
_NAMES = lazy(rf"{_LEAD}(?P<list>[^，。；：（）()\n]{{2,160}})(?=(?P<end>[，。；）)\n]|$))")
_TITLES = lazy(
    r"(?:即|分别是|分别为)?[：:]?(?P<list>《[^《》\n]{1,60}》(?:(?:（[^（）\n]{1,12}）)?[、和与及]{0,2}《[^《》\n]{1,60}》)+)"
    r"(?!等|[、和与及])"
)
_QUOTES = lazy(r"(?P<list>(?:“[^“”\n]{1,20}”[、和与及]{0,2}){2,})(?!等|[、和与及])")
# what titles are of, and what goes by names between quotes, when only a comma stands before them
_PAPERS = lazy(
    "(?:清单|制度|文件|办法|方案|规定|意见|细则|预案|规范|规划|计划|标准|报告|手册|指南|材料|法规|条例|通知|机制|台账|公约|协议"
    "|指引|要点|章程|图集|刊物|杂志|专著|教材|读本|作品|剧目|节目|歌曲|课程|课|书|篇|本|册|份|部)$"
)
_BRANDS = lazy(
    "(?:品牌|活动|行动|工程|平台|项目|栏目|专栏|专题|模式|节目|课堂|讲堂|产品|服务队|工作室|案例|工作法|机制)$"
)
_PARTS = lazy(r"(?P<list>[^。：:\n]{4,300})(?=。?(?:\n|$))")
# behind a comma the items are what was counted only when nothing but the noun stands between
_HEADS = (
    "(?:措施|举措|任务|工作|问题|做法|方面|体会|建议|经验|成效|特点|原因|环节|重点|难题|困难|短板|要求|原则|目标"
    "|行动|工程|突破|事|实事|大事|机制|制度|办法|要点|着力点|关键|抓手|亮点|转变|变化|内容|部分|步骤|程序|路径|方向|优势|不足|弱项|差距|启示|思考|打算|保障|意见|结论)"
)
_NOUN = lazy(
    f"(?:{_HAN}{{2,6}}(?:措施|举措|任务|做法|机制|制度|办法|要求|原则|经验|建议)"
    f"|的?(?:主要|突出|重点|具体|关键|有力|有效|创新)*{_HEADS}?)(?:入手|着手|发力|用力|下功夫|做文章)?$"
)
CUE = lazy(
    r"(?:以下|如下|做好|抓好|抓实|突出|坚持|存在|主要有|着力|重点|体现在|围绕|把握|完成了?|承担|采取了?|取得了?|抓了|实现了?|提炼|总结|归纳|形成|积累|探索|汇报|推出|提出|明确|出|有|从|是)[\u4e00-\u9fff]{0,6}$"
)
"""With a full stop between count and items, only such words say that the items are what was counted."""
_NAMED = lazy(rf"(?:“[^“”\n]{{0,4}}?{_NUMBER}(?:个|大|项)?(?P<noun>{_HAN}{{2,3}})”)|{_AFTER}“(?P<last>{_HAN}{{1,4}})”")
# what was left out of a series is told behind it
_MORE = lazy("(?:(?:还有|另有|此外|另外)[一二两三四五]?|第(?P<last>[二三四五六七八九]))[类种个项点方条]")
_LONGEST, _BACK, _FAR = 14, 34, 1500


class Listed(NamedTuple):
    """A count that does not fit its list."""

    span: Span
    """Where the count stands, with what is counted."""
    number: int
    """What it says."""
    items: int
    """How many are listed."""


class Count(NamedTuple):
    """A count and what stands with it."""

    start: int
    """Where its numeral stands in the text."""
    number: int
    """What it says."""
    measure: str
    """Its measure word, '' where it has none."""
    noun: str
    """What is counted, as far as the words behind tell."""
    quoted: bool
    """Whether it is a name between quotes: “四个一”."""


def listed_counts(text: str) -> Iterator[Listed]:
    """Yield each count before a list that contradicts it; lists that end in 等 may be longer."""
    for anchor in matches_from(_ANCHOR_BEGINS, _ANCHOR, text):
        count = _count_before(text, anchor.start())
        if count is None:
            continue
        sizes = _sizes(text, anchor, count)
        if sizes and count.number not in sizes and min(sizes) > 1:
            yield differing(text, count, min(sizes))


def _sizes(text: str, anchor: re.Match[str], count: Count) -> set[int]:
    """Return how many things are listed behind ``anchor``; nothing where no list can be told."""
    first = _FIRST.match(text, anchor.end())
    if first is not None:
        return _marked(text, anchor, first, count)
    marked = _titles(text, anchor, count) or _quotes(text, anchor, count)
    if marked or (anchor.group() == "，" and text[anchor.end()] in "《“"):
        return marked
    return _unmarked(text, anchor, count) or _parts(text, anchor, count)


def _unmarked(text: str, anchor: re.Match[str], count: Count) -> set[int]:
    """Return how many names follow, where it is they that are counted."""
    sizes = _names(text, anchor)
    if not sizes or _DOES.match(text, anchor.end()):
        return set()
    if count.measure == "级" and not _RANKED.match(count.noun):
        return set()
    loose = _IS_LOOSE.match(count.measure) is not None
    whole = _WHOLE.match(text, anchor.end()) is not None
    said = anchor.group() == "" or (anchor.group() == "，" and not whole)
    if said or (loose and not whole):
        rest = text[anchor.end() : _line_end(text, anchor.end())].partition("。")[0]
        near = min(abs(size - count.number) for size in sizes) == 1
        alike = _same_ends(text, anchor)
        if said and (_MORE_BEHIND.search(rest) or not (whole or near)):
            return set()
        joint = anchor.group() in ("（", "(") and count.measure in _JOINT
        if not alike and ((loose and not joint) or text.startswith("是", anchor.end())):
            return set()
    return sizes


def _same_ends(text: str, anchor: re.Match[str]) -> bool:
    """Return whether all names behind ``anchor`` end in the same letter, or all are people's."""
    match = _NAMES.match(text, anchor.end())
    parts = re.split("、|和|与|以及|及", match["list"]) if match is not None else []
    people = all(2 <= len(part) <= 3 and part[0] in load_names().surnames for part in parts)
    return bool(parts) and (people or len({part[-1:] for part in parts}) == 1)


def repeated_names(text: str) -> Iterator[Listed]:
    """Yield “三个突破” before clauses of which another number say 突破: 融资取得突破，科创取得突破."""
    for match in _NAMED.finditer(text):
        group = "number" if match["number"] else "count"
        noun = match["noun"] or match["last"]
        paragraph = text[match.end() : _line_end(text, match.end())]
        parts = [part for part in re.split("[，、；：。]", paragraph.split("“")[0]) if part]
        said = [noun in part if len(noun) > 1 else part.endswith(noun) for part in parts]
        first = said.index(True) if True in said else len(said)
        run = next((place for place, one in enumerate(said[first:]) if not one), len(said) - first)
        number = 2 if match[group] == "两" else read_numeral(match[group]) or 0
        # clauses that say it farther on may belong to the list, too
        if run > 1 and run != number and sum(said) == run and first <= 2 and "等" not in parts[first + run - 1][-1:]:
            start = match.start(group)
            yield differing(text, Count(start=start, number=number, measure="个", noun=noun, quoted=True), run)


def differing(text: str, count: Count, items: int) -> Listed:
    """Return ``count`` with the words behind it, as one that does not fit ``items``."""
    end = re.compile(r"[^，。；：:（(《“”\n]{1,14}").match(text, count.start)
    assert end is not None
    return Listed(span=Span(start=count.start, end=end.end()), number=count.number, items=items)


def _count_before(text: str, at: int) -> Count | None:
    """Return the count whose noun ends right before ``at``."""
    low = max(0, at - _BACK)
    before = text[low:at]
    named = _QUOTED.match(before)
    match = named or _PLAIN.match(before) or _BELOW.match(before) or _ALONE.match(before)
    if match is None:
        return None
    number = 2 if match["number"] == "两" else read_numeral(match["number"]) or 0
    return Count(
        start=low + match.start("number"),
        number=number,
        measure=match["measure"] or "",
        noun=match["noun"],
        quoted=named is not None,
    )


def _marked(text: str, anchor: re.Match[str], match: re.Match[str], count: Count) -> set[int]:
    """Return how many marked items follow: 一是, 1., （1）."""
    if anchor.group() == "，" and not count.quoted and not _NOUN.match(count.noun):
        return set()
    if anchor.group() == "。" and not CUE.search(text, max(0, count.start - 14), count.start):
        return set()
    length = run_length(text, match.start("first"), match["first"])
    if length < count.number and tells_more(text, anchor.end(), count.number):
        return set()
    return {length} if length > 1 else set()


def tells_more(text: str, at: int, number: int) -> bool:
    """Return whether the paragraph goes on with more of ``number`` things listed: 另外，还抓了第三个方面."""
    found = _MORE.finditer(text, at, _line_end(text, at))
    return any(match["last"] is None or read_numeral(match["last"]) == number for match in found)


def _line_end(text: str, at: int) -> int:
    far = min(len(text), at + _FAR)
    end = text.find("\n", at, far)
    return far if end < 0 else end


def _titles(text: str, anchor: re.Match[str], count: Count) -> set[int]:
    """Return how many titles follow: 三个文件：《甲》《乙》; behind a comma only of what is a paper, and none later."""
    match = _TITLES.match(text, anchor.end())
    if match is None or not count.measure:
        return set()
    if anchor.group() == "，" and text[anchor.end()] == "《":
        rest = text[match.end() : _line_end(text, match.end())].partition("。")[0]
        if "《" in rest or not _PAPERS.search(count.measure + count.noun):
            return set()
    return {match["list"].count("》")}


def _quotes(text: str, anchor: re.Match[str], count: Count) -> set[int]:
    """Return how many names between quotes follow, and none later: 三个品牌：“甲”“乙”."""
    match = _QUOTES.match(text, anchor.end())
    if match is None or not count.measure or anchor.group() == "":
        return set()
    rest = text[match.end() : _line_end(text, match.end())].partition("。")[0]
    size = match["list"].count("”")
    if "“" in rest or (anchor.group() == "，" and not _BRANDS.search(count.noun)):
        return set()
    # 三大活动，“甲”“乙”系列…: some of them, of which something is said
    return {size} if size > count.number or anchor.group() != "，" or rest[:1] in ("", "，", "；") else set()


def _names(text: str, anchor: re.Match[str]) -> set[int]:
    """Return how many names joined by 、 follow: 四类问题：甲、乙、丙."""
    match = _NAMES.match(text, anchor.end())
    if match is None or "、" not in match["list"] or (anchor.group() in ("（", "(")) != (match["end"] in ("）", ")")):
        return set()
    if anchor.group() == "，" and match.start("list") == anchor.end():
        return set()
    # 抓学习、强本领，抓作风、促落实: the list goes on behind the comma, or within the parts of a longer one
    goes_on = match["end"] == "，" and "、" in re.split("[，。；\n]", text[match.end() + 1 : match.end() + 60])[0]
    if goes_on or match["end"] == "；":
        return set()
    return sizes_of(match["list"])


def _parts(text: str, anchor: re.Match[str], count: Count) -> set[int]:
    """Return how many parts joined by ； follow to the end of the paragraph."""
    match = _PARTS.match(text, anchor.end()) if anchor.group() in "：:" else None
    if match is None or "；" not in match["list"]:
        return set()
    parts = match["list"].split("；")
    long = count.number > len(parts) + 2 or any(len(part) < 4 or "等" in part for part in parts)
    return set() if long or not count.measure else {len(parts)}


def sizes_of(listed: str) -> set[int]:
    """Return how many things ``listed`` may name; nothing where it ends in 等 or its parts are no names."""
    parts = listed.split("、")
    if (
        re.search("等|是|一方面|^含|\\d[件个名家人项次起户份]", listed)
        or len(parts) < 2
        or any(not 1 < len(part) <= _LONGEST for part in parts)
    ):
        return set()
    joined = len(re.findall("和|与|以及|及", parts[-1]))
    if any(re.search("和|与|及", part) for part in parts[:-1]):
        return set()
    return {len(parts), len(parts) + joined} if joined else {len(parts)}
