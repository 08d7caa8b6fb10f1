import type { Subject } from '../subject.ts'
import { type Pen, subjectOf } from './paint/pen.ts'

function paintApple(pen: Pen): void {
  pen.line('#5a3a28', 4, '46 26, 48 14, 54 4')
  pen.form('#5c9a4c', '50 16, 62 4, 80 6!, 72 18, 56 22', 3)
  pen.form(pen.main, '46 26, 64 18, 84 30, 88 56, 76 86, 60 98, 46 94, 32 98, 16 86, 4 56, 8 30, 28 18', 9)
}

function paintBanana(pen: Pen): void {
  pen.form(pen.main, '10 16, 24 14, 40 52, 74 78, 118 80, 124 88, 96 99, 54 94, 24 68, 8 34', 8)
  pen.flat('#5a4028', '= 8 6 10 14 3; o 122 84 4 5')
}

function paintLemon(pen: Pen): void {
  pen.form(
    pen.main,
    '2 52, 16 44, 34 18, 66 12, 96 26, 112 46, 124 52, 112 60, 96 84, 64 96, 34 90, 16 64',
    8,
  )
  pen.form('#5c9a4c', '62 14, 78 0, 98 2!, 88 14, 70 20', 2)
}

function paintOrange(pen: Pen): void {
  pen.form(pen.main, 'o 46 54 43 42', 9)
  if (pen.isFine)
    for (const [x, y] of [
      [28, 40],
      [52, 34],
      [66, 56],
      [40, 66],
      [58, 78],
    ] as const)
      pen.flat(pen.second, `o ${x} ${y} 1.4 1.4`)
  pen.form('#5c9a4c', '46 14, 58 2, 76 4!, 66 14, 52 18', 2)
}

function paintPear(pen: Pen): void {
  pen.line('#5a3a28', 4, '36 18, 38 8, 44 2')
  pen.form(pen.main, '36 14, 50 20, 54 42, 68 62, 68 84, 54 98, 36 99, 18 98, 4 84, 4 62, 18 42, 22 20', 8)
}

function paintBread(pen: Pen): void {
  pen.form(pen.main, '6 84, 2 56, 18 34, 50 26, 130 26, 160 36, 174 58, 170 84, 156 94, 20 94', 9)
  for (const x of [36, 70, 104, 138]) pen.line('#f3dcae', 5, `${x} 40, ${x + 8} 52, ${x + 6} 66`)
}

function paintCake(pen: Pen): void {
  pen.form('#e8e4da', 'o 60 94 58 6', 2)
  pen.form(pen.second, '= 12 62 96 30 4', 5)
  pen.form(pen.main, '= 24 34 72 30 4', 5)
  pen.form(
    '#fff4e8',
    '12 62, 60 58, 108 62, 106 70, 96 66, 84 74, 72 67, 60 75, 48 67, 36 74, 24 66, 14 70',
    2,
  )
  pen.form('#fff4e8', '24 34, 60 30, 96 34, 94 42, 84 38, 72 46, 60 39, 48 46, 36 38, 26 42', 2)
  for (const x of [42, 60, 78]) {
    pen.form('#f0c23c', `= ${x - 1.5} 16 3 16 1`, 1)
    pen.flat('#f8a83c', `o ${x} 12 2 4`)
  }
}

function paintPizza(pen: Pen): void {
  pen.form('#c98a44', 'o 90 60 88 36', 7)
  pen.form('#f2c658', 'o 90 58 78 29', 4)
  for (const [x, y] of [
    [50, 52],
    [90, 40],
    [130, 54],
    [78, 70],
    [112, 72],
  ] as const)
    pen.form(pen.main, `o ${x} ${y} 12 6`, 2)
  pen.flat('#5c9a4c', 'o 70 46 5 2.4; o 104 56 5 2.4; o 66 62 5 2.4; o 138 66 4 2')
}

function paintCup(pen: Pen): void {
  pen.form('#e6ddd0', 'o 56 94 54 6', 2)
  pen.line(pen.main, 7, '88 46, 112 46, 110 70, 84 76')
  pen.form(pen.main, '18 34!, 94 34!, 88 76, 72 92, 40 92, 24 76', 7)
  pen.form('#4a2c1e', 'o 56 35 36 6', 1)
  if (pen.isFine)
    for (const x of [44, 58, 72])
      pen.line('rgba(255, 255, 255, 0.6)', 2.4, `${x} 26, ${x - 5} 18, ${x + 3} 10, ${x - 2} 2`)
}

function paintTeapot(pen: Pen): void {
  pen.line(pen.main, 8, '24 44, 4 44, 6 70, 26 78')
  pen.form(pen.main, '100 66, 122 58, 130 34!, 140 34!, 136 62, 112 84', 4)
  pen.form(pen.main, '66 26, 96 32, 110 56, 104 82, 88 96, 44 96, 28 82, 22 56, 36 32', 8)
  pen.form(pen.second, '40 30, 66 22, 92 30, 66 36; o 66 18 6 6', 2)
}

/** What stands on a table. */
export const food: readonly Subject[] = [
  subjectOf(
    {
      id: 'apple',
      words: ['apple', 'tomato', 'peach', 'plum'],
      group: 'food',
      place: 'table',
      height: 0.09,
      aspect: 0.92,
      colours: { main: '#c93a34', second: '#962a2c' },
    },
    paintApple,
  ),
  subjectOf(
    {
      id: 'orange',
      words: ['orange', 'mandarin', 'tangerine', 'grapefruit'],
      group: 'food',
      place: 'table',
      height: 0.09,
      aspect: 0.92,
      colours: { main: '#f08a24', second: '#c4661a' },
    },
    paintOrange,
  ),
  subjectOf(
    {
      id: 'banana',
      words: ['banana'],
      group: 'food',
      place: 'table',
      height: 0.1,
      aspect: 1.26,
      colours: { main: '#f0c63c', second: '#c4962a' },
    },
    paintBanana,
  ),
  subjectOf(
    {
      id: 'lemon',
      words: ['lemon', 'lime', 'citrus'],
      group: 'food',
      place: 'table',
      height: 0.07,
      aspect: 1.26,
      colours: { main: '#f2d23c', second: '#c8a42a' },
    },
    paintLemon,
  ),
  subjectOf(
    {
      id: 'pear',
      words: ['pear', 'avocado'],
      group: 'food',
      place: 'table',
      height: 0.11,
      aspect: 0.72,
      colours: { main: '#a9b84a', second: '#7f8f34' },
    },
    paintPear,
  ),
  subjectOf(
    {
      id: 'bread',
      words: ['bread', 'loaf', 'baguette'],
      group: 'food',
      place: 'table',
      height: 0.12,
      aspect: 1.76,
      colours: { main: '#c98a48', second: '#9c6430' },
    },
    paintBread,
  ),
  subjectOf(
    {
      id: 'cake',
      words: ['cake', 'birthday cake', 'pie'],
      group: 'food',
      place: 'table',
      height: 0.2,
      aspect: 1.2,
      colours: { main: '#e59aa8', second: '#c96f86' },
    },
    paintCake,
  ),
  subjectOf(
    {
      id: 'pizza',
      words: ['pizza'],
      group: 'food',
      place: 'table',
      height: 0.12,
      aspect: 1.8,
      colours: { main: '#b8402f', second: '#8f2f26' },
    },
    paintPizza,
  ),
  subjectOf(
    {
      id: 'cup',
      words: ['cup', 'coffee', 'tea', 'mug', 'espresso', 'cup of coffee', 'cup of tea'],
      group: 'food',
      place: 'table',
      height: 0.1,
      aspect: 1.16,
      colours: { main: '#f1ece2', second: '#cfc6b8' },
    },
    paintCup,
  ),
  subjectOf(
    {
      id: 'teapot',
      words: ['teapot', 'kettle'],
      group: 'food',
      place: 'table',
      height: 0.16,
      aspect: 1.42,
      colours: { main: '#4a7f9c', second: '#355f78' },
    },
    paintTeapot,
  ),
]
