/**
 * The list of commands above the message field: opened by its button, or while a message begins with `/`.
 * The field keeps the focus; the chosen entry is told to screen readers by `aria-activedescendant`.
 */

import { h } from "./dom.js";

/** @typedef {import("./types.js").Command} Command */

export class CommandMenu {
  /** @type {Command[]} */
  #shown = [];
  #at = 0;

  /**
   * @param {HTMLTextAreaElement} field
   * @param {string} id of the list, unique in the page
   * @param {{commands: () => Command[], choose: (command: string) => void, complete: (command: string) => void}} owner
   */
  constructor(field, id, owner) {
    this.field = field;
    this.owner = owner;
    this.id = id;
    this.element = h("ul", { class: "command-menu", role: "listbox", id, "aria-label": "Commands", hidden: true });
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false" })) {
      field.setAttribute(name, value);
    }
    this.element.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** Show what fits the text in the field, or nothing. */
  followText() {
    const typed = /^\/(\w*)$/.exec(this.field.value);
    if (typed) this.open(typed[1].toLowerCase());
    else this.close();
  }

  /** @param {string} [prefix] of the command's name */
  open(prefix = "") {
    this.#shown = this.owner.commands().filter(({ command }) => command.startsWith(prefix));
    if (!this.#shown.length) return this.close();
    this.#at = 0;
    this.element.replaceChildren(...this.#shown.map((command, index) => this.#entry(command, index)));
    this.element.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.#mark();
  }

  close() {
    this.element.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was for the menu */
  takesKey(event) {
    if (!this.isOpen) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.#at = (this.#at + step + this.#shown.length) % this.#shown.length;
      this.#mark();
    } else if (event.key === "Enter" && !event.shiftKey) this.#choose(this.#at);
    else if (event.key === "Tab" && !event.shiftKey) this.owner.complete(this.#shown[this.#at].command);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  /** @param {Command} command @param {number} index */
  #entry({ command, description }, index) {
    const entry = h("li", { role: "option", id: `${this.id}-${index}`, onclick: () => this.#choose(index) }, h("b", {}, `/${command}`), h("span", { dir: "auto" }, description));
    entry.addEventListener("pointermove", () => {
      if (this.#at === index) return;
      this.#at = index;
      this.#mark();
    });
    return entry;
  }

  /** @param {number} index */
  #choose(index) {
    const { command } = this.#shown[index];
    this.close();
    this.owner.choose(command);
  }

  #mark() {
    for (const [index, entry] of [...this.element.children].entries()) {
      entry.setAttribute("aria-selected", String(index === this.#at));
      if (index === this.#at) entry.scrollIntoView({ block: "nearest" });
    }
    this.field.setAttribute("aria-activedescendant", `${this.id}-${this.#at}`);
  }
}
