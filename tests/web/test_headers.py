"""Headers: every answer of every route tells the browser to be careful."""

import re

from tests.web.site import Site
from tests.web.test_access import pages, path_of

NEEDED = ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'",
          "form-action 'self'"]  # fmt: skip


def test_every_answer_carries_the_headers(secure_site: Site) -> None:
    for name in ("", "administrator"):
        visit = secure_site.visitor(name)
        for path in [*map(path_of, pages(secure_site.app)), "/non-esiste"]:
            headers = visit.get(path).headers
            assert all(each in headers["Content-Security-Policy"] for each in NEEDED), path
            assert "unsafe" not in headers["Content-Security-Policy"]
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "no-referrer"
            assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
            assert headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_only_files_of_the_theme_are_kept_by_the_browser(secure_site: Site) -> None:
    visit = secure_site.visitor("administrator")
    for rule in pages(secure_site.app):
        kept = visit.get(path_of(rule)).headers["Cache-Control"]
        assert kept == "no-store" or rule.endpoint.startswith("theme."), rule


def test_every_cookie_is_bound_to_the_host_and_hidden_from_scripts(secure_site: Site) -> None:
    visit = secure_site.visitor()
    page = visit.get("/accesso")
    answer = visit.send("/accesso", {"email": "worker@prova.example", "password": "quattro gatti sul tetto rosso"})
    cookies = page.headers.getlist("Set-Cookie") + answer.headers.getlist("Set-Cookie")
    assert {cookie.partition("=")[0] for cookie in cookies} == {"__Host-raccordo", "__Host-modulo"}
    for cookie in cookies:
        assert "Secure" in cookie and "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie
        assert "Domain" not in cookie


def test_no_page_holds_script_or_style_of_its_own(site: Site) -> None:
    visit = site.visitor("administrator")
    for rule in pages(site.app):
        data = visit.get(path_of(rule)).data
        if data.startswith(b"<!doctype"):
            text = data.decode()
            assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]* src=)", text), rule


def test_every_page_is_small_and_loads_nothing_from_elsewhere(site: Site) -> None:
    visit = site.visitor("administrator")
    for rule in pages(site.app):
        answer = visit.get(path_of(rule))
        if answer.mimetype == "text/html":
            assert len(answer.data) < 100_000, rule
            assert not re.search(r'(?:src|href|action)="(?:https?:)?//', answer.text), rule


def test_a_large_body_is_refused(site: Site) -> None:
    visit = site.visitor("administrator")
    assert visit.bare("/accesso", {"password": "x" * 11_000_000}).status_code == 413


def test_strange_requests_are_refused_without_falling(site: Site) -> None:
    visit = site.visitor("administrator")
    strange = [
        visit.client.open("/enti", method="TRACE", buffered=True),
        visit.client.post("/enti/nuovo", data="{", content_type="application/json", buffered=True),
        visit.client.post("/enti/nuovo", data="x=%ff%00&" * 5000, content_type="application/x-www-form-urlencoded"),
        visit.get("/enti?dopo=~~x~9999999999999999999&q=%00%ff"),
        visit.get("/persone/99999999999999999999999999"),
    ]
    assert [answer.status_code for answer in strange[:3]] == [405, 400, 400]
    assert all(answer.status_code < 500 for answer in strange)
