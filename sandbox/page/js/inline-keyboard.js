/** The buttons under a bubble: rows of equal widths. */

import { h, icon } from "./dom.js";

/** @typedef {import("./types.js").InlineButton} InlineButton */
/**
 * @typedef {{data: (messageId: number, data: string) => void, url: (url: string) => void,
 *   copy: (text: string) => void, pay: (messageId: number) => void, unsupported: () => void}} Press
 */

const STYLES = new Set(["primary", "success", "danger"]);

/**
 * @param {number} messageId
 * @param {InlineButton[][]} rows
 * @param {Press} press
 * @param {(messageId: number, data: string) => boolean} isTapped
 */
export function inlineKeyboard(messageId, rows, press, isTapped) {
  const group = h("div", { class: "inline-keyboard", role: "group", "aria-label": "Buttons of this message" });
  group.append(...rows.map((row) => h("div", { class: `button-row of-${Math.min(row.length, 8)}` }, ...row.map(button))));
  group.addEventListener("keydown", moveByArrow);
  return group;

  /** @param {InlineButton} each */
  function button(each) {
    const style = STYLES.has(each.style ?? "") ? `styled-${each.style}` : "";
    const length = [...each.text].length > 3 ? "long" : ""; // in a narrow button only long words get small letters
    const mark = each.url || each.web_app ? icon("link") : each.copy_text ? icon("copy") : each.pay ? icon("card") : null;
    const element = h(
      "button",
      { type: "button", class: `inline-button ${style} ${length}`, title: each.text.length > 14 ? each.text : null },
      h("span", { dir: "auto" }, each.text),
      mark,
    );
    const data = each.callback_data;
    if (data !== undefined) {
      element.dataset.tap = data;
      showProgress(element, isTapped(messageId, data));
    }
    element.addEventListener("click", () => {
      if (data !== undefined) press.data(messageId, data);
      else if (each.url) press.url(each.url);
      else if (each.pay) press.pay(messageId);
      else if (each.copy_text) press.copy(each.copy_text.text);
      else press.unsupported();
    });
    return element;
  }
}

/** @param {HTMLElement} button @param {boolean} waiting whether the bot has still to answer the press */
export function showProgress(button, waiting) {
  button.classList.toggle("waiting", waiting);
  if (waiting) button.setAttribute("aria-busy", "true");
  else button.removeAttribute("aria-busy");
}

/** Arrow keys walk over the buttons; Tab does too. @param {KeyboardEvent} event */
function moveByArrow(event) {
  const group = /** @type {HTMLElement} */ (event.currentTarget);
  const rows = [...group.children].map((row) => /** @type {HTMLElement[]} */ ([...row.children]));
  const y = rows.findIndex((row) => row.includes(/** @type {HTMLElement} */ (document.activeElement)));
  if (y < 0) return;
  const x = rows[y].indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const flat = rows.flat();
  const at = flat.indexOf(rows[y][x]);
  const share = x / rows[y].length;
  const vertical = (/** @type {number} */ step) => rows[y + step]?.[Math.min(rows[y + step].length - 1, Math.round(share * rows[y + step].length))];
  const target = { ArrowRight: flat[at + 1], ArrowLeft: flat[at - 1], ArrowDown: vertical(1), ArrowUp: vertical(-1) }[event.key];
  if (!target) return;
  event.preventDefault();
  target.focus();
}
