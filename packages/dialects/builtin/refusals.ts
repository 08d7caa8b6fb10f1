import type { RefusalCategory } from '#partner-spec'

/**
 * What this picture maker does not draw, by whole words. It could not draw most of it well; it says so instead of
 * drawing something else under that name.
 */
const refused: Readonly<Partial<Record<RefusalCategory, readonly RegExp[]>>> = {
  minors: [
    /\b(?:nude|naked|sexy|erotic|lewd|nsfw)\b.*\b(?:child|children|kid|kids|teen|teenager|boy|girl|minor|baby)\b/,
    /\b(?:child|children|kid|kids|teen|teenager|boy|girl|minor|baby)\b.*\b(?:nude|naked|sexy|erotic|lewd|nsfw)\b/,
    /\b(?:child porn|lolicon|shotacon)\b/,
  ],
  sexual: [
    /\b(?:porn|pornographic|hentai|nsfw|erotic|erotica|orgy|blowjob|genitals?|penis|vagina)\b/,
    /\b(?:nude|naked|topless)\b(?! (?:mole|colou?r|tone|lipstick))/,
  ],
  violence: [
    /\b(?:gore|gory|beheading|decapitated|dismembered|disembowel\w*|massacre|torture|mutilat\w+)\b/,
    /\b(?:murder|stab|shoot|execut)(?:ing|ed)? (?:a |the |an )?(?:man|woman|person|people|child)\b/,
  ],
  hate: [/\b(?:swastika|nazi|nazis|hitler|kkk|ku klux klan|white power)\b/],
  'self-harm': [
    /\b(?:suicide|self-harm|selfharm|cutting (?:my|her|his) wrists?|hanging (?:my|him|her)self)\b/,
  ],
  illegal: [
    /\b(?:build|make|making|assemble) (?:a )?(?:pipe )?bomb\b/,
    /\b(?:meth|methamphetamine|heroin) (?:lab|recipe|cook\w*)\b/,
  ],
  'real-person': [
    /\b(?:donald trump|joe biden|vladimir putin|taylor swift|elon musk|kim jong|xi jinping|barack obama)\b/,
  ],
}

/** The category for which a prompt is refused; undefined when it is drawn. Over-long runs are cut, not searched for ever. */
export function findRefusal(prompt: string): RefusalCategory | undefined {
  const text = prompt
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}-]+/gu, ' ')
    .slice(0, 16_384)
  for (const category of categories) {
    if (refused[category]?.some((pattern) => pattern.test(text)) === true) return category
  }
  return undefined
}

const categories: readonly RefusalCategory[] = [
  'minors',
  'sexual',
  'violence',
  'hate',
  'self-harm',
  'illegal',
  'real-person',
]
