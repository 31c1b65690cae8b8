import pytest

from efqi.errors import ExtractError, ProjectError
from efqi.projects.parse import parse
from efqi.store.standard_file import with_standard

POPULATIONS = 'age,population\n0-17,"20,000"\n18-64,60000\n65 +,20000\nall,100000\n'


@pytest.fixture
def populations(content, write):
    def read(words):
        age = {"name": "age", "bands": [0, 18, 65], "reference": "65+"}
        content["group"].append(age)
        content["standardise"] = {"by": "age", "standard_file": "standard.csv"}
        folder = write(words, "standard.csv")
        folder = folder if folder.is_dir() else folder.parent
        return with_standard(parse(content), folder).standard.populations

    return read


def test_bands_are_found_whatever_their_blanks_and_others_are_left(populations):
    found = populations(POPULATIONS)
    assert found == {"0-17": 20_000.0, "18-64": 60_000.0, "65+": 20_000.0}


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("age,population\n0-17,1\n65+,1\n", "has no band '18-64'"),
        ("age,population\n0-17,1\n0-17,2\n18-64,1\n65+,1\n", "band '0-17' twice"),
        ("age,population\n0-17,many\n18-64,1\n65+,1\n", "number of persons over 0"),
        ("age,population\n0-17,0\n18-64,1\n65+,1\n", "number of persons over 0"),
    ],
)
def test_a_standard_that_does_not_fit_is_refused_by_name(populations, words, error):
    with pytest.raises(ProjectError, match=error) as caught:
        populations(words)
    assert "standard.csv" in str(caught.value)


def test_a_standard_without_its_column_is_refused(populations):
    with pytest.raises(ExtractError, match="population"):
        populations("age,persons\n0-17,1\n")
