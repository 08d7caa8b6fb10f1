import type { Subject } from '../subject.ts'
import { type Pen, subjectOf } from './paint/pen.ts'

const skin = '#d9a27c'

function paintPerson(pen: Pen): void {
  pen.form(pen.second, '| 17 60 5, 15 80 4.4, 14 95 3.6; | 25 60 5, 27 80 4.4, 28 95 3.6', 3)
  pen.flat(pen.dark, '| 13 97 2.6, 8 98 2.2; | 28 97 2.6, 34 98 2.2')
  pen.form(skin, '| 10 36 3, 5 50 2.6, 6 62 2.4; | 32 36 3, 37 50 2.6, 36 62 2.4', 2)
  pen.form(pen.main, '12 28, 21 26, 30 28, 36 44!, 31 46, 31 64!, 11 64!, 11 46, 6 44!', 4)
  pen.form(skin, '= 18.4 20 5.4 8 2; o 21 13 8 9.4', 3)
  pen.form('#4a3428', '12 14, 12 6, 21 2, 30 6, 30 14, 27 9, 18 8', 2)
  pen.flat(pen.dark, 'o 23 13 0.9; o 27 13 0.9')
}

function paintWoman(pen: Pen): void {
  pen.form('#5a3626', '11 10, 21 2, 31 10, 33 30, 27 34, 15 34, 9 30', 3)
  pen.form(skin, '| 18 70 3.4, 17 95 2.6; | 25 70 3.4, 26 95 2.6', 2)
  pen.flat(pen.dark, '| 16 97 2.2, 11 98 1.8; | 26 97 2.2, 32 98 1.8')
  pen.form(skin, '| 12 34 2.6, 7 48 2.2, 9 60 2; | 30 34 2.6, 35 48 2.2, 33 60 2', 2)
  pen.form(pen.main, '13 28, 21 26, 29 28, 30 44, 38 78!, 21 82, 4 78!, 12 44', 5)
  pen.form(skin, '= 18.6 20 4.8 8 2; o 21 13 7 8.6', 3)
  pen.form('#5a3626', '13 12, 15 5, 24 4, 29 12, 22 9', 1)
  pen.flat(pen.dark, 'o 22.5 13 0.9; o 26 13 0.9')
}

function paintChild(pen: Pen): void {
  pen.form(pen.second, '| 22 70 6, 21 92 5; | 34 70 6, 35 92 5', 3)
  pen.flat(pen.dark, '| 20 96 3.4, 14 97 3; | 36 96 3.4, 43 97 3')
  pen.form(skin, '| 16 46 4, 8 62 3.4; | 40 46 4, 50 34 3.4', 2)
  pen.form(pen.main, '17 40, 28 37, 39 40, 42 74!, 14 74!', 4)
  pen.form(skin, 'o 28 20 15 16', 4)
  pen.form('#6a4430', '12 20, 14 6, 28 1, 42 6, 44 20, 36 11, 22 10', 2)
  pen.flat(pen.dark, 'o 28 21 1.6; o 36 21 1.6')
  pen.line('#a85a4a', 1.2, '28 28, 32 30, 36 28')
}

function paintAstronaut(pen: Pen): void {
  pen.form('#b9bfca', '= 8 32 34 34 6', 4)
  pen.form(pen.main, '| 18 68 7, 17 92 6.4; | 32 68 7, 33 92 6.4', 4)
  pen.form(pen.main, '| 12 42 5.4, 5 58 4.6; | 38 42 5.4, 46 30 4.6', 3)
  pen.form(pen.main, '= 11 34 28 38 9', 5)
  pen.form(pen.main, 'o 25 19 18', 5)
  pen.form('#2c3a5c', '12 18, 15 9, 26 7, 37 10, 39 19, 35 28, 25 30, 15 27', 4)
  pen.flat('#8fb4e8', 'o 19 14 4 3')
  pen.flat('#d8573f', '= 18 44 14 9 2')
}

function paintKnight(pen: Pen): void {
  pen.line('#6a4a34', 3, '48 98, 48 6')
  pen.form('#c8ccd6', '48 -6!, 53 8, 48 12, 43 8', 1)
  pen.form(pen.second, '| 20 66 6, 19 94 5; | 31 66 6, 32 94 5', 3)
  pen.form('#aeb4c2', '| 12 40 5, 8 56 4; | 38 40 5, 47 52 4', 3)
  pen.form('#aeb4c2', '14 32, 25 30, 36 32, 38 68!, 12 68!', 5)
  pen.form(pen.main, '# 16 40, 34 40, 34 74, 25 80, 16 74', 4)
  pen.form('#c2c8d4', '13 18, 15 6, 25 2, 35 6, 37 18, 34 30!, 16 30!', 4)
  pen.flat('#26232a', '= 21 15 15 3.4 1')
  pen.form('#c8443c', '25 2, 18 -8, 6 -4!, 14 2, 22 4', 2)
}

/** People, as shapes rather than faces. */
export const people: readonly Subject[] = [
  subjectOf(
    {
      id: 'man',
      words: ['man', 'men', 'person', 'people', 'boy', 'farmer', 'hiker', 'fisherman', 'fishermen'],
      group: 'person',
      place: 'ground',
      height: 1.75,
      aspect: 0.42,
      colours: { main: '#3f6f9c', second: '#3a3f52', dark: '#2a2428' },
    },
    paintPerson,
  ),
  subjectOf(
    {
      id: 'woman',
      words: ['woman', 'women', 'lady', 'ladies', 'dancer', 'queen'],
      group: 'person',
      place: 'ground',
      height: 1.68,
      aspect: 0.42,
      colours: { main: '#c2506a', second: '#94384f', dark: '#2a2428' },
    },
    paintWoman,
  ),
  subjectOf(
    {
      id: 'child',
      words: ['child', 'children', 'girl', 'kid', 'toddler'],
      group: 'person',
      place: 'ground',
      height: 1.1,
      aspect: 0.56,
      colours: { main: '#e0a33c', second: '#4a6a94', dark: '#2a2428' },
    },
    paintChild,
  ),
  subjectOf(
    {
      id: 'astronaut',
      words: ['astronaut', 'cosmonaut', 'spaceman', 'spacemen'],
      group: 'person',
      place: 'ground',
      height: 1.9,
      aspect: 0.52,
      colours: { main: '#f1f2f6', second: '#c4c9d4' },
    },
    paintAstronaut,
  ),
  subjectOf(
    {
      id: 'knight',
      words: ['knight', 'warrior', 'soldier'],
      group: 'person',
      place: 'ground',
      height: 1.85,
      aspect: 0.56,
      colours: { main: '#3f5f9c', second: '#6c7282' },
    },
    paintKnight,
  ),
]
