import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What is watched: asked for when the metrics are read. */
export interface Watched {
  queueDepth(): Promise<number>
  openVaults(): Promise<number>
  sweepLagSeconds(): number
  /** Cases of the operator's queue by how much of their time is over. */
  lateCases(): Promise<{ pastHalf: number; overdue: number }>
}

export type MailOutcome = 'sent' | 'postponed' | 'refused' | 'withdrawn' | 'given-up' | 'unreadable'

/** Counts and durations for an operator. Labels are names from closed lists; nothing in them came from a person. */
export interface Metrics {
  recordRequest(request: { route: string; method: string; status: number; durationMs: number }): void
  recordGeneration(generation: { model: string; phase: string }): void
  /** What partners say they will bill; millionths of a US dollar. */
  recordPartnerPrice(price: { model: string; priceMicros: number }): void
  /** What became of mails; one of the outcomes the mail runner knows. */
  recordMail(mail: { outcome: MailOutcome; count?: number }): void
  watch(watched: Watched): void
  /** The Prometheus text format, and its media type. */
  render(): Promise<{ text: string; mediaType: string }>
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Histogram({
    name: 'gptimage_request_seconds',
    help: 'Requests by route',
    labelNames: ['route', 'method', 'status'] as const,
    buckets: [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30],
    registers,
  })
  const generations = new Counter({
    name: 'gptimage_generations_total',
    help: 'Generations that ended, by model and phase',
    labelNames: ['model', 'phase'] as const,
    registers,
  })
  const prices = new Counter({
    name: 'gptimage_partner_price_dollars_total',
    help: 'What partners will bill by their own usage figures and your price table, by model',
    labelNames: ['model'] as const,
    registers,
  })
  const mails = new Counter({
    name: 'gptimage_mails_total',
    help: 'What became of mails; postponed ones are tried again',
    labelNames: ['outcome'] as const,
    registers,
  })
  return {
    recordRequest({ route, method, status, durationMs }) {
      requests.observe({ route, method, status: `${Math.floor(status / 100)}xx` }, durationMs / 1000)
    },
    recordGeneration: (labels) => generations.inc(labels),
    recordPartnerPrice: ({ model, priceMicros }) => prices.inc({ model }, priceMicros / 1_000_000),
    recordMail: ({ outcome, count = 1 }) => mails.inc({ outcome }, count),
    watch(watched) {
      const gauge = (name: string, help: string, read: () => Promise<number> | number) =>
        new Gauge({
          name,
          help,
          registers,
          async collect() {
            this.set(await read())
          },
        })
      gauge('gptimage_queued_generations', 'Generations that wait', watched.queueDepth)
      gauge('gptimage_open_vaults', 'Sittings whose keys exist', watched.openVaults)
      gauge('gptimage_sweep_lag_seconds', 'Since the last whole round of sweeping', watched.sweepLagSeconds)
      const late = watched.lateCases
      gauge(
        'gptimage_cases_past_half',
        'Cases that have used up half of their time',
        async () => (await late()).pastHalf,
      )
      gauge('gptimage_cases_overdue', 'Cases whose time is over', async () => (await late()).overdue)
      gauge('gptimage_memory_bytes', 'Resident memory of this process', () => process.memoryUsage.rss())
    },
    render: async () => ({ text: await registry.metrics(), mediaType: registry.contentType }),
  }
}
