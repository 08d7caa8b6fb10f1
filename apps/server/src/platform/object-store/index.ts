export { createDiskObjectStore } from './disk-object-store.ts'
export { ObjectMissing, type ObjectStore } from './object-store.ts'
