"""Openers: sentences of a section do not all begin alike — 开展…。开展…。, 我局…。我局…。, a row of 方面."""

from __future__ import annotations

import re

from ..patterns import lazy
from .leads import is_work
from .verbs import starts_with_verb

_ASPECT = lazy(r"^([^，；：。]{2,12})方面，(?P<rest>.*)", re.S)
_DATED = lazy(r"^(?P<date>(?:20\d\d年)?\d{1,2}月[\d月日至上中下旬初底、午]*)，")
# What is work in two characters: 工贸 is none.
_DUTY = lazy(
    r"防[汛火灾疫]|抗[旱疫]|消防|就业|治超|信访|普法|招商|维稳|禁毒|征兵|宣传|保密|非遗|文物|环保|党建|统战|养老|环卫"
)
# A verb, and how it may open the sentence after one that it opened: no more is said.
_OTHERS = {
    "开展": ("组织开展", "认真开展"),
    "推进": ("持续推进", "扎实推进"),
    "举办": ("组织举办",),
    "落实": ("认真落实",),
    "做好": ("扎实做好", "持续做好"),
    "完善": ("健全完善",),
    "实施": ("组织实施",),
    "制定": ("研究制定",),
    "排查": ("认真排查",),
    "检查": ("深入检查",),
}


class Openers:
    """Remembers how the sentences of one section began."""

    def __init__(self, name: str) -> None:
        """Take the house's short name, the subject of its sentences."""
        self._name = name
        self._before = ""
        self._aspects = 0
        self._used: dict[str, int] = {}

    def varied(self, text: str) -> str:
        """Return ``text``, the next sentence of the section, begun otherwise than the one before it."""
        said = self._without_name(self._other_verb(self._other_aspect(text)))
        self._before = text
        return said

    def _other_aspect(self, text: str) -> str:
        """Return every other 防汛方面 as 做好防汛工作, where it is work and goes on with what was done."""
        match = _ASPECT.match(text)
        if match is None:
            return text
        self._aspects += 1
        does = is_work(match[1]) or _DUTY.fullmatch(match[1])
        if self._aspects % 2 == 0 and does and starts_with_verb(match["rest"]):
            return f"做好{match[1]}工作，{match['rest']}"
        return text

    def _other_verb(self, text: str) -> str:
        verb = text[:2]
        others = _OTHERS.get(verb, ())
        if not others or not self._before.startswith(verb):
            return text
        count = self._used[verb] = self._used.get(verb, 0) + 1
        return text if count > len(others) else others[count - 1] + text[2:]

    def _without_name(self, text: str) -> str:
        """Return 6月17日，召开… behind 5月28日，我局召开…: the subject is still the same."""
        dated, before = _DATED.match(text), _DATED.match(self._before)
        if not self._name or dated is None or before is None:
            return text
        rest = text[dated.end() :]
        same = self._before[before.end() :].startswith(self._name) and rest.startswith(self._name)
        return f"{dated['date']}，{rest.removeprefix(self._name)}" if same else text
