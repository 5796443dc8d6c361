from __future__ import annotations

from drafter.text.naming import Names, find_names, find_titles, is_common_title, names_of

REPORT = """衡川市住房和城乡建设局2023年工作总结

局长周启明部署任务。赴石岭县检查。会后周启明的做法得到推广，石岭群众满意。"""


def test_what_is_once_named_surely_is_known_at_every_mention() -> None:
    names = names_of(REPORT, "衡川市住房和城乡建设局")
    assert names.people == {"周启明"}
    assert {"石岭县", "石岭", "衡川市", "衡川"} <= names.places
    found = [(one.kind, one.text) for one in find_names(REPORT, names)]
    assert found == [
        ("organ", "衡川市住房和城乡建设局"),
        ("person", "周启明"),
        ("place", "石岭县"),
        ("person", "周启明"),
        ("place", "石岭"),
    ]
    assert all(REPORT[one.start : one.end] == one.text for one in find_names(REPORT, names))


def test_without_a_registry_only_what_the_text_shows_is_found() -> None:
    assert find_names("会后周启明的做法得到推广", Names()) == ()


def test_titles_of_works_are_names_and_documents_are_not() -> None:
    text = "观看《零容忍》，印发《意识形态工作要点》，学习《习近平著作选读》《信访工作条例》"
    assert [text[a:b] for a, b in find_titles(text)] == ["零容忍"]
    assert is_common_title("中国共产党章程") and not is_common_title("望道")


def test_what_stands_in_a_larger_name_is_not_found_again() -> None:
    found = find_names("印发《衡川市住建局工作要点》", names_of("", "衡川市住房和城乡建设局"))
    assert [(one.kind, one.text) for one in found] == [("organ", "衡川市住建局")]
