import csv
import io

import pytest

from efqi.errors import ExtractError
from efqi.store.published_table import Chosen, add_up, look_at_table

ROWS = """period,body,breakdown,group,seen,finished,recovered
2019-20,North,Deprivation,1 Most deprived,200,100,40
2019-20,South,Deprivation,1 Most deprived,300,140,50
2019-20,North,Deprivation,2 Least deprived,210,110,60
2019-20,South,Deprivation,2 Least deprived,310,150,*
2019-20,North,Sex,Female,230,120,55
2020-21,North,Deprivation,1 Most deprived,205,105,45
2020-21,South,Deprivation,1 Most deprived,305,145,55
2020-21,North,Deprivation,2 Least deprived,215,115,65
2020-21,South,Deprivation,2 Least deprived,315,155,75
2020-21,North,Sex,Female,235,125,57
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "published.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def added(path, **more):
    given = {
        "period": "period",
        "numerator": "finished",
        "denominator": "seen",
        "group": "group",
        "kind": ("breakdown", "Deprivation"),
    }
    text = add_up(path, Chosen(**given | more))
    return list(csv.DictReader(io.StringIO(text)))


def test_columns_are_told_apart(table):
    found = look_at_table(table)
    assert found.periods == ("period",)
    assert found.counts == ("seen", "finished")
    assert {"body", "breakdown", "group"} <= set(found.groups)
    assert ("breakdown", "Deprivation") in found.kinds


def test_organisations_are_added_up_within_the_chosen_breakdown(table):
    rows = added(table)
    first = rows[0]
    assert (first["numerator"], first["denominator"]) == ("240", "500")
    assert (first["interval_start"], first["interval_end"]) == (
        "2019-04-01",
        "2020-03-31",
    )
    assert {row["Deprivation"] for row in rows} == {
        "1 Most deprived",
        "2 Least deprived",
    }


def test_row_with_a_hidden_count_is_left_out_on_both_sides(table):
    rows = added(table, numerator="recovered", denominator="finished")
    least = [row for row in rows if row["Deprivation"] == "2 Least deprived"]
    assert [(r["numerator"], r["denominator"]) for r in least] == [
        ("60", "110"),
        ("140", "270"),
    ]


def test_rows_that_are_not_there_are_refused(table):
    with pytest.raises(ExtractError, match="No row of the table"):
        added(table, kind=("breakdown", "Age'; DROP TABLE x; --"))


def test_file_of_records_is_no_such_table(tmp_path):
    path = tmp_path / "records.csv"
    path.write_text("day,outcome\n2025-01-01,missed\n", encoding="utf-8")
    assert look_at_table(path) is None
