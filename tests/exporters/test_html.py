from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from drafter.exporters import export
from drafter.exporters.html import render_html
from drafter.model import Draft, Review

from . import samples
from .programs import dom_of

EVIL = (
    '<script>document.title="owned"</script><img src=x onerror="document.title=1">'
    "”' onmouseover=alert(1) {{ 7*7 }} ${x}"
)


def page(value: object = None, review: Review | None = None) -> str:
    return render_html(value or samples.draft_of(), review or samples.review_of()).decode("utf-8")  # type: ignore[arg-type]


class Reader(HTMLParser):
    """Collects the report's own words, and the elements and attributes the page has."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.lines: list[str] = []
        self.stack: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        kind = dict(attrs).get("class") or ""
        if tag not in {"meta", "input", "br"}:
            self.stack.append(f"{tag}.{kind}")
        if kind == "text":
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        hidden = any(one.startswith(("a.badge", "span.src", "span.one")) for one in self.stack)
        if "p.text" in self.stack and not hidden:
            self.lines[-1] += data


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    return reader


@pytest.mark.parametrize("kind", ["draft", "document"])
def test_the_report_reads_word_for_word(kind: str) -> None:
    document = samples.document_of()
    value = samples.draft_of() if kind == "draft" else document
    assert "\n".join(read(page(value)).lines) + "\n" == document.text


def test_findings_stand_beside_their_words_with_the_same_number() -> None:
    text, review = page(), samples.review_of()
    for number, finding in enumerate(review.findings, 1):
        for place in (f'id="n{number}"', f'href="#n{number}"', f'id="b{number}"', f'href="#b{number}"'):
            assert text.count(place) == 1
        assert f'data-findings="{number}"' in text or re.search(rf'data-findings="[\d ]*\b{number}\b', text)
        assert finding.message.split("“")[0] in text
    marked = re.search(r'<mark class="W" data-findings="5">(.*?)</mark>', text)
    assert marked is not None and re.sub("<.*?>", "", marked[1]) == "截止"


def test_overlapping_findings_nest_by_segment_and_the_gravest_gives_the_colour() -> None:
    text = page()
    assert '<mark class="W" data-findings="3">' in text
    assert '<mark class="E" data-findings="2 3">' in text


def test_figures_have_the_colour_of_their_ledger_state() -> None:
    text = page()
    assert re.search(r'<span class="fig contradicted" id="g1" title="不符：F1">12.8亿元</span>', text)
    assert re.search(r'<span class="fig derived" id="g\d+" title="推算：912÷1500＝60.8%">60.8%</span>', text)
    assert ">98%<" not in text  # exempt: plain words


def test_a_draft_shows_the_sources_of_each_sentence() -> None:
    text = page()
    assert "<b>素材 F1</b>完成房地产开发投资12.5亿元，同比增长5.3%" in text
    assert "<b>措辞取自《衡川市住房和城乡建设局2024年上半年业务工作总结》" in text
    assert "物业投诉办结率97%（没有合适的章节）" in text and "逐句出处" in text


def test_a_document_without_review_is_just_the_page() -> None:
    text = render_html(Draft.of(samples.document_of()), None).decode("utf-8")
    assert '<body class="plain">' in text and "数字台账" not in text and "header class" not in text


def test_nothing_is_fetched_and_only_the_pages_own_script_may_run() -> None:
    text = page()
    assert not re.search(r'(src|href)="(?!#)', text) and "url(" not in text and "@import" not in text
    assert "default-src 'none'" in text and "script-src 'sha256-" in text
    assert text.count("<script>") == 1


def test_script_in_a_report_or_fact_stays_text() -> None:
    document = samples.document_of(f"{EVIL}12条。\n")
    finding = samples.finding(document.text, "FIG001", "E", "12条", EVIL)
    review = Review(findings=(finding,), ledger=(), coverage=(), skipped=(), rules=())
    draft = samples.draft_of(document)
    facts = (replace(draft.facts[0], text=EVIL), *draft.facts[1:])
    text = page(replace(draft, facts=facts, carried_over=(EVIL,)), review)
    reader = read(text)
    assert reader.tags.count("script") == 1 and "img" not in reader.tags
    assert not {name for name in reader.attributes if name.startswith("on")}
    assert "\n".join(reader.lines) == document.text.strip()


def test_script_in_a_report_does_not_run_in_a_browser(tmp_path: Path) -> None:
    document = samples.document_of(f"{EVIL}12条。\n")
    finding = samples.finding(document.text, "FIG001", "E", "12条", EVIL)
    review = Review(findings=(finding,), ledger=(), coverage=(), skipped=(), rules=())
    dom = dom_of(export(samples.draft_of(document), tmp_path / "a.html", review=review))
    assert "<title>报告</title>" in dom
    assert 'class="js' in dom  # the page's own script did run under its policy


def test_hostile_characters_and_empty_text() -> None:
    text = page(
        samples.document_of("甲\x00\ud800😀。\n"), Review(findings=(), ledger=(), coverage=(), skipped=(), rules=())
    )
    assert "甲��😀。" in text
    assert "<article" in page(
        samples.document_of(""), Review(findings=(), ledger=(), coverage=(), skipped=(), rules=())
    )
