import type { Subject } from '../subject.ts'
import { forestAnimals } from './animals-forest.ts'
import { homeAnimals } from './animals-home.ts'
import { savannaAnimals } from './animals-savanna.ts'
import { birds } from './birds.ts'
import { buildings } from './buildings.ts'
import { food } from './food.ts'
import { people } from './people.ts'
import { plants } from './plants.ts'
import { seaLife } from './sea-life.ts'
import { things } from './things.ts'
import { vehicles } from './vehicles.ts'

/** Everything the picture maker can draw. */
export const subjects: readonly Subject[] = [
  ...homeAnimals,
  ...forestAnimals,
  ...savannaAnimals,
  ...birds,
  ...seaLife,
  ...plants,
  ...buildings,
  ...vehicles,
  ...people,
  ...food,
  ...things,
]
