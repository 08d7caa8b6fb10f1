export { createNetworkPseudonyms, type NameNetwork } from './network-pseudonym.ts'
