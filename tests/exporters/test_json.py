from __future__ import annotations

import pytest

from drafter.errors import FormatError
from drafter.exporters.json import load_json, render_json
from drafter.model import Document, Draft, from_json

from . import samples


def test_every_value_is_read_back_equal() -> None:
    document, draft, review = samples.document_of(), samples.draft_of(), samples.review_of()
    for value in (document, draft):
        for judged in (None, review):
            assert load_json(render_json(value, judged).decode("utf-8")) == (value, judged)


def test_without_a_review_it_is_the_value_itself() -> None:
    document, draft = samples.document_of(), samples.draft_of()
    assert from_json(Draft, render_json(draft, None).decode("utf-8")) == draft
    assert from_json(Document, render_json(document, None).decode("utf-8")) == document


def test_lone_surrogates_and_astral_characters_survive() -> None:
    document = samples.document_of("项目\ud800𠮷祥里\x00。")
    assert load_json(render_json(document, None).decode("utf-8"))[0] == document


@pytest.mark.parametrize("text", ["", "[]", "{", "3", '{"review": {}}'])
def test_other_json_gets_one_line(text: str) -> None:
    with pytest.raises(FormatError) as caught:
        load_json(text)
    assert "\n" not in str(caught.value)
