"""Ways through the guide: few touches, Back always leads back, and a new screen is announced."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from kiosk.config import Settings
from kiosk.guide import load_guide
from tests.pairs import spread

from .measuring import go
from .watching import Watcher, count, events, touch, turn_to, wait_for_event

SCREEN = "/guide/symptoms/cramps-and-twitches"
MOST_TOUCHES = 3

Place = tuple[str, int]


def place(page: Page) -> Place:
    """Which screen, and which of its book pages, is seen."""
    number = page.locator("#screen").get_attribute("data-page")
    return urlsplit(page.url).path, int(number or 0)


def step(page: Page, action: str) -> Place:
    """Touch Back or Next; where it leads."""
    before = count(page, "screen-shown") + count(page, "page-turned")
    touch(page, action)
    page.wait_for_function(
        """(before) => window.kioskEvents.filter(({ name }) =>
             name === "screen-shown" || name === "page-turned").length > before""",
        arg=before,
    )
    return place(page)


def tiles(page: Page) -> dict[str, int]:
    """The addresses that the screen's tiles lead to, and how many touches each one takes."""
    found: dict[str, int] = {}
    pages = int(page.locator("#screen").get_attribute("data-pages") or 0)
    for turned in range(pages):
        if turned:
            touch(page, "next", ["page-turned"])
        seen = page.evaluate(
            """() => [...document.querySelectorAll("[data-action=open]")].filter((tile) => {
                 const { left, right } = tile.getBoundingClientRect();
                 return left >= 0 && right <= innerWidth;
               }).map((tile) => tile.getAttribute("href"))"""
        )
        for address in seen:
            found.setdefault(address, turned + 1)
    return found


def test_everything_is_three_touches_from_home(open_page: Watcher) -> None:
    """Few touches, for hands that tire: each page of the guide, turning a list included."""
    settings = Settings()
    guide = load_guide(settings.place)
    touches: dict[str, int] = {}
    page = open_page("/home")
    for section, first in tiles(page).items():
        go(page, section)
        for address, more in tiles(page).items():
            touches[address] = first + more
    every = {f"/guide/{one.slug}/{page.slug}" for one in guide.sections for page in one.pages}
    assert set(touches) == every
    assert {address: n for address, n in touches.items() if n > MOST_TOUCHES} == {}


@pytest.mark.parametrize(
    ("start", "size", "text_size"),
    [
        ("/guide/other-treatment", (1080, 1920), "1"),
        ("/guide/other-treatment/new-medicines-in-studies", (768, 1024), "4"),
    ],
    ids=["default", "largest"],
)
def test_next_and_back_walk_a_section(
    open_page: Watcher, start: str, size: tuple[int, int], text_size: str
) -> None:
    """The guide is a book: leafed through to the end of a section, and the same way back."""
    page = open_page(start, size, text_size=text_size)
    there = [place(page)]
    while there[-1][0].startswith("/guide/other-treatment"):
        there.append(step(page, "next"))
    assert len(there) >= 5
    assert len(set(there)) == len(there)
    back = [there[-1]]
    while back[-1] != there[0]:
        back.append(step(page, "back"))
        assert len(back) <= len(there)
    assert back == there[::-1]


@pytest.mark.parametrize(
    ("largest", "action"), spread(["help", "settings", "words", "sources"], [False, True])
)
def test_back_returns_to_the_same_sentence(open_page: Watcher, action: str, largest: bool) -> None:
    """Looking something up, or being frightened into Help, loses no place."""
    size, text_size = ((768, 1024), "4") if largest else ((1080, 1920), "1")
    page = open_page(SCREEN, size, text_size=text_size)
    touch(page, "read")
    for index in (1, 2, 3):
        wait_for_event(page, "sound-started", index=index - 1)
        touch(page, "sentence-forward", ["sound-started"])
    touch(page, "read", ["reading-paused"])
    sentence = page.locator(".reading").get_attribute("data-sentence")
    if page.locator(f"[data-action={action}]:visible").count():
        touch(page, action, ["screen-shown"])
    else:  # the screen's own tools are hidden while it is read
        page.locator(f"[data-action={action}]").dispatch_event("click")
        wait_for_event(page, "screen-shown", after=1)
    assert place(page)[0] != SCREEN
    step(page, "back")
    assert place(page)[0] == SCREEN
    assert page.locator("#screen").get_attribute("data-start-at") == "3"
    assert page.locator(".reading").get_attribute("data-sentence") == sentence
    begins = page.locator(".reading [data-word]").first.bounding_box()
    assert begins is not None and 0 <= begins["x"] < size[0]
    touch(page, "read", ["sound-started"])
    assert events(page, "sound-started")[-1]["detail"]["index"] == 3


@pytest.mark.parametrize("text_size", ["1", "4"])
def test_back_undoes_a_choice_in_a_list(open_page: Watcher, text_size: str) -> None:
    """Whose hand chose the wrong screen is one touch from where it was; Next still leafs on."""
    page = open_page("/guide/support", text_size=text_size)
    tile = page.locator("[data-action=open]").nth(4)
    turn_to(page, tile)
    before = place(page)
    tile.click()
    wait_for_event(page, "screen-shown", after=1)
    chosen = place(page)
    assert step(page, "back") == before
    turn_to(page, tile)
    tile.click()
    wait_for_event(page, "screen-shown", after=3)
    while place(page)[0] == chosen[0]:
        step(page, "next")
    assert step(page, "back")[0] == chosen[0]


def test_back_from_a_setting_leads_over_settings_to_the_screen(open_page: Watcher) -> None:
    """Changed on the way, the setting holds, and the text is where it was left."""
    page = open_page(SCREEN)
    touch(page, "settings", ["screen-shown"])
    page.get_by_role("link", name="Colors").click()
    wait_for_event(page, "screen-shown", after=2)
    page.get_by_role("button", name="Light on dark").click()
    wait_for_event(page, "screen-shown", after=3)
    assert step(page, "back")[0] == "/settings"
    assert step(page, "back")[0] == SCREEN
    assert page.locator("#screen").get_attribute("data-theme") == "dark"


def test_help_inside_help_still_leads_back(open_page: Watcher) -> None:
    """Help, its further screens and Settings over it: Back ends where one was."""
    page = open_page(SCREEN)
    touch(page, "help", ["screen-shown"])
    step(page, "next")
    touch(page, "settings", ["screen-shown"])
    seen = [step(page, "back")[0]]
    while seen[-1] != SCREEN and len(seen) < 4:
        seen.append(step(page, "back")[0])
    assert seen[-1] == SCREEN


def test_title_and_address_change_with_the_screen(open_page: Watcher) -> None:
    """Who comes back to the window, and every screen reader, knows where one is."""
    page = open_page("/home")
    seen = {(page.title(), page.url)}
    page.get_by_role("link", name="What MMN is").click()
    wait_for_event(page, "screen-shown", after=1)
    for action in ("next", "next", "help", "back", "settings"):
        seen.add((page.title(), page.url.split("?")[0]))
        touch(page, action, ["screen-shown"])
        title = page.locator("[data-title]").inner_text()
        assert page.title().startswith(title)
    assert len(seen) == len({title for title, _ in seen}) == len({url for _, url in seen}) == 5
