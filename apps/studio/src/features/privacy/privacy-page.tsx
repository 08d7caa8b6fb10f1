import { EraseSection } from './erase-section.tsx'
import { HeldSection } from './held-section.tsx'

/** What is held about the person, and everything they may do about it. */
export function PrivacyPage() {
  return (
    <div className="grid gap-12 py-8">
      <HeldSection />
      <EraseSection />
    </div>
  )
}
