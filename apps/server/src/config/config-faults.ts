export interface ConfigFault {
  variable: string
  cause: string
  mend: string
}

/** Everything that is wrong with the configuration, at once. Values are never repeated: one may be a secret. */
export class ConfigFaults extends Error {
  override readonly name = 'ConfigFaults'
  readonly faults: readonly ConfigFault[]

  constructor(faults: readonly ConfigFault[]) {
    super('the configuration is not usable')
    this.faults = faults
  }

  get sentence(): string {
    const lines = this.faults.map(({ variable, cause, mend }) => `  ${variable}: ${cause} ${mend}`)
    return ['GPTImage did not start; its configuration needs mending:', ...lines].join('\n')
  }
}
