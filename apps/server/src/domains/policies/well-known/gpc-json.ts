import type { PolicyFacts } from '../facts.ts'

/** That Global Privacy Control is honoured, and since when it stands so. @see https://w3c.github.io/gpc/ (2026-04-03) */
export const makeGpcJson = ({ kept }: PolicyFacts) => ({ gpc: true, lastUpdate: kept.inForceOn })
