import { signInRoutes } from './sign-in-routes.ts'
import { pictureRoutes } from './picture-routes.ts'
import { rightsRoutes } from './rights-routes.ts'
import { publicRoutes } from './public-routes.ts'

/**
 * Every route of the server. The router binds only what stands here, the OpenAPI document is made from it, and the
 * access test has one row for each.
 */
export const routes = {
  ...signInRoutes,
  ...pictureRoutes,
  ...rightsRoutes,
  ...publicRoutes,
} as const

export type RouteName = keyof typeof routes
