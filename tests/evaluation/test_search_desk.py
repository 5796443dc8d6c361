from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import EvalError
from drafter.evaluation.search_desk import SearchDesk

from .reports_here import write_reports


def test_a_folder_of_reports_is_enough(tmp_path: Path) -> None:
    desk = SearchDesk(tmp_path / "evals", (write_reports(tmp_path / "corpus"),))
    run = desk.run(known=6)
    against_vectors, against_words = desk.compare([run], "fusion")
    assert against_vectors[0].a.startswith("vectors#") and against_words[0].a.startswith("lexical#")
    kept = desk.read(desk.save(run, tmp_path / "a.jsonl"))
    (rows,) = desk.compare([kept, run], "fusion")
    assert rows[0].difference == 0 and rows[0].verdict == "same"


def test_no_reports_are_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(EvalError, match="--reports"):
        SearchDesk(tmp_path, (tmp_path / "empty",)).run(known=5)
