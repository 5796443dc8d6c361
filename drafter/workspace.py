"""A workspace to start from: settings, prompts, and on request the samples that travel with the package."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
# In a wheel these folders lie inside the package; in a checkout they lie beside it.
SOURCES = {
    "prompts": (PACKAGE / "_prompts", PACKAGE.parent / "prompts"),
    "corpus": (PACKAGE / "_samples" / "corpus", PACKAGE.parent / "corpus"),
    "examples": (PACKAGE / "_samples" / "examples", PACKAGE.parent / "examples"),
}


def source(name: str) -> Path:
    """Return the folder that ``name`` (prompts, corpus, examples) is copied from."""
    packed, beside = SOURCES[name]
    return packed if packed.is_dir() else beside


def create(folder: Path, settings: str, *, sample: bool) -> tuple[Path, ...]:
    """Write drafter.toml, prompts/, corpus/, examples/ and evals/ under ``folder``; return the files written.

    Nothing that exists is overwritten. ``sample`` says whether corpus/ and examples/ get the sample texts. Raises
    OSError when the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = [*_put(folder / "drafter.toml", settings.encode()), *_copy("prompts", folder)]
    for name in ("corpus", "examples", "evals"):
        (folder / name).mkdir(exist_ok=True)
    if sample:
        written += [*_copy("corpus", folder), *_copy("examples", folder)]
    return tuple(written)


def _copy(name: str, folder: Path) -> list[Path]:
    root = source(name)
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return [file for path in files for file in _put(folder / name / path.relative_to(root), path.read_bytes())]


def _put(path: Path, content: bytes) -> list[Path]:
    if path.exists():
        return []
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return [path]
