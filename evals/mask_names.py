"""Do names of past reports survive masking, and what is blanked that is no name?

    python evals/mask_names.py [../shared] [--show 80]

Invented names (two and three letters, compound surnames, several parts; places, organs, works) stand in sentences
written for it, each alone and in a report that names them surely elsewhere; every letter of a name that is left
counts. Ordinary words that look like names must all stay. With the shared folder also what is blanked in published
reports and news, for reading: numbers per 10000 characters, and with --show the blanks themselves.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tomllib
from collections import Counter
from pathlib import Path

from drafter.readers import read
from drafter.text.masking import mask
from drafter.text.naming import Names, find_names, names_of

HERE = Path(__file__).resolve().parent
WORDS = tomllib.loads((HERE / "mask_names.toml").read_text(encoding="utf-8"))


def words(name: str) -> list[str]:
    """Return the words or sentences of mask_names.toml under ``name``."""
    lined = name in ("sure", "lists", "weak", "where", "own", "seen")
    return [one for one in (WORDS[name].splitlines() if lined else WORDS[name].split()) if one]


def people(count: int, seed: int) -> list[str]:
    """Return invented names: two and three letters, some with compound surnames, some of several parts."""
    dice = random.Random(seed)
    surnames, given, compound = "".join(words("surnames")), "".join(words("given")), words("compound")
    found: set[str] = set()
    while len(found) < count:
        surname = dice.choice(compound) if dice.random() < 0.05 else dice.choice(surnames)
        found.add(surname + "".join(dice.sample(given, 2 if dice.random() < 0.8 else 1)))
    return [*sorted(found), *words("parted")]


def survivors(count: int = 300, seed: int = 7) -> dict[str, tuple[int, int, Counter[str]]]:
    """Return by kind (left, asked, what was left where): people alone, in lists, in a report; places, organs, works."""
    dice = random.Random(seed)
    names = people(count, seed)
    alone = [(name, text.format(name)) for name in names for text in words("sure")]
    lists = [(some, text.format(*some)) for text in words("lists") for some in (dice.sample(names, 3) for _ in names)]
    reports = [(name, names_of("\n".join(t.format(name) for t in dice.sample(words("sure"), 3)))) for name in names]
    there = [(place, text.format(place)) for place in words("places") for text in words("where")]
    short = [(place[:-1], names_of(f"赴{place}检查。")) for place in words("places") if place[-1] in "县市"]
    houses = [(form, house) for house, forms in WORDS["short"].items() for form in (house, *forms.split())]
    tried: dict[str, list[tuple[str, str, Names]]] = {
        "people alone": [(name, text, names_of(text)) for name, text in alone],
        "people in lists": [(one, text, names_of(text)) for some, text in lists for one in some if one in text],
        "people in a report": [(one, text.format(one), known) for one, known in reports for text in words("weak")],
        "places": [(place, text, names_of(text)) for place, text in there],
        "places for short": [(bare, f"讲好{bare}故事，{bare}干部群众参加。", known) for bare, known in short],
        "own organ": [
            (form, text.format(form), names_of("", house)) for form, house in houses for text in words("own")
        ],
        "works": [(work, text.format(work), names_of("")) for work in words("works") for text in words("seen")],
    }
    return {kind: _left(rows) for kind, rows in tried.items()}


def _left(rows: list[tuple[str, str, Names]]) -> tuple[int, int, Counter[str]]:
    left: Counter[str] = Counter()
    for name, text, known in rows:
        blanked = mask(text, names=known)
        if name in blanked or _part_left(name, text, blanked):
            left[f"{text} → {blanked}"] += 1
    return sum(left.values()), len(rows), left


def _part_left(name: str, text: str, blanked: str) -> bool:
    """Return whether a letter of ``name`` is left that the rest of the sentence does not have."""
    rest = text.replace(name, "")
    return any(letter in blanked and letter not in rest + "人名地单位称数日期" for letter in name)


def false_blanks() -> list[str]:
    """Return the ordinary clauses of which something is blanked as a name."""
    return [text for text in words("ordinary") if find_names(text, names_of(text))]


def of_corpus() -> tuple[int, int, list[str]]:
    """Return (mentions left, mentions, where) of the people, places and films of corpus/."""
    told = words("corpus")
    left, asked, where = 0, 0, []
    for path in sorted((HERE.parent / "corpus").glob("*.txt")):
        document = read(path)
        blanked = mask(document.text, document.figures, names_of(document.text, document.source.organisation))
        for name in told:
            asked += document.text.count(name)
            left += blanked.count(name)
            where += [f"{path.stem}: {name}"] * blanked.count(name)
    return left, asked, where


def read_for(shared: Path, show: int) -> None:
    """Print how much is blanked in published texts, and the blanks themselves."""
    texts = {
        folder: [path.read_text(encoding="utf-8") for path in sorted((shared / folder).glob("*.txt"))]
        for folder in ("data/reports", "seeds")
    }
    with gzip.open(shared / "data" / "news.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts["news"] = random.Random(5).sample([json.loads(line)["text"] for line in lines], 300)
    for folder, many in texts.items():
        found: Counter[tuple[str, str]] = Counter()
        for text in many:
            found.update((one.kind, one.text) for one in find_names(text, names_of(text)))
        chars = sum(map(len, many))
        kinds = Counter(kind for kind, _ in found.elements())
        print(
            f"{folder}: {chars} characters", *(f"{kind} {10000 * n / chars:.1f}" for kind, n in kinds.items()), sep="  "
        )
        if show:
            print("  ", " ".join(f"{name}×{n}" for (_, name), n in found.most_common(show)))


def main() -> None:
    """Read the arguments, mask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?")
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    for kind, (left, asked, which) in survivors().items():
        print(f"{kind}: {left} of {asked} survive ({left / asked:.2%})")
        for text, _ in which.most_common(arguments.show):
            print("   ", text)
    left, asked, where = of_corpus()
    print(f"corpus/: {left} of {asked} mentions survive", *where[:20])
    wrong = false_blanks()
    print(f"ordinary clauses blanked: {len(wrong)} of {len(words('ordinary'))}", *wrong)
    if arguments.shared:
        read_for(arguments.shared, arguments.show)


if __name__ == "__main__":
    main()
