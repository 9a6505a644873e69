"""How the page looks and is used by everybody: a phone, the dark, the keyboard alone, a screen reader."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visiting
from tests.browser.harness import PHONE, ask, await_answer, open_tab, typing

TABS = ("Chat", "You", "Path", "Compare", "Catalog", "About")
QUESTION = "I am a data analyst with 6 hours a week. Which certification should I take first?"
SERIOUS = {"serious", "critical"}


def findings(page: Page) -> list[str]:
    """What axe-core finds that is serious, each with the first element it is about."""
    found: dict[str, Any] = Axe().run(page).response
    return [
        f"{one['id']}: {one['help']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:160]}"
        for one in found["violations"]
        if one["impact"] in SERIOUS
    ]


def wider(page: Page) -> list[str]:
    """Elements that make the page wider than the screen, those in a box of their own that scrolls left out."""
    found: list[str] = page.evaluate(
        """() => {
          if (document.scrollingElement.scrollWidth <= innerWidth) return [];
          return [...document.querySelectorAll('body *')]
            .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
            .slice(0, 5).map(one => one.tagName + '#' + one.id + '.' + one.className);
        }"""
    )
    width = page.evaluate("document.scrollingElement.scrollWidth")
    return found or ([f"{width} px wide"] if width > page.viewport_size["width"] else [])  # type: ignore[index]


def everywhere(page: Page) -> Any:
    """Each tab in turn, with something in it."""
    ask(page, QUESTION)
    for tab in TABS:
        open_tab(page, tab)
        if tab == "Path":
            page.locator("#path-plot .js-plotly-plot").wait_for()
        page.wait_for_timeout(250)
        yield tab


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(visit: Visiting, scheme: str) -> None:
    page = visit(color_scheme=scheme).page
    found = {tab: findings(page) for tab in everywhere(page)}
    assert not {tab: lines for tab, lines in found.items() if lines}


def test_a_phone_never_scrolls_sideways_and_can_be_read(visit: Visiting) -> None:
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2).page
    for tab in everywhere(page):
        assert wider(page) == [], tab
        small = page.evaluate(
            """() => [...document.querySelectorAll('p, li, td, button, label, input, textarea, summary, a')]
              .filter(one => one.offsetParent && one.innerText && parseFloat(getComputedStyle(one).fontSize) < 11.5)
              .map(one => one.innerText.slice(0, 40))"""
        )
        assert small == [], tab
    open_tab(page, "Chat")
    typing(page).scroll_into_view_if_needed()
    box = page.locator("#chat-bar").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]


def test_the_dark_is_dark(visit: Visiting) -> None:
    page = visit(color_scheme="dark").page
    ask(page, QUESTION)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)")
    assert max(ground) < 70
    ink = page.locator("#chatbot .cp-answer p").first.evaluate(
        "one => getComputedStyle(one).color.match(/\\d+/g).slice(0, 3).map(Number)"
    )
    assert min(ink) > 150


def focused(page: Page) -> str:
    """What has the focus: its id or that of the nearest thing around it that has one."""
    name: str = page.evaluate("document.activeElement.closest('[id]')?.id ?? ''")
    return name


def tab_to(page: Page, wanted: str, *, key: str = "Tab", most: int = 80) -> None:
    """Press Tab, or Shift+Tab, until the focus is in `wanted`."""
    for _ in range(most):
        if page.evaluate("wanted => !!document.activeElement.closest(wanted)", wanted):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{wanted} is not reached by {key}; the focus is on {focused(page)}")


def test_the_keyboard_alone_is_enough(visit: Visiting) -> None:
    page = visit().page
    tab_to(page, "#chat-input")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    await_answer(page, 1)
    tab_to(page, "a.cite", key="Shift+Tab")
    ring = "(({outlineStyle, boxShadow}) => outlineStyle + boxShadow)(getComputedStyle(document.activeElement))"
    outline = page.evaluate(ring)
    assert outline != "nonenone", "the focus cannot be seen"
    page.keyboard.press("Enter")
    expect(page.locator("#source-panel .cp-card.cp-open")).to_be_visible()
    assert page.evaluate("!!document.activeElement.closest('#source-panel')"), "the focus did not follow"
    page.locator("#followup-1").wait_for()
    tab_to(page, "[id^=followup-]", key="Shift+Tab")
    page.keyboard.press("Enter")
    await_answer(page, 2)
    tab_to(page, "#tab-you-button", key="Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, "#you-background")
    page.keyboard.type("DevOps")
    page.keyboard.press("Enter")
    expect(page.locator("#you-clear-background")).to_contain_text("DevOps", ignore_case=True)
    tab_to(page, "#you-clear-background", key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#you-clear-background")).to_be_hidden()
