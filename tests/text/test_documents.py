"""A document is built once from its text; what the caller knows comes first."""

from __future__ import annotations

from drafter.model import Document, Source, from_json, to_json
from drafter.text.documents import build_document
from drafter.text.periods import parse_period

TEXT = (
    "衡川市住房和城乡建设局2025年上半年工作总结\n\n上半年，改造老旧小区41个，𠮷祥路片区😀完工。\n"
    "一、打算\n（一）抓进度。6月底前完成12.8亿元投资。\n"
)


def test_everything_is_found_at_its_offset() -> None:
    document = build_document(TEXT)
    assert [document.quote(section.span) for section in document.sections[1:]] == ["一、打算", "（一）抓进度"]
    assert all(document.quote(figure.span) == figure.text for figure in document.figures)
    assert "41个" in [figure.text for figure in document.figures]
    assert document.quote(document.sentences[1].span).endswith("😀完工。")
    assert document.source.year == 2025


def test_what_the_caller_knows_takes_precedence() -> None:
    period = parse_period("2024H2")
    source = Source(path="a.txt", sha256="ab", encoding="utf-8", organisation="衡川市住建局")
    document = build_document(TEXT, source=source, title="别的标题", period=period)
    assert document.source.title == "别的标题"
    assert (document.source.period, document.source.year) == (period, 2024)
    assert (document.source.organisation, document.source.sha256) == ("衡川市住建局", "ab")


def test_the_digest_is_of_the_text_even_with_lone_surrogates() -> None:
    assert build_document("a").source.sha256 == build_document("a").source.sha256 != build_document("b").source.sha256
    assert build_document("坏\ud800字。").source.sha256


def test_json_and_back() -> None:
    document = build_document(TEXT)
    assert from_json(Document, to_json(document)) == document
