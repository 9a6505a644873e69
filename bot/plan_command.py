"""`certpath plan`: the options, and what it prints. Nothing heavy is imported before it runs."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import InputError

if TYPE_CHECKING:
    from bot.settings import Settings

EPILOG = """\
examples:
  certpath plan --background devops-engineer --cloud aws --hours 6 --budget 500
  certpath plan --background "data analyst" --have CKA --have "AI-900, PMLE" --start 2026-12-01
  certpath plan --goal "GenAI specialist" --hours 8 --ics --out plan.ics

Names may be written as you would in a question. Without --out the plan is printed, as Markdown unless you
choose another form. What is not known, such as the study time of some exams, is said to be unknown.
"""


def add_parser(commands: Any, **shape: Any) -> None:
    """Adds `plan` to the commands."""
    plan = commands.add_parser("plan", help="plan your steps in time, with fees and budget", epilog=EPILOG, **shape)
    plan.add_argument("--background", default="", metavar="NAME", help="what you do today")
    plan.add_argument("--goal", default="", metavar="NAME", help="what you want to become")
    plan.add_argument("--cloud", default="", metavar="VENDOR", help="the cloud you work with")
    plan.add_argument("--budget", metavar="USD", help="what you can spend on exams")
    plan.add_argument("--hours", metavar="N", help="hours a week for study")
    plan.add_argument("--have", action="append", default=[], metavar="EXAM", help="what you hold; may be repeated")
    plan.add_argument("--start", metavar="YYYY-MM-DD", help="the day you begin; by default today")
    plan.add_argument("--out", metavar="FILE", help="write to a file instead of printing")
    forms = plan.add_mutually_exclusive_group()
    for form, what in (("markdown", "Markdown, the default"), ("json", "one JSON object"), ("csv", "a row a step"),
                       ("ics", "a calendar of study and exam days")):  # fmt: skip
        forms.add_argument(f"--{form}", dest="form", action="store_const", const=form, default="markdown", help=what)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Prints or writes the plan; InputError says what cannot be used."""
    from bot.plan_export import export
    from bot.planner import open_planner

    planner = open_planner(settings)
    plan = planner.plan(
        settings.now, args.background, args.goal, args.cloud, args.budget, args.hours, args.have, args.start
    )
    text = export(plan, args.form, planner.language)
    if args.out:
        _write(Path(args.out), text)
        return 0
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(newline="")  # CSV and calendars end their lines in CRLF on every machine
    sys.stdout.write(text)
    return 0


def _write(path: Path, text: str) -> None:
    try:
        path.write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}.") from None
