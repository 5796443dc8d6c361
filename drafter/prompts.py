"""Prompts: ``prompts/<name>/v<N>.md`` in, PromptVersion out, Messages when filled.

A file is YAML front matter and turns. Name and version come from the path alone. ``$name`` templates
(`string.Template`) leave braces to JSON and cannot execute anything. Roles are split before values are put in,
so a value that holds a line ``user:`` stays a value; tags that fence data in the template cannot be closed by data.
"""

from __future__ import annotations

import difflib
import functools
import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import yaml

from .errors import PromptError
from .model import Message, PromptPin, PromptVersion
from .patterns import lazy
from .text.replies import FORMS

OFFERED: Mapping[str, frozenset[str]] = {
    # what the stages hand to each prompt they know; a version may use fewer, never others
    "draft_section": frozenset(
        {"report", "organisation", "period", "section", "role", "length", "facts", "evidence", "outline"}
    ),
    "revise_section": frozenset({"report", "period", "section", "facts", "evidence", "sentences", "faults", "missing"}),
    "opening_closing": frozenset(
        {"report", "organisation", "period", "section", "role", "length", "facts", "evidence", "outline", "written"}
    ),
    "plan": frozenset({"report", "organisation", "period", "facts", "pattern", "outline", "headings"}),
    "judge_pair": frozenset({"section", "facts", "first", "second"}),
}
LOCK = "LOCK"
ACTIVE = "active.toml"
_KEYS = {"after", "note", "inputs", "each", "options", "output"}
_OPTIONS = {"temperature", "top_p", "max_tokens"}
_ROLE = lazy(r"^(system|user|assistant):[ \t]*$", re.MULTILINE)
_VERSION_FILE = lazy(r"v[1-9]\d*")
_PIN = lazy(r"([a-z][a-z0-9_]*)(?:@(v[1-9]\d*)(?:#([0-9a-f]{4,64}))?)?")
_TAG = lazy(r"</?[\w\u4e00-\u9fff]+>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompts:
    """All prompt versions of a folder."""

    folder: Path
    """Where they were read."""
    versions: tuple[PromptVersion, ...]
    """By name, then by number."""
    pinned: Mapping[str, str]
    """What active.toml says: name → ``v2`` or ``v2#462fdc``."""

    def names(self) -> tuple[str, ...]:
        """Return the names of all prompts, sorted."""
        return tuple(sorted({version.name for version in self.versions}))

    def of(self, name: str) -> tuple[PromptVersion, ...]:
        """Return all versions of one prompt, oldest first."""
        return tuple(version for version in self.versions if version.name == name)

    def get(self, pin: str) -> PromptVersion:
        """Return the version that ``pin`` names: ``draft_section``, ``…@v1`` or ``…@v1#462fdc``.

        A bare name means the active version. Raises PromptError when there is none, or when the digest differs.
        """
        parts = _PIN.fullmatch(pin)
        if parts is None:
            raise PromptError(f"提示词写法不对：{pin}；应形如 draft_section@v1 或 draft_section@v1#462fdc")
        name, version, digest = parts.groups()
        if version is None:
            return self.active(name)
        found = next((one for one in self.of(name) if one.version == version), None)
        if found is None:
            known = "、".join(f"{one.name}@{one.version}" for one in self.versions)
            raise PromptError(f"没有提示词 {name}@{version}；现有 {known}")
        if digest is not None and not found.digest.startswith(digest):
            raise PromptError(f"{pin} 与文件不符：现在是 #{found.digest[:6]}；提示词被改过，请另存为新版本或改引用")
        return found

    def active(self, name: str) -> PromptVersion:
        """Return the version active.toml names, or the newest one where it names none."""
        if name in self.pinned:
            return self.get(f"{name}@{self.pinned[name]}")
        versions = self.of(name)
        if not versions:
            raise PromptError(f"没有提示词 {name}；现有 {'、'.join(self.names())}")
        return versions[-1]


def load_prompts(folder: Path | str | None = None) -> Prompts:
    """Return the prompts of ``folder``; None means those that come with the package.

    Raises PromptError for malformed files, and for variables missing from or not in ``inputs``.
    """
    where = Path(folder) if folder is not None else _packaged()
    if not where.is_dir():
        raise PromptError(f"没有提示词目录 {where}；请检查设置 prompts，或运行 drafter init")
    files = sorted(where.glob("*/v*.md"), key=lambda path: (path.parent.name, _number(path)))
    if not files:
        raise PromptError(f"{where} 里没有提示词（<名称>/v1.md）；请检查设置 prompts")
    versions = tuple(_load(path) for path in files)
    known = {(one.name, one.version) for one in versions}
    for one in versions:
        if one.after is not None and (one.name, one.after) not in known:
            raise PromptError(f"{one.name}@{one.version} 的 after 指向不存在的 {one.after}；请改正")
    prompts = Prompts(folder=where, versions=versions, pinned=_active(where / ACTIVE))
    for name in prompts.pinned:
        prompts.active(name)
    return prompts


def render(prompt: PromptVersion, **values: str | Sequence[Mapping[str, str]]) -> tuple[Message, ...]:
    """Return the messages of ``prompt`` filled with ``values``; lists become one line an item, as ``each`` says.

    Raises PromptError when a value is missing or was not asked for. What stands in a value is inert: ``$``, braces,
    role lines and fence tags have no effect.
    """
    missing, extra = set(prompt.inputs) - set(values), set(values) - set(prompt.inputs)
    if missing or extra:
        said = [f"缺 {'、'.join(sorted(missing))}"] if missing else []
        said += [f"多 {'、'.join(sorted(extra))}"] if extra else []
        raise PromptError(f"{pin_of(prompt)} 的变量不对：{'；'.join(said)}；请对照文件的 inputs")
    tags = {tag for _, text in prompt.roles for tag in _TAG.findall(text)}
    texts = {name: _inert(_as_text(prompt, name, value), tags) for name, value in values.items()}
    return tuple(Message(role=role, content=Template(text).substitute(texts).strip()) for role, text in prompt.roles)


def fill(prompt: PromptVersion, values: Mapping[str, str | Sequence[Mapping[str, str]]]) -> tuple[Message, ...]:
    """Return the messages of ``prompt`` filled with those of ``values`` it asks for (a version may use fewer)."""
    return render(prompt, **{name: values[name] for name in prompt.inputs if name in values})


def pin_of(prompt: PromptVersion) -> str:
    """Return ``draft_section@v1#462fdc``."""
    return f"{prompt.name}@{prompt.version}#{prompt.digest[:6]}"


def prompt_pin(prompt: PromptVersion) -> PromptPin:
    """Return the pin as a value, digest in full."""
    return PromptPin(name=prompt.name, version=prompt.version, digest=prompt.digest)


def lock_text(prompts: Prompts) -> str:
    """Return what LOCK should hold: one line ``name@version digest`` a file."""
    return "".join(f"{one.name}@{one.version} {one.digest}\n" for one in prompts.versions)


def check_lock(prompts: Prompts) -> tuple[str, ...]:
    """Return what disagrees between LOCK and the files, one line each; nothing when all is well."""
    path = prompts.folder / LOCK
    if not path.is_file():
        return (f"缺少 {path}；请从安装包或版本库里取回，或运行 drafter init",)
    locked = dict(line.split() for line in path.read_text(encoding="utf-8").splitlines() if len(line.split()) == 2)
    found = {f"{one.name}@{one.version}": one.digest for one in prompts.versions}
    changed = [f"{name} 改动过（{locked[name][:6]} → {found[name][:6]}）；已发布的版本不应改，请另存为新版本"
               for name in found if name in locked and locked[name] != found[name]]  # fmt: skip
    new = [f"{name} 未登记在 LOCK" for name in found if name not in locked]
    gone = [f"LOCK 登记的 {name} 已不存在" for name in locked if name not in found]
    return (*changed, *new, *gone)


def diff_prompts(old: PromptVersion, new: PromptVersion) -> str:
    """Return a unified diff of two versions, line by line, options and list formats included."""
    lines = difflib.unified_diff(
        _whole(old).splitlines(), _whole(new).splitlines(), pin_of(old), pin_of(new), lineterm="", n=2
    )
    return "\n".join(lines)


@functools.cache
def _packaged() -> Path:
    """Return the folder that travels in the wheel, or the repository's own when run from a checkout."""
    here = Path(__file__).resolve().parent
    return next((place for place in (here / "_prompts", here.parent / "prompts") if place.is_dir()), here / "_prompts")


def _number(path: Path) -> int:
    if not _VERSION_FILE.fullmatch(path.stem):
        raise PromptError(f"提示词文件名不对：{path.parent.name}/{path.name}；应为 v1.md、v2.md …")
    return int(path.stem[1:])


def _load(path: Path) -> PromptVersion:
    where = f"{path.parent.name}/{path.name}"
    try:
        # a checkout with CRLF has the same wording, so it has the same digest
        text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"读不了提示词 {where}：{error}；请另存为 UTF-8") from error
    if not _PIN.fullmatch(path.parent.name):
        raise PromptError(f"提示词目录名不对：{path.parent.name}；只用小写字母、数字和下划线")
    parts = re.fullmatch(r"---\n(.*?\n)---\n(.*)", text, re.DOTALL)
    if parts is None:
        raise PromptError(f"提示词 {where} 应以 --- 之间的说明开头；请对照 draft_section/v1.md")
    head = _head(where, parts[1])
    prompt = PromptVersion(
        name=path.parent.name,
        version=path.stem,
        roles=_roles(where, parts[2]),
        inputs=tuple(head["inputs"]),
        each=dict(head.get("each") or {}),
        options=dict(head.get("options") or {}),
        output=head.get("output", "text"),
        digest=hashlib.sha256(text.encode()).hexdigest(),
        note=str(head.get("note", "")),
        after=head.get("after"),
    )
    _check_variables(where, prompt)
    return prompt


def _head(where: str, text: str) -> dict[str, Any]:
    try:
        head = yaml.safe_load(text)
    except yaml.YAMLError as error:
        said = " ".join(str(error).split())[:120]
        raise PromptError(f"提示词 {where} 的说明不是有效的 YAML：{said}；请改正") from error
    if not isinstance(head, dict):
        raise PromptError(f"提示词 {where} 的说明应是“键: 值”；请对照 draft_section/v1.md")
    unknown = set(head) - _KEYS
    if unknown:
        said, known = "、".join(sorted(map(str, unknown))), "、".join(sorted(_KEYS))
        raise PromptError(f"提示词 {where} 的说明有不认识的键 {said}；可用 {known}")
    inputs, each, options = head.get("inputs"), head.get("each") or {}, head.get("options") or {}
    shapes = {
        "inputs 应是变量名列表": isinstance(inputs, list) and all(isinstance(one, str) for one in inputs),
        "each 应是“变量: 行格式”": isinstance(each, dict) and all(isinstance(one, str) for one in each.values()),
        f"options 只能有数字值的 {'、'.join(sorted(_OPTIONS))}": isinstance(options, dict)
        and set(options) <= _OPTIONS
        and all(isinstance(one, int | float) and not isinstance(one, bool) for one in options.values()),
        f"output 应是 {'、'.join(FORMS)} 之一": head.get("output", "text") in FORMS,
        "after 应是版本号，如 v1": head.get("after") is None or isinstance(head["after"], str),
    }
    for complaint, holds in shapes.items():
        if not holds:
            raise PromptError(f"提示词 {where} 的 {complaint}；请改正")
    return head


def _roles(where: str, body: str) -> tuple[tuple[str, str], ...]:
    pieces = _ROLE.split(body)
    if pieces[0].strip() or len(pieces) < 3:
        raise PromptError(f"提示词 {where} 的正文应以单独一行 system: 或 user: 开头；请改正")
    roles = tuple((role, text.strip("\n")) for role, text in zip(pieces[1::2], pieces[2::2], strict=True))
    if roles[-1][0] != "user":
        raise PromptError(f"提示词 {where} 的最后一段应是 user:；请改正")
    return roles


def _check_variables(where: str, prompt: PromptVersion) -> None:
    used = {name for _, text in prompt.roles for name in _variables(where, text)}
    declared = set(prompt.inputs)
    for complaint, names in (
        ("用了 inputs 里没有的变量", used - declared),
        ("的 inputs 里有正文没用到的变量", declared - used),
        ("的 each 里有 inputs 之外的变量", set(prompt.each) - declared),
        ("要的变量起草时并不提供", declared - OFFERED.get(prompt.name, frozenset(declared))),
    ):
        if names:
            raise PromptError(f"提示词 {where} {complaint}：{'、'.join(sorted(names))}；请改正")
    for name, line in prompt.each.items():
        if not _variables(where, line):
            raise PromptError(f"提示词 {where} 的 each.{name} 里没有变量；行格式应形如 - [$id] $text")


def _variables(where: str, text: str) -> tuple[str, ...]:
    template = Template(text)
    if not template.is_valid():
        raise PromptError(f"提示词 {where} 里有孤立的 $；写 $$ 表示美元符号")
    return tuple(template.get_identifiers())


def _as_text(prompt: PromptVersion, name: str, value: str | Sequence[Mapping[str, str]]) -> str:
    line = prompt.each.get(name)
    if isinstance(value, str):
        if line is not None:
            raise PromptError(f"{pin_of(prompt)} 的变量 {name} 应是列表；请检查调用")
        return value
    if line is None:
        raise PromptError(f"{pin_of(prompt)} 的变量 {name} 是列表，文件里却没有 each.{name}；请补上行格式")
    template = Template(line)
    wanted = set(template.get_identifiers())
    for item in value:
        if wanted - set(item):
            lacking = "、".join(sorted(wanted - set(item)))
            raise PromptError(f"{pin_of(prompt)} 的 each.{name} 用了没有的 {lacking}；可用 {'、'.join(sorted(item))}")
    # an item is one line: its own line breaks must not start another item
    lines = [template.substitute({key: " ".join(text.split()) for key, text in item.items()}) for item in value]
    return "\n".join(lines) or "（无）"


def _inert(text: str, tags: set[str]) -> str:
    for tag in tags:
        text = text.replace(tag, f"＜{tag[1:-1]}＞")
    return text


def _whole(prompt: PromptVersion) -> str:
    head = [f"options: {dict(sorted(prompt.options.items()))}", f"output: {prompt.output}"]
    head += [f"each.{name}: {line}" for name, line in sorted(prompt.each.items())]
    return "\n".join([*head, *(f"{role}:\n{text}" for role, text in prompt.roles)])


def _active(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PromptError(f"{path} 不是有效的 TOML：{error}；请改正") from error
    for name, version in given.items():
        if not isinstance(version, str):
            raise PromptError(f'{path} 的 {name} 应写成 "v1"；请改正')
    return given
