const sidePx = 128
/** Two headers and 256 greys. */
const headBytes = 14 + 40 + 256 * 4

/**
 * Makes one tile of film grain, once, for every picture that is still developing. As a bitmap, the one format that is
 * written by hand: a canvas takes a phone a tenth of a second.
 */
export function makeGrain(): void {
  const tile = new Uint8Array(headBytes + sidePx * sidePx)
  writeHead(new DataView(tile.buffer))
  const draws = crypto.getRandomValues(new Uint8Array(sidePx * sidePx * 3))
  for (let at = 0; at < sidePx * sidePx; at += 1) {
    // The sum of three draws is nearly a bell curve: fine grain, few specks.
    const sum = (draws[3 * at] ?? 0) + (draws[3 * at + 1] ?? 0) + (draws[3 * at + 2] ?? 0)
    tile[headBytes + at] = Math.round(sum / 3)
  }
  const address = URL.createObjectURL(new Blob([tile], { type: 'image/bmp' }))
  // A rule of its own: a property on the root would have every element of the page styled anew.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`.grain { background-image: url(${address}) }`)
  document.adoptedStyleSheets.push(sheet)
}

/** @see https://learn.microsoft.com/windows/win32/api/wingdi/ns-wingdi-bitmapinfoheader (read 2026-11-29) */
function writeHead(head: DataView): void {
  head.setUint16(0, 0x424d)
  head.setUint32(2, head.byteLength, true)
  head.setUint32(10, headBytes, true)
  head.setUint32(14, 40, true)
  head.setInt32(18, sidePx, true)
  head.setInt32(22, sidePx, true)
  head.setUint16(26, 1, true)
  head.setUint16(28, 8, true)
  for (let grey = 0; grey < 256; grey += 1) head.setUint32(54 + 4 * grey, grey * 0x010101, true)
}
