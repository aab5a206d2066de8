/** The athlete's Stars: how many, more of them, and the subscriptions that they pay. */

import { h, iconButton } from "./dom.js";
import { moment } from "./format.js";
import { money } from "./money.js";
import { show } from "./overlays.js";

const AMOUNTS = [500, 1000, 5000];

/**
 * @param {import("./chat.js").Chat} chat
 * @param {(error: unknown) => void} failed
 */
export async function starsBox(chat, failed) {
  const body = h("div", { class: "stars-body" });
  const dialog = h(
    "dialog",
    { class: "box stars", "aria-label": "Telegram Stars" },
    h("div", { class: "box-head" }, h("h2", {}, "Telegram Stars"), iconButton("close", "Close", { onclick: () => dialog.close() })),
    body,
  );
  /** @param {() => Promise<import("./types.js").Purse>} act */
  const take = async (act) => {
    try {
      draw(await act());
    } catch (error) {
      failed(error);
    }
  };
  /** @param {import("./types.js").Purse} purse */
  const draw = (purse) => {
    const focused = body.contains(document.activeElement) ? [...body.querySelectorAll("button")].findIndex((each) => each === document.activeElement) : -1;
    body.replaceChildren(
      h("p", { class: "total", role: "status" }, money(purse.balance, "XTR")),
      h("p", { class: "quiet" }, "Play money of this sandbox. Take as many as you need."),
      h("div", { class: "amounts" }, ...AMOUNTS.map((amount) => h("button", { type: "button", onclick: () => void take(() => chat.api.topUp(amount)) }, `+${amount.toLocaleString()}`))),
      h("h3", {}, "Subscriptions"),
      purse.subscriptions.length ? h("ul", { class: "subscriptions" }, ...purse.subscriptions.map(entry)) : h("p", { class: "quiet" }, "None."),
    );
    if (focused >= 0) /** @type {HTMLElement|undefined} */ ([...body.querySelectorAll("button")][focused])?.focus();
  };
  /** @param {import("./types.js").Subscription} one */
  const entry = (one) => {
    const until = `${one.renews ? "Renews" : "Ends"} ${moment(one.paid_until)}`;
    const choose = h("button", { type: "button", onclick: () => void take(() => chat.api.chooseRenewal(one.id, !one.renews)) }, one.renews ? "Cancel" : "Resume");
    return h("li", {}, h("span", { class: "subscription-words" }, h("b", { dir: "auto" }, one.title), h("small", {}, `${money(one.price, "XTR")} · ${until}${one.cancelled_by_bot ? " · cancelled by the bot" : ""}`)), !one.cancelled_by_bot && choose);
  };
  const look = () => void take(() => chat.api.stars());
  chat.addEventListener("stars", look);
  dialog.addEventListener("close", () => chat.removeEventListener("stars", look));
  await take(() => chat.api.stars());
  show(dialog);
}
