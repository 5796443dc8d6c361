"""What people give by mistake, over all commands: one line, exit 2, the file or option by name, and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest

from drafter.cli.main import main

# (command, what the line must name)
WRONG = [
    ("read 没有.txt", "没有.txt"),
    ("read 夹", "夹"),
    ("read 图.png", "图.png"),
    ("read 截断.docx", "截断.docx"),
    ("read 空.md", "空.md"),
    ("read 坏.json", "坏.json"),
    ("read 表.csv", "表.csv"),
    ("read 宽.txt", "宽.txt"),
    ("figures a.txt --period 20x5", "20x5"),
    ("plan a.txt", "a.txt"),
    ("plan 素材.md --period abc", "abc"),
    ("draft 素材.md -o x.foo", "x.foo"),
    ("draft 素材.md -o 夹", "夹"),
    ("draft 素材.md --engine model", "[chat]"),
    ("draft 素材.md --engine 快", "--engine"),
    ("draft 素材.md --section 没有这一节", "没有这一节"),
    ("draft 素材.md --update a.txt", "a.txt"),
    ("draft 素材.md --update 没有.json", "没有.json"),
    ("review a.txt --past 没有", "没有"),
    ("review a.txt --facts 没有.md", "没有.md"),
    ("review a.txt --select XYZ", "XYZ"),
    ("review a.txt --format xml", "--format"),
    ("review a.txt --draft a.txt", "a.txt"),
    ("review a.txt -o x.foo", "x.foo"),
    ("baseline 没有.txt", "没有.txt"),
    ("fix 好.docx", "好.docx"),
    ("fix 没有.txt", "没有.txt"),
    ("compare a.txt 没有.txt", "没有.txt"),
    ("rules ABC", "ABC"),
    ("prompts 没有", "没有"),
    ("prompts diff a b", "a"),
    ("prompts diff draft_section@v1", "draft_section@v2"),
    ("ingest 没有", "没有"),
    ("ingest 夹", "文件夹"),
    ("search ''", "空"),
    ("search 住房 -k 0", "k"),
    ("search 住房 --period abc", "abc"),
    ("search 住房 --role 无", "--role"),
    ("corpus remove 没有", "没有"),
    ("corpus set 没有 --title x", "没有"),
    ("corpus set 没有", "--title"),
    ("profile learn a.txt", "a.txt"),
    ("profile learn 没有.docx", "没有.docx"),
    ("profile show 坏.toml", "坏.toml"),
    ("profile use 没有.toml", "没有.toml"),
    ("export a.txt", "--output"),
    ("export a.txt -o x.依据.docx", "draft.json"),
    ("export a.txt -o x.sarif", "--review"),
    ("init a.txt", "a.txt"),
    ("init w --past 没有", "没有"),
    ("init w --profile a.txt", "a.txt"),
    ("init w --base-url foo --model m", "base_url"),
    ("init w --model m", "--base-url"),
    ("serve --port 99999", "--port"),
    ("serve --port abc", "--port"),
    ("eval run --folder 没有", "没有"),
    ("eval compare a b --folder 没有", "没有"),
    ("--lang fr rules", "--lang"),
    ("revieww a.txt", "revieww"),
]
CURE = re.compile(r"请|运行|用 |可用|只能|应|要一起|看用法|现有|要给|须")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "OPENAI_MODEL"):
        monkeypatch.delenv(name, raising=False)
    Path("夹").mkdir()
    word = docx.Document()
    word.add_paragraph("一、工作情况")
    word.save("好.docx")
    notes = "报告：衡川市住房和城乡建设局2025年上半年工作总结；报告期 2025H1\n- 召开会议4次\n"
    contents = {
        "a.txt": "一、工作情况\n召开会议，部署工作。\n".encode(),
        "素材.md": notes.encode(),
        "图.png": b"\x89PNG\0",
        "截断.docx": b"PK\3\4",
        "空.md": b"",
        "坏.json": b"{",
        "表.csv": b"a,b\n1,2\n",
        "宽.txt": "衡川市".encode("utf-16-le"),
        "坏.toml": b"[page\n",
    }
    for name, content in contents.items():
        Path(name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize(("command", "named"), WRONG, ids=[command for command, _ in WRONG])
def test_one_line_that_names_the_place_and_the_cure(
    here: Path, capsys: pytest.CaptureFixture[str], command: str, named: str
) -> None:
    before = sorted(here.rglob("*"))
    with pytest.raises(SystemExit) as stop:
        main([word.strip("'") for word in command.split(" ")])
    said = capsys.readouterr().err
    assert stop.value.code == 2
    assert said.startswith("错误：") and said.count("\n") == 1, said
    assert named in said and CURE.search(said), said
    # nothing half done is left behind; looking into the store makes its folder
    assert [path for path in sorted(here.rglob("*")) if ".drafter" not in str(path)] == before


def test_what_the_system_says_is_chinese_too(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["profile", "show", "没有.toml"])
    said = capsys.readouterr().err
    assert "没有这个文件或文件夹" in said and "No such" not in said
