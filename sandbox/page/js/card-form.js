/** A form for a card, as a payment sheet has it, with the test cards to pick from. Nothing of it is kept anywhere. */

import { h } from "./dom.js";

const EXPIRY = "12 / 34";
const CVC = "123";

/** @param {string} written @returns {string} digits in groups of four */
function grouped(written) {
  return (written.replace(/\D/g, "").slice(0, 19).match(/.{1,4}/g) ?? []).join(" ");
}

/** @param {string} written @returns {string} "12 / 34" */
function month(written) {
  const digits = written.replace(/\D/g, "").slice(0, 4);
  return digits.length > 2 ? `${digits.slice(0, 2)} / ${digits.slice(2)}` : digits;
}

/** @param {string} written as `month` writes it @returns {boolean} whether the card is good in this month of the machine */
function isGood(written) {
  const [, mm, yy] = /^(0[1-9]|1[0-2]) \/ (\d\d)$/.exec(written) ?? [];
  if (!mm) return false;
  const now = new Date();
  return (2000 + Number(yy) - now.getFullYear()) * 12 + Number(mm) - (now.getMonth() + 1) >= 0;
}

export class CardForm {
  /** @param {import("./types.js").TestCard[]} cards */
  constructor(cards) {
    this.number = field("Card number", { inputmode: "numeric", placeholder: "1234 1234 1234 1234", maxlength: "23" });
    this.expiry = field("Expires", { inputmode: "numeric", placeholder: "MM / YY", maxlength: "7" });
    this.cvc = field("CVC", { inputmode: "numeric", placeholder: "CVC", maxlength: "4" });
    this.save = h("input", { type: "checkbox", checked: true });
    rewrite(this.number.input, grouped);
    rewrite(this.expiry.input, month);
    rewrite(this.cvc.input, (written) => written.replace(/\D/g, "").slice(0, 4));
    this.element = h(
      "div",
      { class: "card-form" },
      this.number.element,
      h("div", { class: "card-line" }, this.expiry.element, this.cvc.element),
      h("label", { class: "check" }, this.save, "Save this card, so that it can renew"),
      this.#testCards(cards),
    );
  }

  /** @returns {string|null} what is wrong with what was written; its field gets the focus */
  problem() {
    for (const { input } of [this.number, this.expiry, this.cvc]) input.removeAttribute("aria-invalid");
    if (this.number.input.value.replace(/\D/g, "").length < 12) return wrong(this.number.input, "Your card number is incomplete.");
    if (!isGood(this.expiry.input.value)) return wrong(this.expiry.input, "Your card's expiration date is incomplete or in the past.");
    if (this.cvc.input.value.length < 3) return wrong(this.cvc.input, "Your card's security code is incomplete.");
    return null;
  }

  /** @param {import("./types.js").TestCard[]} cards */
  #testCards(cards) {
    const pick = (/** @type {string} */ number) => {
      this.number.input.value = grouped(number);
      this.expiry.input.value = EXPIRY;
      this.cvc.input.value = CVC;
      for (const { input } of [this.number, this.expiry, this.cvc]) input.removeAttribute("aria-invalid");
    };
    const items = cards.map(({ number, says }) =>
      h("li", {}, h("button", { type: "button", class: "test-card", onclick: () => pick(number) }, h("code", {}, grouped(number)), h("span", {}, says))),
    );
    return h("details", { class: "test-cards", open: true }, h("summary", {}, "Test cards: tap one"), h("ul", {}, ...items));
  }
}

/** @param {string} label @param {Record<string, unknown>} props */
function field(label, props) {
  const input = h("input", { type: "text", autocomplete: "off", spellcheck: "false", ...props });
  return { input, element: h("label", { class: "field" }, h("span", {}, label), input) };
}

/** Write what is typed in its usual form, while the cursor is at the end. @param {HTMLInputElement} input @param {(written: string) => string} as */
function rewrite(input, as) {
  input.addEventListener("input", (event) => {
    const deleting = event instanceof InputEvent && event.inputType.startsWith("delete");
    if (!deleting && input.selectionEnd === input.value.length) input.value = as(input.value);
  });
}

/** @param {HTMLInputElement} input @param {string} words */
function wrong(input, words) {
  input.setAttribute("aria-invalid", "true");
  input.focus();
  return words;
}
