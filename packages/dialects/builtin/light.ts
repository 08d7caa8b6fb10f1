import type { Rgb } from './colour.ts'
import type { Scene } from './plan-scene.ts'
import type { Time } from './vocabulary.ts'

/** The light of a time of day: what the sky is painted with and what everything else is tinted by. */
export interface Light {
  zenith: Rgb
  middle: Rgb
  horizon: Rgb
  /** Colour that lies over things, and how much (0 to 1). */
  ambient: Rgb
  ambientShare: number
  /** Where the sun or moon stands, in shares of the picture above the horizon. */
  sun: { x: number; height: number; radius: number; colour: Rgb; glow: number }
  isDark: boolean
  shadow: { length: number; share: number }
}

const lights: Readonly<Record<Time, Light>> = {
  dawn: {
    zenith: [126, 152, 196],
    middle: [226, 178, 190],
    horizon: [255, 222, 190],
    ambient: [244, 176, 170],
    ambientShare: 0.16,
    sun: { x: 0.7, height: 0.09, radius: 0.05, colour: [255, 244, 214], glow: 0.5 },
    isDark: false,
    shadow: { length: 1.6, share: 0.22 },
  },
  day: {
    zenith: [66, 134, 206],
    middle: [128, 184, 230],
    horizon: [222, 238, 244],
    ambient: [255, 250, 232],
    ambientShare: 0.05,
    sun: { x: 0.78, height: 0.72, radius: 0.045, colour: [255, 250, 220], glow: 0.42 },
    isDark: false,
    shadow: { length: 0.5, share: 0.26 },
  },
  dusk: {
    zenith: [64, 52, 108],
    middle: [196, 84, 92],
    horizon: [255, 168, 78],
    ambient: [168, 66, 48],
    ambientShare: 0.34,
    sun: { x: 0.3, height: 0.05, radius: 0.075, colour: [255, 206, 116], glow: 0.75 },
    isDark: false,
    shadow: { length: 2, share: 0.3 },
  },
  night: {
    zenith: [8, 12, 34],
    middle: [20, 30, 70],
    horizon: [44, 62, 110],
    ambient: [10, 16, 52],
    ambientShare: 0.58,
    sun: { x: 0.74, height: 0.68, radius: 0.05, colour: [244, 242, 226], glow: 0.3 },
    isDark: true,
    shadow: { length: 0.7, share: 0.2 },
  },
}

const greys: Readonly<Partial<Record<Scene['weather'], { colour: Rgb; share: number }>>> = {
  cloudy: { colour: [150, 158, 168], share: 0.45 },
  rain: { colour: [104, 116, 132], share: 0.58 },
  snow: { colour: [196, 204, 216], share: 0.5 },
  fog: { colour: [198, 202, 204], share: 0.6 },
  storm: { colour: [48, 52, 70], share: 0.72 },
}

/** The light of a scene: the time of day, dulled by the weather. */
export function findLight({ time, weather }: Scene): Light {
  const light = lights[time]
  const grey = greys[weather]
  if (grey === undefined) return light
  const share = time === 'day' || time === 'dawn' ? grey.share : grey.share * 0.4
  const dull = (colour: Rgb): Rgb => [
    colour[0] + (grey.colour[0] - colour[0]) * share,
    colour[1] + (grey.colour[1] - colour[1]) * share,
    colour[2] + (grey.colour[2] - colour[2]) * share,
  ]
  return {
    ...light,
    zenith: dull(light.zenith),
    middle: dull(light.middle),
    horizon: dull(light.horizon),
    sun: { ...light.sun, glow: light.sun.glow * (1 - grey.share) },
    shadow: { ...light.shadow, share: light.shadow.share * (1 - grey.share) },
  }
}
