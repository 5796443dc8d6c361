"""What a house calls itself, known by its name, and words in its report that only a house of another kind says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..patterns import compiled, lazy
from .duplication_levels import TIERS, places_in

_OWN: tuple[tuple[str, str], ...] = (
    ("法院|检察院|医院|卫生院|保健院|敬老院|福利院|研究院", "院"),
    ("大学|学院|党校", "校院馆"),
    ("学校|中学|小学|一中|二中|三中", "校"),
    ("幼儿园", "园"),
    ("分局|局", "局"),
    ("厅", "厅"),
    ("农场|林场|牧场|渔场", "场"),
    ("图书馆|博物馆|文化馆|档案馆|美术馆|科技馆|体育馆", "馆"),
    ("公司|集团", "司厂"),
    ("镇", "镇"),
    ("乡", "乡"),
    ("街道|街道办事处", "街道"),
    ("委员会|发改委|卫健委|党工委|区委|市委|县委", "委会"),
)
# what a house of the kind may say besides of those above and beside it is left alone
_SAYS = lazy(
    "[我本](?:(?<![\u4e00-\u9fff].)|(?<=[在是为对使让由于，].))(?<!本(?=场))"
    "(?P<kind>局|厅|院|校|馆|镇|乡|场(?!地)|园|公?司|厂|委|街道)(?![们国]|[是的]?说)(?=[\u4e00-\u9fff])"
)
_SPOKEN = lazy("[“”‘’《》「」]")
_REGION = lazy(r"全区(?<![\u4e00-\u9fff]..)(?![域间块位内])(?=[\u4e00-\u9fff])")
_PREFECTURE = lazy("行署|盟委|盟行政公署|地委(?!员)")
_PARTY_GROUP = lazy("[局厅](?<![\u4e00-\u9fff].)党组(?=书记|成员|会议?|班子|理论|高度|专题|带头|始终|坚持|认真|定期)")
_FEW = 2
_FORMER = lazy("原|前身|时期|历史|撤|旧")


def kind_of(house: str) -> str:
    """Return the letters with which a house of this name speaks of itself (我局: 局); '' where nobody can tell."""
    found = [(len(end), letters) for ends, letters in _OWN for end in ends.split("|") if house.endswith(end)]
    return max(found)[1] if found else ""


def others_say(text: str, house: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, what is wrong) of what another kind or rank of house says of itself.

    A report that speaks so oftener than of itself has its reasons: it is another's, under this title.
    """
    kind = kind_of(house)
    if kind:
        found = [
            match for match in _SAYS.finditer(text) if match["kind"][-1] not in kind and not _is_quoted(text, match)
        ]
        said = len(re.findall(f"[我本](?:公)?[{kind}]", text))
        if len(found) <= _FEW + said:
            for match in found:
                yield match.start(), match.end(), f"本单位是“{house}”，这里却是“{match.group()}”"
    if kind and not set("局厅委会") & set(kind):
        for match in _only_few(_PARTY_GROUP, text, "党委|党总支|党支部|院党组"):
            yield match.start(), match.end(), f"本单位是“{house}”，这里却是“{match.group()}”"
    places = places_in(house.removeprefix("中共"))
    level = places[-1][-1] if places else ""
    if level == "省" and "自治区" not in text:
        for match in _only_few(_REGION, text, "全省"):
            yield match.start(), match.end(), f"本单位在省一级，这里却是“{match.group()}”"
    rare = {"县": "旗", "区": "旗", "旗": "县", "市": "盟旗", "盟": "市", "州": "盟旗"}.get(level, "")
    if rare:
        of_theirs = compiled(rf"(?<![\u4e00-\u9fff])[全我][{rare}](?![帜下袍手们国])(?=[\u4e00-\u9fff])")
        for match in _only_few(of_theirs, text, f"[全我]{level}"):
            yield match.start(), match.end(), f"本单位在{level}一级，这里却是“{match.group()}”"
    if level and TIERS.get(level, 9) <= 2 and level not in "盟旗" and "地区" not in house:
        for match in _only_few(_PREFECTURE, text, f"{level}委|{level}政府|全{level}"):
            if not _FORMER.search(text, max(0, match.start() - 8), match.start()):
                said_of_it = f"“{match.group()}”是盟（地区）的机构，与{level}委、{level}政府不能并称"
                yield match.start(), match.end(), said_of_it


def _only_few(pattern: re.Pattern[str], text: str, own: str) -> list[re.Match[str]]:
    found = [match for match in pattern.finditer(text) if not _is_quoted(text, match)]
    return found if len(found) <= len(re.findall(own, text)) else []


def _is_quoted(text: str, match: re.Match[str]) -> bool:
    """Return whether a match stands between quotes or in a title of its line."""
    before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    marks = _SPOKEN.findall(before)
    return bool(marks) and marks[-1] in "“‘《「"
