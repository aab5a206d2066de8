/** What time it is in the sandbox, which can be ahead of this machine. */

let ahead = 0;

/** @returns {number} seconds, UTC */
export function now() {
  return Date.now() / 1000 + ahead;
}

/**
 * Go by the server's clock.
 * @param {number} seconds what it says now, UTC
 * @returns {boolean} whether it was moved since the last time
 */
export function follow(seconds) {
  const moved = Math.abs(seconds - now()) > 30; // less is the way of the answer, and a clock's own slips
  if (moved) ahead = seconds - Date.now() / 1000;
  return moved;
}

/** @param {number} hour of the reader's day @returns {number} seconds until it is that hour tomorrow, or today if it has not come yet */
export function untilHour(hour) {
  const then = new Date(now() * 1000);
  then.setHours(hour, 0, 0, 0);
  if (then.getTime() / 1000 <= now()) {
    then.setDate(then.getDate() + 1);
    then.setHours(hour, 0, 0, 0); // a night with another length
  }
  return then.getTime() / 1000 - now();
}
