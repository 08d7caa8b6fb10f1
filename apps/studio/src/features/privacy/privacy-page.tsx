import { ChoicesSection } from './choices-section.tsx'
import { CorrectSection } from './correct-section.tsx'
import { EraseContentSection } from './erase-content-section.tsx'
import { EraseSection } from './erase-section.tsx'
import { HeldSection } from './held-section.tsx'
import { RequestsSection } from './requests-section.tsx'
import { TakeSection } from './take-section.tsx'

/** What is held about the person, and everything they may do about it. */
export function PrivacyPage({
  isRestricted = false,
  onLifted,
}: {
  isRestricted?: boolean
  onLifted?: () => void
}) {
  return (
    <div className="grid gap-12 py-8">
      <HeldSection />
      <TakeSection />
      {!isRestricted && <CorrectSection />}
      <ChoicesSection onLifted={onLifted} />
      <RequestsSection />
      <EraseContentSection />
      <EraseSection />
    </div>
  )
}
