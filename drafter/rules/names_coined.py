"""Coined short names: 管改攻坚 for 农村供水管网更新改造三年攻坚计划, which no text explains."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from ..lexicon import Lexicon
from ..lexicon.name_parts import load_names
from ..model import Span
from ..patterns import lazy
from ..text.naming import is_common_title

_HAN = "\u4e00-\u9fff"
_ENDS = (
    "领导小组|工作小组|联席会议|实验室|指挥部|委员会|办公室|研究院|示范区|试验区|先行区|联合体|共同体|备忘录|工作站|服务站|监测站|观测站|救助站|服务队|小分队|编队|训练营|艺术团|夜校|志愿队|工作队|宣传队|监测网|终端网|服务网|预警网|突击队|宣讲团|空间|大厅|热线|大赛|论坛|书屋|食堂|学堂|公园|小镇|车间|窗口|网络"
    "|工作法|工作室|专班|中心|计划|行动|机制|协议|办法|措施|平台|工程|联盟|方案|意见|规划|基地|园区|活动|项目|公司|集团|协会"
    "|基金|体系|系统|大队|支队|驿站|制度|模式|小组|学院|品牌|清单|攻坚战|攻坚|走廊|课堂|专项|管网|枢纽|改革|合作社|促进会"
    "|试点|(?:辅导|指导|检测|检验|防疫|检疫|管理|补给|联络|调解|议事|回收|分拣|配送|志愿)站|(?:服务|阅读|宣传|体检|检测|监测|流动|巡回|献血|急救)车"
    "|(?:服务|阅览|调解|接待|议事|陈列|展示)室|(?:体验|展示|陈列|纪念)馆|(?:服务|联系|监测|示范|教学)点|(?:互助|保障|救助|联谊)会|中队"
)
_ENDED = lazy(f"(?:{_ENDS})(?![^”》，。；：、（\n]{{0,4}}(?:{_ENDS}))")
_KIND = lazy(f"(?:{_ENDS})$")
_SERIES = lazy(
    "[\u4e00-\u9fff]*(?P<alike>[\u4e00-\u9fff])[\u4e00-\u9fff]{1,5}(?:、(?P=alike)[\u4e00-\u9fff]{1,5})+[\u4e00-\u9fff]{0,6}$"
)
_BROKEN = lazy("[^\u4e00-\u9fff]")
# what a clause says before it names something
_SAID = lazy(
    "(?:启动|成立|组建|建立|设立|开展|实施|推行|推进|打造|建成|印发|出台|制定|签订|签署|搭建|组织|探索|推出|上线|依托|通过|参加|推动|构建|开通|举办|建设"
    "|深化|落实|编制|发布|牵头|联合|运行|挂牌|设置|承担|纳入|列入|创建|创办|开设|发起|加入|完成|形成|研发|开发|承办|主办|引进|引入|启用|部署|改造|完善|健全)+(?:实施|运行|起)?(?:了|起)?(?:一批|全市|全县|全区|我市|我县)?"
)
_NAMED = lazy(
    f"《(?P<title>[^《》\n]{{6,60}})》|“(?P<quoted>[^“”。！？；\n]{{4,32}})”(?P<tail>[{_HAN}]{{0,12}}?(?:{_ENDS})(?:{_ENDS})?|[{_HAN}]{{1,12}}(?![{_HAN}“]))?"
)
# what a name may follow: words that govern it, words of time, the ends of verbs; function words are in no coined name
_BEFORE = (
    "以将把按由在对向为与和从用经给让使据照绕过托动进展施落实化织用助入加开着送抓推报好成立年内前时间底今到该次各了的是"
    "及"
)
_NEVER = "的了和与及在对把被将等是之们并或而其这那也都为以于由从向已就不每各至"
# every letter but those: what lies between them in the order of the code
_EDGES = [0x4DFF, *sorted(map(ord, _NEVER)), 0xA000]
_LETTER = f"[{''.join(f'{chr(low + 1)}-{chr(high - 1)}' for low, high in pairwise(_EDGES) if high > low + 1)}]"
# behind a number stands a measure word
_PLACE = lazy(f"[{_BEFORE}\u0000-/:-\u4dff\u9fff-\uff0f\uff1a-\uffff](?={_LETTER}{{3}})")
_WORD = lazy(f"{_LETTER}{{3,6}}")
_QUOTED = lazy(f"“(?P<name>[{_HAN}]{{3,6}})”")
_TITLE = lazy(f"《(?P<name>[{_HAN}]{{3,8}})》")
_NUMERALS = {"两": 2, "双": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_LEAST, _TAIL, _SHORTEST_PLAIN = 3, 3, 7
_LONGEST_NAME, _FEW_NAMES, _MOST_COUNTED = 34, 300, 400
# what is as often no name: it is one where a clause says that it was begun, printed, built
_LOOSE_KINDS = (
    "改革",
    "活动",
    "项目",
    "体系",
    "制度",
    "模式",
    "方案",
    "意见",
    "规划",
    "措施",
    "办法",
    "专项",
    "网络",
    "系统",
)
# tables of single letters, printed without a blank between them
_OF_LETTERS = ("guards", "surnames", "weak_surnames", "not_given", "led_astray", "not_saluted", "ordinary", "common")
# what is counted is no way of saying parts of a name: 中缅两国
_COUNTED_ANYWAY = frozenset("国地省市县区镇乡村人家方校院级类项个")
_PARTIES = frozenset("两三")
_BODIES = frozenset("队亭办会团组站院社馆室所库网车点体联盟")
_OTHERS_TITLES = ("法", "条例", "准则", "报")


class Full(NamedTuple):
    """A full name that stands in a text."""

    name: str
    """As printed, without the marks around it."""
    letters: str
    """Its characters, marks left out."""
    end: int
    """Where it ends in the text."""
    ends: tuple[int, ...]
    """Where in ``letters`` a name may end: the quoted part, and all of it."""
    kind: str
    """title, quoted or plain."""


class _Masks:
    """Which full names hold a letter, a bit each: of two thousand places of a text few are left to be compared."""

    def __init__(self, fulls: list[Full]) -> None:
        self._first: dict[str, int] = {}
        self._any: dict[str, int] = {}
        for index, full in enumerate(fulls):
            bit = 1 << index
            half = len(full.letters) // 2 + 2 if full.kind != "title" else len(full.letters)
            for letter in full.letters[:half]:
                self._first[letter] = self._first.get(letter, 0) | bit
            for letter in full.letters:
                self._any[letter] = self._any.get(letter, 0) | bit

    def holding(self, word: str) -> int:
        """Return those that hold the first letters of ``word``, the first one in their first half.

        A numeral need not be there: 三 of 三进 counts parts.
        """
        mask = self._first.get(word[0], 0)
        if mask:
            mask &= self._any.get(word[1], 0)
        return mask if not mask or word[2] in _NUMERALS else mask & self._any.get(word[2], 0)


class _Counted:
    """How often words stand in a text, as long as not too many are asked for: no report coins hundreds."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.left = _MOST_COUNTED

    def times(self, words: str) -> int:
        """Return how often ``words`` stand there."""
        self.left = max(0, self.left - 1)
        return self.text.count(words)


def coined(text: str, lexicon: Lexicon, known: Iterable[str] = ()) -> Iterator[tuple[Span, str]]:
    """Yield (where a short name stands first that is put together of letters of a name before it, that full name).

    ``known`` are the short names that the text explains. Titles come with their marks.
    """
    explained = "\n".join(known)
    fulls = full_names(text)
    if not fulls:
        return
    masks = _Masks(fulls)
    ends = [full.end for full in fulls]
    counted, looks = _Counted(text), 0
    done: set[str] = set()
    seen: dict[tuple[str, str], int] = {}
    for start, word, kind in _candidates(text, masks):
        # only those that end before it, not compared with these letters yet; in a long text no more than in a short one
        before = bisect_right(ends, start)
        low = max(before - _FEW_NAMES, seen.get((word, kind), 0))
        seen[word, kind] = before
        mask = (masks.holding(word) & (1 << before) - 1) >> low
        while mask and looks < len(text) and counted.left:
            looks += 1
            index = low + mask.bit_length() - 1
            mask ^= 1 << index - low
            name = _short_of(word, start, fulls[index], kind, lexicon, counted)
            if name and not _is_told(name, explained, text) and not any(name in one or one in name for one in done):
                done.add(name)
                marks = int(kind == "title")
                yield Span(start=start - marks, end=start + len(name) + marks), fulls[index].name
                break


def _is_told(name: str, explained: str, text: str) -> bool:
    """Return whether the text says what ``name`` is: in an explanation, or in brackets behind the full name."""
    return name in explained or any(words in text for words in (f"（{name}", f"({name}", f"{name}（", f"{name}，即"))


def full_names(text: str) -> list[Full]:
    """Return the titles, the quoted names and the names with the end of an organ, a plan, a deed, in reading order."""
    found: list[Full] = []
    for match in _NAMED.finditer(text):
        if match["title"]:
            letters = _BROKEN.sub("", match["title"])
            found.append(Full(match.group(), letters, match.end(), (len(letters),), "title"))
            continue
        inner, tail = _BROKEN.sub("", match["quoted"]), match["tail"] or ""
        if tail or "，" not in match["quoted"]:
            ends = (len(inner), len(inner) + len(tail))
            found.append(Full(match.group() if tail else match["quoted"], inner + tail, match.end(), ends, "quoted"))
    for match in _ENDED.finditer(text):
        name = _plain(text, match.end())
        if name:
            found.append(Full(name, name, match.end(), (len(name),), "plain"))
    # each counts where it stands first, as marked there
    first: dict[str, Full] = {}
    for full in found:
        if full.letters not in first or (full.end < first[full.letters].end and full.kind != "plain"):
            first[full.letters] = full
    return sorted(first.values(), key=lambda full: full.end)


def _plain(text: str, end: int) -> str:
    """Return the name that ends at ``end``, without what its clause says before it; '' where it is too short."""
    whole = text[max(0, end - _LONGEST_NAME) : end]
    clause = _BROKEN.split(whole)[-1]
    # 进校园、进景区、进街区 is one name, whose parts begin alike
    before = whole[: len(whole) - len(clause)]
    if before.endswith("、") and clause[0] in before and (series := _SERIES.search(whole)):
        clause = _BROKEN.sub("", series.group())
    if len(clause) < _SHORTEST_PLAIN:
        return ""
    said = _SAID.search(clause)
    if not said and clause.endswith(_LOOSE_KINDS):
        return ""
    if said and len(clause) - said.end() >= _SHORTEST_PLAIN:
        clause = clause[said.end() :]
    return clause


def _candidates(text: str, masks: _Masks) -> Iterator[tuple[int, str, str]]:
    """Yield (start, what stands there, how it is marked) of all that may be a coined name, in reading order."""
    common, holding = load_names().common, masks.holding
    found: list[tuple[int, str, str]] = []
    for place in _PLACE.finditer(text):
        start = place.end()
        # nearly all places end here, so no more is done for them
        if (
            text[start : start + 2] not in common
            and holding(text[start : start + 3])
            and (match := _WORD.match(text, start))
        ):
            found.append((start, match.group(), "plain"))
    for pattern, kind in ((_QUOTED, "quoted"), (_TITLE, "title")):
        found.extend((match.start("name"), match["name"], kind) for match in pattern.finditer(text))
    return iter(sorted(found))


def _short_of(word: str, at: int, full: Full, kind: str, lexicon: Lexicon, counted: _Counted) -> str:
    """Return the name made of ``full`` that ``word`` begins with (or is, where it is marked); '' for none."""
    if kind == "title":
        return word if full.kind == "title" and _is_title_of(word, full) else ""
    if word[1:_LEAST] in full.letters and word[:2] in full.letters:
        return ""
    if (most := _in_order(word, full.letters)) < _LEAST:
        return ""
    for size in range(most, _LEAST - 1 if kind == "plain" else len(word) - 1, -1):
        name = word[:size]
        pieces = _pieces(name, full)
        if (
            pieces
            and _is_coined(name, pieces, full, counted)
            and _is_over(pieces, counted.text[at + size : at + size + 2], lexicon)
            and not _is_ordinary(pieces, counted.text[at - 1 : at + 1], lexicon)
        ):
            return name
    return ""


def _is_ordinary(pieces: list[str], begins: str, lexicon: Lexicon) -> bool:
    """Return whether all letters put together, or the last ones, are words, or the first with one before it."""
    ordinary, coinages = _ordinary(lexicon), _coinages(pieces)
    if begins in ordinary:
        return True
    return (
        ordinary.issuperset(coinages)
        or (len(pieces[-1]) == 1 and coinages[-1] in ordinary)
        or coinages[-1][1] in _PARTIES
    )


def _in_order(word: str, letters: str) -> int:
    """Return how many of the first letters of ``word`` stand in ``letters`` in their order."""
    at = -1
    for place, letter in enumerate(word):
        at = letters.find(letter, at + 1)
        if at < 0:
            return place + 2 if _repeated(word[place : place + 2], letters) else place
    return len(word)


def _is_over(pieces: list[str], behind: str, lexicon: Lexicon) -> bool:
    """Return whether a name ends before ``behind``: a single letter at its end goes on with a word of many."""
    last = pieces[-1]
    if len(last) > 1 or not "\u4e00" <= behind[:1] <= "\u9fff":
        return True
    ordinary = _ordinary(lexicon)
    return last + behind[0] not in ordinary and (last in _BODIES or behind in ordinary or behind[0] in _NEVER)


def _pieces(name: str, full: Full) -> list[str]:
    """Return the parts of ``full`` that ``name`` puts together, in order; none where it does not, or is itself a part.

    What kind of thing it is (中心, 计划) is a part by itself, whatever stands before it in the full name.
    """
    letters = full.letters
    kinds = [_kind(letters[:end]) for end in full.ends]
    kind = next((kind for kind in kinds if kind and name.endswith(kind) and len(kind) < len(name)), "")
    pieces = _parts(name[: len(name) - len(kind)], letters)
    if not pieces or len(pieces) + bool(kind) < 2:
        return []
    first = letters.find(pieces[0]) if pieces[0] in letters else 0
    if full.kind != "title" and first > len(letters) // 2 + 1:
        return []
    last = pieces[-1]
    if full.kind == "title" and not kind and len(last) == 1:
        # 通 is not 通知
        return []
    closes = letters.rfind(last) + len(last)
    stems = (end - len(one) for end, one in zip(full.ends, kinds, strict=True))
    if kind or last not in letters or any(0 <= end - closes <= _TAIL for end in (*full.ends, *stems)):
        return [*pieces, kind] if kind else pieces
    return []


@functools.lru_cache(maxsize=1024)
def _kind(letters: str) -> str:
    """Return what kind of thing a name says at its end that it is; or ''."""
    match = _KIND.search(letters)
    return match.group() if match else ""


def _parts(name: str, letters: str) -> list[str]:
    """Return ``name`` in the longest parts that stand in ``letters`` in this order; none where one does not."""
    parts: list[str] = []
    at = place = 0
    while place < len(name):
        part = _repeated(name[place : place + 2], letters)
        if not part:
            sizes = range(len(name) - place, 0, -1)
            part = next((one for size in sizes if letters.find(one := name[place : place + size], at) >= 0), "")
            if not part:
                return []
            at = letters.find(part, at) + len(part)
        parts.append(part)
        place += len(part)
    return parts


def _repeated(part: str, letters: str) -> str:
    """Return ``part`` where it counts parts that begin alike: 三进 of 进校园、进景区、进街区; or ''."""
    count = _NUMERALS.get(part[0], 0) if len(part) == 2 and part[1] not in _COUNTED_ANYWAY else 0
    return part if count and part not in letters and letters.count(part[1]) == count else ""


def _is_coined(name: str, pieces: list[str], full: Full, counted: _Counted) -> bool:
    """Return whether ``pieces`` are no whole words, and nothing in the text but ``name`` has their letters together."""
    coinages = _coinages(pieces)
    if not coinages or any(pair in full.letters or pair[::-1] in full.letters for pair in coinages):
        return False
    times = counted.times(name)
    return all(counted.times(pair) == times for pair in coinages)


def _coinages(pieces: list[str]) -> list[str]:
    """Return the pairs of single letters, next to each other, that a name puts together."""
    return [one + other[0] for one, other in pairwise(pieces) if len(one) == 1 and len(other) == 1]


def _is_title_of(name: str, full: Full) -> bool:
    """Return whether a title is put together of ``full``, two letters maybe in another order, and no one else's."""
    if (
        name in full.letters
        or not set(name) <= set(full.letters)
        or 2 * len(name) > len(full.letters)
        or is_common_title(name)
        or name.endswith(_OTHERS_TITLES)
    ):
        return False
    turned = (name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(len(name) - 1))
    return any(_pieces(one, full) for one in (name, *turned))


@functools.lru_cache(maxsize=8)
def _ordinary(lexicon: Lexicon) -> frozenset[str]:
    """Return the pairs of letters that stand together in anything the lexicon knows."""
    pairs: set[str] = set()
    for phrase in lexicon.phrases:
        for words in (phrase.text, *phrase.variants):
            pairs.update(map("".join, pairwise(words)))
    for words in _strings({name: table for name, table in lexicon.tables.items() if name not in _OF_LETTERS}):
        pairs.update(map("".join, pairwise(words)))
    common = lexicon.tables.get("common", {})
    pairs.update(first + second for first, seconds in common.items() for second in seconds)
    return frozenset(pairs)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _strings(inner)
    elif hasattr(value, "items"):
        yield from _strings(dict(value.items()))
