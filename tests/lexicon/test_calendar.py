"""Days that recur."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.lexicon.calendar import anniversaries_in, festivals_in


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("庆祝中国共产党成立100周年", 2021),
        ("庆祝新中国成立七十五周年", 2024),
        ("纪念中国人民抗日战争暨世界反法西斯战争胜利80周年大会", 2025),
        ("建党一百周年", 2021),
        ("改革开放四十周年", 2018),
    ],
)
def test_an_anniversary_has_its_year(text: str, year: int) -> None:
    (mention,) = anniversaries_in(text)
    assert mention.since == date(year, 1, 1) and mention.span.of(text).endswith("周年")


def test_an_anniversary_of_what_is_not_listed_has_none() -> None:
    assert not list(anniversaries_in("公司成立10周年，建校60周年"))


def test_festivals_of_one_season() -> None:
    assert [one.since.month for one in festivals_in("国庆节、教师节、春节慰问", 2024)] == [9, 9]
