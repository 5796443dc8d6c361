"""PDF in: its text where it has any, joined from lines to paragraphs; scans and garbage are refused, saying why."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import FormatError
from ..patterns import lazy
from .base import RawText
from .encoding import is_common

TIMEOUT_S = 8.0
MAX_BYTES = 100_000_000
_CHILD = Path(__file__).with_name("pdf_child.py")
_REFUSALS = {
    "encrypted": "加了密码：请去掉密码，或向来源单位要 Word 版",
    "pages": "页数过多：请拆开后再试",
    "long": "文字过多：请拆开后再试",
}
# a page of a scan holds at most a stamp or a page number as text
_SCAN_CHARS = 30
_PAGE_NUMBER = lazy(r"[ \t]*(?:[-—–－·]*[ \t]*\d{1,4}[ \t]*[-—–－·]*|第[ \t]*\d{1,4}[ \t]*页(?:.{0,10}页)?)[ \t]*")
_STARTS = lazy(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|第[一二三四五六七八九十]{1,3}[章节部]"
)
_TITLE_END = lazy(r"(?:总结|汇报|报告|要点|材料|发言|讲话|方案|计划|情况|述职)(?:[（(][^（()）]{1,12}[)）])?$")
_LONGEST_TITLE = 60
_SECRECY = lazy(r"(?:内部|秘密|机密|绝密|注意保[存密]|征求意见).{0,8}$")
# bullets of a symbol font come out as characters nobody sees
_BULLET = lazy("[\ue000-\uf8ff][ \t]*")
_HAN = r"[\u3007\u4e00-\u9fff\u3400-\u4dbf]"
# spacing between Han and Latin is the typesetter's, not the writer's
_MARKS = "“”（）《》，。：；、"
_GAPS = lazy(rf"(?<={_HAN})[ \t]+(?=[{_HAN[1:-1]}\w{_MARKS}])|(?<=[\w%{_MARKS}])[ \t]+(?={_HAN})")


def read_pdf(data: bytes, path: Path) -> RawText:
    """Return the text of a PDF, a paragraph a line, page numbers and running heads left out.

    Raises FormatError for scans, for text that is garbage (fonts without a character map), for locked or damaged
    files, and for those that take longer than `TIMEOUT_S`.
    """
    if not data.lstrip()[:1024].startswith(b"%PDF") and b"%PDF-" not in data[:1024]:
        raise FormatError(f"{path.name} 不是 PDF 文件：请检查是否给错了文件")
    if len(data) > MAX_BYTES:
        raise FormatError(f"{path.name} 过大（{len(data) // 1_000_000} MB）：请向来源单位要 Word 版")
    found = _ask_child(data, path)
    if found.get("refused"):
        raise FormatError(f"{path.name} {_REFUSALS[found['refused']]}")
    pages: list[str] = [unicodedata.normalize("NFC", page).replace("\r", "\n") for page in found["pages"]]
    _require_text(pages, int(found["images"]), path)
    _require_sense("".join(pages), path)
    return RawText(text=to_paragraphs(pages), encoding=None)


def to_paragraphs(pages: Sequence[str]) -> str:
    """Return the pages' lines joined to paragraphs, one a line; a line that fills the page goes on in the next."""
    lines = [line for page in _without_running_heads(pages) for line in page]
    widths = sorted(_width(line) for line in lines)
    full = 0.88 * widths[int(len(widths) * 0.9)] if len(widths) >= 8 else float("inf")
    paragraphs: list[str] = []
    open_ended = False
    for line in lines:
        if open_ended and not _STARTS.match(line) and not (paragraphs[-1][-1] in "。！？" and _is_label(line)):
            paragraphs[-1] += line if not _both_latin(paragraphs[-1], line) else f" {line}"
        else:
            paragraphs.append(line)
        # a short paragraph never fills its line; a heading on a full line is taken to go on, as it mostly does
        open_ended = _width(line) >= full
    return "".join(f"{paragraph}\n" for paragraph in _with_whole_title(paragraphs))


def _with_whole_title(paragraphs: list[str]) -> list[str]:
    """Return the paragraphs with a title that was set over two or three lines in one: its type is larger."""
    # a mark of secrecy above it is no part of it
    first = 1 if paragraphs and _SECRECY.match(paragraphs[0]) else 0
    for end in (first + 2, first + 3):
        parts = paragraphs[first:end]
        broken = len(paragraphs) > end and all(_is_label(part) and not _STARTS.match(part) for part in parts)
        # only the last part ends as titles end
        ends = [bool(_TITLE_END.search(part)) for part in parts]
        if broken and ends == [False] * (len(parts) - 1) + [True]:
            title = "".join(parts)
            return [*paragraphs[:first], title, *paragraphs[end:]] if len(title) <= _LONGEST_TITLE else paragraphs
    return paragraphs


def _ask_child(data: bytes, path: Path) -> dict[str, Any]:
    try:
        done = subprocess.run(
            # -I: nothing of the user's environment; -B: nothing written beside the package
            [sys.executable, "-I", "-B", str(_CHILD)],
            input=data, capture_output=True, timeout=TIMEOUT_S, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        said = f"{path.name} {TIMEOUT_S:.0f} 秒内没有读完（可能是异常文件）：请向来源单位要 Word 版"
        raise FormatError(said) from error
    if done.returncode != 0:
        raise FormatError(f"{path.name} 已损坏，读不出内容：请重新取得，或向来源单位要 Word 版")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _require_text(pages: Sequence[str], images: int, path: Path) -> None:
    """Raise FormatError for a scan: pages with pictures and next to no text."""
    chars = [sum(not c.isspace() for c in page) for page in pages]
    bare = sum(count < _SCAN_CHARS for count in chars)
    if not pages or (sum(chars) == 0 and not images):
        raise FormatError(f"{path.name} 里没有文字：请检查是否给错了文件")
    if images and bare * 2 > len(pages):
        raise FormatError(
            f"{path.name} 像是扫描件（{len(pages)} 页中 {bare} 页只有图片、没有文字）："
            "请先做文字识别（OCR）并核对，或向来源单位要 Word 版"
        )


def _require_sense(text: str, path: Path) -> None:
    """Raise FormatError where the characters are not what a reader would see on the page."""
    kinds: Counter[str] = Counter()
    for character, times in Counter(text).items():
        kinds[_kind(character)] += times
    letters = sum(kinds[kind] for kind in ("common", "rare", "other", "broken"))
    if kinds["broken"] * 50 > letters or kinds["common"] * 2 < letters:
        raise FormatError(
            f"{path.name} 的字体没有对应的字符表，读出来是乱码：请向来源单位要 Word 版，或打印后做文字识别（OCR）"
        )


def _kind(character: str) -> str:
    code = ord(character)
    if character.isspace() or (code < 0x80 and character.isprintable()):
        return "plain"
    if 0xE000 <= code <= 0xF8FF or code == 0xFFFD or unicodedata.category(character) in ("Cc", "Cn", "Cs"):
        return "broken"
    if 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or code >= 0x20000:
        return "common" if is_common(character) else "rare"
    return "other" if unicodedata.category(character).startswith("L") and code >= 0x250 else "plain"


def _without_running_heads(pages: Sequence[str]) -> list[list[str]]:
    """Return each page's lines without page numbers, and without a first or last line most pages share."""
    split = [
        [tidy for line in page.split("\n") if (tidy := _tidied(line)) and not _PAGE_NUMBER.fullmatch(tidy)]
        for page in pages
    ]
    if len(split) < 3:
        return split
    for place in (0, -1):
        shared = Counter(re.sub(r"\d+", "0", page[place]) for page in split if page)
        often = {line for line, times in shared.items() if times > len(split) / 2}
        for page in split:
            if page and re.sub(r"\d+", "0", page[place]) in often:
                del page[place]
    return split


def _tidied(line: str) -> str:
    plain = line.replace("\u00a0", " ").strip(" \t\f\v\u3000")
    return _GAPS.sub("", _BULLET.sub("", plain, count=1) if _BULLET.match(plain) else plain)


def _width(line: str) -> float:
    return sum(1.0 if ord(character) > 0x2E7F or character in "“”—…" else 0.5 for character in line)


def _is_label(line: str) -> bool:
    """Return whether this is a heading or a signature rather than the end of a sentence."""
    return not re.search(r"[，。；：！？、]", line)


def _both_latin(before: str, after: str) -> bool:
    return before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
