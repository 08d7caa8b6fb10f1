export {
  type ConnectionOptions,
  createConnection,
  PartnerUnreachable,
} from './connection.ts'
export { failureOfStatus } from './failure-of-status.ts'
export { guardImage, ImageRejected } from './guard-image.ts'
