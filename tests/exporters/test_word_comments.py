from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import ExportError
from drafter.exporters import annotate_docx
from drafter.exporters.word_comments import annotate
from drafter.exporters.word_package import Package
from drafter.exporters.word_text import local, q
from drafter.model import Document, Edit, Finding, Fix, Ground, Review, Span

from . import samples
from .programs import converted
from .word_samples import make_word, read_word


@pytest.fixture
def original(tmp_path: Path) -> Path:
    return make_word(tmp_path / "来稿.docx")


def findings_for(document: Document) -> tuple[Finding, ...]:
    text = document.text
    fact = Ground(kind="fact", quote="投资12.5亿元", fact_id="F1")
    return (
        samples.finding(text, "DAT004", "W", "截止", "应写“截至”。", to="截至", safe=True),
        samples.finding(text, "FIG002", "E", "12.8亿元", "与素材不一致。", fact, to="12.5亿元"),
        samples.finding(text, "PUN007", "W", "３个", "全角数字。", to="3个", safe=True),
        samples.finding(text, "PUN001", "E", "“项目𠮷祥里进度滞后’", "引号不配对。"),
        samples.finding(text, "FIG001", "E", "36个", "没有依据。"),
        samples.finding(text, "TRM003", "W", "作出部署", "用词。"),
    )


def review_of(*findings: Finding) -> Review:
    return Review(findings=findings, ledger=(), coverage=(), skipped=(), rules=())


def done(original: Path, *findings: Finding) -> Package:
    document = read_word(original)
    return Package(annotate(original.read_bytes(), document, review_of(*(findings or findings_for(document)))))


def words_by_comment(package: Package) -> dict[str, str]:
    """Return the visible words each comment spans, struck-out ones included, by the comment's text."""
    root, (_, comments) = package.xml(package.main), package.comments()
    found: dict[str, str] = {}
    for comment in comments:
        key, inside, words = comment.get(q("id")), False, ""
        for node in root.iter():
            if node.get(q("id")) == key and local(node) in ("commentRangeStart", "commentRangeEnd"):
                inside = local(node) == "commentRangeStart"
            elif inside and local(node) in ("t", "delText"):
                words += f"[{node.text}]" if local(node) == "delText" else node.text
        found["".join(node.text or "" for node in comment.iter(q("t")))] = words
    return found


def settled(root: Any, *, accept: bool) -> str:
    """Return the text after every change of ours was accepted, or rejected."""
    lines = []
    for paragraph in root.iter(q("p")):
        line = ""
        for node in paragraph.iter(q("t"), q("delText")):
            revision = next(
                (a for a in node.iterancestors(q("ins"), q("del")) if a.get(q("author")) == "drafter"), None
            )
            others = next((a for a in node.iterancestors(q("del")) if a.get(q("author")) != "drafter"), None)
            kept = revision is None or (local(revision) == "ins") == accept
            line += (node.text or "") if kept and others is None else ""
        lines.append(line)
    return "\n".join(line for line in lines if line)


def test_comments_stand_on_the_exact_words(original: Path) -> None:
    found = words_by_comment(done(original))
    by_words = {
        next(words for text, words in found.items() if message in text)
        for message in ("与素材不一致", "引号不配对", "没有依据", "用词")
    }
    assert by_words == {"12.8亿元", "“项目𠮷祥里进度滞后’", "36个", "作出部署"}
    said = next(text for text in found if "与素材不一致" in text)
    assert "素材F1：“投资12.5亿元”" in said and "“12.8亿元”改为“12.5亿元”" in said
    assert any(text == "请核" for text in found)  # the comment that was there


def test_safe_fixes_are_tracked_changes_trimmed_to_what_differs(original: Path) -> None:
    package = done(original)
    root = package.xml(package.main)
    ours = [node for node in root.iter(q("ins"), q("del")) if node.get(q("author")) == "drafter"]
    words = ["".join(node.itertext()) for node in ours]
    assert [local(node) for node in ours] == ["del", "ins", "del", "ins"]
    assert words == ["止", "至", "３", "3"]
    assert words_by_comment(package)[next(t for t in words_by_comment(package) if "应写" in t)] == "截[止]至"
    assert any("已用修订标出" in text for text in words_by_comment(package))


def test_rejecting_gives_the_old_text_accepting_the_fixed_one(original: Path) -> None:
    before = settled(Package(original.read_bytes()).xml("word/document.xml"), accept=False)
    root = done(original).xml("word/document.xml")
    assert settled(root, accept=False) == before
    assert settled(root, accept=True) == before.replace("截止", "截至").replace("３个", "3个")


def test_every_other_part_is_kept_byte_for_byte(original: Path, tmp_path: Path) -> None:
    document = read_word(original)
    out = annotate_docx(original, document, review_of(*findings_for(document)), tmp_path / "批注.docx")
    with zipfile.ZipFile(original) as old, zipfile.ZipFile(out) as new:
        assert new.testzip() is None
        assert old.namelist() == new.namelist()
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed == {"word/document.xml", "word/comments.xml"}


def test_a_file_without_comments_gets_a_part_that_is_linked_and_typed(tmp_path: Path) -> None:
    import docx

    word = docx.Document()
    word.add_paragraph("办结件３个。")
    word.save(str(tmp_path / "a.docx"))
    document = read_word(tmp_path / "a.docx")
    data = annotate(
        (tmp_path / "a.docx").read_bytes(),
        document,
        review_of(samples.finding(document.text, "FIG001", "E", "３个", "无据")),
    )
    assert [c.text for c in docx.Document(io.BytesIO(data)).comments] == ["【错误】无据\n规则 FIG001"]


def test_runs_keep_their_formatting_when_split(original: Path) -> None:
    root = done(original).xml("word/document.xml")
    bold = [run for run in root.iter(q("r")) if run.find(f"{q('rPr')}/{q('b')}") is not None]
    assert "".join("".join(run.itertext()) for run in bold) == "12.8"


def test_a_fix_across_formatting_keeps_the_formatting_of_its_place(original: Path) -> None:
    document = read_word(original)
    finding = samples.finding(document.text, "FIG005", "E", "投资12.8亿", "。", to="投入13万", safe=True)
    root = done(original, finding).xml("word/document.xml")
    ours = [node for node in root.iter(q("ins"), q("del")) if node.get(q("author")) == "drafter"]
    assert ["".join(node.itertext()) for node in ours] == ["资", "12.8", "亿", "入13万"]


def test_insertions_and_deletions(original: Path) -> None:
    document = read_word(original)
    base = findings_for(document)[0]
    at = samples.span_of(document.text, "6月底")
    insert = replace(
        base, span=at, quote="6月底", fix=Fix(edits=(Edit(span=Span(start=at.end, end=at.end), text="止"),), safe=True)
    )
    stop = samples.span_of(document.text, "会议")
    front = replace(
        base,
        span=stop,
        quote="会议",
        fix=Fix(edits=(Edit(span=Span(start=stop.start, end=stop.start), text="局"),), safe=True),
    )
    gone = samples.finding(document.text, "X", "W", "需协调", "。", to="", safe=True)
    root = done(original, insert, front, gone).xml("word/document.xml")
    accepted = settled(root, accept=True)
    assert "截止6月底止，全局" in accepted and "局会议听取" in accepted and "’，。" in accepted


def test_of_two_fixes_on_the_same_words_the_first_is_tracked(original: Path) -> None:
    document = read_word(original)
    one = samples.finding(document.text, "A", "W", "截止6月", "甲。", to="截至6月", safe=True)
    two = samples.finding(document.text, "B", "W", "截止", "乙。", to="到", safe=True)
    root = done(original, one, two).xml("word/document.xml")
    assert settled(root, accept=True).count("截至6月底") == 1
    assert len(words_by_comment(done(original, one, two))) == 3


def test_a_finding_across_paragraphs_spans_them(original: Path) -> None:
    document = read_word(original)
    start, end = samples.span_of(document.text, "98%。"), samples.span_of(document.text, "（一）资金")
    span = Span(start=start.start, end=end.end)
    finding = replace(findings_for(document)[3], span=span, quote=document.quote(span), message="跨段。")
    found = words_by_comment(done(original, finding))
    assert next(words for text, words in found.items() if "跨段" in text) == "98%。（一）资金"


def test_what_the_body_does_not_show_is_said_on_the_first_paragraph(original: Path) -> None:
    document = read_word(original)
    size = len(document.text)
    extended = replace(document, text=document.text + "页眉里的话\n")
    finding = replace(findings_for(document)[3], span=Span(start=size, end=size + 5), quote="页眉里的话", where="页眉")
    data = annotate(original.read_bytes(), extended, review_of(finding))
    found = words_by_comment(Package(data))
    said = next(text for text in found if "页眉里的话" in text)
    assert said.startswith("（页眉：“页眉里的话”") and found[said] == "衡川市住房和城乡建设局工作汇报"


def test_another_file_or_no_word_file_gets_one_line(original: Path, tmp_path: Path) -> None:
    document = read_word(original)
    review = review_of(*findings_for(document))
    other = replace(document, text="完全不同的另一份稿件，与原文件没有任何关系可言。\n" * 9)
    with pytest.raises(ExportError, match="不一致"):
        annotate(original.read_bytes(), other, review)
    with pytest.raises(ExportError, match="docx"):
        annotate(b"PK not a zip", document, review)
    with pytest.raises(ExportError, match="Word"):
        annotate(original.read_bytes(), replace(document, layout=None), review)
    (tmp_path / "t.docx").write_bytes(original.read_bytes()[:900])
    with pytest.raises(ExportError, match="docx"):
        annotate_docx(tmp_path / "t.docx", document, review, tmp_path / "o.docx")
    assert not (tmp_path / "o.docx").exists()


def test_libreoffice_opens_it_with_the_text_unchanged(original: Path, tmp_path: Path) -> None:
    document = read_word(original)
    comments_only = tuple(replace(finding, fix=None) for finding in findings_for(document))
    out = annotate_docx(original, document, review_of(*comments_only), tmp_path / "批注.docx")
    old, new = (converted(path, "txt", filter="Text (encoded):UTF8").read_text("utf-8-sig") for path in (original, out))
    assert new == old and "办结件３个" in new


def test_a_second_review_replaces_the_comments_of_the_first_and_keeps_those_of_people(original: Path) -> None:
    document = read_word(original)
    finding = findings_for(document)[4]
    once = annotate(original.read_bytes(), document, review_of(finding))
    again = original.with_name("再审.docx")
    again.write_bytes(once)
    twice = annotate(once, read_word(again), review_of(findings_for(document)[3]))

    def authors(data: bytes) -> list[str]:
        return [comment.get(q("author")) for comment in Package(data).comments()[1]]

    assert authors(once).count("drafter") == authors(twice).count("drafter") == 1
    assert len(authors(twice)) == len(authors(once))
    root = Package(twice).xml(Package(twice).main)
    ids = {comment.get(q("id")) for comment in Package(twice).comments()[1]}
    assert {mark.get(q("id")) for mark in root.iter(q("commentRangeStart"), q("commentReference"))} == ids
