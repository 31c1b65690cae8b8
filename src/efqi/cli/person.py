"""`efqi person`: accounts of a service."""

import typer

from efqi.web.serve import prepare


def add(email: str, name: str, *, is_administrator: bool) -> None:
    """Make an account and print the link that sets its password."""
    prepare()
    from efqi.web.accounts.keeping import add_person, needs_accounts, password_link

    needs_accounts()
    person = add_person(email, name, is_administrator=is_administrator)
    typer.echo("Hand this link to them. It works once, for three days:")
    typer.echo(password_link(person))


def close(email: str) -> None:
    """Close an account, and name the projects that nobody owns now."""
    prepare()
    from efqi.web.accounts.keeping import close_account, needs_accounts

    needs_accounts()
    ownerless = close_account(email)
    typer.echo("The account is closed; its person is signed out.")
    for key in ownerless:
        typer.echo(f"Nobody owns project {key} now: invite an owner.")


def forget_code(email: str) -> None:
    """Turn the code of a phone off for someone who lost it."""
    prepare()
    from efqi.web.accounts.keeping import forget_code, needs_accounts

    needs_accounts()
    forget_code(email)
    typer.echo("They sign in by their password now. Ask them to set a code up again.")
