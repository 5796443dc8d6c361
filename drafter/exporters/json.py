"""JSON: the value as it is, readable back by `load_json` or `model.from_json`."""

from __future__ import annotations

import json

from ..errors import FormatError
from ..model import Document, Draft, Review, from_plain, to_plain
from .base import Value


def render_json(value: Value, review: Review | None) -> bytes:
    """Return ``to_json(value)`` indented; with a review, an object with ``draft`` (or ``document``) and ``review``."""
    plain = to_plain(value)
    if review is not None:
        plain = {"draft" if isinstance(value, Draft) else "document": plain, "review": to_plain(review)}
    text = json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    # a lone surrogate has no UTF-8; \\ud800 inside a JSON string says the same and reads back
    return text.encode("utf-8", errors="backslashreplace")


def load_json(text: str) -> tuple[Value, Review | None]:
    """Return the draft or document, and the review where there is one, that `render_json` wrote.

    Raises FormatError when the text is not such a file.
    """
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise FormatError(f"不是有效的 JSON：{error}；请检查文件是否完整") from error
    if not isinstance(plain, dict):
        raise FormatError("JSON 里不是一份稿件；请用 drafter 导出的文件")
    review = from_plain(Review, plain["review"]) if plain.get("review") is not None else None
    if "review" in plain or "draft" in plain:
        inner, kind = (plain["draft"], Draft) if "draft" in plain else (plain.get("document"), Document)
    else:
        inner, kind = plain, Draft if "document" in plain else Document
    value: Value = from_plain(kind, inner)
    return value, review
