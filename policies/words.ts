/** The languages that everything published is written in. A new one here makes each sentence ask for its translation. */
export const languages = ['en'] as const
export type Language = (typeof languages)[number]

/**
 * One sentence in every language. `{session}` stands for a figure of `retention.ts`: a figure is never written out, so
 * that text and behaviour cannot part.
 */
export type Words = Readonly<Record<Language, string>>
