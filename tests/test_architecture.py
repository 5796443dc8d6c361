"""The laws of the house, held with plain `ast` (docs/architecture.md says why each stands)."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "drafter"
FILES = sorted(PACKAGE.rglob("*.py"))

FLOORS: dict[str, int] = {
    "errors": 0, "model": 0, "patterns": 0,
    "lexicon": 1, "text": 1,
    "readers": 2, "exporters": 2, "prompts": 2, "chat": 2, "calls": 2, "corpus": 2, "settings": 2,
    "workspace": 2,
    "planning": 3, "retrieval": 3, "drafting": 3, "composing": 3, "revising": 3, "rules": 3,
    "pipeline": 4, "evaluation": 4,
    "__init__": 5, "__main__": 5, "cli": 5, "web": 5,
}  # fmt: skip
# Floors on which one room may look at a neighbour, and in which direction.
NEIGHBOURS = {
    ("text", "lexicon"), ("model", "errors"), ("evaluation", "pipeline"), ("cli", "__init__"), ("web", "__init__"),
    ("__main__", "cli"), ("cli", "web"),
}  # fmt: skip
# Other people's code and the only rooms that may touch it.
WALLS: dict[str, set[str]] = {
    "langchain": {"chat", "corpus"}, "langchain_core": {"chat", "corpus"}, "langchain_openai": {"chat", "corpus"},
    "langchain_chroma": {"corpus"}, "chromadb": {"corpus"}, "openai": {"chat", "corpus"},
    "docx": {"readers/docx", "exporters/docx"}, "typer": {"cli"}, "rich": {"cli"}, "fastapi": {"web"},
    "pypdf": {"readers/pdf"}, "openpyxl": {"readers/tables"},
    "starlette": {"web"}, "uvicorn": {"web"}, "tiktoken": {"text/tokens"},
    "rapidfuzz": {"text", "rules"}, "jinja2": {"exporters", "web"},
}  # fmt: skip
MAX_FILE, MAX_FUNCTION = 400, 60


def room(path: Path) -> str:
    """Return the room a file belongs to: its folder under drafter/, or its own name."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def module_name(path: Path) -> str:
    parts = ("drafter", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Yield every module imported anywhere in the file, absolute, deferred and type-only ones included."""
    package = module_name(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level == 0:
                yield (node.module or "", node.lineno)
                continue
            base = package[: len(package) - node.level + 1]
            target = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                yield (f"{target}.{alias.name}", node.lineno)


def own(name: str) -> str | None:
    """Return the room an import of our own leads to, or None for other people's code."""
    parts = name.split(".")
    if parts[0] != "drafter":
        return None
    return parts[1] if len(parts) > 1 and parts[1] in FLOORS else "__init__"


def test_every_room_has_a_floor() -> None:
    assert {room(path) for path in FILES} <= set(FLOORS)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_only_from_lower_floors(path: Path) -> None:
    here = room(path)
    wrong = [
        f"line {line}: {name}"
        for name, line in imports(path)
        if (there := own(name)) is not None
        and there != here
        and not FLOORS[there] < FLOORS[here]
        and (here, there) not in NEIGHBOURS
    ]
    assert not wrong


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_walls_around_other_peoples_code(path: Path) -> None:
    here = path.relative_to(PACKAGE).with_suffix("").as_posix()
    wrong = []
    for name, line in imports(path):
        allowed = WALLS.get(name.split(".")[0])
        if allowed is not None and not any(here == one or here.startswith((one + "/", one + "_")) for one in allowed):
            wrong.append(f"line {line}: {name}")
    assert not wrong


def test_no_import_circle() -> None:
    known = {module_name(path): path for path in FILES}

    def resolve(name: str) -> str | None:
        while name and name not in known:
            name = name.rpartition(".")[0]
        return name or None

    graph = {
        name: {target for imported, _ in imports(path) if (target := resolve(imported)) and target != name}
        for name, path in known.items()
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        if name in trail:
            pytest.fail(" -> ".join([*trail[trail.index(name) :], name]))
        if name in done:
            return
        for target in sorted(graph[name]):
            visit(target, (*trail, name))
        done.add(name)

    for name in sorted(graph):
        visit(name, ())
    assert done == set(graph)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_files_and_functions_are_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MAX_FILE
    long = [
        f"{node.name} ({size})"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (size := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION
    ]
    assert not long


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_print_only_in_cli(path: Path) -> None:
    calls = [n.lineno for n in ast.walk(tree(path)) if isinstance(n, ast.Call) and ast.unparse(n.func) == "print"]
    assert room(path) == "cli" or not calls


@pytest.mark.parametrize("path", [p for p in FILES if room(p) == "rules"], ids=lambda p: p.name)
def test_rules_are_pure(path: Path) -> None:
    """No disk, no clock, no model, no randomness: a review is a function of draft, facts and past."""
    forbidden = {"time", "random", "pathlib", "os", "io", "sqlite3", "socket", "subprocess", "secrets"}
    wrong = [name for name, _ in imports(path) if name.split(".")[0] in forbidden]
    wrong += [
        ast.unparse(n.func)
        for n in ast.walk(tree(path))
        if isinstance(n, ast.Call) and ast.unparse(n.func) in {"open", "date.today", "datetime.now", "input"}
    ]
    assert not wrong


@pytest.mark.parametrize("path", [p for p in FILES if room(p) == "model"], ids=lambda p: p.name)
def test_the_model_is_frozen_and_documented(path: Path) -> None:
    names = {name.split(".")[0] for name, _ in imports(path)}
    assert names <= set(sys.stdlib_module_names) | {"drafter", "__future__"}
    for node in tree(path).body:
        if not isinstance(node, ast.ClassDef) or not any("dataclass" in ast.unparse(d) for d in node.decorator_list):
            continue
        call = ast.unparse(node.decorator_list[0])
        assert all(word in call for word in ("frozen=True", "slots=True", "kw_only=True")), node.name
        for field, after in zip(node.body, [*node.body[1:], None], strict=False):
            if isinstance(field, ast.AnnAssign):
                documented = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                assert documented, f"{node.name}.{ast.unparse(field.target)} lacks its line of docstring"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_the_faces_catch_our_errors(path: Path) -> None:
    """`except DrafterError` (the whole tree) belongs to cli and web; a stage may turn one kind into a value."""
    caught = [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"DrafterError", "Exception", "BaseException"})
        # cleaning up and passing the error on is not catching it
        and not isinstance(node.body[-1], ast.Raise)
    ]
    assert room(path) in {"cli", "web"} or not caught


def test_light_commands_load_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from drafter.cli.main import main\n"
        "for argv in (['--help'], ['rules']):\n"
        "    try: main(argv)\n"
        "    except SystemExit: pass\n"
        "heavy = {'langchain', 'langchain_core', 'chromadb', 'openai', 'tiktoken', 'docx', 'numpy'}\n"
        "heavy = heavy & set(sys.modules)\n"
        "print('HEAVY', sorted(heavy))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert "HEAVY []" in done.stdout, done.stdout[-300:] + done.stderr[-600:]


def test_the_face_is_one_sorted_list() -> None:
    import drafter

    assert list(drafter.__all__) == sorted(drafter.__all__)
    assert all(hasattr(drafter, name) for name in drafter.__all__)
