/** What is wrong in an input, where, and what to do about it. */
export interface Fault {
  /** As in `rules[3].min`: the way to it in the JSON. */
  readonly path: string
  /** From the list of sentences that the reader of the input has. */
  readonly code: string
  readonly zh: string
  readonly en: string
}
