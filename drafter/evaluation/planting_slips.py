"""Slips as typists and editors make them, for places of a report, one kind a rule; none looks at a rule's patterns."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from ..lexicon import load_lexicon

Change = tuple[int, int, str]
"""Replace text[start:end] by these words."""
Planter = Callable[[str, random.Random], Iterator[Change]]


def swapped(pattern: str, to: Callable[[re.Match[str]], str]) -> Planter:
    """Return a planter that replaces a random match of ``pattern`` by what ``to`` makes of it."""

    def plant(text: str, chance: random.Random) -> Iterator[Change]:
        found = list(re.finditer(pattern, text, re.M))
        chance.shuffle(found)
        for match in found:
            yield match.start(), match.end(), to(match)

    return plant


def sentence_again(text: str, chance: random.Random) -> Iterator[Change]:
    """Yield a sentence of an earlier paragraph put at the end of a later one."""
    lines = list(re.finditer(r"^[^\n]{60,}$", text, re.M))
    while len(lines) > 4:
        first, later = sorted(chance.sample(range(len(lines)), 2))
        said = [s for s in re.findall(r"[^。]{24,90}。", lines[first].group()) if not s.startswith(("一是", "（"))]
        if said:
            yield lines[later].end(), lines[later].end(), chance.choice(said)


def title_again(text: str, chance: random.Random) -> Iterator[Change]:
    """Yield a second mention of a title of the text, at the end of a paragraph, with one small word changed."""
    titles = [t for t in re.findall(r"《[^《》\n]{8,40}》", text) if re.search("[和与的年]", t[2:-3])]
    ends = [match.end() for match in re.finditer(r"。$", text, re.M)]
    while titles and ends:
        title = chance.choice(titles)
        places = [m.start() for m in re.finditer("[和与的年]", title) if 2 <= m.start() < len(title) - 3]
        if not places:
            return
        at = chance.choice(places)
        small = {"和": "与", "与": "和", "的": "", "年": ""}[title[at]]
        end = chance.choice(ends)
        yield end, end, f"组织学习{title[:at]}{small}{title[at + 1 :]}。"


def phrase_slip(text: str, chance: random.Random) -> Iterator[Change]:
    """Yield a fixed phrase of the text with one letter in its middle dropped."""
    phrases = [p.text.strip("“”《》") for p in load_lexicon().phrases if p.kind == "set_phrase" and len(p.text) >= 9]
    found = [(m.start(), p) for p in phrases for m in re.finditer(re.escape(p), text)]
    chance.shuffle(found)
    for start, phrase in found:
        places = [i for i in range(2, len(phrase) - 2) if phrase[i] not in "、，“”的和一二三四五六七八九十"]
        if places:
            at = start + chance.choice(places)
            yield at, at + 1, ""


def _next_numeral(marker: str) -> str:
    numerals = "一二三四五六七八九十"
    return re.sub(f"[{numerals}]", lambda m: numerals[(numerals.index(m[0]) + 2) % 10], marker, count=1)


_HAN = r"[\u4e00-\u9fff]"
CONFUSED = {
    "流于形式": "留于形式", "防患于未然": "防范于未然", "作出部署": "做出部署", "作出贡献": "做出贡献",
    "融会贯通": "融汇贯通",
    "一脉相承": "一脉相成", "相辅相成": "相辅相承", "调查研究": "调研研究", "交纳党费": "缴纳党费",
    "反映的问题": "反应的问题",
    "的工作": "的的工作", "了专题": "了了专题", "必须坚持": "必需坚持", "签订责任书": "签定责任书", "部分": "部份",
    "筑牢思想防线": "扎牢思想防线", "贯彻落实": "惯彻落实", "启动仪式": "起动仪式",
}  # fmt: skip
PLANTS: dict[str, Planter] = {
    "DUP001": sentence_again,
    "DAT001": swapped(r"(?<!\d)20\d\d年(?=\d{1,2}月)|(?<=[。\n])(?=\d{1,2}月\d{1,2}日，)", lambda m: "2031年"),
    "DAT002": swapped(r"(?<!\d)\d{1,2}月\d{1,2}日", lambda m: m[0].split("月")[0] + "月32日"),
    "DAT004": swapped(r"截至", lambda m: "截止"),
    "NUM001": swapped(r"^（[二三四五]）|^[二三四]、", lambda m: _next_numeral(m[0])),
    "NUM003": swapped(r"^（[一二三四五]）", lambda m: m[0] + "、"),
    "NUM004": swapped(r"(?<=[。；：])[二三]是", lambda m: _next_numeral(m[0])),
    "PUN001": swapped(r"[“”《》（）]", lambda m: ""),
    "PUN002": swapped(r"(?<=》)(?=《)|(?<=”)(?=“)", lambda m: "、"),
    "PUN003": swapped(
        rf"(?<={_HAN})[，；](?={_HAN})|(?<={_HAN})。$", lambda m: {"，": ",", "；": ";", "。": "。。"}[m[0]]
    ),
    "PUN005": swapped(r"〔\d{4}〕", lambda m: f"[{m[0][1:-1]}]"),
    "PUN006": swapped(rf"(?<={_HAN})(?=\d+(?:\.\d+)?(?:个|件|项|次|户|人|亿元|万元))", lambda m: " "),
    "PUN007": swapped(r"(?<![\d.])\d(?=(?:个|件|项|次|户|人|名|处))", lambda m: chr(ord(m[0]) + 0xFEE0)),
    "NAM001": title_again,
    "TRM001": phrase_slip,
    "TRM003": swapped("|".join(CONFUSED), lambda m: CONFUSED[m[0]]),
    "FMT001": swapped(r"(?<![\d.])\d+(?:\.\d+)?(?=(?:个|件|项|户|亿元|万元))", lambda m: "XX"),
    "SEC002": swapped(r"(?<=同志)(?=[，。])|(?<=人员)(?=[，。])|(?<=负责人)", lambda m: "（电话13912345678）"),
}  # fmt: skip
