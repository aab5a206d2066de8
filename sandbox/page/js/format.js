/** Times, sizes and names as the page writes them. */

import { serviceWords } from "./service.js";
import { now as sandboxNow } from "./time.js";

const time = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short" });
const dayAndTime = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
const dayWithYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });

/** @param {number} seconds UTC @returns {string} e.g. "18:40", in the reader's zone */
export function clockTime(seconds) {
  return time.format(seconds * 1000);
}

/** @param {number} seconds UTC @returns {string} e.g. "Mon, 23 Nov, 07:00" */
export function moment(seconds) {
  return dayAndTime.format(seconds * 1000);
}

/** @param {number} seconds UTC @returns {string} a key that is equal for instants of one local day */
export function dayKey(seconds) {
  return new Date(seconds * 1000).toDateString();
}

/** @param {number} seconds UTC @param {Date} [now] @returns {string} "Today", "Yesterday", "Sun, 22 Nov", "3 Jan 2025" */
export function dayName(seconds, now = new Date(sandboxNow() * 1000)) {
  const date = new Date(seconds * 1000);
  if (date.toDateString() === now.toDateString()) return "Today";
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (date.toDateString() === yesterday.toDateString()) return "Yesterday";
  return (date.getFullYear() === now.getFullYear() ? day : dayWithYear).format(date);
}

/** @param {number} bytes @returns {string} e.g. "3 kB" */
export function fileSize(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** @param {string} name @returns {string} one or two letters for an avatar */
export function initials(name) {
  const words = name.trim().split(/\s+/).filter(Boolean).slice(0, 2);
  return words.map((word) => [...word][0].toUpperCase()).join("") || "?";
}

/** @param {number} id @returns {number} 0–5, which of the avatar colours belongs to this person */
export function tint(id) {
  return Math.abs(id) % 6;
}

/**
 * What a message says in one line, for lists and quotes.
 * @param {import("./types.js").Message} message
 */
export function summary(message) {
  const words = message.text ?? message.caption;
  if (words) return words.replace(/\s+/g, " ");
  if (message.photo) return "Photo";
  if (message.document) return message.document.file_name ?? "File";
  if (message.sticker) return `${message.sticker.emoji ?? ""} Sticker`.trim();
  if (message.voice) return "Voice message";
  if (message.location) return "Location";
  if (message.invoice) return `Invoice: ${message.invoice.title}`;
  const service = serviceWords(message);
  if (service) return service;
  return "Message";
}
