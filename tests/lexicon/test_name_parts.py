from __future__ import annotations

from drafter.lexicon.name_parts import load_names


def test_longer_words_stand_before_those_they_hold() -> None:
    parts = load_names()
    for words in (parts.posts, parts.acts, parts.organs, parts.organ_ends, parts.title_kinds, parts.roles):
        assert len(words) == len(set(words)) and list(map(len, words)) == sorted(map(len, words), reverse=True)


def test_no_word_says_of_a_name_what_another_denies() -> None:
    parts = load_names()
    assert not parts.kept_places & parts.no_places
    assert all(len(one) == 1 for one in parts.surnames | parts.not_given | parts.weak_surnames)
    assert all(len(one) == 2 for one in parts.compound_surnames | parts.common)
    assert set(parts.ordinary) <= parts.surnames | set("习党全和于")
    assert not any(
        name[0] in "陶何周" and name[1] in parts.ordinary.get(name[0], "") for name in ("陶安", "何为", "周启")
    )
