"""Near-identical reports are told, others are not."""

from __future__ import annotations

from sample_reports import TOPICS, document, report

from drafter.corpus import Corpus
from drafter.corpus.twins import shared, sketch_of

TEXT = "\n".join(f"{number}、{topic}。第{number}项工作情况如下，{topic[::-1]}。" for number, topic in enumerate(TOPICS))


def test_a_report_with_one_figure_changed_is_shown_with_its_twin(corpus: Corpus) -> None:
    done = corpus.ingest([document(TEXT, path="a.txt"), document(TEXT.replace("五十余", "六十余"), path="b.txt")])
    assert done.added == 2
    ((path, other, share),) = [(twin.path, twin.other, twin.shared) for twin in done.twins]
    assert (path, other) == ("b.txt", "a.txt") and 0.9 < share < 1


def test_another_report_and_an_edited_file_are_no_twins(corpus: Corpus) -> None:
    done = corpus.ingest([report((0, 1), path="a.txt"), document(TEXT, path="b.txt")])
    assert done.twins == ()
    assert corpus.ingest([document(TEXT + "补充一句。\n", path="b.txt")]).twins == ()


def test_sketches_agree_about_as_much_as_the_texts() -> None:
    half = TEXT[: len(TEXT) // 2] + "另外写的一半内容完全不同，" * 20
    agreement = float((sketch_of(TEXT) == sketch_of(half)).mean())
    assert abs(agreement - shared(TEXT, half)) < 0.25
    assert float((sketch_of(TEXT) == sketch_of(TEXT)).mean()) == 1
    assert len(sketch_of("")) == len(sketch_of("短")) == 64
