import tomllib
from datetime import date

import pytest

from efqi.errors import ExtractError
from efqi.projects.parse import parse
from efqi.store.load import load
from efqi.store.plan_file import load_plan
from efqi.store.propose import propose

ROWS = [
    f"{day:02d}/{month:02d}/{year},{outcome},{imd},{ethnic},{age},ward {day % 3}"
    for year in (2023, 2024)
    for month in range(1, 13)
    for day, outcome, imd, ethnic, age in (
        (1, "attended", 1, "White", "5-17"),
        (8, "did not attend", 2, "Asian", "18-64"),
        (9, "did not attend", 10, "Not stated", "65+"),
        (15, "cancelled by patient", 10, "White", "18-64"),
        (22, "attended", 2, "White", "65+"),
    )
]
RECORDS = "\n".join(
    ["appointment_date,outcome,imd_decile,Ethnic group,age_band,ward", *ROWS]
)
COUNTS = """date,group,measure,prescribed,population,rate_per_1000
2019-01-01,All,Antipsychotics,480,5371,89.4
2019-01-01,Autism,Antipsychotics,12,110,109.1
2019-01-01,Dementia,Antipsychotics,40,210,190.5
2019-02-01,All,Antipsychotics,446,5390,82.7
2019-02-01,Autism,Antipsychotics,13,111,117.1
2019-02-01,Dementia,Antipsychotics,41,215,190.7
"""


def test_proposal_for_records_is_read_and_counted_as_it_is(write):
    folder = write(RECORDS)
    text = propose(folder / "records.csv")
    (folder / "project.toml").write_text(text)
    plan = load_plan(folder)
    deprivation, ethnicity, age = plan.dimensions
    assert deprivation.dimension.order == ("1", "2", "10")
    assert deprivation.dimension.is_ordered
    assert ethnicity.dimension.order == ("Asian", "White")
    assert ethnicity.dimension.reference == "White"
    assert (ethnicity.column, ethnicity.unknown) == ("Ethnic group", ("Not stated",))
    assert age.dimension.order == ("5-17", "18-64", "65+")
    assert "ASSUMED: 1 is the most deprived" in text
    assert text.count("CHANGE THIS") == 10
    table = load(plan, folder)
    assert table.notes["rows_read"] == 120
    assert table.total("outcome").denominator.sum() == 96
    assert table.total("outcome").numerator.sum() == 48


def test_proposal_for_counts_is_read_as_it_is(write):
    folder = write(COUNTS, "counts.csv")
    (folder / "project.toml").write_text(propose(folder / "counts.csv"))
    plan = load_plan(folder)
    assert plan.source.form == "counts"
    assert plan.dimensions[0].total == "All"
    table = load(plan, folder)
    assert table.total("Antipsychotics").numerator.tolist() == [[480], [446]]


def test_choices_come_before_guesses(write):
    text = propose(
        write(RECORDS) / "records.csv",
        date="appointment_date",
        numerator=("outcome", "attended"),
        groups=["ward", "imd_decile"],
        change_date=date(2024, 2, 3),
        change_label='Texts "to all"',
    )
    plan = parse(tomllib.loads(text))
    assert plan.measures[0].numerator.where[0].is_in == ("attended",)
    assert [d.column for d in plan.dimensions] == ["ward", "imd_decile"]
    assert plan.contrast.dimension == "ward"
    assert plan.changes[0].date == date(2024, 2, 3)
    assert plan.changes[0].label == 'Texts "to all"'


def test_proposal_without_an_outcome_still_parses_and_says_so(write):
    text = propose(
        write("when,sex\n2024-01-01,f\n2024-05-01,m\n2025-03-01,f\n") / "records.csv"
    )
    assert "no column looked like an outcome" in text
    assert parse(tomllib.loads(text)).dimensions[0].dimension.order == ("f", "m")


@pytest.mark.parametrize(
    ("text", "choices", "said"),
    [
        ("n,sex\n1,f\n2,m\n", {}, "No column looks like a date"),
        ("when,x\n2024-01-01,a\n", {}, "No column looks like groups"),
        ("when,sex\n2024-01-01,a\n", {"groups": ["sexx"]}, "Did you mean 'sex'?"),
        ("when,sex\n2024-01-01,a\n", {"groups": ["sex"]}, "between 2 and 40 groups"),
        ("when,sex\nx,a\ny,b\n", {"date": "when"}, "cannot be read as a date"),
        ("", {}, "The file is empty"),
    ],
)
def test_proposal_says_what_is_missing(write, text, choices, said):
    with pytest.raises(ExtractError, match=said.replace("?", r"\?")):
        propose(write(text) / "records.csv", **choices)


def test_deprivation_is_labelled_and_both_codes_of_unknown_ethnicity_are_known(write):
    rows = [
        f"2024-{month:02d}-10,{'missed' if fifth == 1 else 'attended'},{fifth},{code}"
        for month in range(1, 13)
        for fifth in range(1, 6)
        for code in ("A", "H", "Z", "99")
    ]
    folder = write("\n".join(["day,outcome,imd_quintile,ethnicity", *rows]) + "\n")
    plan = parse(tomllib.loads(propose(folder / "records.csv")))
    deprivation, ethnicity = plan.dimensions
    assert deprivation.dimension.label("1") == "Most deprived fifth"
    assert deprivation.dimension.label("5") == "Least deprived fifth"
    assert ethnicity.dimension.reference == "White"
    assert ("White", ("T", "B", "C", "A")) in [
        (group, spellings[:4]) for group, spellings in ethnicity.values
    ]
    assert {"Z", "99"} <= set(ethnicity.unknown)


AREAS_OF_2021 = ("E01000001", "E01000007", "E01035189")
CODED = "\n".join(
    [
        "appointment_date,outcome,LSOA,ETHNOS,sex,age,icb",
        *(
            f"{day:02d}/{month:02d}/2023,{outcome},{lsoa},{ethnos},{sex},{age},{icb}"
            for month in range(1, 13)
            for day, outcome, lsoa, ethnos, sex, age, icb in (
                (1, "attended", AREAS_OF_2021[0], "A", "M", month, "QHM"),
                (8, "dna", AREAS_OF_2021[1], "H", "F", 30 + month, "QMF"),
                (9, "attended", AREAS_OF_2021[2], "99", "X", 60 + month, "QMF"),
                (9, "dna", "", "Z", "F", 60 + month, "QMF"),
            )
        ),
    ]
)


def test_proposal_recognises_codes(write):
    folder = write(CODED)
    text = propose(folder / "records.csv")
    assert 'codes = "imd2025-quintile"' in text
    assert 'codes = "ethnic-category-2001"' in text
    assert 'level = "high"' in text
    assert 'codes = "sex"' in text
    assert "bands = [0, 18, 35, 65]" in text
    (folder / "project.toml").write_text(text)
    plan = load_plan(folder)
    assert [d.column for d in plan.dimensions] == ["LSOA", "ETHNOS", "sex", "age"]
    table = load(plan, folder)
    assert table.notes["rows_read"] == 48
    assert table.notes["unknown_ethnos"] == "not known 12, not stated 12"
    assert set(table.cells["lsoa"].drop_nulls()) == {"1", "4", "unknown"}


def test_proposal_recognises_areas_of_2011(write):
    folder = write(CODED.replace(AREAS_OF_2021[2], "E01033468"))
    assert 'codes = "imd2019-quintile"' in propose(folder / "records.csv")


def test_proposal_recognises_a_named_column_of_boards(write):
    folder = write(CODED)
    text = propose(folder / "records.csv", groups=["icb"])
    assert 'codes = "ods-icb"' in text
    (folder / "project.toml").write_text(text)
    assert load_plan(folder).contrast.group == "QHM"


def test_proposal_leaves_codes_that_no_list_has_as_they_are(write):
    folder = write(CODED.replace(",H,", ",Q1,"))
    text = propose(folder / "records.csv")
    assert "ethnic-category-2001" not in text
    assert '"Q1"' in text


def test_a_scale_that_says_which_end_is_worst_is_turned_round(tmp_path):
    ends = {1: "01 Least deprived", 10: "10 Most deprived"}
    rows = [
        f"{year}-{month:02d}-01,{ends.get(d, f'{d:02d}')},{d},100"
        for year in (2022, 2023)
        for month in range(1, 13)
        for d in range(1, 11)
    ]
    text = "\n".join(["month,imd_decile,missed,population", *rows])
    (tmp_path / "counts.csv").write_text(text)
    (tmp_path / "project.toml").write_text(propose(tmp_path / "counts.csv"))
    dimension = load_plan(tmp_path).dimensions[0].dimension
    assert dimension.order[0] == "10 Most deprived"
    assert dimension.reference == "01 Least deprived"
    assert not dimension.labels
