"""The chat page in a real browser, against the real sandbox server and a bot that follows the test's script."""

import io
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.stage import SandboxProcess, ScriptedBot

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}


def button(text: str, data: str | None = None, **more: Any) -> dict[str, Any]:
    return {"text": text, "callback_data": data if data is not None else text, **more}


def chat(page: Page) -> Locator:
    return page.locator(".chat:not([hidden])").first


def field(page: Page) -> Locator:
    return chat(page).locator("textarea")


def bubble(page: Page, text: str | re.Pattern[str]) -> Locator:
    return chat(page).locator("article.message", has_text=text)


def say(page: Page, text: str) -> None:
    field(page).fill(text)
    field(page).press("Enter")


def athlete_id(page: Page) -> int:
    chat(page).wait_for()
    return int(chat(page).get_attribute("data-athlete") or 0)


def picture(width: int = 640, height: int = 400) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#0b6b5d").save(file, "PNG")
    return file.getvalue()


def distance_to_end(page: Page) -> float:
    return float(
        chat(page).locator(".scroller").evaluate("each => each.scrollHeight - each.clientHeight - each.scrollTop")
    )


def contrast(of: Locator) -> float:
    """WCAG's contrast ratio between an element's text and the first opaque ground behind it."""
    return float(
        of.evaluate(
            """element => {
              const parse = colour => colour.match(/[\\d.]+/g).map(Number);
              const light = ([r, g, b]) => {
                const linear = v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
                const [x, y, z] = [r, g, b].map(v => linear(v / 255));
                return 0.2126 * x + 0.7152 * y + 0.0722 * z;
              };
              let ground = [255, 255, 255];
              for (let at = element; at; at = at.parentElement) {
                const colour = parse(getComputedStyle(at).backgroundColor);
                if (colour.length === 3 || colour[3] === 1) { ground = colour; break; }
              }
              const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground)].sort((p, q) => q - p);
              return (a + 0.05) / (b + 0.05);
            }"""
        )
    )


# ---- the first minute ----


def test_page_waits_for_the_bot_and_then_offers_start(open_page: OpenPage, sandbox: SandboxProcess) -> None:
    # GIVEN a sandbox that no bot has called yet
    page = open_page()
    expect(page.get_by_text("The bot has not connected yet.").first).to_be_visible()
    expect(page.get_by_role("button", name="Start", exact=True)).to_have_count(0)
    # WHEN the bot connects, and the athlete taps Start
    bot = ScriptedBot(sandbox.url)
    bot.call("getMe")
    page.get_by_role("button", name="Start", exact=True).click()
    # THEN the bot is told, and the page stops waiting
    assert bot.gets("message")["text"] == "/start"
    expect(bubble(page, "/start")).to_be_visible()
    expect(page.get_by_text("The bot has not connected yet.")).to_have_count(0)
    bot.close()


def test_deep_link_from_another_page_starts_the_bot_with_its_payload_once(page: Page, bot: ScriptedBot) -> None:
    # GIVEN a chat in which something was said already
    page.get_by_role("button", name="Start", exact=True).click()
    assert bot.gets("message")["text"] == "/start"
    # WHEN a link to the bot is followed, as https://t.me has them, THEN it is the reader who starts it
    page.goto(f"{page.url}{bot.call('getMe')['username']}?start=link_a-B_9")
    start = page.get_by_role("button", name="Start", exact=True)
    expect(start).to_be_focused()
    assert bot.pending("message") == []
    start.press("Enter")
    assert bot.gets("message")["text"] == "/start link_a-B_9"
    # AND loading the page again offers nothing
    page.reload()
    expect(bubble(page, "/start link_a-B_9")).to_be_visible()
    expect(start).to_have_count(0)


def test_deep_link_to_another_bot_offers_nothing(page: Page, bot: ScriptedBot) -> None:
    page.get_by_role("button", name="Start", exact=True).click()
    assert bot.gets("message")["text"] == "/start"
    page.goto(f"{page.url}some_other_bot?start=x")
    expect(bubble(page, "/start")).to_be_visible()
    expect(page.get_by_role("button", name="Start", exact=True)).to_have_count(0)


def test_help_says_what_this_is_and_fills_in_an_example(page: Page) -> None:
    chat(page).get_by_role("button", name="Sandbox").click()
    help_box = page.get_by_role("dialog", name="About this sandbox")
    expect(help_box).to_contain_text("nothing you write leaves this machine")
    help_box.get_by_role("button", name="60 min run rpe 7, legs heavy").click()
    expect(help_box).to_have_count(0)
    expect(field(page)).to_have_value("60 min run rpe 7, legs heavy")


# ---- talking ----


def test_enter_sends_and_shift_enter_starts_a_new_line(page: Page, bot: ScriptedBot) -> None:
    field(page).press_sequentially("60 min run")
    field(page).press("Shift+Enter")
    field(page).press_sequentially("legs heavy")
    field(page).press("Enter")
    assert bot.gets("message")["text"] == "60 min run\nlegs heavy"
    expect(bubble(page, "legs heavy")).to_have_count(1)
    expect(field(page)).to_have_value("")


def test_bot_edits_its_message_in_place(page: Page, bot: ScriptedBot) -> None:
    # GIVEN a card of the bot and a message after it
    athlete = athlete_id(page)
    card = bot.says(athlete, "How hard was it?", [button("7")], [button("8")])
    bot.says(athlete, "a later message")
    expect(bubble(page, "a later message")).to_be_visible()
    width = bubble(page, "How hard").locator(".bubble").bounding_box()
    # WHEN the bot edits the card and takes its buttons away
    bot.call("editMessageText", chat_id=athlete, message_id=card, text="Saved. 420 AU")
    # THEN it stands where it was, as wide as it was, and says that it was edited
    expect(chat(page).locator("article.message").first).to_contain_text("Saved. 420 AU")
    expect(chat(page).locator("article.message")).to_have_count(2)
    saved = bubble(page, "Saved")
    expect(saved.locator(".edited")).to_be_visible()
    expect(saved.locator(".inline-keyboard")).to_have_count(0)
    box = saved.locator(".bubble").bounding_box()
    assert box is not None
    assert width is not None
    assert box["width"] == width["width"]


def test_deleted_message_vanishes(page: Page, bot: ScriptedBot) -> None:
    athlete = athlete_id(page)
    message = bot.says(athlete, "gone in a moment")
    expect(bubble(page, "gone in a moment")).to_be_visible()
    bot.call("deleteMessage", chat_id=athlete, message_id=message)
    expect(bubble(page, "gone in a moment")).to_have_count(0)


def test_athlete_edits_the_last_message_with_arrow_up(page: Page, bot: ScriptedBot) -> None:
    say(page, "60 min run rpe 7")
    bot.gets("message")
    field(page).press("ArrowUp")
    expect(field(page)).to_have_value("60 min run rpe 7")
    say(page, "60 min run rpe 8")
    assert bot.gets("edited_message")["text"] == "60 min run rpe 8"
    expect(bubble(page, "rpe 8").locator(".edited")).to_be_visible()
    expect(bubble(page, "rpe 7")).to_have_count(0)


def test_athlete_answers_a_message(page: Page, bot: ScriptedBot) -> None:
    asked = bot.says(athlete_id(page), "Which day?")
    bubble(page, "Which day?").hover()
    bubble(page, "Which day?").get_by_role("button", name="Message actions").click()
    page.get_by_role("menuitem", name="Reply").click()
    say(page, "yesterday")
    assert bot.gets("message")["reply_to_message"]["message_id"] == asked
    expect(bubble(page, "yesterday").locator(".quote")).to_contain_text("Which day?")


def test_typed_html_stays_text(page: Page, bot: ScriptedBot) -> None:
    attack = "<img src=x onerror=\"document.title='broken in'\"><b>bold</b>&amp;"
    say(page, attack)
    bot.gets("message")
    bot.says(athlete_id(page), attack)
    expect(bubble(page, attack)).to_have_count(2)
    assert chat(page).locator(".words img, .words b").count() == 0
    assert page.title() != "broken in"


def test_entities_are_counted_in_utf16(page: Page, bot: ScriptedBot) -> None:
    bot.says(
        athlete_id(page),
        "👩‍👩‍👧 <b>bold <i>both</i></b> مرحبا <code>420 AU</code> <a href='https://example.org/x'>read</a>\n<blockquote>quoted</blockquote>end",
        parse_mode="HTML",
    )
    words = bubble(page, "both").locator(".words")
    expect(words.locator("strong")).to_have_text("bold both")
    expect(words.locator("strong em")).to_have_text("both")
    expect(words.locator("code")).to_have_text("420 AU")
    expect(words.locator("blockquote")).to_have_text("quoted")
    link = words.get_by_role("link", name="read")
    expect(link).to_have_attribute("href", "https://example.org/x")
    expect(link).to_have_attribute("rel", re.compile("noopener"))


def test_typing_and_streamed_draft_give_way_to_the_message(page: Page, bot: ScriptedBot) -> None:
    athlete = athlete_id(page)
    bot.says(athlete, "hello")
    bot.call("sendChatAction", chat_id=athlete, action="typing")
    expect(chat(page).locator(".dots")).to_be_visible()
    expect(chat(page).locator(".subtitle")).to_have_text("typing…")
    bot.call("sendMessageDraft", chat_id=athlete, draft_id=1, text="Your longest")
    bot.call("sendMessageDraft", chat_id=athlete, draft_id=1, text="Your longest ride")
    expect(chat(page).locator(".draft")).to_have_text("Your longest ride")
    bot.says(athlete, "Your longest ride in four weeks.")
    expect(bubble(page, "Your longest ride in four weeks.")).to_be_visible()
    expect(chat(page).locator(".draft, .dots")).to_have_count(0)


# ---- buttons ----


def test_tap_shows_progress_until_the_bot_answers(page: Page, bot: ScriptedBot) -> None:
    bot.says(athlete_id(page), "How hard?", [button("7 very hard", "rpe:7"), button("8", "rpe:8")])
    seven = chat(page).get_by_role("button", name="7 very hard")
    seven.click()
    query = bot.gets("callback_query")
    assert query["data"] == "rpe:7"
    expect(seven).to_have_attribute("aria-busy", "true")
    expect(chat(page).get_by_role("button", name="8", exact=True)).not_to_have_attribute("aria-busy", "true")
    bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Noted: 7")
    expect(seven).not_to_have_attribute("aria-busy", "true")
    expect(chat(page).locator(".toast")).to_have_text("Noted: 7")


def test_alert_has_to_be_closed(page: Page, bot: ScriptedBot) -> None:
    bot.says(athlete_id(page), "Card", [button("Old")])
    chat(page).get_by_role("button", name="Old").click()
    query = bot.gets("callback_query")
    bot.call("answerCallbackQuery", callback_query_id=query["id"], text="This card is old.", show_alert=True)
    alert = page.get_by_role("alertdialog")
    expect(alert).to_contain_text("This card is old.")
    page.keyboard.press("Escape")
    expect(alert).to_have_count(0)


def test_focus_stays_on_the_card_that_is_edited(page: Page, bot: ScriptedBot) -> None:
    # GIVEN an athlete who uses the keyboard only
    athlete = athlete_id(page)
    rows = [[button("1"), button("2"), button("3")], [button("Save")]]
    card = bot.says(athlete, "Mood?", *rows)
    chat(page).get_by_role("button", name="1", exact=True).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    query = bot.gets("callback_query")
    assert query["data"] == "2"
    # WHEN the bot marks the choice
    rows[0][1] = button("● 2", "2")
    bot.call(
        "editMessageText", chat_id=athlete, message_id=card, text="Mood: 2", reply_markup={"inline_keyboard": rows}
    )
    # THEN the next key goes on from there
    expect(chat(page).get_by_role("button", name="● 2")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert bot.gets("callback_query")["data"] == "Save"


def test_copy_and_link_buttons(page: Page, bot: ScriptedBot) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    name = bot.call("getMe")["username"]
    rows: list[dict[str, Any]] = [
        {"text": "Copy it", "copy_text": {"text": "60 min run"}},
        {"text": "Link", "url": f"https://t.me/{name}?start=abc"},
    ]
    bot.says(athlete_id(page), "Card", rows)
    chat(page).get_by_role("button", name="Copy it").click()
    expect(chat(page).locator(".toast")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "60 min run"
    chat(page).get_by_role("button", name="Link").click()
    assert bot.gets("message")["text"] == "/start abc"


def test_reply_keyboard_says_its_own_words(page: Page, bot: ScriptedBot) -> None:
    athlete = athlete_id(page)
    keyboard = {"keyboard": [[{"text": "18:40"}, {"text": "17:40"}]], "input_field_placeholder": "Or type a town"}
    bot.call("sendMessage", chat_id=athlete, text="What time is it?", reply_markup=keyboard)
    expect(field(page)).to_have_attribute("placeholder", "Or type a town")
    chat(page).get_by_role("button", name="17:40").click()
    assert bot.gets("message")["text"] == "17:40"
    bot.call("sendMessage", chat_id=athlete, text="Good.", reply_markup={"remove_keyboard": True})
    expect(chat(page).locator(".reply-keyboard")).to_have_count(0)


def test_commands_by_keyboard(page: Page, bot: ScriptedBot) -> None:
    commands = [("log", "Log a session"), ("trend", "A picture"), ("week", "This week"), ("why", "The numbers")]
    bot.call("setMyCommands", commands=[{"command": name, "description": says} for name, says in commands])
    menu = chat(page).get_by_role("listbox", name="Commands")
    expect(chat(page).get_by_role("button", name="Commands")).to_be_visible()
    # Typing a slash lists them; letters narrow the list down
    field(page).press_sequentially("/w")
    expect(menu.get_by_role("option")).to_have_count(2)
    expect(menu.get_by_role("option", name="/week")).to_have_attribute("aria-selected", "true")
    field(page).press("ArrowDown")
    expect(menu.get_by_role("option", name="/why")).to_have_attribute("aria-selected", "true")
    expect(field(page)).to_have_attribute("aria-activedescendant", re.compile(r".+-1$"))
    field(page).press("Enter")
    assert bot.gets("message")["text"] == "/why"
    expect(menu).to_be_hidden()
    # Esc closes the list and leaves the text
    field(page).press_sequentially("/tr")
    field(page).press("Escape")
    expect(menu).to_be_hidden()
    expect(field(page)).to_have_value("/tr")


def test_commands_by_pointer(page: Page, bot: ScriptedBot) -> None:
    bot.call("setMyCommands", commands=[{"command": "log", "description": "Log a session"}])
    opener = chat(page).get_by_role("button", name="Commands")
    menu = chat(page).get_by_role("listbox", name="Commands")
    opener.click()
    expect(menu).to_be_visible()
    opener.click()
    expect(menu).to_be_hidden()
    opener.click()
    menu.get_by_role("option", name="/log").click()
    assert bot.gets("message")["text"] == "/log"


def test_command_in_a_text_is_sent_by_a_click(page: Page, bot: ScriptedBot) -> None:
    bot.says(athlete_id(page), "Delete it any time: /delete_me.")
    bubble(page, "Delete it").get_by_role("button", name="/delete_me").click()
    assert bot.gets("message")["text"] == "/delete_me"


def test_without_a_pointer(page: Page, bot: ScriptedBot) -> None:
    # GIVEN an athlete with a keyboard only
    athlete = athlete_id(page)
    start = page.get_by_role("button", name="Start", exact=True)
    expect(start).to_be_visible()

    def tab_to(target: Locator, key: str = "Tab") -> None:
        for _ in range(25):
            page.keyboard.press(key)
            if target.evaluate("each => each === document.activeElement"):
                return
        raise AssertionError("the focus never got there")

    # WHEN they start, tap and write
    tab_to(start)
    assert start.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert bot.gets("message")["text"] == "/start"
    bot.says(athlete, "May I store your training?", [button("OK")], [button("No")])
    expect(chat(page).get_by_role("button", name="OK", exact=True)).to_be_visible()
    expect(field(page)).to_be_focused()
    tab_to(chat(page).get_by_role("button", name="OK", exact=True), "Shift+Tab")
    page.keyboard.press("Enter")
    assert bot.gets("callback_query")["data"] == "OK"
    tab_to(field(page))
    page.keyboard.type("60 min run rpe 7")
    page.keyboard.press("Enter")
    # THEN the bot hears all of it
    assert bot.gets("message")["text"] == "60 min run rpe 7"


# ---- pictures and files ----


def test_photo_opens_large_and_closes_with_escape(page: Page, bot: ScriptedBot) -> None:
    bot.upload("sendPhoto", "photo", "trend.png", picture(), chat_id=athlete_id(page), caption="Load rises slowly.")
    image = chat(page).get_by_role("img", name="Load rises slowly.")
    expect(image).to_be_visible()
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=image.element_handle())
    chat(page).get_by_role("button", name="Enlarge photo: Load rises slowly.").click()
    expect(page.get_by_role("dialog", name="Photo")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Photo")).to_have_count(0)


def test_file_from_the_bot_can_be_downloaded(page: Page, bot: ScriptedBot) -> None:
    bot.upload("sendDocument", "document", "log.csv", b"date,load\n2026-11-22,420\n", chat_id=athlete_id(page))
    link = chat(page).get_by_role("link", name="Download log.csv")
    expect(link).to_contain_text("25 B")
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "log.csv"
    assert Path(download.value.path()).read_bytes() == b"date,load\n2026-11-22,420\n"


def test_athlete_sends_a_file_with_a_caption(page: Page, bot: ScriptedBot) -> None:
    chat(page).get_by_role("button", name="Attach, or message as…").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("menuitem", name="Photo or file…").click()
    chooser.value.set_files({"name": "plan.csv", "mimeType": "text/csv", "buffer": b"day,minutes\n"})
    box = page.get_by_role("dialog", name="Send a file")
    box.get_by_label("Caption").fill("my plan")
    box.get_by_role("button", name="Send").click()
    sent = bot.gets("message")
    assert sent["document"]["file_name"] == "plan.csv"
    assert sent["caption"] == "my plan"
    path = bot.call("getFile", file_id=sent["document"]["file_id"])["file_path"]
    assert path
    expect(chat(page).get_by_role("link", name="Download plan.csv")).to_have_count(1)


@pytest.mark.parametrize("way", ["drop", "paste"])
def test_picture_is_taken_by_drop_and_paste(page: Page, bot: ScriptedBot, way: str) -> None:
    athlete_id(page)
    page.evaluate(
        """([way, bytes]) => {
          const file = new File([new Uint8Array(bytes)], "run.png", { type: "image/png" });
          const data = new DataTransfer();
          data.items.add(file);
          const target = document.querySelector(".chat:not([hidden]) textarea");
          target.dispatchEvent(way === "drop"
            ? new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })
            : new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        [way, list(picture(60, 40))],
    )
    page.get_by_role("dialog", name="Send a file").get_by_role("button", name="Send").click()
    assert bot.gets("message")["photo"]


def test_several_files_that_are_chosen_go_one_after_the_other(page: Page, bot: ScriptedBot) -> None:
    chat(page).get_by_role("button", name="Attach, or message as…").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("menuitem", name="Photo or file…").click()
    files = [{"name": name, "mimeType": "application/octet-stream", "buffer": b"fit"} for name in ("a.fit", "b.fit")]
    chooser.value.set_files(files)
    assert [bot.gets("message")["document"]["file_name"] for _ in files] == ["a.fit", "b.fit"]


def test_a_recording_can_be_sent_as_a_voice_message(page: Page, bot: ScriptedBot) -> None:
    chat(page).get_by_role("button", name="Attach, or message as…").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("menuitem", name="Photo or file…").click()
    chooser.value.set_files({"name": "said.ogg", "mimeType": "audio/ogg", "buffer": b"OggS"})
    page.get_by_role("dialog", name="Send a file").get_by_role("button", name="Send").click()
    assert bot.gets("message")["voice"]["mime_type"] == "audio/ogg"


@pytest.mark.parametrize(
    ("label", "kind"), [("Sticker", "sticker"), ("Location", "location"), ("Voice message (silent)", "voice")]
)
def test_odd_messages(page: Page, bot: ScriptedBot, label: str, kind: str) -> None:
    chat(page).get_by_role("button", name="Attach, or message as…").click()
    page.get_by_role("menuitem", name=label).click()
    assert kind in bot.gets("message")
    expect(chat(page).locator("article.message.own:not(.unsent)")).to_have_count(1)


def test_blocking_the_bot_is_told_to_it_and_refuses_messages(page: Page, bot: ScriptedBot) -> None:
    say(page, "hello")
    bot.gets("message")
    attach = chat(page).get_by_role("button", name="Attach, or message as…")
    attach.click()
    page.get_by_role("menuitem", name="Block the bot").click()
    assert bot.gets("my_chat_member")["new_chat_member"]["status"] == "kicked"
    expect(chat(page).locator(".banner")).to_contain_text("has blocked the bot")
    say(page, "are you there?")
    expect(chat(page).get_by_role("alert")).to_contain_text("Not sent")
    attach.click()
    page.get_by_role("menuitem", name="Unblock the bot").click()
    chat(page).get_by_role("button", name="Try again").click()
    assert bot.gets("message")["text"] == "are you there?"


# ---- scrolling ----


def test_chat_stays_at_its_end_unless_the_reader_scrolled_up(page: Page, bot: ScriptedBot) -> None:
    athlete = athlete_id(page)
    for number in range(30):
        bot.says(athlete, f"message {number}\nof thirty")
    expect(bubble(page, "message 29")).to_be_in_viewport()
    assert distance_to_end(page) < 2
    chat(page).locator(".scroller").evaluate("each => { each.scrollTop = 0; }")
    expect(bubble(page, re.compile("message 0\\b"))).to_be_in_viewport()
    bot.says(athlete, "news")
    pill = chat(page).get_by_role("button", name="1 new message")
    expect(pill).to_be_visible()
    assert distance_to_end(page) > 500
    pill.click()
    expect(bubble(page, "news")).to_be_in_viewport()
    expect(pill).to_be_hidden()


# ---- bad luck ----


def test_messages_written_while_the_connection_is_lost_arrive_once_and_in_order(
    page: Page, bot: ScriptedBot, sandbox: SandboxProcess
) -> None:
    # GIVEN a chat, and a sandbox that goes away
    say(page, "before")
    bot.gets("message")
    sandbox.stop()
    expect(chat(page).locator(".banner")).to_have_text("Connection lost – trying again")
    # WHEN the athlete writes on
    say(page, "first")
    say(page, "second")
    expect(chat(page).locator(".unsent .icon-clock")).to_have_count(2)
    sandbox.start()
    # THEN both arrive when it is back
    assert bot.gets("message")["text"] == "first"
    assert bot.gets("message")["text"] == "second"
    expect(chat(page).locator(".unsent")).to_have_count(0)
    expect(chat(page).locator(".banner")).to_be_hidden()
    expect(chat(page).locator("article.message.own .words")).to_have_text(["before", "first", "second"])
    assert bot.pending("message") == []


def test_message_whose_answer_was_lost_is_not_sent_twice(page: Page, bot: ScriptedBot) -> None:
    # GIVEN a connection that carries the message but not the answer to it
    athlete_id(page)

    def carry_but_do_not_answer(route: Any) -> None:
        route.fetch()
        route.abort()

    page.route("**/messages", carry_but_do_not_answer, times=1)
    page.route("**/events*", lambda route: route.abort())
    page.reload()
    athlete_id(page)
    say(page, "once only")
    # WHEN the page looks at the chat again
    expect(chat(page).locator(".unsent")).to_have_count(0)
    # THEN it finds the message there
    expect(bubble(page, "once only")).to_have_count(1)
    assert [message["text"] for message in bot.pending("message")] == ["once only"]


def test_page_shows_what_was_said_while_it_was_away(page: Page, bot: ScriptedBot, sandbox: SandboxProcess) -> None:
    athlete = athlete_id(page)
    say(page, "hello")
    bot.gets("message")
    card = bot.says(athlete, "Card", [button("Undo")])
    expect(bubble(page, "Card")).to_be_visible()
    # GIVEN a page that has lost the sandbox, while the bot has found it again
    sandbox.stop()
    page.route("**/sandbox/**", lambda route: route.abort())
    sandbox.start()
    bot.call("editMessageText", chat_id=athlete, message_id=card, text="Undone.")
    bot.says(athlete, "Anything else?")
    expect(chat(page).locator(".banner")).to_have_text("Connection lost – trying again")
    expect(bubble(page, "Anything else?")).to_have_count(0)
    # WHEN the page gets through
    page.unroute("**/sandbox/**")
    expect(bubble(page, "Undone.")).to_have_count(1)
    expect(bubble(page, "Anything else?")).to_have_count(1)
    expect(chat(page).locator("article.message")).to_have_count(3)


# ---- several athletes ----


def test_two_athletes_side_by_side(page: Page, bot: ScriptedBot) -> None:
    first = athlete_id(page)
    page.get_by_role("button", name="Two chats side by side").click()
    chats = page.locator(".chat:not([hidden])")
    expect(chats).to_have_count(2)
    second = int(chats.nth(1).get_attribute("data-athlete") or 0)
    for athlete, text in [(first, "for the first"), (second, "for the second")]:
        page.locator(f".chat[data-athlete='{athlete}'] textarea").fill(f"I am {athlete}")
        page.locator(f".chat[data-athlete='{athlete}'] textarea").press("Enter")
        assert bot.gets("message")["from"]["id"] == athlete
        bot.says(athlete, text)
    expect(page.locator(f".chat[data-athlete='{first}']")).to_contain_text("for the first")
    expect(page.locator(f".chat[data-athlete='{second}']")).to_contain_text("for the second")
    expect(page.locator(f".chat[data-athlete='{second}']")).not_to_contain_text("for the first")


def test_unread_messages_of_other_athletes_are_counted(page: Page, bot: ScriptedBot, sandbox: SandboxProcess) -> None:
    first = athlete_id(page)
    say(page, "hello")
    bot.gets("message")
    page.get_by_role("button", name="Add an athlete").click()
    expect(page.locator(f".chat[data-athlete='{first}']")).to_be_hidden()
    bot.says(first, "one")
    bot.says(first, "two")
    entry = page.locator(f".athlete[data-athlete='{first}']")
    expect(entry.locator(".badge")).to_have_text("2")
    expect(page).to_have_title("(2) AI Tracker sandbox")
    entry.click()
    expect(bubble(page, "two")).to_be_visible()
    expect(entry.locator(".badge")).to_have_count(0)


def test_what_comes_while_the_page_is_hidden_is_unread(page: Page, bot: ScriptedBot) -> None:
    athlete = athlete_id(page)
    hide = """hidden => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }"""
    bot.says(athlete, "seen")
    expect(bubble(page, "seen")).to_be_visible()
    page.evaluate(hide, True)
    bot.says(athlete, "news")
    expect(page).to_have_title("(1) AI Tracker sandbox")
    page.evaluate(hide, False)
    expect(page).to_have_title("AI Tracker sandbox")


# ---- looks ----


@pytest.mark.parametrize("width", [360, 390, 430])
def test_nothing_is_wider_than_a_phone(open_page: OpenPage, bot: ScriptedBot, width: int) -> None:
    page = open_page(**{**PHONE, "width": width})
    athlete = athlete_id(page)
    say(page, "Donaudampfschifffahrtsgesellschaftskapitän" * 4)
    bot.gets("message")
    scale = [
        "0 rest",
        "1 very, very easy",
        "2 easy",
        "3 moderate",
        "4 somewhat hard",
        "5 hard",
        "6",
        "7 very hard",
        "8",
        "9",
        "10 maximal",
    ]
    bot.says(athlete, "How hard?", [button(label) for label in scale[:5]], [button(label) for label in scale[5:]])
    bot.says(athlete, f"<pre>{'long ' * 60}</pre>", parse_mode="HTML")
    bot.upload("sendPhoto", "photo", "wide.png", picture(1600, 500), chat_id=athlete)
    bot.upload("sendDocument", "document", "a" * 120 + ".json", b"{}", chat_id=athlete)
    expect(chat(page).locator("article.message")).to_have_count(5)
    for selector in ["html", ".chat:not([hidden]) .scroller"]:
        assert page.locator(selector).evaluate("each => each.scrollWidth <= each.clientWidth"), selector
    for key in chat(page).locator(".inline-button").all():
        box = key.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_a_word_of_a_button_in_a_row_of_three_is_not_cut_in_two_on_a_phone(
    open_page: OpenPage, bot: ScriptedBot
) -> None:
    page = open_page(**PHONE)
    bot.says(
        athlete_id(page), "Was soll ich ändern?", [button(label) for label in ("Dauer", "Anstrengung", "Befinden")]
    )
    keys = chat(page).locator(".inline-button span")
    expect(keys).to_have_count(3)
    assert len(set(keys.evaluate_all("all => all.map(each => each.getBoundingClientRect().height)"))) == 1


def test_athletes_are_switched_on_a_phone(open_page: OpenPage, bot: ScriptedBot, sandbox: SandboxProcess) -> None:
    page = open_page(**PHONE)
    first = athlete_id(page)
    added = httpx.post(f"{sandbox.url}/sandbox/athletes", json={"first_name": "Zoë"}).json()
    page.reload()
    chat(page).get_by_role("button", name="Athletes").tap()
    page.get_by_role("navigation", name="Athletes").get_by_role("button", name="Zoë").tap()
    expect(page.locator(f".chat[data-athlete='{added['id']}']")).to_be_visible()
    expect(page.locator(f".chat[data-athlete='{first}']")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Athletes")).to_be_hidden()


def test_finger_on_a_bubble_opens_its_menu(open_page: OpenPage, bot: ScriptedBot) -> None:
    page = open_page(**PHONE)
    bot.says(athlete_id(page), "Which day?")
    bubble(page, "Which day?").locator(".words").tap()
    expect(page.get_by_role("menuitem", name="Reply")).to_be_visible()


def test_dark_follows_the_system_until_chosen_and_is_remembered(open_page: OpenPage, bot: ScriptedBot) -> None:
    page = open_page(color_scheme="dark")
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Light colours").click()
    expect(root).to_have_attribute("data-theme", "light")
    page.reload()
    expect(root).to_have_attribute("data-theme", "light")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(open_page: OpenPage, bot: ScriptedBot, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    athlete = athlete_id(page)
    say(page, "/start")
    bot.gets("message")
    keys = [button("Primary", style="primary"), button("Danger", style="danger"), button("Success", style="success")]
    first = bot.says(athlete, "<b>Card</b> <a href='https://example.org'>link</a>", keys, parse_mode="HTML")
    bot.says(athlete, "An answer", reply_parameters={"message_id": first})
    expect(bubble(page, "An answer")).to_be_visible()
    for selector in [
        ".words",
        ".meta",
        ".words a",
        ".words .inline-link",
        ".quote b",
        ".quote span",
        ".subtitle",
        ".inline-button",
        ".sandbox-badge",
    ]:
        for each in chat(page).locator(selector).all():
            assert contrast(each) >= 4.5, selector


def test_without_motion_where_the_reader_wants_none(open_page: OpenPage, bot: ScriptedBot) -> None:
    page = open_page(reduced_motion="reduce")
    athlete = athlete_id(page)
    bot.says(athlete, "hello")
    bot.call("sendChatAction", chat_id=athlete, action="typing")
    dot = chat(page).locator(".dots i").first
    expect(dot).to_be_visible()
    assert float(dot.evaluate("each => parseFloat(getComputedStyle(each).animationDuration)")) < 0.001


def test_nothing_is_fetched_from_elsewhere(open_page: OpenPage, bot: ScriptedBot, sandbox: SandboxProcess) -> None:
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    bot.says(athlete_id(page), "hello")
    expect(bubble(page, "hello")).to_be_visible()
    assert asked
    assert [url for url in asked if not url.startswith((sandbox.url, "blob:"))] == []
