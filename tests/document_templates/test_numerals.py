import pytest
from hypothesis import given
from hypothesis import strategies as st

from document_templates.numerals import LARGEST, cardinal, letter, ordinal_word, roman

WORDS = {
    0: "zero",
    1: "uno",
    3: "tre",
    13: "tredici",
    21: "ventuno",
    23: "ventitré",
    28: "ventotto",
    31: "trentuno",
    59: "cinquantanove",
    88: "ottantotto",
    103: "centotré",
    200: "duecento",
    413: "quattrocentotredici",
    1000: "mille",
    1968: "millenovecentosessantotto",
    2000: "duemila",
    2003: "duemilatré",
    2020: "duemilaventi",
    2026: "duemilaventisei",
    9999: "novemilanovecentonovantanove",
}
PIECES = {cardinal(n).replace("é", "e"): n for n in (*range(1, 20), *range(20, 100, 10))}


def read(word: str) -> int:
    """Read a cardinal back by its longest pieces: an independent inverse of the writing."""
    word = word.replace("é", "e")
    if "mila" in word or word.startswith("mille"):
        cut = word.index("mila") + 4 if "mila" in word else 5
        head = word[:cut].removesuffix("mila")
        return (1 if head == "mille" else read(head)) * 1000 + read(word[cut:])
    if "cento" in word:
        head, _, rest = word.partition("cento")
        return (read(head) if head else 1) * 100 + read(rest)
    return read_below_hundred(word)


def read_below_hundred(word: str) -> int:
    if word in ("", "zero"):
        return 0
    if word in PIECES:
        return PIECES[word]
    for tens in range(20, 100, 10):
        stem = cardinal(tens)
        for start in (stem, stem[:-1]):
            if word.startswith(start) and word[len(start) :] in PIECES:
                return tens + PIECES[word[len(start) :]]
    raise AssertionError(f"not a number: {word}")


@pytest.mark.parametrize(("number", "word"), WORDS.items())
def test_numbers_are_written_as_italian_writes_them(number: int, word: str) -> None:
    assert cardinal(number) == word


def test_every_number_up_to_the_largest_reads_back() -> None:
    assert [read(cardinal(number)) for number in range(LARGEST + 1)] == list(range(LARGEST + 1))


def test_every_number_has_its_own_word() -> None:
    assert len({cardinal(number) for number in range(LARGEST + 1)}) == LARGEST + 1


@given(st.integers(1, 3999))
def test_roman_numerals_read_back(number: int) -> None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    signs = [values[sign] for sign in roman(number)]
    following = [*signs[1:], 0]
    assert sum(-a if a < b else a for a, b in zip(signs, following, strict=True)) == number


@given(st.integers(1, LARGEST))
def test_letters_read_back(number: int) -> None:
    total = 0
    for sign in letter(number):
        total = total * 26 + ord(sign) - ord("a") + 1
    assert total == number


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "primo"),
        (10, "decimo"),
        (11, "undicesimo"),
        (23, "ventitreesimo"),
        (26, "ventiseiesimo"),
        (28, "ventottesimo"),
        (100, "centesimo"),
        (1000, "millesimo"),
        (2000, "duemillesimo"),
    ],
)
def test_ordinals_are_written_as_italian_writes_them(number: int, word: str) -> None:
    assert ordinal_word(number) == word
    assert ordinal_word(number, feminine=True) == f"{word[:-1]}a"


@pytest.mark.parametrize("number", [-1, 10_000, True, "3"])
def test_numbers_out_of_reach_are_refused_with_a_sentence(number: int) -> None:
    with pytest.raises(ValueError, match="serve un numero intero"):
        cardinal(number)
