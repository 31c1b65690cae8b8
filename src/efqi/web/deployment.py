"""What a service for a team needs, each point in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from efqi.web.configuration import Configuration

if TYPE_CHECKING:
    from efqi.web.observed import Observed

_ONLY_HERE = {"localhost", "127.0.0.1", "[::1]"}


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was looked at.

    Attributes
    ----------
    is_met : bool
        Whether it is as it should be.
    sentence : str
        What was found, and what to do.
    is_needed : bool
        False where it is worth thinking about, and a service can do without.
    """

    is_met: bool
    sentence: str
    is_needed: bool = True


def points(configured: Configuration, observed: "Observed") -> list[Point]:
    """Look at each point.

    Parameters
    ----------
    configured : Configuration
        What the environment says.
    observed : Observed
        What was seen of the service.
    """
    return [*_of_the_way_in(configured), *_of_what_is_kept(configured, observed)]


def _of_the_way_in(configured: Configuration) -> Sequence[Point]:
    hosts = set(configured.hosts)
    names_hosts = bool(hosts - _ONLY_HERE) and "*" not in hosts
    return (
        Point(
            not configured.is_local,
            "People sign in: EFQI_MODE=server.",
        ),
        Point(
            bool(configured.secret_key),
            "Sessions are signed by a key of your own: EFQI_SECRET_KEY, 40 characters or "
            "more, kept out of backups of the database.",
        ),
        Point(
            configured.is_https,
            "Pages travel by TLS: EFQI_HTTPS=true, behind a proxy that ends TLS.",
        ),
        Point(
            names_hosts,
            "The service answers to its own name only: EFQI_HOSTS=efqi.example.org, "
            "without *.",
        ),
        Point(
            bool(configured.email_url),
            "Letters are sent: EFQI_EMAIL_URL=smtp://user:password@host:587. Without it "
            "nobody can set a forgotten password.",
        ),
        Point(
            configured.requires_mfa,
            "Everyone signs in with a code of their phone: EFQI_REQUIRE_MFA=true. Leave "
            "it off only where another gate stands in front.",
            is_needed=False,
        ),
    )


def _of_what_is_kept(
    configured: Configuration, observed: "Observed"
) -> Sequence[Point]:
    errors = "; ".join(observed.errors)
    return (
        Point(
            observed.database == "postgresql",
            "The database is PostgreSQL: DATABASE_URL=postgres://…. SQLite serves a small "
            "team. Either way, copy it every night: efqi backup FILE.",
            is_needed=False,
        ),
        Point(
            observed.home_is_private,
            f"Only the service's own user opens {configured.home}: chmod 700.",
        ),
        Point(not observed.is_debugging, "Errors show nothing of what stands behind."),
        Point(
            observed.administrators > 0,
            "Someone keeps the service: efqi person add EMAIL --name NAME "
            "--administrator.",
        ),
        Point(
            configured.keep_exact_months is not None and observed.without_end == 0,
            "Exact counts are deleted after a while: EFQI_KEEP_EXACT_MONTHS=24, and a day "
            f"for each project ({observed.without_end} hold counts without one).",
        ),
        Point(
            not observed.errors,
            f"Django's own checks find nothing wrong{': ' if errors else ''}{errors}.",
        ),
    )
