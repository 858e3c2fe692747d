"""Addresses with and without the credentials that they may carry, and where a redirect leads."""

import base64
import re
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from yarl import URL

_CREDENTIALS = re.compile(r"(?<=://)[^/?#\s]*@")
_OWN_CREDENTIALS = re.compile(r"\A(\s*[A-Za-z][A-Za-z0-9+.-]*://)[^/?#\s]*@")
_QUOTED = re.compile(r"(?:[A-Za-z0-9._~:/?\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*+")


def without_credentials(text: str) -> str:
    """An address, or a text with addresses in it, fit for logs and people: users and passwords taken out."""
    return _CREDENTIALS.sub("", text) if "@" in text else text


def public_part(url: str) -> str:
    """An address without its own credentials; addresses within its query stay as they are."""
    return _OWN_CREDENTIALS.sub(r"\1", url) if "@" in url else url


def host_of(url: str) -> str:
    """Host and port as written, in lower case; empty where the address cannot be read."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def bare(url: str) -> URL:
    """The address as it is asked for: without credentials, and not re-quoted where it is quoted already."""
    url = public_part(url).partition("#")[0]
    return URL(url, encoded=_QUOTED.fullmatch(url) is not None)


def authorization(url: str) -> dict[str, str]:
    """The header for the credentials of an address (RFC 7617); empty where it has none."""
    if "@" not in url:
        return {}
    parts = urlsplit(url)
    if parts.username is None:
        return {}
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}


def redirected(url: str, target: str) -> str:
    """Where `url` leads that redirects to `target`, as RFC 9110 section 10.2.2 resolves it.

    Credentials go along to the same host, unless they would then travel in the clear. A target that cannot be
    read is given as it is, for `url_problem` to name.
    """
    try:
        found = urldefrag(urljoin(public_part(url), target.strip())).url
        return with_credentials_of(url, found)
    except ValueError:
        return target


def url_problem(url: str) -> str | None:
    """Why `url` can be no feed's address, as a sentence for people; None where it can."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as fault:
        return f"the address cannot be read ({fault}); correct it"
    if parts.scheme not in ("http", "https"):
        return "the address does not start with http:// or https://; correct it"
    return None if host else "the address has no host; correct it"


def absolute(base_url: str, target: str) -> str:
    """The http(s) address that `target` is to a document at `base_url`; empty where it is none."""
    try:
        url = urljoin(base_url, target.strip())
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def with_credentials_of(origin: str, url: str) -> str:
    """`url` with the credentials of `origin`, where it is on the same host and has none of its own."""
    ours, theirs = urlsplit(origin), urlsplit(url)
    credentials, separator, _ = ours.netloc.rpartition("@")
    in_the_clear = (ours.scheme, theirs.scheme) == ("https", "http")
    if not separator or "@" in theirs.netloc or host_of(origin) != host_of(url) or in_the_clear:
        return url
    return theirs._replace(netloc=f"{credentials}@{theirs.netloc}").geturl()
