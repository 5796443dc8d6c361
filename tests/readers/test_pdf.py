"""PDF: paragraphs out of lines; scans, garbage and locked files refused with the reason."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from drafter.errors import FormatError
from drafter.readers import read
from drafter.readers.pdf import to_paragraphs

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "evals"))
import hostile

LINE = "局党组召开会议研究部署老旧小区改造工作上半年开工三十八个"


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "报告.pdf"
    path.write_bytes(data)
    return path


def test_text_is_read(tmp_path: Path) -> None:
    document = read(written(tmp_path, hostile.pdf()))
    assert "上半年开工38个，惠及居民9000余户。" in document.text
    assert document.source.encoding is None


def test_lines_are_joined_to_paragraphs_and_page_numbers_left_out() -> None:
    pages = [
        "\n".join(["页眉", "一、工作情况", *[LINE] * 4, "一共 38 个。", "二、打算", LINE, "— 1 —"]),
        "\n".join(["页眉", LINE, "继续推进。", "— 2 —"]),
        "\n".join(["页眉", LINE, "到此为止。", "衡川市住房和城乡建设局", "— 3 —"]),
    ]
    assert to_paragraphs(pages).splitlines() == [
        "一、工作情况", LINE * 4 + "一共38个。", "二、打算", LINE * 2 + "继续推进。", LINE + "到此为止。",
        "衡川市住房和城乡建设局",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        (["衡川市住房和城乡建设局2024年上", "半年工作总结", LINE], "衡川市住房和城乡建设局2024年上半年工作总结"),
        (["内部资料", "衡川市住房和城乡建设局", "2024年工作总结", LINE], "内部资料"),
        (["衡川市住房和城乡建设局", "关于2024年", "工作情况的报告（送审稿）", LINE],
         "衡川市住房和城乡建设局关于2024年工作情况的报告（送审稿）"),
        (["2024年工作总结", "衡川市住房和城乡建设局", LINE], "2024年工作总结"),
        (["今年以来，推进顺利。", "一、工作情况", LINE], "今年以来，推进顺利。"),
    ],
)  # fmt: skip
def test_a_title_set_over_several_lines_is_one(lines: list[str], first: str) -> None:
    found = to_paragraphs(["\n".join(lines)]).splitlines()
    assert found[0] == first and found[-1] == LINE
    if first == "内部资料":
        assert found[1] == "衡川市住房和城乡建设局2024年工作总结"


def test_bullets_of_a_symbol_font_are_left_out() -> None:
    assert to_paragraphs(["\uf0b7 加装电梯26部\n\uf0b7\u00a0新增车位1260个"]).splitlines() == [
        "加装电梯26部", "新增车位1260个",
    ]  # fmt: skip


def test_scans_garbage_and_non_pdf_are_refused_saying_why(tmp_path: Path) -> None:
    image = b"/Resources<</XObject<</I 7 0 R>>/Font<</F1 5 0 R>>>>"
    scan = hostile.pdf_of(b"").replace(b"/Resources<</Font<</F1 5 0 R>>>>", image)
    scan = scan.replace(b"xref\n", b"7 0 obj\n<</Subtype/Image/Length 0>>stream\n\nendstream\nendobj\nxref\n", 1)
    with pytest.raises(FormatError, match="扫描件"):
        read(written(tmp_path, scan))
    hangul = "뫢뒨쫐힡랿뫍돇쿧".encode("utf-16-be").hex()
    garbage = "".join(f"BT /F1 12 Tf 72 {700 - n} Td <{hangul}> Tj ET " for n in range(20))
    with pytest.raises(FormatError, match="乱码"):
        read(written(tmp_path, hostile.pdf_of(garbage.encode())))
    with pytest.raises(FormatError, match="没有文字"):
        read(written(tmp_path, hostile.pdf_of(b"")))
    with pytest.raises(FormatError, match="不是 PDF"):
        read(written(tmp_path, b"MZ" * 50))


def test_locked_files_are_refused(tmp_path: Path) -> None:
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(hostile.pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(str(tmp_path / "锁.pdf"))
    with pytest.raises(FormatError, match="密码"):
        read(tmp_path / "锁.pdf")


def test_a_file_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from drafter.readers import pdf

    monkeypatch.setattr(pdf, "TIMEOUT_S", 0.01)
    with pytest.raises(FormatError, match="没有读完"):
        read(written(tmp_path, hostile.pdf()))
