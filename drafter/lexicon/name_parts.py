"""What names of people, places and organs are made of, read once from names.toml."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import NamedTuple

from .lexicon import built_in


class NameParts(NamedTuple):
    """Characters and words that names consist of, or that stand beside them."""

    surnames: frozenset[str]
    """One-character surnames."""
    compound_surnames: frozenset[str]
    """Two-character surnames."""
    not_given: frozenset[str]
    """Characters no given name holds."""
    ordinary: Mapping[str, frozenset[str]]
    """By surname, the characters with which it makes an ordinary word: 高 → 度质效…"""
    weak_surnames: frozenset[str]
    """Surnames that begin too many words to be told by what follows alone."""
    led_astray: frozenset[str]
    """Surnames that make a word with what stands before them: 由于, 对方, 同时."""
    not_saluted: frozenset[str]
    """Surnames with which no one is greeted by name and post."""
    foreign_letters: frozenset[str]
    """Letters that render names of other tongues."""
    posts: tuple[str, ...]
    """Posts beside which people are named, longest first."""
    roles: tuple[str, ...]
    """What people are called by otherwise (党员, 居民), longest first."""
    acts: tuple[str, ...]
    """What stands right behind a name, longest first."""
    people: frozenset[str]
    """Names that belong to everybody: founders, heroes."""
    provinces: tuple[str, ...]
    """Provinces and the like, whole and short, longest first."""
    not_in_places: frozenset[str]
    """Letters no name of a place holds."""
    not_last_in_places: frozenset[str]
    """Letters no name of a place ends in."""
    letters_of_long_places: frozenset[str]
    """Letters of which names of four letters consist."""
    no_places: frozenset[str]
    """What stands before 市, 县, 区, 镇, 村 … without being a name."""
    kept_places: frozenset[str]
    """Names of places that look like such a word, or hold one (运城市, 新安县)."""
    no_short_places: frozenset[str]
    """Places whose name without 市 or 县 is an ordinary word."""
    common: frozenset[str]
    """Ordinary words of two letters that stand where names of places begin."""
    organs: tuple[str, ...]
    """Words that names of organs consist of, longest first."""
    organ_ends: tuple[str, ...]
    """Words that names of organs end in, longest first."""
    title_kinds: tuple[str, ...]
    """Words with which titles of documents end, longest first."""
    title_heads: tuple[str, ...]
    """Words with which titles begin that are everybody's."""
    titles: frozenset[str]
    """Whole titles that are everybody's."""


@functools.cache
def load_names() -> NameParts:
    """Return the package's list of what names are made of."""
    data = built_in("names.toml")
    common = built_in("common_words.toml")["common"]

    def words(name: str) -> tuple[str, ...]:
        return tuple(sorted(set(data[name].split()), key=lambda word: (-len(word), word)))

    def letters(name: str) -> frozenset[str]:
        return frozenset("".join(data[name].split()))

    return NameParts(
        surnames=letters("surnames"),
        compound_surnames=frozenset(words("compound_surnames")),
        not_given=letters("not_given"),
        ordinary={surname: frozenset(seconds) for surname, seconds in data["ordinary"].items()},
        weak_surnames=letters("weak_surnames"),
        led_astray=letters("led_astray"),
        not_saluted=letters("not_saluted"),
        foreign_letters=letters("foreign_letters"),
        posts=words("posts"),
        roles=words("roles"),
        acts=words("acts"),
        people=frozenset(words("everybodys_people")),
        provinces=words("provinces"),
        not_in_places=letters("not_in_places"),
        not_last_in_places=letters("not_last_in_places"),
        letters_of_long_places=letters("letters_of_long_places"),
        no_places=frozenset(words("no_places")),
        common=frozenset(first + second for first, seconds in common.items() for second in seconds),
        kept_places=frozenset(words("kept_places")),
        no_short_places=frozenset(words("no_short_places")),
        organs=words("organs"),
        organ_ends=words("organ_ends"),
        title_kinds=words("title_kinds"),
        title_heads=words("title_heads"),
        titles=frozenset(words("everybodys_titles")),
    )
