/**
 * Messages that the athlete has sent and the server has not confirmed yet.
 *
 * They leave one after the other. When an answer is lost, the message may have arrived all the same: so before it is
 * sent again, it is looked for among the athlete's messages that are newer than the first attempt.
 */

import { Unreachable } from "./api.js";
import { now } from "./time.js";

/** @typedef {import("./types.js").Message} Message */

/**
 * @typedef {object} Unsent
 * @property {string} key
 * @property {Partial<Message>} preview how it is drawn meanwhile
 * @property {() => Promise<Message>} post
 * @property {(message: Message) => boolean} isMe
 * @property {number|null} after the newest message id before the first attempt; null: not attempted
 * @property {string|null} refused why the server does not want it
 */

const RETRY_MS = 2000;
let made = 0;

export class Outbox {
  /** @type {Unsent[]} */
  items = [];
  /** @type {Set<number>} ids already matched to something sent from here */
  #claimed = new Set();
  #busy = false;
  #timer = 0;

  /**
   * @param {{newestId: () => number, sent: (message: Message) => void, changed: () => void,
   *   recheck: () => Promise<void>}} chat
   */
  constructor(chat) {
    this.chat = chat;
  }

  /**
   * @param {Partial<Message>} preview
   * @param {() => Promise<Message>} post
   * @param {(message: Message) => boolean} isMe whether a message in the chat is this one, arrived
   */
  add(preview, post, isMe) {
    const key = `unsent-${++made}`;
    this.items.push({ key, preview: { date: now(), ...preview }, post, isMe, after: null, refused: null });
    this.chat.changed();
    void this.flush();
  }

  /** Send what waits, in order, until something fails. */
  async flush() {
    if (this.#busy) return;
    this.#busy = true;
    clearTimeout(this.#timer);
    try {
      for (let item = this.#next(); item; item = this.#next()) await this.#post(item);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      this.#timer = setTimeout(() => void this.#tryAgain(), RETRY_MS);
    } finally {
      this.#busy = false;
    }
  }

  /** A message of the athlete has appeared in the chat: if it is one of ours, it is sent. @param {Message} message */
  claim(message) {
    if (this.#claimed.has(message.message_id)) return;
    const item = this.items.find((each) => each.after !== null && message.message_id > each.after && each.isMe(message));
    if (!item) return;
    this.#claimed.add(message.message_id);
    this.#drop(item);
  }

  /** @param {string} key */
  discard(key) {
    this.items = this.items.filter((item) => item.key !== key);
    this.chat.changed();
  }

  /** Send a refused message once more. @param {string} key */
  retry(key) {
    const item = this.items.find((each) => each.key === key);
    if (item) item.refused = null;
    this.chat.changed();
    void this.flush();
  }

  #next() {
    return this.items.find((item) => item.refused === null);
  }

  async #tryAgain() {
    try {
      await this.chat.recheck();
    } catch {
      // Still away: flush() fails too, and comes back here.
    }
    await this.flush();
  }

  /** @param {Unsent} item */
  async #post(item) {
    item.after ??= this.chat.newestId();
    try {
      const message = await item.post();
      this.#claimed.add(message.message_id);
      this.#drop(item);
      this.chat.sent(message);
    } catch (error) {
      if (error instanceof Unreachable) throw error;
      item.refused = error instanceof Error ? error.message : String(error);
      this.chat.changed();
    }
  }

  /** @param {Unsent} item */
  #drop(item) {
    if (!this.items.includes(item)) return;
    this.items = this.items.filter((each) => each !== item);
    this.chat.changed();
  }
}
