import type { Subject } from '../subject.ts'
import { type Pen, subjectOf } from './paint/pen.ts'

const leaves = { spring: '#f0b6c4', summer: '#5c9a4c', autumn: '#d27a34', winter: '#e8edf3' } as const

function paintTree(pen: Pen): void {
  pen.form('#6e4b35', '| 40 98 5, 40 70 4.4, 41 50 3.4; | 40 64 2.6, 28 48 2; | 41 60 2.6, 54 44 2', 4)
  const crown = pen.main === '#5c9a4c' ? leaves[pen.season] : pen.main
  if (pen.season === 'winter') {
    for (const twig of ['40 56, 30 36, 22 28', '41 54, 48 32, 46 18', '42 56, 58 40, 66 34'])
      pen.line('#6e4b35', 2.4, twig)
    pen.flat('#f6f8fb', 'o 24 28 9 4; o 46 18 10 4; o 64 34 9 4; o 38 36 8 3.4')
    return
  }
  pen.form(crown, 'o 40 30 27 26; o 20 42 17 16; o 60 42 17 16; o 40 50 22 13', 8)
  if (pen.isFine)
    for (const [x, y] of [
      [30, 24],
      [48, 18],
      [54, 36],
      [24, 42],
      [40, 42],
    ] as const)
      pen.line(
        pen.season === 'autumn' ? '#a84f24' : '#3f7a3a',
        1.4,
        `${x} ${y}, ${x + 5} ${y + 3}, ${x + 9} ${y}`,
      )
}

function paintPine(pen: Pen): void {
  pen.form('#6e4b35', '= 26 84 8 16 1', 3)
  for (const [top, bottom, half] of [
    [46, 88, 28],
    [24, 66, 22],
    [2, 44, 15],
  ] as const) {
    pen.form(pen.main, `# 30 ${top}, ${30 + half} ${bottom}, ${30 - half} ${bottom}`, 6)
    if (pen.season === 'winter')
      pen.flat(
        '#f6f8fb',
        `# 30 ${top}, ${30 + half * 0.42} ${top + (bottom - top) * 0.42}, 30 ${top + (bottom - top) * 0.32}, ${30 - half * 0.42} ${top + (bottom - top) * 0.42}`,
      )
  }
}

function paintPalm(pen: Pen): void {
  pen.form('#8a6242', '| 44 99 4.4, 40 70 3.6, 46 40 3, 50 28 2.6', 4)
  for (const frond of [
    '50 28, 30 14, 8 26!, 28 24, 48 32',
    '50 28, 38 4, 20 4!, 38 12, 50 30',
    '50 28, 66 6, 88 12!, 66 16, 52 32',
    '50 28, 74 20, 94 36!, 70 30, 50 32',
    '50 28, 40 34, 26 50!, 32 32, 48 26',
  ])
    pen.form(pen.main, frond, 3)
  pen.form('#7a5232', 'o 47 32 4; o 54 33 4', 2)
}

function paintCactus(pen: Pen): void {
  pen.form(
    pen.main,
    '| 30 99 9, 30 50 9, 30 12 8; | 30 64 5, 10 62 5, 9 40 4.6; | 30 52 5, 50 50 5, 51 26 4.6',
    6,
  )
  if (pen.isFine) for (const x of [26, 34]) pen.line(pen.second, 1, `${x} 96, ${x} 50, ${x} 10`)
  pen.form('#e4679a', 'o 30 5 5 4', 2)
}

function paintRose(pen: Pen): void {
  pen.line('#4c7d3e', 3.4, '28 98, 27 70, 28 34')
  pen.form('#4c7d3e', '28 72, 40 58, 52 60!, 44 72, 30 76; 27 84, 14 70, 4 72!, 12 84, 26 88', 3)
  pen.form(pen.main, '28 2, 44 8, 50 22, 42 38, 28 44, 14 38, 6 22, 12 8', 6)
  for (const petal of [
    '14 24, 20 34, 30 36, 40 30, 42 20',
    '20 22, 24 28, 32 28, 36 20',
    '22 14, 28 10, 36 14, 34 20, 27 22',
  ])
    pen.line(pen.second, 2, petal)
}

function paintTulip(pen: Pen): void {
  pen.line('#4c7d3e', 3.4, '25 98, 25 70, 25 40')
  pen.form('#4c7d3e', '24 98, 10 76, 6 52!, 18 70, 26 92; 26 98, 38 78, 44 58!, 34 72, 25 92', 3)
  pen.form(pen.main, '25 46, 10 40, 7 22, 9 4!, 17 14, 25 2!, 33 14, 41 4!, 43 22, 40 40', 5)
}

function paintSunflower(pen: Pen): void {
  pen.line('#4c7d3e', 4, '30 99, 29 74, 30 44')
  pen.form('#4c7d3e', '30 78, 46 62, 58 66!, 48 80, 32 84; 29 86, 14 72, 4 76!, 14 88, 29 92', 3)
  for (let petal = 0; petal < 14; petal += 1) {
    const angle = (petal / 14) * Math.PI * 2
    pen.form(
      pen.main,
      `o ${30 + Math.cos(angle) * 17} ${25 + Math.sin(angle) * 17} 9 4 ${(angle * 180) / Math.PI}`,
      2,
    )
  }
  pen.form('#5f3d26', 'o 30 25 12', 4)
}

function paintMushroom(pen: Pen): void {
  pen.form(pen.light, '34 50, 36 80, 30 98, 62 98, 56 80, 58 50', 5)
  pen.form(pen.main, '2 54!, 8 26, 28 6, 46 3, 64 6, 84 26, 90 54!, 46 60', 7)
  for (const spot of ['o 28 24 7 5', 'o 54 16 6 4', 'o 70 36 7 5', 'o 44 40 6 4', 'o 16 44 5 4'])
    pen.flat('#fff6e8', spot)
}

/** Trees, flowers and what else grows. */
export const plants: readonly Subject[] = [
  subjectOf(
    {
      id: 'tree',
      words: ['tree', 'oak', 'maple', 'cherry tree', 'birch', 'apple tree'],
      group: 'plant',
      place: 'ground',
      height: 9,
      aspect: 0.8,
      colours: { main: '#5c9a4c', second: '#3f7a3a' },
    },
    paintTree,
  ),
  subjectOf(
    {
      id: 'pine',
      words: ['pine', 'fir', 'spruce', 'christmas tree', 'conifer'],
      group: 'plant',
      place: 'ground',
      height: 10,
      aspect: 0.6,
      colours: { main: '#3c7050', second: '#28543e' },
    },
    paintPine,
  ),
  subjectOf(
    {
      id: 'palm',
      words: ['palm', 'palm tree'],
      group: 'plant',
      place: 'ground',
      height: 8,
      aspect: 0.98,
      colours: { main: '#4f9152', second: '#35703f' },
    },
    paintPalm,
  ),
  subjectOf(
    {
      id: 'cactus',
      words: ['cactus', 'cacti', 'saguaro'],
      group: 'plant',
      place: 'ground',
      height: 3,
      aspect: 0.6,
      colours: { main: '#4c8a58', second: '#346a44' },
    },
    paintCactus,
  ),
  subjectOf(
    {
      id: 'rose',
      words: ['rose', 'flower', 'peony'],
      group: 'plant',
      place: 'ground',
      height: 0.6,
      aspect: 0.56,
      colours: { main: '#d23a4e', second: '#9c2438' },
    },
    paintRose,
  ),
  subjectOf(
    {
      id: 'tulip',
      words: ['tulip', 'lily'],
      group: 'plant',
      place: 'ground',
      height: 0.5,
      aspect: 0.5,
      colours: { main: '#e8713c', second: '#b84c2a' },
    },
    paintTulip,
  ),
  subjectOf(
    {
      id: 'sunflower',
      words: ['sunflower', 'daisy'],
      group: 'plant',
      place: 'ground',
      height: 1.6,
      aspect: 0.6,
      colours: { main: '#f2b632', second: '#c88a1e' },
    },
    paintSunflower,
  ),
  subjectOf(
    {
      id: 'mushroom',
      words: ['mushroom', 'toadstool', 'fungus'],
      group: 'plant',
      place: 'ground',
      height: 0.2,
      aspect: 0.92,
      colours: { main: '#cf3b34', second: '#992a2c', light: '#f2e8d4' },
    },
    paintMushroom,
  ),
]
