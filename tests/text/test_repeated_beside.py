from __future__ import annotations

import pytest

from drafter.text.documents import build_document
from drafter.text.repeated import repeated
from drafter.text.repeated_beside import told_beside
from drafter.text.repeated_metrics import mentions


def beside(text: str) -> list[tuple[str, str]]:
    document = build_document(text)
    return [(one.figure.text, other.figure.text) for one, other in told_beside(mentions(document), document.text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("举办调解员轮训3期，参训调解员180人次。调解力量不断充实，举办轮训4期，180人次参训。", ("3期", "4期")),
        ("发放助学金84万元，资助学生256名。“春蕾行动”为265名留守学生发放助学金84万元。", ("256名", "265名")),
    ],
)
def test_what_stands_beside_a_number_told_twice(text: str, told: tuple[str, str]) -> None:
    assert beside(text) == [told]
    assert len(repeated(build_document(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "一季度举办轮训3期，参训180人次。二季度举办轮训4期，参训180人次。",
        "东岭镇举办轮训3期，参训180人次。西岭镇举办轮训4期，参训180人次。",
        "举办轮训3期，参训180人次。其中线上轮训2期。",
        "举办轮训3期，参训180人次。现场轮训举办5期、网上轮训举办6期，180人次参训。",
    ],
)
def test_another_time_another_place_and_parts_are_none(text: str) -> None:
    assert beside(text) == []
