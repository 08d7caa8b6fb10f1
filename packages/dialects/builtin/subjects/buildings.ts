import type { Subject } from '../subject.ts'
import { type Pen, subjectOf } from './paint/pen.ts'

function paintHouse(pen: Pen): void {
  pen.form('#7a4a3c', '= 84 8 10 24 1', 2)
  pen.form(pen.main, '= 14 44 92 55 1', 8)
  pen.form('#a2503c', '# 4 48, 34 12, 88 12, 116 48', 6)
  pen.pane('= 26 58 20 18 1')
  pen.pane('= 78 58 20 18 1')
  pen.form('#6a4430', '= 52 66 18 33 1', 3)
  pen.glow(36, 67, 22)
  pen.glow(88, 67, 22)
}

function paintCastle(pen: Pen): void {
  for (const [x, top] of [
    [4, 26],
    [84, 26],
    [40, 6],
  ] as const) {
    pen.form(
      pen.main,
      `= ${x} ${top} 26 ${99 - top} 0; = ${x - 2} ${top - 6} 8 8 0; = ${x + 9} ${top - 6} 8 8 0; = ${x + 20} ${top - 6} 8 8 0`,
      5,
    )
    pen.pane(`= ${x + 9} ${top + 14} 8 13 4`)
    pen.glow(x + 13, top + 20, 12)
  }
  pen.form(pen.main, '= 20 52 74 47 0; = 22 46 8 8 0; = 36 46 8 8 0; = 66 46 8 8 0; = 80 46 8 8 0', 5)
  pen.form('#4c3428', 'M44 99 L44 78 A13 13 0 0 1 70 78 L70 99 Z', 3)
  pen.flat('#c23b3b', '# 53 0, 53 -1, 72 -1, 66 -6, 72 -11, 53 -11')
}

function paintChurch(pen: Pen): void {
  pen.form(pen.main, '= 34 54 60 45 0', 6)
  pen.form('#6c5a66', '# 30 56, 44 34, 88 34, 98 56', 5)
  pen.form(pen.main, '= 10 36 28 63 0', 5)
  pen.form('#6c5a66', '# 6 38, 24 8, 42 38', 5)
  pen.line('#3c3440', 2, '24 8, 24 -2')
  pen.line('#3c3440', 2, '20 2, 28 2')
  for (const x of [48, 64, 80]) pen.pane(`= ${x} 66 8 18 4`)
  pen.pane('= 20 50 8 12 4')
  pen.form('#5c4030', '= 18 78 12 21 5', 2)
}

function paintSkyscraper(pen: Pen): void {
  pen.form(pen.main, '= 6 10 38 90 1', 6)
  pen.line(pen.dark, 1.4, '25 10, 25 0')
  for (let y = 15; y < 92; y += 8) for (const x of [10, 18.5, 27, 35.5]) pen.pane(`= ${x} ${y} 5.4 5 0.4`)
}

function paintLighthouse(pen: Pen): void {
  pen.form('#f6f1e6', '# 14 99, 19 26, 33 26, 38 99', 5)
  for (const [y, inset] of [
    [32, 0.5],
    [54, 2.2],
    [76, 3.8],
  ] as const)
    pen.form(
      pen.main,
      `# ${18 - inset} ${y + 11}, ${18.6 - inset} ${y}, ${33.4 + inset} ${y}, ${34 + inset} ${y + 11}`,
      3,
    )
  pen.form('#3a3a46', '= 14 23 24 4 1; = 20 12 12 12 1', 2)
  pen.pane('= 21.5 13.5 9 9 1')
  pen.form(pen.main, '# 17 13, 26 3, 35 13', 2)
  pen.glow(26, 18, 34)
  pen.form('#5a4034', '= 22 86 8 13 3', 2)
}

function paintWindmill(pen: Pen): void {
  pen.form(pen.main, '# 30 99, 38 40, 62 40, 70 99', 6)
  pen.form('#7a4a3c', '36 42, 40 26, 50 22, 60 26, 64 42', 4)
  pen.pane('= 46 58 8 10 1')
  pen.form('#5a4034', '= 45 82 10 17 2', 2)
  for (const blade of [
    '# 50 36, 20 4, 14 10, 46 40',
    '# 50 36, 80 4, 86 10, 54 40',
    '# 50 36, 82 66, 76 72, 46 40',
    '# 50 36, 18 66, 24 72, 54 40',
  ])
    pen.form('#f1e6d0', blade, 2)
  pen.flat('#4c3a30', 'o 50 37 4')
}

function paintBarn(pen: Pen): void {
  pen.form(pen.main, '# 8 99, 8 48, 30 22, 62 8, 94 22, 116 48, 116 99', 7)
  pen.form('#5a4640', '# 2 50, 26 20, 62 2, 98 20, 122 50, 114 52, 94 26, 62 12, 30 26, 10 52', 3)
  pen.form('#f3e9d8', '= 42 60 40 39 1', 3)
  pen.form(pen.main, '= 45 63 34 36 1', 3)
  pen.line('#f3e9d8', 2.4, '45 63, 62 80, 79 98')
  pen.line('#f3e9d8', 2.4, '79 63, 62 80, 45 98')
  pen.pane('= 54 32 16 14 1')
}

function paintTent(pen: Pen): void {
  pen.form(pen.main, '# 2 98, 60 6, 118 98', 8)
  pen.flat(pen.dark, '# 60 26, 80 98, 42 98')
  pen.form(pen.second, '# 60 26, 42 98, 30 98', 3)
  pen.glow(60, 80, 26)
}

/** Where people live, pray and keep things. */
export const buildings: readonly Subject[] = [
  subjectOf(
    {
      id: 'house',
      words: ['house', 'cottage', 'cabin', 'home', 'hut'],
      group: 'building',
      place: 'ground',
      height: 7,
      aspect: 1.2,
      colours: { main: '#ecdcc0', second: '#c8b494' },
    },
    paintHouse,
  ),
  subjectOf(
    {
      id: 'castle',
      words: ['castle', 'fortress', 'palace'],
      group: 'building',
      place: 'ground',
      height: 26,
      aspect: 1.14,
      colours: { main: '#a9a5a8', second: '#817e88' },
    },
    paintCastle,
  ),
  subjectOf(
    {
      id: 'church',
      words: ['church', 'chapel', 'cathedral'],
      group: 'building',
      place: 'ground',
      height: 18,
      aspect: 1,
      colours: { main: '#e6ddcb', second: '#bfb4a2' },
    },
    paintChurch,
  ),
  subjectOf(
    {
      id: 'skyscraper',
      words: ['skyscraper', 'tower', 'office building', 'building'],
      group: 'building',
      place: 'ground',
      height: 60,
      aspect: 0.5,
      colours: { main: '#7b8698', second: '#5c6678' },
    },
    paintSkyscraper,
  ),
  subjectOf(
    {
      id: 'lighthouse',
      words: ['lighthouse'],
      group: 'building',
      place: 'ground',
      height: 22,
      aspect: 0.52,
      colours: { main: '#c8423a', second: '#982f30' },
    },
    paintLighthouse,
  ),
  subjectOf(
    {
      id: 'windmill',
      words: ['windmill', 'mill'],
      group: 'building',
      place: 'ground',
      height: 14,
      aspect: 1,
      colours: { main: '#d9c7a6', second: '#b09c7c' },
    },
    paintWindmill,
  ),
  subjectOf(
    {
      id: 'barn',
      words: ['barn', 'farmhouse', 'stable'],
      group: 'building',
      place: 'ground',
      height: 9,
      aspect: 1.24,
      colours: { main: '#a83c34', second: '#7f2c2a' },
    },
    paintBarn,
  ),
  subjectOf(
    {
      id: 'tent',
      words: ['tent', 'campsite'],
      group: 'building',
      place: 'ground',
      height: 1.8,
      aspect: 1.2,
      colours: { main: '#d98a3c', second: '#b06a2c', dark: '#4a3428' },
    },
    paintTent,
  ),
]
