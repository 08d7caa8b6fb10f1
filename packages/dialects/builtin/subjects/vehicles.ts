import type { Subject } from '../subject.ts'
import { type Pen, subjectOf } from './paint/pen.ts'

function wheels(pen: Pen, places: readonly number[], radius: number): void {
  for (const x of places) {
    pen.form('#26232a', `o ${x} ${100 - radius} ${radius}`, 2)
    pen.flat('#b9bcc4', `o ${x} ${100 - radius} ${radius * 0.5}`)
  }
}

function paintCar(pen: Pen): void {
  pen.form(
    pen.main,
    '4 78, 8 54, 40 48, 62 18, 74 12, 122 12, 136 18, 158 48, 192 54, 204 64, 206 80, 200 86, 10 86',
    8,
  )
  pen.pane('# 52 46, 70 20, 96 20, 96 46')
  pen.pane('# 102 20, 128 20, 146 46, 102 46')
  pen.flat('#fff2c0', 'o 200 66 4 5')
  pen.flat('#c23a34', 'o 8 64 3 5')
  wheels(pen, [48, 160], 20)
}

function paintBus(pen: Pen): void {
  pen.form(pen.main, '= 4 8 212 78 10', 8)
  for (const x of [14, 48, 82, 116, 150]) pen.pane(`= ${x} 20 27 26 3`)
  pen.pane('= 186 20 26 34 4')
  pen.flat('#fff2c0', 'o 211 72 4')
  pen.form(pen.second, '= 4 58 212 7 0', 1)
  wheels(pen, [50, 168], 17)
}

function paintBicycle(pen: Pen): void {
  for (const x of [32, 128]) {
    pen.line(
      '#2a262c',
      4,
      `${x} 40, ${x + 27} 51, ${x + 30} 70, ${x + 14} 96, ${x - 14} 96, ${x - 30} 70, ${x - 27} 51, ${x} 40`,
    )
    if (pen.isFine)
      for (const spoke of [0, 1, 2])
        pen.line(
          '#8a8a90',
          0.8,
          `${x - 26 + spoke * 9} ${54 + spoke * 20}, ${x + 26 - spoke * 9} ${86 - spoke * 20}`,
        )
  }
  pen.line(pen.main, 5, '32 70, 62 34, 114 34')
  pen.line(pen.main, 5, '62 34, 78 72, 32 70')
  pen.line(pen.main, 5, '78 72, 116 32, 108 14')
  pen.line(pen.main, 5, '116 32, 128 70')
  pen.line('#2a262c', 5, '108 14, 122 10, 128 14')
  pen.form('#2a262c', '= 50 20 26 6 3', 1)
  pen.line('#2a262c', 4, '62 34, 60 24')
  pen.form('#55555e', 'o 78 72 7', 2)
}

function paintTrain(pen: Pen): void {
  pen.form(pen.second, '= 4 14 60 66 3', 5)
  pen.pane('= 14 24 18 22 2')
  pen.pane('= 38 24 18 22 2')
  pen.form(pen.main, '= 60 34 112 46 8', 7)
  pen.form('#2c2a30', '= 138 8 18 28 2; = 132 4 30 8 2', 3)
  pen.form('#2c2a30', '= 86 22 16 14 6', 2)
  pen.flat('#f2c04e', 'o 174 50 7')
  pen.form('#b23a34', '# 168 80, 196 98, 168 98', 3)
  for (const x of [24, 58, 92, 126, 156]) pen.form('#26232a', `o ${x} 86 13`, 2)
  pen.line('#a43c38', 4, '24 86, 92 88, 156 86')
}

function paintSailboat(pen: Pen): void {
  pen.line('#5a4034', 2.6, '52 84, 52 2')
  pen.form('#f8f2e6', '55 6!, 76 36, 92 72!, 55 74!', 4)
  pen.form(pen.main, '49 12!, 30 44, 14 74!, 49 74!', 4)
  pen.form('#8a4a34', '4 80!, 104 80!, 92 98!, 22 99!', 4)
}

function paintShip(pen: Pen): void {
  pen.form('#f2ece0', '= 60 34 110 24 2; = 84 16 66 20 2', 4)
  for (const x of [68, 86, 104, 122, 140, 156]) pen.pane(`o ${x} 46 4`)
  pen.form(pen.main, '= 96 0 16 18 1; = 122 0 16 18 1', 3)
  pen.form(pen.second, '4 58!, 214 58!, 196 94!, 26 98!', 6)
  pen.flat('#f2ece0', '# 8 64, 210 64, 209 68, 9 68')
}

function paintAirplane(pen: Pen): void {
  pen.form(pen.second, '# 84 62, 40 98, 62 98, 116 66', 3)
  pen.form(pen.main, '6 44, 40 36, 150 36, 186 44, 200 56, 186 64, 60 66, 20 58', 7)
  pen.form(pen.second, '# 14 46, 2 10, 20 10, 44 40', 3)
  pen.form(pen.second, '# 84 46, 56 12, 74 12, 120 44', 3)
  for (const x of [64, 80, 96, 112, 128, 144]) pen.pane(`o ${x} 48 3.4`)
  pen.pane('# 172 44, 184 44, 190 50, 172 50')
}

function paintBalloon(pen: Pen): void {
  pen.form(pen.main, '35 2, 56 8, 66 28, 62 46, 46 66, 24 66, 8 46, 4 28, 14 8', 7)
  pen.inside(
    pen.light,
    '35 2, 56 8, 66 28, 62 46, 46 66, 24 66, 8 46, 4 28, 14 8',
    '35 0, 44 20, 42 70, 28 70, 26 20',
  )
  pen.inside(
    pen.accent,
    '35 2, 56 8, 66 28, 62 46, 46 66, 24 66, 8 46, 4 28, 14 8',
    '58 6, 70 30, 50 70, 44 70, 56 30; 12 6, 0 30, 20 70, 26 70, 14 30',
  )
  for (const rope of ['25 66, 28 84', '45 66, 42 84']) pen.line('#5a4034', 1, rope)
  pen.form('#8a5a36', '= 26 84 18 14 2', 3)
  pen.glow(35, 66, 14)
}

function paintRocket(pen: Pen): void {
  pen.form(pen.second, '# 14 62, 0 92, 16 88; # 36 62, 50 92, 34 88', 3)
  pen.form(pen.light, '25 0!, 38 24, 40 58, 36 88!, 14 88!, 10 58, 12 24', 5)
  pen.inside(pen.main, '25 0!, 38 24, 40 58, 36 88!, 14 88!, 10 58, 12 24', '= 0 0 60 22 0')
  pen.pane('o 25 40 7')
  pen.form('#f2a23c', '17 88, 33 88, 30 96, 25 100!, 20 96', 2)
}

function paintTractor(pen: Pen): void {
  pen.form(pen.main, '= 70 40 70 34 6', 6)
  pen.form('#2c2a30', '= 122 16 5 26 1', 1)
  pen.form(pen.main, '# 24 60, 30 8, 76 8, 80 60', 5)
  pen.pane('# 34 44, 38 16, 68 16, 70 44')
  pen.form('#26232a', 'o 42 70 29', 3)
  pen.flat('#e8c04a', 'o 42 70 14')
  pen.form('#26232a', 'o 122 82 17', 3)
  pen.flat('#e8c04a', 'o 122 82 8')
}

/** What carries people. */
export const vehicles: readonly Subject[] = [
  subjectOf(
    {
      id: 'car',
      words: ['car', 'automobile', 'taxi', 'truck', 'van'],
      group: 'vehicle',
      place: 'ground',
      height: 1.5,
      aspect: 2.1,
      colours: { main: '#c8443c', second: '#96302f' },
    },
    paintCar,
  ),
  subjectOf(
    {
      id: 'bus',
      words: ['bus', 'buses', 'coach', 'tram'],
      group: 'vehicle',
      place: 'ground',
      height: 3,
      aspect: 2.2,
      colours: { main: '#e2a43a', second: '#b47a26' },
    },
    paintBus,
  ),
  subjectOf(
    {
      id: 'bicycle',
      words: ['bicycle', 'bike', 'cycle'],
      group: 'vehicle',
      place: 'ground',
      height: 1.1,
      aspect: 1.62,
      colours: { main: '#2f8f8a', second: '#206a68' },
    },
    paintBicycle,
  ),
  subjectOf(
    {
      id: 'train',
      words: ['train', 'locomotive', 'steam engine'],
      group: 'vehicle',
      place: 'ground',
      height: 4,
      aspect: 2,
      colours: { main: '#3c5a78', second: '#8f3a34' },
    },
    paintTrain,
  ),
  subjectOf(
    {
      id: 'sailboat',
      words: ['sailboat', 'boat', 'yacht', 'sailing boat'],
      group: 'vehicle',
      place: 'water',
      height: 9,
      aspect: 1.08,
      colours: { main: '#d8573f', second: '#a8402f' },
    },
    paintSailboat,
  ),
  subjectOf(
    {
      id: 'ship',
      words: ['ship', 'steamer', 'ferry', 'ferries', 'cruise ship'],
      group: 'vehicle',
      place: 'water',
      height: 24,
      aspect: 2.18,
      colours: { main: '#c8443c', second: '#34465e' },
    },
    paintShip,
  ),
  subjectOf(
    {
      id: 'airplane',
      words: ['airplane', 'aeroplane', 'plane', 'jet', 'aircraft'],
      group: 'vehicle',
      place: 'air',
      height: 9,
      aspect: 2.02,
      colours: { main: '#eef0f4', second: '#4a78b0' },
    },
    paintAirplane,
  ),
  subjectOf(
    {
      id: 'balloon',
      words: ['hot-air balloon', 'hot air balloon', 'balloon'],
      group: 'vehicle',
      place: 'air',
      height: 18,
      aspect: 0.7,
      colours: { main: '#d8573f', second: '#a8402f', light: '#f6e3b4', accent: '#e8a63c' },
    },
    paintBalloon,
  ),
  subjectOf(
    {
      id: 'rocket',
      words: ['rocket', 'spaceship', 'spacecraft', 'space shuttle'],
      group: 'vehicle',
      place: 'air',
      height: 30,
      aspect: 0.5,
      colours: { main: '#c8443c', second: '#b23a34', light: '#f1eee8' },
    },
    paintRocket,
  ),
  subjectOf(
    {
      id: 'tractor',
      words: ['tractor'],
      group: 'vehicle',
      place: 'ground',
      height: 2.6,
      aspect: 1.42,
      colours: { main: '#c8443c', second: '#96302f' },
    },
    paintTractor,
  ),
]
