import { signInRoutes } from './sign-in-routes.ts'
import { pictureRoutes } from './picture-routes.ts'
import { rightsRoutes } from './rights-routes.ts'
import { operatorRoutes } from './operator-routes.ts'
import { publicRoutes } from './public-routes.ts'

/**
 * Every route of the server. The router binds only what stands here, the OpenAPI document is made from it, and the
 * access test has one row for each.
 *
 * Made by a call, so that a bundler may leave it out: of objects spread into another it must keep every schema.
 */
export const routes = /* @__PURE__ */ (() => ({
  ...signInRoutes,
  ...pictureRoutes,
  ...rightsRoutes,
  ...operatorRoutes,
  ...publicRoutes,
}))()

export type RouteName = keyof typeof routes
