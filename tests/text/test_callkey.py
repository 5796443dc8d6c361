from __future__ import annotations

from drafter.text.callkey import call_key

REQUEST = {"model": "m", "messages": [{"role": "user", "content": "写"}], "temperature": 0.3, "max_tokens": 100}


def test_the_key_does_not_depend_on_the_order_of_fields() -> None:
    assert call_key(dict(reversed(REQUEST.items()))) == call_key(REQUEST)


def test_everything_that_changes_an_answer_changes_the_key() -> None:
    keys = {
        call_key(REQUEST | change)
        for change in (
            {}, {"model": "n"},
            {"temperature": 0.4}, {"max_tokens": 101}, {"seed": 1}, {"top_p": 0.9}, {"stop": ["。"]},
            {"response_format": {"type": "object"}}, {"tools": []},
            {"messages": [{"role": "system", "content": "写"}]},
        )
    }  # fmt: skip
    assert len(keys) == 10


def test_address_key_and_timeout_do_not_count() -> None:
    extra = {"base_url": "http://127.0.0.1", "api_key": "k", "timeout": 3, "max_retries": 9, "seed": None}
    assert call_key(REQUEST | extra) == call_key(REQUEST)
