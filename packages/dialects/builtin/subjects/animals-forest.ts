import type { Subject } from '../subject.ts'
import { type Pen, subjectOf } from './paint/pen.ts'

function paintFox(pen: Pen): void {
  pen.flat(
    pen.second,
    '| 60 58 8, 64 76 4.5, 60 86 3.5, 62 97 3, 67 98 2; | 108 60 6, 113 78 4, 113 97 3, 118 98 2',
  )
  const tail = '| 48 50 5, 32 58 11, 17 72 12.5, 9 84 9, 3 95 1'
  pen.form(pen.main, tail)
  pen.inside(pen.light, tail, '# -10 74, 12 80, 22 88, 26 110, -10 110')
  const body =
    '| 50 54 14, 76 54 12, 104 52 15; | 102 50 14, 114 38 11, 122 32 10; | 47 58 12, 48 74 6, 42 85 4, 44 97 3.2, 49 98 2.2; | 102 62 9, 103 80 4.6, 102 97 3.2, 108 98 2.2'
  pen.form(pen.main, body)
  pen.inside(pen.light, body, '122 44, 116 58, 108 66, 104 58, 110 46')
  pen.inside(pen.dark, body, '= 30 88 120 14 0')
  const head = '108 30, 113 19, 124 16, 133 22, 142 29, 155 37, 153 41, 142 43, 130 48, 116 46, 109 40!'
  pen.flat(pen.second, '# 122 20, 130 2, 134 22')
  pen.form(pen.main, `${head}; 108 28!, 108 12, 113 0!, 121 10, 125 22!`, 3)
  pen.inside(pen.light, head, '104 44, 116 38, 128 38, 140 36, 156 38, 150 50, 120 54')
  pen.flat(pen.dark, 'o 153.5 38.5 2.6; # 110 10, 113 0, 118 7')
  pen.eye(132, 30, 2.6)
}

function paintWolf(pen: Pen): void {
  pen.flat(
    pen.second,
    '| 44 68 9, 48 80 4.5, 44 89 3.5, 46 97 3, 51 98 2; | 84 68 7, 89 84 4, 89 97 3, 94 98 2',
  )
  pen.form(pen.main, '| 32 58 6, 20 68 8, 13 82 6.5, 9 93 1')
  const body =
    '| 36 62 12.5, 58 63 12, 82 58 15; | 80 56 15, 92 42 12, 98 32 9; | 34 66 11, 34 80 5.5, 28 88 4, 30 97 3.2, 35 98 2.2; | 80 68 9, 80 84 4.6, 80 97 3.2, 86 98 2.2'
  const head = '88 38, 86 27, 92 20, 101 15, 112 3, 117 1, 118 5, 113 14, 112 24, 106 36, 98 42'
  pen.form(
    pen.main,
    `${body}; ${head}; 90 26!, 80 20, 76 11!, 88 13, 97 18!; # 74 46, 68 54, 84 56; # 96 52, 100 62, 86 62`,
  )
  pen.inside(pen.light, `${body}; ${head}`, '108 28, 104 44, 98 58, 88 70, 86 60, 96 44, 102 30')
  pen.flat(pen.dark, 'o 116.5 2.8 2.4; 118 7!, 112 15, 110 17, 112 10')
  if (pen.isFine) pen.line(pen.second, 2.4, '44 56, 58 58, 72 52')
  pen.line(pen.dark, 1.8, '98 20, 101 20, 103 18')
}

function paintDeer(pen: Pen): void {
  const antlers: [string, number][] = [
    ['64 24, 58 16, 54 8, 58 1.5', 2.4],
    ['57 15, 50 12, 46 5', 2],
    ['61 20, 52 20, 46 17', 1.8],
    ['70 24, 75 15, 82 9, 81 1.5', 2.4],
    ['77 13, 86 12, 91 6', 2],
    ['73 19, 82 19, 88 16', 1.8],
  ]
  for (const [points, width] of antlers) pen.line(pen.dark, width, points)
  pen.flat(pen.second, '| 34 62 6, 38 74 3.2, 36 82 2.2, 37 98 1.8; | 62 62 5, 64 76 2.8, 64 98 1.8')
  const body =
    '| 26 55 10, 42 56 9, 60 54 11; | 58 52 11, 64 42 7.5, 68 32 6; | 24 59 9, 22 72 4, 18 80 2.6, 19 98 2; | 58 60 8, 58 76 3.2, 58 98 2'
  pen.form(pen.main, body, 4)
  pen.flat(pen.light, '16 47, 20 52, 19 61, 14 57')
  pen.inside(pen.light, body, '70 40, 68 54, 62 62, 62 50, 66 40')
  pen.form(pen.main, '62 30, 66 23, 73 24, 82 31, 86 36, 84 39, 76 38, 68 38; 64 28, 54 30, 50 26, 56 23', 3)
  if (pen.isFine)
    for (const spot of ['28 50', '36 52', '44 50', '32 57', '50 53']) pen.flat(pen.light, `o ${spot} 1.5`)
  pen.flat(pen.dark, 'o 84.5 35.5 2')
  pen.eye(73.5, 29, 1.8)
}

function paintBear(pen: Pen): void {
  pen.flat(pen.second, '| 46 62 15, 50 80 10, 52 93 8; | 100 60 13, 102 80 9, 104 93 8')
  const body =
    '16 44, 28 26, 48 18, 70 18, 86 10, 100 12, 112 24, 116 44, 104 66, 70 74, 30 74, 14 62; | 30 60 20, 28 80 11, 30 92 8, 36 94 6; | 88 60 16, 88 80 10, 90 92 8, 97 94 6; o 13 44 5'
  pen.form(pen.main, body, 8)
  const head =
    '100 24, 108 12, 122 12, 132 22, 145 28, 147 35, 140 41, 126 44, 112 48, 100 42; o 110 11 6.5; o 123 10 5.5'
  pen.form(pen.main, head, 5)
  pen.inside(pen.light, head, 'o 142 36 13 9')
  pen.flat(pen.second, 'o 110 12 3.4')
  pen.flat(pen.dark, 'o 145 30 3.4 2.8')
  pen.eye(127, 23, 2.3)
  if (pen.isFine) pen.line(pen.dark, 1.4, '146 35, 142 38, 136 37')
}

function paintRabbit(pen: Pen): void {
  pen.form(pen.second, '| 62 38 4, 52 22 6, 46 4 3', 2)
  const body =
    '18 66, 30 50, 50 48, 64 54, 72 66, 72 84, 68 97, 40 99, 16 98, 10 84; | 66 70 8, 70 88 4.5, 72 96 3.4, 78 97 2.6'
  pen.flat(pen.light, 'o 10 82 9')
  pen.form(pen.main, body)
  pen.form(pen.main, '22 72, 36 66, 46 76, 44 90, 54 94, 54 99, 24 99, 14 90', 5)
  const head = '54 48, 60 38, 72 36, 84 44, 89 52, 86 60, 74 64, 60 62; | 68 42 5, 66 22 7, 70 4 3.4'
  pen.form(pen.main, head, 4)
  pen.flat('rgba(233, 150, 140, 0.75)', '| 68 36 2, 67 22 3.6, 69.5 8 1.4')
  pen.inside(pen.light, head, 'o 84 62 12 8')
  pen.eye(75, 47, 3)
  pen.flat(pen.dark, 'o 88 51 2')
  if (pen.isFine) {
    pen.line(pen.dark, 0.7, '84 55, 90 58, 94 62')
    pen.line(pen.dark, 0.7, '84 54, 90 55, 95 56')
  }
}

function paintSquirrel(pen: Pen): void {
  const tail =
    '46 96, 28 98, 14 88, 14 70, 26 58, 22 44, 10 40, 4 26, 8 10, 24 2, 40 8, 46 24, 42 44, 44 62, 50 80'
  pen.form(pen.second, tail, 6)
  if (pen.isFine) pen.line(pen.light, 1.6, '36 88, 26 76, 34 60, 32 40, 22 26, 24 14')
  const body = '52 44, 42 58, 36 78, 38 94, 46 99, 70 99, 72 92, 70 76, 74 58, 70 46'
  pen.form(pen.main, `${body}; o 48 84 14 13; | 52 96 3.5, 74 97 3`)
  pen.inside(pen.light, body, '70 50, 62 60, 60 78, 66 94, 80 92, 80 50')
  pen.form(pen.main, '50 40, 52 28, 62 22, 74 26, 84 36, 82 42, 70 48, 58 50; # 54 30, 54 12, 64 25', 4)
  pen.form(pen.accent, '72 56, 78 53, 84 57, 84 66, 77 72, 71 65', 3)
  pen.flat(pen.dark, '69 57, 77 50, 86 57, 78 59')
  pen.form(pen.main, '| 62 58 4.5, 70 68 3.6, 76 66 3', 2)
  pen.eye(69, 34, 3)
  pen.flat(pen.dark, 'o 83.5 37 2')
}

function hedgehogSpines(): string {
  const points: string[] = []
  const spikes = 19
  for (let spike = 0; spike <= spikes * 2; spike += 1) {
    const angle = Math.PI * (0.93 + (1.0 * spike) / (spikes * 2))
    const reach = spike % 2 === 0 ? 0.84 : 1
    points.push(
      `${(64 + Math.cos(angle) * 62 * reach).toFixed(1)} ${(88 + Math.sin(angle) * 86 * reach).toFixed(1)}`,
    )
  }
  return `# ${points.join(', ')}, 104 92, 16 95`
}

const spines = hedgehogSpines()

function paintHedgehog(pen: Pen): void {
  pen.flat(pen.second, '| 44 90 7, 46 97 3, 52 98 2; | 104 90 7, 106 97 3, 112 98 2')
  pen.form(pen.light, '92 50, 110 54, 126 68, 145 80, 146 85, 134 91, 110 95, 60 97, 24 94, 60 80', 5)
  pen.form(pen.main, spines, 9)
  if (pen.isFine) {
    for (const [x, y] of [
      [34, 66],
      [48, 48],
      [66, 38],
      [84, 46],
      [50, 72],
      [70, 60],
      [90, 66],
      [36, 84],
      [66, 82],
      [86, 84],
    ] as const)
      pen.line(pen.light, 1.5, `${x} ${y}, ${x - 5 + (x - 60) * 0.1} ${y - 9}`)
  }
  pen.form(pen.light, 'o 106 66 6.5', 2)
  pen.form(pen.light, '| 32 92 6, 34 98 2.6, 42 98 2; | 94 91 6, 95 98 2.6, 102 98 2', 2)
  pen.flat(pen.dark, 'o 146 81 4')
  pen.eye(124, 74, 3.4)
}

function paintMouse(pen: Pen): void {
  pen.line(pen.accent, 3.2, '34 88, 20 96, 8 90, 6 74, 14 66')
  const body = '34 96, 28 78, 36 56, 58 42, 84 44, 104 54, 122 66, 140 82, 140 88, 124 94, 100 97, 60 98'
  pen.form(pen.second, 'o 104 36 17', 3)
  pen.form(pen.main, body, 7)
  pen.inside(pen.light, body, 'o 106 104 46 14')
  pen.form(pen.main, 'o 90 34 21 22', 4)
  pen.flat(pen.accent, 'o 91 36 13 14')
  pen.form(pen.main, '| 52 88 10, 50 96 4, 60 97 2.6; | 104 90 5, 108 97 2.8, 116 97 2.4', 3)
  pen.flat(pen.accent, 'o 141 84 4')
  pen.eye(119, 70, 4)
  if (pen.isFine) for (const end of ['136 70', '130 98', '142 98']) pen.line(pen.dark, 0.8, `133 86, ${end}`)
}

/** Wild animals of woods and hedges, seen from the side. */
export const forestAnimals: readonly Subject[] = [
  subjectOf(
    {
      id: 'fox',
      words: ['fox', 'vixen'],
      group: 'animal',
      place: 'ground',
      height: 0.7,
      aspect: 1.58,
      colours: { main: '#d96a2b', second: '#ad4a20', dark: '#3a2326', light: '#f8ead2' },
    },
    paintFox,
  ),
  subjectOf(
    {
      id: 'wolf',
      words: ['wolf', 'wolves', 'coyote'],
      group: 'animal',
      place: 'ground',
      height: 1.1,
      aspect: 1.2,
      colours: { main: '#7f858f', second: '#585d6c', dark: '#25232d', light: '#d8d6d0' },
    },
    paintWolf,
  ),
  subjectOf(
    {
      id: 'deer',
      words: ['deer', 'stag', 'reindeer', 'elk', 'moose', 'hart', 'buck'],
      group: 'animal',
      place: 'ground',
      height: 1.7,
      aspect: 0.96,
      colours: { main: '#a8693c', second: '#7c4a2d', dark: '#4a3226', light: '#f1dfc0' },
    },
    paintDeer,
  ),
  subjectOf(
    {
      id: 'bear',
      words: ['bear', 'grizzly', 'polar bear'],
      group: 'animal',
      place: 'ground',
      height: 1.4,
      aspect: 1.5,
      colours: { main: '#80553a', second: '#5b3a2c', dark: '#241a1c', light: '#c59c72' },
    },
    paintBear,
  ),
  subjectOf(
    {
      id: 'rabbit',
      words: ['rabbit', 'bunny', 'bunnies', 'hare'],
      group: 'animal',
      place: 'ground',
      height: 0.4,
      aspect: 0.96,
      colours: { main: '#b79a7e', second: '#8d735f', dark: '#3a2d2c', light: '#fbf3e6' },
    },
    paintRabbit,
  ),
  subjectOf(
    {
      id: 'squirrel',
      words: ['squirrel', 'chipmunk'],
      group: 'animal',
      place: 'ground',
      height: 0.32,
      aspect: 0.9,
      colours: { main: '#b9562b', second: '#8f3f22', dark: '#3d2620', light: '#f5dfc0', accent: '#c08a44' },
    },
    paintSquirrel,
  ),
  subjectOf(
    {
      id: 'hedgehog',
      words: ['hedgehog', 'porcupine'],
      group: 'animal',
      place: 'ground',
      height: 0.22,
      aspect: 1.52,
      colours: { main: '#6f5443', second: '#4c3930', dark: '#211a1d', light: '#dcb78c' },
    },
    paintHedgehog,
  ),
  subjectOf(
    {
      id: 'mouse',
      words: ['mouse', 'mice', 'rat', 'hamster'],
      group: 'animal',
      place: 'ground',
      height: 0.12,
      aspect: 1.48,
      colours: { main: '#958c8d', second: '#6e6670', dark: '#2a252b', light: '#e8e0d8', accent: '#e8a59b' },
    },
    paintMouse,
  ),
]
