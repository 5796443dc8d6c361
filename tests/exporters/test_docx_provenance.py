from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from drafter.errors import ExportError
from drafter.exporters import export
from drafter.exporters.docx_provenance import render_provenance
from drafter.exporters.profile import GB9704

from . import samples


def test_every_sentence_stands_there_with_facts_and_past_wording() -> None:
    draft = samples.draft_of()
    word = docx.Document(io.BytesIO(render_provenance(draft, samples.review_of(), profile=GB9704)))
    sentences, figures = word.tables
    rows = [[cell.text for cell in row.cells] for row in sentences.rows]
    assert rows[0] == ["句", "写的是", "依据素材", "写法取自"]
    assert [row[1] for row in rows[1:]] == [sentence.text for sentence in draft.sentences]
    stated = next(row for row in rows if "12.8亿元" in row[1])
    assert "F1 完成房地产开发投资12.5亿元，同比增长5.3%" in stated[2]
    assert any("2024年上半年业务工作总结 › （一）房地产市场" in row[3] for row in rows)
    states = {row.cells[0].text: row.cells[1].text for row in figures.rows}
    assert states["12.8亿元"] == "不符" and states["60.8%"] == "推算"
    # what simply stands in the notes is counted, not listed
    assert "5.3%" not in states
    words = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "未写入的素材" in words and "加装电梯台数：等保障科报数" in words


def test_it_is_chosen_by_its_ending_and_refused_for_a_text_by_hand(tmp_path: Path) -> None:
    sheet = export(samples.draft_of(), tmp_path / "稿.依据.docx")
    assert docx.Document(str(sheet)).tables
    assert not docx.Document(str(export(samples.draft_of(), tmp_path / "稿.docx"))).tables
    with pytest.raises(ExportError, match="依据表"):
        export(samples.document_of(), tmp_path / "b.依据.docx")
