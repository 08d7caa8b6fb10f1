import type { Lent } from './lend.ts'
import { createRandom } from './random.ts'
import type { Reading, Wanted } from './read-prompt.ts'
import type { Season, Subject } from './subject.ts'
import type { Place, Style, Time, Weather } from './vocabulary.ts'

/** One figure in the picture; coordinates in shares of width and height, `y` where it stands. */
export interface Figure {
  subject: Subject
  x: number
  y: number
  height: number
  facing: 'left' | 'right'
  colour: Wanted['colour']
  /** 0 near to 1 far. */
  distance: number
  seed: number
}

export interface Scene {
  time: Time
  weather: Weather
  place: Place
  season: Season
  style: Style
  tints: Reading['tints']
  /** Share of the height where land or water begins. */
  horizon: number
  figures: Figure[]
  seed: number
}

/** Composes a picture: what is not said is chosen by the seed. Pure. */
export function planScene(
  reading: Reading,
  { seed, aspect, lent }: { seed: number; aspect: number; lent?: Lent | undefined },
): Scene {
  const random = createRandom(seed, reading.hash)
  const pick = <Item>(items: readonly Item[], fallback: Item) =>
    items[Math.floor(random() * items.length)] ?? fallback
  const time = reading.time ?? pick<Time>(['day', 'day', 'dawn', 'dusk'], 'day')
  const season =
    reading.season ??
    (reading.weather === 'snow' ? 'winter' : pick<Season>(['summer', 'spring', 'summer'], 'summer'))
  const weather = reading.weather ?? (reading.season === 'winter' ? 'snow' : 'clear')
  const place = reading.place ?? placeFor(reading.wanted, pick)
  const usual =
    place === 'table' ? 0.58 : place === 'underwater' || place === 'space' ? 0.86 : 0.56 + random() * 0.08
  const horizon = lent?.horizon ?? usual
  const scene = {
    time,
    weather,
    place,
    season,
    style: reading.style,
    tints: reading.tints,
    horizon,
    seed: seed ^ reading.hash,
  }
  return {
    ...scene,
    figures: placeFigures(reading.wanted, { random, horizon, aspect, place, focusX: lent?.focusX }),
  }
}

function placeFor(
  wanted: readonly Wanted[],
  pick: <Item>(items: readonly Item[], fallback: Item) => Item,
): Place {
  const first = wanted[0]?.subject
  if (first === undefined) return pick<Place>(['meadow', 'mountains', 'sea', 'forest', 'desert'], 'meadow')
  if (first.place === 'underwater') return 'underwater'
  if (first.place === 'water') return 'sea'
  if (first.place === 'table') return 'table'
  if (first.id === 'astronaut' || first.id === 'rocket') return 'space'
  if (first.id === 'camel' || first.id === 'cactus') return 'desert'
  if (first.id === 'palm') return 'beach'
  if (first.id === 'skyscraper' || first.id === 'bus') return 'city'
  return 'meadow'
}

interface Ground {
  random: () => number
  horizon: number
  aspect: number
  place: Place
  /** Where a picture that was lent has its weight; share of the width. */
  focusX: number | undefined
}

/** Sizes are told apart and still fit on one sheet: a mouse is small beside a house, and seen. */
const relative = (metres: number) => Math.max(metres, 0.05) ** 0.36

function placeFigures(wanted: readonly Wanted[], ground: Ground): Figure[] {
  const stated = wanted.map((want) => ({ ...want, side: want.side ?? naturalSide(want) }))
  const front = stated.filter(({ side }) => side !== 'behind')
  const largest = Math.max(0.2, ...front.map(({ subject }) => relative(subject.height)))
  const total = front.reduce((sum, { count }) => sum + count, 0)
  const crowd = total > 6 ? 0.52 : total > 3 ? 0.66 : total > 1 ? 0.84 : 1
  const figures = stated.flatMap((want, order) =>
    placeGroup(want, { ...ground, order, groups: stated.length, largest, crowd }),
  )
  return figures.sort((one, other) => other.distance - one.distance || one.y - other.y)
}

function naturalSide({ subject }: Wanted): Wanted['side'] {
  if (subject.place === 'backdrop') return 'behind'
  if (subject.place === 'sky' || subject.place === 'air') return 'above'
  return undefined
}

interface Group extends Ground {
  order: number
  groups: number
  largest: number
  crowd: number
}

function placeGroup(want: Wanted & { side: Wanted['side'] }, group: Group): Figure[] {
  const { subject, count, side, colour } = want
  const isFar = side === 'behind'
  const natural =
    (relative(subject.height) / Math.max(group.largest, relative(subject.height))) * 0.56 * group.crowd
  const size = isFar ? Math.max(0.3, natural * 0.8) : side === 'above' ? natural * 0.62 : natural
  const height = Math.min(
    size,
    (0.86 * group.aspect) / subject.aspect / Math.max(1, Math.min(count, 5) * 0.72),
  )
  const facing = group.random() < 0.5 ? 'left' : 'right'
  return Array.from({ length: count }, (_, index) => {
    const { x, y } = spot(group, { side, index, count, subject, height })
    return {
      subject,
      x,
      y,
      height: height * (count > 1 ? 0.88 + group.random() * 0.2 : 1),
      facing: count > 2 && group.random() < 0.25 ? (facing === 'left' ? 'right' : 'left') : facing,
      colour,
      distance: isFar ? 0.7 : side === 'above' ? 0.45 : Math.max(0, 0.3 - (y - group.horizon) * 0.8),
      seed: Math.floor(group.random() * 2 ** 31),
    }
  })
}

interface Standing {
  side: Wanted['side']
  index: number
  count: number
  subject: Subject
  height: number
}

function spot(group: Group, { side, index, count, subject, height }: Standing): { x: number; y: number } {
  const { random, horizon, order, groups, aspect, place, focusX } = group
  const golden = [0.5, 0.3, 0.72, 0.16, 0.86][order] ?? random()
  const usual = groups === 1 ? 0.44 + random() * 0.12 : golden
  const alone = order === 0 ? (focusX ?? usual) : usual
  const centre =
    side === 'left'
      ? 0.24
      : side === 'right'
        ? 0.76
        : side === 'middle'
          ? 0.5
          : side === 'behind'
            ? groups > 1
              ? 0.66 - order * 0.1
              : 0.5
            : alone
  const width = (height * subject.aspect) / aspect
  const spread = Math.min(0.9, Math.max(width * count * 0.8, count > 1 ? 0.5 : 0))
  const x = centre + (count === 1 ? 0 : ((index + 0.5) / count - 0.5) * spread + (random() - 0.5) * 0.04)
  const bounded = Math.max(Math.min(width / 2, 0.5) + 0.02, Math.min(1 - Math.min(width / 2, 0.5) - 0.02, x))
  return { x: bounded, y: floor() }

  function floor(): number {
    if (place === 'underwater') return 0.34 + height / 2 + ((index * 0.37 + random() * 0.3) % 1) * 0.4
    if (place === 'space') return 0.78 - random() * 0.1
    if (side === 'above') return Math.max(height + 0.06, horizon * 0.62 - random() * 0.16)
    if (side === 'behind') return horizon + 0.045
    if (place === 'table') return 0.86 - (index % 2) * 0.05
    return Math.min(
      0.95,
      horizon + 0.2 + random() * 0.08 + (index % 3) * 0.045 + (side === 'front' ? 0.08 : 0),
    )
  }
}
