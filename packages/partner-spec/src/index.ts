export * from './adapter.ts'
export * from './deletion.ts'
export * from './enabled-partner.ts'
export * from './model-description.ts'
