"""Quantities: what a numeral at a place of a text counts, measures or orders."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from ..lexicon import Unit
from ..model import FigureKind, Hedge
from .figure_values import hedge_after, hedge_before, interval
from .numerals import ARABIC, Numeral, parse_numeral
from .units import UnitTable

_GUARD = r"千(?![克米瓦伏卡帕赫])"
_TAIL = rf"(?:零?[0-9]+(?:\.[0-9]+)?(?:百|{_GUARD})?万|(?<=万)[0-9]{{4}}(?![0-9.]))"
ARABIC_NUMERAL = (
    rf"{ARABIC}(?: (?=[百千]?[万亿]))?(?:(?:[十百]|{_GUARD})?万?亿?(?<![0-9]){_TAIL}?)?"
    rf"(?:[多余](?:(?:百|{_GUARD})?万?亿?)|[来几](?=[个人名户件天年岁]))?"
)
"""Arabic numeral with its scale: 1,200 · 3.5万 · 35亿2000万 · 3000多万."""
CHINESE_NUMERAL = (
    rf"(?:[〇零一二两三四五六七八九十百万亿几]|{_GUARD})+(?:点[〇零一二三四五六七八九]+万?亿?)?"
    r"(?:[多余](?:万?亿?)|来(?=[个人名户件天年岁]))?"
)
"""Chinese numeral with its scale: 三十五亿二千万 · 三点五万 · 十余."""

_FRACTION = re.compile(
    rf"(?P<base>百|千|万|十?[二三四五六七八九十]|[1-9][0-9]{{0,2}})分之(?P<value>{ARABIC}|{CHINESE_NUMERAL})"
)
_SLASH = re.compile(r"(?P<a>[1-9][0-9]?)/(?P<b>[1-9][0-9]?)(?![0-9/])")
_RATIO = re.compile(r"(?P<a>[0-9]{1,4}(?:\.[0-9]+)?)[:：∶](?P<b>[0-9]{1,4}(?:\.[0-9]+)?)(?![:：∶0-9])")
_TENTHS = re.compile(
    r"(?P<whole>[一二两三四五六七八九])成(?P<part>[一二三四五六七八九半])(?=[，。；：、！）)\n以左上的]|\Z)"
)
_HALVED = re.compile(r"个半(?P<whole>月|小时)|[年天]半(?![年天夜])")
_HALF = re.compile(r"半(?P<unit>个月|个小时|小时|天)")
_NUMERAL = re.compile(rf"[-−]?(?:{ARABIC_NUMERAL}|{CHINESE_NUMERAL})")
_RANGE_SEP = re.compile(r"(?:[-—–−~～―─](?![-—─])|至|到)(?=[-−0-9一二两三四五六七八九十百])")
_NEXT_INHERITS = re.compile(
    rf"(?:(?:[、和与及]|以及){ARABIC_NUMERAL}(?=[、和与及以])){{0,6}}(?:[、和与及]|以及)(?={ARABIC_NUMERAL})"
)
_BARE_SCALE = re.compile(r"[百千万亿]+\Z")
_SCALE = re.compile(r"[百千]?[万亿]\Z")
_ONE = Decimal(1)
_FROM = re.compile(r"[从由自][^，。；、\n]{0,10}\Z")

# 一 with one of these is a manner of speaking (一种精神, 一批骨干) unless it ends its clause.
_FINAL = frozenset("，。；、：！？）)”\n")
_COUNTING = re.compile(
    r"(?:[每各共仅只达]|至少|共计|合计|累计|开展|召开|举办|组织|每月|季度|每年|半年|为期|历时|满|时隔)\Z"
)
_FEW_UNITS = frozenset("台张支首把间栋架根块节顶盘堂卷床杆款部眼孔段集副具排箱列片")
_OBTAINED = re.compile(
    r"(?:购置|新购|采购|购买|新建|建成|新增|增加|增设|添置|配备|配发|安装|更换|拆除|改造|修复|维修|发放|查获|查扣|扣留|收缴|捐赠|投入|"
    r"出动|调配|调集|改建|扩建|开行|共有|现有|达)了?\Z"
)
_COUNTED_ISSUES = re.compile(r"培训|训练|班|刊|报|讲|举办|开办|开展|编|发布|专题|栏|共|各|课|学习")
_NAMED_YEARS = re.compile(r"(?:免费)?义务教育|禁渔|任务|目标|规划|计划|行动|攻坚|倍增")
_HOTLINE = re.compile(r"[^，。；、\n]{0,6}(?:热线|专线|电话|平台|短信)")
_MAY_PRECEDE_MINUS = frozenset(["", *"，。；：、（(【“ \n\t　长降升为是至到率幅值差速约近超由从减在"])
_KNOWN_LINE = re.compile(
    r"(?:11[0-49]|12[02]|12[0-9]{3}|9[56][0-9]{3,4})"
    r"(?:接处?警|处警|报警|出警|警情|警务|急救|指挥|联动|调度|服务|受理|投诉|举报|诉求|工单|中心)"
)
_VERSION = re.compile(r"[1-9]\.0\Z")
_LABELS = frozenset({"周年", "号", "级"})
_VAGUE = frozenset({"几", "多", "数"})
_ALWAYS_CHECKED = frozenset({"percent", "points", "multiple", "money", "area", "length", "weight", "volume", "energy"})
_CALENDAR_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")


class Quantity(NamedTuple):
    """A quantity at a place of a text."""

    start: int
    """Offset of its first character (a minus sign included)."""
    end: int
    """Offset after its unit."""
    kind: FigureKind
    """Its class."""
    low: Decimal | None
    """Lower end of its interval; None where the words name no value (几个)."""
    high: Decimal | None
    """Upper end."""
    unit: str
    """As printed, without scale."""
    hedge: Hedge | None
    """What the words around it say."""
    checkable: bool
    """Whether a fact could support it."""


def unit_at(text: str, pos: int, units: UnitTable) -> Unit | None:
    """Return the longest unit that begins at ``pos`` and is no part of a longer word, or None."""
    for name, unit, guard in units.get(text[pos : pos + 1], ()):
        if not text.startswith(name, pos):
            continue
        after = text[pos + len(name) : pos + len(name) + 1]
        if after and (after in guard or (after.isascii() and after.isalnum() and name.isascii())):
            continue
        return unit
    return None


def fraction_at(text: str, pos: int) -> Quantity | None:
    """Return the fraction or percentage in words (三分之二, 百分之五十六点七) at ``pos``, or None."""
    m = _FRACTION.match(text, pos)
    if m is None:
        return None
    value = parse_numeral(m["value"])
    base = parse_numeral(m["base"])
    if value is None or base is None:
        return None
    hedge = hedge_before(text, pos, bare_scale=False) or hedge_after(text, m.end())
    if m["base"] in ("百", "千", "万"):
        end, value, hedge = _percent_range(text, m, value, hedge)
        scale = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}[m["base"]]
        value = Numeral(value.low * scale, value.high * scale, value.step * scale, value.more)
        low, high = interval(value, "percent", hedge)
        return Quantity(pos, end, "percent", low, high, "%", hedge, True)
    if not value.plain or not base.low or value.low > base.low:
        return None
    share = value.low / base.low
    low, high = interval(Numeral(share, share, Decimal("0.01"), False), "fraction", hedge) if hedge else (share, share)
    return Quantity(pos, m.end(), "fraction", low, high, "", hedge, True)


def _percent_range(
    text: str, m: re.Match[str], value: Numeral, hedge: Hedge | None
) -> tuple[int, Numeral, Hedge | None]:
    sep = _RANGE_SEP.match(text, m.end())
    if sep is None:
        return m.end(), value, hedge
    again = _FRACTION.match(text, sep.end())
    other = again or _NUMERAL.match(text, sep.end())
    second = parse_numeral(again["value"] if again else other[0]) if other else None
    if other is None or second is None or second.low <= value.low:
        return m.end(), value, hedge
    return other.end(), Numeral(value.low, second.high, min(value.step, second.step), False), "range"


def tenths_at(text: str, pos: int) -> Quantity | None:
    """Return tenths with their tenth (八成五, 三成半) at ``pos``, or None."""
    m = _TENTHS.match(text, pos)
    whole, part = (parse_numeral(m["whole"]), parse_numeral(m["part"].replace("半", "五"))) if m else (None, None)
    if m is None or whole is None or part is None:
        return None
    value = whole.low + part.low / 10
    hedge = hedge_before(text, pos, bare_scale=False) or hedge_after(text, m.end())
    low, high = interval(Numeral(value, value, Decimal("0.1"), False), "percent", hedge)
    return Quantity(pos, m.end(), "percent", low, high, "成", hedge, True)


def slash_fraction_at(text: str, pos: int) -> Quantity | None:
    """Return a proper fraction written with a slash (1/3), or None."""
    m = _SLASH.match(text, pos)
    if m is None or int(m["a"]) >= int(m["b"]):
        return None
    share = Decimal(m["a"]) / Decimal(m["b"])
    return Quantity(pos, m.end(), "fraction", share, share, "", hedge_before(text, pos, bare_scale=False), True)


def ratio_at(text: str, pos: int) -> Quantity | None:
    """Return the ratio written with a colon (1:1.5) at ``pos``, or None."""
    m = _RATIO.match(text, pos)
    if m is None or not Decimal(m["b"]):
        return None
    share = Decimal(m["a"]) / Decimal(m["b"])
    return Quantity(pos, m.end(), "fraction", share, share, "", hedge_before(text, pos, bare_scale=False), True)


def half_at(text: str, pos: int) -> Quantity | None:
    """Return 半个月, 半天, 半小时 at ``pos``, or None."""
    m = _HALF.match(text, pos)
    if m is None:
        return None
    half = Decimal("0.5")
    return Quantity(pos, m.end(), "duration", half, half, m["unit"], hedge_before(text, pos, bare_scale=False), True)


def halved_at(text: str, pos: int, end: int) -> Quantity | None:
    """Return a span of time ending in 半 (一个半月, 两年半) whose numeral is ``text[pos:end]``, or None."""
    m = _HALVED.match(text, end)
    numeral = parse_numeral(text[pos:end]) if m else None
    if m is None or numeral is None or not numeral.plain:
        return None
    value = numeral.low + Decimal("0.5")
    unit = f"个{m['whole']}" if m["whole"] else m[0][0]
    hedge = hedge_before(text, pos, bare_scale=False) or hedge_after(text, m.end())
    low, high = interval(Numeral(value, value, Decimal(1), False), "duration", hedge)
    return Quantity(pos, m.end(), "duration", low, high, unit, hedge, True)


def quantity_at(text: str, pos: int, end: int, units: UnitTable) -> Quantity | None:
    """Return the quantity whose numeral is ``text[pos:end]``, with unit, range and hedge, or None where it is none."""
    raw = text[pos:end]
    numeral = parse_numeral(raw)
    if numeral is None:
        return None
    start = pos
    if pos and text[pos - 1] in "-−":
        if text[max(0, pos - 2) : pos - 1] not in _MAY_PRECEDE_MINUS:
            # 歼-35, CR-929: a type designation, or a dash
            return (
                Quantity(pos, end, "product", None, None, "", None, False)
                if unit_at(text, end, units) is None
                else None
            )
        start, numeral = pos - 1, Numeral(-numeral.high, -numeral.low, numeral.step, numeral.more)
    if text[end : end + 1] == " " and unit_at(text, end + 1, units) is not None:
        # 12.5 亿元, 149 项: a blank before the unit
        end += 1
    unit = unit_at(text, end, units)
    ranged = _range(text, start, end, numeral, unit, units)
    if ranged is not None:
        return ranged
    arabic = raw[0] <= "9"
    if unit is None:
        return _without_unit(text, start, end, raw, numeral, units) if arabic else None
    return _with_unit(text, start, end, raw, numeral, unit, arabic, units)


def _with_unit(
    text: str, start: int, end: int, raw: str, numeral: Numeral, unit: Unit, arabic: bool, units: UnitTable
) -> Quantity | None:
    bare_scale = not arabic and _BARE_SCALE.match(raw) is not None
    last = end + len(unit.name)
    if not arabic and not unit.chinese and len(raw) == 1 and not _is_counted_few(text, start, last):
        return None
    after = text[last : last + 1]
    name = unit.name
    if after == "/" and (under := unit_at(text, last + 1, units)) is not None:
        name = f"{unit.name}/{under.name}"
        last += 1 + len(under.name)
    hedge = hedge_before(text, start, bare_scale=bare_scale)
    if (
        (bare_scale and hedge is None and not numeral.more)
        or after == "级"
        or _is_label(text, start, last, name, arabic)
    ):
        # 万元, 千人, 百亩: a denominator or a size class; 30万吨级, 核电三期, 成立75周年: labels
        return Quantity(start, last, "decoy", None, None, name, None, False)
    hedge = hedge or hedge_after(text, last)
    if hedge is None and numeral.more:
        hedge = "more_than_trailing"
    if raw in _VAGUE:
        return Quantity(start, last, "count", None, None, name, "about", False)
    kind: FigureKind = unit.kind
    low, high = (numeral.low, numeral.high) if name == "番" else interval(numeral, kind, hedge)
    checkable = (
        arabic or numeral.low != 1 or numeral.high != 1 or hedge is not None or _is_counted_one(text, start, last, kind)
    )
    if numeral.low != numeral.high and not numeral.more and hedge is None:
        hedge = "range"
    return Quantity(start, last, kind, low, high, name, hedge, checkable)


def _is_label(text: str, start: int, end: int, name: str, arabic: bool) -> bool:
    """Return whether a number with a unit only tells things apart: a project's phase, a round anniversary."""
    if name in _LABELS or (name == "岁" and text[end : end + 2] in ("以上", "以下")):
        return True
    if name == "年" and (end - start > 2 or text[start] not in "一半"):
        return _NAMED_YEARS.match(text, end) is not None or (
            text[end : end + 1] in "前后制" and text[end : end + 1] != ""
        )
    if name == "期" and not arabic and end - start == 2:
        return _COUNTED_ISSUES.search(text, max(0, start - 8), start) is None
    return False


def _is_counted_few(text: str, start: int, end: int) -> bool:
    """Return whether 两 to 十 with a measure word that also makes words counts here: 购置五台车, 拆除旧楼两栋，."""
    if text[end - 1] not in _FEW_UNITS or text[start] not in "两二三四五六七八九十" or end - start > 2:
        return False
    return text[end : end + 1] in _FINAL or _OBTAINED.search(text, max(0, start - 3), start) is not None


def _is_counted_one(text: str, start: int, end: int, kind: FigureKind) -> bool:
    """Return whether a lone 一 states a number: 学习一次， does, 一种精神 does not."""
    if kind in _ALWAYS_CHECKED:
        return True
    before = text[max(0, start - 2) : start]
    if text[start + 1 : end] == "名" and before[-1:] in "，；、" and "一" not in text[end : end + 5]:
        # 发展党员11名，一名同志获表彰
        return before != "" and text[end : end + 1] not in "不都也没未"
    if _COUNTING.search(before):
        return kind != "count" or text[end - 1] not in "个种批系" or before[-1:] in "共仅只"
    return text[end : end + 1] in _FINAL and kind == "count" and before[-1:] not in "第同统唯之这那某另下上前后成为有是"


def _range(text: str, start: int, end: int, numeral: Numeral, unit: Unit | None, units: UnitTable) -> Quantity | None:
    after_first = end + len(unit.name) if unit else end
    sep = _RANGE_SEP.match(text, after_first)
    if sep is None:
        return _listed_range(text, start, end, numeral, units) if text[end : end + 1] == "、" else None
    m = _NUMERAL.match(text, sep.end())
    second = parse_numeral(m[0]) if m else None
    if m is None or second is None:
        return None
    second_unit = unit_at(text, m.end(), units)
    if second_unit is None or (unit is not None and unit.name != second_unit.name):
        return None
    if second_unit.name in _LABELS:
        return Quantity(start, m.end() + len(second_unit.name), "decoy", None, None, second_unit.name, None, False)
    if sep[0] in "至到" and _FROM.search(text, max(0, start - 11), start):
        # 由3万元到5万元 tells a change, not a range
        return None
    factor = _shared_scale(text[end - 1], numeral, m[0], second) if unit is None else _ONE
    if factor == 1 and unit is None and second.step < 1 <= numeral.step and second.low >= 10000:
        return None
    first = Numeral(numeral.low * factor, numeral.high * factor, numeral.step * factor, numeral.more)
    if first.low >= second.high:
        return None
    kind = second_unit.kind
    low = interval(first, kind, None)[0]
    high = interval(second, kind, None)[1]
    return Quantity(start, m.end() + len(second_unit.name), kind, low, high, second_unit.name, "range", True)


def _shared_scale(last: str, first: Numeral, printed: str, second: Numeral) -> Decimal:
    """Return what the first end is multiplied by: 1.5—2万 and 一至三千万 print the scale once, 8000至1万 does not."""
    scale = _SCALE.search(printed)
    if scale is None or last in "百千万亿多余":
        return _ONE
    factor = Decimal(10**8 if scale[0][-1] == "亿" else 10**4)
    if len(scale[0]) > 1:
        factor *= 100 if scale[0][0] == "百" else 1000
    return factor if first.low * factor < second.high or first.low >= second.low else _ONE


def _listed_range(text: str, start: int, end: int, numeral: Numeral, units: UnitTable) -> Quantity | None:
    # 5、6个 and 五、六个 mean five to six; 32、14个 are two counts
    m = _NUMERAL.match(text, end + 1)
    if m is None or end - start > 1 or len(m[0]) > 1:
        return None
    second = parse_numeral(m[0])
    unit = unit_at(text, m.end(), units)
    if second is None or unit is None or second.low != numeral.low + 1 or (start and text[start - 1] in "、为是"):
        return None
    return Quantity(start, m.end() + len(unit.name), unit.kind, numeral.low, second.high, unit.name, "range", True)


def _without_unit(text: str, start: int, end: int, raw: str, numeral: Numeral, units: UnitTable) -> Quantity | None:
    hedge = hedge_before(text, start, bare_scale=False) or hedge_after(text, end)
    if hedge is None and numeral.more:
        hedge = "more_than_trailing"
    shared = _NEXT_INHERITS.match(text, end)
    if shared is not None:
        m = _NUMERAL.match(text, shared.end())
        unit = unit_at(text, m.end(), units) if m else None
        # 分别增长9.7和8.9个百分点: the unit is printed once
        if unit is not None and _CALENDAR_YEAR.match(raw) is None:
            low, high = interval(numeral, unit.kind, hedge)
            return Quantity(start, end, unit.kind, low, high, unit.name, hedge, True)
    label = _label_kind(text, end, raw)
    if label is not None:
        return Quantity(start, end, label, None, None, "", None, False)
    low, high = interval(numeral, "number", hedge)
    return Quantity(start, end, "number", low, high, "", hedge, True)


def _label_kind(text: str, end: int, raw: str) -> FigureKind | None:
    """Return what a bare number is when it is no value: a code, hotline, version, ranking or century."""
    if text.startswith("世纪", end):
        return "set_phrase"
    if raw.isdigit():
        if len(raw) >= 7 or (len(raw) > 1 and raw[0] == "0"):
            return "decoy"
        if len(raw) >= 3 and (_HOTLINE.match(text, end) or _KNOWN_LINE.match(raw + text[end : end + 4])):
            return "product"
    if text[end : end + 1] in ("强", "连", "#"):
        return "name"
    return "product" if _VERSION.match(raw) and text[end : end + 1] not in "，。；、）" else None


def ordinal_at(text: str, pos: int, end: int, units: UnitTable, allowed: frozenset[str]) -> Quantity | None:
    """Return the ordinal 第… whose numeral is ``text[pos + 1 : end]``, with its unit if ``allowed``, or None."""
    numeral = parse_numeral(text[pos + 1 : end])
    if numeral is None or not numeral.plain:
        return None
    unit = unit_at(text, end, units)
    name = unit.name if unit and unit.name in allowed else ""
    return Quantity(pos, end + len(name), "ordinal", numeral.low, numeral.high, name, None, True)
