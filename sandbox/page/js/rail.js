/** The list of athletes with what is unread, and the switches of the page. On a phone it slides in over the chat. */

import { clockTime, initials, summary, tint } from "./format.js";
import { ClockControl } from "./clock-control.js";
import { h, icon, iconButton } from "./dom.js";
import { isDark } from "./theme.js";

/** @typedef {import("./chat.js").Chat} Chat */

/**
 * @typedef {object} RailActions
 * @property {(athleteId: number) => void} choose
 * @property {() => void} add
 * @property {() => void} toggleSplit
 * @property {() => void} toggleTheme
 * @property {() => void} timeMoved
 * @property {(error: unknown) => void} failed
 */

export class Rail {
  /** @param {RailActions} actions */
  constructor(actions) {
    this.actions = actions;
    this.list = h("ul", { class: "athletes" });
    this.themeButton = iconButton("moon", "Dark", { onclick: actions.toggleTheme });
    this.splitButton = iconButton("split", "Two chats side by side", { class: "split-button", "aria-pressed": "false", onclick: actions.toggleSplit });
    this.closeButton = iconButton("close", "Close", { class: "rail-close", onclick: () => this.close() });
    const head = h("div", { class: "rail-head" }, h("span", { class: "wordmark" }, h("span", { class: "avatar bot small" }, icon("pulse")), "AI Tracker"), this.closeButton);
    const add = h("button", { type: "button", class: "add", onclick: actions.add }, icon("plus"), "Add an athlete");
    this.clock = new ClockControl({ moved: () => this.#timeMoved(), failed: actions.failed });
    const foot = h("div", { class: "rail-foot" }, this.splitButton, this.themeButton);
    this.element = h("nav", { class: "rail", id: "rail", "aria-label": "Athletes" }, head, this.list, add, this.clock.element, foot);
    this.shade = h("div", { class: "shade", onclick: () => this.close() });
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      else this.#moveByArrow(event);
    });
  }

  /** Only where the rail is a drawer. */
  open() {
    document.body.classList.add("rail-open");
    /** @type {HTMLElement|null} */ (this.list.querySelector('[aria-current="true"]'))?.focus();
  }

  close() {
    if (!document.body.classList.contains("rail-open")) return;
    document.body.classList.remove("rail-open");
    /** @type {HTMLElement|null} */ (document.querySelector(".chat:not([hidden]) .rail-button"))?.focus();
  }

  #timeMoved() {
    this.close(); // what comes now comes in the chat
    this.actions.timeMoved();
  }

  drawTheme() {
    const label = isDark() ? "Light" : "Dark";
    this.themeButton.setAttribute("aria-label", `${label} colours`);
    this.themeButton.title = `${label} colours`;
    this.themeButton.replaceChildren(icon(isDark() ? "sun" : "moon"));
  }

  /** @param {boolean} on */
  drawSplit(on) {
    this.splitButton.setAttribute("aria-pressed", String(on));
  }

  /** @param {Chat[]} chats @param {number[]} shown ids of the athletes on the screen @param {number} active */
  draw(chats, shown, active) {
    const focused = /** @type {HTMLElement|null} */ (this.list.contains(document.activeElement) ? document.activeElement : null)?.dataset.athlete;
    this.list.replaceChildren(...chats.map((chat) => h("li", {}, this.#entry(chat, shown, active))));
    if (focused) /** @type {HTMLElement|null} */ (this.list.querySelector(`[data-athlete="${focused}"]`))?.focus();
  }

  /** @param {Chat} chat @param {number[]} shown @param {number} active */
  #entry(chat, shown, active) {
    const { athlete, unread } = chat;
    const last = chat.inOrder().at(-1);
    return h(
      "button",
      {
        type: "button",
        class: `athlete ${shown.includes(athlete.id) ? "shown" : ""}`,
        "data-athlete": athlete.id,
        "aria-current": athlete.id === active ? "true" : null,
        onclick: () => this.actions.choose(athlete.id),
      },
      h("span", { class: `avatar tint-${tint(athlete.id)}`, "aria-hidden": "true" }, initials(athlete.first_name)),
      h("span", { class: "athlete-words" }, h("b", { dir: "auto" }, athlete.first_name), h("span", { class: "preview", dir: "auto" }, last ? summary(last) : "No messages yet")),
      h(
        "span",
        { class: "athlete-side" },
        last ? h("time", {}, clockTime(last.date)) : null,
        unread ? h("span", { class: "badge", "aria-label": `${unread} unread` }, String(unread)) : null,
      ),
    );
  }

  /** @param {KeyboardEvent} event */
  #moveByArrow(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const entries = /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll(".athlete")]);
    const at = entries.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (!step || at < 0) return;
    event.preventDefault();
    entries[at + step]?.focus();
  }
}
