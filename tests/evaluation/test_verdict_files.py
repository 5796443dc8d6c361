from __future__ import annotations

import json
from pathlib import Path

from drafter.evaluation.verdict_files import judged_papers

TEXT = "各支部集中学习24次,交流发言12人次。走访88户(其中困难户5户)。"


def files(tmp_path: Path) -> tuple[Path, Path]:
    folder, texts = tmp_path / "evals", tmp_path / "texts"
    folder.mkdir()
    for name in ("reports", "seeds", "gold", "facts"):
        (texts / name).mkdir(parents=True)
    (texts / "reports" / "one.txt").write_text(TEXT, encoding="utf-8")
    (folder / "rule_verdicts.tsv").write_text(
        "code\tfile\toffset\tlength\tverdict\nPUN003\tone\t10\t1\ttrue\nPUN006\tone\t3\t1\tfalse\n"
        "PUN003\tgone\t1\t1\ttrue\n",
        encoding="utf-8",
    )
    (folder / "rule_fixes.tsv").write_text(
        "code\tfile\toffset\tlength\tkind\tbefore\tafter\tverdict\nPUN003\tone\t10\t1\tsafe\t,\t，\tslip\n"
        "PUN003\tone\t22\t1\tsafe\t(\t（\t\nPUN003\tone\t22\t1\tunsafe\t(\t（\tslip\n",
        encoding="utf-8",
    )
    return folder, texts


def test_verdicts_become_probes_of_the_reports_that_are_here(tmp_path: Path) -> None:
    folder, texts = files(tmp_path)
    (paper,) = judged_papers(folder, texts)
    assert paper.cluster == "one" and paper.text == TEXT
    asked = [(probe.origin, probe.rule, probe.wrong) for probe in paper.probes]
    # what nobody has read, and what is not safe, asks for nothing
    assert asked == [("verdict", "PUN003", True), ("verdict", "PUN006", False), ("fix", "PUN003", True)]
    assert paper.probes[0].at is not None and paper.probes[0].at.of(TEXT) == ","


def test_defects_two_readers_saw_ask_for_a_family(tmp_path: Path) -> None:
    folder, texts = files(tmp_path)
    (folder / "gold_defects.toml").write_text('[families]\npunctuation_misuse = ["PUN"]\n', encoding="utf-8")
    (texts / "seeds" / "000_x.txt").write_text(TEXT, encoding="utf-8")
    (texts / "facts" / "000.md").write_text("- 各支部集中学习24次\n", encoding="utf-8")
    defect = {
        "rule": "punctuation_misuse", "char_start": 10, "char_end": 11, "readers": 2, "confidence": "high",
        "machine_checkable": "deterministic",
    }  # fmt: skip
    unsure = {**defect, "confidence": "low", "confidence_2": "medium"}
    (texts / "gold" / "000.json").write_text(json.dumps({"defects": [defect, unsure]}), encoding="utf-8")
    gold = judged_papers(folder, texts)[-1]
    (probe,) = gold.probes
    assert probe.codes == ("PUN",) and gold.facts is not None and gold.cluster == "000_x"


def test_the_real_verdicts_are_all_found(shared: Path, root: Path) -> None:
    papers = judged_papers(root / "evals", shared)
    assert len(papers) > 20 and sum(len(paper.probes) for paper in papers) > 150
