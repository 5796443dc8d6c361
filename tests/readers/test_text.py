"""Plain text and Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.readers.text import read_markdown, read_plain


def plain(markdown: str) -> str:
    return read_markdown(markdown.encode(), Path("报告.md")).text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# 工作总结\n\n## 一、成效 ##\n", "工作总结\n\n一、成效\n"),
        ("完成**41个**项目，#1楼验收。\n", "完成41个项目，#1楼验收。\n"),
        ("尊敬的**，各位领导：建设**新区。\n", "尊敬的**，各位领导：建设**新区。\n"),
        ("*市住建局党组\n", "*市住建局党组\n"),
        ("---\ntitle: 总结\n---\n正文。\n", "正文。\n"),
        ("---\n正文。\n---\n", "---\n正文。\n---\n"),
    ],
)
def test_markup_goes_and_words_stay(markdown: str, text: str) -> None:
    assert plain(markdown) == text


def test_plain_text_keeps_every_character_but_line_ends() -> None:
    assert read_plain("# 号保留\r\n**也保留\r\n".encode(), Path("a.txt")).text == "# 号保留\n**也保留\n"


@pytest.mark.parametrize("text", ["**" * 200_000, "**字" * 100_000, "# " * 200_000, "---\n" * 100_000])
def test_hostile_markdown_is_linear(text: str) -> None:
    assert isinstance(plain(text + "\n"), str)
