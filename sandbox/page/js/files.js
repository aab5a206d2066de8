/** Files into the chat: by choosing, dropping or pasting. */

import { h } from "./dom.js";

/** @param {(files: File[]) => void} take */
export function chooseFile(take) {
  const input = h("input", { type: "file", multiple: true });
  input.addEventListener("change", () => {
    if (input.files?.length) take([...input.files]);
  });
  input.click();
}

/**
 * @param {HTMLElement} area where files may be dropped; gets the class `dropping` meanwhile
 * @param {HTMLElement} field where they may be pasted
 * @param {(files: File[]) => void} take
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
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length) take(files);
  });
  field.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    take(files);
  });
}
