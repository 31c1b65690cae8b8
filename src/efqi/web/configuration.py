"""What the environment says about how the workbench runs: one table."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from efqi.errors import Place, StorageError
from efqi.store.data_folder import data_folder

_FEWEST_CHARACTERS_OF_A_SECRET = 40


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its name, what it is for, and what stands without it."""

    name: str
    purpose: str
    default: str


VARIABLES = (
    Variable(
        "EFQI_MODE", "`local`: one person, no sign-in. `server`: accounts.", "local"
    ),
    Variable(
        "EFQI_HOME", "Folder that holds the database and kept lookups.", "your own"
    ),
    Variable("DATABASE_URL", "`postgres://…` or `sqlite:///…`.", "SQLite in EFQI_HOME"),
    Variable(
        "EFQI_SECRET_KEY", "Signs sessions; 40 characters or more.", "made and kept"
    ),
    Variable(
        "EFQI_HOSTS", "Names that the service answers to, with commas.", "localhost"
    ),
    Variable("EFQI_HTTPS", "`true` behind a proxy that ends TLS.", "false"),
    Variable(
        "EFQI_EMAIL_URL", "`smtp://user:password@host:port`.", "printed, not sent"
    ),
    Variable("EFQI_EMAIL_FROM", "Sender of notices.", "efqi@localhost"),
    Variable("EFQI_LARGEST_UPLOAD", "Megabytes that one file may have.", "500"),
    Variable(
        "EFQI_JOBS",
        "`beside`: files are counted by a process beside the server. `at once`: within the "
        "request.",
        "beside",
    ),
    Variable(
        "EFQI_KEEP_EXACT_MONTHS",
        "Months after which exact counts are deleted, unless a project sets another day.",
        "kept until a day is set",
    ),
    Variable("EFQI_NHS_BRANDING", "`true` for an NHS body: its typeface.", "false"),
    Variable("EFQI_REQUIRE_MFA", "`true`: everyone signs in with a code too.", "false"),
    Variable("EFQI_PROXY", "Address of the proxy, with EFQI_HTTPS.", "127.0.0.1"),
)
"""Every variable that is read."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """How the workbench runs.

    Attributes
    ----------
    is_local : bool
        One person on this machine, without sign-in.
    home : Path
        Folder of the database and of what is kept.
    database_url : str
        Blank for SQLite in `home`.
    secret_key : str
        Blank where it is made and kept in `home`.
    hosts : tuple of str
        Names that are answered to.
    is_https : bool
        Whether a proxy ends TLS.
    email_url, email_from : str
        Where notices go; printed where blank.
    largest_upload : int
        Bytes.
    has_nhs_branding : bool
        Neutral where False.
    counts_at_once : bool
        Files are counted within the request, and not by a process beside the server.
    keep_exact_months : int or None
        Months after which exact counts are deleted; None for no such day.
    requires_mfa : bool
        Whether everyone signs in with a code of their phone too.
    proxy : str
        Address of the proxy whose word is taken for who asks, and whether by TLS.
    """

    is_local: bool
    home: Path
    database_url: str
    secret_key: str
    hosts: tuple[str, ...]
    is_https: bool
    email_url: str
    email_from: str
    largest_upload: int
    has_nhs_branding: bool
    counts_at_once: bool
    keep_exact_months: int | None
    requires_mfa: bool
    proxy: str


def configuration(environment: Mapping[str, str] = os.environ) -> Configuration:
    """Read the environment.

    Raises
    ------
    StorageError
        A value that cannot be meant; it names the variable.
    """
    mode = environment.get("EFQI_MODE", "local")
    if mode not in ("local", "server"):
        raise _refused("EFQI_MODE", mode, "Write local or server.")
    secret = environment.get("EFQI_SECRET_KEY", "")
    if secret and len(secret) < _FEWEST_CHARACTERS_OF_A_SECRET:
        raise _refused("EFQI_SECRET_KEY", "…", "Make it 40 characters or more.")
    hosts = environment.get("EFQI_HOSTS", "localhost,127.0.0.1,[::1]")
    return Configuration(
        mode == "local",
        data_folder(environment),
        environment.get("DATABASE_URL", ""),
        secret,
        tuple(host.strip() for host in hosts.split(",") if host.strip()),
        _is_true(environment, "EFQI_HTTPS"),
        environment.get("EFQI_EMAIL_URL", ""),
        environment.get("EFQI_EMAIL_FROM", "efqi@localhost"),
        _megabytes(environment.get("EFQI_LARGEST_UPLOAD", "500")),
        _is_true(environment, "EFQI_NHS_BRANDING"),
        _counts_at_once(environment.get("EFQI_JOBS", "beside")),
        _months(environment.get("EFQI_KEEP_EXACT_MONTHS", "")),
        _is_true(environment, "EFQI_REQUIRE_MFA"),
        environment.get("EFQI_PROXY", "127.0.0.1"),
    )


def _is_true(environment: Mapping[str, str], name: str) -> bool:
    value = environment.get(name, "false").casefold()
    if value not in ("true", "false"):
        raise _refused(name, value, "Write true or false.")
    return value == "true"


def _counts_at_once(words: str) -> bool:
    if words not in ("beside", "at once"):
        raise _refused("EFQI_JOBS", words, "Write beside or at once.")
    return words == "at once"


def _months(words: str) -> int | None:
    if not words:
        return None
    if not words.isdigit() or not int(words):
        raise _refused(
            "EFQI_KEEP_EXACT_MONTHS", words, "Write a whole number of months."
        )
    return int(words)


def _megabytes(words: str) -> int:
    if not words.isdigit() or not int(words):
        raise _refused(
            "EFQI_LARGEST_UPLOAD", words, "Write a whole number of megabytes."
        )
    return int(words) * 1024 * 1024


def _refused(name: str, value: str, fix: str) -> StorageError:
    return StorageError(
        "This setting cannot be read.", where=Place(column=name, value=value), fix=fix
    )
