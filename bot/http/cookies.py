"""Cookies within one chain of redirects, for sites that redirect until they get theirs back."""

import aiohttp

from bot.http.address import bare


class Cookies:
    """The cookies of one request and its redirects; each is sent only where its site may have it."""

    def __init__(self) -> None:
        self._jar: aiohttp.CookieJar | None = None

    def take(self, answer: aiohttp.ClientResponse) -> None:
        """Take the cookies that an answer sets."""
        if answer.cookies:
            if self._jar is None:
                self._jar = aiohttp.CookieJar(unsafe=True)  # for hosts that are addresses too
            self._jar.update_cookies(answer.cookies, answer.url)

    def header(self, url: str) -> dict[str, str]:
        """The header for a request to `url`; empty if there is nothing to send."""
        if self._jar is None:
            return {}
        morsels = self._jar.filter_cookies(bare(url))
        pairs = "; ".join(f"{name}={morsel.coded_value}" for name, morsel in morsels.items())
        return {"Cookie": pairs} if pairs else {}
