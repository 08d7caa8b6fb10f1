/** Why the program cannot start, as one sentence for the operator that says what to do. Never holds content. */
export class StartupFault extends Error {
  override readonly name = 'StartupFault'
  readonly code: string
  readonly sentence: string

  constructor(code: string, sentence: string, options?: { cause?: unknown }) {
    super(code, options)
    this.code = code
    this.sentence = sentence
  }
}
