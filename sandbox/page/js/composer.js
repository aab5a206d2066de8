/** The message field with everything around it: what is answered or edited, commands, attachments, the keyboard. */

import { CommandMenu } from "./command-menu.js";
import { h, icon, iconButton } from "./dom.js";
import { summary } from "./format.js";
import { openMenu } from "./menu.js";
import { replyKeyboard } from "./reply-keyboard.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {{kind: "reply"|"edit", message: Message}} Mode */

/** A press that leaves the focus in the message field, so that its menu does not close. @param {Event} event */
const keepFocus = (event) => event.preventDefault();

export class Composer {
  /** @type {Mode|null} */
  #mode = null;
  #keyboardHidden = false;

  /**
   * @param {import("./chat.js").Chat} chat
   * @param {{sent: () => void, failed: (error: unknown) => void, oddThings: () => import("./menu.js").Item[]}} owner
   */
  constructor(chat, owner) {
    this.chat = chat;
    this.owner = owner;
    this.field = h("textarea", { rows: "1", dir: "auto", placeholder: "Message", "aria-label": `Message as ${chat.athlete.first_name}`, autocomplete: "off", enterkeyhint: "send" });
    this.menu = new CommandMenu(this.field, `commands-${chat.athlete.id}`, {
      commands: () => chat.commands,
      choose: (command) => this.#say(`/${command}`),
      complete: (command) => this.insert(`/${command} `),
    });
    this.modeBar = h("div", { class: "mode-bar", hidden: true });
    this.keyboardPlace = h("div", { class: "keyboard-place" });
    this.commandButton = iconButton("slash", "Commands", { class: "command-button", "aria-haspopup": "listbox", onclick: () => this.#toggleCommands(), onmousedown: keepFocus });
    this.keyboardButton = iconButton("keyboard", "Show or hide the keyboard", { onclick: () => this.#toggleKeyboard() });
    const attach = iconButton("clip", "Attach, or message as…", { "aria-haspopup": "menu", onclick: () => openMenu(attach, owner.oddThings(), "Message as") });
    this.sendButton = iconButton("send", "Send", { class: "send", type: "submit" });
    this.form = h("form", { class: "composer-line" }, attach, this.commandButton, this.field, this.keyboardButton, this.sendButton);
    this.element = h("div", { class: "composer" }, this.menu.element, this.modeBar, this.keyboardPlace, this.form);
    this.#listen();
    this.refresh();
  }

  /** Draw anew what depends on the chat: commands and the bot's keyboard. */
  refresh() {
    this.commandButton.hidden = this.chat.commands.length === 0;
    const keyboard = this.chat.replyKeyboard;
    this.keyboardButton.hidden = !keyboard;
    this.field.placeholder = keyboard?.input_field_placeholder ?? "Message";
    const drawn = this.#keyboardHidden ? null : replyKeyboard(keyboard, { say: (text) => this.#sayFromKeyboard(text), sendLocation: () => this.chat.sendLocation(52.4731, 13.4019) });
    this.keyboardPlace.replaceChildren(...(drawn ? [drawn] : []));
  }

  /** A new keyboard from the bot is shown, even if the last one was put away. */
  keyboardChanged() {
    this.#keyboardHidden = false;
    this.refresh();
  }

  /** @param {string} text */
  insert(text) {
    this.field.value = text;
    this.#changed();
    this.field.focus();
  }

  /** @param {Message} message */
  replyTo(message) {
    this.#enter({ kind: "reply", message });
  }

  /** @param {Message} message one of the athlete's own texts */
  edit(message) {
    this.#enter({ kind: "edit", message });
    this.insert(message.text ?? "");
  }

  #listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.field.addEventListener("input", () => this.#changed());
    this.field.addEventListener("blur", () => this.menu.close());
    this.field.addEventListener("keydown", (event) => {
      if (event.isComposing || this.menu.takesKey(event)) return;
      if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        this.#submit();
      } else if (event.key === "Escape" && this.#mode) this.#leave();
      else if (event.key === "ArrowUp" && !this.field.value) this.#editLast(event);
    });
  }

  /** @param {KeyboardEvent} event */
  #editLast(event) {
    const last = this.chat.inOrder().findLast((message) => this.chat.isOwn(message) && message.text);
    if (!last) return;
    event.preventDefault();
    this.edit(last);
  }

  #changed() {
    this.field.style.height = "auto"; // grows with its text; the style sheet holds the limit
    this.field.style.height = `${this.field.scrollHeight}px`;
    this.sendButton.classList.toggle("ready", this.field.value.trim() !== "");
    this.menu.followText();
  }

  #submit() {
    const text = this.field.value.trim();
    if (!text) return;
    if (this.#mode?.kind === "edit") void this.#sendEdit(this.#mode.message, text);
    else this.#say(text);
  }

  /** @param {string} text */
  #say(text) {
    this.chat.say(text, this.#mode?.kind === "reply" ? this.#mode.message : undefined);
    this.#leave();
    this.insert("");
    this.owner.sent();
  }

  /** @param {string} text */
  #sayFromKeyboard(text) {
    if (this.chat.replyKeyboard?.one_time_keyboard) this.#toggleKeyboard();
    this.chat.say(text);
    this.owner.sent();
  }

  /** @param {Message} message @param {string} text */
  async #sendEdit(message, text) {
    try {
      if (text !== message.text) await this.chat.edit(message, text);
      this.#leave();
    } catch (error) {
      this.owner.failed(error); // what was typed stays in the field
    }
  }

  /** @param {Mode} mode */
  #enter(mode) {
    this.#mode = mode;
    const cancel = iconButton("close", mode.kind === "edit" ? "Stop editing" : "Stop replying", { onclick: () => this.#leave() });
    const title = mode.kind === "edit" ? "Edit message" : `Reply to ${mode.message.from?.first_name ?? "message"}`;
    this.modeBar.replaceChildren(icon(mode.kind === "edit" ? "pencil" : "reply"), h("span", { class: "mode-words" }, h("b", {}, title), h("span", { dir: "auto" }, summary(mode.message))), cancel);
    this.modeBar.hidden = false;
    this.field.focus();
  }

  #leave() {
    const wasEdit = this.#mode?.kind === "edit";
    this.#mode = null;
    this.modeBar.hidden = true;
    if (wasEdit) this.insert("");
  }

  #toggleCommands() {
    if (this.menu.isOpen) return this.menu.close();
    this.field.focus();
    this.menu.open();
  }

  #toggleKeyboard() {
    this.#keyboardHidden = !this.#keyboardHidden;
    this.refresh();
  }
}
