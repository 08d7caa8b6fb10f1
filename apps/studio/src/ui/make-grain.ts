const sidePx = 128

/** Makes one tile of film grain, once, for every picture that is still developing. */
export function makeGrain(): void {
  const canvas = document.createElement('canvas')
  canvas.width = sidePx
  canvas.height = sidePx
  const context = canvas.getContext('2d')
  if (context === null) return
  const tile = context.createImageData(sidePx, sidePx)
  const pixels = new Uint32Array(tile.data.buffer)
  for (let at = 0; at < pixels.length; at += 1) {
    // The sum of three draws is nearly a bell curve: fine grain, few specks.
    const grey = ((Math.random() + Math.random() + Math.random()) / 3) * 255
    // Opaque; red, green and blue alike. Every machine that browsers run on has the lowest byte first.
    pixels[at] = 0xff000000 | (Math.round(grey) * 0x010101)
  }
  context.putImageData(tile, 0, 0)
  canvas.toBlob((blob) => {
    if (blob === null) return
    // A rule of its own: a property on the root would have every element of the page styled anew.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`.grain { background-image: url(${URL.createObjectURL(blob)}) }`)
    document.adoptedStyleSheets.push(sheet)
  })
}
