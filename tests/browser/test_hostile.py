"""Hostile answers and questions: no script runs, no dialog shows, nothing is asked of anybody elsewhere.

`visit` holds the last three for every test here and elsewhere; a refusal by the policy is a problem too, since it
means that markup got past the allow-list.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visiting
from tests.browser.harness import PageServer, ask, finished, typing
from tests.browser.staged import PAYLOADS, STAGES

# Elements that no answer, source or question may bring along, and what makes any element act.
FORBIDDEN = "script, img, svg, image, video, audio, iframe, object, embed, link, style, meta, base, form, input, \
textarea, select, dialog, template, math, marquee, body, picture"
ACTING = """([scope, forbidden]) => {
  const found = [];
  for (const root of document.querySelectorAll(scope)) {
    for (const bad of root.querySelectorAll(forbidden)) found.push(bad.outerHTML.slice(0, 120));
    for (const one of root.querySelectorAll('*')) {
      for (const {name, value} of one.attributes) {
        if (name.startsWith('on') || name === 'style' || name === 'ping' || name === 'srcdoc') found.push(name);
        if (name === 'href' && !/^(https?:\\/\\/|#)/.test(value)) found.push(value);
      }
    }
  }
  return found;
}"""


def acting(page: Page, scope: str) -> list[str]:
    """What in `scope` could act."""
    found: list[str] = page.evaluate(ACTING, [scope, FORBIDDEN])
    return found


def poke(page: Page, scope: str) -> None:
    """Hover, focus and press everything in `scope` that can be, links to elsewhere left out."""
    page.evaluate(
        """scope => document.querySelectorAll(scope).forEach(root => root.querySelectorAll('*').forEach(one => {
          for (const kind of ['mouseover', 'pointerenter', 'focus', 'toggle', 'animationstart'])
            one.dispatchEvent(new Event(kind, {bubbles: true}));
          if (one.focus) one.focus();
        }))""",
        scope,
    )


def test_hostile_answers_and_sources_are_only_text(visit: Visiting, staged: PageServer) -> None:
    visitor = visit(staged.url)
    page = visitor.page
    assert len(PAYLOADS) >= 100
    for stage in range(STAGES):
        ask(page, f"Stage {stage}")
    assert finished(page).count() == STAGES
    scope = "#chatbot .cp-answer, #source-panel .cp-sources"
    assert acting(page, scope) == []
    poke(page, scope)
    for marker in page.locator("#chatbot a.cite").all()[::10]:
        marker.click()
    page.wait_for_timeout(500)
    assert page.evaluate("window.pwned") is None
    assert page.locator("#chat-input").count() == 1, "an answer put up a box of its own"
    assert "Payload 0: <script>window.pwned=1</script>" in finished(page).first.inner_text()


def test_hostile_questions_are_only_text(visit: Visiting) -> None:
    page = visit().page
    questions = ["\n".join(PAYLOADS[start : start + 20]) for start in range(0, len(PAYLOADS), 20)]
    for number, question in enumerate(questions, start=1):
        ask(page, question[:2_000], wait=False)
        said = page.locator("#chatbot [data-testid=user]")
        expect(said).to_have_count(number)
        # Whatever becomes of it: an answer, a refusal or an error.
        expect(page.locator("#chat-send")).to_be_visible()
    scope = "#chatbot [data-testid=user]"
    assert acting(page, scope) == []
    poke(page, scope)
    page.wait_for_timeout(300)
    assert page.evaluate("window.pwned") is None
    assert "<script>window.pwned=1</script>" in page.locator(scope).first.inner_text()


def test_what_the_browser_kept_is_not_trusted(visit: Visiting) -> None:
    visitor = visit()
    page = visitor.page
    ask(page, "What does AIF-C01 cost?")
    # As if something else on this machine had written to the browser's storage.
    page.evaluate("""() => { for (const key of Object.keys(localStorage))
        localStorage.setItem(key, '{"conversations": "<img src=x onerror=window.pwned=1>"}'); }""")
    page.reload()
    typing(page).wait_for()
    assert ask(page, "What does AIF-C01 cost?")
    assert page.evaluate("window.pwned") is None
    visitor.problems[:] = [line for line in visitor.problems if "reading from localStorage" not in line]
