"""What the browser keeps of the page's own files."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from .watching import Watcher

# [address, bytes that came over the network], of each file that the page asked for.
FILES = """async () => {
  await document.fonts.ready;
  return performance.getEntriesByType("resource")
    .map(({ name, transferSize }) => [new URL(name).pathname, transferSize])
    .filter(([path]) => path.startsWith("/static/"));
}"""
VERSION = re.compile(r"(/static/version-[0-9a-f]{12}/).*")


def files(page: Page) -> dict[str, int]:
    """Address of each static file -> bytes that came for it, those of the headers too."""
    return dict(page.evaluate(FILES))


def scripts(found: dict[str, int]) -> set[str]:
    return {path for path in found if path.endswith(".js")}


def test_a_page_loaded_again_asks_for_no_file(open_page: Watcher) -> None:
    """Eighty questions whether a file has changed were most of what a load cost the kiosk."""
    page = open_page("/home", fresh=True)
    first = files(page)
    assert len(first) > 70 and all(first.values())
    page.goto("/guide/ivig/how-it-is-given")
    again = files(page)
    assert scripts(first) <= scripts(again)
    assert {path: size for path, size in again.items() if size and path in first} == {}
    page.reload()
    assert {path: size for path, size in files(page).items() if size} == {}


def test_every_file_of_the_page_is_asked_for_by_one_version(open_page: Watcher) -> None:
    """Also those that scripts and sheets name: a module by two addresses would be there twice."""
    page = open_page("/home", theme="dark", access="one-switch")
    found = files(page)
    (version,) = {VERSION.sub(r"\1", path) for path in found}
    assert {f"{version}js/main.js", f"{version}js/choosing/items.js"} <= found.keys()
    assert any(path.endswith(".woff2") for path in found)


def test_a_tests_own_module_is_the_pages(open_page: Watcher) -> None:
    """ownModule (own_module.js): else tests would try another module than the person has."""
    page = open_page("/home")
    before = scripts(files(page))
    page.evaluate("async () => (await ownModule('choosing/items')).items()")
    assert scripts(files(page)) == before
    page.evaluate("() => import('/static/js/choosing/items.js')")
    assert "/static/js/choosing/items.js" in scripts(files(page)) - before
