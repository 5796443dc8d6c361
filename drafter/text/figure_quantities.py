"""Quantities: what a numeral at a place of a text counts, measures or orders."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ..lexicon import Unit
from ..model import FigureKind, Hedge
from ..patterns import lazy
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

ADDED = lazy(rf"{ARABIC}(?:\+{ARABIC})+(?=[=＝，]?(?:[共=＝]|合计|总计))")
"""Numbers added up in so many words: 21+27共48件."""
NUMERAL = lazy(rf"[-−]?(?:{ARABIC_NUMERAL}|{CHINESE_NUMERAL})")
"""A numeral of either kind, its sign included."""
RANGE_SEP = lazy(r"(?:[-—–−~～―─](?![-—─])|至|到)(?=[-−0-9一二两三四五六七八九十百])")
"""What stands between both ends of a range."""
_NEXT_INHERITS = lazy(
    rf"(?:(?:[、和与及]|以及){ARABIC_NUMERAL}(?=[、和与及以])){{0,6}}(?:[、和与及]|以及)(?={ARABIC_NUMERAL})"
)
_NEXT_IN_POINTS = lazy(
    rf"(?:(?:[、和与及]|以及)[\u4e00-\u9fff]{{0,6}}?{ARABIC_NUMERAL}个){{1,7}}(?P<unit>百分点|千分点|基点)"
)
_BARE_SCALE = lazy(r"[百千万亿]+\Z")
_SCALE = lazy(r"[百千]?[万亿]\Z")
_ONE = Decimal(1)
_FROM = lazy(r"[从由自][^，。；、\n]{0,10}\Z")

# 一 with one of these is a manner of speaking (一种精神, 一批骨干) unless it ends its clause.
_FINAL = frozenset("，。；、：！？）)”\n")
_COUNTING = lazy(r"(?:[每各共仅只达]|至少|共计|合计|累计|开展|召开|举办|组织|每月|季度|每年|半年|为期|历时|满|时隔)\Z")
# 重点把握好以下一个方面： announces how many follow
_ANNOUNCED = lazy(r"(?:以下|如下|下列|下述|上述|以上)\Z")
_FEW_UNITS = frozenset("起台张支首把间栋架根块节顶盘堂卷床杆款部眼孔段集副具排箱列片")
_OBTAINED = lazy(
    r"(?:购置|新购|采购|购买|新建|建成|新增|增加|增设|添置|配备|配发|安装|更换|拆除|改造|修复|维修|发放|查获|查扣|扣留|收缴|捐赠|投入|"
    r"出动|调配|调集|改建|扩建|开行|共有|现有|达|查处|处置|调处|化解|侦破|破获|立案|办理|办结)了?\Z"
)
_COUNTED_ISSUES = lazy(r"培训|训练|班|刊|报|讲|举办|开办|开展|编|发布|专题|栏|共|各|课|学习")
_NAMED_YEARS = lazy(r"(?:免费)?义务教育|禁渔|任务|目标|规划|计划|行动|攻坚|倍增")
_HOTLINE = lazy(r"[^，。；、\n]{0,6}(?:热线|专线|电话|平台|短信)")
_COMPARED, _PERCENT = frozenset(["同比", "环比", "上年", "去年", "年初", "同期", "上月"]), frozenset("%％")
_MAY_PRECEDE_MINUS = frozenset(["", *"，。；：、（(【“ \n\t　长降升为是至到率幅值差速约近超由从减在"])
_KNOWN_LINE = lazy(
    r"(?:11[0-49]|12[02]|12[0-9]{3}|9[56][0-9]{3,4})"
    r"(?:接处?警|处警|报警|出警|警情|警务|急救|指挥|联动|调度|服务|受理|投诉|举报|诉求|工单|中心)"
)
_VERSION = lazy(r"[1-9]\.0\Z")
_LABELS = frozenset({"周年", "号", "级"})
_CLASSES = "一二三四五"
_VAGUE = frozenset({"几", "多", "数"})
_ALWAYS_CHECKED = frozenset({"percent", "points", "multiple", "money", "area", "length", "weight", "volume", "energy"})
_CALENDAR_YEAR = lazy(r"(?:19|20)[0-9]{2}\Z")


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


def quantity_at(text: str, pos: int, end: int, units: UnitTable) -> Quantity | None:
    """Return the quantity whose numeral is ``text[pos:end]``, with unit, range and hedge, or None where it is none."""
    raw = text[pos:end]
    numeral = parse_numeral(raw)
    if numeral is None:
        return None
    start = pos
    if pos and text[pos - 1] in "-−":
        if text[max(0, pos - 2) : pos - 1] in _MAY_PRECEDE_MINUS:
            start, numeral = pos - 1, Numeral(-numeral.high, -numeral.low, numeral.step, numeral.more)
        elif text[max(0, pos - 3) : pos - 1] not in _COMPARED or text[end : end + 1] not in _PERCENT:
            # 歼-35, CR-929: a type designation, or a dash; 同比-3.1% is how much it fell by
            return (
                Quantity(pos, end, "product", None, None, "", None, False)
                if unit_at(text, end, units) is None
                else None
            )
    if text[end : end + 1] == " " and unit_at(text, end + 1, units) is not None:
        # 12.5 亿元, 149 项: a blank before the unit
        end += 1
    unit = unit_at(text, end, units)
    ranged = _range(text, start, end, numeral, unit, units)
    if ranged is not None:
        return ranged
    arabic = raw[0] <= "9"
    if unit is None:
        return (
            _without_unit(text, start, end, raw, numeral, units) if arabic else _round_number(text, start, end, numeral)
        )
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
    if name == "个" and arabic and "." in raw and (shared := _NEXT_IN_POINTS.match(text, last)) is not None:
        # 下降1.9个和2.4个百分点: what the 个 counts is printed once
        low, high = interval(numeral, "points", None)
        return Quantity(start, last, "points", low, high, f"个{shared['unit']}", None, True)
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
    if name == "类" and not arabic and end - start == 2 and text[start] in _CLASSES:
        # 一类6个、二类1个: what stands before the count tells classes apart
        last = f"{_CLASSES[_CLASSES.index(text[start]) - 1]}类"
        return text[end : end + 1].isdigit() or (text[start] != "一" and last in text[max(0, start - 24) : start])
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
    if _ANNOUNCED.search(text, max(0, start - 3), start) and text[end - 1] not in "种批系些":
        return True
    if kind == "duration" and text[end : end + 1] == "内" and (before == "年的" or before[-1:] == "前"):
        # 从一九七九年到一九八二年的一年内
        return True
    if _COUNTING.search(before):
        return kind != "count" or text[end - 1] not in "个种批系" or before[-1:] in "共仅只"
    return text[end : end + 1] in _FINAL and kind == "count" and before[-1:] not in "第同统唯之这那某另下上前后成为有是"


def _range(text: str, start: int, end: int, numeral: Numeral, unit: Unit | None, units: UnitTable) -> Quantity | None:
    after_first = end + len(unit.name) if unit else end
    sep = RANGE_SEP.match(text, after_first)
    if sep is None:
        return _listed_range(text, start, end, numeral, units) if text[end : end + 1] == "、" else None
    m = NUMERAL.match(text, sep.end())
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
    m = NUMERAL.match(text, end + 1)
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
        m = NUMERAL.match(text, shared.end())
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


def _round_number(text: str, start: int, end: int, numeral: Numeral) -> Quantity | None:
    """Return a round number in words that closes its clause and is hedged (参演人员近三百), or None."""
    if end - start < 2 or text[end - 1] not in "百千万亿" or text[end : end + 1] not in _FINAL:
        return None
    hedge = hedge_before(text, start, bare_scale=False)
    if hedge is None or _BARE_SCALE.match(text[start:end]):
        return None
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
    if text[end : end + 1] in ("强", "连", "#") or text.startswith(("大学", "大厦", "大街", "大道"), end):
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
