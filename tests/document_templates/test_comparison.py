from document_templates.comparison import Kind, compare, paragraphs
from tests.document_templates.making import add_rows, word_file


def changes(old: list[str], new: list[str]) -> list[list[tuple[str, str]]]:
    compared = compare(word_file(*old), word_file(*new))
    return [[(run.kind.value, run.text) for run in paragraph.runs] for paragraph in compared if paragraph.is_changed]


def test_one_changed_word_is_one_removed_and_one_added() -> None:
    assert changes(["Il tavolo si riunisce il 3 marzo."], ["Il tavolo si riunisce il 5 marzo."]) == [
        [("equal", "Il tavolo si riunisce il "), ("removed", "3"), ("added", "5"), ("equal", " marzo.")]
    ]


def test_a_paragraph_added_is_all_added_and_the_rest_is_equal() -> None:
    compared = compare(word_file("uno", "tre"), word_file("uno", "due", "tre"))
    assert [paragraph.is_changed for paragraph in compared] == [False, True, False]
    assert [run.kind for run in compared[1].runs] == [Kind.ADDED]


def test_two_unlike_paragraphs_are_shown_whole() -> None:
    assert changes(["Il tavolo approva."], ["Nessuna decisione oggi, si rinvia!"]) == [
        [("removed", "Il tavolo approva.")],
        [("added", "Nessuna decisione oggi, si rinvia!")],
    ]


def test_the_words_of_tables_are_compared_too() -> None:
    old, new = (word_file("x", build=lambda d, t=text: add_rows(d, ["voto", t])) for text in ("sì 12", "sì 13"))
    assert "voto" in paragraphs(old)
    assert [run.text for paragraph in compare(old, new) if paragraph.is_changed for run in paragraph.runs] == [
        "sì ", "12", "13",
    ]  # fmt: skip


def test_the_two_documents_can_be_read_back_from_the_comparison() -> None:
    old, new = word_file("a b c d", "e f", "\tg\nh"), word_file("a x c d", "e f g", "h")
    compared = compare(old, new)
    for data, other in ((old, Kind.ADDED), (new, Kind.REMOVED)):
        read = ["".join(run.text for run in p.runs if run.kind is not other) for p in compared]
        assert [text for text in read if text] == paragraphs(data)


def test_very_long_paragraphs_are_compared_in_a_moment() -> None:
    words = " ".join(f"parola{number % 50}" for number in range(20_000))
    assert len(changes([words], [words.replace("parola7 ", "altra ", 1)])) == 1
