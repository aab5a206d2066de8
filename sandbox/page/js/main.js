/** Puts the page together: who is there, whose chats are on the screen, and what keeps them up to date. */

import { addAthlete, state } from "./api.js";
import { Chat } from "./chat.js";
import { ChatView } from "./chat-view.js";
import { Connection } from "./connection.js";
import { h } from "./dom.js";
import { Rail } from "./rail.js";
import { follow } from "./time.js";
import { startTheme } from "./theme.js";
import { followViewport } from "./viewport.js";

/** @typedef {{chat: Chat, view: ChatView, connection: Connection|null}} Seat */

const STATE_MS = 5000;
const wide = matchMedia("(min-width: 1000px)");
const pointer = matchMedia("(hover: hover)");

class App {
  /** @type {Map<number, Seat>} */
  #seats = new Map();
  /** @type {number} whose chat is in front */
  #active = Number(localStorage.getItem("sandbox.athlete"));
  /** @type {number} the second one of two chats side by side */
  #beside = Number(localStorage.getItem("sandbox.beside"));
  #split = localStorage.getItem("sandbox.split") === "yes";
  #known = "";
  /** A deep link to the bot that brought the reader here: `?bot=<name>&start=<payload>`, `?invoice=<its link's last part>`. */
  #deep = new URLSearchParams(location.search);

  constructor() {
    this.rail = new Rail({
      choose: (id) => this.#choose(id),
      add: () => void this.#add(),
      toggleSplit: () => void this.#toggleSplit(),
      toggleTheme: () => theme.toggle(),
      timeMoved: () => void this.refresh().catch(() => {}), // the next round tries again
      failed: (error) => this.#seats.get(this.#active)?.view.failed(error),
    });
    this.stage = h("main", { class: "stage" });
    this.notice = h("p", { class: "page-notice", role: "status" }, "Loading…");
    const theme = startTheme(() => this.rail.drawTheme());
    /** @type {HTMLElement} */ (document.getElementById("app")).append(this.rail.element, this.rail.shade, this.stage);
    this.stage.append(this.notice);
    wide.addEventListener("change", () => this.#show());
    addEventListener("online", () => this.#hurry());
    document.addEventListener("visibilitychange", () => this.#hurry()); // what comes to a hidden page is unread
  }

  /** Keep up with who is there, and with the chats that are not on the screen. */
  async run() {
    try {
      await this.refresh();
    } catch {
      if (!this.#seats.size) this.notice.textContent = "Connection lost – trying again";
    }
    setTimeout(() => void this.run(), this.#seats.size && this.#known !== "waiting" ? STATE_MS : 1000);
  }

  async refresh() {
    const { bot, athletes, clock } = await state();
    const moved = follow(clock.now);
    this.rail.clock.draw(clock.movable);
    if (moved) for (const { view } of this.#seats.values()) view.log.drawAll(); // today is another day
    this.#known = bot ? "bot" : "waiting";
    for (const [id, seat] of this.#seats) if (!athletes.some((athlete) => athlete.id === id)) this.#leave(id, seat);
    let added = false;
    for (const athlete of athletes) {
      if (!this.#seats.has(athlete.id)) added = this.#sit(athlete);
    }
    for (const { view } of this.#seats.values()) view.setBot(bot);
    if (added || !this.#seats.has(this.#active)) this.#show();
    if (bot) this.#follow(bot);
    const hidden = [...this.#seats.values()].filter((seat) => !seat.connection && !document.hidden);
    await Promise.all(hidden.map(async ({ chat }) => chat.replace(await chat.api.chat())));
  }

  /** Offer what the deep link asks for, once, to whose chat is in front. @param {import("./types.js").Bot} bot */
  #follow(bot) {
    const name = this.#deep.get("bot");
    const invoice = this.#deep.get("invoice");
    if (invoice !== null) this.#seats.get(this.#active)?.view.offerInvoice(invoice);
    if (name === null && invoice === null) return;
    if (name?.toLowerCase() === bot.username.toLowerCase()) this.#seats.get(this.#active)?.view.offerStart(this.#deep.get("start") ?? "");
    this.#deep = new URLSearchParams();
    history.replaceState(null, "", location.pathname);
  }

  /** @param {import("./types.js").Athlete} athlete */
  #sit(athlete) {
    const chat = new Chat(athlete);
    const view = new ChatView(chat, { openRail: () => this.rail.open() });
    view.element.addEventListener("focusin", () => this.#activate(athlete.id));
    chat.addEventListener("unread", () => this.#drawRail());
    chat.addEventListener("state", () => void this.refresh().catch(() => {})); // the next round tries again
    this.#seats.set(athlete.id, { chat, view, connection: null });
    this.stage.append(view.element);
    view.element.hidden = true;
    return true;
  }

  /** @param {number} id @param {Seat} seat */
  #leave(id, seat) {
    seat.connection?.close();
    seat.view.element.remove();
    this.#seats.delete(id);
  }

  /** @returns {number[]} whose chats are on the screen */
  #shown() {
    return this.#split && wide.matches && this.#beside !== this.#active && this.#seats.has(this.#beside) ? [this.#active, this.#beside] : [this.#active];
  }

  #show() {
    if (!this.#seats.size) return;
    this.notice.remove();
    const ids = [...this.#seats.keys()];
    if (!this.#seats.has(this.#active)) this.#active = ids[0];
    if (this.#split && (this.#beside === this.#active || !this.#seats.has(this.#beside))) {
      this.#beside = ids.find((id) => id !== this.#active) ?? 0;
    }
    const shown = this.#shown();
    for (const [id, seat] of this.#seats) {
      const visible = shown.includes(id);
      // Only what is looked at keeps a stream: a browser opens no more than six connections to one server.
      if (visible) seat.connection ??= new Connection(seat.chat);
      else {
        seat.connection?.close();
        seat.connection = null;
      }
      seat.view.setVisible(visible);
    }
    this.stage.classList.toggle("split", shown.length > 1);
    this.rail.drawSplit(this.#split);
    localStorage.setItem("sandbox.athlete", String(this.#active));
    localStorage.setItem("sandbox.beside", String(this.#beside));
    localStorage.setItem("sandbox.split", this.#split ? "yes" : "no");
    this.#drawRail();
  }

  /** @param {number} id */
  #choose(id) {
    if (!this.#shown().includes(id)) this.#active = id;
    else this.#activate(id);
    this.rail.close();
    this.#show();
    // On a phone this would bring up the on-screen keyboard.
    if (pointer.matches) this.#seats.get(id)?.view.composer.field.focus({ preventScroll: true });
  }

  /** Of two chats side by side, the one in use is the one that a choice in the list replaces. @param {number} id */
  #activate(id) {
    if (id === this.#active || !this.#shown().includes(id)) return;
    this.#beside = this.#active;
    this.#active = id;
    this.#drawRail();
  }

  async #add() {
    const { id } = await addAthlete();
    await this.refresh();
    this.#choose(id);
  }

  async #toggleSplit() {
    this.#split = !this.#split;
    if (this.#split && this.#seats.size < 2) {
      await addAthlete();
      await this.refresh();
    }
    this.#show();
  }

  #hurry() {
    for (const id of this.#shown()) this.#seats.get(id)?.chat.watch(!document.hidden);
    if (document.hidden) return;
    for (const { connection } of this.#seats.values()) connection?.hurry();
  }

  #drawRail() {
    const chats = [...this.#seats.values()].map((seat) => seat.chat);
    this.rail.draw(chats, this.#shown(), this.#active);
    const unread = chats.reduce((sum, chat) => sum + chat.unread, 0);
    document.title = unread ? `(${unread}) AI Tracker sandbox` : "AI Tracker sandbox";
    for (const { chat, view } of this.#seats.values()) view.setUnreadElsewhere(unread - chat.unread);
  }
}

followViewport();
void new App().run();
