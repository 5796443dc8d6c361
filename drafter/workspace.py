"""A workspace to start from: settings, prompts, and on request the samples that travel with the package."""

from __future__ import annotations

import json
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


def settings_text(
    *,
    organisation: str | None = None,
    base_url: str | None = None,
    model: str | None = None,
    offline: bool = False,
    profile: str | None = None,
) -> str:
    """Return a drafter.toml: what is given is set, all else stands there as a comment."""
    chat = "# [chat]" if base_url is None and model is None else "[chat]"
    lines = (
        "# drafter 的设置。所有条目都可以删去，删去即用默认值。drafter doctor 会检查。",
        'store = ".drafter"          # 往期报告的目录库与向量放在这里',
        'prompts = "prompts"         # 提示词放在这里；删去这行就用随包自带的',
        _line("organisation", organisation, "某市住房和城乡建设局", "素材里没写单位时用"),
        _line("profile", profile, "profile.toml", "Word 版式；drafter profile learn 样本.docx 可以学一份"),
        f"offline = {'true ' if offline else 'false'}             # true：禁止一切离开本机的连接",
        "",
        "# 不配置模型时，用“套写”方式起草（compose，不联网）。要用模型时填写：",
        chat,
        _line("base_url", base_url, "http://127.0.0.1:8000/v1", ""),
        _line("model", model, "qwen3", ""),
        "# api_key 请放在环境变量 OPENAI_API_KEY 里，不要写进文件",
    )
    return "\n".join(lines) + "\n"


def _line(key: str, value: str | None, example: str, note: str) -> str:
    # TOML's basic strings are JSON's
    said = json.dumps(value if value is not None else example, ensure_ascii=False)
    return f"{'' if value is not None else '# '}{key} = {said}{f'    # {note}' if note else ''}"


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
