import type { Subject } from '../subject.ts'
import { forestAnimals } from './animals-forest.ts'
import { homeAnimals } from './animals-home.ts'
import { savannaAnimals } from './animals-savanna.ts'
import { birds } from './birds.ts'
import { seaLife } from './sea-life.ts'

/** Everything the picture maker can draw. */
export const subjects: readonly Subject[] = [
  ...homeAnimals,
  ...forestAnimals,
  ...savannaAnimals,
  ...birds,
  ...seaLife,
]
