"""Reports, notes and drafts in; whatever cannot be used is refused in one line."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from drafter import export
from drafter.errors import DrafterError, FormatError, InputError
from drafter.model import Document
from drafter.pipeline import Drafter
from drafter.readers import ENDINGS, READERS, read, read_draft, read_facts, read_text

REPORT = (
    "衡川市住房和城乡建设局2024年上半年党建工作总结\n\n现将2024年上半年党建工作情况汇报如下：\n"
    "一、工作情况\n（一）抓学习。各支部集中学习24次，𠮷祥支部9次😀。\n"
)


def test_a_report_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, encoding="gb18030")
    source = read(path).source
    assert (source.title, source.organisation, source.kind) == (
        "衡川市住房和城乡建设局2024年上半年党建工作总结", "衡川市住房和城乡建设局", "党建工作总结",
    )  # fmt: skip
    assert source.period is not None and source.period.label == "2024H1"
    assert source.encoding == "gb18030"


def test_what_a_text_does_not_say_stays_unknown() -> None:
    source = read_text("今天天气很好。我们去散步。").source
    assert (source.organisation, source.kind, source.period, source.year) == (None, None, None, None)


def test_markdown_marks_go_masks_and_escapes_stay(tmp_path: Path) -> None:
    path = tmp_path / "报告.md"
    path.write_text(
        "# 工作总结\n\n**1.抓学习**。尊敬的**，各位领导，\\*局为**加快建设。\n<!-- drafter:record -->\n附录\n", "utf-8"
    )
    assert read(path).text == "工作总结\n\n1.抓学习。尊敬的**，各位领导，*局为**加快建设。\n"


def word_file(build: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    build(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_word_paragraphs_tables_and_runs_have_exact_offsets(tmp_path: Path) -> None:
    def build(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph("一、工作情况")
        paragraph.add_run("𠮷祥路改造3公里").bold = True
        document.add_table(1, 2).rows[0].cells[0].text = "投资12.8亿元"
        document.add_paragraph("（一）抓学习。集中学习24次。")

    path = tmp_path / "报告.docx"
    path.write_bytes(word_file(build))
    document = read(path)
    layout = document.layout
    assert layout is not None
    assert [block.part for block in layout.blocks if block.span.end > block.span.start] == ["body", "table", "body"]
    for block in layout.blocks:
        assert "".join(document.text[run.start : run.end] for run in block.runs) == document.quote(block.span)
    bold = next(run for block in layout.blocks for run in block.runs if run.bold)
    assert document.text[bold.start : bold.end] == "𠮷祥路改造3公里"
    assert "投资12.8亿元" in document.text


@pytest.mark.parametrize(
    "name", ["截断.docx", "空.txt", "二进制.txt", "错码.txt", "没有.txt", ".", "表.pptx", "假.docx"]
)
def test_bad_input_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    whole = word_file(lambda document: document.add_paragraph("正文") and None)
    (tmp_path / "截断.docx").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "假.docx").write_bytes("其实是文本".encode())
    (tmp_path / "空.txt").write_bytes(b"\n \n")
    (tmp_path / "二进制.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "错码.txt").write_bytes("衡川市".encode() + b"\xff\xfe\xff")
    (tmp_path / "表.pptx").write_bytes(b"PK\x03\x04")
    with pytest.raises(DrafterError) as caught:
        read(tmp_path / name)
    assert "\n" not in str(caught.value) and len(str(caught.value)) > 8


def test_notes_keep_hints_and_open_questions_apart(tmp_path: Path) -> None:
    path = tmp_path / "素材.md"
    path.write_text(
        "# 素材\n\n报告：*局 2025年上半年工作总结；报告期 2025-01-01 至 2025-06-30\n\n- 会议3次\n## 住房保障\n"
        "* 发放补贴2310户\n1. 筹集房源1620套\n## 待核\n- 户数口径\n",
        encoding="utf-8",
    )
    sheet = read_facts(path)
    assert [(fact.id, fact.text, fact.section_hint) for fact in sheet.facts] == [
        ("F1", "会议3次", None), ("F2", "发放补贴2310户", "住房保障"), ("F3", "筹集房源1620套", "住房保障"),
    ]  # fmt: skip
    assert [question.text for question in sheet.open_questions] == ["户数口径"]
    assert sheet.period is not None and sheet.period.label == "2025H1"
    text = path.read_text(encoding="utf-8")
    assert all(fact.span.of(text) == fact.text for fact in sheet.facts)


def test_notes_without_bullets_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "素材.md"
    path.write_text("只有一段话，没有要点。\n", encoding="utf-8")
    with pytest.raises(InputError, match="一条要点"):
        read_facts(path)


def test_a_draft_comes_back_from_its_json(tmp_path: Path, root: Path) -> None:
    notes = tmp_path / "素材.md"
    notes.write_text(
        "报告：衡川市住房和城乡建设局2025年上半年工作总结；报告期 2025H1\n- 召开会议3次\n", encoding="utf-8"
    )
    drafter = Drafter(settings=None)
    drafter.settings = type(drafter.settings)(root=str(tmp_path))
    draft = drafter.write(read_facts(notes))
    for review in (None, drafter.review(draft)):
        path = export(draft, tmp_path / "draft.json", review=review)
        assert read_draft(path) == draft
    (tmp_path / "other.json").write_text('{"a": 1}', encoding="utf-8")
    with pytest.raises(FormatError):
        read_draft(tmp_path / "other.json")


def test_every_reader_has_endings_of_its_own() -> None:
    assert len(ENDINGS) == sum(len(reader.endings) for reader in READERS)
    assert isinstance(read_text(REPORT), Document)
