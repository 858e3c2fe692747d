"""Addresses with and without the credentials that they may carry, and where a redirect leads."""

import base64
import re
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from yarl import URL

_OWN_CREDENTIALS = re.compile(r"\A(\s*[A-Za-z][A-Za-z0-9+.-]*://)[^/?#\s]*@")
_UNQUOTED = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9._~:/?\[\]@!$&'()*+,;=%-]+")
_QUOTED = re.compile(r"(?:[A-Za-z0-9._~:/?\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*+")


def public_part(url: str) -> str:
    """An address without its own credentials; addresses in its query stay as they are."""
    return _OWN_CREDENTIALS.sub(r"\1", url) if "@" in url else url


def host_of(url: str) -> str:
    """Host and port as written, in lower case; empty if the address is not valid."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def bare(url: str) -> URL:
    """The address to request: without credentials or fragment, and not quoted twice."""
    url = public_part(url).partition("#")[0]
    if _QUOTED.fullmatch(url):
        return URL(url, encoded=True)
    host, slash, rest = url.partition("://")[2].partition("/")
    if not slash or not host.isascii():
        return URL(url)
    # Only what must be quoted: the library would also decode what is quoted already ("%2F").
    rest = _UNQUOTED.sub(lambda letters: quote(letters[0], safe="", errors="replace"), rest)
    return URL(f"{url.partition('://')[0]}://{host}/{rest}", encoded=True)


def authorization(url: str) -> dict[str, str]:
    """The header for the credentials of an address (RFC 7617); empty if it has none."""
    if "@" not in url:
        return {}
    parts = urlsplit(url)
    if parts.username is None:
        return {}
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}


def redirected(url: str, target: str) -> str:
    """The address that a redirect from `url` to `target` leads to (RFC 9110 section 10.2.2).

    Credentials are kept for the same host, unless they would then travel unencrypted. A `target` that is not
    valid is returned as it is, so that `url_problem` can name the fault.
    """
    try:
        resolved = urldefrag(urljoin(public_part(url), target.strip())).url
        return with_credentials_of(url, resolved)
    except ValueError:
        return target


def url_problem(url: str) -> str | None:
    """Why `url` cannot be a feed's address, as a sentence for people; None if it can."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        # The library's words would repeat a part of it, which may be a password.
        return "the address is not valid; correct it"
    if parts.scheme not in ("http", "https"):
        return "the address does not start with http:// or https://; correct it"
    return None if host else "the address has no host; correct it"


def absolute(base_url: str, target: str) -> str:
    """The http(s) address that `target` means in a document at `base_url`; empty if it is not one."""
    try:
        url = urljoin(base_url, target.strip())
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def with_credentials_of(origin: str, url: str) -> str:
    """`url` with the credentials of `origin` if it is on the same host and has none of its own.

    They are not added where they would travel unencrypted after an encrypted `origin`.
    """
    ours, theirs = urlsplit(origin), urlsplit(url)
    credentials, separator, _ = ours.netloc.rpartition("@")
    loses_tls = (ours.scheme, theirs.scheme) == ("https", "http")
    if not separator or "@" in theirs.netloc or host_of(origin) != host_of(url) or loses_tls:
        return url
    return theirs._replace(netloc=f"{credentials}@{theirs.netloc}").geturl()
