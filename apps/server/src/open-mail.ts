import type { Config } from './config/index.ts'
import { createMail, type Mail, type MailParts } from './domains/mail/index.ts'
import { createNews, isStillWanted, type News, type NewsParts } from './domains/news/index.ts'
import type { Operator } from './domains/policies/index.ts'
import type { Rights } from './domains/rights/index.ts'

type Foundation = Omit<MailParts, 'line' | 'limits' | 'isStillWanted'> & {
  config: Pick<Config, 'mail' | 'limits' | 'publicUrl'>
  operator: Operator & NewsParts['operator']
}

/** Mails and news; mail is off where there is no mail server, or nobody it would be from. */
export function openMail(foundation: Foundation, { rights }: { rights: Rights }): { mail: Mail; news: News } {
  const { config, operator } = foundation
  const { brand: name, mailFrom: address } = operator
  const mail = createMail({
    ...foundation,
    limits: config.limits,
    ...(config.mail === undefined || address === undefined
      ? {}
      : { line: { server: config.mail, sender: { name, address } } }),
    isStillWanted: (one) => isStillWanted({ ...foundation, rights }, one),
  })
  return { mail, news: createNews({ ...foundation, publicUrl: config.publicUrl, mail, rights }) }
}
