"""The Gradio page, put together: `build_page` gives the Blocks, `serve` runs them.

settings -> Service (catalog now, index in a thread) -> tabs in bot/page/ -> one Blocks
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.page import server
from bot.settings import Settings

if TYPE_CHECKING:
    import gradio as gr


def serve(settings: Settings) -> int:
    """Serve the page until it is stopped; the exit code."""
    with server.bound(settings) as listening:
        server.import_gradio()
        page = build_page(settings)
        from bot.page.theme import look

        return server.run(server.make_app(page, settings, mcp=settings.mcp, **look()), listening)


def build_page(settings: Settings) -> gr.Blocks:
    """The whole page. What a visitor does lives in the visitor's session and browser; only the index is shared."""
    import gradio as gr

    from bot.page import memory
    from bot.page.about import About
    from bot.page.api import Api
    from bot.page.catalog import Catalog
    from bot.page.chat import Chat
    from bot.page.compare import Compare
    from bot.page.path import Path
    from bot.page.service import Service
    from bot.page.status import Status
    from bot.page.theme import STATIC
    from bot.page.you import You

    gr.set_static_paths([STATIC])  # before anything names a file of it
    service = Service(settings).start()
    with gr.Blocks(title="certpath", fill_width=True, analytics_enabled=False) as page:
        Api(service).register()  # first, so that the endpoints get their names before the page's own handlers
        # Two, since a change of the person must not write back conversations that have moved on meanwhile.
        kept = gr.BrowserState({}, storage_key=memory.KEY, secret=memory.SALT)
        known = gr.BrowserState({}, storage_key=memory.KEY_PERSON, secret=memory.SALT)
        now, person = gr.State({}), gr.State({})
        status = Status(service)
        with gr.Tabs(elem_id="tabs") as tabs:
            with gr.Tab("Chat", id="chat", elem_id="tab-chat"):
                chat = Chat(service)
            with gr.Tab("You", id="you", elem_id="tab-you"):
                you = You(service)
            with gr.Tab("Path", id="path", elem_id="tab-path") as path_tab:
                path = Path(service)
            with gr.Tab("Compare", id="compare", elem_id="tab-compare"):
                Compare(service)
            with gr.Tab("Catalog", id="catalog", elem_id="tab-catalog"):
                Catalog(service)
            with gr.Tab("About", id="about", elem_id="tab-about") as about_tab:
                about = About(service)
        asked = chat.wire(now, person, kept, about.models.choice)

        def mended(told: Any) -> list[Any]:
            """The browser's memory of the person, and the line above the chat."""
            return [memory.person(told).model_dump(), chat.knows(told)[chat.known]]

        you.wire(person)
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        person.change(mended, person, [known, chat.known], **quiet)
        # As soon as the chat learns of the person, not as the tab opens: whoever is quick would be overwritten.
        for event in asked:
            event.then(you.show, person, you.shown, **quiet)
        back = page.load(chat.returned, [kept, now, known], [now, person, *chat._shown()], **quiet)
        back.then(you.returned, person, you.shown, **quiet)
        path_tab.select(path.show, [person, path.start], path.shown, **quiet)
        gr.on([path.start.submit, path.start.blur], path.show, [person, path.start], path.shown, **quiet)
        path.mend.click(lambda: gr.Tabs(selected="you"), None, tabs, **quiet)
        about_tab.select(about.models.offered, None, about.models.choice, **quiet)
        status.wire()
    built: gr.Blocks = page
    return built
