import type { Subject } from '../subject.ts'
import { type Pen, subjectOf } from './paint/pen.ts'

function paintElephant(pen: Pen): void {
  pen.line(pen.second, 3, '10 38, 5 50, 6 64')
  pen.flat(pen.dark, '| 6 62 1.5, 6 69 2.6')
  pen.flat(pen.second, '| 38 66 11, 40 92 7; | 72 66 10, 73 92 7')
  const body =
    '8 44, 14 22, 36 10, 60 12, 80 14, 92 30, 92 54, 78 70, 40 72, 14 66; | 22 60 14, 21 82 9, 20 93 8, 23 94 8; | 82 58 12, 83 80 8.5, 82 93 8, 85 94 8'
  pen.form(pen.main, body, 8)
  if (pen.isFine)
    pen.flat(
      pen.light,
      'o 16 98 2.4 1.8; o 23 98.5 2.6 1.6; o 30 98 1.8; o 79 98.5 2.6 1.6; o 86 98.5 2.6 1.6',
    )
  pen.flat(pen.light, '110 44!, 120 53, 132 52!, 124 60, 112 58, 104 50')
  const head =
    '84 12, 96 4, 110 6, 120 18, 122 34, 118 46, 106 52, 92 46; | 113 34 10, 119 50 7, 119 68 5.4, 122 82 4.4, 130 88 3.6, 135 82 3'
  pen.form(pen.main, head, 5)
  if (pen.isFine)
    for (const fold of ['113 54, 119 56, 125 55', '113.5 62, 119 63.5, 124 62.5', '114 70, 119 71, 123.5 70'])
      pen.line(pen.second, 1.2, fold)
  pen.form(pen.main, '90 14, 80 8, 68 12, 62 28, 66 46, 78 58, 88 50, 96 36, 98 22', 6)
  pen.inside(
    'rgba(226, 150, 140, 0.28)',
    '88 18, 80 13, 71 17, 67 30, 70 44, 78 52, 86 45, 92 34, 93 24',
    '= 0 0 140 100 0',
  )
  pen.eye(107, 23, 2.2)
}

function paintLion(pen: Pen): void {
  pen.line(pen.main, 4, '20 48, 8 56, 4 70, 10 80')
  pen.form(pen.accent, '| 8 77 2, 12 84 5, 13 92 1', 2)
  pen.flat(pen.second, '| 40 66 10, 45 82 5, 42 93 5, 48 96 4; | 86 68 7, 90 84 5, 90 95 5, 96 96 4')
  const body =
    '| 32 52 15, 54 52 13, 84 50 17; | 30 60 14, 30 78 6.6, 24 88 5, 27 95 5, 34 96 4; | 82 66 9, 82 84 5.8, 82 95 5, 90 96 4'
  pen.form(pen.main, body, 7)
  const mane = '92 2, 104 0, 116 5, 122 16, 122 34, 118 50, 106 66, 94 76, 80 70, 72 56, 68 38, 72 20, 80 8'
  pen.form(pen.accent, mane, 6)
  if (pen.isFine)
    for (const lock of [
      '82 20, 78 36, 82 50',
      '90 46, 88 58, 94 66',
      '92 10, 86 20, 88 30',
      '100 52, 100 60, 104 62',
    ])
      pen.line('rgba(30, 14, 20, 0.28)', 2, lock)
  pen.form(pen.main, 'o 92 17 6', 2)
  pen.flat(pen.dark, 'o 92.5 18 3')
  const head = '98 20, 106 14, 117 16, 124 26, 134 32, 136 40, 131 47, 120 50, 108 50, 99 42, 95 30'
  pen.form(pen.main, head, 4)
  pen.inside(pen.light, head, '120 36, 140 34, 140 54, 116 54, 112 44')
  pen.flat(pen.dark, '129 30, 136 31, 137 36, 132 37')
  pen.line(pen.dark, 1.4, '133 38, 130 43, 122 43')
  pen.eye(117, 27, 2.6)
}

function paintGiraffe(pen: Pen): void {
  pen.line(pen.main, 1.8, '11 56, 6 62, 6 72')
  pen.flat(pen.dark, '| 6 71 1, 6 77 1.7')
  pen.flat(pen.second, '| 20 64 5, 22 78 2.6, 21 98 1.9; | 40 64 5, 43 80 2.6, 43 98 1.9')
  const body =
    '| 16 60 7.5, 26 58 8, 36 55 9.5; | 36 52 9, 42 36 5, 46 16 3.6; | 15 64 6.5, 14 76 3, 13 98 2.1; | 37 62 6.5, 37 78 3, 37 98 2.1'
  pen.form(pen.main, body, 3)
  const patches =
    '# 10 54, 16 52, 18 58, 12 61; # 19 51, 26 51, 26 56, 20 57; # 29 50, 35 48, 36 54, 30 56; # 21 59, 28 58, 28 64, 21 64; # 31 58, 38 57, 38 63, 32 64; # 12 63, 18 61, 18 68, 12 69; # 39 48, 44 47, 43 54, 39 54; # 36 42, 41 40, 42 46, 36 47; # 43 40, 46 38, 46 45, 43 45; # 39 33, 44 32, 44 37, 39 38; # 41 26, 46 25, 46 30, 41 30; # 43 19, 48 18, 48 23, 43 23; # 34 65, 40 64, 39 72, 35 72; # 12 71, 16 70, 16 77, 12 77'
  pen.inside(pen.accent, body, patches)
  pen.line(pen.accent, 1.8, '42.5 13, 39 28, 33 44')
  pen.line(pen.main, 1.6, '47 8, 46 2')
  pen.line(pen.second, 1.6, '50 8, 50.5 2')
  pen.flat(pen.dark, 'o 46 1.8 1.5; o 50.5 1.8 1.5')
  const head = '43 10, 48 6, 53 8, 60 14, 62 18, 59 20.5, 52 19, 46 19; 44 11, 38 11, 35 8.5, 40 7.5'
  pen.form(pen.main, head, 2)
  pen.inside(pen.light, head, 'o 61 18 5')
  pen.flat(pen.dark, 'o 60.5 15.8 0.6')
  pen.eye(51.5, 10.6, 1.4)
}

function paintZebra(pen: Pen): void {
  pen.form(pen.dark, '| 22 40 2, 15 48 2.4, 14 62 3.6, 15 74 0.5', 2)
  pen.flat(pen.second, '| 40 56 9, 43 68 5, 39 78 3.4, 42 96 2.6; | 80 56 7, 86 70 4, 88 96 2.6')
  const body =
    '| 33 48 14.5, 54 50 14, 76 48 14.5; | 76 44 14, 86 30 10.5, 94 19 8; | 31 54 12, 30 68 6, 24 78 4, 27 96 2.8; | 75 56 10, 76 72 4.6, 75 96 2.8; 90 16, 95 9, 101 9, 109 18, 117 31, 117 36, 113 38, 107 35, 100 31, 92 30; # 93 12, 94 1, 100 9'
  pen.form(pen.main, body, 6)
  const stripes = [
    '24 34, 26 48, 22 56',
    '32 34, 36 50, 30 62',
    '42 36, 46 50, 42 62',
    '52 36, 55 50, 52 64',
    '62 36, 64 48, 62 62',
    '71 34, 72 48, 70 62',
    '79 30, 84 42, 84 54',
    '80 26, 88 36, 92 44',
    '84 20, 92 28, 98 36',
    '89 16, 96 22, 98 28',
    '22 62, 30 64, 38 66',
    '25 71, 30 72, 35 74',
    '70 68, 76 69, 82 68',
    '71 76, 76 77, 80 76',
    '101 12, 102 18, 99 24',
    '106 17, 106 24, 103 29',
  ]
  const clip = body
  for (const stripe of stripes) {
    const [a = '', b = '', c = ''] = stripe.split(', ')
    pen.inside(pen.dark, clip, `| ${a} 0.9, ${b} 1.9, ${c} 0.7`)
  }
  pen.flat(pen.dark, '94 5!, 96 12, 88 20, 80 32, 70 38!, 72 32, 78 24, 84 14')
  pen.inside(pen.dark, body, 'o 117 36 6.5; = 23 95 8 6 0; = 71 95 8 6 0')
  pen.eye(102.5, 18.5, 1.9)
}

function paintMonkey(pen: Pen): void {
  pen.line(pen.main, 4, '26 84, 12 88, 4 76, 10 62, 18 66, 15 72')
  pen.flat(pen.second, '| 64 50 6, 74 66 5, 70 82 4')
  const body =
    '40 42, 30 56, 24 78, 30 96, 62 98, 70 84, 66 58, 60 42; | 34 88 11, 50 74 7, 62 86 5.5, 58 95 4, 68 96.5 3.4'
  pen.form(pen.main, body, 6)
  pen.inside(pen.light, '52 46, 46 60, 46 72, 60 78, 68 70, 64 50', '= 0 0 100 100 0')
  pen.form(pen.main, '| 40 52 7, 36 70 5.4, 50 82 4.4, 58 80 4', 3)
  pen.form(pen.light, 'o 30 26 8; o 74 26 8', 2)
  pen.form(pen.main, 'o 52 24 23 22', 5)
  pen.flat(pen.light, 'o 46 22 9 10; o 59 22 9 10; o 52.5 34 14 10')
  pen.eye(47, 22, 2.8)
  pen.eye(59, 22, 2.8)
  pen.flat(pen.dark, 'o 51 30 1; o 55 30 1')
  pen.line(pen.dark, 1.4, '45 36, 53 40, 60 36')
}

/** Large animals of warm countries. */
export const savannaAnimals: readonly Subject[] = [
  subjectOf(
    {
      id: 'elephant',
      words: ['elephant', 'mammoth'],
      group: 'animal',
      place: 'ground',
      height: 3,
      aspect: 1.38,
      colours: { main: '#8e8f9c', second: '#686a7c', dark: '#2d2b38', light: '#f3ead8' },
    },
    paintElephant,
  ),
  subjectOf(
    {
      id: 'lion',
      words: ['lion', 'lioness', 'tiger', 'leopard', 'panther'],
      group: 'animal',
      place: 'ground',
      height: 1.2,
      aspect: 1.38,
      colours: { main: '#d9a04c', second: '#ad7835', dark: '#3a2420', light: '#f8e6c4', accent: '#8f4a22' },
    },
    paintLion,
  ),
  subjectOf(
    {
      id: 'giraffe',
      words: ['giraffe'],
      group: 'animal',
      place: 'ground',
      height: 5,
      aspect: 0.64,
      colours: { main: '#e6bd72', second: '#c3934f', dark: '#3d2a25', light: '#f7e4bd', accent: '#9a5a2c' },
    },
    paintGiraffe,
  ),
  subjectOf(
    {
      id: 'zebra',
      words: ['zebra'],
      group: 'animal',
      place: 'ground',
      height: 1.5,
      aspect: 1.2,
      colours: { main: '#f3eee2', second: '#bdb6b4', dark: '#29252d', light: '#fffaf0' },
    },
    paintZebra,
  ),
  subjectOf(
    {
      id: 'monkey',
      words: ['monkey', 'ape', 'chimpanzee', 'gorilla'],
      group: 'animal',
      place: 'ground',
      height: 0.8,
      aspect: 0.84,
      colours: { main: '#7b5138', second: '#573829', dark: '#2a1c1c', light: '#e5bd92' },
    },
    paintMonkey,
  ),
]
