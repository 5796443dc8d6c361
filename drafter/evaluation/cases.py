"""Cases in: one TOML file a report (the cluster), one table a section, passages frozen beside them.

Figures a section must print are marked by hand in its facts, ``各支部集中学习{88次}``; words that must stand to the
letter are marked ``{=未发生责任事故}``. A writer never sees the marks.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from ..errors import EvalError
from ..model import EvalCase, Fact, Passage, Period, Role, SectionPlan, Source, Span, from_plain
from ..patterns import lazy
from ..text.figures import find_figures
from ..text.periods import parse_period

SUITE, PASSAGES, PRICES = "suite.toml", "passages.json", "prices.toml"
_MARK = lazy(r"\{(=?)([^{}]+)\}")
_HEADING = lazy(r"(?P<marker>[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．])?(?P<title>.+)")
_QUOTED = lazy(r"《[^《》]{2,}》|“[^“”]{3,}”")
_REPORT_KEYS = {"title", "organisation", "kind", "period", "outline", "open", "case"}
_CASE_KEYS = {"id", "heading", "role", "length", "facts", "forbidden", "tags", "reference"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """What is run and compared by default."""

    folder: Path
    """Where cases, recordings, baselines and results lie."""
    cases: tuple[EvalCase, ...]
    """All cases, by file, then in the order written."""
    runs: tuple[tuple[str, str | None, str | None], ...]
    """(version, model or None, tag or None): what is run, on which cases."""
    comparisons: tuple[tuple[str, str], ...]
    """(A, B): what is compared."""
    primary: str
    """The metric that decides."""
    guarded: tuple[str, ...]
    """Metrics that must not get worse."""
    past: Path
    """Past reports: what passages were frozen from, and what compose writes by."""
    samples: int = 1
    """Samples of each case."""

    def chosen(self, tag: str | None = None, ids: Sequence[str] = ()) -> tuple[EvalCase, ...]:
        """Return the cases with ``tag`` whose id begins with one of ``ids``; raise EvalError when there are none."""
        found = tuple(
            case
            for case in self.cases
            if (tag is None or tag in case.tags) and (not ids or any(case.id.startswith(id) for id in ids))
        )
        if not found:
            said = f"标签 {tag or '不限'}，编号 {'、'.join(ids) or '不限'}"
            raise EvalError(f"没有符合条件的用例（{said}）；请检查 --case 和 suite.toml")
        return found


def load_suite(folder: Path | str) -> Suite:
    """Return the suite at ``folder`` (suite.toml and the case files); raise EvalError when it is malformed."""
    folder = Path(folder)
    path = folder / "cases" / SUITE
    if not path.is_file():
        raise EvalError(f"找不到 {path}；请用 --folder 指出评测目录")
    given = _toml(path)
    frozen = read_passages(folder / "cases" / PASSAGES)
    files = [one for one in sorted(path.parent.glob("*.toml")) if one.name not in (SUITE, PRICES)]
    cases = tuple(case for one in files for case in _cases(one, _toml(one), frozen))
    twice = {case.id for number, case in enumerate(cases) if case.id in {one.id for one in cases[:number]}}
    if twice or not cases:
        raise EvalError(f"用例编号重复或没有用例：{'、'.join(sorted(twice)) or path.parent}；请改正")
    return Suite(
        folder=folder,
        cases=cases,
        runs=tuple((one["version"], one.get("model"), one.get("tag")) for one in given.get("run", [])),
        comparisons=tuple((one["a"], one["b"]) for one in given.get("compare", [])),
        primary=given["primary"],
        guarded=tuple(given["guarded"]),
        past=folder / given["past"],
        samples=given.get("samples", 1),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """Passages as they were cut from past reports on one day, and which case is given which."""

    passages: Mapping[str, Passage]
    """By id."""
    given: Mapping[str, tuple[str, ...]]
    """Passage ids by case id, best first."""


def read_passages(path: Path) -> Frozen:
    """Return the frozen passages at ``path``; none where there is no file yet."""
    if not path.is_file():
        return Frozen(passages={}, given={})
    plain = json.loads(path.read_text(encoding="utf-8"))
    passages = {id: _passage(id, one) for id, one in plain["passages"].items()}
    return Frozen(passages=passages, given={case: tuple(ids) for case, ids in plain["cases"].items()})


def plain_passage(passage: Passage) -> dict[str, Any]:
    """Return what is kept of a passage: enough to show it, to cite it and to know its report again."""
    return {
        "title": passage.source.title, "year": passage.source.year, "sha256": passage.source.sha256,
        "heading_path": list(passage.heading_path), "role": passage.role,
        "span": [passage.span.start, passage.span.end], "text": passage.text, "masked_text": passage.masked_text,
    }  # fmt: skip


def _passage(id: str, one: Mapping[str, Any]) -> Passage:
    return Passage(
        id=id,
        source=Source(title=one["title"], year=one["year"], sha256=one["sha256"]),
        heading_path=tuple(one["heading_path"]),
        text=one["text"],
        masked_text=one["masked_text"],
        span=Span(start=one["span"][0], end=one["span"][1]),
        role=from_plain(Role, one["role"]),
    )


def _cases(path: Path, given: Mapping[str, Any], frozen: Frozen) -> list[EvalCase]:
    period = parse_period(str(given.get("period", "")))
    unknown = set(given) - _REPORT_KEYS
    if unknown or period is None or not given.get("case"):
        raise EvalError(
            f"{path.name} 的写法不对（{'、'.join(sorted(unknown)) or '缺 period 或 [[case]]'}）；请对照 evals/README.md"
        )
    return [_case(path, given, number, one, period, frozen) for number, one in enumerate(given["case"], 1)]


def _case(
    path: Path, report: Mapping[str, Any], number: int, given: Mapping[str, Any], period: Period, frozen: Frozen
) -> EvalCase:
    unknown, missing = set(given) - _CASE_KEYS, {"id", "heading", "role", "length", "facts"} - set(given)
    if unknown or missing or given["role"] not in get_args(Role):
        said = "、".join(sorted(unknown | missing)) or given["role"]
        raise EvalError(f"{path.name} 的第{number}个用例写法不对：{said}；请对照 evals/README.md")
    facts, expected, phrases = _facts(given["facts"], period)
    heading = _HEADING.fullmatch(given["heading"])
    marker, title = (heading["marker"] or "", heading["title"]) if heading else ("", given["heading"])
    plan = SectionPlan(
        id="S1", marker=marker, level=_level(marker), title=title, fact_ids=tuple(fact.id for fact in facts),
        role=given["role"], target_chars=given["length"], pattern_section=None,
    )  # fmt: skip
    ids = frozen.given.get(given["id"], ())
    quoted = [found[0] for fact in facts for found in _QUOTED.finditer(fact.text)]
    body = {key: value for key, value in report.items() if key != "case"} | dict(given)
    material = [body, [plain_passage(frozen.passages[id]) for id in ids]]
    return EvalCase(
        id=given["id"],
        report=path.stem,
        plan=plan,
        facts=facts,
        passages=tuple(frozen.passages[id] for id in ids),
        reference=given.get("reference"),
        title=report["title"],
        organisation=report["organisation"],
        kind=report["kind"],
        period=period,
        outline=tuple(report["outline"]),
        open_questions=tuple(report.get("open", ())),
        expected=expected,
        phrases=tuple(dict.fromkeys([*phrases, *quoted])),
        forbidden=tuple(given.get("forbidden", ())),
        tags=tuple(given.get("tags", ())),
        digest=hashlib.sha256(json.dumps(material, ensure_ascii=False, sort_keys=True).encode()).hexdigest(),
    )


def _facts(
    lines: Sequence[str], period: Period
) -> tuple[tuple[Fact, ...], tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return the facts without their marks, the figures they mark, and the words they mark."""
    facts: list[Fact] = []
    expected: list[tuple[str, str]] = []
    phrases: list[str] = []
    at = 0
    for number, line in enumerate(lines, 1):
        text = _MARK.sub(r"\2", line)
        expected += [(f"F{number}", found[2]) for found in _MARK.finditer(line) if not found[1]]
        phrases += [found[2] for found in _MARK.finditer(line) if found[1]]
        span = Span(start=at, end=at + len(text))
        figures = find_figures(text, period=period)
        facts.append(Fact(id=f"F{number}", text=text, figures=figures, section_hint=None, span=span))
        at = span.end + 1
    return tuple(facts), tuple(expected), tuple(phrases)


def _level(marker: str) -> int:
    return 0 if not marker else 2 if marker[0] == "（" else 1 if marker[-1] == "、" else 3


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise EvalError(f"读不了 {path}：{error}；请改正") from error
