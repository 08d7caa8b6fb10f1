/** Ends this program with a sentence for the person who started it: what happened, and what to do. */
export function endWith(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
