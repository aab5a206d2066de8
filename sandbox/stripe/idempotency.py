"""The same key, the same answer, for a day: https://docs.stripe.com/api/idempotent_requests."""

from sandbox.stripe.errors import IdempotencyMisuse
from sandbox.wire import Json

KEPT_SECONDS = 24 * 3_600
_LONGEST_KEY = 255


class Answers:
    """Answers by idempotency key: what was asked, the HTTP status and the body."""

    def __init__(self) -> None:
        self.kept: dict[str, Json] = {}

    def again(self, key: str, asked: Json, now: int) -> tuple[int, Json, str] | None:
        """The earlier answer's status, body and request id. Raises IdempotencyMisuse when something else was asked."""
        if len(key) > _LONGEST_KEY:
            raise IdempotencyMisuse("Idempotency keys must be at most 255 characters.")
        for old in [name for name, answer in self.kept.items() if answer["at"] <= now - KEPT_SECONDS]:
            del self.kept[old]
        earlier = self.kept.get(key)
        if earlier is None:
            return None
        if (earlier["asked"]["method"], earlier["asked"]["path"]) != (asked["method"], asked["path"]):
            raise IdempotencyMisuse(
                f"Keys for idempotent requests can only be used for the same endpoint they were first used for "
                f"('{asked['path']}' vs '{earlier['asked']['path']}'). Try using a key other than '{key}' if you meant "
                "to execute a different request."
            )
        if earlier["asked"] != asked:
            raise IdempotencyMisuse(
                "Keys for idempotent requests can only be used with the same parameters they were first used with. "
                f"Try using a key other than '{key}' if you meant to execute a different request."
            )
        return earlier["status"], earlier["body"], earlier["request"]

    def keep(self, key: str, asked: Json, now: int, status: int, body: Json, request: str) -> None:
        """Answer so from now on. Requests that were refused before anything was done are not kept."""
        if status < 300 or status == 402:
            self.kept[key] = {"asked": asked, "at": now, "status": status, "body": body, "request": request}
