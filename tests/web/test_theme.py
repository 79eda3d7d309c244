"""The theme: files come from the installed wheels, squeezed and kept, and nothing outside their folders."""

import gzip
import re
import sys

import pytest

from tests.web.site import Site


def test_the_files_of_a_page_all_exist_and_are_kept_for_ever(site: Site) -> None:
    visit = site.visitor("administrator")
    addresses = set(re.findall(r'(?:href|src)="(/file/[^"#]+)', visit.get("/enti").text))
    assert len(addresses) >= 5
    for address in addresses:
        answer = visit.get(address.replace("&amp;", "&"))
        assert (answer.status_code, "immutable" in answer.headers["Cache-Control"]) == (200, True), address


def test_every_font_the_style_names_exists(site: Site) -> None:
    visit = site.visitor()
    fonts = re.findall(r'url\("\.\./(tema/fonts/[^"]+)"\)', visit.get("/file/nostri/raccordo.css").text)
    assert len(fonts) == 5
    assert {visit.get(f"/file/{font}").status_code for font in fonts} == {200}


def test_an_old_version_in_the_address_is_kept_only_a_day(site: Site) -> None:
    answer = site.visitor().get("/file/nostri/raccordo.css?v=old")
    assert answer.headers["Cache-Control"] == "public, max-age=86400"


def test_text_is_squeezed_for_browsers_that_can(site: Site) -> None:
    visit, path = site.visitor(), "/file/tema/css/bootstrap-italia.min.css"
    squeezed, plain = visit.get(path, headers={"Accept-Encoding": "gzip"}), visit.get(path)
    assert len(squeezed.data) < len(plain.data) / 4
    assert gzip.decompress(squeezed.data) == plain.data


@pytest.mark.parametrize(
    "path",
    ["nostri/../app.py", "nostri/..%2fapp.py", "nostri/%2e%2e/app.py", "nostri//etc/passwd", "tema/../__init__.py",
     "nostri/..\\app.py", "altro/x.css", "nostri/x.css", "htmx/../../../pip/__init__.py"],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_nothing_outside_the_folders_is_served(site: Site, path: str, encoding: str) -> None:
    assert site.visitor().get(f"/file/{path}", headers={"Accept-Encoding": encoding}).status_code in (404, 308)


def test_browsers_find_an_icon(site: Site) -> None:
    assert site.visitor().get("/favicon.ico").mimetype == "image/svg+xml"


def test_django_is_never_imported(site: Site) -> None:
    assert site.visitor().get("/accesso").status_code == 200
    assert not any(name == "django" or name.startswith("django.") for name in sys.modules)
