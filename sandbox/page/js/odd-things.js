/** The menu "Message as…": what people send besides text, and what a bot has to bear. */

/** @typedef {import("./chat.js").Chat} Chat */

/** Tempelhofer Feld, Berlin: a place to run. */
const PLACE = [52.4731, 13.4019];

/**
 * @param {Chat} chat
 * @param {{chooseFile: () => void, openStars: () => void, failed: (error: unknown) => void}} then
 * @returns {import("./menu.js").Item[]}
 */
export function oddThings(chat, then) {
  const { blocked } = chat.athlete;
  return [
    { icon: "clip", label: "Photo or file…", run: then.chooseFile },
    { icon: "smile", label: "Sticker", run: async () => chat.sendFile(await sticker(), "sticker") },
    { icon: "voice", label: "Voice message (silent)", run: () => chat.sendFile(silence(), "voice") },
    { icon: "pin", label: "Location", run: () => chat.sendLocation(PLACE[0], PLACE[1]) },
    { icon: "star", label: "Telegram Stars…", run: then.openStars },
    {
      icon: "block",
      label: blocked ? "Unblock the bot" : "Block the bot",
      danger: !blocked,
      run: () => void chat.block(!blocked).catch(then.failed),
    },
  ];
}

/** A running shoe's worth of sticker, drawn here. @returns {Promise<File>} WebP, 256 × 256 */
async function sticker() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 256;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.fillStyle = "#0b6b5d";
  pen.beginPath();
  pen.arc(128, 128, 116, 0, 2 * Math.PI);
  pen.fill();
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 16;
  pen.lineCap = pen.lineJoin = "round";
  pen.stroke(new Path2D("M48 140h40l24-64 40 112 24-64h32"));
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/webp"));
  return new File([/** @type {Blob} */ (blob)], "sticker.webp", { type: "image/webp" });
}

/** Half a second of nothing. @returns {File} WAV, 8 kHz, 8 bit, mono */
function silence() {
  const samples = 4000;
  const bytes = new Uint8Array(44 + samples).fill(128, 44);
  const view = new DataView(bytes.buffer);
  const words = (/** @type {number} */ at, /** @type {string} */ text) => [...text].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  words(0, "RIFF");
  view.setUint32(4, 36 + samples, true);
  words(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8000, true);
  view.setUint32(28, 8000, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  words(36, "data");
  view.setUint32(40, samples, true);
  return new File([bytes], "voice.wav", { type: "audio/wav" });
}
