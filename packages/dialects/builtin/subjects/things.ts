import type { Subject } from '../subject.ts'
import { type Pen, subjectOf } from './paint/pen.ts'

function paintRainbow(pen: Pen): void {
  const bands = ['#d8483e', '#e88a3c', '#f0c83c', '#6aa84c', '#4a86c8', '#7a58a8']
  for (const [index, colour] of bands.entries()) {
    const reach = 98 - index * 5
    pen.line(
      colour,
      5.4,
      `${100 - reach} 100, ${100 - reach * 0.72} ${100 - reach * 0.7}, 100 ${100 - reach}, ${100 + reach * 0.72} ${100 - reach * 0.7}, ${100 + reach} 100`,
    )
  }
}

function paintUmbrella(pen: Pen): void {
  pen.line('#4a3a34', 3, '50 20, 50 88, 56 96, 64 92')
  pen.form(pen.main, '2 52!, 10 26, 32 8, 50 4, 68 8, 90 26, 98 52!, 84 44, 66 52!, 50 44, 34 52!, 18 44', 6)
  for (const rib of ['50 4, 40 24, 34 50', '50 4, 60 24, 66 50']) pen.line(pen.second, 1.4, rib)
}

function paintCandle(pen: Pen): void {
  pen.form('#c9a24a', '= 4 88 34 10 3', 2)
  pen.form(pen.main, '= 12 32 18 58 2', 4)
  pen.line('#3a2c28', 1.6, '21 32, 21 26')
  pen.form('#f8b03c', '21 4, 27 18, 24 27, 18 27, 15 18', 1)
  pen.glow(21, 18, 36)
}

function paintGuitar(pen: Pen): void {
  pen.form('#5a3a28', '= 17 4 7 52 1', 2)
  pen.form('#3a2820', '= 14 0 13 12 2', 2)
  pen.form(pen.main, '20 44, 32 48, 34 60, 30 66, 40 78, 36 94, 20 99, 5 94, 1 78, 11 66, 7 60, 9 48', 5)
  pen.flat('#2c1c16', 'o 20.5 66 6')
  pen.line('#e8e0d0', 0.7, '20.5 6, 20.5 86')
}

function paintButterfly(pen: Pen): void {
  pen.form(pen.main, '58 46, 30 6, 6 8, 4 34, 24 52; 62 46, 90 6, 114 8, 116 34, 96 52', 5)
  pen.form(pen.second, '58 52, 30 54, 16 76, 34 94, 54 72; 62 52, 90 54, 104 76, 86 94, 66 72', 4)
  pen.flat(pen.light, 'o 22 24 6; o 98 24 6; o 34 76 5; o 86 76 5')
  pen.form(pen.dark, '| 60 32 3.6, 60 60 4, 60 84 2.4', 2)
  pen.line(pen.dark, 1.4, '59 32, 52 18, 46 14')
  pen.line(pen.dark, 1.4, '61 32, 68 18, 74 14')
}

function paintBee(pen: Pen): void {
  pen.form('rgba(236, 244, 252, 0.9)', '60 40, 40 6, 56 2, 72 36; 70 40, 78 4, 96 8, 84 42', 2)
  const body = 'o 64 62 46 30'
  pen.form(pen.main, body, 6)
  for (const x of [44, 66, 88]) pen.inside('#2c2420', body, `= ${x} 20 11 90 0`)
  pen.form('#2c2420', 'o 112 58 16', 3)
  pen.eye(117, 55, 3.4)
}

function paintFrog(pen: Pen): void {
  pen.form(pen.second, '6 92, 2 70, 20 52, 40 66, 44 92; 128 92, 132 70, 114 52, 94 66, 90 92', 4)
  pen.form(pen.main, '67 22, 100 30, 112 58, 104 88, 67 96, 30 88, 22 58, 34 30', 7)
  pen.form(pen.light, 'o 67 74 28 18', 2)
  pen.form(pen.main, 'o 42 22 15; o 92 22 15', 3)
  pen.flat('#fbf4e0', 'o 42 20 10; o 92 20 10')
  pen.eye(44, 21, 5.4)
  pen.eye(90, 21, 5.4)
  pen.line(pen.dark, 2, '38 50, 54 58, 80 58, 96 50')
  pen.form(pen.second, '| 46 90 5, 34 97 3; | 88 90 5, 100 97 3', 2)
}

function paintBook(pen: Pen): void {
  pen.form(pen.main, '= 2 20 116 76 3', 4)
  pen.form('#f6eede', '60 28, 44 22, 22 22, 8 26!, 8 88!, 24 84, 46 84, 60 92!', 4)
  pen.form('#f6eede', '60 28, 76 22, 98 22, 112 26!, 112 88!, 96 84, 74 84, 60 92!', 4)
  if (pen.isFine)
    for (const y of [36, 46, 56, 66])
      for (const x of [18, 70]) pen.line('#b9ad9a', 1.2, `${x} ${y}, ${x + 16} ${y - 1}, ${x + 32} ${y}`)
}

function paintSnowman(pen: Pen): void {
  pen.form(pen.main, 'o 36 74 30 25', 6)
  pen.form(pen.main, 'o 36 46 22 19', 5)
  pen.line('#5a4230', 2.4, '18 46, 8 38, 1 30')
  pen.line('#5a4230', 2.4, '54 46, 64 38, 71 32')
  if (pen.isFine) for (const twig of ['6 36, 1 38', '66 36, 71 40']) pen.line('#5a4230', 1.6, twig)
  pen.form(pen.main, 'o 36 25 15', 4)
  pen.form(pen.accent, '24 34, 36 38, 48 34, 49 39, 36 43, 23 39', 2)
  pen.form(pen.accent, '44 40, 50 40, 52 56!, 45 55!', 1.5)
  pen.form(pen.dark, '= 25 1 22 13 1.5; = 19 12 34 4 2', 2)
  pen.flat('#e8813c', '40 26, 56 29, 40 30')
  pen.eye(35, 22, 1.9)
  pen.eye(43, 22, 1.9)
  pen.flat(pen.dark, 'o 38 52 1.8; o 38 66 2; o 38 78 2')
}

/** Small creatures and things that stand for themselves. */
export const things: readonly Subject[] = [
  subjectOf(
    { id: 'rainbow', words: ['rainbow'], group: 'sky', place: 'sky', height: 60, aspect: 2, colours: {} },
    paintRainbow,
  ),
  subjectOf(
    {
      id: 'umbrella',
      words: ['umbrella', 'parasol'],
      group: 'thing',
      place: 'ground',
      height: 1,
      aspect: 1,
      colours: { main: '#c8443c', second: '#96302f' },
    },
    paintUmbrella,
  ),
  subjectOf(
    {
      id: 'candle',
      words: ['candle'],
      group: 'thing',
      place: 'table',
      height: 0.2,
      aspect: 0.42,
      colours: { main: '#f3e8d2', second: '#cdbd9c' },
    },
    paintCandle,
  ),
  subjectOf(
    {
      id: 'guitar',
      words: ['guitar', 'ukulele', 'violin'],
      group: 'thing',
      place: 'ground',
      height: 1,
      aspect: 0.42,
      colours: { main: '#b8703a', second: '#8a4f28' },
    },
    paintGuitar,
  ),
  subjectOf(
    {
      id: 'butterfly',
      words: ['butterfly', 'butterflies', 'moth'],
      group: 'animal',
      place: 'air',
      height: 0.1,
      aspect: 1.2,
      colours: { main: '#e8893c', second: '#c8602f', light: '#fff0d0', dark: '#2c2420' },
    },
    paintButterfly,
  ),
  subjectOf(
    {
      id: 'bee',
      words: ['bee', 'bumblebee', 'wasp'],
      group: 'animal',
      place: 'air',
      height: 0.08,
      aspect: 1.3,
      colours: { main: '#f0b83c', second: '#c88a26' },
    },
    paintBee,
  ),
  subjectOf(
    {
      id: 'frog',
      words: ['frog', 'toad'],
      group: 'animal',
      place: 'ground',
      height: 0.12,
      aspect: 1.34,
      colours: { main: '#6aa84c', second: '#4c8438', light: '#dfe8b8', dark: '#2c3420' },
    },
    paintFrog,
  ),
  subjectOf(
    {
      id: 'book',
      words: ['book', 'novel', 'diary'],
      group: 'thing',
      place: 'table',
      height: 0.18,
      aspect: 1.2,
      colours: { main: '#7a3c34', second: '#5c2c28' },
    },
    paintBook,
  ),
  subjectOf(
    {
      id: 'snowman',
      words: ['snowman', 'snowmen'],
      group: 'thing',
      place: 'ground',
      height: 1.6,
      aspect: 0.72,
      colours: { main: '#f4f7fb', second: '#c3d0e2', dark: '#2a2830', accent: '#c23b3b' },
    },
    paintSnowman,
  ),
]
