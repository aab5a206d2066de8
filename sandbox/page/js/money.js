/** Money as people read it. Amounts are in minor units. */

const STARS = "XTR";

/** @param {string} currency @returns {boolean} whether it is Telegram's Stars */
export function isStars(currency) {
  return currency === STARS;
}

/** @param {number} amount @param {string} currency @returns {string} e.g. "€7.90", "450 Stars" */
export function money(amount, currency) {
  if (isStars(currency)) return `${new Intl.NumberFormat().format(amount)} ${amount === 1 ? "Star" : "Stars"}`;
  const format = new Intl.NumberFormat(undefined, { style: "currency", currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
