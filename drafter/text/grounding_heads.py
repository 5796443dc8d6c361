"""What a number is right after: 诉前调解成功 in 全年诉前调解成功2917件."""

from __future__ import annotations

from functools import lru_cache

from ..patterns import lazy
from .grounding_when import without_time

_REACH = 30
_CUT = lazy(r"[，,。；;：:！？!?\n、（）()|\t\d%％“”《》]")
_LED = lazy(
    r"^(?:其中|今年|全年|本年|目前|累计|共计?|全[市县区省镇乡州局院校行]|我[市县区省局院校行]|并|及|和|与|另|还|均|已|又|先后|为)+"
)
_TRAILED = lazy(
    r"(?:达到了?|达|为|是|了|有|共计?|总计|合计|约|近|超过|超|突破|[至到]|已|累计|提[高升]|增[长加]|上升|下降|降低|减少|压缩|实现|分别|均|各|稳定在|保持在"
    r"|同比|占|在|数|量)+$"
)


@lru_cache(maxsize=4096)
def head(text: str, first: int) -> str:
    """Return the words right before the figure at ``first``, in its clause, without what any metric may have there."""
    said = _CUT.split(without_time(text[max(0, first - _REACH) : first]))[-1]
    return _TRAILED.sub("", _LED.sub("", said))


def same_end(one: str, other: str) -> int:
    """Return how many characters at the end of both are the same."""
    return next(
        (at for at, (a, b) in enumerate(zip(one[::-1], other[::-1], strict=False)) if a != b), min(len(one), len(other))
    )
