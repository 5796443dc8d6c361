from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import EvalError
from drafter.evaluation.probes import papers_by_hand


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_file_of_one_rule(tmp_path: Path) -> None:
    write(
        tmp_path,
        "cases_by_hand/FIG001.toml",
        """
right = ["各支部集中学习24次。"]
[[wrong]]
text = "改造小区41个，走访88户。"
at = "88户"
facts = ["改造小区41个"]
past = ["走访77户。"]
period = "2025H1"
""",
    )
    wrong, right = papers_by_hand(tmp_path)
    (probe,) = wrong.probes
    assert probe.at is not None and probe.at.of(wrong.text) == "88户"
    assert (probe.wrong, probe.rule, probe.origin) == (True, "FIG001", "hand")
    assert (wrong.facts, wrong.past, wrong.period) == ("- 改造小区41个\n", ("走访77户。",), "2025H1")
    assert wrong.select == ("FIG", "FIG001") and not right.probes[0].wrong and right.probes[0].at is None


def test_a_name_stays_when_cases_are_put_in_before_it(tmp_path: Path) -> None:
    write(tmp_path, "cases_by_hand/PUN003.toml", 'wrong = ["走访,88户。"]')
    (before,) = papers_by_hand(tmp_path)
    write(tmp_path, "cases_by_hand/PUN003.toml", 'wrong = ["检查,41次。", "走访,88户。"]')
    after = papers_by_hand(tmp_path)[1]
    assert before.probes[0].id == after.probes[0].id
    assert before.digest(before.probes[0]) == after.digest(after.probes[0])


def test_sentences_out_of_one_mould_are_one_cluster(tmp_path: Path) -> None:
    write(
        tmp_path,
        "planted_slips.toml",
        '[NAM004]\nperiod = "2025"\nlead = "一、"\nmoulds = ["甲{0}。", "乙{0}。"]\nfillings = ["子", "丑"]\n',
    )
    papers = papers_by_hand(tmp_path)
    assert [paper.text for paper in papers] == ["一、甲子。", "一、甲丑。", "一、乙子。", "一、乙丑。"]
    assert len({paper.cluster for paper in papers}) == 2 and len({paper.probes[0].id for paper in papers}) == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[FIG001]\nwrnog = ["x"]', "wrnog"),
        ('[[FIG001.wrong]]\ntekst = "x"', "tekst"),
        ('[[FIG001.wrong]]\ntext = "走访88户"\nat = "41户"', "41户"),
        ("[FIG001", "读不了"),
    ],
)
def test_what_is_malformed_is_named(tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path, "planted_cases.toml", text)
    with pytest.raises(EvalError, match=said):
        papers_by_hand(tmp_path)


def test_no_cases_are_no_papers(tmp_path: Path) -> None:
    assert papers_by_hand(tmp_path) == ()


def test_words_the_text_lacks_are_looked_for_in_the_facts(tmp_path: Path) -> None:
    write(
        tmp_path,
        "cases_by_hand/COV001.toml",
        '[[wrong]]\ntext = "走访88户。"\nat = "改造小区41个"\nfacts = ["走访88户", "改造小区41个"]\n',
    )
    (paper,) = papers_by_hand(tmp_path)
    assert paper.probes[0].about == "改造小区41个" and paper.probes[0].at is None
