"""How the page looks: system fonts, one accent, light and dark; nothing is fetched from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

STATIC = Path(__file__).parent / "static"
INK = "#717b8c"  # readable on white and on the dark ground; the stylesheet sharpens it in either
HUES = ("#4f7cdb", "#d2603a", "#2c9a74", "#c0921b", "#8e62c9", "#c2559a", "#3d97b3")
FONT = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Ubuntu", "Cantarell", "Noto Sans", "sans-serif"]
MONO = ["ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace"]


def theme() -> gr.themes.Base:
    """The page's theme."""
    accent = gr.themes.Color(
        name="certpath", c50="#eef3fd", c100="#dce6fb", c200="#bccff6", c300="#93b0ee", c400="#6890e4", c500="#3f6fd6",
        c600="#2c58b8", c700="#244794", c800="#203c79", c900="#1d3463", c950="#141f3b",
    )  # fmt: skip
    built = gr.themes.Base(
        primary_hue=accent, neutral_hue=gr.themes.colors.slate, radius_size=gr.themes.sizes.radius_md,
        font=FONT, font_mono=MONO,
    )  # fmt: skip
    return built.set(
        body_background_fill="#f6f7f9", body_background_fill_dark="#0e131c", block_background_fill="#ffffff",
        block_background_fill_dark="#161d29", block_border_width="1px", block_border_color="#dfe3ea",
        block_border_color_dark="#2a3444", block_shadow="none", body_text_color="#1b2433",
        body_text_color_dark="#e6eaf1", body_text_color_subdued="#566176", body_text_color_subdued_dark="#a3aec0",
        button_primary_background_fill="*primary_600", button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_600", button_primary_text_color="#ffffff",
        button_secondary_background_fill="#ffffff", button_secondary_background_fill_dark="#1d2635",
        button_secondary_background_fill_hover="*primary_50", button_secondary_background_fill_hover_dark="#263247",
        button_secondary_border_color="#cfd6e1", button_secondary_border_color_dark="#36435a",
        button_secondary_text_color="#1b2433", button_secondary_text_color_dark="#e6eaf1", button_border_width="1px",
        input_background_fill="#ffffff", input_background_fill_dark="#10161f", input_border_color="#c3cbd8",
        input_border_color_dark="#36435a", link_text_color="*primary_600", link_text_color_dark="*primary_300",
        block_label_text_color="#566176", block_label_text_color_dark="#a3aec0", block_title_text_weight="600",
        input_placeholder_color="#697589", input_placeholder_color_dark="#8c98ab",
    )  # fmt: skip


def look() -> dict[str, Any]:
    """What `launch` and `mount_gradio_app` take about the look: theme, css_paths, head."""
    script = f"gradio_api/file={(STATIC / 'page.js').as_posix()}"
    return {"theme": theme(), "css_paths": [STATIC / "page.css"], "head": f'<script src="{script}" defer></script>'}
