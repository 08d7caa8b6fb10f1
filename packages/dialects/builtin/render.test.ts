import { expect, test } from 'vitest'
import { renderSheet } from './render.ts'

/** Shares of the sheet that are painted and that are left open. */
function measure(prompt: string, scale = 1) {
  const canvas = renderSheet(
    { prompt, widthPx: 384, heightPx: 256, seed: 7, background: 'transparent' },
    scale,
  )
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  const opacities = Array.from({ length: data.length / 4 }, (_, pixel) => data[pixel * 4 + 3] ?? 0)
  return {
    painted: opacities.filter((opacity) => opacity > 200).length / opacities.length,
    open: opacities.filter((opacity) => opacity === 0).length / opacities.length,
  }
}

test.each(['一只猫', '月亮', 'the moon', 'quiet mountains', 'zażółć gęślą jaźń', '???', ''])(
  'a transparent picture of "%s" is neither empty nor a whole scene',
  (prompt) => {
    const { painted, open } = measure(prompt)

    expect(painted).toBeGreaterThan(0.05)
    expect(open).toBeGreaterThan(0.1)
  },
)

test('an early state of a round print has the same edge as the print', () => {
  expect(measure('the moon', 0.25).open).toBeCloseTo(measure('the moon').open, 1)
})

test('a subject stands alone on a transparent ground, with nothing of the scene', () => {
  const { open } = measure('a cat on a hill')

  expect(open).toBeGreaterThan(0.6)
})
