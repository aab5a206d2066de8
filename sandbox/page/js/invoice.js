/** Invoices in a chat, and what is left of them when they are paid or given back. */

import { clockTime } from "./format.js";
import { h, icon } from "./dom.js";
import { money } from "./money.js";

/** @typedef {import("./types.js").Message} Message */

/** What is offered, in a bubble. @param {import("./types.js").Invoice} invoice */
export function invoiceBox(invoice) {
  return h(
    "div",
    { class: "invoice" },
    h("b", { dir: "auto" }, invoice.title),
    h("span", { class: "words", dir: "auto" }, invoice.description),
    h("span", { class: "invoice-total" }, money(invoice.total_amount, invoice.currency)),
  );
}

/**
 * The rows of buttons of an invoice: the first one pays, whether the bot named it or not.
 * @param {Message} message
 * @param {boolean} paid then it shows the receipt
 * @returns {import("./types.js").InlineButton[][]}
 */
export function invoiceButtons(message, paid) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const { invoice } = message;
  if (!invoice) return rows;
  const own = { text: `Pay ${money(invoice.total_amount, invoice.currency)}`, pay: true };
  const all = rows.length ? rows : [[own]];
  return paid ? all.map((row) => row.map((button) => (button.pay ? { ...button, text: "Receipt" } : button))) : all;
}

/** @param {Message} message @param {string} words */
export function serviceLine(message, words) {
  return h(
    "p",
    { class: "service" },
    icon(message.refunded_payment ? "reply" : "check"),
    h("span", {}, words),
    h("time", { dir: "ltr", datetime: new Date(message.date * 1000).toISOString() }, clockTime(message.date)),
  );
}
