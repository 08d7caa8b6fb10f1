export { toErrorAnswer } from './error-to-response.ts'
export { type EventStream, frameEvent } from './event-streams.ts'
export { createHttpApp, type HttpApp, type HttpAppOptions } from './http-app.ts'
export type {
  RequestContext,
  RequestSession,
  RouteHandler,
  RouteHandlers,
  RouteResult,
} from './route-handler.ts'
export { createRateLimit } from './rate-limit.ts'
export { readBytes } from './read-bytes.ts'
export { sendBytes } from './send-bytes.ts'
export { encodeText } from './encode-text.ts'
export { formHeaders, makeSecurityHeaders } from './security-headers.ts'
