"""Draws what Sitrep says as Telegram shows it: `python -m tests.pictures FOLDER [LANGUAGE]...` writes PNGs.

The demo's news, the real bot, and a chat in each language, drawn by Chromium, which must be installed. The
picture in README.md is `alert-en.png`.
"""

import asyncio
import html
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.demo import run as demo
from bot.demo.feedserver import Feeds
from bot.demo.standin.chatroom import Message
from bot.demo.standin.entities import Entity
from bot.demo.standin.server import BotApi
from bot.desk.app import run
from bot.desk.roles import ROLES
from bot.messages.speech.languages import LANGUAGES

WIDTH = 440
_READER, _LATER = 5001, 6001
"""The first chats, one for alerts and one for a digest; each further language has the next two."""
_OPEN = {
    "bold": "<b>", "italic": "<i>", "code": "<code>", "pre": "<pre>",
    "blockquote": "<blockquote>", "expandable_blockquote": '<blockquote class="expandable">',
    "text_link": "<a>", "date_time": "<time>",
}  # fmt: skip
_CLOSE = {kind: "</" + tag[1:].split()[0].rstrip(">") + ">" for kind, tag in _OPEN.items()}
_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 14px; background: #cfdbe6;
  font: 15px/1.38 "Noto Sans", "DejaVu Sans", sans-serif }}
.message {{ background: #fff; border-radius: 12px; padding: 8px 11px; white-space: pre-wrap;
  overflow-wrap: anywhere }}
.message p {{ margin: 0; min-height: 1.38em; unicode-bidi: plaintext; text-align: start }}
a, time {{ color: #2f6ea5; text-decoration: none }} code {{ font: 14px monospace; color: #2f6ea5 }}
blockquote {{ margin: 2px 0; padding: 3px 9px; background: #eef4fa; border-inline-start: 3px solid #2f6ea5;
  border-radius: 5px; font-size: 14px }}
.expandable {{ position: relative; max-height: 4.2em; overflow: hidden }}
.expandable::after {{ content: "⌄"; position: absolute; inset-inline-end: 8px; bottom: 0; color: #2f6ea5 }}
.row {{ display: flex; gap: 4px; margin-top: 4px }}
.row span {{ flex: 1; text-align: center; background: #7f9fbd; color: #fff; border-radius: 8px;
  padding: 7px 4px; font-size: 14px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis;
  unicode-bidi: plaintext }}
</style><div class="message" dir="auto">{text}</div>{rows}"""


def page(message: Message) -> str:
    """The message as an HTML page."""
    rows = "".join(
        '<div class="row">' + "".join(f"<span>{html.escape(button.text)}</span>" for button in row) + "</div>"
        for row in message.buttons
    )
    return _PAGE.format(text=_marked(message.text, message.entities), rows=rows)


def _marked(text: str, entities: Sequence[Entity]) -> str:
    """The text with its entities as tags, a paragraph for each line, as Telegram orders each by itself."""
    units = text.encode("utf-16-le")
    marks: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda entity: (entity.offset, -entity.length)):
        if entity.type in _OPEN:
            marks.setdefault(entity.offset, []).append(_OPEN[entity.type])
            marks.setdefault(entity.offset + entity.length, []).insert(0, _CLOSE[entity.type])
    pieces, at = ["<p>"], 0
    for offset in sorted({*marks, len(units) // 2}):
        shown = html.escape(units[2 * at : 2 * offset].decode("utf-16-le"))
        pieces += [shown.replace("\n", "</p><p>"), *marks.get(offset, [])]
        at = offset
    joined = "".join([*pieces, "</p>"])
    quoted = re.sub(r"<p>(<blockquote[^>]*>)", r"\1<p>", joined)
    return quoted.replace("</blockquote></p>", "</p></blockquote>")


def draw(message: Message, path: Path) -> None:
    """Write the message as a PNG. Raises CalledProcessError where Chromium fails."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "message.html"
        source.write_text(page(message), encoding="utf-8")
        height = 120 + 24 * sum(1 + len(line) // 46 for line in message.text.split("\n"))
        command = (
            "chromium", "--headless", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=2",
            f"--window-size={WIDTH},{height + 44 * len(message.buttons)}", f"--screenshot={path}",
            str(source),
        )  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    _crop(path)


def _crop(path: Path) -> None:
    from PIL import Image, ImageChops

    with Image.open(path) as image:
        flat = image.convert("RGB")
    ground = Image.new("RGB", flat.size, flat.getpixel((0, 0)))
    box = ImageChops.difference(flat, ground).getbbox()
    if box is not None:
        shown = flat.crop((0, 0, flat.width, min(flat.height, box[3] + 28)))
        shown.quantize(128).save(path, optimize=True)


async def _say(api: BotApi, chat: int, text: str) -> Message:
    before = len(api.messages(chat))
    api.user_sends(chat, text)
    await api.wait_for(lambda: len(api.messages(chat)) > before)
    return api.messages(chat)[-1]


async def _talk(folder: Path, languages: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory(prefix="sitrep-pictures-") as store:
        async with BotApi() as api, Feeds(datetime.now(UTC), on_poll=api.notify) as feeds:
            stop = asyncio.Event()
            settings = demo._settings(api, feeds, Path(store))
            bot = asyncio.create_task(run(settings, ROLES, stop, tick_s=0.2))
            try:
                for number, language in enumerate(languages):
                    for chat in (_READER + number, _LATER + number):
                        api.speaks(chat, language)
                        await _say(api, chat, "/start")
                        await _say(api, chat, "/subscribe raqqa, isis")
                    await _say(api, _LATER + number, "/mute 8h")
                    draw(await _say(api, _READER + number, "/topics"), folder / f"topics-{language}.png")
                    draw(await _say(api, _READER + number, "/settings"), folder / f"settings-{language}.png")
                await _publish(api, feeds, folder, languages)
            finally:
                stop.set()
                await bot


async def _publish(api: BotApi, feeds: Feeds, folder: Path, languages: Sequence[str]) -> None:
    while feeds.waiting:
        feeds.publish_next()
        await asyncio.sleep(1.0)
    await asyncio.sleep(8.0)
    for number, language in enumerate(languages):
        told = [message for message in api.messages(_READER + number) if len(message.buttons) == 2]
        alert = max(told, key=lambda message: (message.edits, len(message.text)))
        draw(alert, folder / f"alert-{language}.png")
        before = len(api.messages(_LATER + number))
        await _say(api, _LATER + number, "/mute off")
        await api.wait_for(lambda: len(api.messages(_LATER + number)) > before + 1)  # noqa: B023
        draw(api.messages(_LATER + number)[-1], folder / f"digest-{language}.png")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    asyncio.run(_talk(target, sys.argv[2:] or list(LANGUAGES)))
