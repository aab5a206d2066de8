/**
 * Text with Bot API entities → DOM nodes. Offsets count UTF-16 units, which is what `String.slice` counts too.
 * Entities nest; where ones overlap without nesting, the inner one is cut at the end of the outer.
 */

import { h } from "./dom.js";

/** @typedef {import("./types.js").Entity} Entity */

/**
 * What a click on an active entity does.
 * @typedef {{command: (text: string) => void, link: (url: string) => void}} Actions
 */

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE_LINK = /^(https?|tg|mailto):/i;

/**
 * @param {string} text
 * @param {Entity[]} entities
 * @param {Actions} actions
 * @returns {Node[]}
 */
export function formatted(text, entities, actions) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return between(text, sorted, 0, text.length, actions);
}

/** @param {string} text @param {Entity[]} sorted @param {number} start @param {number} end @param {Actions} actions */
function between(text, sorted, start, end, actions) {
  /** @type {Node[]} */
  const nodes = [];
  let at = start;
  for (let index = 0; index < sorted.length; ) {
    const entity = sorted[index];
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    let next = index + 1;
    while (next < sorted.length && sorted[next].offset < to) next++;
    if (from < to) {
      if (at < from) nodes.push(document.createTextNode(text.slice(at, from)));
      const inner = between(text, sorted.slice(index + 1, next), from, to, actions);
      nodes.push(element(entity, text.slice(from, to), inner, actions));
      at = to;
      if (BLOCKS.has(entity.type) && text[at] === "\n" && at < end) at++; // a block ends its line by itself
    }
    index = next;
  }
  if (at < end) nodes.push(document.createTextNode(text.slice(at, end)));
  return nodes;
}

/** @type {Record<string, keyof HTMLElementTagNameMap>} */
const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

/** @param {Entity} entity @param {string} text @param {Node[]} inner @param {Actions} actions */
function element(entity, text, inner, actions) {
  switch (entity.type) {
    case "pre":
      return h("pre", { "data-language": entity.language, tabindex: "0" }, h("code", {}, ...inner));
    case "spoiler":
      return spoiler(inner);
    case "bot_command":
      return h("button", { type: "button", class: "inline-link", onclick: () => actions.command(text) }, ...inner);
    case "text_link":
      return link(entity.url ?? "", inner, actions);
    case "url":
      return link(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`, inner, actions);
    case "email":
      return link(`mailto:${text}`, inner, actions);
    case "mention":
    case "hashtag":
    case "text_mention":
      return h("span", { class: "mention" }, ...inner);
    default:
      return h(TAGS[entity.type] ?? "span", {}, ...inner);
  }
}

/** @param {string} url @param {Node[]} inner @param {Actions} actions */
function link(url, inner, actions) {
  if (!SAFE_LINK.test(url)) return h("span", {}, ...inner);
  const follow = (/** @type {Event} */ event) => {
    event.preventDefault();
    actions.link(url);
  };
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: follow }, ...inner);
}

/** @param {Node[]} inner */
function spoiler(inner) {
  const cover = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text, press to show" }, ...inner);
  const show = () => {
    cover.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
  };
  cover.addEventListener("click", show);
  cover.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") show();
  });
  return cover;
}
