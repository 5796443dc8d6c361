"""Where a text turns to plans or to another time, so that what stands behind may well have another value."""

from __future__ import annotations

from bisect import bisect_left

from ..model import Figure
from ..patterns import lazy

_REACH = 120
_SENTENCE = lazy("[。！？\n]")
_OTHER_YEAR = lazy(r"[去上前]年|上一年|(?:19|20)\d\d年")
_YEAR = lazy(r"(?:19|20)\d\d年")
_BACK = lazy("存在的?.{0,4}(?:问题|不足|差距|困难)|主要问题|(?:问题|不足|困难|差距)(?:：|:|与|和|及)")
_TURN = lazy(
    r"(?<!其中)下半年|下一步|下步|努力方向|打算|工作安排|工作思路|明年|今年(?![末底])|主要目标|重点做好|重点抓好|重点任务|重点工作(?!完成|开展|落实|进展|推进)|整改措施|改进措施|今后|发展目标|十五五"
    r"|20\d\d年(?:[，,]|.{0,8}(?:工作|目标|任务|计划))"
)


class Turns:
    """Where a text turns to plans or to another time."""

    def __init__(self, text: str) -> None:
        self._text = text
        year = _YEAR.search(text)
        its_own = year.group() if year is not None else "-"
        found = (match for match in _TURN.finditer(text) if not match.group().startswith(its_own))
        self._turns = [(match.start(), match.end(), match.group()) for match in found]
        self._backs = [match.start() for match in _BACK.finditer(text)]

    def between(self, first: Figure, second: Figure, slip: bool = False) -> bool:
        """Return whether there is a turn between both; 今年 alone is none for a ``slip``."""
        # what is wanting is told of the present, behind the plans too
        back = bisect_left(self._backs, second.span.start)
        begins = max(first.span.end, self._backs[back - 1] if back else 0)
        at = bisect_left(self._turns, (begins,))
        last = bisect_left(self._turns, (second.span.start,))
        turns = (self._turns[place] for place in range(at, last))
        inside = (turn for _, end, turn in turns if end <= second.span.start)
        turned = next(inside, None)
        if turned is None or turned != "今年" or any(turn != "今年" for turn in inside):
            return turned is not None
        # 今年完成2.4万亩。今年完成2.6万亩: a year both name is no other time
        begins = max(0, first.span.start - _REACH)
        if slip or "今年" in _SENTENCE.split(self._text[begins : first.span.start])[-1]:
            return False
        # where no other year is in sight, it only says what is meant anyway; 二、今年工作 turns to plans
        itself = "今年" in _SENTENCE.split(self._text[first.span.end : second.span.start])[-1]
        return not itself or _OTHER_YEAR.search(self._text, begins, second.span.start) is not None
