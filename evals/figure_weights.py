"""Weights of `grounding_rivals`: whose a number is, learned from cases written by hand and from reports without error.

    python evals/figure_weights.py --leave-out    recall on each author's cases, learned from all the others'
    python evals/figure_weights.py --write        learn from all, and write drafter/lexicon/figure_weights.toml

Three sets, each by logistic regression: ``pair`` puts the fact of every right number over its rivals; ``decide`` tells
wrong numbers, each with the rival most likely meant, from right ones; ``gate`` tells cheaply which places need a look.
Learned from the cases of FIG004 under ``cases_*``, the pairs of ``borrowed_figures.toml``, and the tuned half of
`planted.py` as right numbers only; the sealed half is never read.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from drafter.lexicon.figure_weights import Weights
from drafter.model import Period
from drafter.readers import read_text
from drafter.text.factsheet import FactSheet, parse_notes
from drafter.text.grounding import claiming
from drafter.text.grounding_pairs import PAIR_NAMES
from drafter.text.grounding_rivals import DECIDE_NAMES, GATE_NAMES, Rivals
from drafter.text.periods import parse_period

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from evals.borrowed_figures import CHOICE, PAIRS  # noqa: E402
from evals.planted import facts_of, half, reports  # noqa: E402

TARGET = ROOT / "drafter" / "lexicon" / "figure_weights.toml"
Row = npt.NDArray[np.float64]
FREE_PAIR, FREE_DECIDE, FREE_GATE = 0.3, 0.2, 1.0
"""How far weights may go from 0: the inverse of the penalty on their squares."""
WRONG, RIGHT_TEXT, REPORT_PAIR, REPORT_DECIDE = 4.0, 3.0, 0.3, 0.5
"""What counts how much: a wrong number, one of a text written as right, one of a report."""
LEAST, GATE_KEPT = 1.4, 0.92
"""From where on a rival is meant, and the share of wrong numbers that the gate must let through."""
ROUNDS = 3
_NUMBER, _TRADED = (
    re.compile(r"\d+(?:\.\d+)?"),
    re.compile("对调|互换|写反|颠倒|对换|错位|调换|随之|弄反|搞反|互串|倒置"),
)


@dataclass
class Text:
    """One text with its notes, its places labelled."""

    rivals: Rivals
    """The text held against its notes."""
    right: bool
    """Whether it was written without an error."""
    report: bool = False
    """Whether it is a whole report."""
    wrong: list[int] = field(default_factory=list)
    """Places that are, or may be, the wrong one."""
    meant: set[str] = field(default_factory=set)
    """Numbers one of which should stand there, where the author names them."""
    sound: list[int] = field(default_factory=list)
    """Places that are right."""


def paired(text: str, facts: FactSheet, period: Period | None) -> Rivals:
    """Return ``text`` held against ``facts``."""
    document = read_text(text, period=period)
    return Rivals(document, claiming(document), facts.index)


def text_of(case: dict[str, Any], kind: str) -> Text:
    """Return a case of an author: wrong where ``at`` stands, unknown where another number may be wrong with it."""
    facts = parse_notes("\n".join(f"- {fact}" for fact in case["facts"]))
    held = paired(case["text"], facts, parse_period(case["period"]) if "period" in case else None)
    found = Text(held, right=kind == "right")
    wrong = [case["at"]] if isinstance(case.get("at"), str) else case.get("at", [])
    spans = [(at.start(), at.end()) for words in wrong for at in re.finditer(re.escape(words), case["text"])]
    figures, why = held._figures, case.get("why", "")
    units: set[str] = set()
    named = set(_NUMBER.findall(why))
    places = [place for place in range(len(figures)) if held._comparable(place) and held._alike(place)]
    for place in places if kind == "wrong" else ():
        if any(start < figures[place].span.end and figures[place].span.start < end for start, end in spans):
            found.wrong.append(place)
            units.add(figures[place].unit)
            printed = _NUMBER.match(figures[place].text)
            found.meant |= {*case.get("meant", ())} or (named - {printed[0] if printed else ""})
    doubted = bool(_TRADED.search(why)) or not (why or "meant" in case)
    for place in places:
        printed = _NUMBER.match(figures[place].text)
        other = kind == "wrong" and (
            (printed is not None and printed[0] in named) or (doubted and (figures[place].unit in units or not units))
        )
        if place not in found.wrong and not other:
            found.sound.append(place)
    return found


def authors() -> dict[str, list[Text]]:
    """Return the texts of each author."""
    found: dict[str, list[Text]] = {}
    for path in sorted((ROOT / "evals").glob("cases_*/FIG004.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        found[path.parent.name] = [text_of(case, kind) for kind in ("wrong", "right") for case in told[kind]]
    own = []
    for row in tomllib.loads(PAIRS.read_text(encoding="utf-8"))["pair"]:
        marked = list(CHOICE.finditer(row["text"]))
        meant = [number[0] for match in marked if (number := _NUMBER.match(match["right"]))]
        for kind in ("wrong", "right"):
            text = CHOICE.sub(lambda match, kind=kind: match[kind], row["text"])  # type: ignore[misc]
            at = [match[kind] for match in marked]
            own.append(text_of({"text": text, "facts": row["facts"], "at": at, "meant": meant}, kind))
    return found | {"borrowed_figures": own}


def clean_reports() -> list[Text]:
    """Return the tuned half of the reports, each with notes made of it."""
    found = []
    for name, text in reports():
        if half(name) == "tuned":
            document = read_text(text)
            facts = facts_of(document, False, int(hashlib.sha256(name.encode()).hexdigest()[:8], 16))
            held = paired(text, facts, document.source.period)
            places = [one for one in range(len(held._figures)) if held._comparable(one) and held._alike(one)]
            found.append(Text(held, right=True, report=True, sound=places))
    return found


# --- learning ---------------------------------------------------------------------------------------------------------


def logistic(rows: Row, labels: Row, weights: Row, free: float, constant: bool) -> Row:
    """Return the weights of a penalised logistic regression, by Newton's method; the constant, if any, is the last."""
    data = np.c_[rows, np.ones(len(rows))] if constant else rows
    penalty = np.full(data.shape[1], 1 / free)
    if constant:
        penalty[-1] = 1e-6
    found = np.zeros(data.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(data @ found, -30, 30)))
        slope = data.T @ (weights * (chance - labels)) + penalty * found
        bend = (data * (weights * np.maximum(chance * (1 - chance), 1e-6))[:, None]).T @ data + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        found -= step
        if np.abs(step).max() < 1e-5:
            break
    return found


def learn_pair(texts: Sequence[Text]) -> Row:
    """Return weights that put the fact of each right number over its rivals."""
    blocks = []
    for text in texts:
        held = text.rivals
        for place in text.sound:
            mine = np.array([held._pair(place, one) for one in held._alike(place).values()], float)
            others = np.array([held._pair(place, one) for one in held._candidates(place)], float)
            if len(others):
                blocks.append((REPORT_PAIR if text.report else 1.0, mine, others))
    found = None
    for _ in range(2):
        rows, counts = [], []
        for weight, mine, others in blocks:
            best = mine[np.argmax(mine @ found if found is not None else mine[:, 0])]
            rows.append(best - others)
            counts.append(np.full(len(others), weight / np.sqrt(len(others))))
        data, count = np.vstack(rows), np.concatenate(counts)
        labels = np.r_[np.ones(len(data)), np.zeros(len(data))]
        found = logistic(np.vstack([data, -data]), labels, np.r_[count, count], FREE_PAIR, False)
    assert found is not None
    return found


def meant_rows(text: Text) -> list[list[float]]:
    """Return the features of the rivals that may be meant at the wrong places of ``text``."""
    rows = []
    for place in text.wrong:
        for rival in text.rivals.rivals(place):
            printed = _NUMBER.match(rival.given.figure.text)
            if not text.meant or (printed is not None and printed[0] in text.meant) or not _any_meant(text, place):
                rows.append(rival.features)
    return rows


def _any_meant(text: Text, place: int) -> bool:
    given = text.rivals._candidates(place)
    return any(printed[0] in text.meant for one in given if (printed := _NUMBER.match(one.figure.text)))


def learn_decide(texts: Sequence[Text]) -> Row:
    """Return weights, the constant last, that tell wrong numbers from right ones."""
    rows, counts, wrong = [], [], []
    for text in texts:
        weight = REPORT_DECIDE if text.report else RIGHT_TEXT if text.right else 1.0
        for place in text.sound:
            for rival in text.rivals.rivals(place):
                rows.append(rival.features)
                counts.append(weight)
        if text.wrong and (meant := meant_rows(text)):
            wrong.append(np.array(meant, float))
    data, count = np.array(rows, float), np.array(counts)
    found = None
    for _ in range(ROUNDS):
        best = np.array([some[np.argmax(some @ found[:-1] if found is not None else some[:, 0])] for some in wrong])
        labels = np.r_[np.ones(len(best)), np.zeros(len(data))]
        weights = np.r_[np.full(len(best), WRONG), count]
        found = logistic(np.vstack([best, data]), labels, weights, FREE_DECIDE, True)
    assert found is not None
    return found


def learned(texts: Sequence[Text]) -> Weights:
    """Return the weights learned from ``texts``, the gate left open."""
    pair = learn_pair(texts)
    use(texts, Weights(tuple(pair), (), 0.0, (), 0.0))
    decide = learn_decide(texts)
    return Weights(tuple(pair), tuple(decide[:-1]), float(LEAST - decide[-1]), (0.0,) * len(GATE_NAMES), -1.0)


def use(texts: Sequence[Text], weights: Weights) -> None:
    """Judge ``texts`` by ``weights``."""
    for text in texts:
        text.rivals._weights = weights


def learn_gate(texts: Sequence[Text], weights: Weights) -> Weights:
    """Return ``weights`` with the gate that lets the share of wrong numbers through that are found."""
    rows, labels = [], []
    for text in texts:
        held = text.rivals
        hits = [place for place in text.wrong if held._misplaced(place)]
        rows += [held.gate_features(place) for place in (hits[:1] if text.wrong else text.sound if text.report else [])]
        labels += [1.0] * len(hits[:1]) if text.wrong else [0.0] * (len(text.sound) if text.report else 0)
    data, label = np.array(rows, float), np.array(labels)
    gate = logistic(data, label, np.ones(len(data)), FREE_GATE, True)[:-1]
    scores = data @ gate
    least = float(np.quantile(scores[label == 1], 1 - GATE_KEPT))
    print(f"gate: lets through {np.mean(scores[label == 0] > least):.3f} of the numbers of reports")
    return weights._replace(gate=tuple(gate), gate_least=least)


# --- measuring --------------------------------------------------------------------------------------------------------


def top(text: Text, places: Sequence[int]) -> float:
    """Return how surely one of ``places`` is wrong, against what is enough."""
    held = text.rivals
    scores = (held._decided(rival) for place in places for rival in held.rivals(place))
    return max(scores, default=-99.0) - held._weights.least


def leave_out(found: dict[str, list[Text]], whole: list[Text]) -> Iterator[str]:
    """Yield a line for each author: wrong numbers found, right texts and right numbers accused, by margin."""
    margins = (-0.5, 0.0, 0.5, 1.0)
    sums = np.zeros((len(margins), 7))
    for turn, name in enumerate(found):
        rest = [text for other, texts in found.items() if other != name for text in texts]
        kept, held = whole[turn % 2 :: 2], whole[1 - turn % 2 :: 2]
        weights = learned([*rest, *kept])
        use([*found[name], *held], weights)
        wrong = np.array([top(text, text.wrong) for text in found[name] if not text.right])
        right = np.array([top(text, text.sound) for text in found[name] if text.right])
        other = np.array([top(text, [place]) for text in found[name] if not text.right for place in text.sound])
        report = np.array([top(text, [place]) for text in held for place in text.sound])
        line = []
        for row, margin in enumerate(margins):
            some = [(np.sum(one > margin), len(one)) for one in (wrong, right, other)]
            sums[row] += [*(number for pair in some for number in pair), np.sum(report > margin)]
            line.append(" ".join(f"{hit}/{of}" for hit, of in some) + f" {np.sum(report > margin)}/{len(report)}")
        yield f"{name:18} " + " | ".join(line)
    for margin, row in zip(margins, sums, strict=True):
        shares = f"right texts accused {row[2]:.0f} of {row[3]:.0f}, right numbers beside {row[4]:.0f} of {row[5]:.0f}"
        yield f"margin {margin:4}: found {row[0] / row[1]:.3f}, {shares}, of reports {row[6]:.0f}"


def write(weights: Weights) -> None:
    """Write ``weights`` where the house reads them."""
    lines = [
        "# Whose a number is: weights learned by evals/figure_weights.py, which writes this file.",
        "",
        "[figure_weights]",
    ]
    lines += [f"least = {weights.least:.3f}", f"gate_least = {weights.gate_least:.3f}"]
    for name, names, values in (
        ("pair", PAIR_NAMES, weights.pair),
        ("decide", DECIDE_NAMES, weights.decide),
        ("gate", GATE_NAMES, weights.gate),
    ):
        lines += ["", f"[figure_weights.{name}]"]
        lines += [f"{one} = {value:.3f}" for one, value in zip(names, values, strict=True)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Learn, and print or write."""
    parser = argparse.ArgumentParser(description="weights of figures")
    parser.add_argument("--leave-out", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found, whole = authors(), clean_reports()
    if options.leave_out:
        print("author: wrong found, right texts accused, right numbers beside, right numbers of reports, at -.5 0 .5 1")
        for line in leave_out(found, whole):
            print(line, flush=True)
    texts = [*whole, *(text for some in found.values() for text in some)]
    weights = learned(texts)
    use(texts, weights)
    weights = learn_gate(texts, weights)
    if options.write:
        write(weights)


if __name__ == "__main__":
    main()
