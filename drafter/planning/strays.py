"""Strays: notes that a house's own outline has no fitting third-level heading for get one beside the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ..lexicon import load_lexicon
from ..model import Fact
from ..patterns import lazy
from .headings import grams
from .slots import Slot
from .topics import Split

# 2个更新片区统筹试点：… names itself.
_LABEL = lazy(r"^(?:\d+[个项])?([^，；：。\d]{4,12})：")


def splits(kind: str) -> tuple[Split, ...]:
    """Return the matters that may be split off in reports of ``kind`` (business, party), as the lexicon names them."""
    table = load_lexicon().tables["splits"]
    return tuple(
        Split(title=row["title"], headings=tuple(row["headings"]), signs=tuple(row["signs"]))
        for row in table.values()
        if kind in row["kinds"]
    )


def with_strays(
    slots: Sequence[Slot], owners: Mapping[str, int], facts: Sequence[Fact], kind: str
) -> tuple[list[Slot], dict[str, int]]:
    """Return ``slots`` with a heading for what none of the others promises, and the owners of the facts by it.

    Only below the third level: 培训班 does not stand under 突出数智赋能. A heading left without notes goes.
    """
    texts = {fact.id: fact.text for fact in facts}
    moved: dict[tuple[tuple[str, ...], str], list[str]] = defaultdict(list)
    for id, at in owners.items():
        slot = slots[at]
        split = next((one for one in splits(kind) if one.takes(texts[id], slot.path[-1])), None)
        if split is not None and slot.level == 3 and slot.role == "成绩":
            label = _LABEL.match(texts[id]) if split.signs == ("试点：",) else None
            moved[slot.path[:-1], f"推进{label[1]}" if label else split.title].append(id)
    made, home = list(slots), {id: slots[at] for id, at in owners.items()}
    for (above, title), ids in moved.items():
        last = max(at for at, slot in enumerate(made) if slot.path[: len(above)] == above)
        words = Counter(grams(title))
        slot = Slot(3, (*above, title), title, "成绩", True, 300, words, False)
        made.insert(last + 1, slot)
        home |= dict.fromkeys(ids, slot)
    return made, {id: made.index(slot) for id, slot in home.items()}
