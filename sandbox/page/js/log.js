/** The messages of a chat as a list in the document: each keeps its place, whatever happens to it. */

import { fillBubble, unsentBubble } from "./bubble.js";
import { dayKey, dayName } from "./format.js";
import { h } from "./dom.js";
import { showProgress } from "./inline-keyboard.js";

/** @typedef {import("./types.js").Message} Message */

const GROUP_SECONDS = 300;
const stillness = matchMedia("(prefers-reduced-motion: reduce)");

export class Log {
  /** @type {Map<number, {article: HTMLElement, drawn: string}>} */
  #articles = new Map();

  /** @param {import("./chat.js").Chat} chat @param {import("./bubble.js").BubbleContext} context */
  constructor(chat, context) {
    this.chat = chat;
    this.context = context;
    this.messages = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-label": "Messages" });
    this.unsent = h("div", { class: "unsent-list" });
    this.activity = h("div", { class: "activity", "aria-hidden": "true" });
    this.element = h("div", { class: "log-column" }, this.messages, this.unsent, this.activity);
  }

  /** Draw the whole chat, touching only what differs. */
  drawAll() {
    const current = this.chat.inOrder();
    for (const id of this.#articles.keys()) if (!this.chat.messages.has(id)) this.#take(id);
    for (const message of current) this.#draw(message);
    this.#arrange();
  }

  /** @param {Message} message new or edited @returns {boolean} whether it is new */
  draw(message) {
    const isNew = this.#draw(message);
    if (isNew) this.#arrange();
    else for (const each of this.chat.messages.values()) if (each.reply_to_message?.message_id === message.message_id) this.#draw(each);
    return isNew;
  }

  /** @param {number} id */
  remove(id) {
    const article = this.#articles.get(id)?.article;
    if (!article) return;
    this.#articles.delete(id);
    const gone = () => {
      article.remove();
      this.#arrange();
    };
    if (stillness.matches) gone();
    else article.animate({ opacity: [1, 0], transform: ["none", "scale(0.96)"] }, 160).finished.then(gone, gone);
  }

  drawUnsent() {
    const { outbox } = this.chat;
    this.unsent.replaceChildren(
      ...outbox.items.map((item) => unsentBubble(item, { retry: () => outbox.retry(item.key), discard: () => outbox.discard(item.key) })),
    );
  }

  /** The text that the bot is writing, or dots while it does something else. */
  drawActivity() {
    const { draft, action } = this.chat;
    if (draft) {
      const words = this.activity.querySelector(".draft .text");
      if (words) words.textContent = draft;
      else this.activity.replaceChildren(lone("draft", h("div", { class: "text", dir: "auto" }, draft)));
    } else if (action) {
      if (!this.activity.querySelector(".dots")) this.activity.replaceChildren(lone("dots", h("i"), h("i"), h("i")));
    } else this.activity.replaceChildren();
  }

  /** Show which buttons wait for the bot. */
  drawTaps() {
    for (const [id, { article }] of this.#articles) {
      for (const button of /** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll("[data-tap]"))) {
        showProgress(button, this.chat.isTapped(id, button.dataset.tap ?? ""));
      }
    }
  }

  /** @param {number} id @param {{emoji?: string}[]} reactions */
  drawReactions(id, reactions) {
    const article = this.#articles.get(id)?.article;
    if (!article) return;
    article.querySelector(".reactions")?.remove();
    const shown = reactions.map((reaction) => reaction.emoji).filter(Boolean);
    if (shown.length) article.append(h("div", { class: "reactions", "aria-label": `Reactions: ${shown.join(" ")}` }, ...shown.map((emoji) => h("span", {}, emoji))));
  }

  /** @param {number} id */
  jumpTo(id) {
    const article = this.#articles.get(id)?.article;
    if (!article) return;
    article.scrollIntoView({ block: "center", behavior: stillness.matches ? "auto" : "smooth" });
    article.classList.add("lit");
    setTimeout(() => article.classList.remove("lit"), 1200);
  }

  /** @param {number} id */
  #take(id) {
    this.#articles.get(id)?.article.remove();
    this.#articles.delete(id);
  }

  /** @param {Message} message @returns {boolean} whether it is new */
  #draw(message) {
    const shown = this.#quotingWhatIs(message);
    const drawn = JSON.stringify([shown, this.context.isPaid(message.message_id)]);
    const known = this.#articles.get(message.message_id);
    if (known?.drawn === drawn) return false;
    const article = known?.article ?? h("article", { "data-id": message.message_id });
    const focus = known ? focusIn(article) : null;
    fillBubble(article, shown, this.context);
    focus?.();
    this.#articles.set(message.message_id, { article, drawn });
    if (known) return false;
    this.#insert(article, message.message_id);
    return true;
  }

  /** An answer quotes its message as that reads now, not as it read then. @param {Message} message @returns {Message} */
  #quotingWhatIs(message) {
    const quoted = this.chat.messages.get(message.reply_to_message?.message_id ?? 0);
    return quoted ? { ...message, reply_to_message: { ...quoted, reply_markup: undefined } } : message;
  }

  /** By message id; nearly always at the end. @param {HTMLElement} article @param {number} id */
  #insert(article, id) {
    const last = this.messages.lastElementChild;
    if (!(last instanceof HTMLElement) || Number(last.dataset.id) < id) return this.messages.append(article);
    const later = [...this.messages.querySelectorAll("article")].find((each) => Number(each.dataset.id) > id);
    later?.before(article);
  }

  /** Days between messages, and which ones belong together. */
  #arrange() {
    for (const line of this.messages.querySelectorAll(".day")) line.remove();
    /** @type {Message|null} */
    let previous = null;
    /** @type {HTMLElement|null} */
    let previousArticle = null;
    for (const message of this.chat.inOrder()) {
      const article = this.#articles.get(message.message_id)?.article;
      if (!article) continue;
      const newDay = !previous || dayKey(previous.date) !== dayKey(message.date);
      const together = previous && !newDay && previous.from?.id === message.from?.id && message.date - previous.date < GROUP_SECONDS;
      article.classList.toggle("first", !together);
      previousArticle?.classList.toggle("last", !together);
      if (newDay) article.before(h("p", { class: "day" }, h("span", {}, dayName(message.date))));
      previous = message;
      previousArticle = article;
    }
    previousArticle?.classList.add("last");
  }
}

/** A bubble of the bot that is no message yet. @param {string} kind @param {...Node} nodes */
function lone(kind, ...nodes) {
  return h("div", { class: "message theirs first last" }, h("div", { class: "bubble-line" }, h("div", { class: `bubble ${kind}` }, ...nodes)));
}

/**
 * Where the focus is inside an article that is about to be filled anew.
 * @param {HTMLElement} article
 * @returns {(() => void)|null} puts it back on the same button, or the nearest one left
 */
function focusIn(article) {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !article.contains(active)) return null;
  const data = active.dataset.tap;
  const at = [...article.querySelectorAll(".inline-button")].indexOf(active);
  return () => {
    const buttons = /** @type {HTMLElement[]} */ ([...article.querySelectorAll(".inline-button")]);
    const same = buttons.find((button) => data !== undefined && button.dataset.tap === data);
    const target = same ?? buttons[Math.min(Math.max(at, 0), buttons.length - 1)] ?? article.querySelector("button");
    target?.focus({ preventScroll: true });
  };
}
