import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

_FILE = Path(__file__).with_name("releases.py")


def _load() -> ModuleType:
    if "releases" not in sys.modules:
        spec = importlib.util.spec_from_file_location("releases", _FILE)
        module = importlib.util.module_from_spec(spec)
        sys.modules["releases"] = module
        spec.loader.exec_module(module)
    return sys.modules["releases"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `made` once for every release."""
    if "made" in metafunc.fixturenames:
        every = _load().EVERY
        metafunc.parametrize("made", every.values(), ids=every.keys(), indirect=True)


@pytest.fixture
def made(request: pytest.FixtureRequest):
    return request.param()


@pytest.fixture
def releases() -> ModuleType:
    return _load()
