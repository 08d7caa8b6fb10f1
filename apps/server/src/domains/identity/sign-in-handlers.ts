import { errorCatalogue } from '#contract'
import { retentionSeconds } from '#policies/retention.ts'
import { formHeaders, type RequestContext, type RouteHandlers, type RouteResult } from '#server/http/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import type { Clock } from '#server/kernel/clock.ts'
import { renderAgePage } from '#server/pages/index.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import type { Logger } from '#server/platform/logger/index.ts'
import type { Database } from '#server/platform/postgres/index.ts'
import { admitPerson, findSaid, type Said } from './accounts.ts'
import { parseAge, requiredAge } from './age.ts'
import type { Person } from './claims.ts'
import type { CookieName, Cookies } from './cookies.ts'
import { readDeviceFamily } from './device-family.ts'
import type { IdentityHooks } from './identity-hooks.ts'
import type { Provider } from './provider.ts'
import { openSession } from './sessions.ts'
import { keepSignIn, requireSignInAt, takeSignInAt } from './sign-in-state.ts'

export interface SignInParts {
  database: Database
  installationKey: InstallationKey
  clock: Clock
  logger: Logger
  hooks: IdentityHooks
  provider: Provider
  cookies: Cookies
  limits: { signInMs: number; sessionMs: number; sessionIdleMs: number }
}

type SignInRoute = 'signIn' | 'callback' | 'ageQuestion' | 'ageAnswer' | 'policyNews' | 'policyNewsAnswer'
type SignInContext = RequestContext<SignInRoute>

const refusalLastsMs = retentionSeconds['age-refusal'] * 1000

/** The sign-in, from the button to the session: each step takes what the step before kept under a one-use cookie. */
export function createSignInHandlers(parts: SignInParts): Pick<RouteHandlers, SignInRoute> {
  return {
    async signIn() {
      const { url, secrets } = await logFailure(parts, () => parts.provider.start())
      const cookie = await keep(parts, { step: 'at-provider', ...secrets })
      return { redirect: url.href, headers: [cookie] }
    },
    callback: (context) => logFailure(parts, () => finishAtProvider(parts, context)),
    async ageQuestion(context) {
      await requireSignInAt(parts.database, { ...readSignIn(parts, context), step: 'at-age-question' })
      return { html: renderAgePage(), headers: formHeaders }
    },
    ageAnswer: (context) => logFailure(parts, () => answerAge(parts, context)),
    policyNews: (context) => showNews(parts, context),
    policyNewsAnswer: (context) => logFailure(parts, () => answerNews(parts, context)),
  }
}

async function finishAtProvider(parts: SignInParts, context: SignInContext): Promise<RouteResult> {
  const clearing = parts.cookies.clear('signin')
  // Also when this fails: whatever it was, the cookie has served.
  context.raw.outgoing.setHeader(...clearing)
  const held = await takeSignInAt(parts.database, { ...readSignIn(parts, context), step: 'at-provider' })
  const person = await parts.provider.finish(context.query, held)
  const said = await findSaid(parts, person)
  if (said !== undefined && said.passedAge >= requiredAge(parts.hooks.minimumAge())) {
    return proceed(parts, context, { person, ...said })
  }
  refuseWhileRemembered(parts, context)
  // NOTE: nothing of somebody new is kept but this, sealed to their own cookie, until the question is answered.
  const cookie = await keep(parts, { step: 'at-age-question', person })
  context.raw.outgoing.removeHeader('Set-Cookie')
  return { redirect: '/auth/age', headers: [cookie] }
}

async function answerAge(parts: SignInParts, context: SignInContext): Promise<RouteResult> {
  const sign = { ...readSignIn(parts, context), step: 'at-age-question' } as const
  const form = await context.readForm()
  const age = form.getAll('age').length === 1 ? parseAge(form.get('age')) : undefined
  await requireSignInAt(parts.database, sign)
  refuseWhileRemembered(parts, context)
  if (age === undefined) return askAgain(context)
  const { person } = await takeSignInAt(parts.database, sign)
  const required = requiredAge(parts.hooks.minimumAge())
  const clearing = parts.cookies.clear('signin')
  if (age < required) {
    context.raw.outgoing.setHeader('Set-Cookie', [
      clearing[1],
      parts.cookies.set('age', 'not-met', refusalLastsMs)[1],
    ])
    throw new AppError('identity/age-not-met')
  }
  context.raw.outgoing.setHeader(...clearing)
  const said = await findSaid(parts, person)
  // Somebody new was shown where the policies stand, beside the question.
  const acknowledgedVersion = said?.acknowledgedVersion ?? parts.hooks.policies.version
  return proceed(parts, context, { person, passedAge: required, acknowledgedVersion })
}

function askAgain(context: SignInContext): RouteResult {
  if (context.header('accept')?.includes('text/html') !== true) throw new AppError('identity/age-invalid')
  const { sentence } = errorCatalogue['identity/age-invalid']
  return { status: 400, html: renderAgePage({ problem: sentence }), headers: formHeaders }
}

/** Signs somebody in, or asks them first about what is new in the policies since they last said yes. */
async function proceed(
  parts: SignInParts,
  context: SignInContext,
  { person, passedAge, acknowledgedVersion: since }: Said & { person: Person },
): Promise<RouteResult> {
  if (parts.hooks.policies.renderNews(since) === undefined)
    return admit(parts, context, { person, passedAge, acknowledgedVersion: since })
  const cookie = await keep(parts, { step: 'at-policy-news', person, passedAge, since })
  context.raw.outgoing.removeHeader('Set-Cookie')
  return { redirect: '/auth/news', headers: [cookie] }
}

async function showNews(parts: SignInParts, context: SignInContext): Promise<RouteResult> {
  const sign = { ...readSignIn(parts, context), step: 'at-policy-news' } as const
  const { since } = await requireSignInAt(parts.database, sign)
  const page = parts.hooks.policies.renderNews(since)
  // Only where another build of this installation asked.
  if (page === undefined) throw new AppError('identity/sign-in-expired')
  return { html: page, headers: formHeaders }
}

/** Whoever does not say that they go on stays as they were: signed out, and nothing new is done for them. */
async function answerNews(parts: SignInParts, context: SignInContext): Promise<RouteResult> {
  const sign = { ...readSignIn(parts, context), step: 'at-policy-news' } as const
  const form = await context.readForm()
  const { person, passedAge } = await takeSignInAt(parts.database, sign)
  context.raw.outgoing.setHeader(...parts.cookies.clear('signin'))
  if (form.getAll('answer').join() !== 'continue') return { redirect: '/' }
  const { version: acknowledgedVersion } = parts.hooks.policies
  return admit(parts, context, { person, passedAge, acknowledgedVersion })
}

/** Account and session come to be together, or neither does. */
async function admit(
  parts: SignInParts,
  context: SignInContext,
  admission: Said & { person: Person },
): Promise<RouteResult> {
  const { database, cookies, hooks, limits } = parts
  const deviceFamily = readDeviceFamily(context.header('user-agent'))
  const { cookie, afterCommit, accountId } = await database.transaction().execute(async (tx) => {
    const account = await admitPerson(parts, tx, admission)
    if (account.isFresh) await hooks.onAccountCreated(tx, account)
    const opened = await openSession(parts, tx, {
      accountId: account.accountId,
      broughtCookie: readOwn(parts, context, 'session'),
      deviceFamily,
    })
    return { ...opened, accountId: account.accountId }
  })
  await afterCommit()
  hooks.onSignedIn({ accountId, deviceFamily, gpc: context.header('sec-gpc') })
  return { redirect: '/', headers: [cookies.set('session', cookie, limits.sessionMs)] }
}

/** NOTE: for somebody who asks for an account again with another age. Whoever has an account never comes here. */
function refuseWhileRemembered(parts: SignInParts, context: SignInContext): void {
  if (readOwn(parts, context, 'age') !== undefined) throw new AppError('identity/age-not-met')
}

function readOwn({ cookies }: SignInParts, context: SignInContext, name: CookieName): string | undefined {
  return cookies.read(name, context.header('cookie'))
}

function readSignIn(parts: SignInParts, context: SignInContext) {
  return { secret: readOwn(parts, context, 'signin'), now: parts.clock.now() }
}

async function keep(parts: SignInParts, state: Parameters<typeof keepSignIn>[1]) {
  const { database: executor, clock, limits, cookies } = parts
  const secret = await keepSignIn({ executor, clock, lastsMs: limits.signInMs }, state)
  return cookies.set('signin', secret, limits.signInMs)
}

async function logFailure<Result>({ logger }: SignInParts, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof AppError) logger.warn('sign-in-failed', { errorCode: error.code }, error)
    throw error
  }
}
