/** What a file may be sent as, besides as it is; the smaller first. */
export const contentEncodings = ['br', 'gzip'] as const
export type ContentEncoding = (typeof contentEncodings)[number]

/**
 * Chooses the first coding that there is and that the client takes; `undefined` sends the file as it is.
 *
 * @see RFC 9110, 12.5.3: a weight of 0 means no
 */
export function chooseEncoding(
  accepted: string | undefined,
  there: Readonly<Partial<Record<ContentEncoding, Buffer>>>,
): ContentEncoding | undefined {
  const taken = (accepted ?? '')
    .toLowerCase()
    .split(',')
    .filter((word) => !/;\s*q=0(?:\.0*)?\s*$/.test(word))
    .map((word) => /^\s*([\w*-]+)/.exec(word)?.[1])
  return contentEncodings.find((name) => there[name] !== undefined && taken.includes(name))
}
