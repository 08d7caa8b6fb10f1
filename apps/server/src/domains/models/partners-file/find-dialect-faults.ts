import type { ConfigFault } from '#server/config/index.ts'
import { faultAt } from './describe-issue.ts'
import type { StatedModel, StatedPartner } from './partners-file-schema.ts'

type Path = readonly PropertyKey[]

/** What a partner or a model is said to do and its dialect cannot: nobody is promised what nobody can ask for. */
export function findDialectFaults(partner: StatedPartner, path: Path): ConfigFault[] {
  const ofPartner =
    partner.dialect === 'fal-queue' ? findFalFaults(partner, path) : findOpenaiFaults(partner, path)
  const ofModel = partner.dialect === 'fal-queue' ? findFalModelFaults : findOpenaiModelFaults
  return [...ofPartner, ...partner.models.flatMap((model, at) => ofModel(model, [...path, 'models', at]))]
}

function findOpenaiFaults({ terms, deletionCall, resultHosts }: StatedPartner, path: Path): ConfigFault[] {
  const mend = 'Write in-writing where the partner deletes when you write to it, else none.'
  return [
    ...unless(terms.deletion !== 'api', [...path, 'terms', 'deletion'], noCall, mend),
    ...unless(deletionCall === undefined, [...path, 'deletionCall'], noCall, 'Leave it out.'),
    ...unless(resultHosts.length === 0, [...path, 'resultHosts'], 'Only fal-queue has it.', 'Leave it out.'),
  ]
}

const noCall = 'This dialect has no call that deletes.'

function findOpenaiModelFaults(model: StatedModel, path: Path): ConfigFault[] {
  const cause = 'Only fal-queue has it.'
  return [
    ...unless(!model.takesSeed, [...path, 'takesSeed'], 'This dialect has no seed.', 'Write false.'),
    ...unless(model.editWireName === undefined, [...path, 'editWireName'], cause, 'Leave it out.'),
    ...unless(model.referencesField === undefined, [...path, 'referencesField'], cause, 'Leave it out.'),
    ...unless(
      model.prices?.unit !== 'billable-unit',
      [...path, 'prices', 'unit'],
      cause,
      'Write token or image.',
    ),
  ]
}

function findFalFaults(partner: StatedPartner, path: Path): ConfigFault[] {
  const { terms, deletionCall, apiKey, models, baseUrl, resultHosts } = partner
  const isOwnMachine = new URL(baseUrl).hostname === '127.0.0.1'
  const isOfOthers = models.some(({ wireName }) => belongsToAnother(wireName))
  return [
    ...unless(
      apiKey !== undefined,
      [...path, 'apiKey'],
      'It is missing.',
      'Write the name of the variable that holds its key, ending in _API_KEY.',
    ),
    ...unless(
      terms.deletion !== 'api' || deletionCall !== undefined,
      [...path, 'deletionCall'],
      'It is missing, and terms.deletion says api.',
      'Write its baseUrl, such as https://api.fal.ai/v1/, and the apiKey of an administrator; or write deletion: none.',
    ),
    ...unless(
      terms.deletion === 'api' || deletionCall === undefined,
      [...path, 'terms', 'deletion'],
      'There is a deletionCall, and it does not say api.',
      'Write api, or leave deletionCall out.',
    ),
    ...unless(
      isOwnMachine || resultHosts.every((host) => !host.startsWith('127.')),
      [...path, 'resultHosts'],
      'A partner elsewhere has no results on this machine.',
      'Write hosts of the partner, such as v3.fal.media.',
    ),
    ...unless(
      !isOfOthers || terms.onwardRecipients.length > 0,
      [...path, 'terms', 'onwardRecipients'],
      'A model of it belongs to another company, which receives what is sent.',
      'Name that company with role: processor, where your contract says that it works for the partner, and count its retention in; or take only models that the partner runs itself.',
    ),
  ]
}

/**
 * Models that are only passed on to the company they belong to: those of another owner, and a few names under `fal-ai`.
 *
 * @see fal.ai/models, read 2026-11-23: which of them are open weights and which a vendor's service
 */
const belongsToAnother = (wireName: string) =>
  !wireName.startsWith('fal-ai/') ||
  /^fal-ai\/(?:bytedance|gemini|gpt-image|ideogram|imagen|luma|nano-banana|recraft|flux-(?:2-)?(?:pro|max|flex))/.test(
    wireName,
  )

function findFalModelFaults(model: StatedModel, path: Path): ConfigFault[] {
  const { maximumReferences, referencesField } = model
  const one = 'It takes one picture in image_url.'
  return [
    ...unless(
      /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)+$/.test(model.wireName),
      [...path, 'wireName'],
      'It is no name of a model there.',
      'Write it as its page does, such as fal-ai/flux/dev.',
    ),
    ...unless(
      model.editWireName === undefined || /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)+$/.test(model.editWireName),
      [...path, 'editWireName'],
      'It is no name of a model there.',
      'Write it as its page does, such as fal-ai/flux-2/edit.',
    ),
    ...unless(!model.takesMask, [...path, 'takesMask'], cannot('masks'), 'Write false.'),
    ...unless(
      !model.transparentBackground,
      [...path, 'transparentBackground'],
      cannot('pictures without a background'),
      'Write false.',
    ),
    ...unless(!model.sendsPartials, [...path, 'sendsPartials'], cannot('early states'), 'Write false.'),
    ...unless(
      model.qualities.length === 0,
      [...path, 'qualities'],
      cannot('qualities'),
      'Write [] for no choice.',
    ),
    ...unless(
      !model.asksForBase64,
      [...path, 'asksForBase64'],
      'Pictures come within the answer as it is.',
      'Leave it out.',
    ),
    ...unless(model.maximumCount <= 4, [...path, 'maximumCount'], 'It is over 4.', 'Write 1 to 4.'),
    ...unless(
      model.prices?.unit !== 'token',
      [...path, 'prices', 'unit'],
      cannot('prices by token'),
      'Write image or billable-unit.',
    ),
    ...unless(
      maximumReferences > 0 === (referencesField !== undefined),
      [...path, 'referencesField'],
      'It and maximumReferences contradict each other.',
      'Write image_url or image_urls where the model takes pictures; leave it out where it takes none.',
    ),
    ...unless(
      referencesField !== 'image_url' || maximumReferences <= 1,
      [...path, 'maximumReferences'],
      one,
      'Write 1 for it, or image_urls.',
    ),
  ]
}

const cannot = (what: string) => `This dialect has no ${what}.`

/** One fault or none. */
const unless = (isGood: boolean, path: Path, cause: string, mend: string): ConfigFault[] =>
  isGood ? [] : [faultAt(path, cause, mend)]
