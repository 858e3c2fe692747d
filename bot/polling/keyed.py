"""The keys of a document's entries, and what an entry shares with a known article that has one of them."""

import asyncio
from collections.abc import Collection, Sequence

from bot.feeds.draft import Draft
from bot.news.articles.identity import canonical_url, full_url, identities, identities_of_text
from bot.news.articles.sameness import Tie
from bot.polling.report import FeedPoll

_ENTRIES_PER_TURN = 100
"""Entries whose keys are computed before other tasks get the event loop."""

Keyed = tuple[Draft, tuple[str, ...]]
"""An entry with the keys that identify it, its guid's first."""


def house_of(poll: FeedPoll) -> str:
    """What the articles of a poll's feed are keyed by."""
    return poll.before.house or poll.before.publisher


async def keyed_entries(poll: FeedPoll) -> list[Keyed]:
    """The entries with their keys.

    `bot.news.articles.identity` says when a guid or an address identifies nothing.
    """
    drafts, house = poll.drafts, house_of(poll)
    addresses = []
    for number, draft in enumerate(drafts, start=1):
        if number % _ENTRIES_PER_TURN == 0:
            await asyncio.sleep(0)
        addresses.append(canonical_url(draft.url) if draft.url else "")
    shared_addresses, shared_guids = _shared(drafts, addresses)
    if shared_addresses:
        _tell_apart(drafts, addresses, shared_addresses)
    if poll.site_url:
        shared_addresses.add(canonical_url(poll.site_url))
    keyed = []
    for number, (draft, address) in enumerate(zip(drafts, addresses, strict=True), start=1):
        if number % _ENTRIES_PER_TURN == 0:
            await asyncio.sleep(0)
        keys = identities(
            house,
            draft.guid,
            draft.url,
            canonical=address,
            unique_url=address not in shared_addresses,
            unique_guid=draft.guid not in shared_guids,
        ) or identities_of_text(house, draft.title_html, draft.content_html)
        keyed.append((draft, keys))
    return keyed


def _shared(drafts: Sequence[Draft], addresses: Sequence[str]) -> tuple[set[str], set[str]]:
    """The addresses that several entries of a document share, and the guids that have several addresses.

    An entry that is listed twice with the same guid, address and title does not share them.
    """
    if len(set(addresses)) == len(drafts) == len({draft.guid for draft in drafts}):
        return set(), set()
    guids_at: dict[str, set[str]] = {}
    addresses_of: dict[str, set[str]] = {}
    titles: dict[tuple[str, str], set[str]] = {}
    for draft, address in zip(drafts, addresses, strict=True):
        guids_at.setdefault(address, set()).add(draft.guid or draft.title_html)
        addresses_of.setdefault(draft.guid or "", set()).add(address)
        titles.setdefault((draft.guid or "", address), set()).add(draft.title_html)
    twice = [names for names, found in titles.items() if len(found) > 1]
    shared_addresses = {address for address, guids in guids_at.items() if len(guids) > 1}
    shared_addresses.update(address for _, address in twice)
    shared_guids = {guid for guid, places in addresses_of.items() if len(places) > 1}
    shared_guids.update(guid for guid, _ in twice)
    return shared_addresses, shared_guids


def _tell_apart(drafts: Sequence[Draft], addresses: list[str], shared: set[str]) -> None:
    """Give entries that share an address their full address, where those differ; changes its arguments."""
    full: dict[str, dict[int, str]] = {}
    for place, address in enumerate(addresses):
        if address in shared and address:
            full.setdefault(address, {})[place] = full_url(drafts[place].url)
    for address, by_place in full.items():
        titles = {(name, drafts[place].guid or drafts[place].title_html) for place, name in by_place.items()}
        if len({*by_place.values()}) == len(titles) > 1:
            shared.discard(address)
            for place, name in by_place.items():
                addresses[place] = name


def tie_of(draft: Draft, keys: tuple[str, ...], agreed: Collection[str], known_url: str) -> Tie:
    """What an entry with `keys` shares with an article at `known_url` that has those of `agreed`."""
    by_guid = bool(draft.guid) and keys[0] in agreed and (len(keys) > 1 or draft.guid != draft.url)
    by_address = keys[-1] in agreed and (len(keys) > 1 or not by_guid)
    if by_address and not by_guid and _differ_in_what_is_dropped(draft.url, known_url):
        return Tie.PART
    if len(keys) > 1 and not (by_guid and by_address):
        return Tie.FULL if by_address and _names_its_address(draft) else Tie.PART
    return Tie.FULL if draft.guid else Tie.ADDRESS


def _differ_in_what_is_dropped(url: str, other: str) -> bool:
    same = canonical_url(url) == canonical_url(other)
    return bool(url) and same and full_url(url) != full_url(other)


def _names_its_address(draft: Draft) -> bool:
    """Whether a guid is the entry's address with a number, as the BBC makes a new one at every update."""
    address, _, number = (draft.guid or "").partition("#")
    return (not number or number.isdecimal()) and canonical_url(address) == canonical_url(draft.url)
