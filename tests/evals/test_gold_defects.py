"""What two readers of real reports agree is wrong is found."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def test_defects_two_readers_agree_on(shared: Path, root: Path) -> None:
    spec = importlib.util.spec_from_file_location("gold_defects", root / "evals" / "gold_defects.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["gold_defects"] = module
    spec.loader.exec_module(module)
    rows = list(module.judged(shared))
    assert len(rows) == 33
    assert sum(bool(row.found) for row in rows) >= 28
