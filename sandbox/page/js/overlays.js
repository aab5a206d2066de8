/** What lies over a chat for a moment: toasts, alerts, the help and the question before a file is sent. */

import { fileSize } from "./format.js";
import { h, icon, iconButton } from "./dom.js";

const TOAST_MS = 4000;

/**
 * A short notice that goes by itself.
 * @param {HTMLElement} place a live region
 * @param {string} text
 */
export function toast(place, text) {
  const note = h("div", { class: "toast", dir: "auto" }, text);
  place.replaceChildren(note);
  setTimeout(() => note.remove(), TOAST_MS);
}

/** Put it over the page until it is closed. @param {HTMLDialogElement} dialog */
export function show(dialog) {
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // the backdrop
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** A notice that has to be read: Telegram's `show_alert`. @param {string} title @param {string} text */
export function alertBox(title, text) {
  const dialog = h("dialog", { class: "box", "aria-label": title, role: "alertdialog" });
  dialog.append(
    h("h2", {}, title),
    h("p", { class: "alert-text", dir: "auto" }, text),
    h("div", { class: "box-actions" }, h("button", { type: "button", class: "primary", onclick: () => dialog.close() }, "OK")),
  );
  show(dialog);
}

/**
 * What this place is, and what to write first.
 * @param {(text: string) => void} useExample puts a text into the message field
 */
export function helpBox(useExample) {
  const dialog = h("dialog", { class: "box help", "aria-label": "About this sandbox" });
  const example = (/** @type {string} */ text, /** @type {string} */ says) => {
    const use = () => {
      dialog.close();
      useExample(text);
    };
    return h("li", {}, h("button", { type: "button", class: "example", onclick: use }, h("code", {}, text), h("span", {}, says)));
  };
  dialog.append(
    h("div", { class: "box-head" }, h("h2", {}, "This is a sandbox"), iconButton("close", "Close", { onclick: () => dialog.close() })),
    h("p", {}, "A local stand-in for Telegram. The bot runs for real and cannot tell the difference; nothing you write leaves this machine."),
    h("h3", {}, "Try"),
    h(
      "ul",
      { class: "examples" },
      example("60 min run rpe 7, legs heavy", "log a session in one message"),
      example("/log", "log it with buttons"),
      example("/trend", "see what it adds up to"),
    ),
    h("p", { class: "quiet" }, "Enter sends, Shift+Enter starts a new line, / lists the commands, ↑ in an empty field edits your last message. Add athletes to try several chats side by side. Where the clock below their list can be moved, tomorrow’s reminder comes now."),
  );
  show(dialog);
}

/**
 * Ask how a chosen file is to be sent.
 * @param {File} file
 * @param {(as: "photo"|"document"|"voice", caption: string) => void} send
 */
export function fileBox(file, send) {
  const isPicture = /^image\/(png|jpeg|webp|gif)$/.test(file.type);
  const address = isPicture ? URL.createObjectURL(file) : "";
  const caption = h("input", { type: "text", maxlength: "1024", placeholder: "Add a caption", "aria-label": "Caption", autocomplete: "off" });
  const isSound = file.type.startsWith("audio/");
  const asVoice = h("input", { type: "checkbox", checked: true });
  const asFile = h("input", { type: "checkbox" });
  const dialog = h("dialog", { class: "box", "aria-label": "Send a file" });
  const form = h(
    "form",
    { method: "dialog" },
    h("h2", {}, isPicture ? "Send a photo" : "Send a file"),
    isPicture
      ? h("img", { class: "file-preview", src: address, alt: file.name })
      : h("div", { class: "file" }, icon("file"), h("span", { class: "file-words" }, h("b", { dir: "auto" }, file.name), h("small", {}, fileSize(file.size)))),
    caption,
    isPicture && h("label", { class: "check" }, asFile, "Send as a file, uncompressed"),
    isSound && h("label", { class: "check" }, asVoice, "Send as a voice message"),
    h(
      "div",
      { class: "box-actions" },
      h("button", { type: "button", onclick: () => dialog.close() }, "Cancel"),
      h("button", { type: "submit", class: "primary" }, "Send"),
    ),
  );
  const kind = () => {
    if (isPicture && !asFile.checked) return "photo";
    return isSound && asVoice.checked ? "voice" : "document";
  };
  form.addEventListener("submit", () => send(kind(), caption.value.trim()));
  dialog.addEventListener("close", () => URL.revokeObjectURL(address));
  dialog.append(form);
  show(dialog);
  caption.focus();
}
