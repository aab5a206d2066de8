/** What Telegram itself says in a chat. */

import { money } from "./money.js";

/** @param {import("./types.js").Message} message @returns {string|null} null for what people and bots say */
export function serviceWords(message) {
  const { successful_payment: paid, refunded_payment: back } = message;
  if (paid) return `You paid ${money(paid.total_amount, paid.currency)}${paid.is_recurring && !paid.is_first_recurring ? " to renew" : ""}`;
  if (back) return `You got ${money(back.total_amount, back.currency)} back`;
  return null;
}
