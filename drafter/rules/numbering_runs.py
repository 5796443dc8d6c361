"""Series of marked items within a paragraph: 一是…；二是…, 1.…；2.…, 首先…；其次…, and how far they count."""

from __future__ import annotations

from .numbering_marks import write_numeral

ONE = (
    r"一是(?!否)|一曰|一把(?!手|尺|火|关)|一要(?!求|素|领|点)|一[抓查看建改强促防保治学讲比严优争创补推扩做定管明带用靠](?!方)"
    r"|第一(?:[，、：是]|个|项|条|点|步|件|类)|其一[，、：]|首先[，、是要]?|（一）|\(一\)|（1）|\(1\)|1[.．、)）](?!\d)|①"
    r"|一期|一、|一方面|一来[，]?|一则"
)
"""What the first item of a series begins with, as a pattern."""
_RANKS = ("其次", "再次", "最后")
_AT_START = "。；，：、:;\u3000 ”）"
_REACH = 1500


def run_length(text: str, at: int, first: str) -> int:
    """Return how many items count on from the one whose marker ``first`` stands at ``at``; 0 where one is missing."""
    count, end = 1, min(len(text), at + _REACH)
    paragraph = text.find("\n", at, end)
    paragraph = end if paragraph < 0 else paragraph
    if first.startswith("首先"):
        return 1 + sum(_find(text, rank, at + 1, paragraph, paragraph) >= 0 for rank in _RANKS)
    while True:
        after = _find(text, _marker(first, count + 1), at + 1, end, paragraph)
        again = _find(text, first, at + 1, end, paragraph)
        if after < 0 or 0 <= again < after:
            break
        at, count = after, count + 1
    # a later number without the one before it is a gap, which NUM004 tells
    skipped = _find(text, _marker(first, count + 2), at + 1, end, paragraph)
    return 0 if skipped >= 0 else count


def _find(text: str, marker: str, start: int, end: int, paragraph: int) -> int:
    """Return where ``marker`` begins a clause of the paragraph, or a line below it; -1 for nowhere."""
    at = text.find(marker, start, end) if marker else -1
    while at >= 0 and not (text[at - 1] == "\n" or (at < paragraph and text[at - 1] in _AT_START)):
        at = text.find(marker, at + 1, end)
    return at


def _marker(first: str, number: int) -> str:
    """Return the marker of the series that ``first`` begins, for ``number``; '' past the end of what it can count."""
    if first == "一方面":
        return "另一方面" if number == 2 else ""
    if first == "①":
        return chr(ord("①") + number - 1) if number <= 20 else ""
    if "1" in first:
        return first.replace("1", str(number), 1)
    written = first.replace("一", write_numeral(number), 1)
    return written[: 1 + len(write_numeral(number))] if first[0] in "第其" else written
