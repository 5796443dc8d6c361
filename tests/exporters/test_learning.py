from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from drafter.errors import FormatError
from drafter.exporters import export
from drafter.exporters.docx import render_docx
from drafter.exporters.learning import learn_profile
from drafter.exporters.profile import GB9704, Profile
from drafter.exporters.profile_file import dump_profile, load_profile
from drafter.readers import read, read_text

from . import samples
from .house_samples import HOUSES, House, make_sample
from .programs import converted


def learned(tmp_path: Path, house: House) -> Profile:
    return learn_profile(read(make_sample(tmp_path / "sample.docx", house)), name="house").profile


@pytest.mark.parametrize("name", HOUSES)
def test_fonts_sizes_spacing_and_margins_are_those_of_the_sample(name: str, tmp_path: Path) -> None:
    house = HOUSES[name]
    profile = learned(tmp_path, house)
    faces = (profile.title, profile.headings[0], profile.headings[1], profile.body)
    assert tuple(face.font for face in faces) == house.fonts
    assert tuple(face.size_pt for face in faces) == house.sizes
    page = profile.page
    assert (page.top_mm, page.bottom_mm, page.left_mm, page.right_mm) == pytest.approx(house.margins_mm, abs=0.1)
    assert profile.latin_font == house.latin
    assert profile.first_line_chars == house.indent_chars
    assert profile.headings[0].bold == house.bold_headings
    assert profile.title.after_pt == house.title_after_pt
    if house.line_pt is None:
        assert profile.line_multiple == house.multiple
    else:
        assert (profile.line_pt, profile.line_multiple) == (house.line_pt, None)


@pytest.mark.parametrize("name", HOUSES)
def test_a_report_in_the_learned_style_is_laid_out_like_the_sample(name: str, tmp_path: Path) -> None:
    """What Word will show, read paragraph by paragraph: font, size, bold, spacing, indent, alignment."""
    sample = read(make_sample(tmp_path / "sample.docx", HOUSES[name]))
    profile = learn_profile(sample, name="house").profile
    mine = read(export(read_text(sample.text), tmp_path / "mine.docx", profile=profile))
    assert sample.layout is not None and mine.layout is not None
    theirs = [block for block in sample.layout.blocks if block.runs]
    ours = [block for block in mine.layout.blocks if block.runs]
    assert len(ours) == len(theirs) == 12
    for one, other in zip(ours, theirs, strict=True):
        words = mine.quote(one.span)
        assert words == sample.quote(other.span)
        for field in ("east_asia_font", "font", "size_pt"):
            assert {getattr(run, field) for run in one.runs} == {getattr(other.runs[0], field)}, (words, field)
        assert {bool(run.bold) for run in one.runs} == {bool(other.runs[0].bold)}, words
        assert one.line_spacing_pt == other.line_spacing_pt, words
        assert one.line_multiple == other.line_multiple, words
        assert (one.space_before_pt, one.space_after_pt) == (other.space_before_pt, other.space_after_pt), words
        assert (one.first_line_indent_pt or 0) == pytest.approx(other.first_line_indent_pt or 0, abs=0.1), words
        assert one.alignment == other.alignment, words
    page, same = mine.layout.page, sample.layout.page
    assert page is not None and same is not None
    for side in ("width_mm", "height_mm", "top_mm", "bottom_mm", "left_mm", "right_mm"):
        assert getattr(page, side) == pytest.approx(getattr(same, side), abs=0.15)


@pytest.mark.parametrize("name", HOUSES)
def test_learning_from_what_was_written_teaches_the_same(name: str, tmp_path: Path) -> None:
    profile = learned(tmp_path, HOUSES[name])
    again = learn_profile(
        read(export(samples.document_of(), tmp_path / "b.docx", profile=profile)), name="house"
    ).profile
    for part in ("page", "title", "line_pt", "line_multiple", "first_line_chars", "latin_font", "chars_per_line"):
        assert getattr(again, part) == getattr(profile, part), part
    assert [(f.font, f.size_pt, f.bold) for f in again.headings[:2]] == [
        (f.font, f.size_pt, f.bold) for f in profile.headings[:2]
    ]


def test_the_standard_is_learned_from_a_file_in_the_standard(tmp_path: Path) -> None:
    found = learn_profile(read(export(samples.document_of(), tmp_path / "a.docx")), name="x")
    profile = found.profile
    assert (profile.lines_per_page, profile.chars_per_line, profile.line_pt) == (22, 28, 28)
    assert profile.char_spacing_twips == GB9704.char_spacing_twips
    assert (profile.number, profile.number_align) == (GB9704.number, "outer")
    assert "表格" in found.missing and "正文" in found.found
    # the place of name and date is a rule, not a number of this sample
    assert profile.date is not None and profile.date.right_chars is None


def test_a_profile_survives_its_file(tmp_path: Path) -> None:
    for name, house in HOUSES.items():
        profile = learned(tmp_path, house)
        path = tmp_path / "profile.toml"
        path.write_text(dump_profile(profile, note=f"from {name}"), encoding="utf-8")
        assert load_profile(path) == profile


def test_theme_fonts_are_resolved(tmp_path: Path) -> None:
    path = make_sample(tmp_path / "a.docx", House())
    word = docx.Document(str(path))
    for paragraph in word.paragraphs:
        fonts = paragraph.runs[0]._r.rPr.rFonts
        del fonts.attrib[qn("w:eastAsia")]
        fonts.set(qn("w:eastAsiaTheme"), "minorEastAsia")
    word.save(str(path))
    assert learn_profile(read(path), name="x").profile.body.font == "宋体"


@pytest.mark.parametrize("name", list(HOUSES)[-1:])
def test_a_sample_saved_by_another_program_teaches_the_same(name: str, tmp_path: Path) -> None:
    """LibreOffice writes the same page with styles and values of its own."""
    sample = make_sample(tmp_path / "sample.docx", HOUSES[name])
    (tmp_path / "again").mkdir()
    other = converted(sample, "odt").rename(tmp_path / "again" / "sample.odt")
    again = learn_profile(read(converted(other, "docx")), name="house").profile
    # without page numbers the footer's place is nobody's choice
    assert replace(again, footer_mm=12.7) == replace(learned(tmp_path, HOUSES[name]), footer_mm=12.7)


def test_what_teaches_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="docx"):
        learn_profile(read_text("一、工作\n开了会。\n"), name="x")
    docx.Document().save(str(tmp_path / "empty.docx"))
    title_only = read_text("一、工作情况\n")
    with pytest.raises(FormatError):
        learn_profile(replace(title_only, layout=None), name="x")


def test_a_house_without_page_numbers_gets_none(tmp_path: Path) -> None:
    profile = learned(tmp_path, House())
    assert profile.number is None
    word = docx.Document(io.BytesIO(render_docx(samples.document_of(), None, profile=profile)))
    assert word.sections[0].footer.is_linked_to_previous
