"""`efqi check-deployment`: say whether a service is ready for a team."""

import typer

from efqi.web.serve import prepare


def run() -> None:
    """Print each point with a mark and a word; end with 1 where one is missing."""
    prepare()
    from django.conf import settings

    from efqi.web.deployment import points
    from efqi.web.observed import observe

    found = points(settings.CONFIGURATION, observe())
    for point in found:
        mark = (
            "ok      "
            if point.is_met
            else "missing "
            if point.is_needed
            else "consider"
        )
        typer.echo(f"{mark}  {point.sentence}")
    missing = sum(point.is_needed and not point.is_met for point in found)
    if missing:
        typer.echo(f"{missing} missing: not ready for a team yet.")
        raise typer.Exit(1)
    typer.echo("Ready for a team.")
