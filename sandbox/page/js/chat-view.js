/** One chat on the screen: its head, its messages, and the field to write in. */

import { Composer } from "./composer.js";
import { h, icon } from "./dom.js";
import { initials, tint } from "./format.js";
import { Log } from "./log.js";
import { openMenu } from "./menu.js";
import { oddThings } from "./odd-things.js";
import { acceptFiles, chooseFile } from "./files.js";
import { alertBox, fileBox, helpBox, toast } from "./overlays.js";
import { PaymentSheet } from "./payment-sheet.js";
import { Scroll } from "./scroll.js";
import { starsBox } from "./stars.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {import("./types.js").Bot} Bot */

/** @type {Record<string, string>} */
const ACTIONS = { typing: "typing…", upload_photo: "sending a photo…", upload_document: "sending a file…", record_voice: "recording…" };

export class ChatView {
  /** @type {Bot|null} */
  #bot = null;
  #missed = 0;

  /** @param {import("./chat.js").Chat} chat @param {{openRail: () => void}} app */
  constructor(chat, app) {
    this.chat = chat;
    this.app = app;
    this.context = this.#context();
    this.log = new Log(chat, this.context);
    this.composer = new Composer(chat, {
      sent: () => this.scroll.toEnd(),
      failed: (error) => this.failed(error),
      oddThings: () => oddThings(chat, { chooseFile: () => chooseFile((files) => this.#offer(files)), openStars: () => void starsBox(chat, (error) => this.failed(error)), failed: (error) => this.failed(error) }),
    });
    this.element = this.#build();
    this.scroll = new Scroll(this.scroller, this.log.element, () => this.#seenAll());
    acceptFiles(this.element, this.composer.field, (files) => this.#offer(files));
    this.#listen();
    this.setBot(null);
  }

  /** @param {Bot|null} bot */
  setBot(bot) {
    this.#bot = bot;
    this.context.botName = bot?.first_name ?? "The bot";
    this.#drawHead();
    this.#drawEmpty();
  }

  /** Somebody followed a deep link to the bot; as in Telegram, it is the reader who starts it. @param {string} payload */
  offerStart(payload) {
    this.deepStart.onclick = () => {
      this.deepStart.hidden = true;
      this.chat.start(payload);
      this.scroll.toEnd();
      this.composer.field.focus();
    };
    this.deepStart.hidden = false;
    this.deepStart.focus();
  }

  /** Somebody followed an invoice link to this page. @param {string} slug its last part */
  offerInvoice(slug) {
    void this.#openSheet({ slug });
  }

  /** @param {boolean} visible */
  setVisible(visible) {
    this.element.hidden = !visible;
    this.chat.watch(visible);
    if (visible && this.scroll.atEnd) this.scroll.toEnd();
  }

  /** How many messages wait in the other chats. @param {number} count */
  setUnreadElsewhere(count) {
    this.railBadge.textContent = count ? String(count) : "";
    this.railButton.setAttribute("aria-label", count ? `Athletes, ${count} unread` : "Athletes");
  }

  /** @returns {import("./bubble.js").BubbleContext} */
  #context() {
    return {
      isOwn: (message) => this.chat.isOwn(message),
      botName: "The bot",
      actions: { command: (text) => this.#send(text), link: (url) => this.#follow(url) },
      press: {
        data: (id, data) => void this.chat.tap(id, data).catch((error) => this.failed(error)),
        url: (url) => this.#follow(url),
        copy: (text) => void navigator.clipboard.writeText(text).then(() => this.#say("Copied"), () => this.#say("The browser did not allow copying.")),
        pay: (id) => void this.#openSheet({ message_id: id }),
        unsupported: () => this.#say("This kind of button does nothing here."),
      },
      isTapped: (id, data) => this.chat.isTapped(id, data),
      isPaid: (id) => this.chat.paidInvoices.has(id),
      jumpTo: (id) => this.log.jumpTo(id),
      openMenu: (message, anchor) => this.#openMessageMenu(message, anchor),
    };
  }

  #build() {
    const { athlete } = this.chat;
    this.railBadge = h("span", { class: "badge" });
    const face = h("span", { class: `avatar small tint-${tint(athlete.id)}` }, initials(athlete.first_name));
    this.railButton = h("button", { type: "button", class: "rail-button", title: "Athletes", "aria-label": "Athletes", onclick: () => this.app.openRail() }, face, this.railBadge);
    this.title = h("h2", {});
    this.subtitle = h("p", { class: "subtitle" });
    const help = h("button", { type: "button", class: "sandbox-badge", onclick: () => helpBox((text) => this.composer.insert(text)) }, "Sandbox", icon("help"));
    const head = h("header", { class: "head" }, this.railButton, h("span", { class: "avatar bot" }, icon("pulse")), h("div", { class: "head-words" }, this.title, this.subtitle), help);
    this.banner = h("p", { class: "banner", role: "status", hidden: true });
    this.empty = h("div", { class: "empty" });
    this.scroller = h("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": "Chat history" }, this.empty, this.log.element);
    this.pill = h("button", { type: "button", class: "pill", hidden: true, onclick: () => this.scroll.toEnd("smooth") });
    this.toasts = h("div", { class: "toasts", role: "status", "aria-live": "polite" });
    const middle = h("div", { class: "middle" }, this.scroller, this.pill, this.toasts);
    this.deepStart = h("button", { type: "button", class: "primary deep-start", hidden: true }, "Start");
    this.drop = h("div", { class: "drop", "aria-hidden": "true" }, icon("clip"), "Drop to send");
    return h("section", { class: "chat", "aria-label": `Chat of ${athlete.first_name}`, "data-athlete": athlete.id }, head, this.banner, middle, this.deepStart, this.composer.element, this.drop);
  }

  #listen() {
    const on = (/** @type {string} */ type, /** @type {(detail: any) => void} */ run) =>
      this.chat.addEventListener(type, (event) => run(/** @type {CustomEvent} */ (event).detail));
    on("reset", () => {
      this.log.drawAll();
      this.#drawEmpty();
      if (this.scroll.atEnd) this.scroll.toEnd();
    });
    on("message", (message) => this.#drawMessage(message));
    on("deleted", (id) => this.log.remove(id));
    on("unsent", () => {
      this.log.drawUnsent();
      this.#drawEmpty();
    });
    on("activity", () => {
      this.log.drawActivity();
      this.#drawHead();
    });
    on("commands", () => this.composer.refresh());
    on("keyboard", () => this.composer.keyboardChanged());
    on("taps", () => this.log.drawTaps());
    on("answer", (answer) => this.#answered(answer));
    on("reaction", (event) => this.log.drawReactions(event.message_id, event.reaction ?? []));
    on("connection", () => this.#drawHead());
  }

  /** @param {Message} message */
  #drawMessage(message) {
    const isNew = this.log.draw(message);
    this.#drawEmpty();
    if (!isNew || this.scroll.atEnd || this.chat.isOwn(message)) return;
    this.#missed += 1;
    this.pill.replaceChildren(this.#missed === 1 ? "1 new message" : `${this.#missed} new messages`, icon("down"));
    this.pill.hidden = false;
  }

  #seenAll() {
    this.#missed = 0;
    this.pill.hidden = true;
  }

  #drawHead() {
    const { connected, action, draft, athlete } = this.chat;
    this.title.textContent = this.#bot?.first_name ?? "AI Tracker";
    const doing = draft ? "typing…" : action ? (ACTIONS[action] ?? "typing…") : null;
    this.subtitle.textContent = doing ?? (this.#bot ? `bot · you are ${athlete.first_name}` : "waiting for the bot");
    this.subtitle.classList.toggle("doing", doing !== null);
    const trouble = !connected
      ? "Connection lost – trying again"
      : !this.#bot && this.chat.messages.size
        ? "The bot has not connected yet."
        : athlete.blocked
          ? `${athlete.first_name} has blocked the bot.`
          : "";
    this.banner.textContent = trouble;
    this.banner.hidden = !trouble;
    this.banner.classList.toggle("lost", !connected);
  }

  #drawEmpty() {
    const isEmpty = this.chat.loaded && this.chat.messages.size === 0 && this.chat.outbox.items.length === 0;
    this.empty.hidden = !isEmpty;
    this.element.classList.toggle("is-empty", isEmpty);
    if (!isEmpty) return;
    const name = this.#bot?.first_name ?? "AI Tracker";
    const start = h("button", { type: "button", class: "primary start", onclick: (/** @type {MouseEvent} */ event) => this.#start(event) }, "Start");
    this.empty.replaceChildren(
      h("span", { class: "avatar bot large" }, icon("pulse")),
      h("h3", {}, name),
      h("p", {}, this.#bot ? "Training log in a chat. Nothing you write here leaves this machine." : "The bot has not connected yet."),
      ...(this.#bot ? [start] : []),
    );
  }

  /** @param {import("./types.js").ServerEvent} answer */
  #answered(answer) {
    if (answer.text && answer.show_alert) alertBox(this.context.botName, answer.text);
    else if (answer.text) this.#say(answer.text);
    if (answer.url) this.#follow(answer.url);
  }

  /** @param {MouseEvent} event */
  #start(event) {
    this.chat.start();
    if (event.detail === 0) this.composer.field.focus(); // pressed by a key, and the button is gone now
  }

  /** @param {string} text */
  #send(text) {
    this.chat.say(text);
    this.scroll.toEnd();
  }

  /** Open a link; one that starts this very bot stays here, as in Telegram. @param {string} url */
  #follow(url) {
    const invoice = /^https?:\/\/t\.me\/(?:\$|invoice\/)([\w-]+)$/i.exec(url);
    if (invoice) return void this.#openSheet({ slug: invoice[1] });
    const deep = /^(?:https?:\/\/t\.me\/|tg:\/\/resolve\?domain=)(\w+)(?:[?&]start=([\w-]*))?$/i.exec(url);
    if (deep && deep[1].toLowerCase() === this.#bot?.username.toLowerCase()) {
      if (deep[2] !== undefined) this.chat.start(deep[2]);
    } else if (/^(https?|mailto|tg):/i.test(url)) window.open(url, "_blank", "noopener,noreferrer");
    else this.#say("This address cannot be opened.");
  }

  /** Open the payment sheet of a message's invoice, or of an invoice link. @param {{message_id: number}|{slug: string}} invoice */
  async #openSheet(invoice) {
    try {
      new PaymentSheet(this.chat, this.context.botName, await this.chat.api.openSheet(invoice));
    } catch (error) {
      this.failed(error);
    }
  }

  /** @param {Message} message @param {HTMLElement} anchor */
  #openMessageMenu(message, anchor) {
    /** @type {import("./menu.js").Item[]} */
    const items = [{ icon: "reply", label: "Reply", run: () => this.composer.replyTo(message) }];
    const text = message.text ?? message.caption;
    if (text) items.push({ icon: "copy", label: "Copy text", run: () => this.context.press.copy(text) });
    if (this.chat.isOwn(message) && message.text) items.push({ icon: "pencil", label: "Edit", run: () => this.composer.edit(message) });
    openMenu(anchor, items, "Message actions");
  }

  /** One file is shown before it is sent; several go as they are. @param {File[]} files */
  #offer(files) {
    if (files.length > 1) {
      for (const file of files) this.chat.sendFile(file, "document");
      this.scroll.toEnd();
      return;
    }
    const [file] = files;
    fileBox(file, (as, caption) => {
      this.chat.sendFile(file, as, caption);
      this.scroll.toEnd();
    });
  }

  /** @param {unknown} error */
  failed(error) {
    this.#say(error instanceof Error ? error.message : String(error));
  }

  /** @param {string} text */
  #say(text) {
    toast(this.toasts, text);
  }
}
