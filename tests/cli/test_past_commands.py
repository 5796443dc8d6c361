"""`drafter ingest`, `search` and `corpus`: what people see, what is left behind, what wrong input gets."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.cli.main import main

Run = Callable[..., tuple[int, str, str]]
BODY = (
    "一、主要工作情况\n（一）{0}。上半年{0}开工38个，惠及居民9000余户，完成投资2.35亿元。{0}经验在全市推广。\n"
    "二、下一步打算\n继续抓好{0}，确保年底前全部完工。\n"
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a way to type commands in a folder with two reports, one of which says nothing of itself."""
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "OPENAI_MODEL"):
        monkeypatch.delenv(name, raising=False)
    Path("往期").mkdir()
    Path("往期/甲.txt").write_text(
        "衡川市住房和城乡建设局2024年上半年工作总结\n" + BODY.format("老旧小区改造"), encoding="utf-8"
    )
    Path("往期/衡川市水务局2023年工作总结.txt").write_text(BODY.format("供水管网更新"), encoding="utf-8")

    def typed(*argv: str) -> tuple[int, str, str]:
        try:
            main(argv)
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    assert typed("ingest", "往期")[0] == 0
    return typed


def listed(run: Run) -> dict[str, dict[str, object]]:
    """Return what `drafter corpus` tells programs, by file name."""
    rows = json.loads(run("corpus", "--format", "json")[1])
    return {Path(row["file"]).name: row for row in rows}


def test_the_list_shows_what_is_known_from_text_and_file_name(run: Run) -> None:
    code, out, _ = run("corpus")
    first, second = out.splitlines()[2:]
    assert code == 0 and "2024H1" in first and "衡川市住房和城乡建设局" in first
    assert second.split("\t")[2:5] == ["衡川市水务局", "工作总结", "2023"]


def test_a_correction_by_file_or_number_is_listed_and_found(run: Run) -> None:
    code, out, _ = run("corpus", "set", "往期/甲.txt", "--kind", "住房保障工作总结", "--period", "2022H2")
    assert code == 0 and "住房保障工作总结" in out and "2022H2" in out
    number = str(listed(run)["甲.txt"]["sha256"])[:10]
    assert run("corpus", "set", number, "--organisation", "")[0] == 0
    row = listed(run)["甲.txt"]
    assert row["by_hand"] == {"kind": "住房保障工作总结", "period": "2022H2", "organisation": ""}
    assert "1. " in run("search", "老旧小区改造", "--kind", "住房保障", "--period", "2022H2")[1]
    assert "没有找到" in run("search", "老旧小区改造", "--organisation", "住房")[1]
    # read again, its text changed: what people said stays
    path = Path("往期/甲.txt")
    path.write_text(path.read_text(encoding="utf-8") + "三、附记\n无。\n", encoding="utf-8")
    assert "更新 1 份" in run("ingest", "往期")[1]
    assert listed(run)["甲.txt"]["by_hand"] == row["by_hand"]


def test_an_edited_manifest_counts_for_files_that_did_not_change(run: Run) -> None:
    manifest = Path("往期/manifest.toml")
    manifest.write_text('[[report]]\nfile = "甲.txt"\nkind = "专题报告"\nperiod = 2021\n', encoding="utf-8")
    code, out, _ = run("ingest", "往期")
    assert code == 0 and "未变 2 份" in out and "更新了 1 份的说明" in out
    source = listed(run)["甲.txt"]["source"]
    assert isinstance(source, dict) and (source["kind"], source["year"]) == ("专题报告", 2021)
    assert "更新了" not in run("ingest", "往期")[1]
    manifest.unlink()
    run("ingest", "往期")
    # without a manifest nothing is known of it: what was said last goes
    source = listed(run)["甲.txt"]["source"]
    assert isinstance(source, dict) and source["kind"] == "工作总结"


@pytest.mark.parametrize(
    "manifest",
    [
        "[[report", "report = 3", '[[report]]\nkind = "总结"', '[[report]]\nfile = "甲.txt"\nperiod = "那年"',
        '[[report]]\nfile = "甲.txt"\nyear = "二〇二三"', '[[report]]\nfile = "甲.txt"\nkind = 3',
        '[[report]]\nfile = "甲.txt"\nperiod = 2023-01-01', '[[report]]\nfile = "甲.txt"\nsha256 = 3',
    ],
)  # fmt: skip
def test_a_manifest_that_cannot_be_read_is_named_once_and_keeps_no_report_out(run: Run, manifest: str) -> None:
    Path("往期/manifest.toml").write_text(manifest, encoding="utf-8")
    Path("往期/丙.txt").write_text("2022年工作总结\n" + BODY.format("公租房分配"), encoding="utf-8")
    code, out, _ = run("ingest", "往期")
    assert code == 0 and "新收 1 份" in out and "拒收 1 份" in out
    assert len([line for line in out.splitlines() if "manifest.toml" in line]) == 1


def test_removed_reports_are_no_longer_found_and_their_files_stay(run: Run) -> None:
    code, out, _ = run("corpus", "remove", "往期/甲.txt")
    assert code == 0 and "还有 1 份" in out and Path("往期/甲.txt").exists()
    assert "甲.txt" not in listed(run)
    Path("往期/衡川市水务局2023年工作总结.txt").unlink()
    assert "新收 1 份" in run("ingest", "往期")[1] and len(listed(run)) == 2
    code, out, _ = run("ingest", "往期", "--remove-missing")
    assert code == 0 and "原文件已不在" in out and list(listed(run)) == ["甲.txt"]


def test_near_identical_reports_are_shown(run: Run) -> None:
    text = Path("往期/甲.txt").read_text(encoding="utf-8")
    Path("往期/甲（定稿）.txt").write_text(text + "（完）\n", encoding="utf-8")
    out = run("ingest", "往期")[1]
    assert "几乎相同" in out and "甲（定稿）.txt" in out and "corpus remove" in out


def test_verify_and_rebuild(run: Run) -> None:
    assert run("corpus", "verify")[:2] == (0, "库完好。\n")
    assert run("corpus", "rebuild")[0] == 0
    assert "1. " in run("search", "供水管网更新")[1]
    connection = sqlite3.connect(".drafter/catalog.sqlite")
    connection.execute("UPDATE passages SET text = text || '！' WHERE number = 1")
    connection.commit()
    connection.close()
    code, out, _ = run("corpus", "verify")
    assert code == 2 and "与原文不符" in out


def test_hits_have_a_rank_and_a_share_and_hopeless_ones_are_left_out(run: Run) -> None:
    code, out, _ = run("search", "老旧小区改造开工", "--per-report", "1")
    heads = [line for line in out.splitlines() if line[:3] in ("1. ", "2. ")]
    assert code == 0 and "衡川市住房和城乡建设局2024年上半年工作总结 › 主要工作情况" in heads[0]
    shares = [int(line.split()[1].split("（")[0]) for line in out.splitlines() if line.startswith("相合 ")]
    assert shares and all(0 <= share <= 100 for share in shares) and shares == sorted(shares, reverse=True)
    few = run("search", "太空望远镜升空，宇航员出舱")[1]
    assert "相合" not in few and "--all" in few
    assert "相合 0" in run("search", "太空望远镜升空，宇航员出舱", "--all")[1]


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("corpus", "set", "往期/甲.txt"), "没有说要改什么"),
        (("corpus", "set", "无.txt", "--kind", "总结"), "没有这篇报告"),
        (("corpus", "set", "", "--kind", "总结"), "没有这篇报告"),
        (("corpus", "set", "往期/甲.txt", "--period", "那年"), "看不懂的期间"),
        (("corpus", "set", "往期/甲.txt", "--year", "23"), "看不懂的年份"),
        (("corpus", "set", "往期/甲.txt", "--year", "２０２３"), "看不懂的年份"),
        (("corpus", "remove", "无.txt"), "没有这篇报告"),
        (("corpus", "remove", "往期/甲.txt", "无.txt"), "没有这篇报告"),
        (("search", "改造", "--period", "那年"), "看不懂的期间"),
        (("search", "改造", "-k", "0"), "至少为 1"),
        (("search", "改造", "--per-report", "-1"), "至少为 1"),
        (("ingest", "无处"), "找不到"),
        (("ingest", "没有*.txt"), "找不到"),
    ],
)
def test_wrong_input_gets_one_line_and_changes_nothing(run: Run, argv: tuple[str, ...], words: str) -> None:
    before = listed(run)
    code, out, err = run(*argv)
    assert (code, out) == (2, "") and words in err and len(err.strip().splitlines()) == 1
    assert listed(run) == before
