"""python-telegram-bot's own Bot against every method that the sandbox implements."""

from collections.abc import Awaitable, Callable

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    MenuButtonCommands,
    ReplyKeyboardMarkup,
    ReplyParameters,
)

from sandbox.methods import METHODS
from sandbox.server import Sandbox
from tests.fakes.athlete import FakeAthlete
from tests.fakes.pictures import picture

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Save", callback_data="save")]])


async def get_me(bot: Bot, chat: int) -> None:
    me = await bot.get_me()
    assert me.is_bot
    assert me.id == 5550001


async def get_updates(bot: Bot, chat: int) -> None:
    assert await bot.get_updates(timeout=0) == ()


async def webhook(bot: Bot, chat: int) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook", secret_token="s", max_connections=3, allowed_updates=["message"])
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections, info.allowed_updates) == ("http://127.0.0.1:9/hook", 3, ("message",))
    await bot.delete_webhook(drop_pending_updates=True)
    assert (await bot.get_webhook_info()).url == ""


async def send_message(bot: Bot, chat: int) -> None:
    message = await bot.send_message(chat, "<b>60 min</b> × 7 = 420 AU", parse_mode="HTML", reply_markup=KEYBOARD)
    assert message.text == "60 min × 7 = 420 AU"
    assert message.text_html == "<b>60 min</b> × 7 = 420 AU"
    assert message.reply_markup == KEYBOARD
    reply = await bot.send_message(chat, "later", reply_parameters=ReplyParameters(message.message_id))
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.message_id == message.message_id


async def edit_text(bot: Bot, chat: int) -> None:
    message = await bot.send_message(chat, "before", reply_markup=KEYBOARD)
    edited = await bot.edit_message_text("after", chat, message.message_id)
    assert not isinstance(edited, bool)
    assert (edited.text, edited.reply_markup) == ("after", None)
    assert edited.edit_date is not None


async def edit_markup(bot: Bot, chat: int) -> None:
    message = await bot.send_message(chat, "same")
    edited = await bot.edit_message_reply_markup(chat, message.message_id, reply_markup=KEYBOARD)
    assert not isinstance(edited, bool)
    assert edited.reply_markup == KEYBOARD


async def photo(bot: Bot, chat: int) -> None:
    message = await bot.send_photo(
        chat, picture(40, 30), caption="<i>load</i>", parse_mode="HTML", reply_markup=KEYBOARD
    )
    assert (message.photo[-1].width, message.photo[-1].height) == (40, 30)
    assert message.caption_html == "<i>load</i>"
    captioned = await bot.edit_message_caption(chat, message.message_id, caption="new")
    assert not isinstance(captioned, bool)
    assert captioned.caption == "new"
    again = await bot.send_photo(chat, message.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == message.photo[-1].file_unique_id


async def edit_media(bot: Bot, chat: int) -> None:
    message = await bot.send_photo(chat, picture(40, 30), caption="4 weeks")
    media = InputMediaPhoto(picture(50, 60, "JPEG"), caption="a year")
    edited = await bot.edit_message_media(media, chat, message.message_id, reply_markup=KEYBOARD)
    assert not isinstance(edited, bool)
    assert (edited.photo[-1].width, edited.caption, edited.reply_markup) == (50, "a year", KEYBOARD)


async def document(bot: Bot, chat: int) -> None:
    content = '{"entries": ["ü"]}'.encode()
    message = await bot.send_document(chat, content, filename="training.json", caption="your data")
    assert message.document is not None
    assert (message.document.file_name, message.document.mime_type) == ("training.json", "application/json")
    file = await bot.get_file(message.document.file_id)
    assert bytes(await file.download_as_bytearray()) == content


async def album(bot: Bot, chat: int) -> None:
    files = [InputMediaDocument(b"a,b", filename="a.csv"), InputMediaDocument(b"{}", filename="a.json", caption="all")]
    messages = await bot.send_media_group(chat, files)
    assert len({message.media_group_id for message in messages}) == 1
    assert [message.document.file_name for message in messages if message.document] == ["a.csv", "a.json"]


async def delete(bot: Bot, chat: int) -> None:
    ids = [(await bot.send_message(chat, f"gone {number}")).message_id for number in range(3)]
    assert await bot.delete_message(chat, ids[0])
    assert await bot.delete_messages(chat, ids)


async def small_signs(bot: Bot, chat: int) -> None:
    message = await bot.send_message(chat, "react")
    assert await bot.send_chat_action(chat, "typing")
    assert await bot.send_message_draft(chat, 7, "Your longest r")
    assert await bot.set_message_reaction(chat, message.message_id, "👍")


async def copies(bot: Bot, chat: int) -> None:
    message = await bot.send_message(chat, "<b>copy</b> me", parse_mode="HTML", reply_markup=KEYBOARD)
    copied = await bot.copy_message(chat, chat, message.message_id)
    assert copied.message_id > message.message_id
    forwarded = await bot.forward_message(chat, chat, message.message_id)
    assert forwarded.forward_origin is not None


async def pins(bot: Bot, chat: int) -> None:
    message = await bot.send_message(chat, "pin me")
    assert await bot.pin_chat_message(chat, message.message_id)
    pinned = (await bot.get_chat(chat)).pinned_message
    assert pinned is not None
    assert pinned.text == "pin me"
    assert await bot.unpin_chat_message(chat)


async def commands(bot: Bot, chat: int) -> None:
    general = [BotCommand("log", "Log a session")]
    assert await bot.set_my_commands(general)
    assert await bot.set_my_commands([("log", "Training eintragen")], language_code="de")
    assert await bot.set_my_commands([("x", "only here")], scope=BotCommandScopeChat(chat))
    assert await bot.get_my_commands() == tuple(general)
    assert (await bot.get_my_commands(language_code="de"))[0].description == "Training eintragen"
    assert await bot.delete_my_commands(scope=BotCommandScopeChat(chat))
    assert await bot.get_my_commands(scope=BotCommandScopeChat(chat)) == ()


async def profile(bot: Bot, chat: int) -> None:
    assert await bot.set_my_name("Coach")
    assert (await bot.get_my_name()).name == "Coach"
    assert (await bot.get_me()).first_name == "Coach"
    assert await bot.set_my_description("A training log", language_code="de")
    assert (await bot.get_my_description("de")).description == "A training log"
    assert (await bot.get_my_description()).description == ""
    assert await bot.set_my_short_description("Log")
    assert (await bot.get_my_short_description()).short_description == "Log"


async def menu(bot: Bot, chat: int) -> None:
    assert await bot.set_chat_menu_button(chat, MenuButtonCommands())
    assert (await bot.get_chat_menu_button(chat)).type == "commands"
    assert (await bot.get_chat_menu_button()).type == "commands"


async def chats(bot: Bot, chat: int) -> None:
    assert (await bot.get_chat(chat)).first_name == "Zoë"
    assert (await bot.get_chat_member(chat, chat)).status == "member"


async def leaving(bot: Bot, chat: int) -> None:
    assert await bot.close()
    assert await bot.log_out()


CONVERSATIONS: list[tuple[Callable[[Bot, int], Awaitable[None]], str]] = [
    (get_me, "getMe"),
    (get_updates, "getUpdates"),
    (webhook, "setWebhook deleteWebhook getWebhookInfo"),
    (send_message, "sendMessage"),
    (edit_text, "editMessageText"),
    (edit_markup, "editMessageReplyMarkup"),
    (photo, "sendPhoto editMessageCaption"),
    (edit_media, "editMessageMedia"),
    (document, "sendDocument getFile"),
    (album, "sendMediaGroup"),
    (delete, "deleteMessage deleteMessages"),
    (small_signs, "sendChatAction sendMessageDraft setMessageReaction"),
    (copies, "copyMessage forwardMessage"),
    (pins, "pinChatMessage unpinChatMessage"),
    (commands, "setMyCommands getMyCommands deleteMyCommands"),
    (profile, "setMyName getMyName setMyDescription getMyDescription setMyShortDescription getMyShortDescription"),
    (menu, "setChatMenuButton getChatMenuButton"),
    (chats, "getChat getChatMember"),
    (leaving, "close logOut"),
]
ELSEWHERE = {
    "answerCallbackQuery",
    "leaveChat",
    # test_payment_methods.py
    "sendInvoice",
    "createInvoiceLink",
    "answerPreCheckoutQuery",
    "refundStarPayment",
    "editUserStarSubscription",
    "getStarTransactions",
    "getMyStarBalance",
}


@pytest.mark.parametrize("conversation", [pair[0] for pair in CONVERSATIONS], ids=lambda function: function.__name__)
async def test_ptb_and_the_sandbox_understand_each_other(
    bot: Bot, athlete: FakeAthlete, conversation: Callable[[Bot, int], Awaitable[None]]
) -> None:
    await conversation(bot, athlete.id)


async def test_a_tap_is_answered_once(bot: Bot, athlete: FakeAthlete) -> None:
    await bot.send_message(athlete.id, "Saved?", reply_markup=KEYBOARD)
    query_id = await athlete.taps(await athlete.sees("Saved?"), "Save")
    (update,) = await bot.get_updates(timeout=5)
    assert update.callback_query is not None
    assert (update.callback_query.data, update.callback_query.from_user.id) == ("save", athlete.id)
    assert await update.callback_query.answer("Saved.", show_alert=True)
    answer = await athlete.sees_answer(query_id)
    assert (answer.text, answer.alert) == ("Saved.", True)


async def test_a_group_can_be_answered_and_left(bot: Bot, athlete: FakeAthlete, sandbox: Sandbox) -> None:
    group = {"id": -100200300, "type": "supergroup", "title": "Club"}
    await athlete.sends_update({"message": {"chat": group, "text": "hello"}})
    (update,) = await bot.get_updates(timeout=5)
    assert update.effective_chat is not None
    assert update.effective_chat.type == "supergroup"
    assert (await bot.send_message(-100200300, "In private, please")).chat.title == "Club"
    assert await bot.leave_chat(-100200300)


async def test_a_reply_keyboard_is_shown_and_taken_away(bot: Bot, athlete: FakeAthlete, sandbox: Sandbox) -> None:
    await bot.send_message(athlete.id, "How long?", reply_markup=ReplyKeyboardMarkup([["30", "60"]]))
    chat = sandbox.hands.chat(athlete.id)
    assert chat.reply_keyboard is not None
    assert chat.reply_keyboard["keyboard"] == [[{"text": "30"}, {"text": "60"}]]


def test_every_implemented_method_is_tried_here() -> None:
    tried = {name for _, names in CONVERSATIONS for name in names.split()}
    assert tried | ELSEWHERE == set(METHODS)
