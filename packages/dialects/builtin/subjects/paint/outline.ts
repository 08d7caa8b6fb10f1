import { Path2D, PathOp } from '@napi-rs/canvas'

/**
 * Outlines are written as short strings in hundredths of the subject's height, joined by `;` into one silhouette:
 *
 *   `x y, x y, x y!`           smooth closed curve through the points; `!` keeps a corner
 *   `# x y, x y, x y`          straight-edged polygon
 *   `| x y r, x y r, ...`      limb: a curved spine with a radius at each point, round at both ends
 *   `o x y rx ry degrees`      ellipse (ry and degrees may be left out)
 *   `= x y width height r`     rectangle with rounded corners
 *   `M...`                     SVG path data
 *   `- ...`                    any of these, cut out of what stands before it
 */
export type Outline = string

interface Knot {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly isCorner: boolean
}

const traced = new Map<string, Path2D>()

/** Returns the path of an outline; the same object each time, so callers must not change it. */
export function traceOutline(outline: Outline): Path2D {
  const known = traced.get(outline)
  if (known !== undefined) return known

  let joined: Path2D | undefined
  for (const piece of outline.split(';')) {
    const text = piece.trim()
    if (text === '') continue
    const isCut = text.startsWith('- ')
    const path = tracePiece(isCut ? text.slice(2).trim() : text)
    joined = joined === undefined ? path : joined.op(path, isCut ? PathOp.Difference : PathOp.Union)
  }
  const path = joined ?? new Path2D()
  traced.set(outline, path)
  return path
}

/** Returns what of an outline lies outside the same outline moved by (dx, dy): the sliver a side light leaves. */
export function traceSliver(outline: Outline, dx: number, dy: number): Path2D {
  const key = `${outline}>${dx},${dy}`
  const known = traced.get(key)
  if (known !== undefined) return known

  const whole = traceOutline(outline)
  const moved = new Path2D()
  moved.addPath(whole, { a: 1, b: 0, c: 0, d: 1, e: dx, f: dy })
  const sliver = new Path2D(whole).op(moved, PathOp.Difference)
  traced.set(key, sliver)
  return sliver
}

/** Returns an open smooth curve through the points of `x y, x y, ...`. */
export function traceCurve(points: string): Path2D {
  const key = `curve ${points}`
  const known = traced.get(key)
  if (known !== undefined) return known

  const path = smoothPath(readKnots(points), false)
  traced.set(key, path)
  return path
}

function tracePiece(text: string): Path2D {
  const rest = text.slice(1)
  switch (text[0]) {
    case 'M':
      return new Path2D(text)
    case '#':
      return polygonPath(readKnots(rest))
    case '|':
      return limbPath(readKnots(rest))
    case 'o':
      return ellipsePath(readNumbers(rest))
    case '=':
      return boxPath(readNumbers(rest))
    default:
      return smoothPath(readKnots(text), true)
  }
}

function readNumbers(text: string): number[] {
  return text.trim().split(/\s+/).map(Number)
}

function readKnots(text: string): Knot[] {
  return text.split(',').map((entry) => {
    const isCorner = entry.includes('!')
    const [x = 0, y = 0, radius = 0] = readNumbers(entry.replace('!', ''))
    return { x, y, radius, isCorner }
  })
}

function ellipsePath([x = 0, y = 0, rx = 1, ry = rx, degrees = 0]: number[]): Path2D {
  const path = new Path2D()
  path.ellipse(x, y, rx, ry, (degrees * Math.PI) / 180, 0, Math.PI * 2)
  path.closePath()
  return path
}

function boxPath([x = 0, y = 0, width = 1, height = 1, radius = 0]: number[]): Path2D {
  const path = new Path2D()
  path.roundRect(x, y, width, height, radius)
  return path
}

function polygonPath(knots: readonly Knot[]): Path2D {
  const path = new Path2D()
  for (const knot of knots) path.lineTo(knot.x, knot.y)
  path.closePath()
  return path
}

/** The tangent of a Catmull-Rom curve at a knot; none at a corner. */
function tangentAt(knots: readonly Knot[], index: number, isClosed: boolean): { x: number; y: number } {
  const count = knots.length
  const here = knots[index]
  if (here === undefined || here.isCorner) return { x: 0, y: 0 }
  const before = knots[isClosed ? (index + count - 1) % count : Math.max(0, index - 1)] ?? here
  const after = knots[isClosed ? (index + 1) % count : Math.min(count - 1, index + 1)] ?? here
  return { x: (after.x - before.x) / 6, y: (after.y - before.y) / 6 }
}

function smoothPath(knots: readonly Knot[], isClosed: boolean): Path2D {
  const path = new Path2D()
  const first = knots[0]
  if (first === undefined) return path
  path.moveTo(first.x, first.y)
  const last = isClosed ? knots.length : knots.length - 1
  for (let index = 0; index < last; index += 1) {
    const next = (index + 1) % knots.length
    const from = knots[index] ?? first
    const to = knots[next] ?? first
    const out = tangentAt(knots, index, isClosed)
    const into = tangentAt(knots, next, isClosed)
    path.bezierCurveTo(from.x + out.x, from.y + out.y, to.x - into.x, to.y - into.y, to.x, to.y)
  }
  if (isClosed) path.closePath()
  return path
}

const stepsPerBone = 6

/** Samples the smooth spine of a limb finely enough that its sides look curved. */
function sampleSpine(knots: readonly Knot[]): Knot[] {
  const samples: Knot[] = []
  for (let index = 0; index < knots.length - 1; index += 1) {
    const from = knots[index]
    const to = knots[index + 1]
    if (from === undefined || to === undefined) continue
    const out = tangentAt(knots, index, false)
    const into = tangentAt(knots, index + 1, false)
    for (let step = index === 0 ? 0 : 1; step <= stepsPerBone; step += 1) {
      const t = step / stepsPerBone
      const u = 1 - t
      const along = (a: number, b: number, c: number, d: number) =>
        u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d
      samples.push({
        x: along(from.x, from.x + out.x, to.x - into.x, to.x),
        y: along(from.y, from.y + out.y, to.y - into.y, to.y),
        radius: from.radius + (to.radius - from.radius) * t * t * (3 - 2 * t),
        isCorner: false,
      })
    }
  }
  return samples
}

function limbPath(knots: readonly Knot[]): Path2D {
  const spine = sampleSpine(knots)
  const first = spine[0]
  const last = spine.at(-1)
  if (first === undefined || last === undefined) return new Path2D()
  const left: Knot[] = []
  const right: Knot[] = []
  spine.forEach((here, index) => {
    const before = spine[Math.max(0, index - 1)] ?? here
    const after = spine[Math.min(spine.length - 1, index + 1)] ?? here
    const length = Math.hypot(after.x - before.x, after.y - before.y) || 1
    const nx = (-(after.y - before.y) / length) * here.radius
    const ny = ((after.x - before.x) / length) * here.radius
    left.push({ ...here, x: here.x + nx, y: here.y + ny })
    right.unshift({ ...here, x: here.x - nx, y: here.y - ny })
  })
  return polygonPath([...left, ...right])
    .simplify()
    .op(ellipsePath([first.x, first.y, first.radius]), PathOp.Union)
    .op(ellipsePath([last.x, last.y, last.radius]), PathOp.Union)
}
