import { useSyncExternalStore } from 'react'

interface Ticker {
  subscribe(listener: () => void): () => void
  get(): number
}

const tickers = new Map<number, Ticker>()

/** One timer for each period, however many clocks are on the screen; none runs while nothing shows it. */
function tickerOf(everyMs: number): Ticker {
  const known = tickers.get(everyMs)
  if (known !== undefined) return known
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setInterval> | undefined
  let now = Date.now()
  const tick = (): void => {
    now = Date.now()
    for (const listener of listeners) listener()
  }
  const ticker: Ticker = {
    get: () => now,
    subscribe(listener) {
      listeners.add(listener)
      if (timer === undefined) {
        now = Date.now()
        timer = setInterval(tick, everyMs)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
  tickers.set(everyMs, ticker)
  return ticker
}

/** The moment now, renewed at this period. */
export function useNow(everyMs: number): number {
  const ticker = tickerOf(everyMs)
  return useSyncExternalStore(ticker.subscribe, ticker.get)
}
