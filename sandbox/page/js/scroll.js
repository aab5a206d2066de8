/** Keeps a chat at its newest message, unless the reader has scrolled up to read. */

const NEAR_PX = 48;

export class Scroll {
  atEnd = true;
  #top = 0;

  /**
   * @param {HTMLElement} scroller
   * @param {HTMLElement} content
   * @param {() => void} onEnd the reader has come back to the newest message
   */
  constructor(scroller, content, onEnd) {
    this.scroller = scroller;
    this.onEnd = onEnd;
    scroller.addEventListener("scroll", () => {
      const distance = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
      const upwards = scroller.scrollTop < this.#top;
      this.#top = scroller.scrollTop;
      if (distance < NEAR_PX) {
        if (!this.atEnd) onEnd();
        this.atEnd = true;
      } else if (upwards) this.atEnd = false; // anything else is the chat growing faster than it scrolls
    });
    // Whatever changes a height – a picture, an edit, the on-screen keyboard – the end stays in view.
    const observer = new ResizeObserver(() => {
      if (this.atEnd) this.toEnd();
    });
    observer.observe(scroller);
    observer.observe(content);
  }

  /** @param {"auto"|"smooth"} [behavior] */
  toEnd(behavior = "auto") {
    this.atEnd = true;
    this.onEnd();
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior });
  }
}
