/*
 * A request with a prompt as bytes. `JSON.stringify` would leave the prompt behind in strings that nobody can overwrite.
 */

const prefix = Buffer.from('{"prompt":"')

/** Owned by the caller, who overwrites it once it was sent. `fields` has one entry at least. */
export function makeJsonBody(prompt: Uint8Array, fields: Readonly<Record<string, unknown>>): Buffer {
  const suffix = Buffer.from(`",${JSON.stringify(fields).slice(1)}`)
  const body = Buffer.alloc(prefix.length + escapedLength(prompt) + suffix.length)
  prefix.copy(body)
  const end = writeEscaped(prompt, body, prefix.length)
  suffix.copy(body, end)
  return body
}

const escapedSize = (byte: number) => (byte < 0x20 ? 6 : byte === 0x22 || byte === 0x5c ? 2 : 1)

function escapedLength(prompt: Uint8Array): number {
  let length = 0
  for (const byte of prompt) length += escapedSize(byte)
  return length
}

/** @see RFC 8259 section 7: quotation mark, reverse solidus and U+0000 to U+001F must be escaped, and nothing else */
function writeEscaped(prompt: Uint8Array, body: Buffer, start: number): number {
  let at = start
  for (const byte of prompt) {
    const size = escapedSize(byte)
    if (size === 6) body.write(`\\u00${byte.toString(16).padStart(2, '0')}`, at, 'latin1')
    else if (size === 2) {
      body[at] = 0x5c
      body[at + 1] = byte
    } else body[at] = byte
    at += size
  }
  return at
}
