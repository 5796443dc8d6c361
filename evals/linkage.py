"""Fits the model that links figures meant for one value (FIG011), and says how it does on authors it has not seen.

    python evals/linkage.py [--news N] [--write]

Record linkage needs pairs that are meant for one value, and pairs that are not. Wrong cases written by hand give the
first: of each case the pair at the planted place that looks most like one, since the text does not say which other
figure is meant. The pairs of real reports, of the sample corpus, of N news texts (1,500) and of the right cases are the
second. A logistic regression with a ridge is fitted by Newton's method. Each batch of cases is then judged by a model
fitted without it, where the least sum is set by how many pairs of real reports may pass (2, 5, 10, 20): printed are the
cases found, and the right ones accused. `--write` puts the weights fitted on everything into
drafter/lexicon/linkage.toml.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from drafter.text.documents import build_document
from drafter.text.linkage import candidates, default_model
from drafter.text.linkage_features import STAGES, compared
from drafter.text.turns import Turns

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
MODEL = HERE.parent / "drafter" / "lexicon" / "linkage.toml"
_RIDGE, _FOUND_WEIGHT, _ROUNDS, _STEPS = 3.3, 4.0, 3, 12
_PASSES = (2, 5, 10, 20)
"""How many pairs of real reports may pass for the least sum at which a batch is judged."""
_KEPT, _REPORTS, _MARGIN = 3, 3, 0.25
_LOST, _NONE = 0.4, -99.0
"""Per cent of the found cases that may be given up early, and a floor under everything."""
Matrix = NDArray[np.float64]


class Batch(NamedTuple):
    """The cases of one author."""

    name: str
    """Their folder."""
    wrong: list[tuple[Matrix, Matrix]]
    """Of each wrong case the features of the pairs at the planted place, and of the others."""
    right: list[Matrix]
    """Of each right case the features of its pairs."""

    def found(self, weights: Matrix, least: float) -> tuple[int, int]:
        """Return how many wrong cases have a pair at the planted place above ``least``, and right ones any pair."""
        wrong = sum(best(here, weights, len(here) + len(away)) > least for here, away in self.wrong)
        return wrong, sum(best(rows, weights, len(rows)) > least for rows in self.right)


def pairs(text: str) -> Iterator[tuple[int, int, int, int, dict[str, float]]]:
    """Yield the places of both figures of each pair of ``text``, and its features."""
    document = build_document(text)
    for pair in candidates(document, Turns(document.text)):
        first, second = pair.first.figure.span, pair.second.figure.span
        yield first.start, first.end, second.start, second.end, compared(pair)


def read_batch(path: Path, names: list[str]) -> Batch:
    """Return the cases of FIG011.toml in ``path``."""
    data: dict[str, Any] = tomllib.loads((path / "FIG011.toml").read_text(encoding="utf-8"))
    wrong, right = [], []
    for case in data["wrong"]:
        at = case["text"].find(case["at"])
        end = at + len(case["at"])
        here, away = [], []
        for a, b, c, d, features in pairs(case["text"]):
            hit = (a < end and at < b) or (c < end and at < d)
            (here if hit else away).append(row(features, names))
        wrong.append((matrix(here, names), matrix(away, names)))
    for case in data["right"]:
        right.append(matrix([row(found[4], names) for found in pairs(case["text"])], names))
    return Batch(path.name, wrong, right)


def row(features: dict[str, float], names: list[str]) -> list[float]:
    """Return ``features`` in the order of ``names``, which grow by what is new."""
    names += [name for name in features if name not in names]
    return [float(features.get(name, 0)) for name in names]


def matrix(rows: list[list[float]], names: list[str]) -> Matrix:
    """Return ``rows`` as one array."""
    return np.array(rows, dtype=float).reshape(len(rows), len(names))


def fit(found: Matrix, other: Matrix) -> Matrix:
    """Return the weights, the constant last, of a ridge logistic regression."""
    rows = np.vstack([found, other])
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    target = np.r_[np.ones(len(found)), np.zeros(len(other))]
    share = np.where(target == 1, _FOUND_WEIGHT, 1.0)
    ridge = np.full(rows.shape[1], _RIDGE)
    ridge[-1] = 1e-6
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        guess = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (share * (guess - target)) + ridge * weights
        bend = (rows * (share * guess * (1 - guess))[:, None]).T @ rows + np.diag(ridge)
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def score(rows: Matrix, weights: Matrix) -> Matrix:
    """Return the weighed sum of each row."""
    return rows @ weights[:-1] + weights[-1]


def train(batches: list[Batch], others: Matrix) -> Matrix:
    """Return the weights fitted on ``batches``: which pair of a case is meant is guessed anew each round."""
    weights: Matrix | None = None
    away = [rows for batch in batches for _, rows in batch.wrong]
    away += [rows for batch in batches for rows in batch.right for _ in range(_KEPT)]
    other = np.vstack([others, *away])
    for _ in range(_ROUNDS):
        found = []
        for batch in batches:
            for here, _ in batch.wrong:
                if len(here):
                    looks = here.sum(axis=1) if weights is None else score(here, weights)
                    found.append(here[int(np.argmax(looks))])
        weights = fit(np.array(found), other)
    assert weights is not None
    return weights


def best(rows: Matrix, weights: Matrix, count: int) -> float:
    """Return the highest sum of ``rows`` of a text with ``count`` pairs; far below all for none."""
    return float(score(rows, weights).max()) - chance(count) if len(rows) else -99.0


def chance(count: int) -> float:
    """Return what is taken off in a text with ``count`` pairs."""
    return default_model().chance * float(np.log(count))


def real_texts() -> list[str]:
    """Return the real reports and the sample corpus."""
    paths = [*sorted((SHARED / "data" / "reports").glob("*.txt")), *sorted((SHARED / "seeds").glob("*.txt"))]
    paths += sorted((HERE.parent / "corpus").glob("*.txt"))
    return [path.read_text(encoding="utf-8") for path in paths]


def news(count: int) -> list[str]:
    """Return the first ``count`` news texts."""
    with gzip.open(SHARED / "data" / "news.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line, _ in zip(lines, range(count), strict=False)]


def floors(batches: list[Batch], names: list[str], weights: Matrix, least: float) -> list[float]:
    """Return the sums of the first two stages below which next to no found case lies; there is none for the others."""
    document = build_document("办结信访事项120件。办结信访事项118件。")
    pair = next(candidates(document, Turns(document.text)))
    stages = [[names.index(name) for name in stage(pair)] for stage in STAGES[:2]]
    found = []
    for batch in batches:
        for here, away in batch.wrong:
            if len(here) and best(here, weights, len(here) + len(away)) > least:
                found.append(here[int(np.argmax(score(here, weights)))])
    told = np.cumsum([np.array(found)[:, stage] @ weights[stage] for stage in stages], axis=0)
    low = [round(float(np.percentile(each, _LOST)), 2) for each in told]
    return [*low, *[_NONE] * (len(STAGES) - len(low))]


def write(names: list[str], weights: Matrix, sums: dict[str, float], low: list[float]) -> None:
    """Put the weights into linkage.toml, where the constant is part of the two sums asked for."""
    head, _, _ = MODEL.read_text(encoding="utf-8").partition("[linkage.weights]\n")
    for name, value in sums.items():
        head = re.sub(rf"^{name} = .*$", f"{name} = {value - weights[-1]:.2f}", head, flags=re.MULTILINE)
    head = re.sub(r"^floors = .*$", f"floors = {low}", head, flags=re.MULTILINE)
    lines = [f"{name} = {weight:.2f}" for name, weight in zip(names, weights[:-1], strict=True)]
    MODEL.write_text(head + "[linkage.weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, judge each batch by the others, and print; see the head of this file."""
    parser = argparse.ArgumentParser(description="weights of FIG011's model, and what they find of unseen authors")
    parser.add_argument("--news", type=int, default=1500)
    parser.add_argument("--passes", type=int, default=4, help="pairs of real reports that may pass with all weights")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("folders", nargs="*", type=Path)
    asked = parser.parse_args()
    names: list[str] = []
    folders = asked.folders or [path.parent for path in sorted(HERE.glob("cases_*/FIG011.toml"))]
    blocks = [[row(found[4], names) for found in pairs(text)] for text in real_texts()]
    other = [row(found[4], names) for text in news(asked.news) for found in pairs(text)]
    batches = [read_batch(folder, names) for folder in folders]
    reports, articles = matrix([line for block in blocks for line in block], names), matrix(other, names)
    taken = np.array([chance(len(block)) for block in blocks for _ in block])
    print(f"{len(reports)} pairs of real reports, {len(articles)} of news, {len(names)} features")
    judge(batches, reports, articles, taken)
    weights = train(batches, together(reports, articles))
    top = np.sort(score(reports, weights) - taken)[::-1]
    least, sure = float(top[asked.passes]), float(top[0]) + _MARGIN
    for batch in batches:
        likely, surely = batch.found(weights, least), batch.found(weights, sure)
        print(f"{batch.name}\tseen\t{likely[0]}, {surely[0]} of them surely, of {len(batch.wrong)} ({likely[1]})")
    if asked.write:
        low = floors(batches, names, weights, least)
        write(names, weights, {"least": least, "sure": sure}, low)


def together(reports: Matrix, articles: Matrix) -> Matrix:
    """Return all pairs that are meant for two; those of reports count for more."""
    return np.vstack([*[reports] * _REPORTS, articles])


def judge(batches: list[Batch], reports: Matrix, articles: Matrix, taken: Matrix) -> None:
    """Print what a model fitted without a batch finds of it, by how many pairs of real reports may pass."""
    total = dict.fromkeys(_PASSES, 0)
    for batch in batches:
        rest = [other for other in batches if other is not batch]
        # each half of the reports is judged by a model that has not seen it
        models = [train(rest, together(reports[half::2], articles[half::2])) for half in (0, 1)]
        halves = [score(reports[half::2], models[1 - half]) - taken[half::2] for half in (0, 1)]
        unseen = np.sort(np.concatenate(halves))[::-1]
        mean = (models[0] + models[1]) / 2
        line = [batch.name]
        for passes in _PASSES:
            hits, accused = batch.found(mean, float(unseen[passes]))
            total[passes] += hits
            line.append(f"{hits}/{len(batch.wrong)} ({accused})")
        print("\t".join(line), flush=True)
    count = sum(len(batch.wrong) for batch in batches)
    print("all\t" + "\t".join(f"{hits / count:.3f}" for hits in total.values()))


if __name__ == "__main__":
    main()
