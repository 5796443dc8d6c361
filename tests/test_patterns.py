from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys

import pytest

import drafter
from drafter.patterns import LazyPattern, compiled, lazy

TEXT = "副局长林淑芬、局长郑怀远"
MODULES = [one.name for one in pkgutil.walk_packages(drafter.__path__, "drafter.") if not one.name.endswith("__main__")]


def test_it_answers_like_the_pattern_it_becomes() -> None:
    late, plain = lazy("局长(?P<name>..)"), re.compile("局长(?P<name>..)")
    assert late.pattern == plain.pattern
    for at in range(len(TEXT)):
        for asked in ("match", "search", "fullmatch"):
            ours, theirs = getattr(late, asked)(TEXT, at, 9), getattr(plain, asked)(TEXT, at, 9)
            assert (ours and ours.span()) == (theirs and theirs.span())
    assert [m["name"] for m in late.finditer(TEXT)] == late.findall(TEXT) == plain.findall(TEXT) == ["林淑", "郑怀"]
    assert late.sub("某", TEXT) == plain.sub("某", TEXT) and late.split(TEXT) == plain.split(TEXT)
    assert late.groups == 1 and late.groupindex == plain.groupindex


@pytest.mark.parametrize("pattern", ["[一-龥]", "[^一-龥，]", "(?i)[a-zé一-龥]", "[\\w，。]", "(?i:[ſk])[ſk]"])
def test_a_class_of_characters_is_the_same_the_second_time(pattern: str) -> None:
    for _ in range(2):
        re.purge()
        made = compiled(pattern, 0)
        re.purge()
        assert made == re.compile(pattern)


def test_flags_hold() -> None:
    assert lazy("^局", re.M).findall("市\n局") == ["局"]


def test_a_mistake_shows_at_the_first_use() -> None:
    late = lazy("(局长")
    with pytest.raises(re.error):
        late.search(TEXT)


def test_a_word_that_patterns_do_not_have_is_no_attribute() -> None:
    with pytest.raises(AttributeError):
        _ = lazy("局").nothing  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_of_the_house_compiles(name: str) -> None:
    module = importlib.import_module(name)
    for value in vars(module).values():
        if isinstance(value, LazyPattern):
            # equal patterns are equal to the last code
            made = compiled(value.pattern, value.flags)
            re.purge()
            assert made == re.compile(value.pattern, value.flags)
            re.purge()


def test_the_rules_are_known_before_any_pattern_is_compiled() -> None:
    program = (
        "import re, sys; made = []; compile_ = re.compile\n"
        "def counted(pattern, flags=0):\n"
        "    if 'drafter' in sys._getframe(1).f_code.co_filename: made.append(pattern)\n"
        "    return compile_(pattern, flags)\n"
        "re.compile = counted\n"
        "import drafter.rules.catalogue\n"
        "print(len(made))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(done.stdout) == 0
