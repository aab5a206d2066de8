/** Keeps the page above the on-screen keyboard where the browser only shrinks the visual viewport. */

export function followViewport() {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const fit = () => {
    if (viewport.scale > 1.01) return; // the reader has zoomed in: that is no keyboard
    document.documentElement.style.setProperty("--height", `${viewport.height}px`);
  };
  viewport.addEventListener("resize", fit);
  fit();
}
