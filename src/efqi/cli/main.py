"""The `efqi` command: one verb for each stage of the river."""

import sys
import tempfile
import traceback
from pathlib import Path
from typing import Annotated

import typer

import efqi
from efqi.cli.workbench import workbench
from efqi.errors import EfqiError

# Each command imports its own module when it runs: those modules bring the numerical
# libraries, and `efqi --help` must not wait for them.

app = typer.Typer(
    name="efqi",
    help="Did care improve, for whom, and did the gap between groups change?",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    epilog="Start with: efqi demo, or: efqi new your-extract.csv",
)

lookups = typer.Typer(
    name="lookup",
    help="Keep lookups of your own, such as postcode to area, for every project.",
    no_args_is_help=True,
)
app.add_typer(lookups)
app.add_typer(workbench)

STOPPED = 130
"""Exit code after Ctrl-C."""

ProjectPath = Annotated[
    Path, typer.Argument(help="project.toml, or the folder that holds it.")
]
CellsPath = Annotated[
    Path | None,
    typer.Option("--cells", help="Counts made by 'efqi count', instead of counting."),
]
PolicyName = Annotated[
    str | None,
    typer.Option(
        help="Disclosure policy in place of the plan's: nhs-england, "
        "opensafely-midpoint6, threshold-N, internal."
    ),
]
EngineName = Annotated[
    str | None,
    typer.Option(
        "--engine",
        help="What counts the records, in place of the plan's: duckdb, postgres, spark, "
        "or the URL of a PostgreSQL database.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, not a table.")]
MeasureName = Annotated[
    str | None, typer.Option("--measure", help="Only this measure.")
]
DimensionName = Annotated[
    str | None, typer.Option("--by", help="Only this way of grouping people.")
]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"efqi {efqi.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    del version


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the reports.")] = Path(
        "efqi-demo"
    ),
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="Stop before the workbench is opened.")
    ] = False,
    port: Annotated[int, typer.Option(help="Port of the workbench.")] = 8000,
) -> None:
    """Run the worked examples: print each answer, then open the workbench with them."""
    from efqi.cli import demo as command
    from efqi.cli import serve as workbench

    command.run(out)
    if not no_serve:
        workbench.run("127.0.0.1", port, opens_browser=True)


@app.command()
def new(  # noqa: PLR0913 - one for each flag
    extract: Annotated[
        Path, typer.Argument(help="File to look at: CSV, Excel, Parquet, Arrow.")
    ],
    out: Annotated[
        Path | None, typer.Option(help="Where to write; default: beside the extract.")
    ] = None,
    date: Annotated[
        str | None, typer.Option(help="Column with the date of each record.")
    ] = None,
    numerator: Annotated[
        str | None, typer.Option(help="What to count, as COLUMN=VALUE.")
    ] = None,
    group: Annotated[
        list[str] | None, typer.Option(help="Column to group people by; repeat it.")
    ] = None,
    change: Annotated[
        str | None, typer.Option(help="What changed and when, as YYYY-MM-DD=LABEL.")
    ] = None,
    sheet: Annotated[
        str, typer.Option(help="Sheet of a workbook; else the only one with a table.")
    ] = "",
) -> None:
    """Look at an extract and write a commented project.toml for it.

    On a terminal it asks for what the flags leave open; Enter keeps its guess.
    """
    from efqi.cli import new as command

    choices = command.Choices(date, numerator, tuple(group or ()), change, sheet)
    command.run(extract, out, choices)


@app.command()
def count(
    project: ProjectPath,
    out: Annotated[
        Path, typer.Option(help="Cells file to write (.csv or .parquet).")
    ] = Path("cells.csv"),
    engine: EngineName = None,
    quality: Annotated[
        bool, typer.Option("--quality", help="Say how good the data are, too.")
    ] = False,
) -> None:
    """Count records into cells at the crosses that the plan declares.

    The cells are exact: keep them as you keep the extract, and share a release instead.
    """
    from efqi.cli import count as command

    command.run(project, out, engine, with_quality=quality)


@app.command()
def spc(  # noqa: PLR0913 - each is an option of the command
    project: ProjectPath,
    cells: CellsPath = None,
    measure: MeasureName = None,
    by: DimensionName = None,
    policy: PolicyName = None,
    chart: Annotated[
        str | None,
        typer.Option(
            help="Control chart in place of efqi's choice: p, pp, u, up, c, i, ip, run."
        ),
    ] = None,
    rules: Annotated[
        str | None,
        typer.Option(help="Rules that points signal by, such as anhoej."),
    ] = None,
    as_json: AsJson = False,
    engine: EngineName = None,
) -> None:
    """Chart every group: which chart and why, limits, special causes, icons in words.

    A group of sites, asked for with --by, is compared by funnels in place of charts.
    """
    from efqi.cli import show_sites
    from efqi.cli.project import Source

    source = Source(
        project,
        cells,
        policy,
        chart=chart,
        rules=rules,
        measure=measure,
        engine=engine,
    )
    show_sites.run(source, (measure, by), as_json)


@app.command()
def gap(  # noqa: PLR0913 - one a flag
    project: ProjectPath,
    cells: CellsPath = None,
    measure: MeasureName = None,
    by: DimensionName = None,
    policy: PolicyName = None,
    as_json: AsJson = False,
    inequality: Annotated[
        str | None,
        typer.Option(
            help="Print this measure of inequality in every interval instead: "
            "slope_index, between_group_deviation, theil_index and more."
        ),
    ] = None,
    engine: EngineName = None,
) -> None:
    """Size the gap in every interval, and every measure of inequality over all groups."""
    from efqi.cli import show
    from efqi.cli.project import Source

    part = show.inequality if inequality else show.gap
    source = Source(project, cells, policy, inequality=inequality, engine=engine)
    show.run(source, part, (measure, by), as_json)


@app.command()
def verdict(  # noqa: PLR0913
    project: ProjectPath,
    cells: CellsPath = None,
    measure: MeasureName = None,
    by: DimensionName = None,
    policy: PolicyName = None,
    as_json: AsJson = False,
    engine: EngineName = None,
) -> None:
    """Say whether the gap widened, narrowed, stayed, or cannot be told yet."""
    from efqi.cli import show
    from efqi.cli.project import Source

    show.run(
        Source(project, cells, policy, engine=engine),
        show.verdict,
        (measure, by),
        as_json,
    )


@app.command()
def release(
    project: ProjectPath,
    out: Annotated[Path, typer.Option(help="JSON file to write.")] = Path(
        "release.json"
    ),
    cells: CellsPath = None,
    policy: PolicyName = None,
    engine: EngineName = None,
) -> None:
    """Write everything that may be shown, protected, with its policy and checks."""
    from efqi.cli import report as command
    from efqi.cli.project import Source

    command.run(Source(project, cells, policy, engine=engine), (out,))


@app.command()
def report(
    project: ProjectPath,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            help="File to write: .html, .pdf, .docx, .pptx, .xlsx, .csv, .measures.csv "
            "(counts in ehrQL's columns), .json, .zip (data package), .svg or .png (the answer as a picture); repeat it."
        ),
    ] = None,
    cells: CellsPath = None,
    policy: PolicyName = None,
    engine: EngineName = None,
) -> None:
    """Write the report: one page for the board, then charts, tables and method."""
    from efqi.cli import report as command
    from efqi.cli.project import Source

    command.run(
        Source(project, cells, policy, engine=engine),
        tuple(out or (Path("report.html"),)),
    )


@lookups.command("add")
def add_lookup(
    file: Annotated[
        Path, typer.Argument(help="CSV or Parquet file, such as the ONSPD.")
    ],
    from_: Annotated[
        str | None, typer.Option("--from", help="Column that your data hold.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", help="Column that it leads to.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="What project files will call it.")
    ] = None,
) -> None:
    """Keep two columns of a file; a directory of postcodes is recognised."""
    from efqi.cli import lookup as command

    command.add(file, from_, to, name)


@lookups.command("list")
def list_lookups() -> None:
    """List the lookups that are kept."""
    from efqi.cli import lookup as command

    command.show()


def _unexpected(error: Exception) -> str:
    """Keep the trace for us and give the user one sentence."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="efqi-error-", suffix=".txt", delete=False, encoding="utf-8"
    ) as log:
        traceback.print_exception(error, file=log)
    return (
        f"efqi met something it was not built for ({type(error).__name__}). "
        f"Nothing was changed. The details are in {log.name}; please send them to us."
    )


def main() -> None:
    """Run the command line; every error is one sentence and an exit code."""
    try:
        app(standalone_mode=True)
    except EfqiError as error:
        typer.secho(str(error), err=True, fg="red")
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == STOPPED:
            typer.echo("Stopped. Nothing was half-written.", err=True)
        raise
    except Exception as error:
        typer.secho(_unexpected(error), err=True, fg="red")
        sys.exit(70)
