import type { CSSProperties } from 'react'
import type { GenerationView } from '#contract'

/** Rows of equal prints: how many stand side by side in a narrow, a middling and a broad stage, and how tall each may be. */
export function contactGrid({
  count,
  widthPx,
  heightPx,
}: Pick<GenerationView, 'count' | 'widthPx' | 'heightPx'>): CSSProperties {
  const ratio = widthPx / heightPx
  const [few, some, many] = columnsOf(count, ratio)
  return {
    '--few': few,
    '--some': some,
    '--many': many,
    '--widest': `calc(${tallest(count)} * ${ratio})`,
  }
}

function columnsOf(count: number, ratio: number): readonly [number, number, number] {
  const isBroad = ratio > 1.2
  if (count === 1) return [1, 1, 1]
  if (count === 2) return [isBroad ? 1 : 2, 2, 2]
  if (count === 3) return [2, 3, 3]
  if (count === 4) return [2, ratio < 0.8 ? 4 : 2, isBroad ? 2 : 4]
  return [2, 3, isBroad ? 4 : 5]
}

function tallest(count: number): string {
  if (count === 1) return 'min(36rem, 64vh)'
  if (count === 2) return '28rem'
  return count <= 4 ? '24rem' : '18rem'
}
