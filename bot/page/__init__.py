"""The Gradio page, split by view; bot/app.py puts it together.

Nothing here holds a visitor's state: what belongs to a person travels through the page's own state and the
browser's storage. `service` is the one thing that visitors share, and it holds the index and the models.
"""
