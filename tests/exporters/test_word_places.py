from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import ExportError
from drafter.exporters.word_package import Package, W, parse
from drafter.exporters.word_places import Places
from drafter.exporters.word_text import ParagraphText, word_paragraphs
from drafter.model import Document, Layout, Source, Span

from . import samples
from .word_samples import _block, make_word, read_word


def document_of(lines: list[str], part: str = "body") -> Document:
    text, blocks = "", []
    for index, line in enumerate(lines):
        blocks.append(_block(len(text), line, part, index))
        text += line + "\n"
    layout = Layout(blocks=tuple(blocks), page=None)
    return Document(text=text, source=Source(), sections=(), sentences=(), figures=(), layout=layout)


def paragraphs_of(lines: list[str]) -> list[ParagraphText]:
    inner = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    return [ParagraphText(p) for p in word_paragraphs(parse(f"<w:body xmlns:w='{W}'>{inner}</w:body>".encode()))]


def found(document: Document, paragraphs: list[ParagraphText], words: str, nth: int = 0) -> str:
    places = Places(document, paragraphs).find(samples.span_of(document.text, words, nth))
    return "|".join(place.paragraph.text[place.start : place.end] for place in places)


def test_words_are_found_whatever_order_the_reader_took(tmp_path: Path) -> None:
    path = make_word(tmp_path / "a.docx")
    document, package = read_word(path), Package(path.read_bytes())
    paragraphs = [ParagraphText(p) for p in word_paragraphs(package.xml(package.main))]
    for words in ("12.8亿元", "“项目𠮷祥里进度滞后’", "36个", "作出部署", "一、工作情况\n截止"):
        assert found(document, paragraphs, words).replace("|", "\n") == words


def test_the_same_words_twice_are_told_apart() -> None:
    lines = ["同一句话。", "别的话。", "同一句话。"]
    document, paragraphs = document_of(lines), paragraphs_of(lines)
    places = Places(document, paragraphs).find(samples.span_of(document.text, "同一句话", 1))
    assert [place.paragraph for place in places] == [paragraphs[2]]


def test_blanks_and_hidden_words_that_the_reader_left_out_do_not_shift_the_place() -> None:
    assert found(document_of(["投资 12.8亿元。"]), paragraphs_of(["　　投资  12.8亿元。"]), "12.8亿元") == "12.8亿元"
    hidden = paragraphs_of(["投资（内部：数字待定）共12.8亿元，同比增长。"])
    assert found(document_of(["投资共12.8亿元，同比增长。"]), hidden, "12.8亿元") == "12.8亿元"


def test_a_point_lies_between_two_characters() -> None:
    lines = ["甲乙丙。"]
    place = Places(document_of(lines), paragraphs_of(lines)).find(Span(start=2, end=2))[0]
    assert (place.start, place.end) == (2, 2)


def test_headers_and_other_words_are_not_found() -> None:
    document, paragraphs = document_of(["页眉文字"], "header"), paragraphs_of(["正文另有内容"])
    with pytest.raises(ExportError, match="不一致"):
        Places(document, paragraphs)
