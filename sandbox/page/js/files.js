/** Files into the chat: by choosing, dropping or pasting. */

import { h } from "./dom.js";

/** @param {(file: File) => void} take */
export function chooseFile(take) {
  const input = h("input", { type: "file" });
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file) take(file);
  });
  input.click();
}

/**
 * @param {HTMLElement} area where files may be dropped; gets the class `dropping` meanwhile
 * @param {HTMLElement} field where they may be pasted
 * @param {(file: File) => void} take
 */
export function acceptFiles(area, field, take) {
  let depth = 0; // dragenter and dragleave also come from everything inside
  const carriesFile = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
  const mark = (/** @type {number} */ step) => {
    depth = step ? Math.max(0, depth + step) : 0;
    area.classList.toggle("dropping", depth > 0);
  };
  area.addEventListener("dragenter", (event) => {
    if (carriesFile(event)) mark(1);
  });
  area.addEventListener("dragleave", (event) => {
    if (carriesFile(event)) mark(-1);
  });
  area.addEventListener("dragover", (event) => {
    if (carriesFile(event)) event.preventDefault();
  });
  area.addEventListener("drop", (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    mark(0);
    const file = event.dataTransfer?.files[0];
    if (file) take(file);
  });
  field.addEventListener("paste", (event) => {
    const file = event.clipboardData?.files[0];
    if (!file) return;
    event.preventDefault();
    take(file);
  });
}
