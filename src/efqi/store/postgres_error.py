"""What PostgreSQL refuses, in one sentence each."""

import re

from efqi.errors import ExtractError, Place

_UNREACHABLE = (
    (
        "could not translate host name",
        "there is no such host",
        "Check the host in url.",
    ),
    (
        "Connection refused|No such file or directory|timeout|timed out|unreachable",
        "nothing answers there",
        "Check host and port in url, and that this machine may reach it (VPN, firewall).",
    ),
    (
        "password|authentication|no pg_hba.conf entry",
        "it does not let you in",
        "Put the password into PGPASSWORD or ~/.pgpass, and the user into url: "
        "postgresql://user@host/database.",
    ),
    (
        'database "[^"]*" does not exist',
        "that host has no such database",
        "Check the name after the last slash of url.",
    ),
    (
        'role "[^"]*" does not exist',
        "it has no such user",
        "Name the user in url: postgresql://user@host/database.",
    ),
)
_REFUSED = (
    (
        "42501|.*permission denied",
        "You may not read this in the database.",
        "Ask its owner for SELECT on it.",
    ),
    (
        "57014|.*canceling statement",
        "The database stopped the count before it was done.",
        "It may have a time limit: ask for a longer statement_timeout.",
    ),
    (
        "57P|08|.*terminating connection|.*server closed",
        "The connection to the database was lost.",
        "Run it again; nothing was changed.",
    ),
    (
        "53|.*No space left",
        "The database has no room or memory left to count.",
        "Ask whoever runs it, or count an extract in a file.",
    ),
    (
        "25006|.*read-only transaction",
        "The query would write into the database, and efqi only reads.",
        "Give a query that only selects.",
    ),
)


def connection_error(
    error: Exception, host: str, database: str, place: Place
) -> ExtractError:
    """Say why a database cannot be reached.

    Parameters
    ----------
    error : Exception
        What the driver raised.
    host, database : str
        As the user gave them.
    place : Place
        The table or query that was wanted.
    """
    said = str(error)
    where = f"The database '{database}' on '{host}' cannot be reached"
    for pattern, found, fix in _UNREACHABLE:
        if re.search(pattern, said):
            return ExtractError(f"{where}: {found}.", where=place, fix=fix)
    reason = said.rpartition("Failed to connect: ")[2].split("\n")[0].rstrip(".")
    return ExtractError(f"{where}: {reason}.", where=place, fix="Check url.")


def query_error(error: Exception, place: Place) -> ExtractError:
    """Say why a database refuses a query.

    Parameters
    ----------
    error : Exception
        What the driver raised.
    place : Place
        The table or query that is counted.
    """
    said = re.search(r"(?:ERROR|FATAL):\s+([^\n]*)", str(error))
    reason = said[1] if said else str(error).split("\n")[0]
    # An error in the midst of the rows comes without its state.
    state = getattr(error, "sqlstate", None) or ""
    for pattern, found, fix in _REFUSED:
        if re.match(pattern, f"{state} {reason}"):
            return ExtractError(found, where=place, fix=fix)
    return ExtractError(
        f"The database refuses: {reason.rstrip('.')}.",
        where=place,
        fix="Check table, query and columns in project.toml.",
    )
