import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { createRandom } from '../random.ts'
import { subjects } from './index.ts'

test('there are at least sixty subjects, and each word names one of them', () => {
  expect(subjects.length).toBeGreaterThanOrEqual(60)
  expect(new Set(subjects.map(({ id }) => id)).size).toBe(subjects.length)
  const words = subjects.flatMap((subject) => subject.words)
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([])
})

test.each(subjects.map((subject) => [subject.id, subject] as const))(
  '%s is drawn, and the same each time',
  (_, subject) => {
    const draw = () => {
      const canvas = createCanvas(Math.ceil(120 * subject.aspect), 120)
      const context = canvas.getContext('2d')
      context.scale(120, 120)
      subject.draw(context, {
        palette: {
          main: '#a8744a',
          second: '#7c5236',
          dark: '#2c2428',
          light: '#f4e8d4',
          accent: '#d9763f',
          ...subject.colours,
        },
        random: createRandom(1),
        facing: 'right',
        detail: 1,
        lit: true,
        season: 'summer',
      })
      return canvas.data()
    }
    const pixels = draw()
    let painted = 0
    for (let at = 3; at < pixels.length; at += 4) if ((pixels[at] ?? 0) > 0) painted += 1
    expect(painted / (pixels.length / 4)).toBeGreaterThan(0.05)
    expect(draw().equals(pixels)).toBe(true)
  },
)
