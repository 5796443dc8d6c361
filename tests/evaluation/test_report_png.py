from __future__ import annotations

import struct
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from drafter.errors import EvalError
from drafter.evaluation.report_png import png, slide, write_pictures

from .test_report_plot import row

ROWS = [row("fact_coverage", 0.1, 0.05, 0.2), row("stale", 0.0, -0.01, 0.02)]
TITLES = {"fact_coverage": "素材<写入>"}


def test_a_slide_stands_alone() -> None:
    svg = slide(ROWS, TITLES)
    tree = ET.fromstring(svg)
    assert tree.attrib["viewBox"].split()[2:] == [tree.attrib["width"], tree.attrib["height"]]
    texts = [node.text or "" for node in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert "A → B" in texts and any(text.startswith("素材<写入>") for text in texts)


def test_one_picture_a_comparison(tmp_path: Path) -> None:
    written = write_pictures(tmp_path / "out" / "eval.svg", [ROWS, ROWS], TITLES)
    assert [path.name for path in written] == ["eval.svg", "eval-2.svg"]
    assert written[1].read_text(encoding="utf-8") == slide(ROWS, TITLES)
    with pytest.raises(EvalError, match=r"eval\.gif"):
        write_pictures(tmp_path / "eval.gif", [ROWS], TITLES)


def test_png_has_the_width_of_a_slide() -> None:
    pytest.importorskip("resvg_py")
    drawn = png(slide(ROWS, TITLES))
    assert drawn[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">I", drawn[16:20])[0] == 1920


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(EvalError, match=r"drafter\[plots\]"):
        png(slide(ROWS, TITLES))

    class Blank:
        @staticmethod
        def svg_to_bytes(**_: object) -> bytes:
            return b"the same for every character"

    monkeypatch.setitem(sys.modules, "resvg_py", Blank)
    with pytest.raises(EvalError, match="中文字体"):
        png(slide(ROWS, TITLES))
