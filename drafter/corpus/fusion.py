"""One score from two: BM25 leads, the vectors add what they have earned."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def fuse(lexical: Scores, cosine: Scores, weight: float) -> Scores:
    """Return lexical score over its best (0 to 1), plus ``weight`` times the cosine (negative ones count as 0).

    With no lexical hit at all the cosine alone decides. A small weight can only turn the order of passages whose
    lexical scores differ by less than that share of the best one.
    """
    best = float(lexical.max()) if len(lexical) else 0.0
    if best <= 0.0:
        return np.maximum(cosine, np.float32(0))
    return np.asarray(lexical / best + weight * np.maximum(cosine, 0.0), dtype=np.float32)
