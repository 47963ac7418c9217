"""The script of the page: built from its sources, with words for all it says, and it runs."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from page_parts import data_of

from robuild.language import texts_in
from robuild.terms.vocabulary import Language

WEB = Path(__file__).resolve().parents[2] / "robuild" / "web"
BUILT = WEB / "viewer.min.js"


def lines_as_committed(path: Path) -> str:
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


def test_the_script_is_built_from_these_sources():
    """`npm ci && npm run build` in robuild/web when this fails."""
    names = sorted(f"src/{path.name}" for path in (WEB / "src").glob("*.js"))
    digest = hashlib.sha256()
    for name in [*names, "package-lock.json"]:
        digest.update(f"{name}\n{lines_as_committed(WEB / name)}".encode())
    first = lines_as_committed(BUILT).partition("\n")[0]
    assert digest.hexdigest() in first


def test_building_anew_gives_the_same_bytes(tmp_path):
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("node and npm are not installed")
    shutil.copytree(WEB, tmp_path / "web", ignore=shutil.ignore_patterns("node_modules", "*.py"))
    quiet = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"]
    done = subprocess.run(
        [npm, "ci", *quiet], cwd=tmp_path / "web", capture_output=True, text=True, timeout=180
    )
    if done.returncode and re.search(r"ENOTFOUND|ECONN|ETIMEDOUT|EAI_AGAIN|network", done.stderr):
        pytest.skip("npm cannot reach its registry")
    assert done.returncode == 0, done.stderr
    built = subprocess.run(
        [node, "build.mjs", "anew.js"], cwd=tmp_path / "web", capture_output=True, text=True
    )
    assert built.returncode == 0, built.stderr
    assert lines_as_committed(tmp_path / "web" / "anew.js") == lines_as_committed(BUILT)


def test_the_script_cannot_end_its_element_and_fetches_nothing():
    script = lines_as_committed(BUILT)
    assert "</script" not in script.lower()
    assert "<!--" not in script
    own = "\n".join(lines_as_committed(path) for path in (WEB / "src").glob("*.js"))
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", own)
    assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|import\(|https?://", own)


def test_the_lock_names_no_addresses():
    lock = lines_as_committed(WEB / "package-lock.json")
    assert "resolved" not in lock
    assert lock.count('"integrity"') > 2


def test_every_text_of_the_script_is_there_and_used():
    own = "\n".join(lines_as_committed(path) for path in (WEB / "src").glob("*.js"))
    said = set(re.findall(r'\bt\("([\w.]+)"', own))
    said |= {
        name for pair in re.findall(r't\(\w+ \? "([\w.]+)" : "([\w.]+)"', own) for name in pair
    }
    starts = tuple(re.findall(r"\bt\(`([\w.]+)\$\{", own))
    known = {key[5:] for key in texts_in(Language.EN) if key.startswith("view.")}
    assert said <= known
    assert {key for key in known - said if not key.startswith(starts)} == set()
    languages = [
        {key for key in texts_in(each) if key.startswith(("view.", "web", "cli.view"))}
        for each in Language
    ]
    assert languages[0] == languages[1] == languages[2]


def chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
    found = next((path for name in names if (path := shutil.which(name))), None)
    return found or pytest.skip("no Chromium is installed")


def opened(page: Path, *more: str) -> str:
    """The page after its script has run."""
    # a browser may still write into its profile when it has ended
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        flags = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={profile}", "--virtual-time-budget=15000", *more, "--dump-dom",
        ]  # fmt: skip
        done = subprocess.run(
            [chromium(), *flags, page.as_uri()], capture_output=True, encoding="utf-8", timeout=120
        )
    return done.stdout


def test_a_browser_draws_it_and_fills_its_tables(html, tmp_path):
    page = tmp_path / "a page.html"
    page.write_text(html, encoding="utf-8", newline="\n")
    gl = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
    shown = opened(page, *gl)
    data = data_of(html)
    drawn = sum(data["elements"]["drawn"])
    assert drawn == len(data["elements"]["id"]) - 1
    assert f'data-ready="{drawn}"' in shown
    assert shown.count('class="row"') > 5
    assert data["lines"]["name"][data["worst"][0]] in shown


def test_without_webgl_the_tables_are_there_and_it_says_so(html, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(html, encoding="utf-8", newline="\n")
    shown = opened(page, "--disable-3d-apis")
    assert 'data-ready="0"' in shown
    assert "WebGL 2" in shown.partition('id="no-picture"')[2].partition("</p>")[0]
    assert shown.count('class="row"') > 5
