"""The stand-in as its own process: `python -m bot.demo.standin`."""

import asyncio
import signal
from pathlib import Path

import click

from bot.demo.standin.faults import FaultRates, Limits
from bot.demo.standin.server import TOKEN, BotApi


@click.command(help="Run a local Bot API on 127.0.0.1 until interrupted; prints its URL.")
@click.option("--port", default=0, show_default=True, help="0: any free port.")
@click.option("--token", default=TOKEN, show_default=True)
@click.option(
    "--log", type=click.Path(path_type=Path), help="Write a JSON line to this file for each accepted message."
)
@click.option("--limits", is_flag=True, help="Answer 429 when Telegram's sending limits are exceeded.")
@click.option("--seed", default=0, help="Seed of the random faults.")
@click.option("--throttled", default=0.0, help="Share of sends answered 429.")
@click.option("--server-error", default=0.0, help="Share of sends answered 502.")
@click.option(
    "--drop-before",
    default=0.0,
    help="Share of sends whose connection breaks before the message is accepted.",
)
@click.option(
    "--drop-after", default=0.0, help="Share of sends whose connection breaks after the message is accepted."
)
def run(
    port: int,
    token: str,
    log: Path | None,
    limits: bool,
    seed: int,
    throttled: float,
    server_error: float,
    drop_before: float,
    drop_after: float,
) -> None:
    """Read the options and serve."""
    rates = FaultRates(throttled, server_error, drop_before, drop_after)
    api = BotApi(token=token, port=port, limits=Limits() if limits else None, rates=rates, seed=seed, log=log)
    asyncio.run(_serve(api))


async def _serve(api: BotApi) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with api:
        click.echo(api.url)
        await stop.wait()


if __name__ == "__main__":
    run()
