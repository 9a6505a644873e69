"""What `pip install` gives: every module and the corpus in the wheel, found without a checkout."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import bot

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contents of a wheel, built from a copy so that nothing is left behind in the checkout."""
    copy, out = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("out")
    for name in ("bot", "corpus"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "ingest.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(out), str(copy)]
    subprocess.run(build, check=True)
    with zipfile.ZipFile(next(out.glob("*.whl"))) as wheel:
        wheel.extractall(out / "site")
    return out / "site"


def test_the_wheel_holds_every_module_and_the_whole_corpus(installed: Path) -> None:
    modules = {path.relative_to(ROOT) for path in (ROOT / "bot").rglob("*.py")} | {Path("ingest.py")}
    corpus = {path.relative_to(ROOT) for path in (ROOT / "corpus").rglob("*") if path.is_file()}
    wanted = modules | {"bot" / path for path in corpus}
    assert wanted - {path.relative_to(installed) for path in installed.rglob("*")} == set()


def test_the_installed_corpus_is_found_and_read_from_any_folder(installed: Path, tmp_path: Path) -> None:
    code = (
        "from bot.settings import Settings; from bot.catalog import load_catalog\n"
        "path = Settings().corpus_path\n"
        "assert load_catalog(path / 'catalog').certifications and (path / 'guide.md').is_file()\n"
        "print(path)"
    )
    # -P and PYTHONPATH: the copy comes before the checkout that .venv knows.
    run = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(run.stdout.strip()) == installed / "bot" / "corpus"


def test_every_package_is_declared() -> None:
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "bot").rglob("__init__.py")}
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == found | {"bot.corpus"}


def test_the_newest_version_in_the_changelog_is_the_package_s() -> None:
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert versions[0] == bot.__version__


def test_the_constraints_pin_everything_that_is_needed() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins), "pins only, without local versions"
    pinned = {normal(pin.split("==")[0]) for pin in pins}
    extras = PROJECT["project"]["optional-dependencies"].values()
    needed = [*PROJECT["project"]["dependencies"], *(line for extra in extras for line in extra)]
    assert {normal(re.match(r"[\w.-]+", line)[0]) for line in needed} <= pinned


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
