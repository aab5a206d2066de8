/** The sandbox server's page API over HTTP. */

/** The server could not be reached, or is failing: worth trying again. */
export class Unreachable extends Error {}

/** The server understood and refused: trying again would not help. */
export class Refused extends Error {}

/**
 * @param {string} path below `/sandbox`
 * @param {RequestInit} [init]
 * @returns {Promise<any>} parsed JSON
 * @throws {Unreachable|Refused}
 */
async function request(path, init) {
  let response;
  try {
    response = await fetch(`/sandbox${path}`, { ...init, signal: AbortSignal.timeout(15_000) });
  } catch {
    throw new Unreachable("The sandbox does not answer.");
  }
  if (response.status >= 500) throw new Unreachable(`The sandbox answered ${response.status}.`);
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(body?.error ?? body?.description ?? `The sandbox answered ${response.status}.`);
  return body;
}

/** @param {string} path @param {object} body */
function post(path, body) {
  return request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

/** @returns {Promise<import("./types.js").SandboxState>} */
export function state() {
  return request("/state");
}

/** @returns {Promise<import("./types.js").Athlete>} */
export function addAthlete() {
  return post("/athletes", {});
}

/** @param {number} seconds that pass at once, for everybody */
export function moveClock(seconds) {
  return post("/clock", { seconds });
}

/** @param {string} fileId @returns {string} an address for `src` and `href` */
export function fileAddress(fileId) {
  return `/sandbox/files/${encodeURIComponent(fileId)}`;
}

/** What one athlete can do. */
export class AthleteApi {
  /** @param {number} athleteId */
  constructor(athleteId) {
    this.base = `/athletes/${athleteId}`;
  }

  /** @param {string} after id of the last event already known @returns {EventSource} */
  events(after) {
    return new EventSource(`/sandbox${this.base}/events?last_event_id=${encodeURIComponent(after)}`);
  }

  /** @returns {Promise<import("./types.js").Snapshot>} */
  chat() {
    return request(`${this.base}/chat`);
  }

  /** @param {string} text @param {number} [replyTo] @returns {Promise<import("./types.js").Message>} */
  say(text, replyTo) {
    return post(`${this.base}/messages`, replyTo ? { text, reply_to_message_id: replyTo } : { text });
  }

  /** @param {number} messageId @param {string} text */
  edit(messageId, text) {
    return post(`${this.base}/edits`, { message_id: messageId, text });
  }

  /** @param {number} messageId @param {string} data @returns {Promise<{callback_query_id: string}>} */
  tap(messageId, data) {
    return post(`${this.base}/taps`, { message_id: messageId, data });
  }

  /** @param {File} file @param {string} as @param {string} caption */
  sendFile(file, as, caption) {
    const form = new FormData();
    form.set("as", as);
    if (caption) form.set("caption", caption);
    form.set("file", file, file.name);
    return request(`${this.base}/files`, { method: "POST", body: form });
  }

  /** @param {number} latitude @param {number} longitude */
  sendLocation(latitude, longitude) {
    return post(`${this.base}/locations`, { latitude, longitude });
  }

  /** @param {string} [payload] of a deep link */
  start(payload) {
    return post(`${this.base}/start`, payload ? { payload } : {});
  }

  /** @param {{message_id: number}|{slug: string}} invoice @returns {Promise<import("./types.js").Sheet>} */
  openSheet(invoice) {
    return post(`${this.base}/sheets`, invoice);
  }

  /** @param {string} sheetId @returns {Promise<import("./types.js").Sheet>} */
  sheet(sheetId) {
    return request(`${this.base}/sheets/${sheetId}`);
  }

  /** @param {string} sheetId @param {{card_number?: string, save_card?: boolean}} card @returns {Promise<import("./types.js").Sheet>} */
  pay(sheetId, card) {
    return post(`${this.base}/sheets/${sheetId}/payment`, card);
  }

  /** @param {string} sheetId @param {boolean} passed @returns {Promise<import("./types.js").Sheet>} */
  authenticate(sheetId, passed) {
    return post(`${this.base}/sheets/${sheetId}/authentication`, { passed });
  }

  /** @returns {Promise<import("./types.js").Purse>} */
  stars() {
    return request(`${this.base}/stars`);
  }

  /** @param {number} stars @returns {Promise<import("./types.js").Purse>} */
  topUp(stars) {
    return post(`${this.base}/stars`, { stars });
  }

  /** @param {string} id of a subscription @param {boolean} renews @returns {Promise<import("./types.js").Purse>} */
  chooseRenewal(id, renews) {
    return post(`${this.base}/subscriptions/${id}`, { renews });
  }

  /** @param {boolean} blocked */
  block(blocked) {
    return post(`${this.base}/block`, { blocked });
  }
}
