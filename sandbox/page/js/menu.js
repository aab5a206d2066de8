/** A small menu beside a button: arrow keys move, Enter chooses, Esc closes and gives the focus back. */

import { h, icon } from "./dom.js";

/** @typedef {{icon: Parameters<typeof icon>[0], label: string, run: () => void, danger?: boolean}} Item */

/** @type {(() => void)|null} */
let closeOpen = null;

/**
 * @param {HTMLElement} anchor
 * @param {Item[]} items
 * @param {string} label what the menu is about
 */
export function openMenu(anchor, items, label) {
  closeOpen?.();
  const menu = h(
    "div",
    { class: "menu", role: "menu", "aria-label": label },
    ...items.map((item) =>
      h(
        "button",
        {
          type: "button",
          role: "menuitem",
          tabindex: "-1",
          class: item.danger ? "danger" : "",
          onclick: () => {
            close();
            item.run();
          },
        },
        icon(item.icon),
        item.label,
      ),
    ),
  );
  const entries = /** @type {HTMLElement[]} */ ([...menu.children]);

  /** @param {Event} event */
  const outside = (event) => {
    if (!menu.contains(/** @type {Node} */ (event.target)) && !anchor.contains(/** @type {Node} */ (event.target))) close();
  };
  const close = () => {
    if (closeOpen !== close) return;
    closeOpen = null;
    document.removeEventListener("pointerdown", outside);
    window.removeEventListener("resize", close);
    anchor.setAttribute("aria-expanded", "false");
    const hadFocus = menu.contains(document.activeElement);
    menu.remove();
    if (hadFocus) anchor.focus();
  };
  menu.addEventListener("keydown", (event) => {
    const at = entries.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) entries.at((at + step) % entries.length)?.focus();
    else if (event.key === "Home") entries[0].focus();
    else if (event.key === "End") entries.at(-1)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else return;
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
  });

  closeOpen = close;
  anchor.setAttribute("aria-expanded", "true");
  document.body.append(menu);
  place(menu, anchor);
  entries[0]?.focus();
  document.addEventListener("pointerdown", outside);
  window.addEventListener("resize", close);
}

/** Beside the anchor, inside the window. @param {HTMLElement} menu @param {HTMLElement} anchor */
function place(menu, anchor) {
  const edge = 8;
  const at = anchor.getBoundingClientRect();
  const left = Math.min(Math.max(edge, at.left), innerWidth - menu.offsetWidth - edge);
  const below = at.bottom + 6;
  const top = below + menu.offsetHeight + edge <= innerHeight ? below : Math.max(edge, at.top - menu.offsetHeight - 6);
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}
