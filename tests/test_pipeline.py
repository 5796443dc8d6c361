"""The straight line, on the sample corpus and on real reports."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from drafter import Drafter, review
from drafter.errors import InputError, SettingsError
from drafter.model import Brief, Draft, Outline, Review, Settings, from_json, to_json
from drafter.pipeline import read_past, read_report, read_sheet
from drafter.readers import read, read_facts, read_text
from drafter.retrieval import retrieve
from drafter.text.factsheet import FactSheet

NOTES = "2025h1-party.md"


def workspace(folder: Path) -> Drafter:
    return Drafter(settings=Settings(root=str(folder)))


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Drafter:
    """A workspace with the sample corpus taken in."""
    drafter = workspace(tmp_path_factory.mktemp("workspace"))
    drafter.ingest([root / "corpus"])
    return drafter


@pytest.fixture(scope="module")
def made(stocked: Drafter, root: Path) -> tuple[FactSheet, Draft, Review]:
    notes = read_facts(root / "examples" / NOTES)
    draft = stocked.write(notes)
    return notes, draft, stocked.review(draft)


def test_ingesting_twice_changes_nothing(stocked: Drafter, root: Path) -> None:
    before = stocked.corpus.documents()
    again = stocked.ingest([root / "corpus"])
    assert (again.report.added, again.report.replaced, again.refused) == (0, 0, ())
    assert again.skipped == len(before)
    assert stocked.corpus.documents() == before


def test_a_file_that_cannot_be_read_is_listed_and_the_others_are_taken_in(tmp_path: Path, root: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    shutil.copy(root / "corpus" / "2024h1-party.txt", reports)
    (reports / "坏.docx").write_bytes(b"PK\x03\x04broken")
    done = workspace(tmp_path).ingest([reports])
    assert done.report.added == 1
    assert [Path(one.path).name for one in done.refused] == ["坏.docx"]


def test_every_fact_is_written_or_listed(made: tuple[FactSheet, Draft, Review]) -> None:
    notes, draft, _ = made
    written = {id for sentence in draft.sentences for id in sentence.fact_ids}
    listed = {one.fact_id for one in draft.unused}
    assert written | listed == {fact.id for fact in notes.facts}
    assert not written & listed


def test_every_sentence_names_its_facts_or_its_passage(made: tuple[FactSheet, Draft, Review], stocked: Drafter) -> None:
    _, draft, _ = made
    assert all(sentence.fact_ids or sentence.passage_ids for sentence in draft.sentences)
    assert all(sentence.span.of(draft.document.text) == sentence.text for sentence in draft.sentences)


def test_no_figure_without_a_fact(made: tuple[FactSheet, Draft, Review]) -> None:
    _, _, result = made
    bad = [row.figure.text for row in result.ledger if row.state in ("unsupported", "contradicted", "stale")]
    assert bad == []


def test_composing_is_deterministic(made: tuple[FactSheet, Draft, Review], stocked: Drafter) -> None:
    notes, draft, result = made
    assert stocked.write(notes) == draft
    assert to_json(stocked.review(draft)) == to_json(result)


def test_every_stages_value_survives_json(made: tuple[FactSheet, Draft, Review], stocked: Drafter) -> None:
    notes, draft, result = made
    outline = stocked.plan(notes)
    briefs = retrieve(outline, notes, lambda query, section, k: stocked.search(query, k))
    values: tuple[tuple[type, object], ...] = (
        (FactSheet, notes), (Outline, outline), (Draft, draft), (Review, result),
        *((Brief, brief) for brief in briefs),
    )  # fmt: skip
    for kind, value in values:
        assert from_json(kind, to_json(value)) == value


def test_composing_needs_no_past(tmp_path: Path, root: Path) -> None:
    draft = workspace(tmp_path).write(read_facts(root / "examples" / NOTES))
    assert all(sentence.fact_ids for sentence in draft.sentences)
    assert {id for s in draft.sentences for id in s.fact_ids} == {fact.id for fact in draft.facts}


@pytest.mark.parametrize("number", ["000", "003", "004"])
def test_the_line_on_real_input(shared: Path, tmp_path: Path, number: str) -> None:
    """The other four reports as past; every fact written or listed, no figure without a fact, all provenance there."""
    drafter = workspace(tmp_path)
    drafter.ingest([path for path in sorted((shared / "seeds").glob("*.txt")) if not path.name.startswith(number)])
    notes = read_facts(shared / "facts" / f"{number}.md")
    draft = drafter.write(notes)
    written = {id for sentence in draft.sentences for id in sentence.fact_ids}
    assert written | {one.fact_id for one in draft.unused} == {fact.id for fact in notes.facts}
    assert all(sentence.fact_ids or sentence.passage_ids for sentence in draft.sentences)
    rows = drafter.review(draft).ledger
    assert [row.figure.text for row in rows if row.state in ("unsupported", "contradicted", "stale")] == []
    for sentence in draft.sentences:
        if not sentence.fact_ids:
            assert not re.search(r"\d", re.sub(r"20\d\d年", "", sentence.text)), "a connecting sentence states a figure"


def test_review_takes_documents_or_drafts() -> None:
    document = read_text("一、甲\n召开会议3次。\n三、乙\n召开会议4次。\n", period="2025H1")
    found = {finding.code for finding in review(document).findings}
    assert "NUM001" in found
    assert review(Draft.of(document)) == review(document)
    with pytest.raises(SettingsError):
        review(document, period="去年")
    with pytest.raises(SettingsError):
        review(document, select=("XYZ",))


def test_a_review_against_past_documents(root: Path) -> None:
    past = read(root / "corpus" / "2024h1-party.txt")
    sentence = max((s.span.of(past.text) for s in past.sentences), key=len)
    copied = read_text("衡川市住房和城乡建设局2025年上半年党建工作总结\n\n" + sentence + "\n")
    assert any(f.code.startswith("DUP") for f in review(copied, past=(past,)).findings)


def test_the_past_of_the_command_line(stocked: Drafter, root: Path, tmp_path: Path) -> None:
    assert read_past("none", stocked) == ()
    assert read_past(None, stocked) is stocked.corpus
    assert read_past(None, workspace(tmp_path)) == ()
    folder = read_past(str(root / "corpus"), stocked)
    assert isinstance(folder, tuple) and len(folder) == len(list((root / "corpus").glob("*.txt")))


def test_sheets_and_reports_with_a_period_from_outside(root: Path) -> None:
    sheet = read_sheet(root / "examples" / NOTES, "2024")
    assert sheet.period is not None and sheet.period.label == "2024"
    report = read_report(root / "corpus" / "2024h1-party.txt", "2024Q1")
    assert not isinstance(report, Draft) and report.source.period is not None
    assert report.source.period.label == "2024Q1"


def test_missing_paths_and_empty_folders(tmp_path: Path) -> None:
    drafter = workspace(tmp_path)
    (tmp_path / "empty").mkdir()
    wrong: tuple[Callable[[], object], ...] = (
        lambda: drafter.ingest([tmp_path / "没有"]), lambda: drafter.ingest([tmp_path / "empty"]),
    )  # fmt: skip
    for call in wrong:
        with pytest.raises(InputError):
            call()


def test_the_engine_follows_the_endpoint() -> None:
    endpoint = replace(Settings().chat, base_url="http://127.0.0.1:9/v1", model="m")
    assert Drafter(settings=Settings(chat=endpoint)).engine == "model"
    assert Drafter(settings=Settings()).engine == "compose"
    assert Drafter(chat=None).engine == "compose"
