import { AppError } from '#server/kernel/app-error.ts'
import type { Clock } from '#server/kernel/clock.ts'
import { encodeContext, unwrap, wrap, zero } from '#server/platform/content-crypto/index.ts'
import type { Executor } from '#server/platform/postgres/index.ts'
import * as z from 'zod/mini'
import { findSignIn, insertSignIn, takeSignIn } from './sign-ins.store.ts'
import { deriveSignInKey, hashToken, makeToken, parseToken, writeToken } from './token.ts'

const atProvider = z.object({
  step: z.literal('at-provider'),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
})
const atAgeQuestion = z.object({
  step: z.literal('at-age-question'),
  person: z.object({
    issuer: z.string(),
    subject: z.string(),
    name: z.string(),
    email: z.string(),
    pictureUrl: z.exactOptional(z.string()),
  }),
})
/** Somebody who has an account, and is shown what is new in the policies before they are signed in. */
const atPolicyNews = z.object({
  step: z.literal('at-policy-news'),
  person: atAgeQuestion.shape.person,
  passedAge: z.number(),
  since: z.number(),
})
const signInState = z.discriminatedUnion('step', [atProvider, atAgeQuestion, atPolicyNews])

/** Where a sign-in stands between two requests. */
export type SignInState = z.infer<typeof signInState>
type StateAt<Step extends SignInState['step']> = Extract<SignInState, { step: Step }>

const context = encodeContext({ version: 1, what: 'sign-in' })

/** Keeps a sign-in under a fresh secret, which is returned for the cookie and kept nowhere else. */
export async function keepSignIn(
  { executor, clock, lastsMs }: { executor: Executor; clock: Clock; lastsMs: number },
  state: SignInState,
): Promise<string> {
  const token = makeToken()
  const bytes = Buffer.from(JSON.stringify(state), 'utf8')
  const key = deriveSignInKey(token)
  await insertSignIn(executor, {
    tokenHash: hashToken('sign-in', token),
    sealedState: wrap(key, bytes, context),
    expiresAt: new Date(clock.now().getTime() + lastsMs),
  })
  const secret = writeToken(token)
  zero(token, bytes, key)
  return secret
}

/**
 * Takes the sign-in of a cookie out of the table, so that it serves once.
 *
 * @throws AppError identity/sign-in-expired when there is none, it is over, or it stands at another step
 */
export async function takeSignInAt<Step extends SignInState['step']>(
  executor: Executor,
  { secret, step, now }: { secret: string | undefined; step: Step; now: Date },
): Promise<StateAt<Step>> {
  return openAt({ secret, step, load: (tokenHash) => takeSignIn(executor, tokenHash, now) })
}

/** The same without taking it. @throws AppError identity/sign-in-expired */
export async function requireSignInAt<Step extends SignInState['step']>(
  executor: Executor,
  { secret, step, now }: { secret: string | undefined; step: Step; now: Date },
): Promise<StateAt<Step>> {
  return openAt({ secret, step, load: (tokenHash) => findSignIn(executor, tokenHash, now) })
}

async function openAt<Step extends SignInState['step']>(options: {
  secret: string | undefined
  step: Step
  load(tokenHash: Buffer): Promise<Buffer | undefined>
}): Promise<StateAt<Step>> {
  const token = parseToken(options.secret)
  const sealed = token === undefined ? undefined : await options.load(hashToken('sign-in', token))
  if (token === undefined || sealed === undefined) throw new AppError('identity/sign-in-expired')
  const key = deriveSignInKey(token)
  const bytes = unwrap(key, sealed, context)
  const state = signInState.parse(JSON.parse(bytes.toString('utf8')))
  zero(token, key, bytes)
  if (!isAt(state, options.step)) throw new AppError('identity/sign-in-expired')
  return state
}

function isAt<Step extends SignInState['step']>(state: SignInState, step: Step): state is StateAt<Step> {
  return state.step === step
}
