/**
 * One athlete's chat with the bot, as the page knows it: messages by id, what waits to be sent, who is typing.
 *
 * Tells its listeners by events: `message` and `deleted` (detail: the message or its id), `reset` (everything may have
 * changed), `unsent`, `activity`, `commands`, `keyboard`, `taps`, `answer` (detail: what the bot answered to a tap),
 * `reaction`, `sheet` (detail: which payment sheet, and its state), `stars`, `connection`, `unread`, `state` (the server asks to look at everything anew).
 */

import { AthleteApi } from "./api.js";
import { Outbox } from "./outbox.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {import("./types.js").ServerEvent} ServerEvent */

const TYPING_MS = 5500; // Telegram shows a chat action for five seconds
const DRAFT_MS = 30_000; // and a streamed draft for thirty
const TAP_MS = 15_000; // after which a client stops waiting for the bot's answer

/** What a text over Telegram's 4,096 characters begins with: it arrives in parts. @param {string} text */
const firstPart = (text) => [...text].slice(0, 4096).join("");

/** @param {number} messageId @param {string} data */
const tapKey = (messageId, data) => `${messageId}:${data}`;

export class Chat extends EventTarget {
  /** @type {Map<number, Message>} */
  messages = new Map();
  /** @type {import("./types.js").Command[]} */
  commands = [];
  /** @type {import("./types.js").ReplyKeyboard|null} */
  replyKeyboard = null;
  /** @type {Set<number>} ids of invoice messages */
  paidInvoices = new Set();
  /** @type {string|null} a Bot API chat action */
  action = null;
  /** @type {string|null} text that the bot is still writing */
  draft = null;
  connected = true;
  loaded = false;
  /** @type {number|null} the newest message that was on the screen; null before the first look */
  #readUpTo = null;
  /** Whether the reader has this chat in front of them. */
  watched = false;
  /** @type {Map<string, {queryId: string|null, timer: number}>} */
  #taps = new Map();
  /** @type {Set<string>} answers that overtook the reply to the tap itself */
  #early = new Set();
  #actionTimer = 0;
  #draftTimer = 0;

  /** @param {import("./types.js").Athlete} athlete */
  constructor(athlete) {
    super();
    this.athlete = athlete;
    this.api = new AthleteApi(athlete.id);
    this.outbox = new Outbox({
      newestId: () => Math.max(0, ...this.messages.keys()),
      sent: (message) => this.#put(message),
      changed: () => this.#tell("unsent"),
      recheck: async () => this.replace(await this.api.chat()),
    });
  }

  /** @returns {Message[]} oldest first */
  inOrder() {
    return [...this.messages.values()].sort((a, b) => a.message_id - b.message_id);
  }

  /** @param {Message} message */
  isOwn(message) {
    return message.from?.id === this.athlete.id;
  }

  /** How many messages of the bot the reader has not seen. */
  get unread() {
    const read = this.#readUpTo ?? Infinity;
    return [...this.messages.values()].filter((message) => message.message_id > read && !this.isOwn(message)).length;
  }

  /** @param {boolean} watched */
  watch(watched) {
    this.watched = watched;
    if (watched) this.#markRead();
  }

  /** Take over the server's view of the whole chat. @param {import("./types.js").Snapshot} snapshot */
  replace(snapshot) {
    const before = this.inOrder();
    this.messages = new Map(snapshot.messages.map((message) => [message.message_id, message]));
    this.commands = snapshot.commands;
    const paid = [...this.paidInvoices].join();
    this.paidInvoices = new Set(snapshot.paid_invoices);
    this.loaded = true;
    this.#setBlocked(snapshot.blocked);
    this.#setReplyKeyboard(snapshot.reply_keyboard);
    this.#setAction(snapshot.typing ? (this.action ?? "typing") : null);
    this.#setDraft(snapshot.draft);
    for (const message of this.inOrder()) if (this.isOwn(message)) this.outbox.claim(message);
    if (this.watched || this.#readUpTo === null) this.#markRead();
    if (JSON.stringify(before) !== JSON.stringify(this.inOrder()) || before.length === 0 || paid !== snapshot.paid_invoices.join()) this.#tell("reset");
    this.#tell("commands");
    this.#tell("unread");
  }

  /** Take over one thing that has happened. @param {ServerEvent} event */
  apply(event) {
    switch (event.type) {
      case "message":
      case "edited":
        if (event.message) this.#arrived(event.message);
        break;
      case "deleted":
        this.messages.delete(event.message_id ?? 0);
        this.#tell("deleted", event.message_id);
        break;
      case "action":
        this.#setAction(event.action ?? "typing");
        break;
      case "draft":
        this.#setAction(null);
        this.#setDraft(event.text || null);
        break;
      case "commands":
        this.commands = event.commands ?? [];
        this.#tell("commands");
        break;
      case "callback_answer":
        this.#answered(event);
        break;
      case "invoice_paid":
        this.paidInvoices.add(event.message_id ?? 0);
        this.#put(/** @type {Message} */ (this.messages.get(event.message_id ?? 0)));
        break;
      case "sheet":
      case "stars":
        this.#tell(event.type, event);
        break;
      case "reaction":
        this.#tell("reaction", event);
        break;
      case "state":
        this.#tell("state");
        break;
      default:
        break; // a newer server may tell more than this page draws
    }
    if ("reply_keyboard" in event) this.#setReplyKeyboard(event.reply_keyboard ?? null);
  }

  /** @param {boolean} connected */
  setConnected(connected) {
    if (connected) void this.outbox.flush();
    else this.#forgetTaps();
    if (this.connected === connected) return;
    this.connected = connected;
    this.#tell("connection");
  }

  // ---- what the athlete does ----

  /** @param {string} text @param {Message} [replyTo] */
  say(text, replyTo) {
    this.outbox.add(
      { text, reply_to_message: replyTo },
      () => this.api.say(text, replyTo?.message_id),
      (message) => message.text === text || message.text === firstPart(text),
    );
  }

  /** @param {string} [payload] */
  start(payload) {
    const text = payload ? `/start ${payload}` : "/start";
    this.outbox.add({ text }, () => this.api.start(payload), (message) => message.text === text);
  }

  /** @param {File} file @param {"photo"|"document"|"voice"|"sticker"} as @param {string} [caption] */
  sendFile(file, as, caption = "") {
    const preview = as === "sticker" ? { text: "Sticker" } : { document: { file_id: "", file_name: file.name, file_size: file.size }, caption };
    this.outbox.add(
      preview,
      () => this.api.sendFile(file, as, caption),
      (message) => as in message && (as !== "document" || message.document?.file_name === file.name),
    );
  }

  /** @param {number} latitude @param {number} longitude */
  sendLocation(latitude, longitude) {
    this.outbox.add(
      { location: { latitude, longitude } },
      () => this.api.sendLocation(latitude, longitude),
      (message) => message.location !== undefined,
    );
  }

  /** @param {Message} message @param {string} text */
  async edit(message, text) {
    this.#put(await this.api.edit(message.message_id, text));
  }

  /** @param {boolean} blocked */
  async block(blocked) {
    await this.api.block(blocked);
    this.#setBlocked(blocked);
  }

  /**
   * Press an inline button; a second press while the bot has not answered does nothing.
   * @param {number} messageId
   * @param {string} data
   */
  async tap(messageId, data) {
    const key = tapKey(messageId, data);
    if (this.#taps.has(key)) return;
    const tap = { queryId: /** @type {string|null} */ (null), timer: setTimeout(() => this.#endTap(key), TAP_MS) };
    this.#taps.set(key, tap);
    this.#tell("taps");
    try {
      tap.queryId = (await this.api.tap(messageId, data)).callback_query_id;
      if (this.#early.delete(tap.queryId)) this.#endTap(key);
    } catch (error) {
      this.#endTap(key);
      throw error;
    }
  }

  /** @param {number} messageId @param {string} data */
  isTapped(messageId, data) {
    return this.#taps.has(tapKey(messageId, data));
  }

  // ---- inside ----

  /** @param {Message} message */
  #arrived(message) {
    if (this.isOwn(message)) this.outbox.claim(message);
    else if (!message.edit_date) {
      this.#setAction(null);
      this.#setDraft(null);
    }
    this.#put(message);
  }

  /** @param {Message} message */
  #put(message) {
    if (!message?.message_id) return;
    const known = this.messages.get(message.message_id);
    if (known && (known.edit_date ?? 0) > (message.edit_date ?? 0)) return; // a late answer to the first sending
    this.messages.set(message.message_id, message);
    if (this.watched) this.#markRead();
    this.#tell("message", message);
    this.#tell("unread");
  }

  /** @param {ServerEvent} event */
  #answered(event) {
    const id = event.callback_query_id ?? "";
    const [key] = [...this.#taps].find(([, tap]) => tap.queryId === id) ?? [];
    if (key) this.#endTap(key);
    else this.#early.add(id);
    this.#tell("answer", event);
  }

  /** @param {string} key */
  #endTap(key) {
    clearTimeout(this.#taps.get(key)?.timer);
    this.#taps.delete(key);
    this.#tell("taps");
  }

  #forgetTaps() {
    for (const key of [...this.#taps.keys()]) this.#endTap(key);
  }

  #markRead() {
    this.#readUpTo = Math.max(0, ...this.messages.keys());
    this.#tell("unread");
  }

  /** @param {boolean} blocked */
  #setBlocked(blocked) {
    if (this.athlete.blocked === blocked) return;
    this.athlete.blocked = blocked;
    this.#tell("connection");
  }

  /** @param {string|null} action */
  #setAction(action) {
    clearTimeout(this.#actionTimer);
    if (action) this.#actionTimer = setTimeout(() => this.#setAction(null), TYPING_MS);
    if (this.action === action) return;
    this.action = action;
    this.#tell("activity");
  }

  /** @param {string|null} draft */
  #setDraft(draft) {
    clearTimeout(this.#draftTimer);
    if (draft) this.#draftTimer = setTimeout(() => this.#setDraft(null), DRAFT_MS);
    if (this.draft === draft) return;
    this.draft = draft;
    this.#tell("activity");
  }

  /** @param {import("./types.js").ReplyKeyboard|null} keyboard */
  #setReplyKeyboard(keyboard) {
    if (JSON.stringify(keyboard) === JSON.stringify(this.replyKeyboard)) return;
    this.replyKeyboard = keyboard;
    this.#tell("keyboard");
  }

  /** @param {string} type @param {unknown} [detail] */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

