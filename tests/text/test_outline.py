"""The heading tree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafter.text.outline import find_sections


def tree(text: str) -> list[tuple[object, str, str, bool]]:
    return [(s.level, s.marker, s.title, s.run_in) for s in find_sections(text)]


def test_levels_run_in_headings_and_items() -> None:
    text = (
        "衡川市住房和城乡建设局2025年工作总结\n\n今年以来，各项工作有序推进。\n一、工作情况\n"
        "（一）抓学习。坚持每周集中学习。一是突出重点。学原文。二是讲求实效。重运用。\n1.抓培训。办班两期。\n二、打算\n"
    )
    assert tree(text) == [
        (0, "", "衡川市住房和城乡建设局2025年工作总结", False),
        (1, "一、", "工作情况", False),
        (2, "（一）", "抓学习", True),
        ("item", "一是", "突出重点", True),
        ("item", "二是", "讲求实效", True),
        (3, "1.", "抓培训", True),
        (1, "二、", "打算", False),
    ]


@pytest.mark.parametrize(
    "text", ["书记是第一责任人，一把手负总责。\n", "这不就是二是的意思吗\n", "3.5万户已改造完成。\n"]
)
def test_what_only_looks_like_a_marker(text: str) -> None:
    assert [s for s in find_sections("开头一段话，交代背景。\n" + text) if s.marker not in ("",)] == []


def test_parents_and_extents_nest() -> None:
    text = "一、甲\n（一）乙。一是丙。\n（二）丁。\n二、戊\n"
    sections = find_sections(text)
    assert [s.parent for s in sections] == [None, 0, 1, 0, None]
    for section in sections:
        if section.parent is not None:
            assert sections[section.parent].extent.contains(section.extent)
    assert sections[0].extent.of(text) == "一、甲\n（一）乙。一是丙。\n（二）丁。\n"


def test_quotes_and_titles_do_not_end_a_heading() -> None:
    text = "（一）落实“三会一课。”制度，学好《若干准则；条例》。下文。\n"
    assert find_sections(text)[0].title == "落实“三会一课。”制度，学好《若干准则；条例》"


@pytest.mark.parametrize("number", ["000", "003", "004"])
def test_gold_outline(shared: Path, number: str) -> None:
    text = next((shared / "seeds").glob(f"{number}_*")).read_text(encoding="utf-8")
    gold = json.loads((shared / "gold" / f"{number}.json").read_text(encoding="utf-8"))["outline"]
    wanted = {(o["char_start"], o["char_end"], o["level"], o["marker"], o["heading"], o["run_in"]) for o in gold}
    ours = {(s.span.start, s.span.end, s.level, s.marker, s.title, s.run_in) for s in find_sections(text)}
    assert len(wanted & ours) >= 0.98 * max(len(wanted), len(ours))


def test_items_of_one_sentence_do_not_overlap() -> None:
    text = "一、打算\n关键在两条，一是抓好培训提质，二是抓好考核问效。\n"
    items = [s for s in find_sections(text) if s.level == "item"]
    assert [s.title for s in items] == ["抓好培训提质", "抓好考核问效"]
    assert items[0].extent.end <= items[1].span.start


def test_a_long_heading_keeps_its_marker() -> None:
    text = "（一）持续推进" + "老旧小区改造" * 12 + "，全年开工41个，完工38个。\n（二）抓维修。下文。\n"
    assert [s.marker for s in find_sections(text)] == ["（一）", "（二）"]


def test_reasons_of_all_problems_belong_to_none_of_them() -> None:
    text = "一、问题\n（一）学得不深。下文。\n（二）管得不严。下文。\n"
    text += "存在以上问题的主要原因：一是重视不够。二是办法不多。\n"
    sections = find_sections(text)
    assert [s.parent for s in sections] == [None, 0, 0, 0, 0]
    assert sections[2].extent.of(text) == "（二）管得不严。下文。\n"


def test_hostile_lines_are_linear() -> None:
    for text in ("一是" * 200_000, "（" * 100_000, "“未收口，一是" * 50_000, "1." * 200_000):
        assert isinstance(find_sections(text), tuple)


def test_a_half_bracket_below_a_whole_one_is_the_fifth_level() -> None:
    text = "1.抓培训\n（1）选课程\n1）定大纲\n2）请老师\n（2）排日程\n2.抓考核\n1）出题\n"
    assert [(level, marker) for level, marker, _, _ in tree(text)] == [
        (3, "1."), (4, "（1）"), (5, "1）"), (5, "2）"), (4, "（2）"), (3, "2."), (3, "1）"),
    ]  # fmt: skip
