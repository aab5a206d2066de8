/** What time it is in the sandbox, and a menu that moves it, so that tomorrow's check-in comes now. */

import { moveClock } from "./api.js";
import { h, icon } from "./dom.js";
import { moment } from "./format.js";
import { openMenu } from "./menu.js";
import { now, untilHour } from "./time.js";

const HOUR = 3600;
const MORNING = 7;

export class ClockControl {
  /** @param {{moved: () => void, failed: (error: unknown) => void}} then */
  constructor(then) {
    this.then = then;
    this.words = h("span", { class: "clock-words" });
    this.element = h(
      "button",
      { type: "button", class: "clock-button", hidden: true, "aria-haspopup": "menu", "aria-expanded": "false", title: "Move time", onclick: () => this.#open() },
      icon("clock"),
      this.words,
    );
  }

  /** @param {boolean} movable only where the bot goes by this clock, too */
  draw(movable) {
    this.element.hidden = !movable;
    const text = `It is ${moment(now())}`;
    if (this.words.textContent !== text) this.words.textContent = text;
  }

  #open() {
    const item = (/** @type {"clock"|"sun"|"calendar"} */ name, /** @type {string} */ label, /** @type {() => number} */ seconds) => ({
      icon: name,
      label,
      run: () => void this.#move(seconds()),
    });
    openMenu(
      this.element,
      [item("clock", "+1 hour", () => HOUR), item("sun", "Next morning, 7:00", () => untilHour(MORNING)), item("calendar", "+1 week", () => 7 * 24 * HOUR)],
      "Move time",
    );
  }

  /** @param {number} seconds */
  async #move(seconds) {
    try {
      await moveClock(seconds);
    } catch (error) {
      this.then.failed(error);
    }
    this.then.moved();
  }
}
