"""Web pages in: what is shown, a block a line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ..errors import FormatError
from ..patterns import lazy
from .base import RawText
from .encoding import decode

MAX_BYTES = 30_000_000
_SILENT = frozenset((
    "script", "style", "head", "template", "noscript", "nav", "iframe", "object", "svg", "math", "select", "button",
    "textarea", "footer",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HIDDEN = lazy(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_XML = lazy(r"\A\s*<\?xml[^>]*\?>")
_COUNTED = lazy(r"\A\d{1,4}\.(?!\d)")
_BLANKS = lazy(r"[ \t\r\n\f\u00a0]+")


def read_html(data: bytes, path: Path) -> RawText:
    """Return the words a web page shows, headings and list items also marked as notes mark them.

    The encoding is proved from the bytes; what the page declares is not believed.
    """
    from lxml import etree, html  # type: ignore[import-untyped]

    if len(data) > MAX_BYTES:
        raise FormatError(f"{path.name} 过大（{len(data) // 1_000_000} MB）：请把正文另存为 .txt 或 .docx 再试")
    decoded = decode(data, path.name)
    # the parser refuses text that still declares how it was encoded
    words = _XML.sub("", decoded.text)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(words, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise FormatError(f"{path.name} 里没有网页正文：请检查文件，或把正文另存为 .txt 再试") from error
    lines = _lines(root)
    text = "".join(f"{line}\n" for line, _ in lines)
    # in notes the bullet is mark enough
    notes = "".join(f"{mark}{_COUNTED.sub('', line) if mark == '- ' else line}\n" for line, mark in lines)
    return RawText(text=text, encoding=decoded.encoding, notes=notes)


def _lines(root: Any) -> list[tuple[str, str]]:
    """Return (words, mark) of every block in reading order; walked with a stack, since nesting is the page's choice."""
    lines: list[tuple[str, str]] = []
    pieces: list[str] = []
    marks: list[str] = []
    waiting: list[tuple[Any, bool]] = [(root, False)]

    def end() -> None:
        line = _BLANKS.sub(" ", "".join(pieces)).strip()
        pieces.clear()
        if line:
            lines.append((line, marks[-1] if marks else ""))

    while waiting:
        element, leaving = waiting.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if leaving:
            if tag in _BLOCKS:
                end()
            if _mark(element, tag):
                marks.pop()
        elif tag and tag not in _SILENT and not _hidden(element):
            # a number waits for the words of its item, which may stand in a block of their own
            if tag in _BLOCKS and not _COUNTED.fullmatch("".join(pieces).strip()):
                end()
            if mark := _mark(element, tag):
                marks.append(mark)
                pieces.append(_number(element, tag))
            pieces.append(element.text or "")
            waiting.append((element, True))
            waiting.extend((child, False) for child in reversed(element))
            continue
        # what stands after an element belongs to the one around it
        pieces.append(element.tail or "")
    end()
    return lines


def _mark(element: Any, tag: str) -> str:
    return "# " if tag in _HEADINGS else "- " if tag == "li" else ""


def _number(element: Any, tag: str) -> str:
    """Return the number a browser shows before a list item: 1. 2. 3. in an ordered list, nothing in another."""
    holder = element.getparent()
    if tag != "li" or holder is None or holder.tag != "ol":
        return ""
    before = element.getprevious()
    place = 1
    while before is not None and place < 1000:
        place += before.tag == "li"
        before = before.getprevious()
    first = holder.get("start") or "1"
    return f"{place - 1 + int(first)}." if re.fullmatch(r"\d{1,4}", first, re.ASCII) else f"{place}."


def _hidden(element: Any) -> bool:
    # how word processors save the head and foot of their pages
    running = element.tag == "div" and element.get("title") in ("header", "footer")
    return running or element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))
