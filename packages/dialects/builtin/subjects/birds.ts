import type { Subject } from '../subject.ts'
import { type Pen, subjectOf } from './paint/pen.ts'

function paintOwl(pen: Pen): void {
  pen.form(pen.dark, '| 3 93 3.4, 30 95 4, 65 93 3.4', 2)
  const body = '34 8, 52 12, 62 26, 63 52, 58 74, 46 90, 34 94, 22 90, 10 74, 5 52, 6 26, 16 12'
  const tufts = '8 24!, 5 10, 8 0!, 18 8, 30 12!; 38 12!, 50 8, 60 0!, 63 10, 60 24!'
  pen.form(pen.second, '# 26 86, 42 86, 40 100, 28 100', 2)
  pen.form(pen.main, `${body}; ${tufts}`, 6)
  pen.inside(pen.light, body, 'o 34 66 18 24')
  if (pen.isFine)
    for (const row of [56, 64, 72, 80])
      for (const x of [26, 34, 42])
        pen.line(pen.main, 2, `${x - 3} ${row}, ${x} ${row + 3.4}, ${x + 3} ${row}`)
  pen.form(pen.second, '8 40, 14 42, 20 56, 20 74, 14 82, 7 66, 4 50', 3)
  pen.form(pen.second, '60 40, 54 42, 48 56, 48 74, 54 82, 61 66, 64 50', 3)
  pen.form(pen.light, 'o 21 29 14; o 47 29 14', 2)
  for (const x of [22, 46]) {
    pen.flat(pen.accent, `o ${x} 29 9.5`)
    pen.eye(x, 29, 5.8)
  }
  pen.form('#e0a03c', '# 30 33, 38 33, 34 45', 1)
  pen.flat(
    '#e0a03c',
    '| 25 91 2, 25 96 1.6; | 29 91 2, 29 96 1.6; | 39 91 2, 39 96 1.6; | 43 91 2, 43 96 1.6',
  )
}

function paintEagle(pen: Pen): void {
  pen.form(
    pen.second,
    '120 46, 128 26, 146 8, 172 0!, 168 8!, 178 8!, 171 17!, 180 20!, 169 27!, 174 32!, 160 38, 148 50, 134 60',
    4,
  )
  pen.form(pen.main, '# 62 70, 28 78, 22 88, 34 87, 32 96, 46 90, 50 98, 76 80', 4)
  pen.form(pen.main, '60 74, 78 58, 104 46, 128 44, 140 48, 134 62, 112 76, 84 84', 5)
  pen.form(
    pen.main,
    '124 54!, 112 34, 88 18, 56 10, 22 2!, 26 10!, 8 10!, 18 19!, 3 23!, 18 30!, 8 36!, 26 40!, 20 48!, 46 52, 66 60, 88 74, 110 74',
    5,
  )
  if (pen.isFine)
    for (const quill of ['30 14, 60 26, 86 42', '26 26, 54 34, 78 50', '32 38, 56 44, 76 58'])
      pen.line(pen.second, 2, quill)
  pen.form(pen.light, '122 46, 132 38, 146 37, 154 43, 154 50, 144 57, 130 60, 126 54', 3)
  pen.form('#e6a734', '151 42, 160 43, 165 49, 163 56!, 159 51, 150 51', 1.5)
  pen.eye(146, 44.5, 2)
  pen.line('#e6a734', 3, '92 82, 98 91, 104 92')
}

function paintBird(pen: Pen): void {
  pen.line(pen.dark, 2.4, '66 84, 68 97, 76 97.5')
  pen.line(pen.dark, 2.4, '54 84, 54 98, 62 98.5')
  pen.form(pen.second, '# 34 50, 2 76, 8 82, 15 82, 20 88, 46 74', 3)
  const body = '58 18, 74 8, 92 10, 102 24, 101 44, 94 66, 78 82, 56 86, 36 76, 26 60, 36 44, 50 34'
  pen.form(pen.main, body, 6)
  pen.inside(pen.accent, body, '104 30, 92 40, 80 54, 66 74, 66 90, 100 84, 112 50')
  pen.form(pen.second, '58 40, 70 46, 72 58, 62 70, 40 74, 16 70, 34 60, 44 46', 4)
  if (pen.isFine)
    for (const quill of ['34 67, 48 64, 60 56', '30 70, 46 70, 60 66']) pen.line(pen.dark, 1.4, quill)
  pen.form('#e0a03c', '# 100 20, 117 27, 100 33', 2)
  pen.eye(88, 24, 4)
}

function paintDuck(pen: Pen): void {
  const body = '6 52, 14 46!, 24 58, 44 56, 70 58, 92 52, 104 58, 108 72, 98 88, 74 98, 40 97, 18 86, 8 70'
  pen.form(pen.light, body, 8)
  pen.inside(pen.second, body, '78 50, 112 50, 116 74, 100 88, 86 76')
  pen.form(pen.main, '| 94 62 10, 96 46 8, 98 30 8; o 100 22 17 16', 4)
  pen.flat(pen.light, '| 87 53 2, 95 55 2.4, 104 53 2')
  pen.form('#e7a12f', '114 18, 124 22, 134 23, 136 27, 128 30, 114 31', 2)
  pen.form(pen.accent, '30 64, 50 60, 74 64, 82 74, 70 86, 44 86, 18 78!, 28 76', 5)
  pen.inside('#4f6fb8', '30 64, 50 60, 74 64, 82 74, 70 86, 44 86, 18 78', '# 44 76, 62 76, 58 90, 40 90')
  pen.eye(106, 18, 2.6)
}

function paintRooster(pen: Pen): void {
  pen.form(pen.dark, '34 66, 22 56, 18 38, 8 30, 4 44, 2 56!, 0 40, 4 22, 16 16, 28 22, 36 38, 46 54', 4)
  pen.form(pen.second, '38 64, 30 48, 28 32, 20 22, 10 22, 20 12, 32 16, 42 30, 50 50', 3)
  pen.line('#e0a03c', 3, '52 82, 50 96')
  pen.line('#e0a03c', 3, '62 82, 62 96')
  pen.line('#e0a03c', 2.6, '44 98, 50 96, 56 98')
  pen.line('#e0a03c', 2.6, '57 98, 62 96, 69 98')
  const body =
    '30 54, 44 56, 58 50, 66 36, 68 20, 76 12, 86 16, 88 26, 86 40, 86 58, 78 76, 62 86, 46 84, 34 72'
  pen.form(pen.main, body, 6)
  pen.inside(pen.light, body, '64 12, 90 12, 88 32, 92 54, 86 48, 82 54, 78 47, 73 54, 70 48, 64 54, 60 46')
  pen.form(pen.second, '40 60, 56 58, 68 64, 64 74, 50 78, 36 70', 3)
  pen.form(pen.accent, '66 16, 64 6, 70 8, 72 1, 78 6, 83 2, 85 9, 90 8, 87 16, 78 13', 2)
  pen.form(pen.accent, '84 27, 90 28, 91 38, 86 40, 83 34', 2)
  pen.form('#e0a03c', '# 87 19, 98 24, 87 28', 1)
  pen.eye(82, 20, 2)
}

function paintHen(pen: Pen): void {
  pen.line('#e0a03c', 3.4, '54 84, 54 97')
  pen.line('#e0a03c', 3.4, '66 84, 66 97')
  pen.line('#e0a03c', 3, '47 98, 54 96, 61 98')
  pen.line('#e0a03c', 3, '60 98, 66 96, 74 98')
  const body =
    '8 28, 20 30, 32 46, 50 48, 66 38, 74 20, 86 11, 98 16, 101 28, 100 48, 98 66, 84 82, 62 88, 38 84, 20 70, 8 50, 4 36'
  pen.form(pen.main, body, 7)
  pen.form(pen.second, '38 54, 58 52, 74 58, 70 72, 52 80, 34 74, 24 60', 4)
  if (pen.isFine)
    for (const tip of ['34 62, 44 68, 54 66', '42 72, 52 75, 62 70']) pen.line(pen.light, 1.6, tip)
  pen.form(pen.accent, '76 16, 75 6, 82 8, 85 1, 90 7, 96 5, 97 14, 88 14', 2)
  pen.form(pen.accent, '96 31, 103 31, 103 42, 98 43, 94 37', 2)
  pen.form('#e0a03c', '# 99 20, 113 27, 99 32', 1)
  pen.eye(91, 23, 2.8)
}

function paintPenguin(pen: Pen): void {
  pen.form('#e7a12f', 'o 22 97 9 3; o 42 97 10 3', 1)
  const body =
    '34 0, 46 4, 52 14, 51 26, 56 44, 57 68, 52 88, 40 97, 22 97, 10 88, 6 68, 8 44, 16 26, 18 10, 24 3'
  pen.form(pen.main, body, 5)
  pen.inside(pen.light, body, '40 26, 52 36, 55 62, 50 84, 38 94, 26 88, 22 64, 26 40')
  pen.inside(pen.light, body, 'o 42 15 9 8')
  pen.inside('#f0b640', body, '30 24, 40 24, 46 34, 40 36, 32 34')
  pen.form(pen.main, '12 36, 20 40, 20 56, 12 72, 4 78!, 4 58', 3)
  pen.form('#e7a12f', '# 50 12, 63 17, 50 20', 1)
  pen.eye(43, 13, 2.4)
}

function paintSwan(pen: Pen): void {
  const body = '4 62, 12 52!, 24 58, 40 50, 64 52, 84 62, 96 74, 94 88, 78 98, 44 98, 20 90, 8 76'
  pen.form(pen.main, `${body}; | 84 84 12, 102 70 8, 104 54 5.4, 94 38 4.6, 92 20 4.4, 100 11 5, 108 13 6`, 6)
  pen.form(pen.main, '14 48!, 26 52, 48 42, 70 52, 78 68, 68 82, 44 82, 26 72', 6)
  if (pen.isFine)
    for (const quill of ['28 64, 44 70, 62 70', '28 58, 46 62, 66 60']) pen.line(pen.second, 1.8, quill)
  pen.form(pen.accent, '113 11, 122 17, 128 22, 124 24, 114 19', 1)
  pen.flat('#221b24', '110 8, 117 13, 115 18, 111 16')
  pen.flat('#221b24', 'o 107.5 11.5 1.4')
}

/** Birds of wood, yard and water. */
export const birds: readonly Subject[] = [
  subjectOf(
    {
      id: 'owl',
      words: ['owl', 'owlet'],
      group: 'animal',
      place: 'ground',
      height: 0.5,
      aspect: 0.68,
      colours: { main: '#8a6244', second: '#62432f', dark: '#4a3630', light: '#f2dfbf', accent: '#f0a928' },
    },
    paintOwl,
  ),
  subjectOf(
    {
      id: 'eagle',
      words: ['eagle', 'hawk', 'falcon', 'seagull', 'gull', 'vulture'],
      group: 'animal',
      place: 'air',
      height: 1,
      aspect: 1.82,
      colours: { main: '#6b4630', second: '#4a3024', dark: '#241a1c', light: '#f8efdd' },
    },
    paintEagle,
  ),
  subjectOf(
    {
      id: 'bird',
      words: [
        'bird',
        'robin',
        'sparrow',
        'songbird',
        'bluebird',
        'canary',
        'canaries',
        'parrot',
        'raven',
        'crow',
      ],
      group: 'animal',
      place: 'ground',
      height: 0.2,
      aspect: 1.18,
      colours: { main: '#7d8896', second: '#59606f', dark: '#33313b', light: '#f3e8d6', accent: '#dc6a3c' },
    },
    paintBird,
  ),
  subjectOf(
    {
      id: 'duck',
      words: ['duck', 'duckling', 'mallard', 'goose', 'geese'],
      group: 'animal',
      place: 'water',
      height: 0.4,
      aspect: 1.38,
      colours: { main: '#2e6b4c', second: '#7a4a34', dark: '#2a2428', light: '#d9d0c0', accent: '#9c8572' },
    },
    paintDuck,
  ),
  subjectOf(
    {
      id: 'rooster',
      words: ['rooster', 'cockerel'],
      group: 'animal',
      place: 'ground',
      height: 0.6,
      aspect: 1,
      colours: { main: '#b5532b', second: '#7f3524', dark: '#274a45', light: '#eab04c', accent: '#d23a34' },
    },
    paintRooster,
  ),
  subjectOf(
    {
      id: 'chicken',
      words: ['chicken', 'hen', 'chick'],
      group: 'animal',
      place: 'ground',
      height: 0.42,
      aspect: 1.14,
      colours: { main: '#f3e4c8', second: '#d3b68c', dark: '#3a2a28', light: '#fff8ea', accent: '#d8443a' },
    },
    paintHen,
  ),
  subjectOf(
    {
      id: 'penguin',
      words: ['penguin'],
      group: 'animal',
      place: 'ground',
      height: 0.9,
      aspect: 0.64,
      colours: { main: '#2f3443', second: '#1f2230', dark: '#16151d', light: '#f7f1e4' },
    },
    paintPenguin,
  ),
  subjectOf(
    {
      id: 'swan',
      words: ['swan', 'cygnet'],
      group: 'animal',
      place: 'water',
      height: 1,
      aspect: 1.3,
      colours: { main: '#faf5ea', second: '#cfcad0', dark: '#2a252c', light: '#ffffff', accent: '#e48a35' },
    },
    paintSwan,
  ),
]
