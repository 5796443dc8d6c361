"""Every entry that accuses can match, and leaves its counter-example alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import SettingsError
from drafter.lexicon import load_lexicon
from drafter.lexicon.wording import load_wording

WORDING = load_wording(load_lexicon())


@pytest.mark.parametrize("entry", [*WORDING.confusable, *WORDING.careful], ids=lambda entry: entry.pattern.pattern)
def test_an_entry_finds_its_example_and_not_its_counter_example(entry) -> None:  # type: ignore[no-untyped-def]
    assert entry.pattern.search(entry.example), "an entry that cannot match is a mistake"
    assert not entry.pattern.search(entry.counter)


@pytest.mark.parametrize("entry", WORDING.confusable, ids=lambda entry: entry.pattern.pattern)
def test_putting_it_right_leaves_nothing_to_find(entry) -> None:  # type: ignore[no-untyped-def]
    assert not entry.pattern.search(entry.pattern.sub(entry.right, entry.example))


@pytest.mark.parametrize("entry", WORDING.collocations, ids=lambda entry: entry.phrase)
def test_a_collocation_finds_the_wrong_verb(entry) -> None:  # type: ignore[no-untyped-def]
    assert entry.pattern.search(entry.example) and not entry.pattern.search(entry.counter)
    assert entry.verbs


def test_renamed_names_differ_and_are_dated() -> None:
    assert all(entry.old != entry.new and entry.source for entry in WORDING.renamed)
    assert len({entry.old for entry in WORDING.renamed}) == len(WORDING.renamed)


def test_a_writers_own_file_adds_entries(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("confusable = [['住建居', '住建局', '市住建居', '住建局']]\n", encoding="utf-8")
    assert len(load_wording(load_lexicon(own)).confusable) == len(WORDING.confusable) + 1


def test_a_broken_entry_is_one_clear_line(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("confusable = [['(', 'x', 'y', 'z']]\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="用词表"):
        load_wording(load_lexicon(own))
