"""`sitrep facts`, `match` and `group`: articles in, answers out, and invalid lines reported."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli.jsonl import RecordError, read_article, read_json
from bot.cli.main import sitrep

TEXT = "Fighters of ISIS attacked a checkpoint in Raqqa on Monday, killing five soldiers. Ten more were hurt."


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in an empty folder, so that the topics are those of the example."""
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(sitrep, list(arguments), input=given)


def jsonl(*values: object) -> str:
    return "".join(f"{json.dumps(value)}\n" for value in values)


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout_bytes.decode().splitlines()]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"nonsense", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b'{"id": %b, "text": "x"}' % (b"9" * 5000), "is not JSON"),
        (b"[1]", "is a list, not an object"),
        (b"null", "is null, not an object"),
        (b'{"text": "x"}', 'has no "id"'),
        (b'{"id": null, "text": "x"}', 'has no "id"'),
        (b'{"id": true, "text": "x"}', 'has true or false as "id"'),
        (b'{"id": [1], "text": "x"}', 'has a list as "id"'),
        (b'{"id": 1}', 'has no "title", "text" or "html"'),
        (b'{"id": 1, "title": null, "text": null}', 'has no "title", "text" or "html"'),
        (b'{"id": 1, "title": 5}', 'has a number as "title"'),
        (b'{"id": 1, "text": 5}', 'has a number as "text"'),
        (b'{"id": 1, "text": "x", "publisher": {}}', 'has an object as "publisher"'),
        (b'{"id": 1, "text": "caf\xe9"}', "is not UTF-8"),
    ],
)
def test_an_invalid_line_is_explained(line: bytes, problem: str) -> None:
    with pytest.raises(RecordError) as refused:
        read_json(line)
    assert str(refused.value).startswith(problem)


def test_only_the_id_and_a_title_or_text_are_required() -> None:
    alone = read_json(b'{"id": 1, "title": "Bridge falls &amp; burns"}')
    assert (alone.title, alone.text) == ("Bridge falls & burns", "")
    record = read_json(b'{"id": "a", "title": null, "html": "<p>Five &amp; six</p>", "published": "once"}')
    assert (record.id, record.title, record.text, record.published_at) == ("a", "", "Five & six", None)
    assert read_json(b'{"id": 1, "text": "", "html": "<b>x</b>"}').text == "x"


def test_dates_of_feeds_and_of_machines_are_read() -> None:
    machine = read_json(b'{"id": 1, "text": "x", "published": "2024-03-01T12:00:00+02:00"}').published_at
    feed = read_json(b'{"id": 1, "text": "x", "published": "Fri, 01 Mar 2024 10:00:00 GMT"}').published_at
    assert machine == feed
    assert machine is not None


def test_a_date_that_a_program_writes_for_none_is_none() -> None:
    for odd in ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01"):
        assert read_json(jsonl({"id": 1, "text": "x", "published": odd}).encode()).published_at is None
    dated = [{"id": year, "title": TEXT, "published": f"{year}-01-01"} for year in ("0001", "9999", "2024")]
    assert len(answers(run("group", "--jsonl", given=jsonl(*dated)))) == 3


def test_the_first_line_of_a_text_is_its_title_where_an_empty_line_follows() -> None:
    assert read_article(b"\xef\xbb\xbfTitle\n\nBody. More.", "x").title == "Title"
    assert read_article(b"Body.\nMore.\n\nEnd.", "x").title == ""
    assert read_article(b"<p>One &amp; two.</p>", "x").text == "One & two."


@pytest.mark.parametrize("command", ["facts", "match", "group"])
def test_an_invalid_line_is_reported_and_skipped(command: str) -> None:
    good = jsonl({"id": 1, "text": TEXT}, {"id": "الرقة", "text": TEXT})
    result = run(command, "--jsonl", "-", given=f"\ufeffx\n\n  \n{good}[1]\n{jsonl({'id': 3, 'text': ''})}")
    assert [answer["id"] for answer in answers(result)] == [1, "الرقة", 3]
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == ["line 1", "line 6"]
    assert result.exit_code == 1


@pytest.mark.parametrize("command", ["facts", "match", "group"])
def test_a_lone_surrogate_does_no_harm(command: str) -> None:
    given = '{"id": "\\ud83d", "title": "\\ude00", "text": "Five \\ud83d people died in Raqqa on Monday."}\n'
    result = run(command, "--jsonl", given=given)
    assert (result.exit_code, result.stderr) == (0, "")
    assert answers(result)[0]["id"] == "\ud83d"


def test_facts_write_the_documented_format() -> None:
    result = run("facts", "--jsonl", "--with-text", given=jsonl({"id": 7, "title": "T", "text": TEXT}))
    (answer,) = answers(result)
    assert result.exit_code == 0
    assert answer["id"] == 7
    assert answer["facts"]
    for fact in answer["facts"]:
        assert set(fact) == {"text", "source", "start", "end"}
        assert answer["text"][fact["start"] : fact["end"]] == fact["source"]
    assert "text" not in answers(run("facts", "--jsonl", given=jsonl({"id": 7, "text": TEXT})))[0]


def test_match_names_topics_and_words() -> None:
    (answer,) = answers(run("match", "--jsonl", given=jsonl({"id": 7, "text": TEXT})))
    assert {topic["topic"]: topic["terms"] for topic in answer["topics"]} == {
        "isis": ["Fighters", "ISIS", "attacked"],
        "raqqa": ["Raqqa"],
    }
    (tried,) = answers(run("match", "--jsonl", "--query", "checkpoint", given=jsonl({"id": 7, "text": TEXT})))
    assert [topic["topic"] for topic in tried["topics"]] == ["query"]


def test_match_says_the_kind_and_whether_the_article_would_buzz(tmp_path: Path) -> None:
    told = {"id": 1, "title": "Police arrest two men over Raqqa market bombing", "text": TEXT}
    argued = {
        "id": 2,
        "title": "Opinion: Why the bombing of Raqqa should worry you",
        "text": TEXT,
        "url": "https://example.org/opinion/raqqa",
    }
    news, opinion = answers(run("match", "--jsonl", given=jsonl(told, argued)))
    assert (news["kind"], news["alert"]) == ("news", True)
    assert (opinion["kind"], opinion["alert"]) == ("opinion", False)
    assert "labelled opinion" in opinion["reasons"]
    unsure = tmp_path / "unsure.txt"
    unsure.write_text("Questions over bombing in Raqqa\n\nNobody knows.")
    assert "news, alerts without a sound: " in run("match", str(unsure)).stdout


def test_group_gives_one_event_one_story_even_where_ids_repeat() -> None:
    other = "The central bank of Chile raised its interest rate by half a point to slow inflation."
    result = run("group", "--jsonl", given=jsonl(*({"id": 1, "text": text} for text in (TEXT, other, TEXT))))
    first, second, third = (answer["story"] for answer in answers(result))
    assert first == third != second


def test_single_articles_get_readable_answers() -> None:
    Path("article.txt").write_text(f"Attack in Raqqa\n\n{TEXT}", encoding="utf-8")
    facts = run("facts", "article.txt", "--with-text")
    assert "• Fighters of ISIS attacked a checkpoint in Raqqa" in facts.output
    assert facts.output.endswith(f"{TEXT}\n")
    assert "Raqqa" in run("match", "article.txt").output
    grouped = run("group", given=f"{TEXT}\n---\n{TEXT}")
    assert [line.split()[0] for line in grouped.output.splitlines()] == ["story-1", "story-1"]


def test_an_empty_result_is_stated() -> None:
    Path("empty.txt").touch()
    assert run("facts", "empty.txt").output == "There are no facts in this article.\n"
    Path("rain.txt").write_text("Rain is likely.")
    assert run("match", "rain.txt").output == "This article is not about any of the topics.\n"
    assert run("facts", "--jsonl", given="").exit_code == 0


def test_a_missing_file_is_named() -> None:
    result = run("facts", "gone.txt")
    assert result.exit_code == 2
    assert "gone.txt" in result.stderr
