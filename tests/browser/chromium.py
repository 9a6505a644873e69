"""Which Chromium drives the page, and what to install where there is none.

`python -m tests.browser.chromium` says so before `make test` begins, so that nobody learns it only at the end.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
MISSING = (
    "certpath: the tests of the page need Chromium, and there is none here: `apt-get install chromium` on Debian and "
    "Ubuntu, `brew install --cask chromium` on a Mac, or CHROMIUM=/path/to/it. Without it these tests fail; "
    "`.venv/bin/python -m pytest --ignore tests/browser` runs all the others."
)
# Without a sandbox, since root in a container has none; every page it opens is ours, and --host-resolver-rules
# leaves it nobody else to ask. The rest stops what a browser asks for by itself.
ARGUMENTS = [
    "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip


def find() -> str | None:
    """The program: $CHROMIUM, else the first that is installed."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given if Path(given).is_file() else None
    return next((found for name in NAMES if (found := shutil.which(name))), None) or next(
        (app for app in APPS if Path(app).is_file()), None
    )


if __name__ == "__main__":
    if find() is None:
        print(MISSING, file=sys.stderr)
