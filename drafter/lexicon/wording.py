"""Wording: what the lexicon's tables say of words — as typed values, ready to match."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from ..errors import SettingsError
from ..patterns import lazy
from .lexicon import Lexicon, load_lexicon


class Confusable(NamedTuple):
    """Characters that stand where look-alikes or sound-alikes belong."""

    pattern: re.Pattern[str]
    """Finds them; matches the wrong word and nothing beside it."""
    right: str
    """What belongs there."""
    example: str
    """A sentence the pattern is found in."""
    counter: str
    """A sentence it must not be found in."""


class Miswritten(NamedTuple):
    """A word with a wrong letter."""

    wrong: str
    """As it is written."""
    right: str
    """As it should be."""
    before: str = ""
    """Characters before which the letters are parts of other words."""
    after: str = ""
    """Characters behind which they are."""
    old: bool = False
    """Whether it was as good as the other form before the list of variant forms of 2001."""


class Altered(NamedTuple):
    """A slip of a set phrase."""

    slip: Miswritten
    """As it is written, as it was laid down."""
    since: int
    """First year in which that wording stood."""
    source: str
    """Where it was laid down."""


class Careful(NamedTuple):
    """A word an official report avoids."""

    pattern: re.Pattern[str]
    """Finds it."""
    instead: str
    """What to write; '' for: leave it out."""
    source: str
    """Who says so."""
    example: str
    """A sentence the pattern is found in."""
    counter: str
    """A sentence it must not be found in."""
    since: int = 0
    """First year of reports it is meant for."""


class Renamed(NamedTuple):
    """A name that gave way to another."""

    old: str
    """The former name."""
    new: str
    """The present one."""
    since: date
    """First day of the present one."""
    source: str
    """The act."""
    before: str = ""
    """Characters before which the words are part of another name."""
    after: str = ""
    """Characters behind which they are."""
    when: str = ""
    """How a person says since when; '' for the day itself."""


class Collocation(NamedTuple):
    """A fixed phrase and the verbs that go with it."""

    phrase: str
    """The phrase, quotes excluded."""
    verbs: tuple[str, ...]
    """Its verbs, the usual one first."""
    pattern: re.Pattern[str]
    """Finds the phrase with a verb that is not its own; group 1 is the verb."""
    example: str
    """A sentence the pattern is found in."""
    counter: str
    """A sentence it must not be found in."""


class Wording(NamedTuple):
    """All of it."""

    may_repeat: tuple[str, ...]
    """Clauses that may stand in every report."""
    confusable: tuple[Confusable, ...]
    """For TRM003."""
    miswritten: tuple[Miswritten, ...]
    """For TRM003: words with a wrong letter."""
    careful: tuple[Careful, ...]
    """For TRM002."""
    renamed: tuple[Renamed, ...]
    """For NAM004."""
    collocations: tuple[Collocation, ...]
    """For TRM001."""
    altered: tuple[Altered, ...]
    """For TRM001: slips of set phrases."""
    series: tuple[tuple[str, ...], ...]
    """For TRM001: enumerations in the order laid down."""
    near_but_right: tuple[str, ...]
    """Near misses of fixed phrases that are none."""


@functools.lru_cache(maxsize=16)
def load_wording(lexicon: Lexicon) -> Wording:
    """Return the wording tables of ``lexicon``; raise SettingsError for an entry that is not as expected."""
    tables = lexicon.tables
    try:
        made = Wording(
            may_repeat=tuple(str(tables.get("may_repeat", "")).split()),
            confusable=tuple(_confusable(*row) for row in tables.get("confusable", ())),
            miswritten=(
                *(_miswritten(word) for word in str(tables.get("miswritten", "")).split()),
                *(_miswritten(word, old=True) for word in str(tables.get("old_forms", "")).split()),
            ),
            careful=tuple(_careful(*row) for row in tables.get("careful", ())),
            renamed=(
                *(Renamed(**row) for row in tables.get("renamed", ())),
                *(one for row in tables.get("renamed_group", ()) for one in _group(**row)),
                *(_place(*line.split()) for line in str(tables.get("renamed_places", "")).splitlines() if line.strip()),
            ),
            collocations=tuple(_collocation(row) for row in tables.get("collocations", ())),
            altered=tuple(one for row in tables.get("altered", ()) for one in _altered(**row)),
            series=tuple(tuple(line.split("、")) for line in str(tables.get("series", "")).split()),
            near_but_right=tuple(str(tables.get("near_but_right", "")).split()),
        )
        # ours are tested; a pattern of the user's own is to fail here, not where it first meets a text
        if lexicon is not load_lexicon():
            for one in (row[0] for name in ("confusable", "careful") for row in tables.get(name, ())):
                re.compile(compiled(one).pattern)
    except (TypeError, KeyError, re.error) as error:
        raise SettingsError(f"词库里的用词表格式不对：{error}；请对照内置的 wording.toml 修改") from error
    return made


def _group(*, names: str, **shared: Any) -> Iterator[Renamed]:
    return (Renamed(old=name, **shared) for name in names.split())


def _place(old: str, new: str, year: str) -> Renamed:
    return Renamed(
        old=old,
        new=new,
        since=date(int(year), 12, 31),
        source="国务院批复",
        # 望城县级, 四方区域
        after="域级",
        when=f"{year}年",
    )


def _altered(*, words: str, since: int, source: str) -> Iterator[Altered]:
    return (Altered(slip=_miswritten(word), since=since, source=source) for word in words.split())


def _miswritten(word: str, *, old: bool = False) -> Miswritten:
    wrong, _, rest = word.partition(">")
    right, before, after = (*rest.split("|"), "", "")[:3]
    if not right or wrong == right:
        raise TypeError(f"{word}：每条写作 错>对")
    return Miswritten(wrong=wrong, right=right, before=before, after=after, old=old)


_ALTERNATIVES_BEHIND = lazy(r"\(\?<(?P<sign>[=!])(?P<words>[^()|]+(?:\|[^()|]+)+)\)")


def compiled(pattern: str) -> re.Pattern[str]:
    """Return ``pattern`` compiled, where words of several lengths may stand in a lookbehind: (?<=市|自治区)."""

    def spread(match: re.Match[str]) -> str:
        words = [f"(?<{match['sign']}{word})" for word in match["words"].split("|")]
        return f"(?:{'|'.join(words)})" if match["sign"] == "=" else "".join(words)

    return lazy(_ALTERNATIVES_BEHIND.sub(spread, pattern))


def _confusable(pattern: str, right: str, example: str, counter: str) -> Confusable:
    return Confusable(pattern=compiled(pattern), right=right, example=example, counter=counter)


def _careful(pattern: str, instead: str, source: str, example: str, counter: str, since: int = 0) -> Careful:
    return Careful(
        pattern=compiled(pattern), instead=instead, source=source, example=example, counter=counter, since=since
    )


def _collocation(row: dict[str, Any]) -> Collocation:
    wrong = sorted(row["not"].split(), key=len, reverse=True)
    return Collocation(
        phrase=row["phrase"],
        verbs=tuple(row["verbs"].split()),
        pattern=lazy(f"({'|'.join(map(re.escape, wrong))})“?{re.escape(row['phrase'])}”?"),
        example=row["example"],
        counter=row["counter"],
    )
