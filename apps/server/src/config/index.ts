export { type Config, type Environment, readConfig } from './read-config.ts'
export { type ConfigFault, ConfigFaults } from './config-faults.ts'
export type { Limits } from './limits.ts'
