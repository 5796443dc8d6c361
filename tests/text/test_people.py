from __future__ import annotations

import pytest

from drafter.text.people import find_named, find_people


def named(text: str, *, eager: bool = False) -> list[str]:
    return [text[start:end] for start, end in find_people(text, eager=eager)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("局党组书记、局长周启明部署任务", ["周启明"]),
        ("机关党委书记许文静现场点评", ["许文静"]),
        ("成立以周启明为组长的领导小组", ["周启明"]),
        ("选举许文静为机关党委书记、何为民为机关党委专职副书记", ["许文静", "何为民"]),
        ("邀请市委党校讲师陶安和作专题辅导", ["陶安和"]),
        ("局长王明作安排", ["王明"]),
        ("副局长欧阳文博到现场督导", ["欧阳文博"]),
        ("会议由阿依古丽·买买提同志主持", ["阿依古丽·买买提"]),
        ("局长、副局长林淑芬和总工程师郑怀远出席", ["林淑芬", "郑怀远"]),
        ("受局长唐立群委托，副主任通报", ["唐立群"]),
    ],
)  # fmt: skip
def test_people_beside_what_they_are_are_found_whole(text: str, names: list[str]) -> None:
    assert named(text) == names


def test_lists_of_names_and_names_at_the_head_of_a_clause_only_when_asked() -> None:
    text = "林淑芬、郑怀远、唐立群3名副局长汇报。周启明主持会议。"
    assert named(text) == []
    assert named(text, eager=True) == ["林淑芬", "郑怀远", "唐立群", "周启明"]


@pytest.mark.parametrize(
    "text",
    [
        "选出组织委员6名、宣传委员6名、纪检委员6名",
        "书记高度重视，局长高位推动",
        "由于资金紧张",
        "明确工作方向",
        "金融、贸易、物流",
        "班子成员包联企业",
        "党员干部带头",
        "边施工、边生产、边设计",
        "以习近平同志为核心的党中央",
        "党务工作者32人",
        "推动高质量发展",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert named(text, eager=True) == []


def test_greetings_name_by_surname_and_post() -> None:
    assert named("尊敬的梁书记、沈市长，各位领导", eager=True) == ["梁", "沈"]
    assert named("各级林长、河长，总林长会议", eager=True) == []


def test_registered_names_are_found_at_every_mention_the_longest_first() -> None:
    text = "周启明的做法，周启明明说的"
    assert [text[a:b] for a, b in find_named(text, {"周启明", "周启"})] == ["周启明", "周启明"]
    assert find_named(text, set()) == ()
