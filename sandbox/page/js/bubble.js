/** One message → its bubble, with text, attachments, quote, time and buttons. */

import { formatted } from "./entities.js";
import { clockTime, summary } from "./format.js";
import { h, icon, iconButton, spoken } from "./dom.js";
import { inlineKeyboard } from "./inline-keyboard.js";
import { invoiceBox, invoiceButtons, serviceLine } from "./invoice.js";
import { attachments } from "./media.js";
import { serviceWords } from "./service.js";

/** @typedef {import("./types.js").Message} Message */

/**
 * What a bubble needs from the chat around it.
 * @typedef {object} BubbleContext
 * @property {(message: Message) => boolean} isOwn
 * @property {string} botName
 * @property {import("./entities.js").Actions} actions
 * @property {import("./inline-keyboard.js").Press} press
 * @property {(messageId: number, data: string) => boolean} isTapped
 * @property {(messageId: number) => boolean} isPaid
 * @property {(messageId: number) => void} jumpTo
 * @property {(message: Message, anchor: HTMLElement) => void} openMenu
 */

/**
 * Fill (or fill anew, after an edit) the article of a message. Its place in the document stays.
 * @param {HTMLElement} article
 * @param {Message} message
 * @param {BubbleContext} context
 */
export function fillBubble(article, message, context) {
  const service = serviceWords(message);
  if (service) {
    article.className = ["message", "by-telegram", ...kept(article)].join(" ");
    article.replaceChildren(serviceLine(message, service));
    return;
  }
  const own = context.isOwn(message);
  const rows = invoiceButtons(message, context.isPaid(message.message_id));
  article.className = ["message", own ? "own" : "theirs", ...kept(article)].join(" ");
  if (rows.length) article.classList.add("wide"); // and it stays so: a card keeps its width when its buttons go
  const { nodes, bare } = attachments(message);
  const bubble = h(
    "div",
    { class: `bubble ${bare ? "bare" : ""}` },
    spoken(own ? "You: " : `${context.botName}: `),
    message.reply_to_message && quote(message.reply_to_message, context),
    ...nodes,
    message.invoice && invoiceBox(message.invoice),
    words(message, context.actions) ?? meta(message),
  );
  const more = iconButton("more", "Message actions", {
    class: "bubble-more",
    "aria-haspopup": "menu",
    onclick: () => context.openMenu(message, more),
  });
  bubble.addEventListener("click", (event) => {
    if (isPlainTouch(event)) context.openMenu(message, more);
  });
  const line = h("div", { class: "bubble-line" }, bubble, more);
  const keyboard = rows.length ? inlineKeyboard(message.message_id, rows, context.press, context.isTapped) : null;
  article.replaceChildren(line, ...(keyboard ? [keyboard] : []), ...article.querySelectorAll(":scope > .reactions"));
}

/**
 * A finger on the bubble itself opens its menu, as there is no pointer to hover with.
 * @param {Event} event
 */
function isPlainTouch(event) {
  const onSomething = event.target instanceof Element && event.target.closest("a, button, audio, pre, [role=button]");
  return event instanceof PointerEvent && event.pointerType === "touch" && !onSomething && !getSelection()?.toString();
}

/** The classes that an edit leaves as they are. @param {HTMLElement} article */
function kept(article) {
  return ["wide", "first", "last"].filter((name) => article.classList.contains(name));
}

/**
 * A message that is still on its way.
 * @param {import("./outbox.js").Unsent} item
 * @param {{retry: () => void, discard: () => void}} then
 */
export function unsentBubble(item, then) {
  const { preview } = item;
  const quoted = preview.reply_to_message;
  const text = preview.text ?? preview.caption ?? (preview.location ? "Location" : "");
  const state = h(
    "span",
    { class: "meta" },
    h("time", { dir: "ltr" }, clockTime(preview.date ?? 0)),
    icon(item.refused ? "warn" : "clock"),
    spoken(item.refused ? "not sent" : "waiting to be sent"),
  );
  const body = h(
    "div",
    { class: "bubble" },
    spoken("You: "),
    quoted && h("div", { class: "quote" }, h("span", { dir: "auto" }, summary(quoted))),
    preview.document && h("div", { class: "file pending-file" }, icon("file"), h("span", {}, preview.document.file_name ?? "File")),
    h("div", { class: "text", dir: "auto" }, h("span", { class: "words" }, text), state),
  );
  const article = h("article", { class: `message own unsent ${item.refused ? "refused" : ""}` }, h("div", { class: "bubble-line" }, body));
  if (item.refused) {
    article.append(
      h(
        "p",
        { class: "refusal", role: "alert" },
        `Not sent: ${item.refused} `,
        h("button", { type: "button", class: "inline-link", onclick: then.retry }, "Try again"),
        h("button", { type: "button", class: "inline-link", onclick: then.discard }, "Discard"),
      ),
    );
  }
  return article;
}

/** The text with the time in its last line, where there is room. @param {Message} message @param {import("./entities.js").Actions} actions */
function words(message, actions) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  const nodes = formatted(text, message.entities ?? message.caption_entities ?? [], actions);
  return h("div", { class: "text", dir: "auto" }, h("span", { class: "words" }, ...nodes), meta(message));
}

/** @param {Message} message */
function meta(message) {
  return h(
    "span",
    { class: "meta" },
    message.edit_date && h("span", { class: "edited" }, "edited"),
    h("time", { dir: "ltr", datetime: new Date(message.date * 1000).toISOString() }, clockTime(message.date)),
  );
}

/** @param {Message} quoted @param {BubbleContext} context */
function quote(quoted, context) {
  return h(
    "button",
    { type: "button", class: "quote", onclick: () => context.jumpTo(quoted.message_id), "aria-label": `In reply to: ${summary(quoted)}` },
    h("b", {}, context.isOwn(quoted) ? "You" : context.botName),
    h("span", { dir: "auto" }, summary(quoted)),
  );
}
