"""What stands on both sides of the chat page: a sandbox in a process of its own, and a bot that does as told."""

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]
TOKEN = "4242:token-of-the-scripted-bot"
START_SECONDS = 20
UPDATE_SECONDS = 10


class SandboxProcess:
    """``python -m sandbox`` that can be killed and started again on the same port with the same chats."""

    def __init__(self, state_file: Path) -> None:
        self._state_file = state_file
        self._process: subprocess.Popen[str] | None = None
        self._port = 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "sandbox", "--port", str(self._port), "--state-file", str(self._state_file)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ})
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], START_SECONDS)
        assert ready, "the sandbox did not start in time"
        words = self._process.stdout.readline().split()
        assert len(words) > 1, "the sandbox ended at once"
        self._port = int(words[1].rpartition(":")[2])

    def stop(self) -> None:
        """End it as Ctrl+C would: the chats are written to the state file."""
        if self._process is None:
            return
        self._process.terminate()
        self._process.communicate(timeout=START_SECONDS)
        self._process = None


class ScriptedBot:
    """A bot without any library: the test says what it answers. Speaks the Bot API over HTTP."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=f"{url}/bot{TOKEN}/", timeout=30)
        self._offset = 0
        self._waiting: list[dict[str, Any]] = []

    def close(self) -> None:
        self._http.close()

    def call(self, method: str, **parameters: Any) -> Any:
        return self._result(self._http.post(method, json=parameters))

    def upload(self, method: str, kind: str, name: str, content: bytes, **parameters: Any) -> Any:
        fields = {key: value if isinstance(value, str) else json.dumps(value) for key, value in parameters.items()}
        return self._result(self._http.post(method, data=fields, files={kind: (name, content)}))

    def says(self, chat_id: int, text: str, *rows: list[dict[str, Any]], **parameters: Any) -> int:
        """Send a text with these rows of inline buttons; the message's id."""
        if rows:
            parameters["reply_markup"] = {"inline_keyboard": list(rows)}
        message: dict[str, Any] = self.call("sendMessage", chat_id=chat_id, text=text, **parameters)
        return int(message["message_id"])

    def gets(self, kind: str) -> dict[str, Any]:
        """The next update of this kind; others before it are passed over. Fails when none comes in time."""
        deadline = time.monotonic() + UPDATE_SECONDS
        while time.monotonic() < deadline:
            for update in self._poll(timeout=2):
                if kind in update:
                    found: dict[str, Any] = update[kind]
                    return found
        raise AssertionError(f"the bot got no {kind}")

    def pending(self, kind: str) -> list[dict[str, Any]]:
        """Everything of this kind that is waiting now."""
        return [update[kind] for update in self._poll(timeout=0) if kind in update]

    def _poll(self, timeout: int) -> Any:
        while True:
            if not self._waiting:
                self._waiting = self.call("getUpdates", offset=self._offset, timeout=timeout)
            if not self._waiting:
                return
            update = self._waiting.pop(0)
            self._offset = update["update_id"] + 1
            yield update

    @staticmethod
    def _result(response: httpx.Response) -> Any:
        answer = response.json()
        assert answer["ok"], answer
        return answer["result"]
