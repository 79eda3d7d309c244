"""Signing in: limits, equal answers, and old hashes made new."""

import time
from statistics import median

from argon2 import PasswordHasher

from governance import sign_ins
from governance.people import Person
from tests.web.site import PASSWORD, Site, Visit


def attempt(visit: Visit, email: str, password: str) -> int:
    return visit.send("/accesso", {"email": email, "password": password}, page="/accesso").status_code


def test_the_right_password_opens_the_home_page(any_site: Site) -> None:
    answer = any_site.visitor().send("/accesso", {"email": any_site.email("worker"), "password": PASSWORD})
    assert (answer.status_code, answer.location) == (302, "/")


def test_the_address_may_be_written_in_capitals(site: Site) -> None:
    assert attempt(site.visitor(), "WORKER@Prova.Example ", PASSWORD) == 302


def test_ten_wrong_passwords_close_the_account_from_that_address(any_site: Site) -> None:
    visit = any_site.visitor()
    statuses = [attempt(visit, any_site.email("worker"), f"sbagliata {number}") for number in range(11)]
    assert statuses == [401] * 10 + [429]
    assert attempt(visit, any_site.email("worker"), PASSWORD) == 429


def test_an_unknown_account_is_limited_alike(site: Site) -> None:
    visit = site.visitor()
    statuses = [attempt(visit, "nessuno@prova.example", "sbagliata") for _ in range(11)]
    assert statuses == [401] * 10 + [429]


def test_nobody_can_lock_a_colleague_out_from_elsewhere(site: Site) -> None:
    with site.database.transaction() as tx:
        for _ in range(20):
            sign_ins.count_try(tx, site.email("worker"), "192.0.2.9")
    assert attempt(site.visitor(), site.email("worker"), PASSWORD) == 302


def test_known_and_unknown_accounts_answer_alike(site: Site) -> None:
    visit = site.visitor()
    known, unknown = (
        visit.send("/accesso", {"email": email, "password": "sbagliata del tutto"})
        for email in ("worker@prova.example", "nobody@prova.example")
    )
    assert known.status_code == unknown.status_code
    assert len(known.data) == len(unknown.data)


def test_known_and_unknown_accounts_take_about_as_long(site: Site) -> None:
    visit = site.visitor()
    times: dict[str, list[float]] = {"worker@prova.example": [], "nobody@prova.example": []}
    for _ in range(9):
        for email, taken in times.items():
            begun = time.perf_counter()
            attempt(visit, email, "sbagliata del tutto")
            taken.append(time.perf_counter() - begun)
    known, unknown = (median(taken) for taken in times.values())
    assert 0.5 < known / unknown < 2


def test_a_suspended_account_is_refused_like_a_wrong_password(site: Site) -> None:
    with site.database.transaction() as tx:
        person = tx.get(Person, site.people["worker"])
        assert person
        person.active = False
    assert attempt(site.visitor(), site.email("worker"), PASSWORD) == 401


def test_an_old_hash_is_made_anew_at_sign_in(site: Site) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    with site.database.transaction() as tx:
        person = tx.get(Person, site.people["worker"])
        assert person
        person.password = old
    assert attempt(site.visitor(), site.email("worker"), PASSWORD) == 302
    with site.database.reading() as tx:
        kept = tx.get(Person, site.people["worker"])
        assert kept and kept.password and "m=19456,t=2,p=1" in kept.password


def test_who_is_signed_in_is_not_asked_again(site: Site) -> None:
    answer = site.visitor("worker").get("/accesso?next=/enti")
    assert (answer.status_code, answer.location) == (302, "/enti")
