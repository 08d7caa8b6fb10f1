/**
 * Writes named values so that no two different sets give the same bytes: each name and value with its length before it.
 * What is sealed under a context opens under the same context only.
 */
export function encodeContext(parts: Readonly<Record<string, string | number>>): Buffer {
  const fields = Object.entries(parts).flatMap(([name, value]) => [name, String(value)])
  return Buffer.concat(
    fields.flatMap((field) => {
      const bytes = Buffer.from(field, 'utf8')
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      return [length, bytes]
    }),
  )
}
