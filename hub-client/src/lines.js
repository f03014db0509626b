const END = /\r\n?|\n/g;

/** Cuts text into lines that end with CR, LF or CRLF, wherever the pieces are cut. */
export class Lines {
  #rest = '';
  #afterCr = false;

  /** @param onLine called with each whole line, without its end */
  push(text, onLine) {
    if (text === '') return;
    let start = this.#afterCr && text[0] === '\n' ? 1 : 0;
    this.#afterCr = text.endsWith('\r');
    END.lastIndex = start;
    for (let end = END.exec(text); end; end = END.exec(text)) {
      const line = this.#rest + text.slice(start, end.index);
      this.#rest = '';
      start = end.index + end[0].length;
      // A listener may push to another instance, and the expression is one for all.
      onLine(line);
      END.lastIndex = start;
    }
    this.#rest += text.slice(start);
  }
}
