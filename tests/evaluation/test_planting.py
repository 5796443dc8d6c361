from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import EvalError
from drafter.evaluation.planting import freeze_plants, planted_papers

from .reports_here import write_reports


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    path = tmp_path / "evals" / "planted" / "corpus.json"
    assert freeze_plants(write_reports(tmp_path / "corpus"), path) > 30
    return path


def test_every_error_stands_where_its_probe_says(frozen: Path) -> None:
    papers = planted_papers(frozen)
    clean = {paper.name: paper.text for paper in papers if paper.clean}
    assert len(clean) == 2 and all(not paper.probes for paper in papers if paper.clean)
    planted = [paper for paper in papers if not paper.clean]
    assert {"digit", "swapped", "stale", "PUN003"} <= {paper.probes[0].rule for paper in planted}
    for paper in planted:
        assert paper.text != clean[paper.cluster]
        for probe in paper.probes:
            assert probe.wrong and probe.at is not None and probe.at.end <= len(paper.text) + 1
    ids = [probe.id for paper in papers for probe in paper.probes]
    assert len(ids) == len(set(ids))


def test_figures_are_checked_against_notes_and_old_ones_against_the_older_report(frozen: Path) -> None:
    papers = planted_papers(frozen)
    digit = next(paper for paper in papers if paper.probes and paper.probes[0].rule == "digit")
    assert digit.facts is not None and digit.facts.count("\n- ") > 5 and not digit.own_facts
    stale = next(paper for paper in papers if paper.probes and paper.probes[0].rule == "stale")
    assert stale.cluster == "2024h1-work.txt" and "2023年" in stale.past[0] and stale.own_facts


def test_choosing_again_chooses_the_same(frozen: Path, tmp_path: Path) -> None:
    before = frozen.read_bytes()
    freeze_plants(tmp_path / "corpus", frozen)
    assert frozen.read_bytes() == before


def test_a_report_that_changed_is_refused(frozen: Path, tmp_path: Path) -> None:
    report = tmp_path / "corpus" / "2024h1-work.txt"
    report.write_text(report.read_text(encoding="utf-8") + "。", encoding="utf-8")
    with pytest.raises(EvalError, match=r"2024h1-work\.txt.*--freeze"):
        planted_papers(frozen)


def test_reports_that_are_not_here_give_no_papers(frozen: Path, tmp_path: Path) -> None:
    (tmp_path / "corpus").rename(tmp_path / "elsewhere")
    assert planted_papers(frozen) == ()
    with pytest.raises(EvalError, match="--reports"):
        freeze_plants(tmp_path / "corpus", frozen)


def test_the_project_s_own_errors_fit_its_reports(root: Path) -> None:
    papers = planted_papers(root / "evals" / "planted" / "corpus.json")
    assert sum(len(paper.probes) for paper in papers) > 1000
