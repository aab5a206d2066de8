/** Telegram's payment sheet: what is bought, how it is paid, what the bot and the bank say to it, and the receipt. */

import { CardForm } from "./card-form.js";
import { h, icon, iconButton } from "./dom.js";
import { moment } from "./format.js";
import { isStars, money } from "./money.js";
import { show } from "./overlays.js";

/** @typedef {import("./types.js").Sheet} Sheet */

const LOOK_AGAIN_MS = 2000; // where the stream of events is broken, too
const pointer = matchMedia("(hover: hover)");
const STARS_AT_ONCE = 1000;
const DAY = 24 * 3600;

export class PaymentSheet {
  #timer = 0;
  #busy = false;

  /**
   * @param {import("./chat.js").Chat} chat
   * @param {string} botName
   * @param {Sheet} sheet as it was opened
   */
  constructor(chat, botName, sheet) {
    this.chat = chat;
    this.botName = botName;
    this.sheet = sheet;
    this.form = isStars(sheet.currency) ? null : new CardForm(sheet.test_cards);
    this.body = h("div", { class: "sheet-body" });
    this.dialog = h("dialog", { class: "box sheet", "aria-label": `Payment: ${sheet.title}` }, this.#head(), this.#goods(), this.body);
    const look = (/** @type {Event} */ event) => {
      if (/** @type {CustomEvent} */ (event).detail.sheet_id === sheet.id) void this.#look();
    };
    chat.addEventListener("sheet", look);
    this.dialog.addEventListener("close", () => {
      chat.removeEventListener("sheet", look);
      clearTimeout(this.#timer);
    });
    this.#draw();
    show(this.dialog);
    // On a phone this would bring up the on-screen keyboard.
    if (pointer.matches) (this.form?.number.input ?? /** @type {HTMLElement|null} */ (this.body.querySelector(".pay")))?.focus();
  }

  #head() {
    return h("div", { class: "box-head" }, h("h2", {}, "Payment"), h("span", { class: "no-money" }, "Sandbox: no money moves"), iconButton("close", "Close", { onclick: () => this.dialog.close() }));
  }

  #goods() {
    const { title, description, prices, total, currency, subscription_period: period } = this.sheet;
    const rows = prices.length > 1 ? prices.map(({ label, amount }) => h("div", { class: "price-row" }, h("span", { dir: "auto" }, label), money(amount, currency))) : [];
    return h(
      "div",
      { class: "goods" },
      h("b", { dir: "auto" }, title),
      h("span", { class: "quiet", dir: "auto" }, description),
      ...rows,
      h("span", { class: "total" }, money(total, currency), period && h("small", {}, ` every ${Math.round(period / DAY)} days`)),
    );
  }

  #draw() {
    const { state } = this.sheet;
    const had = this.dialog.contains(document.activeElement);
    if (state === "paid") this.body.replaceChildren(...this.#receipt());
    else if (state === "challenge") this.body.replaceChildren(...this.#challenge());
    else this.body.replaceChildren(...this.#payment(state === "checking"));
    this.dialog.classList.toggle("paid", state === "paid");
    if (had && !this.dialog.contains(document.activeElement)) /** @type {HTMLElement|null} */ (this.body.querySelector(".pay, .primary"))?.focus();
    clearTimeout(this.#timer);
    if (state === "checking") this.#timer = setTimeout(() => void this.#look(), LOOK_AGAIN_MS);
  }

  /** @param {boolean} waiting for the bot's answer */
  #payment(waiting) {
    const { total, currency, balance, subscription_period: period, error } = this.sheet;
    const label = `${period ? "Subscribe for" : "Pay"} ${money(total, currency)}`;
    const pay = h("button", { type: "submit", class: "primary pay", "aria-disabled": waiting ? "true" : null }, waiting && h("i", { class: "spinner" }), waiting ? `Asking ${this.botName}…` : label);
    const form = h(
      "form",
      { class: "pay-form", novalidate: true },
      this.form ? h("fieldset", { class: "bare", disabled: waiting }, this.form.element) : this.#purse(balance ?? 0, total),
      h("p", { class: "sheet-error", role: "alert", dir: "auto" }, error),
      pay,
      h("p", { class: "quiet" }, waiting ? "The bot has ten seconds to agree. Nothing is charged before that." : "Nothing is charged before the bot has agreed."),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!waiting) void this.#pay();
    });
    return [form];
  }

  /** @param {number} balance @param {number} total */
  #purse(balance, total) {
    const more = h("button", { type: "button", class: "inline-link", onclick: () => void this.#topUp() }, `Get ${money(STARS_AT_ONCE, "XTR")}`);
    return h("p", { class: "purse" }, h("span", {}, "You have ", h("b", {}, money(balance, "XTR"))), balance < total && more);
  }

  #challenge() {
    return [
      h("h3", {}, "Your bank asks: is it you?"),
      h("p", {}, "3-D Secure. A real bank would send a code or open its app here."),
      h(
        "div",
        { class: "box-actions" },
        h("button", { type: "button", class: "fail", onclick: () => void this.#authenticate(false) }, "Fail"),
        h("button", { type: "button", class: "primary", onclick: () => void this.#authenticate(true) }, "Complete"),
      ),
    ];
  }

  #receipt() {
    const { total, currency, paid_at: at } = this.sheet;
    return [
      h("p", { class: "receipt", role: "status" }, icon("check"), h("span", {}, h("b", {}, `${money(total, currency)} paid`), at && h("small", {}, moment(at)))),
      h("div", { class: "box-actions" }, h("button", { type: "button", class: "primary", onclick: () => this.dialog.close() }, "Done")),
    ];
  }

  async #pay() {
    const problem = this.form?.problem();
    if (problem) return this.#say(problem);
    const card = this.form ? { card_number: this.form.number.input.value, save_card: this.form.save.checked } : {};
    return this.#take(() => this.chat.api.pay(this.sheet.id, card));
  }

  async #topUp() {
    await this.#take(async () => {
      await this.chat.api.topUp(STARS_AT_ONCE);
      return { ...(await this.chat.api.sheet(this.sheet.id)), error: "" };
    });
  }

  /** @param {boolean} passed */
  #authenticate(passed) {
    return this.#take(() => this.chat.api.authenticate(this.sheet.id, passed));
  }

  /** What has become of it; one that cannot be asked is asked again. */
  async #look() {
    try {
      this.sheet = await this.chat.api.sheet(this.sheet.id);
    } catch {
      // the next look may reach it; a closed one stays as it was last seen
    }
    if (this.dialog.isConnected) this.#draw();
  }

  /** @param {() => Promise<Sheet>} act */
  async #take(act) {
    if (this.#busy) return;
    this.#busy = true;
    try {
      this.sheet = await act();
      this.#draw();
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error));
    } finally {
      this.#busy = false;
    }
  }

  /** @param {string} text */
  #say(text) {
    const place = this.body.querySelector(".sheet-error");
    if (place) place.textContent = text;
  }
}
