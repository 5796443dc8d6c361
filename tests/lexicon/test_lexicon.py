from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from drafter.errors import SettingsError
from drafter.lexicon import load_lexicon


def test_units_know_their_class_and_factor() -> None:
    units = load_lexicon().units
    assert units["亩"].factor == Fraction(2000, 3) and units["亩"].base == "平方米" and units["亩"].kind == "area"
    assert units["条"].base == "条" and not units["方"].chinese


def test_set_phrases_carry_where_and_when_they_come_from() -> None:
    phrase = load_lexicon().phrase("两个维护")
    assert phrase is not None and phrase.since == date(2018, 9, 21) and "做到" in phrase.verbs


def test_it_is_read_once() -> None:
    assert load_lexicon() is load_lexicon()


def test_a_writers_file_adds_and_replaces(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[phrase]]\ntext = "四张清单"\nnote = "我局制度"\n[[phrase]]\ntext = "两个维护"\nnote = "改"\n'
        '[units.land]\nkind = "area"\nbase = "平方米"\nunits = { "垧" = 10000 }\n'
        '[careful]\n"建国以来" = "新中国成立以来"\n',
        encoding="utf-8",
    )
    lexicon = load_lexicon(own)
    added, changed = lexicon.phrase("四张清单"), lexicon.phrase("两个维护")
    assert added is not None and added.note == "我局制度"
    assert changed is not None and changed.note == "改"
    assert lexicon.units["垧"].factor == 10000
    assert lexicon.tables["careful"] == {"建国以来": "新中国成立以来"}
    assert load_lexicon().phrase("四张清单") is None


@pytest.mark.parametrize("content", ["[[phrase]]\nnote = 'x'\n", "= broken", "[[group]]\nkind = 'idiom'\n"])
def test_a_broken_file_says_so_in_one_line(tmp_path: Path, content: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_lexicon(own)
    assert "own.toml" in str(caught.value) and "\n" not in str(caught.value).split("：")[0]


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="读不了"):
        load_lexicon(tmp_path / "none.toml")
