import { checkDeletion } from '#partner-kit/conformance'
import { plainPartner, startFakePartner } from './index.ts'

checkDeletion('plain', async () => {
  const fake = await startFakePartner()
  const key = 'plain-deletion-key-1'
  return {
    partner: plainPartner({ baseUrl: fake.baseUrl, slots: 1, deletionKey: key }),
    key,
    fake: {
      behaveOnDeletion: (fault) => fake.desk.behave(fault),
      stored: () => fake.desk.stored(),
      deletions: () => fake.desk.asked,
      close: () => fake.close(),
    },
  }
})
