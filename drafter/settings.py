"""Settings from drafter.toml and the environment; the one place that reads either.

Precedence, strongest first: ``DRAFTER_*`` variables, drafter.toml, the usual ``OPENAI_*`` variables, defaults.
Secrets are best kept out of the file: ``api_key_env = "MY_KEY"`` names the variable that holds one.
"""

from __future__ import annotations

import dataclasses
import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .errors import SettingsError
from .model import Endpoint, FileIgnores, ReviewProfile, Settings

FILE = "drafter.toml"
PREFIX = "DRAFTER_"
_TABLES = ("chat", "embedding")
_KINDS: Mapping[str, type] = {
    "store": str, "prompts": str, "chroma": str, "offline": bool, "organisation": str, "profile": str,
    "select": list, "ignore": list, "lexicon": list,
    "concurrency": int, "context_tokens": int, "budget_tokens": int, "seed": int,
}  # fmt: skip
_ENDPOINT_KINDS: Mapping[str, type] = {
    "base_url": str, "api_key": str, "api_key_env": str, "model": str, "timeout_s": float, "proxy": str,
}  # fmt: skip
_TRUE, _FALSE = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})
_WORDS = {str: "文字", bool: "true 或 false", int: "整数", float: "数字", list: "文字列表"}


def load_settings(start: Path | str | None = None, *, environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings that hold in ``start`` (default: the working folder).

    drafter.toml is looked for there and in the folders above; ``start`` may also be the file itself. Without a file
    the environment and the defaults hold. Raises SettingsError for unknown keys, wrong types and unreadable files.
    """
    env = os.environ if environ is None else environ
    path = _find(Path(start) if start is not None else Path.cwd())
    given = _read(path) if path else {}
    values = _plain_values(given, _from_environment(env))
    root = path.parent if path else Path(start) if start is not None else Path.cwd()
    settings = Settings(
        root=str(root),
        chat=_endpoint("chat", given, env),
        embedding=_endpoint("embedding", given, env),
        **_review(given.get("review", {})),
        **values,
    )
    return _checked(settings)


def _find(start: Path) -> Path | None:
    if start.is_file():
        return start
    if start.suffix == ".toml":
        raise SettingsError(f"找不到设置文件 {start}；请检查路径，或先运行 drafter init")
    start = start.resolve()
    return next((folder / FILE for folder in (start, *start.parents) if (folder / FILE).is_file()), None)


def _read(path: Path) -> dict[str, Any]:
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"读不了 {path}：{error.strerror}；请检查权限") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} 不是 UTF-8 文本（第 {error.start} 字节）；请另存为 UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} 不是有效的 TOML：{error}；请改正这一处") from error
    _known(given, {*_KINDS, *_TABLES, "review"}, str(path))
    for table in _TABLES:
        section = given.get(table, {})
        if not isinstance(section, dict):
            raise SettingsError(f"{path} 的 {table} 应写成一节：[{table}]")
        _known(section, set(_ENDPOINT_KINDS), f"{path} 的 [{table}]")
    return given


def _review(given: Any) -> dict[str, Any]:
    """Return the settings of ``[review]``: named choices of rules, and rules that some files are not judged by."""
    _known(_table(given, "review"), {"per_file_ignores", "profiles"}, "[review]")
    ignores = _table(given.get("per_file_ignores", {}), "review.per_file_ignores")
    profiles = _table(given.get("profiles", {}), "review.profiles")
    made = []
    for name, chosen in profiles.items():
        where = f"review.profiles.{name}"
        _known(_table(chosen, where), {"select", "ignore"}, f"[{where}]")
        lists = {key: tuple(_typed(f"{where}.{key}", list, value)) for key, value in chosen.items()}
        made.append(ReviewProfile(name=name, **lists))
    return {
        "review_profiles": tuple(made),
        "file_ignores": tuple(
            FileIgnores(pattern=pattern, ignore=tuple(_typed(f"review.per_file_ignores.{pattern}", list, codes)))
            for pattern, codes in ignores.items()
        ),
    }


def _table(given: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        raise SettingsError(f"设置 {where} 应写成一节：[{where}]")
    return given


def _known(given: Mapping[str, Any], known: set[str], where: str) -> None:
    for key in given:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"是不是 {near[0]}？" if near else f"可用的有 {'、'.join(sorted(known))}"
            raise SettingsError(f"{where} 有不认识的设置 {key}；{hint}")


def _from_environment(env: Mapping[str, str]) -> dict[str, str]:
    """Return DRAFTER_* values by setting name (``chat.model``); an unknown name is an error, not a silent default."""
    names = {PREFIX + name.upper(): name for name in _KINDS}
    names |= {f"{PREFIX}{table}_{name}".upper(): f"{table}.{name}" for table in _TABLES for name in _ENDPOINT_KINDS}
    given = {name: value for name, value in env.items() if name.startswith(PREFIX)}
    _known(given, set(names), "环境变量")
    return {names[name]: value for name, value in given.items()}


def _plain_values(given: Mapping[str, Any], env: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, kind in _KINDS.items():
        if name in env:
            values[name] = _from_text(PREFIX + name.upper(), kind, env[name])
        elif name in given:
            values[name] = _typed(name, kind, given[name])
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _endpoint(table: str, given: Mapping[str, Any], env: Mapping[str, str]) -> Endpoint:
    section = given.get(table, {})
    own = _from_environment(env)
    values: dict[str, Any] = {}
    for name, kind in _ENDPOINT_KINDS.items():
        if f"{table}.{name}" in own:
            values[name] = _from_text(f"{PREFIX}{table}_{name}".upper(), kind, own[f"{table}.{name}"])
        elif name in section:
            values[name] = _typed(f"{table}.{name}", kind, section[name])
    named = values.pop("api_key_env", None)
    if named is not None and "api_key" not in values:
        if not env.get(named):
            raise SettingsError(f"[{table}] 的 api_key_env 指向环境变量 {named}，但它没有值；请设置它或去掉这一行")
        values["api_key"] = env[named]
    # the usual variables serve chat; for embeddings they count only once an embedding model was chosen
    if table == "chat" or values.get("model"):
        usual = {"base_url": "OPENAI_BASE_URL", "api_key": "OPENAI_API_KEY"}
        usual |= {"model": "OPENAI_MODEL"} if table == "chat" else {}
        values = {name: env[variable] for name, variable in usual.items() if env.get(variable)} | values
    if values.get("base_url"):
        values["base_url"] = _url(table, values["base_url"])
    return Endpoint(**{name: value for name, value in values.items() if value != ""})


def _url(table: str, text: str) -> str:
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(f"[{table}] 的 base_url 应形如 http://127.0.0.1:8000/v1；请改正")
    if parts.username or parts.password:
        raise SettingsError(f"[{table}] 的 base_url 里不能带用户名或密码；请用 api_key_env")
    path = parts.path.rstrip("/") or "/v1"
    return f"{parts.scheme}://{parts.netloc}{path}"


def _typed(name: str, kind: type, value: Any) -> Any:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    fits = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
    if fits and kind is list:
        fits = all(isinstance(item, str) for item in value)
    if not fits:
        # the value itself is not shown: it may be a key
        now = _WORDS.get(type(value), "别的")
        raise SettingsError(f"drafter.toml 的 {name} 应是{_WORDS[kind]}，现在是{now}；请改正")
    return value


def _from_text(variable: str, kind: type, text: str) -> Any:
    if kind is list:
        return [item.strip() for item in text.replace("，", ",").split(",") if item.strip()]
    if kind is bool:
        word = text.strip().lower()
        if word not in _TRUE | _FALSE:
            raise SettingsError(f"环境变量 {variable} 应是 1 或 0；请改正")
        return word in _TRUE
    if kind in (int, float):
        try:
            return kind(text)
        except ValueError as error:
            raise SettingsError(f"环境变量 {variable} 应是{_WORDS[kind]}；请改正") from error
    return text


def _checked(settings: Settings) -> Settings:
    if not 1 <= settings.concurrency <= 64:
        raise SettingsError("设置 concurrency 应在 1 到 64 之间；请改正")
    for name in ("context_tokens", "budget_tokens"):
        value = getattr(settings, name)
        if value is not None and value < 500:
            raise SettingsError(f"设置 {name} 应不小于 500；请改正，或去掉这一行")
    for table in _TABLES:
        if not 0 < getattr(settings, table).timeout_s <= 3600:
            raise SettingsError(f"[{table}] 的 timeout_s 应大于 0、不超过 3600 秒；请改正")
    # an empty string in the file means "not set", as an empty variable does
    return dataclasses.replace(
        settings,
        prompts=settings.prompts or None,
        chroma=settings.chroma or None,
        profile=settings.profile or None,
        organisation=settings.organisation or None,
    )
