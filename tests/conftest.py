import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import settings

# A shared machine has no honest deadline; CI draws the same examples every time.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")

ROOT = Path(__file__).resolve().parent.parent


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items):
    """Keep what needs Spark or PostgreSQL in one process: each starts once, not twice."""
    for item in items:
        if "engines" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group("engines"))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    if os.environ.get("CI") == "true":
        pytest.fail("Chromium is missing, and CI runs every test.")
    pytest.skip("Chromium is not installed.")


@pytest.fixture
def ctrl_c_heard():
    """Let Ctrl-C through, also where a shell started the tests in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
