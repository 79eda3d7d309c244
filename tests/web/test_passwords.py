"""Passwords: which ones are refused, and how they are kept."""

import pytest

from web.passwords import fault_of, hashed, is_outdated, matches

REFUSED = [
    "", "corta", "undici.cara", "passwordpassword", "Password2026!", "P@ssw0rd!2026", "raccordo2026!!",
    "qwertyuiopasdf", "aaaaaaaaaaaaaaaa", "abababababababab", "123456789012", "Benvenuto2026!", "Estate2026!!!",
    "comunedimonza1", "forzainter2026", "amministratore1", "abcdefghijkl", "Novembre-2026", "lamiapassword!", "x" * 257,
]  # fmt: skip
TAKEN = ["quattro gatti sul tetto", "zaffiro-lento-bruma", "il mio cane ha fame", "Tram giallo, ore sette",
         "верблюд и зебра", "القمر فوق الجبل", "bruma" + "-zolfo" * 20]  # fmt: skip


@pytest.mark.parametrize("password", REFUSED)
def test_a_password_that_is_tried_first_is_refused(password: str) -> None:
    assert fault_of(password, ("Ada Provaprova", "ada@prova.example"))


@pytest.mark.parametrize("password", TAKEN)
def test_a_phrase_of_ones_own_is_taken(password: str) -> None:
    assert fault_of(password, ("Ada Provaprova", "ada@prova.example")) is None


def test_ones_own_name_does_not_count() -> None:
    assert fault_of("Ada Provaprova 77", ("Ada Provaprova", "ada@prova.example"))


def test_the_hash_is_argon2id_with_the_agreed_costs() -> None:
    stored = hashed("quattro gatti sul tetto")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert not is_outdated(stored)


def test_only_the_same_password_matches() -> None:
    stored = hashed("quattro gatti sul tetto")
    assert matches(stored, "quattro gatti sul tetto")
    assert not matches(stored, "quattro gatti sul tett")
    assert not matches(None, "quattro gatti sul tetto")


def test_two_hashes_of_one_password_differ() -> None:
    assert hashed("quattro gatti sul tetto") != hashed("quattro gatti sul tetto")
