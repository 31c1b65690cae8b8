"""What the forms of a PDSA cycle ask for, stage by stage."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as words

from efqi.projects.document.cycle import Choice, Outcome
from efqi.web.workbench.forms.field import Column, Field, Form, Widget, choices_of

TEXT, DATE, NUMBER = Widget.TEXT, Widget.DATE, Widget.NUMBER
CHOICE, ROWS = Widget.CHOICE, Widget.ROWS

CYCLE_FORMS: Mapping[str, Form] = {
    "cycle": Form(
        "cycle",
        words("What are you about to test?"),
        words("One change, small, with people from the group that is worst served."),
        (
            Field("title", words("The test in a few words")),
            Field("started_on", words("First day"), "", DATE),
            Field("ended_on", words("Last day"), "", DATE),
            Field(
                "idea",
                words("Which idea for change does it test?"),
                "",
                Widget.SELECT,
                offer="ideas",
            ),
            Field(
                "because_of",
                words("Which earlier test does it follow from?"),
                words("Leave it blank for a first test."),
                Widget.SELECT,
                offer="earlier_cycles",
            ),
        ),
    ),
    "cycle-plan": Form(
        "cycle",
        words("What do you predict, for each group and for everyone?"),
        words(
            "A prediction counts only if it is saved before the test begins. If you change "
            "it later, the day of the change is shown."
        ),
        (
            Field(
                "prediction.by_group",
                words("For each group"),
                words("A number or a direction. The worst served at least."),
                ROWS,
                columns=(Column("text", words("Prediction")),),
                per_group=True,
            ),
            Field("prediction.overall", words("For everyone"), "", TEXT),
            Field(
                "prediction.why_they_differ", words("Why might they differ?"), "", TEXT
            ),
            Field(
                "prediction.would_change_our_mind",
                words("What result would change your mind?"),
                "",
                TEXT,
            ),
            Field("sample.size", words("How many people in this test?"), "", NUMBER),
            Field("sample.unit_size", words("How many in the whole unit?"), "", NUMBER),
            Field(
                "sample.description",
                words("Which days, places and languages?"),
                "",
                TEXT,
            ),
            Field("sample.left_out", words("Who is left out?"), "", TEXT),
            Field(
                "sample.left_out_reason",
                words("Why? If nobody is, how do you know?"),
                "",
                TEXT,
            ),
            Field("sample.include_by", words("When will they be in?"), "", DATE),
            Field(
                "minutes_by_role",
                words("How many minutes a week does it ask of each role?"),
                "",
                ROWS,
                columns=(
                    Column("role", words("Role")),
                    Column("minutes", words("Minutes a week"), NUMBER),
                ),
                is_mapping=True,
            ),
            Field("stops", words("What stops so that this can happen?"), "", TEXT),
            Field("stop_rule", words("What would end the test early?"), "", TEXT),
        ),
    ),
    "cycle-do": Form(
        "cycle",
        words("Whom did it reach, and what surprised people?"),
        words("Four counts for each group, and a few short observations."),
        (
            Field(
                "reach",
                words("How far did it come in each group?"),
                "",
                ROWS,
                columns=(
                    Column("eligible", words("Eligible"), NUMBER),
                    Column("offered", words("Offered"), NUMBER),
                    Column("taken_up", words("Taken up"), NUMBER),
                    Column("finished", words("Finished"), NUMBER),
                ),
                per_group=True,
            ),
            Field(
                "observations",
                words("What was seen or said?"),
                "",
                ROWS,
                columns=(
                    Column("text", words("Observation")),
                    Column("source_role", words("By whom (role)")),
                    Column("group", words("Group")),
                    Column("at", words("When"), Widget.HIDDEN),
                ),
            ),
            Field(
                "delivered",
                words("Where was it shortened, skipped or given in the wrong form?"),
                "",
                ROWS,
                columns=(Column("text", words("What happened")),),
                per_group=True,
            ),
        ),
    ),
    "cycle-study": Form(
        "cycle",
        words("What did each group show, against its prediction?"),
        words("Look at the groups before you look at the total."),
        (
            Field(
                "study.results",
                words("Each group"),
                "",
                ROWS,
                columns=(
                    Column("outcome", words("Result"), CHOICE, choices_of(Outcome)),
                    Column("note", words("Note")),
                ),
                per_group=True,
            ),
            Field("study.summary", words("What does it mean?"), "", TEXT),
            Field(
                "study.rivals",
                words("What else could have made this picture?"),
                words(
                    "Better recording, who came this month, a season, another change."
                ),
                TEXT,
            ),
        ),
    ),
    "cycle-act": Form(
        "cycle",
        words("Adopt, adapt or abandon: is it right for each group?"),
        words("Adopting while a group is worse needs a name and a reason."),
        (
            Field(
                "act.choice",
                words("For the change as a whole"),
                "",
                CHOICE,
                choices_of(Choice),
            ),
            Field(
                "act.by_group",
                words("For each group"),
                "",
                ROWS,
                columns=(
                    Column("choice", words("Choice"), CHOICE, choices_of(Choice)),
                    Column("note", words("Note")),
                ),
                per_group=True,
            ),
            Field("act.because", words("Because … we will …"), "", TEXT),
            Field("act.decided_by", words("Who decided?")),
            Field("act.review_on", words("When is it looked at again?"), "", DATE),
        ),
    ),
}
"""Forms of a cycle by name; all of them write parts of one record."""
