const sidePx = 128

/** Makes one tile of film grain, once, for every picture that is still developing. */
export function makeGrain(): void {
  const canvas = document.createElement('canvas')
  canvas.width = sidePx
  canvas.height = sidePx
  const context = canvas.getContext('2d')
  if (context === null) return
  const tile = context.createImageData(sidePx, sidePx)
  for (let at = 0; at < tile.data.length; at += 4) {
    // The sum of three draws is nearly a bell curve: fine grain, few specks.
    const grey = ((Math.random() + Math.random() + Math.random()) / 3) * 255
    tile.data.set([grey, grey, grey, 255], at)
  }
  context.putImageData(tile, 0, 0)
  canvas.toBlob((blob) => {
    if (blob !== null)
      document.documentElement.style.setProperty('--grain', `url(${URL.createObjectURL(blob)})`)
  })
}
