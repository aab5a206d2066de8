"""Drafts out of the queue, drawn in the chat: what is newest and still right, and never beside the message itself."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID, uuid4

import pytest
import urllib3

from backend.aws.drafts import QueuedDrafts
from backend.contract.drafts import WordsSoFar
from backend.errors import StoreUnavailable
from bot.aws.chats import DynamoChats
from bot.aws.drawing import Drawer, Drawing, Refused, Room
from bot.aws.links import DynamoLinks
from bot.drafting import draft_id
from bot.inbox import NewState, Outcome
from bot.linking.links import Account, Attempt, Proof
from handlers.remembered import Card
from handlers.state import ChatState
from tests.fakes.cloud import client, make_queue, make_table
from tests.unit.bot.helpers import ANNA, NOON, Notebook
from tests.unit.bot_aws.worlds import HandClock, messages_in

CHAT, RUN = 7, UUID(int=9)


class Paper:
    """Is a :class:`Drawer`: remembers what was drawn. ``troubles``: what the next calls raise."""

    def __init__(self) -> None:
        self.drawn: list[tuple[int, int, str]] = []
        self.troubles: list[Exception] = []

    def draw(self, chat_id: int, number: int, text: str) -> None:
        self.drawn.append((chat_id, number, text))
        if self.troubles:
            raise self.troubles.pop(0)

    def texts(self) -> list[str]:
        return [text for _, _, text in self.drawn]


class World:
    """Anna's chat holds her account; ``seconds`` is what the room for drafts goes by."""

    def __init__(self) -> None:
        self.clock, self.log, self.paper, self.seconds = HandClock(), Notebook(), Paper(), 0.0
        dynamodb, table = client("dynamodb"), make_table("ChatsTable")
        self.chats, self.links = DynamoChats(dynamodb, table, self.clock), DynamoLinks(dynamodb, table, self.clock)
        self.accounts: Any = self.links
        self.room = Room(5, 2.0, lambda: self.seconds)
        self.knows()
        self.holds(CHAT)

    def knows(self, chat_id: int = CHAT, **fields: Any) -> None:
        """The chat's state."""
        state = ChatState(**{"chat_id": chat_id, "athlete_id": ANNA, **fields})
        new = NewState(chat_id, state.model_dump_json(exclude_defaults=True), state.athlete_id)
        self.chats.finish(Outcome(None, new), self.chats.take(chat_id, "test", 30))

    def holds(self, chat_id: int) -> None:
        """From now on this is the chat that the account is connected to."""
        name, soon = uuid4().hex, self.clock.now() + timedelta(minutes=5)
        self.links.begin(Attempt(name, chat_id, chat_id, "verifier", name, "client", "https://back", "bot", "en", soon))
        assert self.links.prove(name, Proof(name, chat_id, ANNA, "a…@example.org", "sealed", soon))
        assert self.links.accept(Account(ANNA, chat_id, chat_id, "a…@example.org", NOON, "sealed", name))

    def draft(self, text: str, entry_id: UUID = RUN, athlete_id: UUID = ANNA, *, old: float = 0.0) -> str:
        at = self.clock.now() - timedelta(seconds=old)
        return WordsSoFar(athlete_id=athlete_id, entry_id=entry_id, text=text, at=at).model_dump_json()

    def draws(self, *bodies: str) -> list[tuple[object, object]]:
        """One batch of them; what became of each that was looked at, and why."""
        before = len(self.log.lines)
        records = [{"messageId": str(number), "body": body} for number, body in enumerate(bodies)]
        drawing = Drawing(self.accounts, self.chats, self.paper, self.room, self.clock, self.log)  # type: ignore[arg-type]  # Paper is a Drawer
        assert drawing.draw({"Records": records}) == {"batchItemFailures": []}, "nothing of it comes again"
        told = [values for event, values in self.log.lines[before:] if event == "draft"]
        return [(values["outcome"], values["why"]) for values in told]


@pytest.fixture
def world() -> World:
    return World()


def test_of_each_comment_the_newest_is_drawn_where_its_message_will_be(world: World) -> None:
    other = UUID(int=10)
    drawn = world.draws(
        world.draft("One."), world.draft("A ride.", other), world.draft("One. Two."), world.draft("One. Two. Three.")
    )

    assert drawn == [("drawn", None), ("drawn", None)]
    assert world.paper.drawn == [(CHAT, draft_id(RUN), "One. Two. Three."), (CHAT, draft_id(other), "A ride.")]


def test_states_of_one_comment_have_one_number_which_telegram_takes(world: World) -> None:
    for text in ("", "One.", "One. Two."):
        world.draws(world.draft(text))

    assert world.paper.drawn == [(CHAT, 10, ""), (CHAT, 10, "One."), (CHAT, 10, "One. Two.")]
    assert all(0 < draft_id(UUID(int=number)) < 2**31 for number in (0, 2**31 - 2, 2**31 - 1, 2**128 - 1))


def test_what_is_late_is_dropped_and_the_account_is_not_even_asked_for(world: World) -> None:
    world.accounts = None

    assert world.draws(world.draft("One.", old=3.1)) == [("dropped", "late")]
    assert world.paper.drawn == []


def test_what_has_become_late_while_the_tables_answered_is_dropped_too(world: World) -> None:
    class Slow:
        def account(self, athlete_id: UUID) -> Account | None:
            world.clock.turn(seconds=3.1)
            return world.links.account(athlete_id)

    world.accounts = Slow()

    assert world.draws(world.draft("One.")) == [("dropped", "late")]
    assert world.paper.drawn == []


def test_while_a_turn_has_the_chat_nothing_is_drawn_as_it_may_be_the_comments(world: World) -> None:
    push = world.chats.take(CHAT, "p1", 20)
    assert world.draws(world.draft("One.")) == [("dropped", "not wanted")]

    world.chats.give_back(push)
    assert world.draws(world.draft("One.")) == [("drawn", None)]


def test_a_lease_that_nobody_gave_back_ends(world: World) -> None:
    world.chats.take(CHAT, "p1", 20)
    world.clock.turn(seconds=20.1)

    assert world.draws(world.draft("One.")) == [("drawn", None)]


@pytest.mark.parametrize(
    "state",
    [
        {"blocked": True},
        {"signed_out": True},
        {"athlete_id": UUID(int=2)},
        {"cards": [Card(entry=RUN, feedback=4, said=1)]},
        {"cards": [Card(entry=RUN, removed=True)]},
        {"cards": [Card(entry=RUN, quiet=True)]},
    ],
    ids=["blocked", "signed out", "somebody else's", "delivered", "taken back", "kept without comment"],
)
def test_where_no_message_follows_there_is_no_draft(world: World, state: dict[str, Any]) -> None:
    world.knows(**state)

    assert world.draws(world.draft("One.")) == [("dropped", "not wanted")]
    assert world.paper.drawn == []


def test_an_account_that_has_moved_is_shown_where_it_is(world: World) -> None:
    world.knows(8)
    world.holds(8)

    world.draws(world.draft("One."))

    assert world.paper.drawn == [(8, draft_id(RUN), "One.")]


def test_for_somebody_without_a_chat_nothing_is_drawn(world: World) -> None:
    nobody = UUID(int=3)
    assert world.draws(world.draft("One.", athlete_id=nobody)) == [("dropped", "not wanted")]
    world.holds(99)  # where nothing is remembered
    assert world.draws(world.draft("One.")) == [("dropped", "not wanted")]


def test_who_finds_no_room_is_dropped_and_does_not_wait(world: World) -> None:
    entries = [UUID(int=number) for number in range(20, 27)]
    drawn = world.draws(*(world.draft("One.", entry) for entry in entries))

    assert drawn == [("drawn", None)] * 5 + [("dropped", "no room")] * 2
    world.seconds = 1.9
    assert world.draws(world.draft("Two.")) == [("dropped", "no room")]
    world.seconds = 2.0
    assert world.draws(world.draft("Three.")) == [("drawn", None)]


def test_what_is_not_drawn_takes_no_room(world: World) -> None:
    for _ in range(9):
        world.draws(world.draft("One.", athlete_id=UUID(int=3)))

    assert world.draws(world.draft("One.")) == [("drawn", None)]


def test_what_telegram_refuses_is_dropped_and_the_rest_is_drawn(world: World) -> None:
    world.paper.troubles = [Refused("429"), ZeroDivisionError("legs heavy")]
    drawn = world.draws(*(world.draft("One.", UUID(int=number)) for number in (1, 2, 3)))

    assert drawn == [("dropped", "refused: 429"), ("dropped", "bug"), ("drawn", None)]
    [bug] = world.log.of("bug")
    assert bug["error"] == "ZeroDivisionError"
    assert "heavy" not in str(world.log.lines)


def test_while_the_table_is_away_nothing_is_drawn(world: World) -> None:
    class Away:
        def account(self, athlete_id: UUID) -> Account | None:
            raise StoreUnavailable

    world.accounts = Away()

    assert world.draws(world.draft("One.")) == [("dropped", "unavailable")]


def test_what_is_no_draft_is_reported_without_its_words_and_dropped(world: World) -> None:
    assert world.draws('{"text": "legs heavy"}', world.draft("One.")) == [("drawn", None)]
    assert world.log.lines[0] == ("no_draft", {"message": "0"})


def test_what_the_coachs_step_sends_is_what_is_drawn(world: World) -> None:
    queue = make_queue("Drafts")
    drafts = QueuedDrafts(client("sqs"), queue, world.clock, pause=0.0)
    sent: list[dict[str, Any]] = []
    with drafts.about(str(RUN)):
        for text in ("", "Dein Lauf war länger – 60 min."):
            drafts.show(ANNA, RUN, text)
            sent += arrived(queue)

    assert [message["Attributes"]["MessageGroupId"] for message in sent] == [str(RUN)] * 2
    for message in sent:
        world.draws(message["Body"])
    assert world.paper.texts() == ["", "Dein Lauf war länger – 60 min."]


def arrived(queue: str) -> list[dict[str, Any]]:
    """What comes out of the queue next."""
    deadline = time.monotonic() + 10
    while not (found := messages_in(queue)):
        assert time.monotonic() < deadline, "nothing was sent"
    return found


# ---- Telegram ----


class BotApi(ThreadingHTTPServer):
    """Answers with ``status``; ``asked`` has path and body of each request.

    ``closes``: so many of the next requests find their connection closed.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.status = 200
        self.closes = 0
        super().__init__(("127.0.0.1", 0), _Answers)


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: BotApi

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, body))
        if self.server.closes:
            self.server.closes -= 1
            self.close_connection = True
            return
        answer = b'{"ok": true, "result": true}'
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(answer)))
        if self.server.status == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def telegram() -> Iterator[BotApi]:
    with BotApi() as api:
        thread = threading.Thread(target=api.serve_forever)
        thread.start()
        try:
            yield api
        finally:
            api.shutdown()
            thread.join()


@contextmanager
def drawer(port: int, patience: float = 2.0) -> Iterator[Drawer]:
    with urllib3.PoolManager() as pool:
        yield Drawer(f"http://127.0.0.1:{port}", lambda: "1:token", pool, patience)


def test_a_text_is_a_draft_and_no_text_is_typing() -> None:
    with telegram() as api, drawer(api.server_port) as made:
        made.draw(CHAT, 10, "")
        made.draw(CHAT, 10, "Ein längerer Lauf.")

    assert api.asked == [
        ("/bot1:token/sendChatAction", {"chat_id": CHAT, "action": "typing"}),
        ("/bot1:token/sendMessageDraft", {"chat_id": CHAT, "draft_id": 10, "text": "Ein längerer Lauf."}),
    ]


@pytest.mark.parametrize("status", [302, 400, 403, 429, 502])
def test_whatever_telegram_refuses_is_not_tried_again(status: int) -> None:
    with telegram() as api, drawer(api.server_port) as made:
        api.status = status
        with pytest.raises(Refused, match=str(status)):
            made.draw(CHAT, 10, "One.")

    assert len(api.asked) == 1


def test_a_connection_that_was_closed_meanwhile_is_made_anew_once() -> None:
    with telegram() as api, drawer(api.server_port) as made:
        made.draw(CHAT, 10, "One.")
        api.closes = 1
        made.draw(CHAT, 10, "One. Two.")
        api.closes = 2
        with pytest.raises(Refused, match="ProtocolError"):
            made.draw(CHAT, 10, "One. Two. Three.")

    assert [body["text"] for _, body in api.asked] == ["One."] + ["One. Two."] * 2 + ["One. Two. Three."] * 2


def test_a_telegram_that_is_slow_or_away_is_left_alone_and_the_token_is_told_nobody() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, drawer(silent.getsockname()[1], patience=0.1) as made:
        with pytest.raises(Refused) as slow:
            made.draw(CHAT, 10, "One.")
        silent.close()
        with pytest.raises(Refused) as away:
            made.draw(CHAT, 10, "One.")

    for refused in (slow.value, away.value):
        assert "token" not in str(refused)
        assert refused.__cause__ is None
        assert refused.__suppress_context__
