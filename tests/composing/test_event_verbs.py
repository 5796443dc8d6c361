"""Meetings are 召开, classes 举办, campaigns 开展; what has its verb already has no other."""

from __future__ import annotations

import pytest

from drafter.composing.event_verbs import event_verb


@pytest.mark.parametrize(
    ("head", "verb"),
    [
        ("警示教育大会", "召开"),
        ("春季房产展示交易会", "举办"),
        ("专题讲座《舆论引导》", "举办"),
        ("“热血”献血", "开展"),
        ("听取主体责任汇报会", None),
        ("召开部署会", None),
        ("周启明讲话", None),
    ],
)
def test_event_verbs(head: str, verb: str | None) -> None:
    assert event_verb(head) == verb
