"""The house itself: direction of imports, types, lint, and start-up time of the help page."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if not key.startswith("COV")},
    "PYTHONPATH": str(ROOT),
    "PYTHONUTF8": "1",
}


def run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8"
    )


def tool(module: str, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not installed")
    return run(sys.executable, "-m", module, *arguments, cwd=cwd)


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    code = "from importlinter.cli import lint_imports_command as c; c()"
    return run(
        sys.executable, "-c", f"import sys; sys.path.insert(0, {str(folder)!r}); {code}",
        "--no-cache", "--config", str(folder / "pyproject.toml"),
        cwd=folder,
    )  # fmt: skip


def test_data_walks_one_way() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("room", "plant"),
    [
        ("costing", "import robuild.workbook"),
        ("terms", "import robuild.matching"),
        ("operations", "import openpyxl"),
        ("workbook", "import ifcopenshell"),
    ],
)
def test_a_planted_back_import_goes_red(tmp_path: Path, room: str, plant: str) -> None:
    shutil.copytree(
        ROOT / "robuild",
        tmp_path / "robuild",
        ignore=shutil.ignore_patterns("__pycache__", "node_modules"),
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "robuild" / room / "planted.py").write_text(f"{plant}\n", encoding="utf-8")
    code = "from importlinter.cli import lint_imports_command as c; c()"
    environment = {**ENVIRONMENT, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    assert "planted" in done.stdout


def test_types_are_strict() -> None:
    done = tool("mypy", "robuild")
    assert done.returncode == 0, done.stdout


def test_lint_and_format() -> None:
    done = tool("ruff", "check", ".")
    assert done.returncode == 0, done.stdout
    done = tool("ruff", "format", "--check", ".")
    assert done.returncode == 0, done.stdout


def test_modules_stay_small() -> None:
    large = [
        f"{path.relative_to(ROOT)}: {n}"
        for path in (ROOT / "robuild").rglob("*.py")
        if (n := len(path.read_text(encoding="utf-8").splitlines())) > 420
    ]
    assert not large


def test_help_needs_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "sys.argv = ['robuild', '--help']\n"
        "from robuild.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'pandas', 'ifcopenshell', 'openpyxl', 'numpy', 'pandera'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = run(sys.executable, "-c", code)
    assert done.returncode == 0, done.stderr
    assert "plan" in done.stdout
    assert "catalog" in done.stdout
