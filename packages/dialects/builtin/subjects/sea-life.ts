import type { Subject } from '../subject.ts'
import { type Pen, subjectOf } from './paint/pen.ts'

function paintFish(pen: Pen): void {
  pen.form(pen.accent, '62 26, 74 6, 100 2, 112 8, 108 24', 4)
  pen.form(pen.accent, '76 80, 84 96, 98 98, 100 82', 3)
  pen.form(pen.accent, '40 52, 22 34, 4 16!, 10 38, 12 52, 8 68, 4 88!, 24 70', 4)
  const body = '34 52, 52 34, 80 20, 110 20, 134 34, 148 52, 134 70, 108 84, 80 84, 52 70'
  pen.form(pen.main, body, 7)
  pen.inside(pen.light, body, '# 106 0, 120 0, 116 30, 118 60, 122 100, 106 100, 102 60, 102 30')
  pen.inside(pen.light, body, '# 66 0, 76 0, 72 50, 78 100, 66 100, 60 50')
  pen.form(pen.accent, '94 56, 84 54, 76 62, 80 72, 92 70', 2)
  pen.flat('#fff8ea', 'o 131 42 6.4')
  pen.eye(132, 42, 4)
  if (pen.isFine) pen.line(pen.second, 1.8, '146 58, 140 60, 135 58')
}

function paintWhale(pen: Pen): void {
  const spout = 'rgba(240, 248, 255, 0.85)'
  pen.line(spout, 4, '124 32, 123 18, 112 8, 104 14')
  pen.line(spout, 4, '125 32, 127 18, 138 8, 146 14')
  pen.form(pen.main, '22 60, 16 44, 4 38, 2 24, 16 26, 25 36, 32 24, 46 20, 48 32, 38 44, 36 58', 4)
  const body =
    '24 46, 36 60, 62 58, 90 40, 120 32, 148 38, 162 56, 164 74, 152 90, 122 98, 84 98, 48 90, 28 74'
  pen.form(pen.main, body, 5)
  const belly = '170 74, 150 76, 124 78, 96 88, 76 104, 170 104'
  pen.inside(pen.light, body, belly)
  if (pen.isFine)
    for (const pleat of ['150 82, 126 85, 104 94', '146 88, 128 91, 116 96']) pen.line(pen.second, 1.4, pleat)
  pen.form(pen.second, '104 80, 116 80, 110 94, 94 99, 90 96, 98 90', 3)
  pen.eye(140, 66, 3)
  pen.line(pen.dark, 1.6, '162 71, 150 75, 138 76')
}

function paintDolphin(pen: Pen): void {
  pen.form(pen.second, '74 20, 66 4, 52 0!, 58 14, 54 26', 3)
  pen.form(pen.main, '22 76, 8 80, 0 92!, 14 90, 22 98, 30 99!, 32 86', 3)
  const body =
    '24 84!, 26 62, 38 38, 58 22, 84 16, 108 22, 122 32, 138 38, 140 42, 128 46, 114 46, 96 52, 72 52, 50 60, 36 72'
  pen.form(pen.main, body, 5)
  pen.inside(pen.light, body, '142 43, 124 42, 108 40, 86 46, 60 48, 42 62, 52 70, 100 64, 140 52')
  pen.form(pen.second, '92 46, 94 60, 84 74, 78 76!, 80 62, 82 48', 3)
  pen.eye(112, 34, 2.4)
  pen.line(pen.dark, 1.3, '138 41, 126 42, 119 40')
}

function paintShark(pen: Pen): void {
  pen.form(pen.second, '86 26, 80 10, 66 0!, 68 14, 62 28', 4)
  pen.form(pen.main, '20 48, 12 30, 0 14!, 4 36, 8 50, 4 62, 2 76!, 14 66, 24 56', 4)
  const body = '14 50, 34 44, 62 28, 96 22, 130 28, 156 42, 166 52, 156 60, 130 72, 96 76, 60 68, 32 58'
  pen.form(pen.main, body, 4)
  pen.inside(pen.light, body, '170 56, 140 56, 104 58, 60 58, 20 52, 60 90, 140 90')
  pen.form(pen.second, '110 66, 104 84, 88 99!, 90 82, 92 68', 4)
  pen.flat(pen.second, '48 62, 44 72, 36 74!, 38 62')
  pen.flat(pen.dark, '160 57!, 150 60, 140 59!, 146 66, 154 64')
  pen.flat(
    '#fff8ea',
    '# 158 58, 156 62, 153.5 59.4; # 153 59.5, 151 63, 148.5 59.8; # 148 60, 146 63, 143.5 59.6',
  )
  pen.eye(144, 46, 2.6)
  if (pen.isFine)
    for (const gill of ['122 44, 119 52, 121 60', '116 43, 113 52, 115 60', '110 43, 107 52, 109 60'])
      pen.line(pen.second, 1.8, gill)
}

function paintOctopus(pen: Pen): void {
  pen.flat(pen.second, '| 44 54 9, 32 70 6, 38 84 4.5, 30 95 3; | 74 54 9, 86 70 6, 80 84 4.5, 88 95 3')
  const arms =
    '| 40 54 10, 20 62 7, 8 52 5, 12 40 3.6, 19 44 2; | 80 54 10, 100 62 7, 112 52 5, 108 40 3.6, 101 44 2; | 42 56 10, 24 76 7, 10 84 5, 4 76 3.6, 10 70 2; | 78 56 10, 96 76 7, 110 84 5, 116 76 3.6, 110 70 2; | 52 58 9, 50 78 6.4, 56 92 4.4, 48 96 2.4; | 68 58 9, 70 78 6.4, 64 92 4.4, 72 96 2.4'
  pen.form(pen.main, `60 0, 82 7, 92 26, 84 48, 76 62, 44 62, 36 48, 28 26, 38 7; ${arms}`, 5)
  if (pen.isFine)
    pen.flat(
      pen.light,
      'o 20 65 1.8; o 13 60 1.6; o 101 64 1.8; o 108 58 1.6; o 24 80 1.8; o 96 80 1.8; o 52 78 1.6; o 53 85 1.4; o 69 78 1.6; o 67 85 1.4; o 44 14 3 2.2 -30; o 54 8 2.4 1.6',
    )
  pen.flat('#fff8ea', 'o 50 38 7.6; o 70 38 7.6')
  pen.eye(51.5, 39, 4.6)
  pen.eye(71.5, 39, 4.6)
  pen.line(pen.dark, 1.8, '55 50, 60.5 53, 66 50')
}

function paintTurtle(pen: Pen): void {
  pen.form(pen.accent, '# 10 66, 0 76, 14 76', 1)
  pen.flat(pen.second, '| 46 74 9, 48 92 6; | 92 74 8, 96 92 6')
  pen.form(pen.accent, '| 30 76 10, 24 90 6.4, 28 94 5; | 110 74 9, 116 90 6.4, 120 94 5', 3)
  pen.form(
    pen.accent,
    '| 112 72 9, 130 60 7.5, 138 42 7; 130 32, 142 26, 155 30, 160 40, 154 48, 138 50, 130 44',
    4,
  )
  const shell = '6 74!, 14 42, 38 16, 66 8, 94 16, 118 44, 124 74!, 100 82, 30 82'
  pen.form(pen.main, shell, 7)
  pen.inside(pen.light, shell, '| 2 75 3, 64 79 4, 128 75 3')
  const scutes =
    '# 54 22, 78 22, 88 42, 66 54, 44 42; # 38 26, 50 24, 40 42, 26 52, 18 50; # 94 26, 82 24, 92 42, 106 52, 114 50; # 24 57, 40 48, 60 58, 54 70, 26 69; # 108 57, 92 48, 72 58, 78 70, 106 69'
  pen.inside(pen.second, shell, scutes)
  pen.eye(149, 37, 2.6)
  pen.line(pen.dark, 1.4, '158 43, 151 44, 146 42')
}

function paintCrab(pen: Pen): void {
  const legs = ['36 66, 18 66, 10 80', '38 74, 22 78, 18 92', '44 80, 34 88, 32 97']
  for (const leg of legs) {
    pen.line(pen.second, 4.4, leg)
    pen.line(
      pen.second,
      4.4,
      leg.replace(/(\d+) (\d+)/g, (_, x: string, y: string) => `${140 - Number(x)} ${y}`),
    )
  }
  pen.line(pen.main, 7, '42 56, 24 50, 20 36')
  pen.line(pen.main, 7, '98 56, 116 50, 120 36')
  pen.form(pen.main, '20 40, 6 30, 4 14, 14 2!, 17 18!, 26 4!, 34 16, 32 32', 4)
  pen.form(pen.main, '120 40, 134 30, 136 14, 126 2!, 123 18!, 114 4!, 106 16, 108 32', 4)
  pen.line(pen.main, 4, '60 46, 58 32')
  pen.line(pen.main, 4, '80 46, 82 32')
  pen.form(pen.main, '70 42, 96 46, 110 60, 102 78, 86 88, 54 88, 38 78, 30 60, 44 46', 7)
  pen.flat('#fff8ea', 'o 58 29 6; o 82 29 6')
  pen.eye(59, 29, 3.6)
  pen.eye(83, 29, 3.6)
  pen.line(pen.dark, 2, '60 72, 70 76, 80 72')
  if (pen.isFine) pen.flat(pen.light, 'o 50 56 3 2; o 58 52 2 1.4; o 92 58 2.4 1.6')
}

function paintJellyfish(pen: Pen): void {
  for (const [x, sway] of [
    [16, -5],
    [28, 4],
    [40, -4],
    [52, 5],
    [64, -3],
  ] as const)
    pen.line(pen.second, 2.4, `${x} 44, ${x + sway} 58, ${x - sway} 74, ${x + sway} 88, ${x} 97`)
  pen.form(pen.light, '| 32 44 6, 28 58 5, 35 72 4, 30 84 1.4; | 48 44 6, 52 58 5, 45 72 4, 50 84 1.4', 2)
  const bell =
    '40 0, 62 6, 76 22, 79 44!, 72 50, 64 45, 56 51, 48 45, 40 51, 32 45, 24 51, 16 45, 8 50, 1 44!, 4 22, 18 6'
  pen.form(pen.main, bell, 6)
  pen.inside(pen.light, bell, 'o 24 20 8 5 -40')
  if (pen.isFine)
    for (const rib of ['30 14, 25 28, 24 42', '50 14, 55 28, 56 42', '40 14, 40 28, 40 42'])
      pen.line(pen.second, 1.6, rib)
}

/** Animals of the sea. */
export const seaLife: readonly Subject[] = [
  subjectOf(
    {
      id: 'fish',
      words: ['fish', 'fishes', 'goldfish', 'clownfish', 'trout', 'salmon'],
      group: 'animal',
      place: 'underwater',
      height: 0.25,
      aspect: 1.5,
      colours: { main: '#e97a2e', second: '#bd5524', dark: '#2d2228', light: '#fbf0dc', accent: '#d65a28' },
    },
    paintFish,
  ),
  subjectOf(
    {
      id: 'whale',
      words: ['whale', 'orca'],
      group: 'animal',
      place: 'water',
      height: 4,
      aspect: 1.68,
      colours: { main: '#4a6f95', second: '#33506f', dark: '#1d2836', light: '#dbe6ea' },
    },
    paintWhale,
  ),
  subjectOf(
    {
      id: 'dolphin',
      words: ['dolphin', 'porpoise'],
      group: 'animal',
      place: 'water',
      height: 1.6,
      aspect: 1.42,
      colours: { main: '#6f8fa8', second: '#4d6a83', dark: '#22303d', light: '#e2ebec' },
    },
    paintDolphin,
  ),
  subjectOf(
    {
      id: 'shark',
      words: ['shark'],
      group: 'animal',
      place: 'underwater',
      height: 1.6,
      aspect: 1.68,
      colours: { main: '#71838f', second: '#4f6070', dark: '#20262f', light: '#e8ebe6' },
    },
    paintShark,
  ),
  subjectOf(
    {
      id: 'octopus',
      words: ['octopus', 'octopuses', 'squid', 'kraken'],
      group: 'animal',
      place: 'underwater',
      height: 0.8,
      aspect: 1.2,
      colours: { main: '#c4566b', second: '#933d58', dark: '#3a1c30', light: '#f4c3b8' },
    },
    paintOctopus,
  ),
  subjectOf(
    {
      id: 'turtle',
      words: ['turtle', 'tortoise'],
      group: 'animal',
      place: 'ground',
      height: 0.4,
      aspect: 1.62,
      colours: { main: '#6e8a47', second: '#4c6536', dark: '#25301f', light: '#d9cf8e', accent: '#9fb26a' },
    },
    paintTurtle,
  ),
  subjectOf(
    {
      id: 'crab',
      words: ['crab', 'lobster'],
      group: 'animal',
      place: 'ground',
      height: 0.16,
      aspect: 1.4,
      colours: { main: '#d9533a', second: '#a53a30', dark: '#3b1a1e', light: '#f7b79b' },
    },
    paintCrab,
  ),
  subjectOf(
    {
      id: 'jellyfish',
      words: ['jellyfish'],
      group: 'animal',
      place: 'underwater',
      height: 0.7,
      aspect: 0.8,
      colours: { main: '#b58ad0', second: '#8a64ad', dark: '#3a2c56', light: '#f0d9f2' },
    },
    paintJellyfish,
  ),
]
