/** What one part of the assessment looked at, and what it found. */
export interface Part {
  name: string
  /** What was looked at, in a few words. */
  looked: string
  /** Why it could not be looked at: said, and never counted as good. */
  skipped?: string
  /** What is to be mended, each a sentence that says where. */
  findings: readonly string[]
  /** What is no fault and worth knowing. */
  notes?: readonly string[]
}
