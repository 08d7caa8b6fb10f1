import { errorCatalogue, type Route, routes } from '#contract'
import * as z from 'zod/mini'

/** The interface as OpenAPI 3.1, made from the routes of the contract. */
export function makeOpenApi(publicUrl: URL): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const [name, route] of Object.entries<Route>(routes)) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describe(name, route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'GPTImage', version: '1' },
    servers: [{ url: publicUrl.origin }],
    paths,
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-session' } } },
  }
}

function describe(name: string, route: Route): object {
  const parameters = [...route.path.matchAll(/:(\w+)/g)].map(([, parameter]) => ({
    name: parameter,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  return {
    operationId: name,
    summary: route.summary,
    ...(route.access === 'session' || route.access === 'operator' ? { security: [{ session: [] }] } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined ? {} : { requestBody: { required: true, content: json(route.body) } }),
    ...(route.picture === undefined
      ? {}
      : { requestBody: { required: true, content: pictures(route.picture) } }),
    responses: {
      [route.status]: {
        description: 'Done',
        ...(route.answer === undefined ? {} : { content: json(route.answer) }),
      },
      ...(route.codes.length === 0
        ? {}
        : {
            default: {
              description: route.codes.map((code) => `${code}: ${errorCatalogue[code].sentence}`).join('\n'),
            },
          }),
    },
  }
}

const pictures = (types: readonly string[]) =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))

const json = (schema: z.ZodMiniType) => ({ 'application/json': { schema: z.toJSONSchema(schema) } })
