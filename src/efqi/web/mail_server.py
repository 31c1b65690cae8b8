"""`EFQI_EMAIL_URL` as Django takes it."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from efqi.errors import Place, StorageError

_PORTS = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Who takes our e-mail.

    Attributes
    ----------
    backend : str
        Django's class that sends; it prints where there is no server.
    host : str
        Name of the server.
    port : int
        Its port.
    user, password : str
        Blank for a relay that asks for none.
    uses_starttls, uses_tls : bool
        A connection that becomes secret, or is from its first byte.
    """

    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    uses_starttls: bool = False
    uses_tls: bool = False


def mail_server(url: str) -> MailServer:
    """Read an address of a mail server.

    Parameters
    ----------
    url : str
        ``smtp://user:password@host:587``, ``smtps://…``, or blank to print. A password
        never travels in the clear: ``smtp`` with a user begins TLS first.

    Raises
    ------
    StorageError
        Another kind of address. The address is not repeated: it may hold a password.
    """
    if not url:
        return MailServer("django.core.mail.backends.console.EmailBackend")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refused() from None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise _refused()
    return MailServer(
        "django.core.mail.backends.smtp.EmailBackend",
        parts.hostname,
        port or _PORTS[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        uses_starttls=parts.scheme == "smtp" and bool(parts.username),
        uses_tls=parts.scheme == "smtps",
    )


def _refused() -> StorageError:
    return StorageError(
        "This mail server cannot be read.",
        where=Place(column="EFQI_EMAIL_URL"),
        fix="Write smtp://user:password@host:587 or smtps://user:password@host:465.",
    )
