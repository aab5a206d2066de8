/** The keyboard that a bot puts in place of typing: its buttons send their own text. */

import { h } from "./dom.js";

/**
 * @param {import("./types.js").ReplyKeyboard|null} keyboard
 * @param {{say: (text: string) => void, sendLocation: () => void}} then
 * @returns {HTMLElement|null}
 */
export function replyKeyboard(keyboard, then) {
  if (!keyboard) return null;
  const rows = keyboard.keyboard.map((row) =>
    h(
      "div",
      { class: "button-row" },
      ...row.map((each) => {
        const button = typeof each === "string" ? { text: each } : each;
        const press = () => (button.request_location ? then.sendLocation() : then.say(button.text));
        return h("button", { type: "button", class: `reply-button ${button.style ? `styled-${button.style}` : ""}`, onclick: press }, h("span", { dir: "auto" }, button.text));
      }),
    ),
  );
  return h("div", { class: "reply-keyboard", role: "group", "aria-label": "Suggested answers" }, ...rows);
}
