from __future__ import annotations

from typing import Any

import pytest

from drafter.exporters.word_package import W, parse
from drafter.exporters.word_text import ParagraphText, q, word_paragraphs

INNER = (
    "<w:pPr><w:jc w:val='both'/></w:pPr>"
    "<w:r><w:rPr><w:b/></w:rPr><w:t>甲乙</w:t><w:tab/><w:t>丙𠮷</w:t></w:r>"
    "<w:del w:author='周启明'><w:r><w:delText>删</w:delText></w:r></w:del>"
    "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
    "<w:ins w:author='周启明'><w:r><w:t>增补</w:t></w:r></w:ins>"
    "<w:r><w:br/><w:t xml:space='preserve"
    "'> 末 </w:t></w:r>"
)


def paragraph(inner: str = INNER) -> Any:
    return parse(f"<w:p xmlns:w='{W}'>{inner}</w:p>".encode())


def test_visible_text_and_where_each_character_stands() -> None:
    text = ParagraphText(paragraph())
    assert text.text == "甲乙\t丙𠮷链接增补\n 末 "
    assert len(text.atoms) == len(text.text)


@pytest.mark.parametrize("cut", range(13))
def test_splitting_changes_no_character_and_no_formatting(cut: int) -> None:
    text = ParagraphText(paragraph())
    before, bold = text.text, "甲乙\t丙𠮷"
    text.split({cut})
    assert text.text == before
    if 0 < cut < len(text.atoms):
        assert text.atoms[cut][0] is not text.atoms[cut - 1][0]
    runs = text.runs(0, len(bold))
    assert all(run.find(f"{q('rPr')}/{q('b')}") is not None for run in runs)


def test_fallbacks_are_not_paragraphs() -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    root = parse(
        f"<w:body xmlns:w='{W}' xmlns:mc='{mc}'><w:p><mc:AlternateContent><mc:Choice><w:p/></mc:Choice>"
        f"<mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent></w:p></w:body>".encode()
    )
    assert len(word_paragraphs(root)) == 2
