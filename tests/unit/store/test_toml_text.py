import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efqi.store.toml_text import toml_text

TEXT = st.text(st.characters(blacklist_categories=["Cs"]))
PLAIN = TEXT | st.integers(-(2**62), 2**62) | st.booleans() | st.dates()
CONTENT = st.recursive(
    PLAIN | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(TEXT, CONTENT, max_size=4))
def test_what_is_written_is_read_back(content):
    assert tomllib.loads(toml_text(content)) == content


@pytest.mark.parametrize("name", ["missed-appointments", "talking-therapies"])
def test_plan_of_an_example_is_read_back(root, name):
    path = root / "examples" / name / "project.toml"
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    assert tomllib.loads(toml_text(content)) == content


def test_key_without_a_value_is_left_out():
    assert toml_text({"a": None, "b": {"c": None}}) == "[b]\n"
