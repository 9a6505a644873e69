"""Scores the bot offline against golden questions, without any judge model: `python -m eval`."""
