from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.errors import EvalError
from drafter.evaluation.results import Side
from drafter.evaluation.rules_compared import compare_rules, measures_of, moved_places, own_counts, own_rows
from drafter.model import EvalResult

from .samples import result


def run(version: str, found: list[bool], silent: list[bool]) -> Side:
    """Return a run: place n of report n is found or not, and so on."""
    results: list[EvalResult] = []
    for number, hit in enumerate(found):
        one = result(f"w{number}", f"r{number}", version, recall=float(hit))
        more = replace(one.scores[0], metric="recall planted"), replace(one.scores[0], metric="recall PUN003")
        results.append(replace(one, scores=(*one.scores, *more), inputs={"probe": f"w{number}"}))
    for number, quiet in enumerate(silent):
        one = result(f"s{number}", f"r{number}", version, silence=float(quiet))
        results.append(replace(one, inputs={"probe": f"s{number}"}))
    clean = result("clean", "r0", version, alarms=1.0 + sum(found) % 2, said=2.0)
    results.append(replace(clean, inputs={"probe": "clean"}))
    return Side(label=version, results=tuple(results))


def test_a_rule_that_finds_less_is_worse_and_the_places_are_named() -> None:
    before, after = run("a", [True] * 12, [True] * 4), run("b", [True] * 2 + [False] * 10, [True] * 3 + [False])
    rows = {row.metric: row for row in compare_rules(before, after)}
    assert rows["recall"].verdict == "worse" and rows["recall PUN003"].verdict == "worse"
    assert rows["recall"].difference == pytest.approx(-10 / 12)
    # beyond 1 there is nothing a share could do
    assert all(-1 <= end <= 1 for row in rows.values() if row.metric != "said" for end in (row.low, row.high) if end)
    moved = moved_places(before, after)
    assert moved.lost == tuple(f"w{number}" for number in range(2, 12)) and moved.accused == ("s3",)
    assert moved_places(after, before).gained == moved.lost
    assert moved.lines(3)[0] == "不再发现 10 处：w2、w3、w4 等" and moved.lines()[1] == "新误报 1 处：s3"


def test_rules_at_which_nothing_differs_are_left_out_of_the_family() -> None:
    side = run("a", [True] * 6 + [False] * 6, [True] * 4)
    rows = {row.metric: row for row in compare_rules(side, replace(side, label="b"))}
    assert "recall PUN003" not in rows and rows["recall"].verdict == "same"
    assert rows["recall planted"].p_holm is None and rows["silence"].p_holm is not None


def test_other_places_cannot_be_judged_unless_only_common_ones_are_asked_for() -> None:
    before, after = run("a", [True] * 8, [True] * 2), run("b", [True] * 9, [True] * 2)
    with pytest.raises(EvalError, match=r"w8 等 1 个.*--common"):
        compare_rules(before, after)
    assert compare_rules(before, after, common=True)[0].cases == 8
    changed = replace(after, results=tuple(replace(one, inputs={"probe": "x"}) for one in after.results))
    with pytest.raises(EvalError, match="不一致"):
        moved_places(after, changed)


def test_one_run_by_itself_has_a_row_a_part() -> None:
    columns, rows = own_rows(run("a", [True] * 9 + [False] * 3, [True] * 4))
    shown = {row[0]: row for row in rows}
    assert shown["合计"][1:3] == ("9/12", "0.750") and shown["合计"][4:6] == ("4/4", "1.000")
    assert shown["PUN003"][1] == "9/12" and shown["PUN003"][4] == ""
    assert len(columns) == len(rows[0])
    assert own_counts(run("a", [True], [])) == "没有植入错误的 1 份：数字误报（条/份） 2.00，其他报出（条/份） 2.00"


def test_measures_are_ordered_from_the_whole_to_the_rule() -> None:
    names = [one.name for one in measures_of(run("a", [True], [True]).results)]
    assert names == ["recall", "silence", "alarms", "said", "recall planted", "recall PUN003"]
    assert [one.title for one in measures_of(run("a", [True], []).results)][-2:] == ["发现率·植入", "发现率·PUN003"]
