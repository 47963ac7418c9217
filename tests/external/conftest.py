"""Where the real models lie; tests that need them skip when they are absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[3] / "shared"
SHARED = Path(os.environ.get("ROBUILD_SHARED", _BESIDE))


@pytest.fixture(scope="session")
def models() -> Path:
    folder = SHARED / "ifc"
    if not folder.is_dir():
        pytest.skip("the real models are not beside the project")
    return folder
