"""Names that differ by a slip: which ones stand in a text, and whether two of them are one under two spellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ..lexicon.sounds import alike
from ..model import Span
from ..patterns import lazy

_HAN = "[\u4e00-\u9fff]"
_NOT_IN = "了被将在向对为等的由从同到赴我全各该本这那，"
_ENDS = (
    *("局", "委员会", "管委会", "联合会", "红十字会", "协会", "宣传部", "组织部", "统战部", "工委", "政法委", "指挥部"),
    *("领导小组", "中心", "办公室", "法院", "检察院", "医院", "卫生院", "福利院", "学院", "支队", "大队", "总队"),
    *(
        "监测站",
        "推广站",
        "服务站",
        "监督站",
        "公司",
        "大学",
        "中学",
        "小学",
        "学校",
        "馆",
        "联合社",
        "集团",
        "保健院",
        "管理所",
        "研究所",
    ),
)
# a name of an organ begins with the level it belongs to; what stands between is letters of names
_FROM_LEVEL = lazy(rf"(?:[省市县区州盟旗镇乡局厅]|大学)(?=([^{_NOT_IN}\W\da-zA-Z_]{{3,18}}))")
_LAST = lazy("[局会部委组心室院队站司学校馆社团所]")
_NO_ENDS = (
    "党委",
    "纪委",
    "常委",
    "市委",
    "县委",
    "区委",
    "省委",
    "大布局",
    "大格局",
    "新格局",
    "结局",
    "开局",
    "全局",
)
_THING = lazy(
    "[水大公产示开学工项高机码景古广平系活行计论运专](?:库|桥|园|业园|范区|发区|校|程|目|速公路|场|头|区|城|镇|台|统|动|划|坛|河|班)(?!局|部门|员|化|性|体系|地)"
)
_LETTERS = lazy(f"{_HAN}+")
_QUOTED = lazy(r"“([\u4e00-\u9fff]{4,12})”")
# letters whose presence makes another name of it
TELLING = frozenset(
    "副分支总新老东南西北上下内外一二三四五六七八九十女青少直原各前后左右大小高低省市县区州乡镇村中医法民妇幼儿男甲乙丙丁"
)
# houses of one kind whose names are told apart by a letter or two
_MANY = ("医院", "卫生院", "大学", "学院", "学校", "中学", "小学", "公司", "协会", "馆", "福利院")
MOST = 600
"""A text that names more than this is no report; comparing them all would take too long."""
_JOINT = str.maketrans("", "", "和与暨及")
_SLIPS = (set("役伍"),)
# two houses, however alike their names sound: 水务, 税务; 检察, 监察; 教委, 交委
_APART = (set("水税"), set("教交"), set("林临"))
# the last two letters but one of bureaus there are
_BUREAU_NAMES = """
教育 财政 公安 司法 民政 统计 审计 气象 税务 水务 水利 商务 林业 农业
渔业 体育 旅游 文旅 住建 城管 信访 档案 应急 医保 卫健 工信 科技 环保
交通 粮食 地震 海洋 港务 港航 机关 人社 国土 规划 房管 市政 园林 公路
铁路 邮政 烟草 图书 文化 博物
"""
_BUREAUS = frozenset(_BUREAU_NAMES.split())


def organs(text: str) -> dict[str, list[Span]]:
    """Return the organs named in ``text`` from their level on (市行政审批局), each with where it stands."""
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for match in _FROM_LEVEL.finditer(text):
        start, run = match.start(), match.group() + match[1]
        for last in _LAST.finditer(run, 3):
            name = run[: last.end()]
            ends = name.endswith(_ENDS) or (
                name[-1] == "委" and len(name) > 4 and run[last.end() : last.end() + 1] != "员"
            )
            if ends and not name.endswith(_NO_ENDS):
                found[name].append(Span(start=start, end=start + len(name)))
                break
    return dict(found)


def things(text: str) -> dict[str, list[Span]]:
    """Return names between quotes, and the last letters of names of works (石岭水库), with where they stand."""
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for match in _QUOTED.finditer(text):
        found[match[1]].append(Span(start=match.start(1), end=match.end(1)))
    for match in _THING.finditer(text):
        for start in (match.start() - 3, match.start() - 2):
            name = text[max(start, 0) : match.end()]
            if start >= 0 and _LETTERS.fullmatch(name):
                found[name].append(Span(start=start, end=match.end()))
    return dict(found)


def pairs(names: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield names that are the same with a letter left out of one or both, or with their letters put in order."""
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        for key in keys_of(name):
            keys[key].append(name)
    seen: set[tuple[str, str]] = set()
    for group in keys.values() if len(names) <= MOST else ():
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                pair = (one, other) if one < other else (other, one)
                if one != other and pair not in seen:
                    seen.add(pair)
                    yield pair


def with_one_blank(name: str) -> list[str]:
    """Return ``name`` with each of its characters blanked in turn: names that share one are one character apart."""
    return [f"{name[:at]}_{name[at + 1 :]}" for at in range(len(name))]


def keys_of(name: str) -> set[str]:
    """Return what two names that may be one under two spellings have in common: one key and more."""
    bare = _bare(name)
    return {
        bare,
        *(bare[:at] + bare[at + 1 :] for at in range(1, len(bare))),
        f"*{bare[:2]}{''.join(sorted(bare))}",
        f"#{bare[:3]}{len(bare)}{bare[-3:]}",
    }


def _bare(name: str) -> str:
    """Return ``name`` without 和, its 委员会 cut to 委."""
    bare = name.translate(_JOINT)
    return bare.removesuffix("员会") if bare.endswith("委员会") else bare


def is_slip(one: str, other: str, counts: Mapping[str, int]) -> bool:
    """Return whether two names of organs are one name, one of them with a letter changed, left out, or moved."""
    a, b = _bare(one), _bare(other)
    if a == b:
        return one.translate(_JOINT) == other.translate(_JOINT)
    many = one.endswith(_MANY) or other.endswith(_MANY)
    if len(a) == len(b):
        wrong = [pair for pair in zip(a, b, strict=True) if pair[0] != pair[1]]
        if sorted(a) == sorted(b):
            return len(a) >= 6
        if len(wrong) == 2 and len(a) >= 8 and a[:3] == b[:3]:
            # 疾病防控控制中心: letters of the name, and no others
            return set(a) < set(b) or set(b) < set(a)
        return len(wrong) == 1 and _changed(wrong[0], a, counts.get(one, 0) + counts.get(other, 0) > 2, many)
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    if len(longer) - len(shorter) != 1 or len(shorter) < 5 or many:
        return False
    extra = next(x for x, y in zip(longer, f"{shorter} ", strict=False) if x != y)
    return extra not in TELLING and longer[0] == shorter[0] and not _is_short(longer, shorter)


def _changed(pair: tuple[str, str], name: str, often: bool, many: bool) -> bool:
    if (TELLING - {"支"}) & set(pair):
        return alike(*pair) and not set(pair) <= TELLING
    if _apart(pair, name):
        return False
    # 市场监管管理局: a letter of the name said twice
    doubled = len(name) >= 7 and any(letter in name.replace(pair[0], "", 1) for letter in pair) and not many
    return (
        (len(name) >= 4 and alike(*pair))
        or doubled
        or set(pair) in _SLIPS
        or (often and len(name) >= 7 and not many and name[:3].find(pair[0]) < 0)
    )


def _apart(pair: tuple[str, str], name: str) -> bool:
    """Return whether two names one letter apart are of two houses: 水务局 and 税务局, 检察 and 监察."""
    if set(pair) == set("检监"):
        return "察" in name
    other = name.replace(pair[0], pair[1]) if pair[0] in name else name.replace(pair[1], pair[0])
    return set(pair) in _APART or (len(name) == 4 and (name[1:3] in _BUREAUS) == (other[1:3] in _BUREAUS))


def _is_short(longer: str, shorter: str) -> bool:
    """Return whether the shorter name is only a common cut: 委员会 as 委, 管理局 as 局."""
    return longer.endswith("委员会") or longer.replace("管理", "") == shorter


def near_windows(text: str, names: Mapping[str, list[Span]]) -> Iterator[tuple[Span, str]]:
    """Yield (where, the name it should be) of words that are a known name but for a letter changed or left out."""
    done = {span.start for spans in names.values() for span in spans}
    for name in names if len(names) <= MOST else ():
        size = len(name)
        if size < 4:
            continue
        edge = 3 if size > 5 else 2
        for part, shift in ((name[:edge], 0), (name[-edge:], size - edge)):
            at = text.find(part)
            while at >= 0:
                start = at - shift
                if start >= 0 and start not in done and not text.startswith(name, start):
                    end = _end_of_slip(text, start, name)
                    if end:
                        done.add(start)
                        yield Span(start=start, end=end), name
                at = text.find(part, at + 1)


def _end_of_slip(text: str, start: int, name: str) -> int:
    """Return where a slip of ``name`` that begins at ``start`` ends; 0 where none does."""
    size = len(name)
    window = text[start : start + size]
    same = next(
        (place for place, pair in enumerate(zip(window, name, strict=False)) if pair[0] != pair[1]), len(window)
    )
    if same >= len(window) or "\n" in window:
        return 0
    pair = window[same], name[same]
    if window[same + 1 :] == name[same + 1 :] and not set(pair) <= TELLING and not _apart(pair, name) and alike(*pair):
        return start + size
    # 律师协作会 for 律师协会: a letter more before the last, of names whose last is never the head of a word
    more = text[start : start + size + 1]
    if size >= 5 and same == size - 1 and more[-1:] == name[-1] and name[-1] in "会院馆校" and name[-2] in "协合医学":
        return start + size + 1 if more[size - 1] not in TELLING else 0
    left_out = same >= 2 and size > 4 and window[same:-1] == name[same + 1 :] and len(window[same:-1]) >= 1
    return start + size - 1 if left_out and name[same] not in TELLING else 0


def two_shorts(names: Mapping[str, list[Span]]) -> Iterator[tuple[str, str, str]]:
    """Yield (a rarer short form, a more usual one, the full name) of names that have two short forms in one text."""
    for full in names if len(names) <= MOST else ():
        shorts = [name for name in names if len(full) - len(name) >= 2 and len(name) >= 4 and _cut_from(name, full)]
        shorts.sort(key=lambda name: (-len(names[name]), names[name][0].start if names[name] else 0))
        yield from ((name, shorts[0], full) for name in shorts[1:] if not _cut_from(name, shorts[0]))


def _cut_from(short: str, full: str) -> bool:
    """Return whether ``short`` has letters of ``full`` in their order, beginning and ending as it does."""
    if short[0] != full[0] or short[-1] != full[-1]:
        return False
    letters = iter(full)
    return all(letter in letters for letter in short)
