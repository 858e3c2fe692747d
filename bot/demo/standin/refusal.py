"""How the Bot API refuses a call."""

from collections.abc import Mapping


class Refusal(Exception):  # noqa: N818 - an answer, not an error of the program
    """An answer other than `ok`: HTTP status, description and ResponseParameters in Telegram's form."""

    def __init__(self, status: int, description: str, parameters: Mapping[str, int] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = dict(parameters or {})

    def as_json(self) -> dict[str, object]:
        """The body of the answer."""
        body: dict[str, object] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> Refusal:
    """A 400 with Telegram's usual prefix."""
    return Refusal(400, f"Bad Request: {reason}")
