"""Only past sentences that hold most of a note's words lend it their wording."""

from __future__ import annotations

from drafter.composing.prototypes import MOST, Prototypes

PAST = ["举办春季房产展示交易会，24家企业参展。", "检查燃气企业45家，发现隐患1086处。", "召开警示教育大会。"]


def test_the_nearest_sentences() -> None:
    assert Prototypes(PAST).of("燃气企业46家，隐患948处") == frozenset({1})
    assert Prototypes(PAST).of("绿道7.6公里") == frozenset()


def test_only_a_few() -> None:
    assert len(Prototypes(PAST * 9).of("警示教育大会")) == MOST
