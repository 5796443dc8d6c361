"""Names of organs that differ by one letter and stand for one organ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from ..lexicon.sounds import alike
from ..model import Span

_ORGAN = re.compile(
    r"[市省区县盟州旗局厅](?:直属?机关|[\u4e00-\u9fff]{1,8}?)(?:党工委|工委|管委会|委员会|领导小组|指挥部|事务中心|服务中心|管理中心)"
)
# letters whose presence makes another organ of it
_TELLING = frozenset("副分支总新老东南西北上下内外一二三四五六七八九十女青少直原各")


# letters written or left out, and parts put the other way round, leave it the same organ
_JOINT = str.maketrans("", "", "和与暨")
_NAME = "[^\\W\\d_A-Za-z了把被将在向对为等的由从同及并]"
_SEEN = re.compile(
    rf"(?:(?:(?![与和在对由同到赴]){_NAME}){{2}}(?:省|市|县|区|州|盟|旗|大学)|(?<![\u4e00-\u9fff])[省市县区州盟旗])"
    rf"(?:{_NAME}{{3,14}}?"
    r"(?:管理局|保障局|信息化局|服务局|发展局|改革局|监督局|建设局|旅游局|农村局|环境局|规划局|资源局|健康局|医院|支队|大队|事务局|宣传部|组织部|统战部|委员会|推广站|监测站)|红十字?会)"
)
# 清源县人民法院, 国网衡川市供电公司: the same without its 县 or 市 is the same house under a name it does not have
_HOUSE = re.compile(
    r"(?P<place>(?:(?![与和在对由同到赴向])[\u4e00-\u9fff]){2})(?P<rank>[市县区])"
    r"(?P<rest>人民法院|人民检察院|供电公司|烟草专卖局|气象局|税务局|公安局|教育局|财政局|人民医院|中医院)"
)


def _bare(name: str) -> tuple[str, str, tuple[str, ...]]:
    """Return what two names of one organ share: where they begin and end, and their letters in whatever order."""
    letters = name.translate(_JOINT)
    return letters[:3], letters[-1], tuple(sorted(letters))


def _one_letter(rare: str, usual: str, counts: Counter[str]) -> bool:
    """Return whether a name seen once differs in one letter of its middle from one seen more often."""
    if rare.endswith(("医院", "大学", "学院")) or len(rare) != len(usual) or len(rare) < 8 or counts[rare] > 1:
        return False
    wrong = [at for at, pair in enumerate(zip(rare, usual, strict=True)) if pair[0] != pair[1]]
    letters = {name[at] for name in (rare, usual) for at in wrong}
    if len(wrong) != 1 or not 2 <= wrong[0] < len(rare) - 2 or (letters - {"支"}) & _TELLING:
        return False
    # where both stand once, only a likely slip tells that one house is meant
    pair = rare[wrong[0]], usual[wrong[0]]
    return (wrong[0] >= 3 and counts[usual] > 1) or alike(*pair) or set(pair) == {"役", "伍"}


# an office of the party committee without its 委
_OF_THE_PARTY = re.compile("(?P<rank>[省市县区])(?P<rest>宣传部|组织部|统战部|政法委|网信办|巡察办|编办|老干部局)")


def _without_rank(text: str) -> Iterator[tuple[Span, Span]]:
    """Yield (a name without its 县, 市 or 委, the same name with it), where both are written."""
    told: set[str] = set()
    for match in _OF_THE_PARTY.finditer(text):
        first = text.find(match["rank"] + "委" + match["rest"])
        if first >= 0:
            place = Span(start=first, end=first + len(match.group()) + 1)
            yield Span(start=match.start(), end=match.end()), place
    for match in _HOUSE.finditer(text):
        bare = match["place"] + match["rest"]
        if bare in told or bare not in text:
            continue
        told.add(bare)
        full = [found.start() for found in re.finditer(match.group(), text)]
        short = [found.start() for found in re.finditer(bare, text)]
        usual, rare, names = (full, short, (match.group(), bare))
        if len(short) > len(full) or (len(short) == len(full) and short[0] < full[0]):
            usual, rare, names = short, full, (bare, match.group())
        place = Span(start=usual[0], end=usual[0] + len(names[0]))
        yield from ((Span(start=at, end=at + len(names[1])), place) for at in rare)


def near_organs(text: str) -> Iterator[tuple[Span, Span]]:
    """Yield (the rarer name, where the usual one stands first) for names one letter apart by leaving one out."""
    yield from _without_rank(text)
    places: dict[str, list[Span]] = {}
    for match in (*_ORGAN.finditer(text), *_SEEN.finditer(text)):
        places.setdefault(match.group(), []).append(Span(start=match.start(), end=match.end()))
    counts = Counter({name: len(spans) for name, spans in places.items()})
    names = sorted(places, key=lambda name: (counts[name], -places[name][0].start))
    for place, rare in enumerate(names):
        for usual in names[place + 1 :]:
            if rare != usual and (_bare(rare) == _bare(usual) or _one_letter(rare, usual, counts)):
                yield from ((span, places[usual][0]) for span in places[rare])
                break
            longer, shorter = (rare, usual) if len(rare) > len(usual) else (usual, rare)
            if len(longer) != len(shorter) + 1 or len(shorter) < 5 or Levenshtein.distance(longer, shorter) != 1:
                continue
            extra = next((a for a, b in zip(longer, f"{shorter} ", strict=False) if a != b), "")
            if extra in _TELLING or longer[0] != shorter[0]:
                continue
            yield from ((span, places[usual][0]) for span in places[rare])
            if counts[rare] == counts[usual]:
                # nobody can say which of the two is the slip
                yield from ((span, places[rare][0]) for span in places[usual])
            break
