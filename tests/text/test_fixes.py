"""Fixes touch nothing outside their places, and fixing twice changes nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafter.model import Edit, Finding, Fix, Span
from drafter.text.fixes import apply_fixes, diff_text


def finding(*edits: tuple[int, int, str], safe: bool = True) -> Finding:
    made = tuple(Edit(span=Span(start=a, end=b), text=text) for a, b, text in edits)
    return Finding(
        code="PUN003", rule="x", severity="W", span=Span(start=edits[0][0], end=edits[0][1]), quote="", where="",
        message="", evidence=(), fix=Fix(edits=made, safe=safe),
    )  # fmt: skip


def test_safe_ones_by_default_and_unsafe_with_consent() -> None:
    findings = [finding((2, 3, "，")), finding((5, 6, "。"), safe=False)]
    assert apply_fixes("工作,扎实.", findings).text == "工作，扎实."
    assert apply_fixes("工作,扎实.", findings, unsafe=True).text == "工作，扎实。"


def test_of_two_fixes_of_one_place_the_first_stands_and_a_fix_is_whole() -> None:
    findings = [finding((0, 2, "甲")), finding((1, 3, "乙"), (4, 5, "丙"))]
    assert apply_fixes("一二三四五", findings).text == "甲三四五"


@given(
    st.text("一二三，", max_size=20),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3), st.text("X", max_size=2))),
)
def test_what_lies_outside_stays(text: str, places: list[tuple[int, int, str]]) -> None:
    findings = [finding((min(a, len(text)), min(a + n, len(text)), new)) for a, n, new in places]
    fixed = apply_fixes(text, findings)
    at, rest = 0, fixed.text
    for edit in fixed.edits:
        before = text[at : edit.span.start]
        assert rest.startswith(before + edit.text)
        rest, at = rest[len(before) + len(edit.text) :], edit.span.end
    assert rest == text[at:]


def test_a_diff_is_empty_for_equal_texts() -> None:
    assert diff_text("甲\n", "甲\n", "报告") == ""
    assert "+乙" in diff_text("甲\n", "乙\n", "报告")
