/** Dark or light: what the system says, until the reader chooses. */

const KEY = "sandbox.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

/** @returns {boolean} whether the page is dark now */
export function isDark() {
  const chosen = localStorage.getItem(KEY);
  return chosen ? chosen === "dark" : dark.matches;
}

/** Show the current choice, and follow the system while there is none. @param {() => void} changed */
export function startTheme(changed) {
  const show = () => {
    document.documentElement.dataset.theme = isDark() ? "dark" : "light";
    changed();
  };
  dark.addEventListener("change", show);
  window.addEventListener("storage", show); // chosen in another window
  show();
  return {
    toggle() {
      localStorage.setItem(KEY, isDark() ? "light" : "dark");
      show();
    },
  };
}
