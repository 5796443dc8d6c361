"""Web pages: what is shown, a block a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import FormatError
from drafter.readers import read, read_facts
from drafter.readers.html import read_html

PAGE = """<?xml version="1.0"?><html><head><title>站名</title><style>p{}</style></head><body>
<nav>首页</nav><h1>工作总结</h1><p>今年<b>以来</b>，<br>开工38个。</p><ol start="2"><li>学习24次<li>培训3次</ol>
<ul><li>走访9户</ul><table><tr><td>项目</td><td>41</td></tr></table>
<p style="display: none">看不见</p><div hidden>也看不见</div>尾&nbsp;注<script>var x</script></body></html>"""


def test_shown_words_a_block_a_line() -> None:
    raw = read_html(PAGE.encode(), Path("a.html"))
    assert raw.text.splitlines() == [
        "工作总结", "今年以来，", "开工38个。", "2.学习24次", "3.培训3次", "走访9户", "项目", "41", "尾 注",
    ]  # fmt: skip
    assert (raw.notes or "").splitlines()[0] == "# 工作总结"
    assert "- 学习24次" in (raw.notes or "")


def test_what_a_word_processor_saves_as_a_page_reads_like_the_paper() -> None:
    page = (
        '<body><div title="header"><p>内部资料</p></div><ol><li><p>开工38个</p><p>另有6个续建</p></li>'
        '<li><p>学习24次</p></li></ol><ul><li><p>走访9户</p></li></ul><div title="footer"><p>1</p></div></body>'
    )
    raw = read_html(page.encode(), Path("a.html"))
    assert raw.text.splitlines() == ["1.开工38个", "另有6个续建", "2.学习24次", "走访9户"]


def test_encoding_is_proved_not_believed(tmp_path: Path) -> None:
    (tmp_path / "a.htm").write_bytes('<meta charset="utf-8"><p>衡川市住房和城乡建设局工作总结</p>'.encode("gbk"))
    document = read(tmp_path / "a.htm")
    assert document.source.encoding == "gb18030" and "衡川市住房" in document.text


def test_lists_are_facts(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    assert [fact.text for fact in read_facts(tmp_path / "a.html").facts][:2] == ["学习24次", "培训3次"]


def test_a_page_nested_very_deeply_is_read_or_refused() -> None:
    deep = "<div>" * 20_000 + "字" + "</div>" * 20_000
    try:
        assert read_html(deep.encode(), Path("a.html")).text in ("字\n", "")
    except FormatError as error:
        assert "\n" not in str(error)


def test_an_empty_page_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!-- -->", encoding="utf-8")
    with pytest.raises(Exception, match="没有"):
        read(tmp_path / "a.html")
