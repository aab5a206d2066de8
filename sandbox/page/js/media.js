/** Photos, files, stickers, voice and places inside a bubble; a photo opens large. */

import { fileAddress } from "./api.js";
import { fileSize } from "./format.js";
import { h, icon, iconButton } from "./dom.js";

/** @typedef {import("./types.js").Message} Message */

/**
 * @param {Message} message
 * @returns {{nodes: Node[], bare: boolean}} bare: drawn without a bubble around it
 */
export function attachments(message) {
  if (message.photo?.length) return { nodes: [photo(message)], bare: false };
  if (message.document) return { nodes: [file(message.document)], bare: false };
  if (message.sticker) return { nodes: [sticker(message.sticker)], bare: true };
  if (message.voice) {
    return { nodes: [h("audio", { controls: true, preload: "none", src: fileAddress(message.voice.file_id) })], bare: false };
  }
  if (message.location) return { nodes: [place(message.location)], bare: false };
  if (!message.text && !message.caption && !message.invoice) return { nodes: [h("em", { class: "unknown" }, "This kind of message is not drawn here.")], bare: false };
  return { nodes: [], bare: false };
}

/** @param {Message} message */
function photo(message) {
  const largest = /** @type {import("./types.js").PhotoSize[]} */ (message.photo).at(-1);
  const { file_id, width, height } = /** @type {import("./types.js").PhotoSize} */ (largest);
  const words = message.caption ?? "Photo";
  const image = h("img", { src: fileAddress(file_id), width, height, alt: words, decoding: "async" });
  image.style.aspectRatio = `${width} / ${height}`; // holds the place while it loads
  return h("button", { type: "button", class: "photo", "aria-label": `Enlarge photo: ${words}`, onclick: () => enlarge(image.src, words) }, image);
}

/** @param {string} address @param {string} words */
function enlarge(address, words) {
  const dialog = h("dialog", { class: "lightbox", "aria-label": "Photo" });
  dialog.append(
    h("img", { src: address, alt: words }),
    iconButton("close", "Close photo", { class: "lightbox-close", onclick: () => dialog.close() }),
  );
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** @param {import("./types.js").Attachment} document */
function file(document) {
  const name = document.file_name ?? "file";
  return h(
    "a",
    { class: "file", href: fileAddress(document.file_id), download: name, "aria-label": `Download ${name}` },
    icon("file"),
    h("span", { class: "file-words" }, h("b", { dir: "auto" }, name), h("small", {}, fileSize(document.file_size ?? 0))),
  );
}

/** @param {import("./types.js").Attachment & {emoji?: string}} sticker */
function sticker(sticker) {
  return h("img", { class: "sticker", src: fileAddress(sticker.file_id), alt: `Sticker ${sticker.emoji ?? ""}`.trim(), width: 128, height: 128 });
}

/** @param {{latitude: number, longitude: number}} location */
function place({ latitude, longitude }) {
  return h("div", { class: "file" }, icon("pin"), h("span", { class: "file-words" }, h("b", {}, "Location"), h("small", {}, `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`)));
}
