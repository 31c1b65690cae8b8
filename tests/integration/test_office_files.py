import io
import zipfile

import pytest
from docx import Document
from pptx import Presentation

from efqi.cli.report import headline, write
from efqi.reports.every_form import WRITERS
from tests.acceptance.answered import answered

FORMS = (".docx", ".pptx", ".xlsx", ".zip")


@pytest.fixture(scope="module", params=["talking-therapies", "antipsychotics"])
def written(request, tmp_path_factory):
    """The headline of a real example, and its files as bytes."""
    plan, release = answered(request.param)
    folder = tmp_path_factory.mktemp("office")
    files = tuple(folder / f"report{form}" for form in FORMS)
    write(release, plan, files)
    return headline(release, plan), {f.suffix: f.read_bytes() for f in files}


def test_word_and_slides_of_a_real_example_give_its_headline(written):
    lead, files = written
    document = Document(io.BytesIO(files[".docx"]))
    assert any(lead in p.text for p in document.paragraphs)
    deck = Presentation(io.BytesIO(files[".pptx"]))
    assert deck.slides[0].shapes.title.text_frame.text == lead


def test_members_carry_no_time_of_writing_and_no_thumbnail(written):
    _, files = written
    for content in files.values():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
            assert not any("thumbnail" in name for name in archive.namelist())


def test_every_form_that_is_written_is_in_the_help(efqi_help):
    assert all(form in efqi_help for form in WRITERS)


@pytest.fixture
def efqi_help():
    from efqi.cli.main import report

    annotations = report.__annotations__["out"].__metadata__
    return annotations[0].help
