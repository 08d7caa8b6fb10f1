import type { Subject } from '../subject.ts'
import { type Pen, subjectOf } from './paint/pen.ts'

function paintCat(pen: Pen): void {
  pen.form(pen.main, '| 26 93 5, 12 95 5, 5 86 4.6, 7 73 4.2, 13 66 3', 3)
  const body = '38 40, 27 54, 18 74, 17 92, 24 99, 50 99!, 70 99, 71 95, 65 88, 66 68, 67 44, 54 38'
  pen.form(pen.main, body, 7)
  if (pen.isFine)
    for (const stripe of ['28 55, 36 58, 40 57', '22 67, 32 69, 38 67', '18 79, 28 81, 35 79'])
      pen.line(pen.second, 3, stripe)
  pen.inside(pen.light, body, '54 40, 66 40, 66 62, 60 70, 54 60')
  pen.line(pen.second, 1.6, '54 72, 55 84, 54 96')
  pen.flat(pen.light, 'o 64 96.5 6.5 3; o 51 97 6 2.8')
  const head =
    '35 26, 40 14, 52 10, 66 13, 73 24, 72 34, 62 42, 52 44, 41 40; 36 26!, 34 10, 37 0!, 45 6, 51 12!; 58 11!, 66 4, 73 0!, 75 12, 72 25!'
  pen.form(pen.main, head, 4)
  pen.flat('rgba(236, 150, 140, 0.8)', '# 38 17, 38.5 6, 45 12; # 65 12, 71 6, 71 17')
  pen.inside(pen.light, head, '56 28, 66 34, 62 46, 50 46, 46 35')
  if (pen.isFine)
    for (const stripe of ['50 12, 51 17', '55 11, 55 17', '60 12, 59 17']) pen.line(pen.second, 2, stripe)
  for (const x of [46.5, 64]) {
    pen.flat('#dfe07a', `o ${x} 25.5 4.2 3.8`)
    pen.flat('#1d1622', `o ${x} 25.5 1.6 3.5`)
  }
  pen.flat('#d9776f', '# 53 31.5, 58.5 31.5, 55.7 34.6')
  if (pen.isFine) {
    pen.line(pen.dark, 0.8, '51 38, 55.7 36.6, 60 38')
    for (const whisker of [
      '48 34, 40 33, 32 34',
      '48 36, 41 37, 34 40',
      '64 34, 72 32, 79 33',
      '64 36, 71 36, 78 39',
    ])
      pen.line(pen.light, 0.7, whisker)
  }
}

function paintDog(pen: Pen): void {
  pen.form(pen.main, '| 26 52 5, 15 40 4.5, 10 26 3.6, 14 14 2', 3)
  pen.flat(pen.second, '| 40 66 9, 44 80 5, 40 88 4, 42 96 4, 48 97 3; | 80 66 7, 84 82 5, 84 96 4, 90 97 3')
  const body =
    '| 34 57 14, 54 58 12.5, 78 55 15.5; | 76 52 14, 86 40 12, 92 30 11; | 32 62 12, 32 78 6, 26 87 4.6, 28 96 4.2, 35 97 3; | 76 64 10, 76 82 5.4, 76 96 4.2, 83 97 3'
  pen.form(pen.main, body)
  pen.inside(pen.light, body, '98 40, 94 54, 88 68, 78 76, 78 66, 88 50, 92 40')
  pen.inside(pen.light, body, '= 20 91 90 12 0')
  pen.inside(pen.second, body, 'o 46 48 17 10')
  pen.line(pen.accent, 4.5, '78 40, 86 46, 99 44')
  const head = '80 26, 84 14, 94 9, 105 12, 109 19, 121 21, 126 26, 125 34, 118 38, 106 39, 96 43, 86 40'
  pen.form(pen.main, head, 4)
  pen.inside(pen.light, head, '106 26, 114 20, 130 20, 130 42, 100 42, 100 34')
  pen.form(pen.second, '86 15, 94 12, 97 22, 96 36, 89 44, 81 40, 80 28', 4)
  pen.flat(pen.dark, 'o 123.5 24.5 4 3.4')
  pen.line(pen.dark, 1.2, '123 33, 116 34, 110 32')
  pen.flat('#d9687a', '114 35, 119 34, 119 42, 115 43')
  pen.eye(106, 21, 2.7)
}

function paintHorse(pen: Pen): void {
  pen.form(pen.dark, '| 23 39 3, 13 46 5, 9 62 5.6, 12 78 2, 10 84 0.5', 3)
  pen.flat(
    pen.second,
    '| 40 54 9, 43 66 5, 38 76 3.4, 42 90 2.5, 42 95 2.8; | 84 54 6, 91 68 4, 93 80 2.8, 92 95 2.4',
  )
  const body =
    '| 34 46 14.5, 54 47 12.5, 78 45 14.5; | 78 42 14, 90 28 10, 99 15 7.5; | 31 52 12.5, 30 66 6.5, 23 76 4, 26 90 2.7, 26 95 3; | 77 54 10, 79 68 5, 78 80 3, 78 95 2.8'
  const head =
    '94 12, 99 6, 105 6, 112 15, 121 27, 121 32, 117 35, 112 32, 104 27, 96 26; # 97 9, 99 -1, 104 7'
  pen.form(pen.main, `${body}; ${head}`, 5)
  pen.flat(pen.dark, '= 22.5 95 8 5 1; = 38 95 8 5 1; = 74 95 8 5 1; = 88 95 8 5 1')
  pen.flat(pen.dark, '100 3!, 105 8, 106 14, 101 12, 98 20, 92 28, 86 38, 76 43, 68 38, 78 28, 86 16, 93 6')
  pen.inside(pen.light, head, '| 107 12 1.4, 113 20 1.8, 118 27 1.2')
  pen.inside(pen.second, head, 'o 121 32 6')
  pen.flat(pen.dark, 'o 118.6 29 1.2')
  pen.eye(106, 15.5, 2)
}

function paintCow(pen: Pen): void {
  pen.line(pen.main, 3, '16 34, 9 44, 8 62')
  pen.flat(pen.dark, '| 8 62 1.5, 8 69 3, 7 74 1')
  pen.flat(pen.second, '| 42 62 9, 44 78 5, 44 94 4; | 92 62 8, 94 78 5, 94 94 4')
  pen.form('#e8a9a0', 'o 45 72 10 8', 3)
  const body =
    '14 36, 22 29, 50 31, 80 29, 98 30, 108 40, 106 60, 94 71, 60 74, 30 70, 15 60; | 26 58 13, 26 76 6, 24 94 4.4; | 86 60 12, 84 78 6, 84 94 4.4; | 98 42 13, 110 36 10'
  pen.form(pen.main, body, 7)
  for (const patch of [
    '20 28, 36 28, 42 42, 30 54, 16 46',
    '54 26, 76 28, 80 44, 66 56, 54 46',
    '84 60, 100 48, 108 62, 92 78',
    '30 64, 44 62, 46 76, 32 74',
  ])
    pen.inside(pen.dark, body, patch)
  pen.flat(pen.dark, '= 19.5 94 9.5 6 1; = 40 94 8.5 6 1; = 79.5 94 9.5 6 1; = 90 94 8.5 6 1')
  pen.form('#d9c8a4', '| 118 16 2.4, 124 9 1.9, 121 3 0.8; | 108 15 2.4, 104 8 1.9, 108 2 0.8', 1)
  pen.form(pen.main, '| 108 20 4, 98 22 4.4, 92 26 2', 2)
  const head = '106 22, 112 14, 122 15, 128 24, 136 38, 136 46, 128 50, 118 46, 110 38'
  pen.form(pen.main, head, 4)
  pen.inside(pen.dark, head, '104 12, 114 12, 116 26, 112 38, 102 34')
  pen.form('#e8b3a6', '127 37, 136 37, 139 43, 135 50, 126 50, 122 44', 2)
  pen.flat(pen.dark, 'o 134 43 1.6')
  pen.eye(120, 26, 2.6)
}

function paintSheep(pen: Pen): void {
  pen.flat(pen.dark, '= 30 70 7 30 2; = 46 72 7 28 2; = 78 72 7 28 2; = 92 70 7 30 2')
  const wool =
    'o 28 38 16; o 44 26 18; o 66 24 19; o 86 28 17; o 100 42 16; o 98 60 15; o 80 68 15; o 60 70 16; o 40 68 16; o 24 56 16; = 28 26 70 44 8'
  pen.form(pen.main, wool, 9)
  if (pen.isFine)
    for (const curl of [
      '34 44, 40 50, 47 44',
      '56 38, 62 44, 69 38',
      '74 54, 80 60, 87 54',
      '48 62, 54 67, 60 61',
    ])
      pen.line(pen.second, 2, curl)
  pen.form(
    pen.dark,
    '104 30, 113 24, 122 30, 128 44, 125 54, 116 56, 108 48; | 108 34 4, 98 38 4.5, 94 44 2',
    4,
  )
  pen.form(pen.main, 'o 110 25 9; o 102 31 8; o 118 26 6', 3)
  pen.flat('#fff8ea', 'o 118 38 3')
  pen.flat('#1d1622', 'o 118.8 38.4 1.7')
}

function paintPig(pen: Pen): void {
  pen.line(pen.main, 3, '14 46, 6 42, 5 34, 11 34, 11 42, 4 46')
  pen.flat(pen.second, '| 44 74 10, 45 93 5; | 90 74 9, 91 93 5')
  const body =
    '12 52, 22 32, 50 22, 84 22, 104 30, 112 48, 106 70, 84 82, 44 84, 18 74; | 28 68 14, 28 92 6; | 78 72 12, 78 92 6'
  pen.form(pen.main, body, 8)
  pen.flat(pen.dark, '= 22 94 12 6 1; = 40 94 10 6 1; = 72 94 12 6 1; = 86 94 10 6 1')
  pen.form(pen.main, '92 34, 104 26, 118 30, 126 42, 138 44, 139 60, 126 62, 110 68, 94 60', 5)
  pen.form(pen.second, '136 43, 141 44, 142 58, 137 61, 132 54, 132 48', 1)
  pen.flat(pen.dark, 'o 137 49 1.6 2.2; o 137.5 55.5 1.6 2.2')
  pen.form(pen.second, '98 32!, 102 20, 112 14!, 116 24, 114 38!', 3)
  pen.eye(118, 43, 2.6)
  if (pen.isFine) pen.line(pen.second, 1.8, '126 64, 120 62, 117 58')
}

function paintGoat(pen: Pen): void {
  pen.flat(pen.second, '| 40 60 8, 44 76 4, 42 95 3; | 78 60 6, 82 78 3.6, 82 95 3')
  pen.form(pen.main, '| 26 40 4, 18 34 4, 14 26 1', 2)
  const body =
    '| 34 53 14, 54 54 14, 76 51 14; | 76 48 12, 86 34 9, 90 26 7; | 30 60 10, 29 76 5, 27 95 3.2; | 74 62 8, 74 78 4, 74 95 3.2'
  pen.form(pen.main, body, 6)
  pen.flat(pen.dark, '= 23 95 8 5 1; = 38 95 8 5 1; = 70 95 8 5 1; = 78 95 8 5 1')
  pen.form(pen.dark, '| 90 17 3.4, 84 6 2.8, 72 3 1.8, 62 8 0.7', 2)
  pen.form(
    pen.main,
    '84 20, 92 14, 100 18, 110 30, 112 36, 106 39, 94 36, 86 32; | 88 22 3, 79 27 3.4, 75 33 1.4',
    3,
  )
  pen.form(pen.light, '103 36!, 110 37, 108 50, 104 56!, 101 46', 2)
  pen.flat(pen.dark, 'o 110.5 33 1.8')
  pen.eye(98, 22.5, 2)
}

/** Pets and farm animals with four legs, seen from the side. */
export const homeAnimals: readonly Subject[] = [
  subjectOf(
    {
      id: 'cat',
      words: ['cat', 'kitten', 'kitty', 'kitties', 'tabby'],
      group: 'animal',
      place: 'ground',
      height: 0.45,
      aspect: 0.8,
      colours: { main: '#8c7a6e', second: '#5f5150', dark: '#2b2228', light: '#f6e9d8' },
    },
    paintCat,
  ),
  subjectOf(
    {
      id: 'dog',
      words: ['dog', 'puppy', 'puppies', 'hound', 'beagle', 'labrador'],
      group: 'animal',
      place: 'ground',
      height: 0.65,
      aspect: 1.3,
      colours: { main: '#c08a52', second: '#87552f', dark: '#2c2022', light: '#faeedb', accent: '#c8403a' },
    },
    paintDog,
  ),
  subjectOf(
    {
      id: 'horse',
      words: ['horse', 'pony', 'ponies', 'stallion', 'mare', 'foal'],
      group: 'animal',
      place: 'ground',
      height: 1.9,
      aspect: 1.24,
      colours: { main: '#96572f', second: '#6c3b25', dark: '#33211f', light: '#f6e6cf' },
    },
    paintHorse,
  ),
  subjectOf(
    {
      id: 'cow',
      words: ['cow', 'cattle', 'bull', 'calf', 'calves', 'ox', 'oxen'],
      group: 'animal',
      place: 'ground',
      height: 1.5,
      aspect: 1.4,
      colours: { main: '#f3ead9', second: '#c9b9a8', dark: '#3a2c2d', light: '#fffaf0' },
    },
    paintCow,
  ),
  subjectOf(
    {
      id: 'sheep',
      words: ['sheep', 'lamb', 'ewe'],
      group: 'animal',
      place: 'ground',
      height: 1,
      aspect: 1.34,
      colours: { main: '#f2ead8', second: '#cdbfab', dark: '#3b3035', light: '#fffaf0' },
    },
    paintSheep,
  ),
  subjectOf(
    {
      id: 'pig',
      words: ['pig', 'piglet', 'hog'],
      group: 'animal',
      place: 'ground',
      height: 0.9,
      aspect: 1.46,
      colours: { main: '#eba79b', second: '#cb7d78', dark: '#5e3640', light: '#fbdad0' },
    },
    paintPig,
  ),
  subjectOf(
    {
      id: 'goat',
      words: ['goat', 'ram'],
      group: 'animal',
      place: 'ground',
      height: 0.95,
      aspect: 1.16,
      colours: { main: '#d9cdb8', second: '#a89a88', dark: '#4a3d3b', light: '#fff6e6' },
    },
    paintGoat,
  ),
]
