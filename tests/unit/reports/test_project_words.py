"""What a project says beside its figures, in every form that people read."""

import csv
import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from efqi.projects.document.charter import Aim, Member
from efqi.projects.document.cycle import Cycle
from efqi.projects.document.decision import Claim
from efqi.projects.document.document import ProjectDocument
from efqi.projects.document.measurement import GroupExplanation
from efqi.projects.document.people import QuoteConsent, Reading
from efqi.reports.every_form import WRITERS, large_print
from efqi.reports.page import build_page
from efqi.reports.project_words import alongside

DAY = date(2026, 4, 8)
NOW = datetime(2026, 4, 8, 12, tzinfo=UTC)
READ = (".html", "large", ".pdf", ".docx", ".pptx")
HOSTILE = "\U0001f600 \u0633\u0644\u0627\u0645 \u202eabc\u202c \u4e2d"


def reading(key, words, consent=QuoteConsent.PUBLIC, **more):
    given = {"read_at": NOW, "reader": "Grace Obi", "role": "patient partner"} | more
    return Reading(identifier=key, true_to_life=words, quote_consent=consent, **given)


def document(**more):
    given = {"identifier": "p", "title": "Reminder texts", "created_at": NOW} | more
    return ProjectDocument(**given)


def first_month(release):
    return release.views[0].gap.points[3].start


def rich(release, **more):
    view = release.views[0]
    group = view.groups[0]
    explanation = GroupExplanation(
        measure=view.measure.name,
        dimension=view.dimension,
        group=group.group,
        explanation="Texts went to numbers that Lee Marsh had not checked.",
        owner="Lee Marsh",
        written_at=NOW,
    )
    given = {
        "readings": (reading("r1", "The top line is us, and Grace Obi said so."),),
        "explanations": (explanation,),
        "team": (Member(identifier="m", name="Lee Marsh"),),
        "aim": Aim(statement="Fewer missed, most of all where most are."),
        "cycles": (
            Cycle(
                identifier="c1",
                number=1,
                title="Texts in two clinics",
                started_on=first_month(release),
            ),
        ),
    }
    return document(**given | more)


def beside(made, given, **more):
    release, plan = made
    return alongside(given, release, plan, now=NOW, **more)


def written(form, made, given):
    write = large_print if form == "large" else WRITERS[form]
    return write(*made, DAY, beside(made, given))


def words(form, made, given):
    """Give everything that a form says, on one line."""
    content = written(form, made, given)
    if form == ".pdf":
        pages = PdfReader(io.BytesIO(content)).pages
        said = " ".join(page.extract_text() for page in pages)
    elif form == ".docx":
        said = " ".join(p.text for p in Document(io.BytesIO(content)).paragraphs)
    elif form == ".pptx":
        said = " ".join(
            shape.text_frame.text
            for slide in Presentation(io.BytesIO(content)).slides
            for shape in slide.shapes
            if shape.has_text_frame
        )
    else:
        said = re.sub(
            r"<(style|svg).*?</\1>|<[^>]+>", " ", content.decode(), flags=re.S
        )
    return re.sub(r"\s+", " ", said)


@pytest.mark.parametrize("form", READ)
def test_every_form_that_people_read_says_what_the_project_says(releases, form):
    made = releases.widened()
    said = words(form, made, rich(made[0]))
    assert "Read by a patient partner on 8 April 2026." in said
    assert "The top line is us" in said
    assert "What may be said today" in said
    assert "Texts went to numbers that" in said
    assert "Today this project says of its change: under way." in said
    assert "Texts in two clinics" in said
    assert "Fewer missed, most of all where most are." in said


@pytest.mark.parametrize("form", [*READ, ".svg", ".xlsx", ".json", ".csv", ".zip"])
def test_no_form_holds_a_name_or_words_without_consent(releases, form):
    made = releases.widened()
    secret = [
        reading(f"r{k}", f"Secret {k}", consent)
        for k, consent in enumerate(QuoteConsent)
        if consent is not QuoteConsent.PUBLIC
    ]
    unagreed = reading("r9", "Secret 9", written_down_by="Lee Marsh")
    public = reading("r8", "Said by Grace Obi")
    given = rich(made[0], readings=(*secret, unagreed, public))
    if form in READ:
        said = words(form, made, given)
        assert "Said by" in said
    else:
        said = written(form, made, given).decode("utf-8", errors="replace")
    assert not re.search("Secret|Grace|Obi|Lee|Marsh", said)


def test_role_that_says_a_name_is_left_out(releases):
    made = releases.widened()
    given = rich(made[0], readings=(reading("r", "Yes", role="Grace Obi, carer"),))
    assert beside(made, given).voices.read == (
        "Read by someone from outside the team on 8 April 2026."
    )


def test_nobody_has_read_it(releases):
    made = releases.widened()
    voices = beside(made, document()).voices
    assert voices.read == "Not yet read by anyone from the group."
    assert "ask: is this true to your life" in voices.silence


def test_read_but_without_words_for_everyone(releases):
    made = releases.widened()
    given = document(readings=(reading("r", "Hush", QuoteConsent.TEAM),))
    voices = beside(made, given).voices
    assert voices.quotes == ()
    assert "Nobody has agreed" in voices.silence


def test_claim_says_what_it_lacks_in_short_and_can_stay_at_home(releases):
    made = releases.widened()
    (*_, claim) = beside(made, rich(made[0], claim=Claim.ADOPTED)).voices.blocks
    assert claim.sentences[0].endswith(": adopted.")
    assert "missing. This stops a claim, not care." in claim.sentences[1]
    assert len(claim.sentences) <= 7
    titles = [
        b.title for b in beside(made, rich(made[0]), with_claim=False).voices.blocks
    ]
    assert claim.title not in titles


def aim_of(made, aim, plan=None):
    release, own = made
    given = plan or own
    shown = alongside(document(aim=aim), release, given, now=NOW)
    page = build_page(release, given, made_on=DAY, beside=shown)
    found = [b.sentences for b in page.facts if b.title == "What was the aim?"]
    return [s.replace("\u00a0", " ") for s in found[0]] if found else []


def test_aim_of_the_document_says_whether_it_is_reached(releases):
    made = releases.widened()
    view = made[0].views[0]
    group = view.groups[0]
    total = next(g for g in view.groups if g.role == "total")
    aim = Aim(
        statement="Fewer missed.",
        group=group.label.upper(),
        overall_target=round(total.after.value, 1),
        group_target=1.0,
    )
    statement, overall, worst = aim_of(made, aim)
    assert statement == "Fewer missed."
    assert overall.endswith("since the change. That is reached.")
    assert worst.startswith("For the most deprived fifth: 1.0 % was aimed for;")
    assert worst.endswith("That is not reached yet.")
    over = aim.model_copy(update={"by": made[0].last_end})
    assert aim_of(made, over)[2].endswith("That was not reached.")


def test_aim_about_another_measure_is_not_held_against_this_one(releases):
    aim = Aim(statement="Fewer.", measure="something else", overall_target=3.0)
    assert aim_of(releases.widened(), aim) == ["Fewer."]


def test_blank_aim_leaves_it_to_the_plan(releases):
    release, plan = releases.widened()
    planned = replace(plan, aim=replace(plan.aim, statement="", overall_target=99.0))
    told = aim_of((release, plan), Aim(), planned)
    assert told[0].endswith("That is reached.")


def test_first_page_of_paper_stays_one_page(releases):
    made = releases.busy()
    long = "Many words about what we want for everyone who comes here. " * 60
    release = made[0]
    aim = Aim(statement=long, overall_target=1.0, failure_condition=long)
    cycles = tuple(
        Cycle(
            identifier=f"c{k}",
            number=k,
            title=f"Texts in clinic {k}",
            started_on=release.first_start,
        )
        for k in range(1, 9)
    )
    content = written(".pdf", made, document(aim=aim, cycles=cycles))
    first, second, *_ = PdfReader(io.BytesIO(content)).pages
    assert "Method and policy" in first.extract_text()
    assert second.extract_text().startswith("What people made of this")


@pytest.mark.parametrize("form", [*WRITERS, "large"])
def test_texts_that_no_font_draws_break_no_form(releases, form):
    release, plan = releases.widened()
    view = release.views[0]
    groups = tuple(replace(g, label=f"{g.label} {HOSTILE}") for g in view.groups)
    series = tuple(replace(s, label=f"{s.label} {HOSTILE}") for s in view.series)
    made = (
        replace(release, views=(replace(view, groups=groups, series=series),)),
        replace(plan, title=f"Texts {HOSTILE}"),
    )
    given = rich(release, readings=(reading("r", HOSTILE),), title=HOSTILE)
    content = written(form, made, given)
    assert content == written(form, made, given)
    if form == ".pdf":
        said = PdfReader(io.BytesIO(content)).pages[1].extract_text()
        assert "abc" in said
        assert not re.search("[\u200e\u200f\u202a-\u202e]", said)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1"])
def test_no_cell_of_a_spreadsheet_runs(releases, start):
    release, plan = releases.widened()
    view = release.views[0]
    measure = replace(view.measure, title=start)
    groups = tuple(replace(g, label=start) for g in view.groups)
    series = tuple(replace(s, label=start) for s in view.series)
    changed = replace(
        view, measure=measure, groups=groups, series=series, dimension_title=start
    )
    made = replace(release, views=(changed,)), replace(plan, title=start)
    for form in (".csv", ".measures.csv"):
        rows = csv.reader(
            io.StringIO(WRITERS[form](*made, DAY, beside(made, document())).decode())
        )
        cells = [cell for row in rows for cell in row if not _is_number(cell)]
        assert any("1" in cell or "SUM" in cell for cell in cells)
        assert not [
            cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        ]
    aim = Aim(statement=start)
    book = load_workbook(io.BytesIO(written(".xlsx", made, document(aim=aim))))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert any(str(cell.value).strip() == start.strip() for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


def _is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True
