"""The type a Word run is set in: its own, its styles', the file's defaults, in this order. Works on plain XML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off"}


class TypeOf:
    """Answers for runs and paragraphs of one file what their styles say."""

    def __init__(self, styles: Any, theme: Mapping[str, str] | None = None) -> None:
        """Take the root of styles.xml, or None, and the fonts of the file's theme (`layout.theme_fonts`)."""
        self._theme = theme or {}
        self._styles_root = styles
        found = list(styles.iter(f"{_W}style")) if styles is not None else []
        self._styles = {style.get(f"{_W}styleId"): style for style in found}
        self._default = next(
            (s for s in found if s.get(f"{_W}type") == "paragraph" and s.get(f"{_W}default") in ("1", "true")), None
        )
        self._base = styles.find(f"{_W}docDefaults/{_W}rPrDefault") if styles is not None else None

    def run(self, run: Any, paragraph: Any) -> tuple[str | None, str | None, float | None, bool | None]:
        """Return Latin font, East Asian font, size in points and bold of a run; None where nothing names one."""
        latin = asian = size = bold = None
        for properties in self._run_properties(run, paragraph):
            fonts = properties.find(f"{_W}rFonts")
            if fonts is not None:
                # a theme's font outdoes one named beside it, as in Word
                latin = latin or self._themed(fonts, "asciiTheme") or fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi")
                asian = asian or self._themed(fonts, "eastAsiaTheme") or fonts.get(f"{_W}eastAsia")
            size = size or _half_points(properties.find(f"{_W}sz"))
            mark = properties.find(f"{_W}b")
            if bold is None and mark is not None:
                bold = mark.get(f"{_W}val") not in _OFF
        return latin, asian, size, bold

    def indent(self, paragraph: Any) -> float | None:
        """Return the first-line indent in points; characters are counted at the paragraph's own size of 16 pt."""
        for properties in self._paragraph_properties(paragraph):
            indent = properties.find(f"{_W}ind")
            if indent is None:
                continue
            characters = indent.get(f"{_W}firstLineChars")
            if characters and characters.lstrip("-").isdigit() and characters != "0":
                return int(characters) / 100 * (self.size(paragraph) or 16.0)
            for name, sign in (("firstLine", 1), ("hanging", -1)):
                twips = indent.get(f"{_W}{name}")
                if twips and twips.isdigit():
                    return sign * int(twips) / 20
        return None

    def paragraph_properties(self, paragraph: Any) -> Iterator[Any]:
        """Yield the ``w:pPr`` that count for a paragraph: its own, its styles', the file's defaults, in this order."""
        yield from self._paragraph_properties(paragraph)
        root = self._styles_root
        defaults = root.find(f"{_W}docDefaults/{_W}pPrDefault/{_W}pPr") if root is not None else None
        if defaults is not None:
            yield defaults

    def run_properties(self, run: Any, paragraph: Any) -> Iterator[Any]:
        """Yield the ``w:rPr`` that count for a run, in the same order."""
        yield from self._run_properties(run, paragraph)

    def _themed(self, fonts: Any, attribute: str) -> str | None:
        return self._theme.get(fonts.get(f"{_W}{attribute}") or "")

    def size(self, paragraph: Any) -> float | None:
        """Return the size of the paragraph's first run in points, None where nothing names one."""
        run = next(paragraph.iter(f"{_W}r"), None)
        return self.run(run, paragraph)[2] if run is not None else None

    def _run_properties(self, run: Any, paragraph: Any) -> Iterator[Any]:
        own = run.find(f"{_W}rPr")
        if own is not None:
            yield own
            yield from self._of_styles(own.find(f"{_W}rStyle"), "rPr")
        yield from self._of_styles(paragraph.find(f"{_W}pPr/{_W}pStyle"), "rPr", fall_back=True)
        if self._base is not None and self._base.find(f"{_W}rPr") is not None:
            yield self._base.find(f"{_W}rPr")

    def _paragraph_properties(self, paragraph: Any) -> Iterator[Any]:
        own = paragraph.find(f"{_W}pPr")
        if own is not None:
            yield own
        yield from self._of_styles(paragraph.find(f"{_W}pPr/{_W}pStyle"), "pPr", fall_back=True)

    def _of_styles(self, reference: Any, wanted: str, *, fall_back: bool = False) -> Iterator[Any]:
        """Yield the properties of a style and of the styles it rests on, the nearest first; a circle ends the walk."""
        style = self._styles.get(reference.get(f"{_W}val")) if reference is not None else None
        if style is None and fall_back:
            style = self._default
        seen: set[int] = set()
        while style is not None and id(style) not in seen:
            seen.add(id(style))
            properties = style.find(f"{_W}{wanted}")
            if properties is not None:
                yield properties
            based = style.find(f"{_W}basedOn")
            style = self._styles.get(based.get(f"{_W}val")) if based is not None else None


def _half_points(element: Any) -> float | None:
    value = element.get(f"{_W}val") if element is not None else None
    return int(value) / 2 if value and value.isdigit() else None
