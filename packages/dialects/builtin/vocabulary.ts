import type { Season } from './subject.ts'

export type Time = 'dawn' | 'day' | 'dusk' | 'night'
export type Weather = 'clear' | 'cloudy' | 'rain' | 'snow' | 'fog' | 'storm'
export type Place =
  | 'meadow'
  | 'sea'
  | 'beach'
  | 'desert'
  | 'mountains'
  | 'forest'
  | 'city'
  | 'underwater'
  | 'table'
  | 'space'
export type Style = 'plain' | 'watercolour' | 'ink' | 'pixel' | 'poster' | 'pastel' | 'monochrome' | 'oil'

type Words<Name extends string> = Readonly<Record<Name, readonly string[]>>

export const timeWords: Words<Time> = {
  dawn: ['dawn', 'sunrise', 'daybreak', 'morning', 'early morning'],
  day: ['day', 'noon', 'midday', 'afternoon', 'daytime', 'sun', 'sunny', 'sunlight', 'sunlit'],
  dusk: ['dusk', 'sunset', 'evening', 'twilight', 'golden hour'],
  night: [
    'night',
    'midnight',
    'nighttime',
    'moonlight',
    'moonlit',
    'starry',
    'stars',
    'moon',
    'northern lights',
  ],
}

export const weatherWords: Words<Weather> = {
  clear: ['clear', 'cloudless'],
  cloudy: ['cloudy', 'overcast', 'clouds', 'cloud', 'grey sky', 'gray sky'],
  rain: ['rain', 'rainy', 'raining', 'drizzle', 'shower', 'puddles'],
  snow: ['snow', 'snowy', 'snowing', 'snowfall', 'blizzard', 'snowflakes', 'icy', 'ice'],
  fog: ['fog', 'foggy', 'mist', 'misty', 'haze', 'hazy'],
  storm: ['storm', 'stormy', 'thunder', 'thunderstorm', 'lightning', 'tempest'],
}

export const placeWords: Words<Place> = {
  meadow: [
    'meadow',
    'field',
    'grass',
    'park',
    'garden',
    'countryside',
    'farm',
    'hill',
    'hills',
    'valley',
    'village',
  ],
  sea: ['sea', 'ocean', 'lake', 'river', 'pond', 'water', 'harbour', 'harbor', 'waves', 'bay'],
  beach: ['beach', 'shore', 'coast', 'sand', 'island', 'seaside', 'cliff', 'cliffs'],
  desert: ['desert', 'dunes', 'dune', 'savanna', 'savannah'],
  mountains: ['mountain', 'mountains', 'alps', 'peak', 'peaks', 'himalaya'],
  forest: ['forest', 'woods', 'wood', 'jungle', 'rainforest', 'woodland'],
  city: ['city', 'street', 'town', 'downtown', 'skyline', 'urban', 'road', 'alley'],
  underwater: ['underwater', 'reef', 'seabed', 'deep sea'],
  table: ['table', 'kitchen', 'still life', 'plate', 'desk', 'indoors', 'room'],
  space: ['space', 'galaxy', 'outer space', 'planet', 'cosmos', 'universe', 'orbit'],
}

export const seasonWords: Words<Season> = {
  spring: ['spring', 'blossom', 'blossoms', 'blooming'],
  summer: ['summer', 'summery'],
  autumn: ['autumn', 'fall', 'autumnal', 'fallen leaves'],
  winter: ['winter', 'wintry', 'frost', 'frozen', 'christmas', 'snowman', 'snowmen'],
}

export const styleWords: Words<Style> = {
  plain: ['illustration'],
  watercolour: ['watercolour', 'watercolor', 'aquarelle'],
  ink: ['ink', 'pencil', 'sketch', 'line drawing', 'etching', 'charcoal'],
  pixel: ['pixel', 'pixel art', '8-bit', '8bit'],
  poster: ['poster', 'minimal', 'minimalist', 'flat', 'screen print', 'linocut'],
  pastel: ['pastel', 'soft', 'dreamy', 'kawaii'],
  monochrome: ['black and white', 'monochrome', 'noir', 'greyscale', 'grayscale'],
  oil: ['oil', 'oil painting', 'painting', 'impressionist', 'van gogh'],
}

/** Colour words as hue (degrees), saturation and lightness (percent). */
export const colourWords: Readonly<Record<string, readonly [number, number, number]>> = {
  red: [4, 72, 50],
  scarlet: [8, 80, 50],
  crimson: [348, 72, 42],
  orange: [26, 86, 55],
  amber: [32, 88, 52],
  yellow: [46, 90, 58],
  gold: [42, 78, 52],
  golden: [42, 78, 52],
  green: [132, 42, 42],
  teal: [178, 52, 38],
  turquoise: [174, 58, 50],
  blue: [214, 66, 50],
  navy: [222, 56, 28],
  purple: [276, 46, 48],
  violet: [268, 52, 55],
  pink: [340, 72, 74],
  magenta: [316, 66, 52],
  brown: [24, 42, 34],
  beige: [36, 40, 78],
  white: [40, 20, 95],
  black: [250, 8, 16],
  grey: [220, 6, 55],
  gray: [220, 6, 55],
  silver: [215, 10, 74],
}

export const countWords: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  single: 1,
  two: 2,
  pair: 2,
  couple: 2,
  three: 3,
  few: 3,
  four: 4,
  several: 4,
  five: 5,
  group: 5,
  herd: 6,
  six: 6,
  flock: 7,
  seven: 7,
  many: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  dozen: 12,
}

export type Side = 'left' | 'right' | 'middle' | 'behind' | 'front' | 'above' | 'below'

/** Phrases after which a subject stands there, or which say where it stands. */
export const sideWords: Words<Side> = {
  left: ['on the left', 'at left', 'left side', 'to the left'],
  right: ['on the right', 'at right', 'right side', 'to the right'],
  middle: ['in the middle', 'in the center', 'in the centre', 'centered'],
  behind: ['behind', 'in the background', 'in the distance', 'far away'],
  front: ['in front of', 'in the foreground', 'close-up', 'closeup'],
  above: ['above', 'over', 'flying'],
  below: ['below', 'under', 'beneath'],
}
