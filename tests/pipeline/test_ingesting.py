"""From files, folders, globs and zip files into the corpus."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.model import Settings
from drafter.pipeline import Drafter

REPORT = (
    "衡川市住房和城乡建设局2024年上半年工作总结\n一、主要工作情况\n"
    "（一）{}。上半年开工38个，惠及居民9000余户，完成投资2.35亿元。\n"
)


@pytest.fixture
def drafter(tmp_path: Path) -> Iterator[Drafter]:
    made = Drafter(settings=Settings(root=str(tmp_path)))
    yield made
    made.corpus.close()


@pytest.fixture
def past(tmp_path: Path) -> Path:
    folder = tmp_path / "past"
    (folder / "里").mkdir(parents=True)
    (folder / "甲.txt").write_text(REPORT.format("老旧小区改造有序推进"), encoding="utf-8")
    (folder / "里" / "乙.txt").write_bytes(REPORT.format("工地扬尘夜间巡查").encode("gbk"))
    (folder / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / ".隐.txt").write_text("不该读", encoding="utf-8")
    with zipfile.ZipFile(folder / "旧.zip", "w") as archive:
        archive.writestr("2023/丙.txt", REPORT.format("公租房分配公开摇号"))
        archive.writestr("../逃.txt", "x")
    return folder


def test_folders_and_zip_files_are_read_and_refusals_listed_with_reasons(drafter: Drafter, past: Path) -> None:
    done = drafter.ingest([past])
    assert (done.report.added, done.skipped) == (3, 0)
    assert {Path(one.path).name for one in done.refused} == {"坏.pdf", "逃.txt"} and all(o.reason for o in done.refused)
    assert {one.ending: (one.read, one.refused) for one in done.formats} == {".txt": (3, 1), ".pdf": (0, 1)}
    assert {row.source.encoding for row in drafter.corpus.documents()} == {"utf-8", "gb18030"}
    again = drafter.ingest([past])
    assert (again.report.added, again.skipped) == (0, 3)


def test_globs_reach_us_unexpanded(drafter: Drafter, past: Path) -> None:
    assert drafter.ingest([f"{past}/**/*.txt"]).report.added == 2
    with pytest.raises(InputError, match="找不到"):
        drafter.ingest([f"{past}/*.docx"])


def test_vanished_files_are_forgotten_on_request_only(drafter: Drafter, past: Path, tmp_path: Path) -> None:
    other = tmp_path / "别处.txt"
    other.write_text(REPORT.format("另一处"), encoding="utf-8")
    drafter.ingest([past, other])
    (past / "甲.txt").unlink()
    (past / "旧.zip").unlink()
    other.unlink()
    assert drafter.ingest([past]).removed == ()
    done = drafter.ingest([past], remove_missing=True)
    assert {Path(path).name for path in done.removed} == {"甲.txt", "丙.txt"}
    assert {Path(row.file or "").name for row in drafter.corpus.documents()} == {"乙.txt", "别处.txt"}


def test_an_edited_file_replaces_itself_and_a_twin_is_shown(drafter: Drafter, past: Path) -> None:
    drafter.ingest([past / "甲.txt"])
    (past / "甲.txt").write_text(REPORT.format("老旧小区改造有序推进成效好"), encoding="utf-8")
    (past / "同.txt").write_text(REPORT.format("老旧小区改造有序推进成效好") + "。", encoding="utf-8")
    done = drafter.ingest([past / "甲.txt", past / "同.txt"])
    assert (done.report.replaced, done.report.added, len(done.report.twins)) == (1, 1, 1)


def test_reports_are_corrected_and_removed_by_their_file(drafter: Drafter, past: Path) -> None:
    drafter.ingest([past / "甲.txt"])
    assert drafter.corpus.set(str(past / "甲.txt"), kind="业务工作总结").kind == "业务工作总结"
    drafter.corpus.remove(str(past / "甲.txt"))
    assert drafter.corpus.documents() == ()
