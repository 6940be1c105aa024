/**
 * Says one thing in Chinese and in English on stderr; stdout stays free for what the verb itself prints.
 *
 * @param {string} zh
 * @param {string} en
 */
export function say(zh, en) {
  process.stderr.write(`${zh}\n${en}\n`)
}

/** A refusal the person at the keyboard can act on; anything else that is thrown is a bug and keeps its stack. */
export class Refusal extends Error {
  /**
   * @param {string} zh
   * @param {string} en
   * @param {number} [code] exit code; 2 for a wrong command line, as the shell's own tools do
   */
  constructor(zh, en, code = 1) {
    super(en)
    this.zh = zh
    this.code = code
  }
}
