"""Cutting reports into passages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.model import Document, Section, Sentence, Source, Span
from drafter.text.documents import build_document
from drafter.text.passages import MAX_CHARS, MIN_CHARS, cut_passages, role_of


def document(text: str) -> Document:
    """Return ``text`` with one-line 一、 and run-in （一） headings and sentences found by the simplest means."""
    sections: list[Section] = []
    parent: int | None = None
    for match in re.finditer(r"^([一二三四五]、)([^\n。]+)$|^(（[一二三]）)([^\n。]+)。", text, re.M):
        level = 1 if match[1] else 2
        end = match.end() if level == 1 else match.end() - 1
        sections.append(
            Section(
                marker=match[1] or match[3],
                level=level,
                title=match[2] or match[4],
                span=Span(start=match.start(), end=end),
                extent=Span(start=match.start(), end=len(text)),
                run_in=level == 2,
                parent=None if level == 1 else parent,
            )
        )
        parent = len(sections) - 1 if level == 1 else parent
    sentences = tuple(
        Sentence(index=i, span=Span(start=m.start(), end=m.end()))
        for i, m in enumerate(re.finditer(r"[^\s。][^。\n]*。?", text))
    )
    return Document(
        text=text, source=Source(sha256="ab" * 32), sections=tuple(sections), sentences=sentences, figures=()
    )


REPORT = (
    "上半年，市住建局围绕中心工作抓党建，现将情况汇报如下。\n"
    "一、主要做法和成效\n"
    "（一）坚持问题导向。" + "各支部把学习同业务结合起来，边学边改。" * 20 + "\n"
    "（二）抓实队伍建设。组织党员到社区报到。\n"
    "二、存在的问题和下一步打算\n"
    "（一）存在不足。学习还不够深入。\n"
    "（二）工作打算。继续抓好培训。\n"
    "衡川市住房和城乡建设局\n"
    "2023年7月5日\n"
)


def test_headings_go_to_the_path_and_roles_follow_them() -> None:
    found = [(p.heading_path, p.role) for p in cut_passages(document(REPORT))]
    assert found[0] == ((), "开头")
    assert found[1] == (("主要做法和成效", "坚持问题导向"), "成绩")
    assert (("主要做法和成效", "抓实队伍建设"), "成绩") in found
    assert (("存在的问题和下一步打算", "存在不足"), "问题") in found
    assert (("存在的问题和下一步打算", "工作打算"), "打算") in found
    assert found[-1] == ((), "结尾")


def test_passages_hold_their_own_words_and_stable_ids() -> None:
    report = document(REPORT)
    passages = cut_passages(report)
    assert all(report.quote(p.span) == p.text for p in passages)
    assert [p.id for p in passages] == [f"{'ab' * 8}-{i:04d}" for i in range(len(passages))]
    assert cut_passages(report) == passages


def test_a_heading_in_front_of_a_paragraph_is_not_in_the_passage() -> None:
    assert cut_passages(document(REPORT))[1].text.startswith("各支部把学习")


def test_masked_text_carries_no_digit() -> None:
    plain, counted = "各项工作有序推进。" * 30, "全年召开党组会议12次，6月30日前完成投资3.2亿元。" * 10
    [first, passage] = cut_passages(build_document(f"{plain}\n{counted}\n"))
    assert first.masked_text == first.text
    assert not re.search(r"\d", passage.masked_text)
    assert "召开党组会议" in passage.masked_text


def test_a_text_without_headings_is_achievement_not_opening() -> None:
    assert {p.role for p in cut_passages(document("各支部学习。" * 100))} == {"成绩"}


def test_empty_text_and_headings_alone_give_no_passage() -> None:
    assert cut_passages(document("")) == ()
    assert cut_passages(document("一、主要做法\n二、下一步打算\n")) == ()


def test_a_sentence_longer_than_a_passage_is_cut_at_commas() -> None:
    report = document("一项工作接着一项工作推进，" * 60 + "全部完成。")
    assert all(p.text.endswith(("，", "。")) and len(p.text) <= MAX_CHARS for p in cut_passages(report))


SENTENCE = st.integers(1, 90).map(lambda n: "工作有力有序推进" * (n // 8) + "好" * (n % 8 + 1) + "。")
PARAGRAPHS = st.lists(st.lists(SENTENCE, min_size=1, max_size=12).map("".join), min_size=1, max_size=12)


@settings(deadline=None)
@given(PARAGRAPHS)
def test_every_character_stands_in_exactly_one_passage_of_the_right_length(paragraphs: list[str]) -> None:
    report = document("\n".join(paragraphs) + "\n")
    passages = cut_passages(report)
    covered = [i for p in passages for i in range(p.span.start, p.span.end)]
    assert len(covered) == len(set(covered))
    left = {c for i, c in enumerate(report.text) if i not in set(covered)}
    assert not "".join(left).strip()
    assert all(len(p.text) <= MAX_CHARS for p in passages)
    if len(report.text) >= 2 * MAX_CHARS:
        assert all(len(p.text) >= MIN_CHARS for p in passages)


@pytest.mark.parametrize(
    ("path", "text", "role"),
    [
        (("主要工作开展情况",), "", "成绩"),
        (("存在的主要问题",), "", "问题"),
        (("问题与不足",), "", "问题"),
        (("下一步工作打算",), "", "打算"),
        (("2024年工作计划",), "", "打算"),
        (("下半年重点工作安排",), "", "打算"),
        (("存在的问题及整改措施",), "一是学习不深入。", "问题"),
        (("存在的问题及下一步打算",), "下一步，抓好学习。", "打算"),
        (("坚持问题导向抓整改",), "", "成绩"),
        (("加强组织建设",), "下一步，将继续抓好培训。", "打算"),
        (("结束语",), "", "结尾"),
    ],
)
def test_role_of_headings(path: tuple[str, ...], text: str, role: str) -> None:
    assert role_of(path, text) == role
