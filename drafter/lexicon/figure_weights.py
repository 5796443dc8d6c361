"""What tells whose a number is, and how much each counts (figure_weights.toml, written by evals/figure_weights.py)."""

from __future__ import annotations

import functools
from typing import NamedTuple

from .lexicon import load_lexicon


class Weights(NamedTuple):
    """Weights in the order of the features they are of, and from where on they decide."""

    pair: tuple[float, ...]
    """How well a figure of the notes fits a place."""
    decide: tuple[float, ...]
    """Whether a rival is meant rather than the fact of the value."""
    least: float
    """What the latter must come to."""
    gate: tuple[float, ...]
    """Whether a place is worth a closer look."""
    gate_least: float
    """What that must come to."""


@functools.cache
def figure_weights() -> Weights:
    """Return the weights as they were learned."""
    table = load_lexicon().tables["figure_weights"]
    pair, decide, gate = (tuple(table[name].values()) for name in ("pair", "decide", "gate"))
    return Weights(pair=pair, decide=decide, least=table["least"], gate=gate, gate_least=table["gate_least"])
