"""A house's profile as a TOML file: every mistake is named by file and key, every section says what it is for."""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from ..errors import SettingsError
from ..model import Page
from .profile import GB9704, SIZES, Face, Profile

BUILT_IN: Mapping[str, Profile] = {"gb9704": GB9704}
"""Profiles that need no file."""
_PAGE = ("width_mm", "height_mm", "top_mm", "bottom_mm", "left_mm", "right_mm")
_TEXT = ("lines_per_page", "chars_per_line", "line_pt", "line_multiple", "char_spacing_pt", "first_line_chars")
_FACES = (
    "title", "subtitle", "addressee", "heading1", "heading2", "heading3", "heading4", "body", "signature", "date",
    "table", "page_number",
)  # fmt: skip
_NUMBER = ("text", "align")
_ALIGN = ("left", "center", "right", "justify")
_CHOICES = {"align": _ALIGN, "number.align": ("left", "center", "right", "outer")}
_WORDS = {
    "title": "标题", "subtitle": "标题下括号里的一行", "addressee": "主送", "heading1": "一、", "heading2": "（一）",
    "heading3": "1.", "heading4": "（1）", "body": "正文", "signature": "署名", "date": "日期", "table": "表格",
    "page_number": "页码",
}  # fmt: skip


def load_profile(name: str | Path | None) -> Profile:
    """Return a profile by its file, by a built-in name (gb9704), or the standard's for None.

    Raises SettingsError with file, key and cure.
    """
    if name is None:
        return GB9704
    if str(name).lower() in BUILT_IN:
        return BUILT_IN[str(name).lower()]
    path = Path(name)
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        cure = "请检查 drafter.toml 的 profile，或用 drafter profile learn 学一份"
        raise SettingsError(f"读不了版式文件 {path}：{error.strerror}；{cure}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"版式文件 {path} 不是有效的 TOML：{error}；请改正这一处") from error
    return _profile(given, path)


def dump_profile(profile: Profile, *, note: str = "") -> str:
    """Return the profile as TOML; what is left to the standard is left out. ``note`` stands on top as a comment."""
    lines = [f"# {line}" for line in note.splitlines()]
    lines += [f"name = {_value(profile.name)}", f"latin_font = {_value(profile.latin_font)}    # 西文与数字", ""]
    lines += ["[page]    # 毫米", *(f"{key} = {_value(getattr(profile.page, key))}" for key in _PAGE)]
    lines += [f"footer_mm = {_value(profile.footer_mm)}    # 页码距纸底", "", "[text]    # 正文与各级标题共有的"]
    lines += [f"{key} = {_value(getattr(profile, key))}" for key in _TEXT if getattr(profile, key) is not None]
    lines += ["", "[number]    # 页码"]
    lines += [f"text = {_value(profile.number or '')}    # 空着就不印页码", f"align = {_value(profile.number_align)}"]
    for name in _FACES:
        face = _face_of(profile, name)
        if face is not None:
            values = {key: value for key, value in asdict(face).items() if value is not None and value is not False}
            lines += ["", f"[{name}]    # {_WORDS[name]}", *(f"{key} = {_value(one)}" for key, one in values.items())]
    if profile.substitutes:
        lines += ["", "[substitutes]    # 没有这个字体时用哪个"]
        lines += [f"{_value(font)} = {_value(other)}" for font, other in profile.substitutes]
    return "\n".join(lines) + "\n"


def _profile(given: Mapping[str, Any], path: Path) -> Profile:
    _known(given, {"name", "latin_font", "page", "text", "number", "substitutes", *_FACES}, f"{path}")
    page, text, number = (_table(given, name, path) for name in ("page", "text", "number"))
    _known(page, {*_PAGE, "footer_mm"}, f"{path} 的 [page]")
    _known(text, set(_TEXT), f"{path} 的 [text]")
    _known(number, set(_NUMBER), f"{path} 的 [number]")
    base = asdict(GB9704.page)
    sizes: dict[str, Any] = {
        key: _number(page[key], path, f"page.{key}") if key in page else base[key] for key in _PAGE
    }
    # a file that sets its own text values starts from none of the standard's grid
    values: dict[str, Any] = {"lines_per_page": None, "chars_per_line": None} if text else {}
    for key, value in text.items():
        whole = key.endswith(("_page", "_line"))
        low = -20.0 if key == "char_spacing_pt" else 0.0 if key == "first_line_chars" else 0.1
        read = _number(value, path, f"text.{key}", low=low)
        values[key] = round(read) if whole else read
    faces: dict[str, Any] = {name: _face(_table(given, name, path), name, path) for name in _FACES if name in given}
    headings = [faces.pop(f"heading{n}", GB9704.headings[n - 1]) for n in range(1, 5)]
    words = _text(number.get("text", GB9704.number), path, "number.text")
    profile = replace(
        GB9704,
        name=_text(given.get("name", path.stem), path, "name"),
        latin_font=_text(given.get("latin_font", GB9704.latin_font), path, "latin_font"),
        page=Page(**sizes),
        footer_mm=_number(page.get("footer_mm", GB9704.footer_mm), path, "page.footer_mm"),
        headings=(headings[0], headings[1], headings[2], headings[3]),
        number=words or None,
        number_align=_choice(number.get("align", GB9704.number_align), path, "number.align"),
        substitutes=tuple((key, _text(one, path, key)) for key, one in _table(given, "substitutes", path).items())
        or GB9704.substitutes,
        **values,
        **faces,
    )
    if min(profile.text_width_pt, profile.text_height_pt) < 72:
        raise SettingsError(f"{path} 的 [page]：页边距比纸还大，放不下正文；请改小页边距")
    if words and "{page}" not in words:
        raise SettingsError(f"{path} 的 number.text 里没有 {{page}}；请写成 — {{page}} — 这样，或留空")
    return profile


def _face(given: Mapping[str, Any], name: str, path: Path) -> Face:
    known = {one.name for one in fields(Face)}
    _known(given, known, f"{path} 的 [{name}]")
    missing = [key for key in ("font", "size_pt") if key not in given]
    if missing:
        raise SettingsError(f"{path} 的 [{name}] 缺 {'、'.join(missing)}；请补上，或删去整节用国标的")
    values: dict[str, Any] = {}
    for key, value in given.items():
        place = f"{name}.{key}"
        if key in ("font", "latin_font"):
            values[key] = _text(value, path, place)
        elif key == "bold":
            if not isinstance(value, bool):
                raise SettingsError(f"{path} 的 {place} 应是 true 或 false；请改正")
            values[key] = value
        elif key == "align":
            values[key] = _choice(value, path, "align", place)
        else:
            value = SIZES.get(value, value) if key == "size_pt" else value
            values[key] = _number(value, path, place, low=1 if key == "size_pt" else 0)
    return Face(**values)


def _face_of(profile: Profile, name: str) -> Face | None:
    if name.startswith("heading"):
        return profile.headings[int(name[-1]) - 1]
    face: Face | None = getattr(profile, name)
    return face


def _table(given: Mapping[str, Any], name: str, path: Path) -> Mapping[str, Any]:
    found = given.get(name, {})
    if not isinstance(found, dict):
        raise SettingsError(f"{path} 的 {name} 应写成一节：[{name}]")
    return found


def _known(given: Mapping[str, Any], known: set[str], where: str) -> None:
    for key in given:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"是不是 {near[0]}？" if near else f"可用的有 {'、'.join(sorted(known))}"
            raise SettingsError(f"{where} 有不认识的一项 {key}；{hint}")


def _number(value: Any, path: Path, place: str, *, low: float = 0, high: float = 2000) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        sizes = "，或“三号”这样的字号" if place.endswith("size_pt") else ""
        raise SettingsError(f"{path} 的 {place} 应是 {low:g} 到 {high:g} 的数字{sizes}；请改正")
    return float(value)


def _text(value: Any, path: Path, place: str) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"{path} 的 {place} 应是文字；请改正")
    return value


def _choice(value: Any, path: Path, kind: str, place: str = "") -> Any:
    if value not in _CHOICES[kind]:
        raise SettingsError(f"{path} 的 {place or kind} 应是 {'、'.join(_CHOICES[kind])} 之一；请改正")
    return value


def _value(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}" if value != int(value) else str(int(value))
    # TOML's basic strings are JSON's
    return json.dumps(value, ensure_ascii=False)
