"""Names of organs that differ by one letter and stand for one organ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from ..model import Span

_ORGAN = re.compile(
    r"[市省区县盟州旗局厅](?:直属?机关|[\u4e00-\u9fff]{1,8}?)(?:党工委|工委|管委会|委员会|领导小组|指挥部|事务中心|服务中心|管理中心)"
)
# letters whose presence makes another organ of it
_TELLING = frozenset("副分支总新老东南西北上下内外一二三四五六七八九十女青少直原各")


def near_organs(text: str) -> Iterator[tuple[Span, Span]]:
    """Yield (the rarer name, where the usual one stands first) for names one letter apart by leaving one out."""
    places: dict[str, list[Span]] = {}
    for match in _ORGAN.finditer(text):
        places.setdefault(match.group(), []).append(Span(start=match.start(), end=match.end()))
    counts = Counter({name: len(spans) for name, spans in places.items()})
    names = sorted(places, key=lambda name: (counts[name], -places[name][0].start))
    for place, rare in enumerate(names):
        for usual in names[place + 1 :]:
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
