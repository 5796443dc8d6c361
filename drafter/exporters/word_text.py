"""The text of a Word paragraph character by character, each with the element it stands in; runs split at will."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from .word_package import W

_MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# elements of a paragraph that hold runs of visible text; w:del and w:moveFrom hold what is already struck out
_HOLDERS = {"ins", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "moveTo", "dir", "bdo", "customXml"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def q(name: str) -> str:
    """Return the qualified name of a ``w:`` element or attribute."""
    return f"{{{W}}}{name}"


def local(element: Any) -> str:
    """Return the local name of a ``w:`` element, '' for everything else."""
    tag = element.tag
    return tag[len(W) + 2 :] if isinstance(tag, str) and tag.startswith(f"{{{W}}}") else ""


def word_paragraphs(root: Any) -> list[Any]:
    """Return every paragraph of a part in document order, tables and text boxes included, fallbacks excluded."""
    fallback = f"{{{_MARKUP}}}Fallback"
    return [p for p in root.iter(q("p")) if next(p.iterancestors(fallback), None) is None]


class ParagraphText:
    """One paragraph's visible text; ``atoms[i]`` is (run, child, index in child) of ``text[i]``."""

    def __init__(self, element: Any) -> None:
        """Read the paragraph ``element``."""
        self.element = element
        self.text = ""
        self.atoms: list[tuple[Any, Any, int]] = []
        self.reread()

    def reread(self) -> None:
        """Read again after runs were split or wrapped; the text stays the same unless words were struck out."""
        characters: list[str] = []
        self.atoms = []
        for run in _runs(self.element):
            for child in run:
                words = (child.text or "") if local(child) == "t" else _SIGNS.get(local(child), "")
                characters.append(words)
                self.atoms += [(run, child, index) for index in range(len(words))]
        self.text = "".join(characters)

    def split(self, offsets: set[int]) -> None:
        """Make a run begin at each of ``offsets``."""
        for offset in sorted(offsets, reverse=True):
            if 0 < offset < len(self.atoms):
                _split_before(*self.atoms[offset])
        self.reread()

    def runs(self, start: int, end: int) -> list[Any]:
        """Return the runs that hold ``text[start:end]``, in order; split first."""
        return list(dict.fromkeys(run for run, _, _ in self.atoms[start:end]))


def _runs(element: Any) -> Iterator[Any]:
    for child in element:
        name = local(child)
        if name == "r":
            yield child
        elif name in _HOLDERS:
            yield from _runs(child)


def _split_before(run: Any, child: Any, index: int) -> None:
    """Part ``run`` in two so that the second begins with character ``index`` of ``child``."""
    earlier = [c for c in child.itersiblings(preceding=True) if local(c) != "rPr"]
    if index == 0 and not earlier:
        return
    second = run.makeelement(run.tag, dict(run.attrib))
    properties = run.find(q("rPr"))
    if properties is not None:
        second.append(copy.deepcopy(properties))
    later = list(child.itersiblings())
    if index == 0:
        second.append(child)
    else:
        rest = child.makeelement(child.tag, dict(child.attrib))
        rest.text, child.text = child.text[index:], child.text[:index]
        child.set(_SPACE, "preserve")
        rest.set(_SPACE, "preserve")
        second.append(rest)
    second.extend(later)
    run.addnext(second)


def text_element(words: str, name: str = "t") -> Any:
    """Return a ``w:t`` (or ``w:delText``) element with ``words``."""
    element = etree.Element(q(name))
    element.text = words
    element.set(_SPACE, "preserve")
    return element
