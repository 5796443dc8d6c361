"""Probes: places in texts where a rule must speak, or must not; written by hand, planted, or judged by readers.

A hand-written file is ``cases_by_hand/<CODE>.toml`` with lists ``wrong`` and ``right``; an entry is a sentence, or a
table ``{text, at, facts, past, period}`` where ``at`` is the words that are wrong, or those of the facts that the text
lacks. Files of several rules have one table a code. What a table says of ``facts``, ``past``, ``period`` and ``lead``
holds for all of its entries.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ..errors import EvalError
from ..model import Span

Origin = Literal["hand", "planted", "verdict", "fix", "gold"]
ORIGINS: Mapping[Origin, str] = {
    "hand": "手写", "planted": "植入", "verdict": "真实报告", "fix": "修改", "gold": "两人标注",
}  # fmt: skip
BY_HAND = ("planted_slips.toml", "planted_cases.toml")
"""Files of several rules, beside the folder ``cases_by_hand``."""
_TABLE = {"lead", "facts", "past", "period", "moulds", "fillings", "wrong", "right", "why", "note", "code"}
_ENTRY = {"text", "at", "lead", "facts", "past", "period", "why", "note", "id"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One place and what is expected there."""

    id: str
    """Unique name, the same for every version of the rules."""
    rule: str
    """Code of the rule it is about, or what it is listed under."""
    codes: tuple[str, ...]
    """Prefixes of codes that count as the rule's own."""
    wrong: bool
    """Whether something is wrong there: True asks for a finding, False for silence."""
    origin: Origin
    """Where it is from."""
    at: Span | None = None
    """Where; None means anywhere in the text."""
    about: str | None = None
    """Words of the notes it is about, where what is wrong is that the text lacks them."""
    slack: int = 0
    """How far beside the place a finding may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One text to be reviewed once, and the probes in it."""

    name: str
    """Name of the report or the case."""
    cluster: str
    """What its probes share the luck of: the report, or the mould it was poured from."""
    text: str
    """The text."""
    probes: tuple[Probe, ...]
    """What is expected of its review."""
    facts: str | None = None
    """Notes; None where there are none."""
    past: tuple[str, ...] = ()
    """Past reports."""
    period: str | None = None
    """What it covers; None lets the text say so."""
    select: tuple[str, ...] = ()
    """Rules to run; none means those that are on."""
    own_facts: bool = False
    """Whether ``facts`` is a report whose figures are the facts, and not a list of notes."""
    clean: bool = False
    """Whether the text is as its facts have it, so that any finding on a figure is a false alarm."""

    def digest(self, probe: Probe) -> str:
        """Return the sha256 of all that is asked with ``probe``, hexadecimal."""
        at = None if probe.at is None else [probe.at.start, probe.at.end]
        given = [self.text, self.facts, self.own_facts, self.past, self.period, self.select]
        asked = [*given, probe.codes, probe.wrong, at, probe.about, probe.slack]
        return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()


def papers_by_hand(folder: Path) -> tuple[Paper, ...]:
    """Return the hand-written cases below ``folder``, if any; raise EvalError for malformed ones."""
    papers: list[Paper] = []
    for path in [*(folder / name for name in BY_HAND), *sorted((folder / "cases_by_hand").glob("*.toml"))]:
        if not path.is_file():
            continue
        try:
            given = tomllib.loads(path.read_text(encoding="utf-8"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise EvalError(f"读不了 {path}：{error}；请改正") from error
        single = "wrong" in given or "right" in given
        tables = {str(given.get("code", path.stem)): given} if single else given
        for code, table in tables.items():
            papers += _papers(path, code, table)
    return tuple(papers)


def _papers(path: Path, code: str, table: Any) -> Iterator[Paper]:
    odd = sorted(set(table) - _TABLE) if isinstance(table, dict) else ["应为一节"]
    if odd:
        raise EvalError(f"{path.name} 的 {code} 写法不对：{'、'.join(odd)}；请对照 evals/README.md")
    for wrong, number, cluster, entry in _entries(table):
        if not isinstance(entry, dict) or not isinstance(entry.get("text"), str) or set(entry) - _ENTRY:
            said = "、".join(sorted(set(entry) - _ENTRY)) if isinstance(entry, dict) else str(entry)[:20]
            raise EvalError(f"{path.name} 的 {code} 有一条写法不对：{said or '缺 text'}；请对照 evals/README.md")
        where = f"hand/{code}" if path.stem == code else f"{path.stem}/{code}"
        yield _paper(where, code, wrong, number, cluster, {**_shared(table), **entry})


def _entries(table: Mapping[str, Any]) -> Iterator[tuple[bool, str, str, Any]]:
    """Yield (wrong, name, cluster, entry): sentences out of one mould are a cluster, others are their own."""
    for kind in ("wrong", "right"):
        for given in table.get(kind, ()):
            entry = {"text": given} if isinstance(given, str) else given
            name = f"{kind}/{_name(entry)}"
            yield kind == "wrong", name, name, entry
    for number, mould in enumerate(table.get("moulds", ()), 1):
        for place, word in enumerate(table.get("fillings", ()), 1):
            yield True, f"mould{number}.{place}", f"mould{number}", {"text": mould.format(word)}


def _name(entry: Any) -> str:
    """Return a name that stays when cases are put in before it: how the sentence begins, and a digest of the entry."""
    digest = hashlib.sha256(json.dumps(entry, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()
    begins = "".join(str(entry.get("text", "")).split())[:10] if isinstance(entry, dict) else ""
    return f"{begins}…{digest[:4]}"


def _shared(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: table[key] for key in ("lead", "facts", "past", "period") if key in table}


def _paper(where: str, code: str, wrong: bool, number: str, cluster: str, entry: Mapping[str, Any]) -> Paper:
    text = str(entry.get("lead", "")) + entry["text"]
    past, facts, at = entry.get("past", ()), _notes(entry.get("facts")), entry.get("at")
    missing = at if isinstance(at, str) and at not in text and at in (facts or "") else None
    probe = Probe(
        id=f"{where}/{entry.get('id', number)}", rule=code, codes=(code,), wrong=wrong, origin="hand",
        at=None if missing else _place(where, text, at), about=missing,
    )  # fmt: skip
    return Paper(
        name=probe.id, cluster=f"{where}/{cluster}", text=text, probes=(probe,), facts=facts,
        past=(past,) if isinstance(past, str) else tuple(past), period=entry.get("period"), select=(code[:3], code),
    )  # fmt: skip


def _notes(facts: str | Sequence[str] | None) -> str | None:
    if facts is None or isinstance(facts, str):
        return facts
    return "".join(f"- {fact}\n" for fact in facts)


def _place(where: str, text: str, at: object) -> Span | None:
    """Return where ``at`` is: words of the text, an offset, or two offsets."""
    if at is None:
        return None
    if isinstance(at, str) and at and at in text:
        start = text.index(at)
        return Span(start=start, end=start + len(at))
    if isinstance(at, int) and 0 <= at < len(text):
        return Span(start=at, end=at + 1)
    if isinstance(at, list) and len(at) == 2 and all(isinstance(end, int) for end in at) and at[0] < at[1] <= len(text):
        return Span(start=at[0], end=at[1])
    raise EvalError(f"{where} 的 at（{at}）不在句中：写错处的原字，或起止位置")
