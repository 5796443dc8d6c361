"""What must not leave this machine: secrecy markings (GB/T 9704 grammar) and personal data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..model import Span
from ..patterns import lazy

# 绝密★启用前, 机密★1年, 秘密★长期; an asterisk serves before a term; no star
# only in a mark of its own (head of a line, or after 密级)
_TERM = r"(?:\d{1,2}\s*(?:年|个?月|日)|[一二三四五六七八九十]{1,3}\s*年|长期|启用前|解密前|公布前)"
_MARKING = lazy(
    rf"(?:绝\s?密|机\s?密|秘\s?密)\s*(?:[★☆⭐✩]\s*{_TERM}?|[*＊]\s*{_TERM})"
    rf"|(?:(?<=密级：)|(?<=密级:)|(?<=密级为))\s*(?:绝密|机密|秘密)"
    rf"|(?m:^)[\s\-*#>]*(?:\[\w+\]\s*)?(?:绝\s*密|机\s*密|秘\s*密)\s*{_TERM}?\s*(?m:$)"
    rf"|[【〔\[（(](?:绝密|机密|秘密)[】〕\]）)]"
)
_SECRET = lazy(r"[绝机秘]\s*密")
_ID_NUMBER = lazy(
    r"[1-9](?<![0-9A-Za-z].)\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])"
)
_PHONE = lazy(
    r"[+81](?<![0-9A-Za-z.].)(?:(?<=\+)86[- ]?1|(?<=8)6[- ]?1|(?<=1))[3-9]\d[- ]?\d{4}[- ]?\d{4}"
    r"(?![0-9A-Za-z万亿元]|[.．]\d)"
)
# what the writer calls an identity number or a telephone is one, whatever its check digit, blanks and dashes
_CALLED_ID = lazy(
    r"(?:身份证|证件|公民身份)(?:件?号码?)?[^\d\n]{0,6}"
    r"(?P<number>[1-9](?:[ \-]?\d){14}(?:(?:[ \-]?\d){2}[ \-]?[\dXx])?)(?![0-9A-Za-z*＊×])"
)
_CALLED_PHONE = lazy(
    r"(?:电话|手机|联系方式|微信)(?:号码?)?[^\d\n]{0,6}(?P<number>1[3-9](?:[ \-]?\d){9})(?![0-9A-Za-z])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_WIDE = lazy("[０-９Ｘｘ]")
_FULL_WIDTH = {0xFF10 + n: 0x30 + n for n in range(10)} | {0xFF38: 0x58, 0xFF58: 0x78}


class Sensitive(NamedTuple):
    """One stretch of text that must not be sent anywhere."""

    kind: str
    """``密级标志``, ``身份证号`` or ``手机号``."""
    span: Span
    """Where it stands."""


def find_markings(text: str) -> tuple[Sensitive, ...]:
    """Return secrecy markings in reading order; 保密、秘密投票 and other plain words are none."""
    return tuple(_trimmed(text, found) for found in (_MARKING.finditer(text) if _SECRET.search(text) else ()))


def find_personal(text: str) -> tuple[Sensitive, ...]:
    """Return identity numbers whose checksum holds and mobile numbers, in reading order."""
    narrow = text.translate(_FULL_WIDTH) if _WIDE.search(text) else text
    return tuple(sorted(_personal(narrow), key=lambda one: one.span))


def find_sensitive(text: str) -> tuple[Sensitive, ...]:
    """Return everything that forbids sending ``text``, in reading order."""
    return tuple(sorted((*find_markings(text), *find_personal(text)), key=lambda one: one.span))


def is_id_number(number: str) -> bool:
    """Return whether 18 characters form an identity number (ISO 7064 MOD 11-2)."""
    if not re.fullmatch(r"\d{17}[\dXx]", number):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()


def _personal(text: str) -> Iterator[Sensitive]:
    seen: set[int] = set()
    for kind, called, plain in (("身份证号", _CALLED_ID, _ID_NUMBER), ("手机号", _CALLED_PHONE, _PHONE)):
        for found in called.finditer(text):
            seen.add(found.end())
            yield Sensitive(kind=kind, span=Span(start=found.start("number"), end=found.end()))
        for found in plain.finditer(text):
            if found.end() not in seen and (plain is _PHONE or is_id_number(found[0])):
                yield Sensitive(kind=kind, span=Span(start=found.start(), end=found.end()))


def _trimmed(text: str, found: re.Match[str]) -> Sensitive:
    start, end = found.span()
    while start < end and text[start] not in "绝机秘":
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Sensitive(kind="密级标志", span=Span(start=start, end=end))
