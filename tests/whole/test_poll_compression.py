"""Compressed bodies that are odd, damaged, or made to hurt."""

import gzip
import time

import brotli
import pytest

from bot.http import compression
from bot.http.compression import BodyError, decoded

zstd = compression.zstd  # type: ignore[attr-defined]

TEXT = bytes(range(256)) * 2000


@pytest.mark.parametrize(("coding", "packed"), [("gzip", gzip.compress), ("zstd", zstd.compress)])
def test_parts_one_after_another_are_one_body(coding: str, packed: object) -> None:
    assert callable(packed)
    body = packed(TEXT) + packed(b"") + packed(TEXT)
    assert decoded(body, coding, 5_000_000) == TEXT * 2


def test_rubbish_after_a_gzip_body_is_left_out() -> None:
    assert decoded(gzip.compress(TEXT) + b"\r\n<!-- 0.2 s -->", "gzip", 5_000_000) == TEXT
    assert decoded(gzip.compress(TEXT) + b"\0" * 512, "gzip", 5_000_000) == TEXT


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_damaged_bodies_say_whose_fault_it_is(coding: str) -> None:
    with pytest.raises(BodyError, match="publisher's server"):
        decoded(b"not packed at all, whatever the header says", coding, 5_000_000)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(b"\0" * 30_000_000)),
        ("gzip", gzip.compress(b"") * 1000 + gzip.compress(b"\0" * 30_000_000)),
        ("zstd", zstd.compress(b"\0" * 30_000_000)),
        ("br", brotli.compress(b"\0" * 30_000_000, quality=1)),
        ("gzip, br", brotli.compress(gzip.compress(b"\0" * 30_000_000), quality=1)),
    ],
)
def test_bombs_are_refused(coding: str, body: bytes) -> None:
    with pytest.raises(BodyError, match="larger than"):
        decoded(body, coding, 5_000_000)


def test_bomb_of_two_hundred_thousand_empty_parts_takes_no_time() -> None:
    """By copying what follows each, 4 MB of them took minutes."""
    body = gzip.compress(b"") * 200_000
    began = time.process_time()
    assert decoded(body, "gzip", 5_000_000) == b""
    assert time.process_time() - began < 15


def test_body_of_very_many_zstd_frames_is_refused() -> None:
    """Each needs a decompressor of its own: those of 5 MB took five seconds."""
    frame = zstd.compress(b"")
    assert decoded(frame * 4000, "zstd", 5_000_000) == b""
    with pytest.raises(BodyError, match="4,000 zstd frames"):
        decoded(frame * 4001, "zstd", 5_000_000)


def test_zstd_may_not_ask_for_all_memory() -> None:
    packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    body = packer.compress(b"word " * 100_000) + packer.flush()
    with pytest.raises(BodyError, match="damaged"):
        decoded(body, "zstd", 5_000_000)
