"""Automatic numbering of Word: what is printed before a paragraph although no run holds it. Works on plain XML."""

from __future__ import annotations

import re
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CN = "〇一二三四五六七八九"
_CHINESE = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"}
BULLET = "•"


class Numbering:
    """Counts the numbered paragraphs of one file, asked for each in document order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """Take the roots of numbering.xml and styles.xml; either may be None."""
        self._levels: dict[str, dict[int, Any]] = {}
        self._abstract: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles = (
            {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")} if styles is not None else {}
        )
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: Any) -> None:
        for abstract in numbering.iter(f"{_W}abstractNum"):
            levels = {_int(level.get(f"{_W}ilvl")): level for level in abstract.iter(f"{_W}lvl")}
            self._levels[abstract.get(f"{_W}abstractNumId")] = levels
        for num in numbering.iter(f"{_W}num"):
            id = num.get(f"{_W}numId")
            self._abstract[id] = _value(num.find(f"{_W}abstractNumId"))
            for override in num.iter(f"{_W}lvlOverride"):
                start = override.find(f"{_W}startOverride")
                if start is not None:
                    self._starts[id, _int(override.get(f"{_W}ilvl"))] = _int(_value(start))

    def label(self, paragraph: Any) -> str:
        """Return what Word prints before ``paragraph`` (``一、``, ``2.1``, ``•``); '' when it is not numbered."""
        id, level = self._place(paragraph)
        levels = self._levels.get(self._abstract.get(id, ""), {})
        if id in ("", "0") or level not in levels:
            return ""
        if _value(levels[level].find(f"{_W}numFmt")) == "bullet":
            return BULLET
        counts = self._counts.setdefault(self._series(id), {})
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        counts[level] = counts[level] + 1 if level in counts else self._start(id, levels, level)
        pattern = _value(levels[level].find(f"{_W}lvlText"))
        return re.sub(r"%([1-9])", lambda match: self._number(id, levels, counts, int(match[1]) - 1), pattern)

    def _series(self, id: str) -> str:
        """Return the key paragraphs are counted under: instances that start anew count for themselves."""
        restarts = any(num == id for num, _ in self._starts)
        return f"num {id}" if restarts else f"abstract {self._abstract[id]}"

    def _start(self, id: str, levels: dict[int, Any], level: int) -> int:
        start = levels[level].find(f"{_W}start") if level in levels else None
        return self._starts.get((id, level), _int(_value(start)) if start is not None else 1)

    def _number(self, id: str, levels: dict[int, Any], counts: dict[int, int], level: int) -> str:
        count = counts.get(level, self._start(id, levels, level))
        kind = _value(levels[level].find(f"{_W}numFmt")) if level in levels else "decimal"
        return _shown(count, kind)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return numId and level, the paragraph's own first, then those of its style and the styles it rests on."""
        properties = paragraph.find(f"{_W}pPr")
        style = properties.find(f"{_W}pStyle") if properties is not None else None
        seen: set[str] = set()
        while properties is not None:
            found = properties.find(f"{_W}numPr")
            if found is not None and found.find(f"{_W}numId") is not None:
                level = found.find(f"{_W}ilvl")
                return _value(found.find(f"{_W}numId")), _int(_value(level)) if level is not None else 0
            name = _value(style)
            holder = self._styles.get(name)
            if holder is None or name in seen:
                break
            seen.add(name)
            # an empty element stands in for a style that names no paragraph properties of its own
            properties, style = _or_empty(holder.find(f"{_W}pPr")), holder.find(f"{_W}basedOn")
        return "", 0


class _Nothing:
    def find(self, _: str) -> None:
        return None


def _or_empty(element: Any) -> Any:
    return element if element is not None else _Nothing()


def _value(element: Any) -> str:
    return (element.get(f"{_W}val") or "") if element is not None else ""


def _int(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text, re.ASCII) else 0


def _shown(count: int, kind: str) -> str:
    if kind in _CHINESE and 0 < count < 100:
        return _chinese(count)
    if kind == "decimalEnclosedCircle" and 0 < count <= 20:
        return chr(0x245F + count)
    if kind in ("lowerLetter", "upperLetter") and 0 < count <= 26:
        return chr((0x60 if kind == "lowerLetter" else 0x40) + count)
    return "" if kind == "none" else str(count)


def _chinese(count: int) -> str:
    tens, ones = divmod(count, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_CN[tens]}十"
    return head + (_CN[ones] if ones else "")
