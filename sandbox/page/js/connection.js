/**
 * The stream of what happens in a chat. On every (re)connection the whole chat is fetched, and the stream goes on from
 * the moment of that snapshot, so nothing falls between the two.
 */

/** @typedef {import("./chat.js").Chat} Chat */

const RETRY_MS = 1000;

export class Connection {
  /** @type {EventSource|null} */
  #source = null;
  #timer = 0;
  #attempt = 0;

  /** @param {Chat} chat */
  constructor(chat) {
    this.chat = chat;
    void this.#open();
  }

  /** Try at once, e.g. because the network has come back. */
  hurry() {
    if (!this.chat.connected) void this.#open();
  }

  close() {
    this.#attempt = -1;
    this.#drop();
  }

  async #open() {
    if (this.#attempt < 0) return;
    const attempt = ++this.#attempt; // a later attempt makes this one void
    this.#drop();
    try {
      const snapshot = await this.chat.api.chat();
      if (attempt !== this.#attempt) return;
      this.chat.replace(snapshot);
      this.#listen(snapshot.last_event_id);
    } catch {
      if (attempt === this.#attempt) this.#lost();
    }
  }

  /** @param {string} after id of the last event that the snapshot contains */
  #listen(after) {
    const source = (this.#source = this.chat.api.events(after));
    source.onopen = () => this.chat.setConnected(true);
    source.onerror = () => this.#lost();
    source.onmessage = ({ data }) => {
      /** @type {import("./types.js").ServerEvent} */
      const event = JSON.parse(data);
      this.chat.apply(event);
      if (event.type === "state") void this.#open();
    };
  }

  #lost() {
    this.#drop();
    this.chat.setConnected(false);
    this.#timer = setTimeout(() => void this.#open(), RETRY_MS);
  }

  #drop() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }
}
