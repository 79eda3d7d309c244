"""Italian words and other spellings of whole numbers: cardinals, ordinals, Roman numerals, list letters."""

_UNITS = [
    "zero",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
]
_TENS = ("", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta")
_ORDINALS = ["primo", "secondo", "terzo", "quarto", "quinto", "sesto", "settimo", "ottavo", "nono", "decimo"]
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
LARGEST = 9999


def cardinal(number: int) -> str:
    """Return the Italian word of `number`, 0 to 9999, in one piece and with its accent (`ventitré`)."""
    _require(number, 0, LARGEST)
    word = _join(number)
    return f"{word[:-1]}é" if number > 3 and number % 10 == 3 and number % 100 != 13 else word


def ordinal_word(number: int, feminine: bool = False) -> str:
    """Return `primo`, `undicesimo`, `ventitreesimo` for 1 to 9999; the feminine form on request."""
    _require(number, 1, LARGEST)
    if number <= len(_ORDINALS):
        word = _ORDINALS[number - 1]
    elif number % 1000 == 0 and number > 1000:
        word = f"{_join(number)[:-1]}lesimo"
    else:
        stem = _join(number)
        keeps_vowel = number % 10 in (3, 6) and number % 100 not in (13, 16)
        word = f"{stem if keeps_vowel else stem[:-1]}esimo"
    return f"{word[:-1]}a" if feminine else word


def roman(number: int) -> str:
    """Return the Roman numeral of 1 to 3999."""
    _require(number, 1, 3999)
    written = []
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written.append(sign * times)
    return "".join(written)


def letter(number: int) -> str:
    """Return the letter of the n-th item of a list: 1 `a`, 26 `z`, 27 `aa`."""
    _require(number, 1, LARGEST)
    written = ""
    while number:
        number, rest = divmod(number - 1, 26)
        written = chr(ord("a") + rest) + written
    return written


def _require(number: int, least: int, most: int) -> None:
    if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= most:
        raise ValueError(f"serve un numero intero da {least} a {most}, non «{number}»")


def _join(number: int) -> str:
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        head = "mille" if thousands == 1 else f"{_below_thousand(thousands)}mila"
        return head + (_below_thousand(rest) if rest else "")
    return _below_thousand(number)


def _below_thousand(number: int) -> str:
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        head = "cento" if hundreds == 1 else f"{_UNITS[hundreds]}cento"
        return head + (_below_hundred(rest) if rest else "")
    return _below_hundred(number)


def _below_hundred(number: int) -> str:
    if number < 20:
        return _UNITS[number]
    tens, unit = divmod(number, 10)
    head = _TENS[tens][:-1] if unit in (1, 8) else _TENS[tens]
    return head + (_UNITS[unit] if unit else "")
