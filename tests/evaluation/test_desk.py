from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import EvalError
from drafter.evaluation.desk import Asked, EvalDesk
from drafter.evaluation.results import side

from .samples import folder, obedient, record


@pytest.fixture
def desk(tmp_path: Path, root: Path) -> EvalDesk:
    return EvalDesk(folder(tmp_path), root / "prompts")


def test_a_run_is_kept_as_the_latest_and_can_be_compared(desk: EvalDesk) -> None:
    record(desk)
    results = desk.run(Asked(), desk.bench())
    assert desk.latest() == tuple(sorted(results, key=lambda one: (one.version, one.model, one.case, one.sample)))
    rows = desk.compare(side(results, "compose"), side(results, "draft_section@v1"))
    assert rows[0].metric == "fact_coverage" and (rows[0].cases, rows[0].clusters) == (3, 3)


def test_the_gate_compares_with_the_accepted_baseline(desk: EvalDesk) -> None:
    with pytest.raises(EvalError, match="找不到结果"):
        desk.gates([])
    record(desk)
    results = desk.run(Asked(), desk.bench())
    path = desk.accept(results)
    assert "各支部" not in path.read_text(encoding="utf-8")
    assert [found.worse for _, _, found in desk.gates(results)] == [(), ()]


def test_a_worse_recording_closes_the_gate(desk: EvalDesk) -> None:
    record(desk)
    desk.accept(desk.run(Asked(), desk.bench()))
    record(desk, lambda prompt: obedient(prompt).replace("23人次", "29人次"))
    results = desk.run(Asked(), desk.bench())
    worse = [line for _, _, found in desk.gates(results) for line in found.worse]
    assert any(line.startswith("party-study 的 unsupported") for line in worse)


def test_only_a_whole_run_may_prune() -> None:
    assert Asked().whole
    assert not any(one.whole for one in (Asked(cases=("a",)), Asked(samples=2), Asked(versions=("compose",))))


def test_the_cost_of_what_is_missing_is_told_without_asking(desk: EvalDesk) -> None:
    assert desk.cost(Asked()).calls == 3
    record(desk)
    assert desk.cost(Asked()).calls == 0
    assert desk.cost(Asked(samples=3)).calls == 6


def test_a_judge_of_another_model_is_recorded_too(desk: EvalDesk) -> None:
    record(desk)
    desk.run(Asked(), desk.bench())
    with pytest.raises(EvalError, match="--record"):
        desk.judge("compose", "draft_section@v1", "judge-model")


def test_a_prompt_s_history_is_written_with_what_the_baseline_measured(desk: EvalDesk, tmp_path: Path) -> None:
    from dataclasses import replace

    pages = {path.parent.name: text for path, text in desk.changes_pages().items()}
    assert "没有实测" in pages["draft_section"] and "## v1" in pages["draft_section"]
    record(desk)
    results = desk.run(Asked(), desk.bench())
    first = [one for one in results if one.version.startswith("draft_section@v1")]
    pin = f"draft_section@v2#{desk.prompts.get('draft_section@v2').digest[:6]}"
    desk.accept([*first, *(replace(one, version=pin) for one in first)])
    text = {path.parent.name: text for path, text in desk.changes_pages().items()}["draft_section"]
    assert "实测（draft_section@v1" in text and "3 份报告" in text and "- 素材写入 +0 [+0, +0] 无差别" in text
    assert text.index("## v2") < text.index("## v1")


def test_the_package_s_own_prompts_are_not_written_to(desk: EvalDesk, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(desk.prompts.folder, tmp_path / "_prompts")
    packed = EvalDesk(desk.suite.folder, tmp_path / "_prompts")
    with pytest.raises(EvalError, match="drafter init"):
        packed.write_changes()
    shutil.copytree(tmp_path / "_prompts", tmp_path / "prompts")
    written = EvalDesk(desk.suite.folder, tmp_path / "prompts").write_changes()
    assert all(path.name == "CHANGES.md" and path.is_file() for path in written)
    # only prompts beside the suite are brought up to date with its baseline
    assert not desk.keeps_changes and EvalDesk(desk.suite.folder, tmp_path / "prompts").keeps_changes


def test_the_project_s_histories_are_fresh(root: Path) -> None:
    stale = [
        str(path.relative_to(root))
        for path, text in EvalDesk(root / "evals", root / "prompts").changes_pages().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    assert not stale, f"run drafter eval changes --write: {stale}"
