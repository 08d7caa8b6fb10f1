/** A text in the type that the version of the profile asks for (ICC.1:2001 6.5.17 and 6.5.18; ICC.1:2022 10.15). */
export function makeText(text: string, major: number): Buffer {
  if (major >= 4) return makeLocalisedText(text)
  return Buffer.concat([Buffer.from('text\0\0\0\0', 'latin1'), Buffer.from(`${text}\0`, 'latin1')])
}

/** The name of the profile; version 2 has a type of its own for it. */
export function makeDescription(text: string, major: number): Buffer {
  if (major >= 4) return makeLocalisedText(text)
  const ascii = Buffer.from(`${text}\0`, 'latin1')
  const unicodeAndScript = 4 + 4 + 2 + 1 + 67
  const element = Buffer.alloc(12 + ascii.length + unicodeAndScript)
  element.write('desc', 0, 'latin1')
  element.writeUInt32BE(ascii.length, 8)
  ascii.copy(element, 12)
  return element
}

function makeLocalisedText(text: string): Buffer {
  const utf16 = Buffer.from(text, 'utf16le').swap16()
  const element = Buffer.alloc(28)
  element.write('mluc', 0, 'latin1')
  element.writeUInt32BE(1, 8)
  element.writeUInt32BE(12, 12)
  element.write('enUS', 16, 'latin1')
  element.writeUInt32BE(utf16.length, 20)
  element.writeUInt32BE(28, 24)
  return Buffer.concat([element, utf16])
}
