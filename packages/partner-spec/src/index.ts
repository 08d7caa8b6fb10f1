export * from './adapter.ts'
export * from './model-description.ts'
